"""Which sources a run requests: months, next pages; and which it holds back."""

from __future__ import annotations

import asyncio
from collections import deque
from datetime import UTC, datetime

import pytest

from crawler.base_spider.date_range import Span
from crawler.base_spider.finish_reason import CrawlTally
from crawler.base_spider.frontier import (
    FEW_ARTICLES,
    MAX_OPEN_ARTICLES,
    MAX_OPEN_SOURCES,
    FallbackChain,
    Frontier,
    SourceRequest,
    fallback_chains,
)
from crawler.base_spider.pagination import has_more, next_page
from crawler.base_spider.sitemap_selection import months
from crawler.base_spider.url_traps import TURN, trap, untrapped
from crawler.outlet import Feed, FirstOf, Listing, Sitemap, Source
from pipelines.items import Candidate, Due, Hint

SITE = "https://news.example"
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
ZONE = "Asia/Ho_Chi_Minh"


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_nightly_crawl_asks_for_two_months() -> None:
    monthly = Sitemap(f"{SITE}/n-{{month}}-{{year}}.xml", first="2018-01")
    assert months(monthly, Span(NOW), ZONE) == [f"{SITE}/n-11-2026.xml", f"{SITE}/n-10-2026.xml"]


def test_a_month_begins_in_the_outlets_zone() -> None:
    monthly = Sitemap(f"{SITE}/{{year}}{{month2}}.xml", first="2018-01")
    at = datetime(2026, 12, 31, 18, tzinfo=UTC)
    assert months(monthly, Span(at), ZONE) == [f"{SITE}/202701.xml", f"{SITE}/202612.xml"]


def test_a_backfill_asks_for_the_months_of_its_range_newest_first() -> None:
    monthly = Sitemap(f"{SITE}/{{year}}-{{month2}}.xml", first="2018-01")
    span = Span(NOW, since=day("2025-11-15"), until=day("2026-02-02"))
    expected = ["2026-02", "2026-01", "2025-12", "2025-11"]
    assert months(monthly, span, ZONE) == [f"{SITE}/{one}.xml" for one in expected]


def test_a_backfill_ends_at_the_first_existing_month_and_at_the_current_one() -> None:
    monthly = Sitemap(f"{SITE}/{{year}}-{{month2}}.xml", first="2026-09")
    span = Span(NOW, since=day("2010-01-01"), until=day("2030-01-01"))
    expected = ["2026-11", "2026-10", "2026-09"]
    assert months(monthly, span, ZONE) == [f"{SITE}/{one}.xml" for one in expected]


@pytest.mark.parametrize(
    ("paging", "found", "expected"),
    [
        ("?p={page}", f"{SITE}/other", f"{SITE}/society?p=3"),
        ("/society/page/{page}", None, f"{SITE}/society/page/3"),
        ("", f"{SITE}/society/older", f"{SITE}/society/older"),
        ("", None, None),
    ],
)
def test_the_next_page(paging: str, found: str | None, expected: str | None) -> None:
    assert next_page(Listing(f"{SITE}/society", paging=paging), 2, found) == expected


def test_a_site_may_count_its_pages_from_zero() -> None:
    listing = Listing(f"{SITE}/society", paging="?page={page}", second=1)
    assert next_page(listing, 1, None) == f"{SITE}/society?page=1"
    assert next_page(listing, 2, None) == f"{SITE}/society?page=2"


NEW, OLD = Hint(published_at=day("2026-11-02")), Hint(published_at=day("2024-01-01"))
LISTING = Listing(f"{SITE}/society", pages=3)


