"""Text from a site never reaches a terminal, a log or the database as a command."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import fault_pages, warm
from tests.support.faultserver import FaultServer, closing, page, raw, redirect
from tests.support.nightly import QUICK
from tests.support.obeyed import OBEYED
from tests.support.spider_site import Desk

pytestmark = pytest.mark.slow

FORGED = "2026-11-20 03:00:00 [tinsach] INFO: all is well"
EVIL = f"\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\u2066\r\n{FORGED}\u2028\x85{FORGED}\x7f"
LATIN = "\x1b[2J\x9b31m\x85".encode("latin-1")  # header values are bytes
HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
ENTITIES = "".join(f"&#{ord(char)};" for char in EVIL)
NEWS = [f"/news/village-{n}-in-the-dry-season.html" for n in range(101, 107)]
ODD = {
    "/news/odd-location-0001.html": raw(
        b"HTTP/1.1 302 Found\r\nLocation: ftp://x/" + LATIN + b"\r\n\r\n"
    ),
    "/news/odd-host-0002.html": redirect("http://evil\u202e.example\x1b[2J/a"),
    "/news/odd-type-0003.html": raw(HEAD + b"Content-Type: image/" + LATIN + b"\r\n\r\nx"),
    "/news/odd-charset-0004.html": raw(
        HEAD + b"Content-Type: text/html; charset=" + LATIN + b"\r\n\r\n"
        + fault_pages.article(904).encode()
    ),
    "/news/odd-coding-0005.html": raw(HEAD + b"Content-Encoding: " + LATIN + b"\r\n\r\nx"),
    "/news/odd-refresh-0006.html": page(
        f'<meta http-equiv=refresh content="0; url=http://[{ENTITIES}/"><title>{EVIL}</title>'
    ),
    "/news/odd-status-0007.html": raw(b"HTTP/1.1 418 " + LATIN + b"\r\n\r\n"),
    "/news/odd-retry-0008.html": page("", 410, Retry_After="x\x1b[2J"),
}  # fmt: skip


def article(number: int) -> str:
    """Return an article with the attack in every field."""
    title = f"Village {number} {EVIL} finds a quiet way to spend the dry season"
    head = (
        f'<link rel=canonical href="/news/{ENTITIES}">'
        f'<meta property="og:image" content="/picture-{EVIL}.jpg">'
        f'<meta name=author content="{EVIL}">'
        f'<meta name=keywords content="dry {EVIL}, season">'
    )
    data = json.dumps({"@type": "NewsArticle", "headline": title, "articleSection": EVIL,
                       "author": {"name": f"Lan {EVIL} Mai"}, "datePublished": EVIL})  # fmt: skip
    script = f"<script type=application/ld+json>{data}</script>"
    picture = (
        f'<figure><img src="/{EVIL}.jpg" alt="{EVIL}"><figcaption>{EVIL}</figcaption></figure>'
    )
    more = f"<pre>one{EVIL}\n\ttwo</pre><div class=related>Read also {EVIL}</div>"
    return fault_pages.article(
        number, title=title, head=head + script, extra=ENTITIES + picture + more
    )


def feed() -> str:
    items = "".join(
        f"<item><title>{ENTITIES.replace('&#27;', '').replace('&#7;', '')}</title>"
        f"<link>{path}</link><category>&#155;31m&#8238;</category></item>"
        for path in NEWS
    )
    return f"<rss><channel>{items}</channel></rss>"


@dataclass(frozen=True)
class Crawled:
    """The desk after the crawl; its log; and a runner for commands there."""

    desk: Desk
    log: str
    env: dict[str, str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return warm.run(["-m", *arguments], env=self.env, cwd=Path(__file__).parents[2])


@pytest.fixture(scope="module", params=["text", "json"])
def crawled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("injection")
    desk = Desk(folder)
    site = {
        "/": page(
            fault_pages.listing(
                [*NEWS, *ODD],
                head=f'<link rel=alternate type=application/rss+xml href="/feed.xml">'
                f'<link rel=alternate type=application/rss+xml href="/{EVIL}.xml">',
            )
        ),
        "/robots.txt": page(f"Crawl-delay: {EVIL}\nSitemap: /{EVIL}.xml\n", kind="text/plain"),
        "/feed.xml": page(feed(), kind="application/rss+xml"),
        **{path: page(article(n)) for n, path in enumerate(NEWS, 101)},
        **{path: closing(one) for path, one in ODD.items()},
    }
    with FaultServer(site) as server:
        env = {
            **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
            "DATABASE_URL": f"sqlite:///{desk.file}",
            "ARCHIVE_DIR": str(folder / "archive"),
            "ALLOW_ADDRESSES": f"127.0.0.1:{server.port}",
            "CONTACT": "operator@example.org",
        }
        settings = [part for name, value in QUICK.items() for part in ("-s", f"{name}={value}")]
        done = warm.run(
            ["-m", "scrapy", "crawl", "site", "-a", f"home={server.url()}", *settings, "-s",
             "LOG_LEVEL=DEBUG", "-s", f"LOG_FORMAT={request.param}"],
            env=env,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        yield Crawled(desk, done.stderr, env)


def assert_plain(text: str) -> None:
    found = OBEYED.search(text)
    assert found is None, repr(text[max(0, found.start() - 200) : found.end() + 50])


def assert_own_lines(text: str) -> None:
    """Assert that every line begins with our own text."""
    assert_plain(text)
    assert not any(line.startswith(FORGED) for line in text.splitlines())


def test_the_log_holds_no_commands_and_no_forged_entry(crawled: Crawled) -> None:
    assert_own_lines(crawled.log)
    if crawled.log.startswith("{"):
        assert all(json.loads(line)["level"] for line in crawled.log.splitlines())


def test_the_database_holds_none(crawled: Crawled) -> None:
    tables = crawled.desk.rows(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
        "AND name NOT LIKE '%search%'"
    )
    assert len(tables) > 10
    for table in tables:
        for row in crawled.desk.rows(f'SELECT * FROM "{table["name"]}"'):
            for name, value in row.items():
                if isinstance(value, str):
                    assert not OBEYED.search(value), (table["name"], name, value)


def test_reasons_show_control_characters_escaped(crawled: Crawled) -> None:
    pages = {row["url"].rpartition("/")[2]: row
             for row in crawled.desk.rows("SELECT url, outcome, reason FROM page")}  # fmt: skip
    assert sum(row["outcome"] == "new" for row in pages.values()) >= len(NEWS), pages
    reasons = " ".join(str(row["reason"]) for row in pages.values())
    assert "\\u001b[2J" in reasons or "%1B" in reasons, reasons


def test_commands_print_none(crawled: Crawled, tmp_path: Path) -> None:
    pages = crawled.desk.rows("SELECT url FROM page")
    (one, *_) = crawled.desk.rows("SELECT url FROM articles")
    commands = [
        ["status"], ["status", "--json"], ["report"], ["search", "village"],
        ["search", "village", "--json"], ["report", "--url", one["url"]], ["archive", "verify"],
        ["search", EVIL],
        *(["explain", "--blocks", row["url"]] for row in pages), ["page", "--all", one["url"]],
    ]  # fmt: skip
    for command in commands:
        done = crawled.run("scrapy", *command)
        assert "Traceback" not in done.stderr, (command, done.stderr)
        assert_plain(done.stdout)
        assert_own_lines(f"{done.stderr}\n")
        if "--json" in command:
            (json.loads(done.stdout) if command[0] == "status" else
             [json.loads(line) for line in done.stdout.splitlines()])  # fmt: skip


def test_the_engines_command_prints_none(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(article(7), "utf-8")
    done = warm.run(["-m", "pipelines.extraction", tmp_path / "page.html", "--explain"])
    assert "village 7" in done.stdout.lower()
    assert_plain(done.stdout)
    done = warm.run(["-m", "pipelines.extraction", f"{tmp_path}/{EVIL}".replace("\x00", "")])
    assert done.returncode
    assert_own_lines(done.stderr)
