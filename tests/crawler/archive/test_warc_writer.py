"""WARC files are valid, reproducible, and complete up to a failed write."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.checker import Checker

from crawler.archive import ReplayIndex, WarcWriter

ROOT = Path(__file__).parents[3]
AT = datetime(2025, 2, 15, 9, 30, tzinfo=UTC)
URL = "https://news.example/a?x=1"


def write_three(path: Path) -> None:
    with WarcWriter(path, overwrite=True) as writer:
        writer.write(URL, 200, [("Content-Type", "text/html"), ("ETag", '"1"')], b"<p>one</p>", AT)
        writer.write(URL, 200, [("ETag", '"2"')], b"<p>one</p>", AT + timedelta(hours=1))
        writer.write("https://news.example/b", 404, [], b"", AT, method="HEAD")


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_same_input_gives_same_bytes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_three(path)
    first = path.read_bytes()
    write_three(path)
    assert path.read_bytes() == first


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_warcio_check_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    path = tmp_path / name
    write_three(path)

    class Command:
        inputs = (str(path),)
        verbose = True

    assert Checker(Command).process_all() == 0
    out = capsys.readouterr().out
    assert out.count("digest pass") >= 5
    assert "revisit" in out


def test_an_identical_payload_is_stored_once(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    write_three(path)
    raw = path.read_bytes()
    assert raw.count(b"<p>one</p>") == 1
    assert raw.count(b"WARC-Type: revisit") == 1
    index = ReplayIndex.open(str(path))
    first, second = (index.read(URL, capture) for capture in index.captures(URL))
    assert first.body == second.body == b"<p>one</p>"
    assert (b"ETag", b'"1"') in first.headers
    assert second.headers == [(b"ETag", b'"2"')]


def test_header_bytes_stay_as_they_came(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    headers = [(b"Location", "/Hà-Nội".encode()), (b"X-Odd", b"\xff\xfe"), ("Set-Cookie", "a=1")]
    with WarcWriter(path) as writer:
        writer.write(URL, 302, headers, b"", AT)
    index = ReplayIndex.open(str(path))
    recorded = index.read(URL, index.captures(URL)[0])
    assert recorded.headers == [
        (b"Location", "/Hà-Nội".encode()),
        *[(b"X-Odd", b"\xff\xfe"), (b"Set-Cookie", b"a=1")],
    ]
    assert recorded.status == 302


def test_a_line_break_in_a_header_does_not_end_the_header_block(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with WarcWriter(path) as writer:
        writer.write(URL, 200, [("X", "1\r\n\r\n<script>"), ("Y", "2")], b"body", AT)
    index = ReplayIndex.open(str(path))
    recorded = index.read(URL, index.captures(URL)[0])
    assert recorded.body == b"body"
    assert (b"Y", b"2") in recorded.headers


def test_a_file_is_not_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    write_three(path)
    with pytest.raises(FileExistsError):
        WarcWriter(path)


def test_a_time_without_zone_is_refused(tmp_path: Path) -> None:
    with (
        WarcWriter(tmp_path / "a.warc.gz") as writer,
        pytest.raises(ValueError, match="aware datetime"),
    ):
        writer.write(URL, 200, [], b"", AT.replace(tzinfo=None))


FULL = """
import os, resource, sys
from datetime import UTC, datetime
from crawler.archive import WarcWriter
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
at = datetime(2025, 2, 15, tzinfo=UTC)
with WarcWriter(sys.argv[1]) as writer:
    for number in range(100):
        try:
            writer.write(f"https://news.example/{number}", 200, [], os.urandom(3000), at)
        except OSError as error:
            print(number, error.errno)
            break
"""


def test_a_write_that_fails_leaves_whole_records(tmp_path: Path) -> None:
    """A limit on the file size simulates a full disk: the kernel truncates a write."""
    path = tmp_path / "full.warc.gz"
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    written = int(done.stdout.split()[0])
    assert 2 <= written < 10
    index = ReplayIndex.open(str(path))
    assert len(index) == written
    assert index.damages == ()
