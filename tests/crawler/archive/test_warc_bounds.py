"""A malicious record costs only itself: the other records of its file are read."""

from __future__ import annotations

import gzip
import os
import random
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.archive import ReplayIndex
from crawler.archive.cdxj import INDEX, FolderIndex
from crawler.archive.warc_reader import Damage, Entry, scan, status_of
from crawler.archive.warc_writer import WarcWriter
from tests.support.steps import steps

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


def test_a_page_cannot_bring_a_record_of_another_outlet(tmp_path: Path) -> None:
    """Its bytes stand as they are in the file, and a kill cuts its own record short."""
    path, chance = tmp_path / "all.warc.gz", random.Random(4)
    forged = gzip.compress(record(OK).replace(b"site.example/bad", b"victim.example/news"))
    body = chance.randbytes(50_000) + forged + chance.randbytes(100_000)
    with WarcWriter(path) as writer:
        writer.write("https://site.example/1", 200, [("Content-Type", "text/html")], b"<p>good", AT)
        before = path.stat().st_size
        writer.write("https://site.example/2", 200, [("Content-Type", "text/html")], body, AT)
        end = path.stat().st_size
        writer.write("https://site.example/3", 200, [("Content-Type", "text/html")], b"<p>new", AT)
    whole = path.read_bytes()
    assert whole.find(forged, before, end) > 0
    for damaged, kept in (
        (whole[: end - 30_000], {"https://site.example/1"}),
        (
            whole[: end - 40_000] + bytes(4) + whole[end - 39_996 :],
            {f"https://site.example/{n}" for n in (1, 3)},
        ),
    ):
        path.write_bytes(damaged)
        found = list(scan(path))
        entries = [one for one in found if isinstance(one, Entry)]
        assert {one.url for one in entries if one.kind == "response"} == kept
        assert len([one for one in found if isinstance(one, Damage)]) == 1


ODD_URLS = (
    "http://site.example:99999999/", "http://[site.example/", "http://site.example:b/", "",
    "http://site.example/a b", "http://site.example/\u2028\x85next", "http://site.example/\x1b[2J",
    "http://\u2100.example/", "urn:uuid:7", "http://site.example/" + "x" * 50_000,
)  # fmt: skip


def test_a_folder_of_records_with_odd_urls_times_and_names_is_indexed(tmp_path: Path) -> None:
    records = [record(OK).replace(b"https://site.example/bad", url.encode()) for url in ODD_URLS]
    records += [record(OK).replace(b"2026-11-01", year) for year in (b"0033-11-01", b"9999-12-31")]
    odd_times = (b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-14:00", b"\xc2\x85", b"")
    bad = [record(OK).replace(b"2026-11-01T00:00:00Z", at) for at in odd_times]
    name = os.fsdecode(b"\x1b[2J\xff\xe2\x80\xa8.warc.gz")
    (tmp_path / name).write_bytes(b"".join(gzip.compress(one) for one in records + bad))
    for _ in range(2):  # built, and read from the disk
        index = FolderIndex(tmp_path)
        assert len(index) == len(records)
        for url in ODD_URLS:
            assert [one.url for one in index.find(url)] == [url.replace(" ", "%20")]
            assert index.find(url)[0].ref.warc == name
        assert [one.at.year for one in index.find("https://site.example/bad")] == [33, 9999]
    (tmp_path / INDEX).write_text("site.example)/\u2028 20261101000000 {}", "utf-8")
    assert len(FolderIndex(tmp_path)) == len(records)  # an earlier version's is replaced
    assert len(FolderIndex(tmp_path).damages) == 0
    (tmp_path / INDEX).unlink()
    assert len(FolderIndex(tmp_path).damages) == len(bad)


def test_revisits_of_revisits_cost_linear_steps_and_lead_to_a_response(tmp_path: Path) -> None:
    """Each names the one before it, by URL and time; the first names a response."""

    def archive(count: int) -> Path:
        path = tmp_path / f"{count}.warc"
        revisits = [
            HEAD.replace(b"response", b"revisit", 1).replace(b"2026", b"%d" % (2027 + number))
            + b"WARC-Refers-To-Target-URI: https://site.example/bad\r\n"
            + b"WARC-Refers-To-Date: %d-11-01T00:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
            % (2026 + number)
            for number in range(count)
        ]
        path.write_bytes(record(OK) + b"".join(revisits))
        return path

    index = ReplayIndex.open(str(archive(30)))
    found = index.captures("https://site.example/bad")
    assert [one.payload is not None for one in found] == [False, True]
    assert index.read("https://site.example/bad", found[1]).body == b"<p>text"
    small, large = (steps(lambda n=n: ReplayIndex.open(str(archive(n)))) for n in (100, 400))
    assert large < 5 * small


@pytest.mark.parametrize("status", [b"9" * 5000, b"2000", b"20x", b"", b"99"])
def test_a_status_is_of_three_digits(status: bytes) -> None:
    assert status_of(b"HTTP/1.1 " + status + b" OK\r\n") is None
    assert status_of(b"HTTP/1.1 200 OK\r\n") == 200