@pytest.mark.parametrize(
    ("page", "hints", "fresh", "since", "expected"),
    [
        (1, [NEW], True, None, True),
        (1, [NEW], False, None, False),  # all its articles are known
        (3, [NEW], True, None, False),  # as many pages as declared
        (1, [], True, None, False),
        (9, [NEW], False, "2026-01-01", True),  # a backfill continues past known articles
        (9, [OLD, NEW], False, "2026-01-01", True),
        (9, [OLD, OLD], True, "2026-01-01", False),  # past the range
        (9, [Hint()], True, "2026-01-01", True),  # without dates the articles decide
        (5_000, [NEW], True, "2026-01-01", False),  # an endless calendar
    ],
)
def test_when_a_page_is_turned(
    page: int, hints: list[Hint], fresh: bool, since: str | None, expected: bool
) -> None:
    span = Span(NOW, since=day(since) if since else None)
    assert has_more(LISTING, page, hints, fresh, span) is expected


@pytest.mark.parametrize(
    ("hint", "expected"),
    [
        (Hint(published_at=day("2026-11-02")), True),
        (Hint(published_at=day("2026-10-31")), False),
        (Hint(published_at=day("2026-11-03")), False),
        (Hint(modified_at=day("2026-10-31")), False),  # last modified before the range
        (Hint(modified_at=day("2026-11-20")), True),  # may have been published within it
        (Hint(), True),
    ],
)
def test_the_range(hint: Hint, expected: bool) -> None:
    assert Span(NOW, day("2026-11-01"), day("2026-11-03")).covers(hint) is expected


A, B, C = (Listing(f"{SITE}/{name}") for name in "abc")


def addresses(source: Source) -> list[str]:
    return [source.url]


def asked(frontier: Frontier) -> list[str]:
    return [one.url for one in frontier.next() if isinstance(one, SourceRequest)]


def test_a_fallback_is_requested_if_the_previous_source_listed_nothing() -> None:
    frontier = Frontier()
    (chain,) = fallback_chains((FirstOf(A, B, C),), lambda _: True, backfill=False)
    frontier.advance(chain, addresses)
    assert asked(frontier) == [A.url]
    chain.open -= 1
    frontier.advance(chain, addresses)
    assert asked(frontier) == [B.url]
    chain.open -= 1
    chain.found = True
    frontier.advance(chain, addresses)
    assert asked(frontier) == []


def test_a_fall_back_waits_for_all_parts_of_the_source_before() -> None:
    frontier = Frontier()
    chain = FallbackChain(deque([A, B]))
    frontier.advance(chain, addresses)
    frontier.add_source(SourceRequest(f"{SITE}/part.xml", A, chain))
    assert asked(frontier) == [A.url, f"{SITE}/part.xml"]
    chain.open -= 1
    frontier.advance(chain, addresses)
    assert asked(frontier) == []


def test_a_backfill_asks_all_of_a_fall_back_list() -> None:
    found = fallback_chains((FirstOf(Feed(f"{SITE}/rss"), A, B),), lambda _: True, backfill=True)
    assert [[one.url for one in chain.rest] for chain in found] == [
        [A.url],
        [B.url],
        [f"{SITE}/rss"],
    ]


def test_a_url_is_requested_once() -> None:
    frontier = Frontier()
    assert frontier.add_source(SourceRequest(A.url, A, FallbackChain(deque())))
    assert not frontier.add_source(SourceRequest(A.url, B, FallbackChain(deque())))
    assert asked(frontier) == [A.url]


def test_memory_stays_flat_and_the_limit_holds() -> None:
    frontier = Frontier(limit=MAX_OPEN_ARTICLES + 10)
    frontier.add([Due(f"{SITE}/{n}") for n in range(FEW_ARTICLES * 2)])
    for n in range(50):
        frontier.add_source(SourceRequest(f"{SITE}/s{n}", A, FallbackChain(deque())))
    first = list(frontier.next())
    assert len(first) == MAX_OPEN_ARTICLES  # and no source while articles wait
    assert not list(frontier.next())
    frontier.open -= 50
    assert len(list(frontier.next())) == 10
    frontier.open = 0
    assert not list(frontier.next())
    frontier.issued -= 3  # three were not articles
    assert len(list(frontier.next())) == 3


