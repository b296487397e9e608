"""A backup is a snapshot of the database in one file; any other file is rejected."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

from pipelines.errors import UserError
from pipelines.storage.copying.backup import backup, checked, restore
from pipelines.storage.database.engine import database_url, open_engine
from pipelines.storage.database.migration import migrate
from pipelines.storage.database.schema_version import check
from pipelines.storage.store import Store
from tests.support.invented import NOW, result
from tests.support.whole_databases import ARTICLES, contents, fill, quiet

ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from pipelines.storage.database.engine import database_url, open_engine
from pipelines.storage.store import Store
from tests.support.invented import result
store = Store(open_engine(database_url(sys.argv[1])), "vna")
for number in range(1000, 2000):
    store.save([result(number)])
    print(number, flush=True)
"""


def test_a_backup_is_restored_into_either_database(
    engine: Engine,
    into: URL,
    copied: Engine,
    tmp_path: Path,
) -> None:
    fill(engine)
    file = tmp_path / "news.backup"
    made = backup(engine, file, NOW, quiet)
    assert made.rows["article"] == ARTICLES
    before = contents(engine)
    Store(engine, "vna").save([result(300)])
    assert restore(file, into, quiet) == made
    assert contents(copied) == before
    check(copied)
    backup(engine, file, NOW, quiet)  # an older one is replaced
    assert checked(file).rows["article"] == ARTICLES + 1
    assert sorted(tmp_path.glob("*.backup*")) == [file]


@pytest.mark.slow
def test_a_backup_while_a_crawl_writes_is_whole(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    url = engine.url.render_as_string(hide_password=False)
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()  # it writes
        made = backup(engine, tmp_path / "news.backup", NOW, quiet)
        writer.kill()
    into = database_url(f"sqlite:///{tmp_path}/restored.db")
    restore(tmp_path / "news.backup", into, quiet)
    restored = open_engine(into)
    rows = contents(restored)
    restored.dispose()
    assert len(rows["article"]) == made.rows["article"] > ARTICLES
    # Page and article are committed together, and each change is numbered with its article.
    assert len(rows["revision"]) == len(rows["article"]) + 1
    assert rows["change_counter"][0][1] == len(rows["change"])


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_damaged_or_changed_backup_names_itself(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    file, into = tmp_path / "news.backup", database_url(f"sqlite:///{tmp_path}/x.db")
    backup(engine, file, NOW, quiet)
    changed = shutil.copy(file, tmp_path / "changed.backup")
    with closing(sqlite3.connect(changed)) as connection:
        connection.execute("UPDATE revision SET title = 'Forged' WHERE id = 3")
        connection.commit()
    with pytest.raises(UserError, match="table revision is not what was backed up"):
        restore(changed, into, quiet)
    cut = tmp_path / "cut.backup"
    cut.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(UserError, match=r"cut\.backup"):
        restore(cut, into, quiet)
    with pytest.raises(UserError, match="not a backup"):
        restore(tmp_path / "missing.backup", into, quiet)
    assert not (tmp_path / "x.db").exists()
    mine = tmp_path / "notes.txt"
    mine.write_text("Not to be lost.")
    for other in (mine, Path(str(engine.url.database))):
        with pytest.raises(UserError, match="not a backup"):
            backup(engine, other, NOW, quiet)
    assert mine.read_text() == "Not to be lost."


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_backup_of_an_older_version_is_migrated(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    file = tmp_path / "old.backup"
    backup(engine, file, NOW, quiet)
    with closing(sqlite3.connect(file)) as connection:
        listed = connection.execute("SELECT * FROM backup").fetchall()
    migrate(engine.url, "0012")
    engine.dispose()
    old = tmp_path / "older.backup"
    _as_backup(Path(str(engine.url.database)), old, listed[0])
    into = database_url(f"sqlite:///{tmp_path}/new.db")
    restore(old, into, quiet)
    restored = open_engine(into)
    check(restored)
    assert len(contents(restored)["article"]) == ARTICLES
    restored.dispose()


def _as_backup(database: Path, file: Path, manifest: tuple[str, ...]) -> None:
    """Write a backup as an older version would have."""
    from pipelines.storage.copying import backup as module

    with closing(sqlite3.connect(database)) as connection:
        connection.execute("VACUUM INTO ?", (str(file),))
    module._list(file, manifest[1], NOW)
