"""The archive index finds the right capture, in files of any tool, intact or damaged."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.archive import ReplayIndex, WarcWriter
from pipelines.errors import UserError

AT = datetime(2025, 2, 15, 9, 30, tzinfo=UTC)
HOST = "https://news.example"


def make(path: Path, pages: int = 3) -> Path:
    with WarcWriter(path, overwrite=True) as writer:
        for number in range(pages):
            body = f"<p>article {number}</p>".encode() * 5
            writer.write(f"{HOST}/{number}", 200, [("Content-Type", "text/html")], body, AT)
    return path


def body_of(index: ReplayIndex, url: str, at: datetime | None = None) -> bytes | None:
    capture = index.find(url, at)
    return index.read(url, capture).body if capture else None


def urls_in(path: Path) -> set[str]:
    try:
        return set(ReplayIndex.open(str(path)).urls())
    except UserError:
        return set()


def foreign(path: Path, *, compressed: bool = True) -> tuple[WARCWriter, io.BufferedWriter]:
    file = path.open("wb")
    return WARCWriter(file, gzip=compressed), file


def http(status: str, *headers: tuple[str, str]) -> StatusAndHeaders:
    return StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")


class TestCaptures:
    def test_the_last_capture_not_later_than_the_time_is_used(self, tmp_path: Path) -> None:
        for name, hour in (("b.warc.gz", 0), ("a.warc.gz", 2)):  # names in reverse order of time
            with WarcWriter(tmp_path / name) as writer:
                at = AT + timedelta(hours=hour)
                writer.write(f"{HOST}/x", 200, [], f"hour {hour}".encode(), at)
        index = ReplayIndex.open(str(tmp_path / "*.warc.gz"))
        assert body_of(index, f"{HOST}/x") == b"hour 2"
        assert body_of(index, f"{HOST}/x", AT + timedelta(hours=1)) == b"hour 0"
        assert body_of(index, f"{HOST}/x", AT + timedelta(hours=2)) == b"hour 2"
        assert body_of(index, f"{HOST}/x", AT) == b"hour 0"
        assert body_of(index, f"{HOST}/x", AT - timedelta(seconds=1)) is None

    @pytest.mark.parametrize(
        ("stored", "asked"),
        [
            ("https://News.example/a#top", "https://news.example/a"),
            ("https://news.example", "https://news.example/"),
            ("https://news.example:443/p", "https://news.example/p"),
            ("http://news.example/p", "http://news.example:80/p"),
            ("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"),
            ("https://news.example/H%c3%a0", "https://news.example/Hà"),
            ("<https://news.example/old-wget>", "https://news.example/old-wget"),
        ],
    )
    def test_urls_are_equal_as_in_scrapy(self, tmp_path: Path, stored: str, asked: str) -> None:
        writer, file = foreign(tmp_path / "a.warc.gz")
        payload = io.BytesIO(b"here")
        with file:
            writer.write_record(
                writer.create_warc_record(
                    stored, "response", payload=payload, length=4, http_headers=http("200 OK")
                )
            )
        assert body_of(ReplayIndex.open(str(tmp_path)), asked) == b"here"

    def test_a_304_leaves_the_capture_before_it_in_force(self, tmp_path: Path) -> None:
        with WarcWriter(tmp_path / "a.warc.gz") as writer:
            writer.write(f"{HOST}/x", 200, [("ETag", '"1"')], b"text", AT)
            writer.write(f"{HOST}/x", 304, [("ETag", '"1"')], b"", AT + timedelta(hours=1))
        assert body_of(ReplayIndex.open(str(tmp_path)), f"{HOST}/x") == b"text"

    def test_responses_to_head_and_post_are_left_out(self, tmp_path: Path) -> None:
        with WarcWriter(tmp_path / "a.warc.gz") as writer:
            writer.write(f"{HOST}/x", 200, [], b"text", AT)
            writer.write(f"{HOST}/x", 200, [], b"", AT + timedelta(1), method="HEAD")
            writer.write(f"{HOST}/y", 200, [], b"form", AT, method="POST", request_body=b"a=1")
        index = ReplayIndex.open(str(tmp_path))
        assert body_of(index, f"{HOST}/x") == b"text"
        assert index.find(f"{HOST}/y") is None


class TestForeignRecords:
    @pytest.mark.parametrize("compressed", [True, False])
    def test_chunked_resource_metadata_and_dns(self, tmp_path: Path, compressed: bool) -> None:
        writer, file = foreign(
            tmp_path / ("a.warc.gz" if compressed else "a.warc"), compressed=compressed
        )
        chunked = b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
        framing = ("Transfer-Encoding", "chunked")
        zipped = ("Content-Encoding", "gzip")
        records = (
            (f"{HOST}/chunked", "response", chunked, http("200 OK", framing)),
            (f"{HOST}/bare", "response", b"hello", http("200 OK", framing)),
            (f"{HOST}/plain", "response", b"hi", http("200 OK", zipped)),
            (f"{HOST}/kept", "metadata", b"a: b", None),
            ("dns:news.example", "response", b"1.2.3.4", None),
        )
        with file:
            for url, kind, payload, headers in records:
                writer.write_record(
                    writer.create_warc_record(
                        url,
                        kind,
                        payload=io.BytesIO(payload),
                        length=len(payload),
                        http_headers=headers,
                    )
                )
            writer.write_record(
                writer.create_warc_record(
                    f"{HOST}/resource",
                    "resource",
                    payload=io.BytesIO(b"<rss/>"),
                    length=6,
                    warc_content_type="application/rss+xml",
                )
            )
        index = ReplayIndex.open(str(tmp_path))
        assert body_of(index, f"{HOST}/chunked") == b"hello world"
        assert body_of(index, f"{HOST}/bare") == b"hello"
        assert index.find(f"{HOST}/kept") is None
        capture = index.find(f"{HOST}/plain")
        assert capture
        assert index.read(f"{HOST}/plain", capture).headers == []  # was stored decompressed
        capture = index.find(f"{HOST}/resource")
        assert capture
        resource = index.read(f"{HOST}/resource", capture)
        assert (resource.status, resource.body) == (200, b"<rss/>")
        assert resource.headers == [(b"Content-Type", b"application/rss+xml")]
        assert index.damages == ()

    def test_revisits_find_their_payload_across_files(self, tmp_path: Path) -> None:
        with WarcWriter(tmp_path / "z-first.warc.gz") as mine:
            mine.write(f"{HOST}/x", 200, [("X", "1")], b"the text", AT)
        digest = ReplayIndex.open(str(tmp_path)).find(f"{HOST}/x")
        assert digest
        writer, file = foreign(tmp_path / "a-second.warc.gz")
        with file:
            for url, refers, label in (
                (f"{HOST}/by-date", f"{HOST}/x", "sha1:UNKNOWN"),
                (f"{HOST}/by-digest", f"{HOST}/elsewhere", "sha1:3NOY4AEN5RP2KKXE6NEEI7PXEJZ2GDUB"),
                (f"{HOST}/lost", f"{HOST}/elsewhere", "sha1:UNKNOWN"),
            ):
                record = writer.create_revisit_record(url, label, refers, "2025-02-15T09:30:00Z")
                writer.write_record(record)
        index = ReplayIndex.open(str(tmp_path / "*.gz"))
        assert body_of(index, f"{HOST}/by-date") == b"the text"
        capture = index.find(f"{HOST}/by-date")
        assert capture
        assert index.read("", capture).headers == [(b"X", b"1")]
        assert index.find(f"{HOST}/lost") is None
        assert any("lost" in str(damage) for damage in index.damages)


class TestDamage:
    @pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
    def test_a_file_cut_at_any_byte_is_readable_up_to_the_cut(
        self, tmp_path: Path, name: str
    ) -> None:
        whole = make(tmp_path / name, pages=2).read_bytes()
        index = ReplayIndex.open(str(tmp_path / name))
        ends = {
            url: min(
                at
                for at in range(index.captures(url)[0].offset, len(whole) + 1)
                if at >= _end_of_record(whole, index.captures(url)[0].offset, name)
            )
            for url in index.urls()
        }
        cut = tmp_path / f"cut-{name}"
        for length in range(len(whole)):
            cut.write_bytes(whole[:length])
            expected = {url for url, end in ends.items() if end <= length}
            found = urls_in(cut)
            # A record that lacks only its gzip trailer is complete nevertheless.
            assert expected <= found, length
            assert found <= {url for url, end in ends.items() if end - 12 <= length}, length

    @pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
    def test_one_wrong_byte_costs_at_most_one_record(self, tmp_path: Path, name: str) -> None:
        whole = make(tmp_path / name, pages=4).read_bytes()
        originals = {f"{HOST}/{n}": f"<p>article {n}</p>".encode() * 5 for n in range(4)}
        broken = tmp_path / f"broken-{name}"

        @given(st.integers(0, len(whole) - 1), st.integers(1, 255))
        def check(at: int, change: int) -> None:
            broken.write_bytes(whole[:at] + bytes([whole[at] ^ change]) + whole[at + 1 :])
            index = ReplayIndex.open(str(broken))
            bodies = {url: body_of(index, url) for url in originals}
            assert sum(bodies[url] != text for url, text in originals.items()) <= 1
            assert all(text in (None, originals[url]) for url, text in bodies.items())

        check()

    def test_a_wrong_digest_is_named_and_the_record_not_used(self, tmp_path: Path) -> None:
        path = make(tmp_path / "a.warc")
        path.write_bytes(path.read_bytes().replace(b"<p>article 1<", b"<p>article X<", 1))
        index = ReplayIndex.open(str(path))
        assert set(index.urls()) == {f"{HOST}/0", f"{HOST}/2"}
        (damage,) = index.damages
        assert "digest is wrong" in damage.reason
        assert f"{HOST}/1" in damage.reason
        assert str(path) in str(damage)

    def test_a_good_earlier_capture_replaces_a_damaged_one(self, tmp_path: Path) -> None:
        path = tmp_path / "a.warc"
        with WarcWriter(path) as writer:
            writer.write(f"{HOST}/x", 200, [], b"early", AT)
            writer.write(f"{HOST}/x", 200, [], b"later", AT + timedelta(1))
        path.write_bytes(path.read_bytes().replace(b"later", b"xxxxx"))
        assert body_of(ReplayIndex.open(str(path)), f"{HOST}/x") == b"early"

    @pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
    def test_a_file_that_changed_since_it_was_indexed_is_reported(
        self, tmp_path: Path, name: str
    ) -> None:
        path = make(tmp_path / name)
        index = ReplayIndex.open(str(path))
        capture = index.find(f"{HOST}/2")
        assert capture
        whole = path.read_bytes()
        for changed in (whole[: capture.offset], whole[: capture.offset + 300], b"x" * len(whole)):
            path.write_bytes(changed)
            with pytest.raises(OSError, match="changed since it was scanned"):
                index.read(f"{HOST}/2", capture)


def _end_of_record(whole: bytes, offset: int, name: str) -> int:
    """Return where the record at ``offset`` ends, without the two line breaks after a plain one."""
    if name.endswith(".gz"):
        following = whole.find(b"\x1f\x8b\x08\x00\x00\x00\x00\x00", offset + 1)
    else:
        following = whole.find(b"\r\n\r\nWARC/1.1", offset + 1)
    return following if following > 0 else len(whole)


class TestWrongPath:
    def test_no_such_file_folder_or_match(self, tmp_path: Path) -> None:
        for pattern in ("none.warc.gz", "*.warc.gz", "."):
            with pytest.raises(UserError) as caught:
                ReplayIndex.open(str(tmp_path / pattern))
            message = str(caught.value)
            assert str(tmp_path) in message
            assert "\n" not in message
            assert "expected the path or glob" in message

    @pytest.mark.parametrize(
        "content",
        [b"", b"not an archive\n" * 100, gzip.compress(b"something else", mtime=0)],
        ids=("empty", "text", "gzip"),
    )
    def test_no_archive_at_all(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "a.warc.gz"
        path.write_bytes(content)
        with pytest.raises(UserError, match="no response found") as caught:
            ReplayIndex.open(str(path))
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_gzipped_as_one_piece(self, tmp_path: Path) -> None:
        plain = make(tmp_path / "a.warc").read_bytes()
        path = tmp_path / "one.warc.gz"
        path.write_bytes(gzip.compress(plain))
        with pytest.raises(UserError, match="warcio recompress"):
            ReplayIndex.open(str(path))
