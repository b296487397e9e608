"""Small responses that once stopped a whole crawl: each costs at most itself, by default."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
from pathlib import Path
from time import sleep

import pytest

from bench.extraction import hostile
from tests.crawler.test_faults import QUICK, crawl
from tests.support import fault_pages, warm
from tests.support.databases import migrated_file
from tests.support.fault_table import FIRST, GOOD, good
from tests.support.faultserver import FaultServer, Handler, closing, page, raw, redirect

pytestmark = pytest.mark.slow
SIZE = 60_000  # bytes; today none takes long, each once took forever
HEAD = "HTTP/1.1 200 OK\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an empty database."""
    shutil.copy(migrated_file(), tmp_path / "news.db")
    return tmp_path


def crowd() -> dict[str, Handler]:
    return {path: good(number) for number, path in enumerate(GOOD, FIRST)}


def path_of(name: str) -> str:
    return (
        f"/story-{name.lower().replace(' ', '-').replace(chr(39), '').replace(',', '')}-12345.html"
    )


def test_pages_made_to_stop_a_crawl_cost_only_themselves(folder: Path) -> None:
    bad: dict[str, Handler] = {
        path_of(name): page(make(SIZE)) for name, make in hostile.PAGES.items()
    }
    streams = {
        "/gzip-in-gzip-12345.html": ("gzip, gzip", hostile.empty_members(16 << 20)),
        "/zstd-in-zstd-12345.html": ("zstd, zstd", hostile.empty_frames(16 << 20)),
    }
    bad |= {path: page(body, Content_Encoding=named) for path, (named, body) in streams.items()}
    large = gzip.compress(hostile.PAGES["Paragraphs without an end"](15 << 20))
    bad["/fifteen-megabytes-12345.html"] = page(large, Content_Encoding="gzip")
    mixed = [one for pair in zip(GOOD, list(bad)[: len(GOOD)], strict=False) for one in pair]
    mixed += list(bad)[len(GOOD) :]
    with FaultServer({"/": page(fault_pages.listing(mixed)), **crowd(), **bad}) as server:
        crawled = crawl(server, folder)
    assert crawled.code == 0, crawled.log[-2_000:]
    for path in GOOD:
        assert crawled.pages[path] == ("new", ""), crawled.pages[path]
    assert set(bad) <= set(crawled.pages)
    for path in streams:
        assert crawled.pages[path][0] == "failed"
        assert crawled.pages[path][1].startswith("larger than")
    outcome, reason = crawled.pages["/fifteen-megabytes-12345.html"]
    assert (outcome, reason.partition(":")[0]) == ("failed", "extraction"), reason
    assert crawled.peak_mib < 400  # of the crawl itself


def test_hostile_listings_feeds_and_robots_txt_cost_only_themselves(folder: Path) -> None:
    links = fault_pages.listing(list(GOOD)).encode()
    bad = b"".join(make(9_000) for make in hostile.LISTINGS.values())
    feeds = {f"/feed-{n}.xml": page(make(SIZE), kind="application/rss+xml")
             for n, make in enumerate(hostile.FEEDS.values())}  # fmt: skip
    head = "".join(f"<link rel=alternate type=application/rss+xml href={one}>" for one in feeds)
    site = {
        "/": page(links.replace(b"<head>", f"<head>{head}".encode()).replace(b"</body>", bad)),
        "/robots.txt": page(hostile.robots_txt(380_000), kind="text/plain"),
        **feeds,
        **crowd(),
    }
    with FaultServer(site) as server:
        crawled = crawl(server, folder)
        asked = set(server.paths())
    assert crawled.code == 0, crawled.log[-2_000:]
    assert set(feeds) <= asked
    for path in GOOD:
        assert crawled.pages[path] == ("new", ""), crawled.pages[path]
    assert crawled.peak_mib < 400


