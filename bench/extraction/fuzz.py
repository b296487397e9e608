"""Mutates pages at random until the time is up: the result must be an article or a reason.

Cuts, nests, shuffles and damages the pages of the tests (and of the benchmark if present), and
passes them to the engine, to the parsers of feeds, sitemaps, listings, robots.txt and compressed
bodies, to the comparison of texts and URLs, to the detection of notices, and, as records of a WARC
file, to the readers of archives. One input in six is one of the small responses that once stopped a
crawl (``hostile``), in any size, intact or broken.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path

from warcio.warcwriter import WARCWriter

from bench.extraction import hostile
from crawler.archive.index import ReplayIndex
from crawler.archive.response_lookup import StoredResponse
from crawler.conversion.archive_pages import read_pages
from crawler.conversion.choice import Choice
from crawler.discovery.feeds import read_feed
from crawler.discovery.listing import read_listing
from crawler.downloader.robots_txt import read_rules
from pipelines.content_coding import DamagedStream, OverBudget, decompress, readable_part
from pipelines.errors import UserError
from pipelines.extraction import NotAnArticle, extract
from pipelines.interstitials import InterstitialDetector
from pipelines.items import Article, BodyBlock, Hint, Page, Result
from pipelines.similarity.unrelated import are_unrelated, is_cut, kept_share
from pipelines.urls.canonical import UrlRules, canonical_url

_SLOWEST = 2.0  # seconds of processor time
_HOSTILE = 30_000  # bytes; quadratic time shows at this size
_LARGEST = 16 << 20  # bytes, as in a crawl
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_ADDRESS = "https://example.org/a"
_FEED = (
    b"<rss><channel>" + b"<item><title>A</title><link>/a</link></item>" * 20 + b"</channel></rss>"
)


def broken(body: bytes, chance: random.Random) -> bytes:
    pieces = body.split(b"<")
    kind = chance.randrange(5)
    if kind == 0:
        return body[: chance.randrange(len(body) + 1)]
    if kind == 1:
        return b"<div>" * chance.randrange(2000) + body
    if kind == 2:
        chance.shuffle(pieces)
        return b"<".join(pieces)
    if kind == 3:
        start = chance.randrange(len(pieces))
        return b"<".join(pieces[start:] + pieces[:start])
    damaged = bytearray(body)
    for _ in range(50):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def engine(body: bytes) -> None:
    try:
        extract(Page(_ADDRESS, body, _NOW))
    except NotAnArticle as no:
        if not no.reason:
            raise ValueError("no reason given") from no


def discovery(body: bytes) -> None:
    read_feed(body, _ADDRESS)
    read_listing(body, _ADDRESS)


def robots(body: bytes) -> None:
    read_rules(200, body).allowed(_ADDRESS, "tinsach")


def codings(body: bytes) -> None:
    for coding in ("gzip", "deflate", "br", "zstd"):
        try:
            decompress(body, [coding, coding], _LARGEST)
        except (DamagedStream, OverBudget) as no:
            if not str(no):
                raise ValueError("no reason given") from no
    readable_part(body, _LARGEST)


def comparison(body: bytes) -> None:
    """Compare a text with its later half, and its pieces as URLs."""
    text = body.decode("utf-8", "replace")
    half = text[len(text) // 2 :]
    for compare in (are_unrelated, is_cut, kept_share):
        compare(text, half)
        compare(half, text)
    for piece in text.split("<", 40)[:40]:
        try:
            address = canonical_url(f"https://example.org/{piece[:2_000]}", UrlRules())
        except ValueError as no:  # as it is documented
            if not str(no):
                raise
            continue
        if canonical_url(address, UrlRules()) != address:
            raise RuntimeError(f"not canonical: {address[:100]!r}")


def notices(body: bytes) -> None:
    """Serve pieces of a page as articles, with and without an announcement."""
    pieces = body.decode("utf-8", "replace").split("<p", 12)
    detector, decided = InterstitialDetector(), 0
    for number, piece in enumerate(pieces):
        address = f"{_ADDRESS}/{number % 3}"
        title = piece[:80] if number % 2 else None
        page = Page(address, body, _NOW, hint=Hint(title=title))
        article = Article(address, "fuzz", piece[-80:], (BodyBlock(piece),))
        _, decisions = detector.take(Result(address, "fuzz", _NOW, page, article))
        decided += len(decisions)
    if decided + len(detector.settle()) != len(pieces):
        raise ValueError(f"{decided} decisions on {len(pieces)} articles")


def archive(body: bytes, folder: Path) -> None:
    """Read a page from a WARC file: whole, in a broken file, and as the file itself."""
    written = BytesIO()
    writer = WARCWriter(written, gzip=len(body) % 2 == 0)
    for number in range(3):
        payload = BytesIO(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body)
        address = f"{_ADDRESS}/{number}"
        writer.write_record(writer.create_warc_record(address, "response", payload=payload))
    whole = written.getvalue()
    for data in (whole, broken(whole, random.Random(len(body))), body):
        path = folder / "fuzz.warc"
        path.write_bytes(data)
        found = [one for one in read_pages(path, Choice()) if isinstance(one, StoredResponse)]
        if data is whole and len(found) != 3:
            raise ValueError(f"{len(found)} of 3 pages")
        try:
            ReplayIndex.open(str(path))
        except UserError as no:
            if data is whole or "fuzz.warc" not in str(no):
                raise


READERS: dict[str, Callable[[bytes], None]] = {
    "engine": engine,
    "discovery": discovery,
    "robots": robots,
    "codings": codings,
    "comparison": comparison,
    "notices": notices,
}
MADE: tuple[hostile.Make, ...] = (
    *hostile.PAGES.values(),
    *hostile.LISTINGS.values(),
    *hostile.FEEDS.values(),
    hostile.robots_txt,
    lambda size: hostile.empty_members(40 * size),
    lambda size: hostile.empty_frames(40 * size),
)


def made(chance: random.Random) -> bytes:
    """Return one of the small responses, in a random size; half of them broken besides."""
    body = chance.choice(MADE)(chance.randrange(100, _HOSTILE))
    return broken(body, chance) if chance.random() < 0.5 else body


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.extraction.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pages", type=Path, nargs="*", default=[Path("tests/pages")])
    given = parser.parse_args()
    folders = [*given.pages, Path("../shared/bench/data")]
    files = sorted(file for folder in folders for file in folder.rglob("*.html.gz"))
    with tempfile.TemporaryDirectory() as folder:
        readers = READERS | {"archive": partial(archive, folder=Path(folder))}
        return fuzz(given.seconds, given.seed, files, readers)


def fuzz(
    seconds: float, first: int, files: list[Path], readers: dict[str, Callable[[bytes], None]]
) -> int:
    """Pass inputs to the readers until the time is up; return 1 if one failed."""
    end, faults, count, slowest = time.monotonic() + seconds, 0, 0, 0.0
    while time.monotonic() < end:
        seed = first + count
        chance = random.Random(seed)
        file = chance.choice(files) if files and chance.random() < 0.9 else None
        hostile_one = count % 6 == 5
        file = None if hostile_one else file
        source = gzip.decompress(file.read_bytes()) if file else _FEED
        body = made(chance) if hostile_one else broken(source, chance)
        for name, read in readers.items():
            start = time.process_time()
            try:
                read(body)
            except Exception as error:  # noqa: BLE001  # any error is a finding
                faults += 1
                print(f"{name} seed {seed} {file}: {type(error).__name__}: {str(error)[:200]}")
            spent = time.process_time() - start
            slowest = max(slowest, spent)
            if spent > _SLOWEST:
                faults += 1
                print(f"{name} seed {seed} {file}: {spent:.1f} s")
        count += 1
    print(f"{count} inputs from {len(files)} pages, {faults} faults, slowest {slowest:.2f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
