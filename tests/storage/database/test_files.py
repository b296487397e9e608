"""SQLite files that cannot be written: a full disk, a read-only folder, a user without rights."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from pipelines.items import Outcome
from pipelines.storage.database.engine import database_url, open_engine
from pipelines.storage.database.errors import DatabaseLost
from pipelines.storage.store import Store
from pipelines.storage.writer_thread import Writer
from tests.support.databases import ROOT, migrated_file
from tests.support.invented import result

NOBODY = 65534


def mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"cannot mount here: {done.stderr.strip()}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount("-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder))
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_ends_the_crawl_and_keeps_what_was_stored(small_disk: Path) -> None:
    path = small_disk / "news.db"
    shutil.copy(migrated_file(), path)
    engine = open_engine(database_url(f"sqlite:///{path}"))
    writer = Writer(lambda: Store(engine, "vna"), batch=5, patience=timedelta(seconds=60))
    results = [result(number, text=f"{number} " + "long words " * 9_000) for number in range(60)]
    futures = [writer.submit(one) for one in results]
    with pytest.raises(DatabaseLost, match="has no space left on its disk"):
        futures[-1].result(60)
    writer.close()
    kept = [future for future in futures if not future.exception()]
    assert kept
    engine.dispose()
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    engine = open_engine(database_url(f"sqlite:///{path}"))
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).all() == [("ok",)]
        assert connection.scalar(text("SELECT count(*) FROM articles")) == len(kept)
    again = Store(engine, "vna").save(results)
    assert [one.outcome for one in again].count(Outcome.NEW) == len(results) - len(kept)
    engine.dispose()


@pytest.fixture
def read_only_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount("-t", "tmpfs", "-o", "size=20m", "tmpfs", str(folder))
    shutil.copy(migrated_file(), folder / "news.db")
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def store_one(url: str, user: int = 0) -> str:
    """Return the output of a process that stores an article."""
    code = (
        "import os, sys\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from datetime import timedelta\n"
        "from tests.support.invented import result\n"
        "from pipelines.errors import UserError\n"
        "from pipelines.storage.database import schema_version\n"
        "from pipelines.storage.database.engine import database_url, open_engine\n"
        "from pipelines.storage.locks.outlet_lock import OutletLock\n"
        "from pipelines.storage.store import Store\n"
        "from pipelines.storage.writer_thread import Writer\n"
        "from sqlalchemy.dialects import sqlite\n"
        "if int(sys.argv[3]):\n"
        "    os.setgid(int(sys.argv[3]))\n"
        "    os.setuid(int(sys.argv[3]))\n"
        "try:\n"
        "    engine = open_engine(database_url(sys.argv[1]))\n"
        "    schema_version.check(engine)\n"
        "    with OutletLock(engine, 'vna'):\n"
        "        writer = Writer(lambda: Store(engine, 'vna'), name='it')\n"
        "        print(writer.submit(result(1)).result().outcome)\n"
        "except UserError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, url, str(ROOT), str(user)],
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    return done.stdout


def test_a_read_only_disk(read_only_disk: Path) -> None:
    said = store_one(f"sqlite:///{read_only_disk / 'news.db'}")
    assert "cannot be" in said
    assert str(read_only_disk) in said


@pytest.mark.parametrize("readable", [True, False])
def test_a_user_without_rights(tmp_path: Path, readable: bool) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    folder = Path("/tmp") / f"tinsach-rights-{os.getpid()}-{readable}"
    folder.mkdir()
    try:
        path = folder / "news.db"
        shutil.copy(migrated_file(), path)
        path.chmod(0o644 if readable else 0o600)
        said = store_one(f"sqlite:///{path}", user=NOBODY)
    finally:
        shutil.rmtree(folder)
    assert "cannot be" in said
    assert str(folder) in said