def test_sources_are_requested_a_few_at_a_time_and_pages_after_their_articles() -> None:
    frontier = Frontier()
    for n in range(50):
        frontier.add_source(SourceRequest(f"{SITE}/s{n}", A, FallbackChain(deque())))
    frontier.add_source(SourceRequest(f"{SITE}/a?p=2", A, FallbackChain(deque()), page=2))
    assert len(list(frontier.next())) == MAX_OPEN_SOURCES
    frontier.sources.clear()
    frontier.open_sources = 0
    frontier.add([Due(f"{SITE}/x")])
    assert [type(one) for one in frontier.next()] == [Due]
    frontier.open = 0
    assert asked(frontier) == [f"{SITE}/a?p=2"]


@pytest.mark.parametrize(
    ("seen", "outcomes", "expected"),
    [
        (CrawlTally(), {}, "outlet_unreachable"),
        (CrawlTally(silent=9, new_home="x.example"), {}, "outlet_moved"),
        (CrawlTally(answered=1), {}, "nothing_found"),
        (CrawlTally(unchanged=1), {}, None),  # nothing new, according to the sources
        (CrawlTally(answered=1, announced=9), {}, None),  # all of it is stored
        (CrawlTally(answered=1, announced=9, pages=9), {"new": 4, "failed": 5}, "mostly_failed"),
        (CrawlTally(answered=1, announced=9, pages=9), {"new": 5, "failed": 4}, None),
        (CrawlTally(answered=1, announced=9, pages=9), {"failed": 9}, "mostly_failed"),
        (CrawlTally(answered=1, announced=9, pages=9), {"not_article": 9}, "no_articles"),
        (CrawlTally(answered=1, announced=9, pages=9), {"same": 1, "not_article": 8}, None),
        (CrawlTally(answered=1, announced=4, pages=4), {"failed": 4}, None),  # too few to judge
    ],
)
def test_how_a_run_is_judged(
    seen: CrawlTally, outcomes: dict[str, int], expected: str | None
) -> None:
    stats = {f"outcome/{name}": count for name, count in outcomes.items()}
    assert seen.reason(stats, sources_requested=True, replayed=False) == expected


def test_an_archive_that_lacks_pages_is_not_a_failing_outlet() -> None:
    seen = CrawlTally(answered=1, announced=9, pages=9)
    stats = {"outcome/failed": 8, "outcome/new": 1}
    assert seen.reason(stats, sources_requested=True, replayed=True) is None


def test_a_run_of_given_urls_needs_no_sources() -> None:
    assert (
        CrawlTally(pages=1).reason({"outcome/new": 1}, sources_requested=False, replayed=False)
        is None
    )


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (f"{SITE}/society/a-bridge-opens-1.html", None),
        (f"{SITE}/{'a' * 1_200}", "characters"),
        (f"{SITE}/a/b/a/b/a/b/a/b", "repeats"),
        (f"{SITE}/x/x/x/page", "repeats"),
        (f"{SITE}/{'/'.join(map(str, range(20)))}", "parts"),
        (f"{SITE}/a?{'&'.join(f'k{n}=1' for n in range(9))}", "parameters"),
    ],
)
def test_traps(url: str, why: str | None) -> None:
    found = trap(url)
    assert found is None if why is None else why in (found or "")


def test_links_without_end_leave_turns_to_others_and_long_ones_are_not_looked_at() -> None:
    looked_at: list[str] = []

    def canonical(one: Candidate) -> str | None:
        looked_at.append(one.url)
        return one.url

    async def read() -> tuple[list[str], int]:
        turns = 0

        async def others() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        task = asyncio.create_task(others())
        links = [Candidate(f"{SITE}/{n}{'é' * (n % 2) * 2_000}") for n in range(40 * TURN)]
        taken = [url async for url, _ in untrapped(links, canonical)]
        task.cancel()
        return taken, turns

    taken, turns = asyncio.run(read())
    assert taken == looked_at == [f"{SITE}/{n}" for n in range(0, 40 * TURN, 2)]
    assert turns >= 39
