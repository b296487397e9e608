"""Pagination continues until some run reached a listing's end, whoever found its articles first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spider_site import AT, Crawled, Desk, Site, days, dumped, listing

PPP = "https://www.phnompenhpost.com"
LISTING = f"{PPP}/national"
FIRST, SECOND, THIRD = "2026-12-20T00:00:00Z", "2026-12-21T00:00:00Z", "2026-12-22T00:00:00Z"
EACH = 3  # articles per page

pytestmark = [pytest.mark.slow, pytest.mark.timeout(200)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def national(numbers: range) -> tuple[Site, list[str]]:
    """Return The Phnom Penh Post with these articles; the home page shows the first page's."""
    site = Site()
    urls = [f"{LISTING}/a-story-of-{number}" for number in numbers]
    for url, number, at in zip(urls, numbers, days(AT, len(urls)), strict=True):
        site.article(url, number, at)
    site.add(f"{PPP}/", listing(urls[:EACH]))
    for page, start in enumerate(range(0, len(urls), EACH)):
        site.add(paged(page), listing(urls[start : start + EACH]))
    return site, urls


def paged(page: int) -> str:
    return f"{LISTING}?page={page}" if page else LISTING


def turned(crawled: Crawled) -> list[str]:
    return [url for url in crawled.asked if "/national?page=" in url]


def test_pages_are_turned_though_the_home_page_named_all_of_the_first(desk: Desk) -> None:
    site, urls = national(range(9))
    done = desk.crawl("ppp", site, REPLAY_AT=FIRST)
    assert turned(done) == [paged(1), paged(2)], dumped(done)
    assert desk.stored() == sorted(urls)


def test_new_articles_on_later_pages_come_though_the_home_page_named_those_before(
    desk: Desk,
) -> None:
    desk.crawl("ppp", national(range(20, 29))[0], REPLAY_AT=FIRST)
    site, urls = national(range(15, 29))
    again = desk.crawl("ppp", site, REPLAY_AT=SECOND)
    assert turned(again) == [paged(1), paged(2)], dumped(again)
    assert set(urls) <= set(desk.stored())


def test_what_a_limited_crawl_did_not_turn_to_comes_with_the_next(desk: Desk) -> None:
    site, urls = national(range(9))
    tried = desk.crawl("ppp", site, "limit=2", REPLAY_AT=FIRST)
    assert len(desk.stored()) == 2, dumped(tried)
    done = desk.crawl("ppp", site, REPLAY_AT=SECOND)
    assert desk.stored() == sorted(urls), dumped(done)


@pytest.mark.parametrize("argument", ["limit=5", "section=national", "since=2026-01-01"])
def test_a_narrow_crawl_hides_nothing_from_the_next(desk: Desk, argument: str) -> None:
    """It takes the news of the first page, and does not reach the second."""
    old, old_urls = national(range(20, 29))
    desk.crawl("ppp", old, REPLAY_AT=FIRST)
    site, urls = national(range(15, 29))
    site.add(paged(1), status=503)
    narrow = desk.crawl("ppp", site, argument, REPLAY_AT=SECOND, RETRY_TIMES=0)
    assert set(desk.stored()) == {*old_urls, *urls[:EACH]}, dumped(narrow)
    whole, _ = national(range(15, 29))
    done = desk.crawl("ppp", whole, REPLAY_AT=THIRD)
    assert set(desk.stored()) == {*old_urls, *urls[: 3 * EACH]}, dumped(done)


@pytest.mark.parametrize("before", [True, False])
def test_a_crawl_that_stopped_between_pages_leaves_the_listing_to_the_next(
    desk: Desk, before: bool
) -> None:
    if before:  # a complete crawl
        desk.crawl("ppp", national(range(20, 29))[0], REPLAY_AT=FIRST)
    site, urls = national(range(14, 23))
    site.add(paged(1), status=503)
    stopped = desk.crawl("ppp", site, REPLAY_AT=SECOND, RETRY_TIMES=0)
    assert urls[EACH] not in desk.stored(), dumped(stopped)
    site, _ = national(range(14, 23))  # its first page is unchanged
    done = desk.crawl("ppp", site, REPLAY_AT=THIRD)
    assert set(urls) <= set(desk.stored()), dumped(done)


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_a_listing_read_to_its_end_is_not_paginated_again(desk: Desk, pages: int) -> None:
    """The page after the last one is a 404."""
    site, _ = national(range(pages * EACH))
    first = desk.crawl("ppp", site, REPLAY_AT=FIRST)
    assert turned(first) == [paged(page) for page in range(1, min(pages + 1, 3))], dumped(first)
    again = desk.crawl("ppp", site, REPLAY_AT=SECOND)
    assert LISTING in again.asked
    assert turned(again) == [], dumped(again)
    assert again.counts == {}
