"""Exports that are killed, run at once, or fill the disk leave no partial file and omit nothing."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

from pipelines.errors import UserError
from pipelines.export import cursor, files
from pipelines.export.moved_file import moved_when_whole
from pipelines.storage.store import Store
from tests.support import warm
from tests.support.databases import ROOT
from tests.support.invented import HOUR, NOW, result

pytestmark = pytest.mark.slow


def export(
    url: URL, path: Path, *options: str, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    shown = url.render_as_string(hide_password=False)
    env = {**os.environ, "DATABASE_URL": shown}
    if before is None:
        return warm.run(["-m", "scrapy", "export", path, *options], env=env)
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "export", str(path), *options],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )


def numbers(path: Path) -> list[int]:
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


def test_what_a_killed_export_left_is_removed_and_nothing_is_skipped(
    engine: Engine, db_url: URL, tmp_path: Path
) -> None:
    store, path, mark = Store(engine, "vna"), tmp_path / "a.jsonl", tmp_path / "cursor"
    store.save([result(number) for number in range(1, 6)])
    script = (
        "import os, sys, time\nfrom pathlib import Path\n"
        "from pipelines.export.cursor import held\n"
        "from pipelines.export.moved_file import moved_when_whole\n"
        "with held(Path(sys.argv[2])), moved_when_whole(Path(sys.argv[1])) as file:\n"
        "    file.write(b'half'); file.flush(); print('writing', flush=True); time.sleep(600)\n"
    )
    command = [sys.executable, "-c", script, str(path), str(mark)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        # One at a time uses a cursor; another export may write the same file meanwhile.
        met = export(db_url, path, "--cursor", str(mark))
        assert met.returncode == 2
        assert "cursor is in use by another export" in met.stderr
        assert not path.exists()
        assert export(db_url, path).returncode == 0
        assert len(list(tmp_path.glob(".a.jsonl.*.part"))) == 1
        writer.send_signal(signal.SIGKILL)
    path.unlink()
    assert export(db_url, path, "--cursor", str(mark)).returncode == 0
    assert sorted(one.name for one in tmp_path.iterdir() if "test.db" not in one.name) == [
        ".cursor.lock",
        "a.jsonl",
        "cursor",
    ]
    assert numbers(path) == [1, 2, 3, 4, 5]
    store.save([result(2, text="Changed.", at=NOW + HOUR)])
    # It was killed before it moved its cursor: the next export repeats the same changes.
    before = mark.read_bytes()
    assert export(db_url, path, "--cursor", str(mark)).returncode == 0
    assert numbers(path) == [2]
    mark.write_bytes(before)
    assert export(db_url, path, "--cursor", str(mark)).returncode == 0
    assert numbers(path) == [2]
    assert export(db_url, path, "--cursor", str(mark)).returncode == 0
    assert numbers(path) == []


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("99", "change 99 was exported, and the newest of this database is 2"),
        ("twelve", "is not a cursor, but 'twelve'"),
        ("-1", "is not a cursor"),
        ("", "is not a cursor"),
        ("1" * 30, "is not a cursor"),
        ("\u0661", "is not a cursor"),
        ("1 2", "is not a cursor"),
        ("9" * 5000, "is not a cursor"),
    ],
)
def test_a_cursor_of_another_database_is_reported(
    engine: Engine, db_url: URL, tmp_path: Path, text: str, message: str
) -> None:
    Store(engine, "vna").save([result(1), result(2)])
    mark = tmp_path / "cursor"
    mark.write_text(text, "utf-8")
    done = export(db_url, tmp_path / "a.jsonl", "--cursor", str(mark))
    assert done.returncode == 2
    assert message in done.stderr
    assert mark.read_text("utf-8") == text
    assert not (tmp_path / "a.jsonl").exists()


def small_files() -> None:
    """As on a full disk: no file grows beyond 4 kB."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.csv", "a.md", "a.jsonld", "a.jsonl.gz", "a.csv.zst", "a.parquet"]
)
def test_a_full_disk_leaves_the_file_before(
    engine: Engine, db_url: URL, tmp_path: Path, name: str
) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="the extra export is not installed")
    texts = [os.urandom(6_000).hex() for _ in range(3)]
    Store(engine, "vna").save([result(n, text=text) for n, text in enumerate(texts)])
    path, mark = tmp_path / name, tmp_path / "cursor"
    path.write_text("before")
    done = export(db_url, path, "--cursor", str(mark), before=small_files)
    assert done.returncode == 2, done.stderr
    assert f"{path} cannot be written: File too large" in done.stderr
    assert path.read_text() == "before"
    assert not mark.exists()
    assert not list(tmp_path.glob("*.part"))


def test_of_two_writers_the_whole_file_of_one_stays(tmp_path: Path) -> None:
    path, first_done = tmp_path / "a.jsonl", threading.Event()

    def rows() -> Iterator[dict[str, int]]:
        yield {"id": 1}
        with moved_when_whole(path) as file:
            file.write(b"other")
        first_done.set()
        yield {"id": 2}

    assert files.write(path, rows(), ()) == 2
    assert first_done.is_set()
    assert numbers(path) == [1, 2]


def test_a_cursor_file(tmp_path: Path) -> None:
    path = tmp_path / "cursor"
    assert cursor.read_cursor(path) == 0
    cursor.write_cursor(path, 12)
    assert cursor.read_cursor(path) == 12
    with cursor.held(path), pytest.raises(UserError, match="in use"), cursor.held(path):
        pass
    with cursor.held(path):
        pass