def test_a_signal_ends_a_run_whatever_it_parses(folder: Path) -> None:
    """The page takes half a minute or more; the crawl handles the signal meanwhile."""
    slow = gzip.compress(hostile.PAGES["Elements of the page's own"](15 << 20))
    site = {
        "/": page(fault_pages.listing(["/slow-page-12345.html"])),
        "/slow-page-12345.html": page(slow, Content_Encoding="gzip"),
    }
    with FaultServer(site) as server:
        env = {
            **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
            "DATABASE_URL": f"sqlite:///{folder / 'news.db'}",
            "ALLOW_ADDRESSES": f"127.0.0.1:{server.port}",
            "ARCHIVE_DIR": "",
            "CONTACT": "operator@example.org",
        }
        settings = [part for name, value in QUICK.items() for part in ("-s", f"{name}={value}")]
        command = ["-m", "scrapy", "crawl", "site", "-a", f"home={server.url()}", *settings]
        with (folder / "log").open("w") as log:
            process = warm.start(command, env=env, stdout=log, stderr=log)
            try:
                while "/slow-page-12345.html" not in server.paths():
                    assert process.poll() is None, (folder / "log").read_text()[-2_000:]
                    sleep(0.05)
                sleep(1)
                process.send_signal(signal.SIGTERM)
                while "Received SIGTERM" not in (folder / "log").read_text():
                    assert process.poll() is None
                    sleep(0.05)
                process.wait()  # it does end, with the page unparsed
            finally:
                process.kill()
                process.wait()
    assert "shutdown" in (folder / "log").read_text()


def answer(body: bytes, *headers: str) -> Handler:
    lines = "".join(f"{line}\r\n" for line in (*headers, f"Content-Length: {len(body)}"))
    return closing(raw(f"{HEAD}{lines}\r\n".encode() + body))


def test_server_mistakes_that_browsers_forgive_are_forgiven(folder: Path) -> None:
    """Invalid codings, invalid types, gzip without a header, a refresh."""
    html = "Content-Type: text/html; charset=utf-8"

    def text(number: int) -> bytes:
        return fault_pages.article(number).encode()

    packed = gzip.compress(text(31))
    odd = {
        "/coding-utf-8-12301.html": answer(text(21), html, "Content-Encoding: utf-8"),
        "/coding-none-12302.html": answer(text(22), html, "Content-Encoding: none"),
        "/coding-identity-gzip-12303.html": answer(
            gzip.compress(text(23)), html, "Content-Encoding: identity,gzip"
        ),
        "/coding-none-twice-12304.html": answer(
            gzip.compress(text(24)), html, "Content-Encoding: none", "Content-Encoding: gzip"
        ),
        "/type-twice-12305.html": answer(text(25), f"Content-Type: text/html, {html[14:]}"),
        "/type-html-12306.html": answer(text(26), "Content-Type: html"),
        "/type-none-12307.html": answer(text(27)),
        "/type-octets-12308.html": answer(text(28), "Content-Type: application/octet-stream"),
        "/type-json-12309.html": answer(text(29), "Content-Type: application/json"),
        "/gzip-unnamed-12310.html": answer(gzip.compress(text(30)), html),
        "/gzip-twice-12311.html": answer(gzip.compress(packed), html),
        "/gzip-twice-named-once-12312.html": answer(
            gzip.compress(gzip.compress(text(32))), html, "Content-Encoding: gzip"
        ),
        "/refresh-12313.html": answer(
            b"<html><head><meta http-equiv=refresh content='0; url=/story-12314.html'></head>"
            b"<body>You are being sent on.</body></html>",
            html,
        ),
    }
    stored = {*odd, "/story-12314.html"} - {"/refresh-12313.html"}
    cut = {"/gzip-unnamed-cut-12315.html": answer(gzip.compress(text(35))[:-40], html)}
    picture = {"/picture-12316.html": answer(b"\x89PNG\r\n\x1a\n" + bytes(99), html)}
    front = fault_pages.listing([*odd, *cut, *picture]).encode("utf-16")
    site = {
        "/": answer(front, "Content-Type: text/html"),
        "/story-12314.html": answer(text(34), html),
        **odd, **cut, **picture,
    }  # fmt: skip
    with FaultServer(site) as server:
        crawled = crawl(server, folder)
    assert crawled.code == 0, crawled.log[-2_000:]
    assert {path for path, (outcome, _) in crawled.pages.items() if outcome == "new"} - {
        "/refresh-12313.html"
    } == stored - {"/story-12314.html"}
    assert set(crawled.articles) == stored
    assert crawled.pages["/gzip-unnamed-cut-12315.html"] == ("failed", "gzip stream cut short")
    assert crawled.pages["/picture-12316.html"] == ("not_article", "not a web page: image/png")


def test_a_home_page_that_refreshes_to_another_page_is_followed(folder: Path) -> None:
    site = {
        "/": page("<meta http-equiv='Refresh' content='1;URL=/en/'>"),
        "/en/": page(fault_pages.listing(list(GOOD))),
        "/away/": redirect("/en/"),
        **crowd(),
    }
    with FaultServer(site) as server:
        crawled = crawl(server, folder)
    assert crawled.code == 0, crawled.log[-2_000:]
    assert set(crawled.articles) == set(GOOD)
