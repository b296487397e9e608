"""Listing pages: links with title, time and teaser, the next page, feeds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.discovery import MAX_LINKS, read_listing

AT = "https://news.example/society/"
ZONE = "Asia/Ho_Chi_Minh"

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<link rel="alternate" type="application/rss+xml" href="/rss/society-314.rss">
<link rel="alternate" type="application/atom+xml" href="https://news.example/atom">
<link rel="alternate" hreflang="vi" href="https://vi.news.example/">
<link rel="stylesheet" href="/x.css"></head><body>
<ul class="menu"><li><a href="/politics/">Politics</a></li></ul>
<div class="list">
<article class="story"><a href="/a-1.html" title="A bridge opens"><img alt="x"></a>
<h2><a href="/a-1.html#top"> A bridge opens </a></h2>
<time datetime="2026-11-02T09:30:00+07:00">x</time>
<p>Over the river.</p></article>
<article class="story"><h2><a href="/b-2.html?utm=1&amp;x=2">A market closes</a></h2>
<span>16:30 | 01/11/2026 Import-Export</span></article>
<article class="story"><h2><a href="b-3.html">A third</a></h2><i>31/10/2026 07:05</i></article>
</div>
<a href="#">1</a> <a href="javascript:more()">More</a> <a href="mailto:d@news.example">Mail</a>
<a href="?p=2">2</a> <a href="?p=3">3</a>
</body></html>"""


def test_links_with_title_time_and_teaser() -> None:
    found = read_listing(PAGE.encode(), AT, "utf-8", ZONE)
    by_url = {one.url: one.hint for one in found.candidates}
    first = by_url["https://news.example/a-1.html"]
    assert first.title == "A bridge opens"
    assert first.description == "Over the river."
    assert first.published_at == datetime(2026, 11, 2, 2, 30, tzinfo=UTC)
    second = by_url["https://news.example/b-2.html?utm=1&x=2"]
    assert second.published_at == datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
    third = by_url["https://news.example/society/b-3.html"]
    assert third.published_at == datetime(2026, 10, 31, 0, 5, tzinfo=UTC)
    assert by_url["https://news.example/politics/"].published_at is None
    assert all(url.startswith("https://news.example/") for url in by_url)


def test_the_feeds_it_names() -> None:
    found = read_listing(PAGE.encode(), AT)
    assert [one.url for one in found.sources] == [
        "https://news.example/rss/society-314.rss",
        "https://news.example/atom",
    ]


@pytest.mark.parametrize(
    ("url", "html", "expected"),
    [
        ("https://n.example/s", '<a href="/s?p=2">2</a>', "https://n.example/s?p=2"),
        ("https://n.example/s?p=2", '<a href="?p=1">1</a><a href="?p=3">3</a>', "https://n.example/s?p=3"),
        ("https://n.example/s/", '<a href="/s/page/2/">2</a>', "https://n.example/s/page/2/"),
        ("https://n.example/s/page/9", '<a href="/s/page/10">x</a>', "https://n.example/s/page/10"),
        ("https://n.example/m/", '<a href="/m/page2.vnp">2</a>', "https://n.example/m/page2.vnp"),
        ("https://n.example/m/", '<a href="/m/trang2.vnp">2</a>', "https://n.example/m/trang2.vnp"),
        ("https://n.example/s", '<link rel="next" href="/s/older">', "https://n.example/s/older"),
        ("https://n.example/s", '<a rel="nofollow next" href="/t">x</a>', "https://n.example/t"),
        ("https://n.example/s", '<a href="?page=1">2</a><a href="?page=2">3</a>', "https://n.example/s?page=1"),
        ("https://n.example/s?page=1", '<a href="/s">1</a><a href="?page=2">3</a>', "https://n.example/s?page=2"),
        ("https://n.example/s", '<a href="?p=1">1</a><a href="?p=2">2</a>', "https://n.example/s?p=2"),
        ("https://n.example/s?page=9", '<a href="?page=1">2</a>', None),
        ("https://n.example/s", '<a href="/s?p=7">last</a>', None),
        ("https://n.example/s", '<a href="/other?p=2">2</a>', None),
        ("https://n.example/s?p=2", '<a rel="next" href="?p=2">2</a>', None),
        ("https://n.example/s", '<a href="/s/2026/11">calendar</a>', None),
    ],
)  # fmt: skip
def test_the_next_page(url: str, html: str, expected: str | None) -> None:
    page = f"<html><head></head><body><p>x</p>{html}</body></html>"
    assert read_listing(page.encode(), url).next_page == expected


def test_base_is_honoured() -> None:
    page = (
        b'<html><head><base href="https://other.example/x/"></head><a href="a-1.html">A</a></html>'
    )
    assert [one.url for one in read_listing(page, AT).candidates] == [
        "https://other.example/x/a-1.html"
    ]


@pytest.mark.parametrize(
    "body", [b"", b"\x00", b"   ", b"<", bytes(range(256)) * 9, b"<a href='/x'"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "no-such-charset", "utf-16"])
def test_a_body_that_is_not_a_page_gives_nothing(body: bytes, encoding: str) -> None:
    found = read_listing(body, AT, encoding)
    assert len(found.candidates) <= 1


TRAPS = {
    "links": "".join(f'<a href="/a-{n}.html">{n}</a>' for n in range(50_000)),
    "depth": "<div>" * 100_000 + '<a href="/a-1.html">x</a>',
    "one list": "<ul>" + '<li><a href="/a-1.html">x</a></li>' * 30_000 + "</ul>",
    "an attribute": f'<a href="/a-1.html" title="{"x" * 1_000_000}">x</a>',
    "a box without end": f'<div>{"<b></b>" * 100_000}<a href="/a-1.html">x</a></div>' * 2,
    "text": f'<a href="/a-1.html">{"word " * 400_000}</a>',
}


@pytest.mark.parametrize("trap", TRAPS)
def test_traps_cost_little(trap: str) -> None:
    found = read_listing(f"<html><body>{TRAPS[trap]}</body></html>".encode(), AT)
    assert len(found.candidates) <= MAX_LINKS + 1
    assert all(len(one.hint.title or "") <= 1_000 for one in found.candidates)
