"""WARC files of real pages: the public benchmark's and the samples', until there are enough.

    python -m bench.conversion.archives FOLDER [--pages 10000] [--archives 20] [--shared ../shared]

Each page comes as often as needed, under an address of its own (``?copy=2``), so no two rows of a
conversion are alike. Without the shared folder, generated pages of an outlet's size stand in for
the benchmark's. The pages are other people's: write them to a temporary folder.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bench.extraction.pages import SETS, SHARED, Absent, load
from bench.pipeline.outlet_page import page, path
from bench.storage.databases import ROOT
from crawler.archive.response_lookup import StoredResponse
from crawler.conversion.archive_pages import read_pages
from crawler.conversion.choice import Choice

_GENERATED = 500
_HOME = "https://news.example"
_TYPE = ("Content-Type", "text/html; charset=utf-8")


@dataclass(frozen=True, slots=True)
class PackResult:
    """A page as a server sends it: compressed."""

    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def pages(shared: Path) -> list[PackResult]:
    """Return all different pages, shuffled: always in the same order."""
    found = [*_samples(), *_benchmark(shared)]
    random.Random(15).shuffle(found)
    return found


def pack(file: Path, found: list[PackResult], numbers: range) -> None:
    """Write an archive of the pages with these numbers; they begin anew behind the last one."""
    with file.open("wb") as into:
        writer = WARCWriter(into, gzip=True)
        for number in numbers:
            copy, which = divmod(number, len(found))
            one = found[which]
            mark = "&" if "?" in one.url else "?"
            headers = [*one.headers, ("Content-Encoding", "gzip")]
            record = writer.create_warc_record(
                f"{one.url}{mark}copy={copy}" if copy else one.url,
                "response",
                payload=io.BytesIO(one.body),
                length=len(one.body),
                http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2026-11-20T03:00:00Z"},
            )
            writer.write_record(record)


def pack_all(folder: Path, found: list[PackResult], count: int, archives: int) -> list[Path]:
    """Write ``count`` pages as archives of about the same number of pages; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    bounds = [count * number // archives for number in range(archives + 1)]
    files = [folder / f"{number:03}.warc.gz" for number in range(archives)]
    for file, first, end in zip(files, bounds, bounds[1:], strict=False):
        pack(file, found, range(first, end))
    return files


def _samples() -> Iterator[PackResult]:
    for file in sorted((ROOT / "samples").glob("*.warc.gz")):
        for one in read_pages(file, Choice()):
            if isinstance(one, StoredResponse):
                kept = [row for row in one.headers if row[0].lower() == "content-type"]
                yield PackResult(one.url, tuple(kept), gzip.compress(one.body, 6, mtime=0))


def _benchmark(shared: Path) -> Iterator[PackResult]:
    try:
        for name in SETS:
            for number, row in enumerate(load(shared, name)):
                url = row.get("url") or ""
                if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
                    url = f"https://{name}.example/pages/number-{number}.html"
                body = row["html"].encode("utf-8", "replace")
                yield PackResult(url, (_TYPE,), gzip.compress(body, 6, mtime=0))
    except Absent as absent:
        print(f"{absent}; {_GENERATED} generated pages stand in")
        for number in range(_GENERATED):
            body = gzip.compress(page(number, _GENERATED, _HOME), 6, mtime=0)
            yield PackResult(_HOME + path(number), (_TYPE,), body)


def add_options(parser: argparse.ArgumentParser, count: int) -> None:
    """Add the options that say how many archives are packed, and of what."""
    parser.add_argument("--pages", type=int, default=count)
    parser.add_argument("--archives", type=int, default=20)
    parser.add_argument("--shared", type=Path, default=SHARED)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.conversion.archives",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    add_options(parser, 10_000)
    given = parser.parse_args()
    found = pages(given.shared)
    files = pack_all(given.folder, found, given.pages, given.archives)
    size = sum(file.stat().st_size for file in files)
    print(
        f"{given.folder}: {given.pages:,} pages, {len(found):,} of them different, in "
        f"{len(files)} archives, {size / 1e6:,.0f} MB"
    )


if __name__ == "__main__":
    main()
