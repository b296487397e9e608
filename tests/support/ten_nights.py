"""Ten nights of the sample outlets as archives, one per night, for tests that need history.

    python -m tests.support.ten_nights FOLDER [OUTLET ...]

crawls them all into ``FOLDER/nights.db``: each night five new articles per outlet, in the outlet's
real template. ``sggp`` responds 503 from night 6 on, the template of ``vna`` has other class names
for headline, date and body from night 8 on, and the last crawl of ``customs`` is killed.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.archive import WarcWriter
from samples import site_captures
from samples.sample_articles import OUTLETS, Sample, Site, load
from samples.site_captures import Capture
from tests.support import warm

FIRST = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
NIGHTS = 10
A_NIGHT = 5  # new articles
SILENT_FROM, CHANGED_FROM = 6, 8  # counted from 1
Change = Callable[[str], str]

RENAMED: Mapping[str, str] = {
    "article__title": "story-headline",
    "article__body": "story-content",
    "article__meta": "story-meta",
}


def renamed(html: str) -> str:
    """Return a page with new class names for ``vna``'s headline, date and body."""
    for old, new in RENAMED.items():
        html = html.replace(old, new)
    return html


def at(night: int) -> datetime:
    """Return when the crawl of a night, counted from 1, begins."""
    return FIRST + timedelta(days=night - 1)


def articles(site: Site, night: int) -> Iterator[Sample]:
    """Return the new articles of a night: those of the samples, at other URLs with other words."""
    plain = [one for one in site.articles if not one.traps] or list(site.articles)
    newest = [one for one in plain if one.template == plain[-1].template] or plain
    for number in range(A_NIGHT):
        sample = newest[(night + number) % len(newest)]
        mark = night * 100 + number
        yield replace(
            sample,
            url=_numbered(sample.url, mark),
            title=f"{sample.title} ({_word(mark)})",
            published=at(night) - timedelta(hours=5 + number),
            modified=None,
            blocks=tuple(
                replace(one, text=f"{one.text} {_sentences(mark, index)}")
                if one.kind == "paragraph"
                else one
                for index, one in enumerate(sample.blocks)
            ),
        )


def _numbered(url: str, mark: int) -> str:
    """Return the path with another number, or with a further word if it has none."""
    digits = list(re.finditer(r"\d{4,}", url))
    if not digits:
        return f"{url}-{_word(mark).lower()}"
    start, end = digits[-1].span()
    return f"{url[:start]}{9 * 10 ** (end - start - 1) + mark}{url[end:]}"


def _word(mark: int) -> str:
    return "".join(
        "bcdfghklmn"[int(digit)] + "aeiou"[int(digit) % 5] for digit in str(mark)
    ).title()


_EVENTS = (
    "The village of {place} counted {count} visitors that day.",
    "At the ferry of {place}, {count} people waited for the second boat.",
    "Of the families of {place}, {count} have sold their looms since spring.",
    "A teacher from {place} had brought {count} pupils, who drew what they saw.",
    "Rain had closed the road to {place} for {count} hours.",
    "The kiln of {place} will be lit again in {count} days, its owner said.",
    "Nobody in {place} remembered a harvest of {count} sacks before.",
)


def _sentences(mark: int, index: int) -> str:
    """What this article alone has: half of each paragraph, so that no two pass for one notice."""
    first = mark * 7 + index
    own = (_EVENTS[(first + 3 * n) % len(_EVENTS)] for n in range(3))
    return " ".join(
        one.format(place=_word(first + n), count=mark + index + n) for n, one in enumerate(own)
    )


def captures(outlet: str, night: int, change: Change | None = None) -> list[Capture]:
    """Return the site's responses on a night; ``change`` is applied to each article's page."""
    site = load(outlet)
    shown = [one for past in range(max(1, night - 1), night + 1) for one in articles(site, past)]
    new = [one for one in shown if one.published > at(night) - timedelta(days=1)]
    today = replace(site, articles=tuple(shown), updates=(), rejects=())
    made = [*site_captures._sources(today, at(night))]
    for sample in new:
        page = site_captures._article(today, sample, at(night))
        body = change(page.body.decode()).encode() if change else page.body
        made.append(replace(page, body=body))
    return site_captures._paced(made, at(night) - timedelta(hours=1))


def recovered(outlet: str, night: int) -> list[Capture]:
    """Return a night on which everything that the outlet ever had is served."""
    made = [one for past in range(1, night + 1) for one in captures(outlet, past)]
    return site_captures._paced(made, at(night) - timedelta(hours=1))


def silent(outlet: str, night: int) -> list[Capture]:
    """Return a night on which everything of the outlet responds 503."""
    made = [one for past in range(1, night) for one in captures(outlet, past)]
    urls = dict.fromkeys(one.url for one in made)
    again = [Capture(url, b"<h1>Service Unavailable</h1>", at(night), status=503) for url in urls]
    robots = [one for one in captures(outlet, night) if one.url.endswith("/robots.txt")]
    return site_captures._paced(
        [*robots, *(one for one in again if not one.url.endswith("/robots.txt"))],
        at(night) - timedelta(hours=1),
    )


def write(folder: Path, outlet: str, night: int, made: list[Capture]) -> Path:
    """Write the archive of a night."""
    path = folder / f"{outlet}-{night:02}.warc.gz"
    path.unlink(missing_ok=True)
    with WarcWriter(path, software="tinsach: ten invented nights") as warc:
        for one in made:
            warc.write(one.url, one.status, one.headers, one.body, one.at)
    return path


def night_of(outlet: str, night: int) -> list[Capture]:
    """Return the site's responses on a night as described above."""
    if outlet == "sggp" and night >= SILENT_FROM:
        return silent(outlet, night)
    change = renamed if outlet == "vna" and night >= CHANGED_FROM else None
    return captures(outlet, night, change)


def crawl(folder: Path, outlet: str, night: int, *more: str) -> warm.Process:
    """Start the crawl of a night into ``folder/nights.db``."""
    settings = {"REPLAY_WARC": f"{folder}/{outlet}-*.warc.gz", "REPLAY_AT": at(night).isoformat()}
    given = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    return warm.start(
        ["-m", "scrapy", "crawl", outlet, *given, "--loglevel", "ERROR", *more],
        env={**os.environ, "DATABASE_URL": f"sqlite:///{folder}/nights.db", "ARCHIVE_DIR": ""},
    )


def make(folder: Path, outlets: tuple[str, ...] = OUTLETS) -> None:
    """Crawl the ten nights."""
    folder.mkdir(parents=True, exist_ok=True)
    for night in range(1, NIGHTS + 1):
        for outlet in outlets:
            write(folder, outlet, night, night_of(outlet, night))
            process = crawl(folder, outlet, night)
            if outlet == "customs" and night == NIGHTS:
                _kill_on_the_way(process, folder / "nights.db")
            process.wait(200)


def _kill_on_the_way(process: warm.Process, database: Path) -> None:
    """Kill a crawl once it has written its row, like a power cut."""
    with closing(sqlite3.connect(database, timeout=30)) as connection:
        while process.poll() is None:
            if connection.execute("SELECT 1 FROM crawl WHERE reason IS NULL").fetchone():
                process.kill()


if __name__ == "__main__":
    make(Path(sys.argv[1]), tuple(sys.argv[2:]) or OUTLETS)
