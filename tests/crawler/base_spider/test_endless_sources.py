"""Sources that name each other endlessly, or name invalid URLs."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.base_spider.date_range import Span
from crawler.base_spider.followed_sources import followed
from crawler.base_spider.frontier import (
    MAX_SOURCE_DEPTH,
    MAX_SOURCES,
    MAX_SOURCES_BEFORE_ARTICLES,
    FallbackChain,
    Frontier,
    SourceRequest,
)
from crawler.outlet import Listing, Robots, Sitemap
from crawler.spiders.site import outlet_at
from pipelines.items import Candidate, Due
from tests.support.spider_site import AT, Desk, Site, dumped, index, listing, sitemap

HOME = "https://news.example/"
SITE = outlet_at(HOME)
QUEST = FallbackChain(deque())


def request(name: str, depth: int = 0) -> SourceRequest:
    return SourceRequest(f"{HOME}{name}", Sitemap(f"{HOME}{name}"), QUEST, depth=depth)


def test_sources_are_limited_in_depth_and_number() -> None:
    frontier = Frontier()
    assert frontier.add_source(request("deep", MAX_SOURCE_DEPTH))
    assert not frontier.add_source(request("deeper", MAX_SOURCE_DEPTH + 1))
    taken = sum(frontier.add_source(request(f"s{n}", 1)) for n in range(2 * MAX_SOURCES))
    assert taken == MAX_SOURCES - 1
    assert frontier.left_out == MAX_SOURCES + 2
    assert frontier.add_source(request("declared"))  # declared sources are always requested
    backfill = Frontier(backfill=True)
    assert all(backfill.add_source(request(f"s{n}", 1)) for n in range(2 * MAX_SOURCES))


def test_articles_are_requested_before_a_long_series_of_sources_ends() -> None:
    frontier = Frontier()
    for number in range(4 * MAX_SOURCES_BEFORE_ARTICLES):
        frontier.add_source(request(f"s{number}", 1))
    order = []
    while batch := list(frontier.next()):
        for one in batch:
            order.append(one)
            if isinstance(one, Due):
                frontier.open -= 1
            else:
                frontier.open_sources -= 1
                frontier.add([Due(f"{one.url}/article")])
    first = next(place for place, one in enumerate(order) if isinstance(one, Due))
    assert first == MAX_SOURCES_BEFORE_ARTICLES
    assert sum(isinstance(one, Due) for one in order) == 4 * MAX_SOURCES_BEFORE_ARTICLES
    assert len(order) == 8 * MAX_SOURCES_BEFORE_ARTICLES


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("map.xml#top", "map.xml"),
        ("map-{month}.xml", "map-%7Bmonth%7D.xml"),
        ("map-{x}.xml#{y}", "map-%7Bx%7D.xml"),
        ("}{.xml", "%7D%7B.xml"),
        ("map.xml?a={b}", "map.xml?a=%7Bb%7D"),
    ],
)
@pytest.mark.parametrize(
    "source", [Robots(f"{HOME}robots.txt"), Listing(HOME)], ids=["map", "feed"]
)
def test_an_odd_url_is_requested_as_by_a_browser(
    named: str, asked: str, source: Robots | Listing
) -> None:
    ask = SourceRequest(source.url, source, QUEST)
    names = [Candidate(HOME + named), Candidate(f"{HOME}good.xml")]
    found, left = followed(names, ask, SITE, Span(AT), 40)
    assert [one.url for one in found] == [HOME + asked, f"{HOME}good.xml"]
    assert [one.depth for one in found] == [1, 1]
    assert left == 0


@pytest.mark.parametrize("named", ["https://[news.example/", "https://news.example:0/a", "x:y", ""])
def test_an_invalid_url_costs_only_itself(named: str) -> None:
    ask = SourceRequest(f"{HOME}robots.txt", Robots(f"{HOME}robots.txt"), QUEST)
    found, _ = followed([Candidate(named), Candidate(f"{HOME}good.xml")], ask, SITE, Span(AT), 40)
    assert [one.url for one in found] == [f"{HOME}good.xml"]


def articles(site: Site, names: list[str], first: int = 0) -> dict[str, datetime]:
    entries = {}
    for number, name in enumerate(names, first):
        entries[HOME + name] = AT - timedelta(minutes=number)
        site.article(HOME + name, number, AT)
    return entries


@pytest.mark.slow
def test_an_endless_chain_of_sitemap_indexes(tmp_path: Path) -> None:
    site, desk = Site(), Desk(tmp_path)
    site.add(HOME, listing([]))
    site.add(f"{HOME}robots.txt", f"Sitemap: {HOME}index-0.xml", kind="text/plain")
    for n in range(40):
        site.add(f"{HOME}index-{n}.xml", index([f"{HOME}map-{n}.xml", f"{HOME}index-{n + 1}.xml"]))
        site.add(f"{HOME}map-{n}.xml", sitemap(articles(site, [f"a-story-of-{n}"], n)))
    done = desk.crawl("site", site, f"home={HOME}")
    assert done.code == 0, dumped(done)
    assert [url for url in done.asked if "index" in url] == [
        f"{HOME}index-{n}.xml" for n in range(4)
    ]
    assert desk.stored() == [f"{HOME}a-story-of-{n}" for n in range(3)]
    assert "2 are left out" in done.log


@pytest.mark.slow
def test_thousands_of_sitemaps_dated_today(tmp_path: Path) -> None:
    site, desk = Site(), Desk(tmp_path)
    site.add(HOME, listing([]))
    names = [f"{HOME}map-{n}.xml" for n in range(3_000)]
    rows = "".join(
        f"<sitemap><loc>{url}</loc><lastmod>{AT:%Y-%m-%d}</lastmod></sitemap>" for url in names
    )
    site.add(f"{HOME}robots.txt", f"Sitemap: {HOME}index.xml", kind="text/plain")
    site.add(f"{HOME}index.xml", f"<sitemapindex>{rows}</sitemapindex>")
    for n in range(0, 200, 40):
        site.add(names[n], sitemap(articles(site, [f"a-story-of-{n}"], n)))
    done = desk.crawl("site", site, f"home={HOME}")
    assert done.code == 0, dumped(done)
    asked = [url for url in done.asked if "/map-" in url]
    assert len(asked) < MAX_SOURCES
    stories = [url for url in done.asked if "a-story-of" in url]
    assert len(stories) == 5
    assert done.asked.index(stories[0]) < done.asked.index(asked[-1])  # not after all of them
    assert "left out" in done.log


@pytest.mark.slow
def test_odd_entries_do_not_end_the_parsing_of_a_source(tmp_path: Path) -> None:
    site, desk = Site(), Desk(tmp_path)
    entries = articles(site, [f"a-story-of-{n}" for n in range(6)])
    odd = "".join(f"<url><loc>{one}</loc></url>" for one in ("https://[x/", "http://a:0/", "{x}#"))
    names = ("map.xml#top", "map-{x}.xml", "rest.xml")
    site.add(HOME, listing([], head='<link rel=alternate type=application/rss+xml href="/f{x}#a">'))
    site.add(
        f"{HOME}robots.txt", "".join(f"Sitemap: {HOME}{one}\n" for one in names), kind="text/plain"
    )
    parts = [dict(list(entries.items())[start::3]) for start in range(3)]
    for url, part in zip(("map.xml", "map-%7Bx%7D.xml", "rest.xml"), parts, strict=True):
        site.add(HOME + url, sitemap(part).replace("<urlset>", f"<urlset>{odd}"))
    done = desk.crawl("site", site, f"home={HOME}")
    assert done.code == 0, dumped(done)
    assert desk.stored() == sorted(entries)
