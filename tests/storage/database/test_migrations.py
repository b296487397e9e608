"""Migrations: up, down and up again with data in the tables, and equal to the models."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, event, inspect, text

from pipelines.errors import UserError
from pipelines.items import Stripped
from pipelines.storage.database import schema_version
from pipelines.storage.database.engine import open_engine
from pipelines.storage.store import Store
from pipelines.storage.views.all_views import VIEWS
from pipelines.storage.views.view import View, create_view
from tests.support import warm
from tests.support.databases import ROOT, Filled, alembic, migrate
from tests.support.invented import HOUR, NOW, failure, result


def script(url: URL) -> ScriptDirectory:
    return ScriptDirectory.from_config(alembic(url))


def test_one_head_and_it_is_the_codes_revision(db_url: URL) -> None:
    assert script(db_url).get_heads() == [schema_version.REVISION]
    assert {one.revision for one in script(db_url).walk_revisions()} == set(schema_version.KNOWN)


def test_models_equal_migrations(engine: Engine, db_url: URL) -> None:
    with engine.connect() as connection:
        config = alembic(db_url)
        config.attributes["connection"] = connection
        command.check(config)


def test_down_and_up_with_data(db_url: URL) -> None:
    engine = open_engine(db_url)
    store = Store(engine, "vna")
    store.begin_crawl(NOW, {}, {})
    store.save([result(1), result(1, text="Changed.", at=NOW + HOUR), failure(2)])
    engine.dispose()
    engine = open_engine(db_url)
    with engine.connect() as connection:
        config = alembic(db_url)
        config.attributes["connection"] = connection
        with pytest.raises(UserError, match="delete all 1 articles"):
            command.downgrade(config, "base")
        # Refused before any step: readers still have their cursor.
        assert schema_version.revision(connection) == schema_version.REVISION
        assert connection.scalar(text("SELECT count(*) FROM changes")) == 2
        connection.rollback()
        config.attributes["may_empty"] = True
        command.downgrade(config, "base")
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
        assert inspect(connection).get_view_names() == []
    engine.dispose()
    migrate(db_url)
    engine = open_engine(db_url)
    schema_version.check(engine)
    assert Store(engine, "vna").save([result(1)])[0].outcome == "new"
    engine.dispose()


def test_fingerprints_survive_the_migration_that_made_them_lean(db_url: URL) -> None:
    engine = open_engine(db_url)
    Store(engine, "vna").save([result(1), result(2)])
    query = text("SELECT period, hash, article_id FROM fingerprint ORDER BY 1, 2, 3")
    with engine.connect() as connection:
        before = connection.execute(query).all()
        connection.rollback()
        config = alembic(db_url)
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
        days = connection.execute(text("SELECT DISTINCT CAST(day AS text) FROM fingerprint")).all()
        assert days == [("2026-11-20",)]
        command.upgrade(config, "head")
        assert connection.execute(query).all() == before
        assert len(before) > 10
    engine.dispose()


def test_bulk_writes_survive_their_migration(db_url: URL) -> None:
    engine = open_engine(db_url)
    taken = tuple(Stripped(f"rule {n}", f'"Đọc nhiều" \\ {n}', 9 - n) for n in range(3))
    results = [
        *(result(number, lines=("most read", f"only {number}")) for number in range(4)),
        result("story", stripped=taken),
        result("none", stripped=()),
    ]
    store = Store(engine, "vna")
    store.save(results)
    repeated = store.repeated_lines()
    assert repeated.counts == {"most read": 6}
    queries = [
        "SELECT article_id, ordinal, position, rule, text FROM stripped ORDER BY 1, 2",
        "SELECT * FROM story ORDER BY 1",
        "SELECT id, url, story_id FROM article ORDER BY 1",
        "SELECT article_id, number FROM revision ORDER BY 1, 2",
        "SELECT article_id, url FROM image ORDER BY 1, 2",
        "SELECT outlet, articles FROM outlets",
    ]
    with engine.connect() as connection:
        before = [_read(connection, query) for query in queries]
        config = alembic(db_url)
        config.attributes["connection"] = connection
        command.downgrade(config, "0004")
        rows = [row for row in before[0] if row[0] == 5]
        assert rows == [[5, n, 9 - n, f"rule {n}", taken[n].text] for n in range(3)]
        assert _read(connection, queries[0]) == before[0]
        query = "SELECT articles FROM line_count WHERE line = 'most read'"
        assert _read(connection, query) == [[6]]
        command.upgrade(config, "head")
        assert [_read(connection, query) for query in queries] == before
        assert [len(rows) for rows in before] == [7, 1, 6, 6, 6, 1]
    assert store.repeated_lines() == repeated
    assert [saved.outcome for saved in store.save([result(3), result(7)])] == ["same", "new"]
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_readers_keep_their_rights_and_views_through_the_newest_migrations(db_url: URL) -> None:
    engine = open_engine(db_url)
    Store(engine, "vna").save([result(1)])
    asked = "SELECT has_table_privilege('pg_monitor', 'stripped', 'SELECT'), (SELECT n FROM mine)"
    with engine.connect() as connection:
        config = alembic(db_url)
        config.attributes["connection"] = connection
        command.downgrade(config, "0005")
        connection.execute(text("GRANT SELECT ON stripped TO pg_monitor"))
        connection.execute(text("CREATE VIEW mine AS SELECT count(*) AS n FROM stripped"))
        connection.commit()
        command.upgrade(config, "head")
        assert _read(connection, asked) == [[True, 1]]
        command.downgrade(config, "0020")
        connection.execute(text("GRANT SELECT ON article_search TO pg_monitor"))
        connection.commit()
        command.upgrade(config, "head")
        searched = asked.replace("'stripped'", "'article_fields'")
        assert _read(connection, searched) == [[True, 1]]
        connection.execute(text("DROP VIEW mine"))  # a view of others loses no column
        connection.commit()
        command.downgrade(config, "0005")
        assert _read(connection, "SELECT count(*) FROM stripped") == [[1]]
    engine.dispose()


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_sqlite_checks_no_keys_while_it_migrates(db_url: URL) -> None:
    """Dropping a table that is recreated would delete the rows that refer to it."""
    engine, found = open_engine(db_url), set()

    def ask(connection: Connection, cursor: sqlite3.Cursor, statement: str, *_: object) -> None:
        if "DROP TABLE" in statement:
            found.add(cursor.execute("PRAGMA foreign_keys").fetchone()[0])

    event.listen(engine, "before_cursor_execute", ask)
    with engine.connect() as connection:
        config = alembic(db_url)
        config.attributes["connection"] = connection
        command.downgrade(config, "0004")
        command.upgrade(config, "head")
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    assert found == {0}
    engine.dispose()


def _read(connection: Connection, query: str) -> list[list[Any]]:
    """Return rows with parsed JSON: white space in it differs between databases."""
    rows = connection.execute(text(query)).all()
    connection.rollback()
    return [[json.loads(one) if str(one).startswith("[") else one for one in row] for row in rows]


def empty(engine: Engine) -> None:
    """Leave a database as it is migrated."""


@pytest.mark.parametrize("view", VIEWS, ids=[view.name for view in VIEWS])
def test_a_view_matches_its_definition(dialect: str, filled_once: Filled, view: View) -> None:
    engine = filled_once(dialect, empty)
    with engine.connect() as connection:
        columns = [column["name"] for column in inspect(connection).get_columns(view.name)]
        assert columns == [column.name for column in view.columns]
        if engine.dialect.name == "sqlite":
            query = text("SELECT sql FROM sqlite_master WHERE name = :name")
            stored = connection.scalar(query, {"name": view.name})
            assert stored == create_view(view, "sqlite")
            return
        definition = text("SELECT pg_get_viewdef(CAST(:name AS regclass))")
        before = connection.scalar(definition, {"name": view.name})
        connection.execute(text(f"DROP VIEW {view.name}"))
        connection.exec_driver_sql(create_view(view, "postgresql"))
        assert connection.scalar(definition, {"name": view.name}) == before
        connection.rollback()


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_comments_reach_the_database(engine: Engine) -> None:
    with engine.connect() as connection:
        found = inspect(connection)
        for view in VIEWS:
            assert found.get_table_comment(view.name)["text"] == view.comment
            for column, known in zip(found.get_columns(view.name), view.columns, strict=True):
                assert column["comment"] == known.comment
        assert found.get_table_comment("article")["text"]
        assert all(column["comment"] for column in found.get_columns("page"))


def run(arguments: list[str], url: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DATABASE_URL": url}
    return warm.run(["-m", "alembic", *arguments], cwd=folder, env=environment)


def test_the_command_works_from_the_root(empty_url: URL) -> None:
    url = empty_url.render_as_string(hide_password=False)
    for arguments in (["upgrade", "head"], ["check"], ["downgrade", "base"], ["upgrade", "head"]):
        done = run(arguments, url, ROOT)
        assert done.returncode == 0, done.stderr


def test_the_command_works_from_elsewhere(empty_url: URL, tmp_path: Path) -> None:
    url = empty_url.render_as_string(hide_password=False)
    done = run(["-c", str(ROOT / "pyproject.toml"), "upgrade", "head"], url, tmp_path)
    assert done.returncode == 0, done.stderr
    engine = open_engine(empty_url)
    schema_version.check(engine)
    engine.dispose()


def test_the_command_says_where_the_database_is(db_url: URL) -> None:
    url = db_url.render_as_string(hide_password=False)
    message = f"is at revision {schema_version.REVISION}"
    assert message in run(["upgrade", "head"], url, ROOT).stdout
    assert run(["-q", "upgrade", "head"], url, ROOT).stdout == ""
    engine = open_engine(db_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    done = run(["upgrade", "head"], url, ROOT)
    (line,) = done.stderr.splitlines()
    assert "is at revision 9999, unknown to this code" in line
    assert done.returncode == 1


@pytest.mark.parametrize("quiet", [[], ["-q"]], ids=["loud", "quiet"])
@pytest.mark.parametrize(
    ("url", "message"),
    [
        (
            "postgresql://me:geheim@127.0.0.1:1/none",
            "Database postgresql+psycopg://me:***@127.0.0.1:1/none cannot be reached",
        ),
        ("sqlite:////proc/news.db", "cannot be written: check the rights"),  # even for root
        ("sqlite:////nowhere/news.db", "no folder /nowhere; make it first"),
        ("mysql://x/y", "expected sqlite:///relative.db"),
    ],
)
def test_a_database_that_cannot_be_migrated_is_one_line(
    url: str, message: str, quiet: list[str]
) -> None:
    done = run([*quiet, "upgrade", "head"], url, ROOT)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("tinsach: ")
    assert message in line
    assert "geheim" not in line
