"""A copy equals the database, row by row; a killed copy resumes; nothing else is overwritten."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, delete, inspect, text
from sqlalchemy.orm import Session

from pipelines.errors import UserError
from pipelines.storage import search
from pipelines.storage.copying.copy import copy
from pipelines.storage.copying.rows import TABLES, differences
from pipelines.storage.database.article_tables import Article
from pipelines.storage.database.schema_version import check
from pipelines.storage.store import Store
from tests.support.databases import migrate
from tests.support.invented import HOUR, NOW, result
from tests.support.whole_databases import ARTICLES, contents, fill, quiet

ROOT = Path(__file__).parents[3]


def test_a_copy_contains_every_row(engine: Engine, into: URL, copied: Engine) -> None:
    fill(engine)
    copied_rows: dict[str, tuple[int, int]] = {}
    copy(engine, into, lambda name, rows, written: copied_rows.update({name: (rows, written)}))
    wanted = contents(engine)
    assert contents(copied) == wanted
    assert all(wanted[name] for name in ("article", "change", "fault", "source_health", "story"))
    assert copied_rows["article"] == (ARTICLES, ARTICLES)
    assert copied_rows["change_counter"] == (1, 1)  # its row existed
    check(copied)
    found = [inspect(one).get_foreign_keys("revision") for one in (engine, copied)]
    assert [[key["name"] for key in keys] for keys in found][1]
    with Session(engine) as session, Session(copied) as other:
        hits = search.search(session, "mill closes", 50)
        assert len(hits) == ARTICLES
        assert search.search(other, "mill closes", 50) == hits


def test_a_copy_continues_the_numbering_of_its_source(
    engine: Engine, into: URL, copied: Engine
) -> None:
    """Numbering continues, even after an erased article; changes are numbered, keys hold."""
    fill(engine)
    copy(engine, into, quiet)
    both = (engine, copied)
    for one in both:
        Store(one, "vna").save([result(77), result(3, title="Mill three closes", at=NOW + HOUR)])
    ids = [_value(one, "SELECT max(id) FROM article") for one in both]
    assert ids[0] == ids[1] > ARTICLES
    kinds = "SELECT kind FROM change ORDER BY seq DESC LIMIT 2"
    with engine.connect() as left, copied.connect() as right:
        assert left.scalars(text(kinds)).all() == right.scalars(text(kinds)).all()
    with Session(copied) as session, session.begin():
        session.execute(delete(Article).where(Article.id == 1))
    assert _value(copied, "SELECT count(*) FROM revision WHERE article_id = 1") == 0


def _value(engine: Engine, query: str) -> Any:
    with engine.connect() as connection:
        return connection.scalar(text(query))


KILLED = """
import os, signal, sys
from sqlalchemy import Engine, event
from pipelines.storage.copying import copy
from pipelines.storage.database.engine import database_url, open_engine
source, into, left = open_engine(database_url(sys.argv[1])), sys.argv[2], int(sys.argv[3])
copy.WRITTEN_ROWS = 7
def count(name, rows, written):
    if name == "article":
        @event.listens_for(Engine, "commit")
        def end(connection):
            global left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
copy.copy(source, database_url(into), count)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dialect", "into", "commits"),
    [
        ("sqlite", "sqlite", 9),
        pytest.param("sqlite", "postgresql", 1, marks=pytest.mark.postgres),
        pytest.param("postgresql", "sqlite", 40, marks=pytest.mark.postgres),
        pytest.param("postgresql", "postgresql", 9, marks=pytest.mark.postgres),
    ],
    indirect=["into"],
)
def test_a_killed_copy_resumes(engine: Engine, into: URL, copied: Engine, commits: int) -> None:
    fill(engine)
    urls = [one.render_as_string(hide_password=False) for one in (engine.url, into)]
    command = [sys.executable, "-c", KILLED, *urls, str(commits)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    with pytest.raises(UserError, match="was not finished"):
        check(copied)
    Store(engine, "vna").save([result(5, text="Changed meanwhile.", at=NOW + 2 * HOUR)])
    copied_rows: dict[str, tuple[int, int]] = {}
    copy(engine, into, lambda name, rows, written: copied_rows.update({name: (rows, written)}))
    assert contents(copied) == contents(engine)
    assert copied_rows["article"] == (ARTICLES, 1)  # all others existed
    check(copied)


def test_a_database_that_is_not_empty_is_left_alone(
    engine: Engine, into: URL, copied: Engine
) -> None:
    fill(engine)
    migrate(into)
    Store(copied, "vns").save([result(500)])
    before = contents(copied)
    with pytest.raises(UserError, match=r"is not empty.*article"):
        copy(engine, into, quiet)
    assert contents(copied) == before
    with pytest.raises(UserError, match="is the database itself"):
        copy(engine, engine.url, quiet)


def test_every_table_is_copied(engine: Engine) -> None:
    """A new table is either a model's, or recreated."""
    names = {table.name for table in TABLES}
    there = set(inspect(engine).get_table_names()) - names
    assert there <= search.TABLES | {"alembic_version", "outlet_lease"}


@pytest.mark.parametrize(
    ("wanted", "found", "expected"),
    [
        ("ab", "ab", ""),
        ("abc", "", "+a +b +c"),
        ("", "ab", "-a -b"),
        ("ac", "bc", "+a -b"),
        ("aBc", "abc", "~b"),
    ],
)
def test_differences(wanted: str, found: str, expected: str) -> None:
    """Rows whose keys are letters, and whose values differ in case."""
    streams = [iter([(one.lower(), one) for one in side]) for side in (wanted, found)]
    found = [
        ("~" if one.wanted and one.found else "+" if one.wanted else "-") + one.key[0]
        for one in differences(*streams, 1)
    ]
    assert found == expected.split()
