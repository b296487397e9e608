"""Mutates pages at random until the time is up: the result must be an article or a reason.

Cuts, nests, shuffles and damages the pages of the tests (and of the benchmark if present), and
passes them to the engine and to the parsers of feeds, sitemaps and listings. One input in six is
one of the small responses that once stopped a crawl (``hostile``), in any size, intact or broken;
these also go to the parsers of robots.txt and of compressed bodies.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.extraction import hostile
from crawler.discovery.feeds import read_feed
from crawler.discovery.listing import read_listing
from crawler.downloader.robots_txt import read_rules
from pipelines.content_coding import DamagedStream, OverBudget, decompress, readable_part
from pipelines.extraction import NotAnArticle, extract
from pipelines.items import Page

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


READERS = {"engine": engine, "discovery": discovery, "robots": robots, "codings": codings}
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
    end, faults, count, slowest = time.monotonic() + given.seconds, 0, 0, 0.0
    while time.monotonic() < end:
        seed = given.seed + count
        chance = random.Random(seed)
        file = chance.choice(files) if files and chance.random() < 0.9 else None
        hostile_one = count % 6 == 5
        file = None if hostile_one else file
        source = gzip.decompress(file.read_bytes()) if file else _FEED
        body = made(chance) if hostile_one else broken(source, chance)
        for name, read in READERS.items():
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
