"""A malicious record costs only itself: the other records of its file are read."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.archive.warc_reader import Damage, Entry, scan
from crawler.archive.warc_writer import WarcWriter

AT = datetime(2026, 11, 1, tzinfo=UTC)
MEGABYTE = 1 << 20
HEAD = (
    b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    b"WARC-Target-URI: https://site.example/bad\r\nWARC-Date: 2026-11-01T00:00:00Z\r\n"
    b"Content-Type: application/http; msgtype=response\r\n"
)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>text"


def record(block: bytes, more: bytes = b"", length: int | None = None) -> bytes:
    """Return a record, with extra headers, and a length that may be wrong."""
    size = len(block) if length is None else length
    return HEAD + more + b"Content-Length: %d\r\n\r\n" % size + block + b"\r\n\r\n"


BAD = {
    "a header line without an end": lambda: b"WARC/1.1\r\nWARC-Type: " + b"a" * (100 * MEGABYTE),
    "a header line of 100 MB": lambda: record(OK, b"X-Long: " + b"a" * (100 * MEGABYTE) + b"\r\n"),
    "headers without end": lambda: record(OK, b"X-Many: a\r\n" * (5 * MEGABYTE)),
    "HTTP headers without end": lambda: record(
        b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * (5 * MEGABYTE) + b"\r\n<p>text"
    ),
    "an HTTP header line of 100 MB": lambda: record(
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * (100 * MEGABYTE) + b"\r\n\r\n<p>text"
    ),
    "a member longer than its record": lambda: record(OK) + bytes(200 * MEGABYTE),
    "a member with lines behind its record": lambda: record(OK) + b"\r\n" * (50 * MEGABYTE),
    "a length beyond all bounds": lambda: record(OK, length=10**30),
    "a record larger than any page": lambda: record(bytes(300 * MEGABYTE)),
}


def pieces(path: Path, url: str) -> Iterator[bytes]:
    with WarcWriter(path, overwrite=True) as writer:
        writer.write(url, 200, [("Content-Type", "text/html")], b"<p>good", AT)
    yield path.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("case", BAD)
def test_a_bad_record_costs_only_itself(case: str, tmp_path: Path) -> None:
    urls = [f"https://site.example/{number}" for number in (1, 2)]
    before, after = (b"".join(pieces(tmp_path / "one.warc.gz", url)) for url in urls)
    path = tmp_path / "all.warc.gz"
    path.write_bytes(before + gzip.compress(BAD[case](), 1) + after)
    tracemalloc.start()
    try:
        found = list(scan(path))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [one.url for one in found if isinstance(one, Entry) and one.kind == "response"] in (
        urls,
        [urls[0], "https://site.example/bad", urls[1]],
    )
    damages = [one for one in found if isinstance(one, Damage)]
    assert [one.offset for one in damages] == [len(before)]
    assert all(len(str(one)) < 500 for one in damages)
    assert peak < 90 * MEGABYTE


def test_a_file_in_which_everything_looks_like_a_record_comes_to_an_end(tmp_path: Path) -> None:
    path = tmp_path / "all.warc.gz"
    path.write_bytes(gzip.compress(b"no record\r\n") * 5_000)
    found = list(scan(path))
    assert all(isinstance(one, Damage) for one in found)
    assert len(found) < 2_000
    assert "the rest is not read" in str(found[-1])
