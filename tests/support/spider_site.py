"""Invented sites in WARC files, and crawls of them by the real command."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.archive import WarcWriter
from tests.support import warm
from tests.support.databases import migrated_file

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)

_WHO = ("ferrymen", "potters", "teachers", "beekeepers", "porters", "weavers", "divers", "masons")
_WHERE = ("the old quay", "Gate Seven", "the salt market", "Lotus Hill", "the north canal")
_WHAT = ("new lamps", "a second kiln", "longer shifts", "quieter engines", "deeper wells")


@dataclass
class Site:
    """Responses by URL; the last one added for a URL is served."""

    pages: dict[str, tuple[int, list[tuple[str, str]], bytes]] = field(default_factory=dict)

    def add(
        self,
        url: str,
        body: str | bytes = b"",
        *,
        status: int = 200,
        kind: str = "text/html; charset=utf-8",
        headers: Iterable[tuple[str, str]] = (),
    ) -> None:
        content = body.encode() if isinstance(body, str) else body
        named = [("Content-Type", kind), ("Content-Length", str(len(content))), *headers]
        self.pages[url] = (status, named, content)

    def redirect(self, url: str, target: str) -> None:
        self.add(url, status=301, headers=[("Location", target)])

    def article(self, url: str, number: int, at: datetime, etag: str = "") -> None:
        headers = [("ETag", etag)] if etag else []
        self.add(url, article(number, at), headers=headers)

    def write(self, path: Path, at: datetime = AT) -> Path:
        path.unlink(missing_ok=True)
        with WarcWriter(path) as warc:
            for url, (status, headers, body) in self.pages.items():
                warc.write(url, status, headers, body, at)
        return path


def headline(number: int) -> str:
    return (
        f"The {_WHO[number % 8]} of {_WHERE[number % 5]} ask for {_WHAT[number // 8 % 5]} {number}"
    )


def article(number: int, at: datetime) -> str:
    """Return a page with a headline, a time and prose that no other number has."""
    paragraphs = "".join(f"<p>{_paragraph(number, part)}</p>" for part in range(1, 7))
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{headline(number)}</title>'
        f'<meta property="article:published_time" content="{at.isoformat()}"></head>'
        f"<body><article><h1>{headline(number)}</h1>"
        f'<div itemprop="articleBody" class="article__body">{paragraphs}</div>'
        "</article></body></html>"
    )


def _paragraph(number: int, part: int) -> str:
    who, where = _WHO[(number + part) % 8].title(), _WHERE[(number * part) % 5]
    what, council = _WHAT[(number + 3 * part) % 5], _WHERE[(part + 2) % 5]
    return (
        f"{who} near {where} said on day {number * 7 + part} that {what} would cost "
        f"{number}{part} coins and take {part + number % 11} weeks, which the council of {council} "
        f"called reasonable after hearing {number + part * 13} letters from the street."
    )


def listing(links: Sequence[str], more: str = "", head: str = "") -> str:
    rows = "".join(f'<li><h2><a href="{link}">A headline of {n}</a></h2></li>'
                   for n, link in enumerate(links))  # fmt: skip
    return f"<!DOCTYPE html><html><head>{head}</head><body><ul>{rows}</ul>{more}</body></html>"


def sitemap(entries: Mapping[str, datetime]) -> str:
    rows = "".join(
        f"<url><loc>{url}</loc><n:news><n:publication_date>{at.isoformat()}</n:publication_date>"
        "</n:news></url>"
        for url, at in entries.items()
    )
    return f"<urlset>{rows}</urlset>"


def index(urls: Iterable[str]) -> str:
    rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex>{rows}</sitemapindex>"


@dataclass(frozen=True)
class Crawled:
    """A finished crawl: exit code, output, the requested URLs in order."""

    code: int
    log: str
    asked: list[str]
    row: dict[str, Any]

    @property
    def reason(self) -> str:
        return str(self.row["reason"])

    @property
    def counts(self) -> dict[str, int]:
        outcomes = ("new", "same", "changed", "duplicate", "not_article", "failed")
        return {name: self.row[name] for name in outcomes if self.row[name]}


class Desk:
    """A folder with a database, from which crawls are started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "news.db"
        shutil.copy(migrated_file(), self.file)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "DATABASE_URL": f"sqlite:///{self.file}", "ARCHIVE_DIR": ""}
        return warm.run(["-m", *command], env=env)

    def crawl(self, outlet: str, site: Site, *arguments: str, **settings: object) -> Crawled:
        now = settings.get("REPLAY_AT")
        at = datetime.fromisoformat(str(now)) - timedelta(minutes=1) if now else AT
        warc = site.write(self.folder / "site.warc.gz", at)
        options = [part for one in arguments for part in ("-a", one)]
        given = {"REPLAY_WARC": warc, "LOG_LEVEL": "DEBUG", **settings}
        options += [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
        done = self.run("scrapy", "crawl", outlet, *options)
        asked = re.findall(r"Crawled \(\d+\) <GET ([^>]+)>", done.stderr)
        rows = self.rows("SELECT * FROM crawl ORDER BY id DESC LIMIT 1")
        return Crawled(done.returncode, done.stderr, asked, rows[0] if rows else {})

    def rows(self, statement: str) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self.file)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(statement)]

    def stored(self) -> list[str]:
        return [row["url"] for row in self.rows("SELECT url FROM articles ORDER BY url")]


def days(first: datetime, count: int) -> list[datetime]:
    return [first - timedelta(days=n) for n in range(count)]


def dumped(crawled: Crawled) -> str:
    """Return what to show if a test fails."""
    return json.dumps(crawled.row, default=str, indent=1) + "\n" + crawled.log[-6_000:]
