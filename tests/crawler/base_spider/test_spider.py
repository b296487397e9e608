"""Crawls of invented sites with the real command: requests, stored articles, finish reasons."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.spider_site import AT, Crawled, Desk, Site, days, dumped, index, listing, sitemap

VNA = "https://en.vietnamplus.vn"
VNS = "https://vietnamnews.vn"
SITE = "https://news.example"
NO_SITEMAPS = f"{VNA}/nothing"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(200)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def articles(crawled: Crawled) -> list[str]:
    """Return the requested article URLs."""
    return [url for url in crawled.asked if "-post" in url or url.endswith(".html")]


def vna(count: int, first: datetime = AT) -> tuple[Site, list[str]]:
    """Return VietnamPlus with a home page and one article per day."""
    site = Site()
    urls = [f"{VNA}/a-story-of-{n}-post{350000 + n}.vnp" for n in range(count)]
    for number, (url, at) in enumerate(zip(urls, days(first, count), strict=True)):
        site.article(url, number, at, etag=f'"{number}"')
    site.add(f"{VNA}/", listing(urls))
    return site, urls


def test_a_second_crawl_asks_for_the_sources_only(desk: Desk) -> None:
    site, urls = vna(4)
    first = desk.crawl("vna", site, REPLAY_AT="2026-12-01T00:00:00+07:00")
    assert first.code == 0, dumped(first)
    assert first.counts == {"new": 4}
    assert desk.stored() == sorted(urls)
    again = desk.crawl("vna", site, REPLAY_AT="2026-12-02T00:00:00+07:00")
    assert again.code == 0, dumped(again)
    assert again.counts == {}
    assert articles(again) == []
    assert f"{VNA}/" in again.asked


def test_pages_missing_from_an_archive_stay_unchanged(desk: Desk) -> None:
    site, urls = vna(4)
    whole = dict(site.pages)
    first = {url: page for url, page in whole.items() if url not in urls[1:]}
    site.pages = first
    part = desk.crawl("vna", site, REPLAY_AT="2026-12-01T00:00:00+07:00")
    assert (part.code, part.reason, part.counts) == (0, "finished", {"new": 1}), dumped(part)
    assert "3 not in the archive, left as they were" in part.log
    again = desk.crawl("vna", site, "refresh=1", REPLAY_AT="2026-12-02T00:00:00+07:00")
    assert again.counts == {"same": 1}, dumped(again)
    site.pages = {url: page for url, page in whole.items() if url != urls[0]}
    rest = desk.crawl("vna", site, REPLAY_AT="2026-12-03T00:00:00+07:00")
    assert rest.counts == {"new": 3}, dumped(rest)
    assert desk.rows("SELECT gone_at FROM article WHERE gone_at IS NOT NULL") == []


def test_young_articles_are_fetched_again_and_give_304(desk: Desk) -> None:
    site, urls = vna(2)
    desk.crawl("vna", site, REPLAY_AT="2026-11-20T03:20:00Z")
    soon = desk.crawl("vna", site, REPLAY_AT="2026-11-20T03:50:00Z")
    assert articles(soon) == []
    later = desk.crawl("vna", site, REPLAY_AT="2026-11-21T05:00:00Z")
    assert later.code == 0, dumped(later)
    assert articles(later) == [urls[0]]  # the other one is long past its first day
    assert later.counts == {"same": 1}
    assert "Crawled (304)" in later.log


def test_a_second_crawl_of_an_unchanged_outlet_gets_nothing_but_304(desk: Desk) -> None:
    site = Site()
    urls = [f"{SITE}/news/a-story-of-{n}-quiet-days" for n in range(6)]
    for number, (url, at) in enumerate(zip(urls, days(AT, 6), strict=True)):
        site.article(url, number, at, etag=f'"{number}"')
    tag = [("ETag", '"source"')]
    robots = f"User-agent: *\nAllow: /\nSitemap: {SITE}/all.xml\n"
    site.add(f"{SITE}/robots.txt", robots, kind="text/plain", headers=tag)
    site.add(f"{SITE}/all.xml", sitemap(dict(zip(urls, days(AT, 6), strict=True))), headers=tag,
             kind="text/xml")  # fmt: skip
    site.add(f"{SITE}/", listing(urls), headers=tag)
    first = desk.crawl("site", site, f"home={SITE}/", REPLAY_AT="2026-11-20T03:20:00Z")
    assert first.counts == {"new": 6}, dumped(first)
    again = desk.crawl("site", site, f"home={SITE}/", REPLAY_AT="2026-11-21T05:00:00Z")
    assert again.counts == {"same": 2}, dumped(again)  # past their first and their third day
    answers = re.findall(r"Crawled \((\d+)\) <GET ([^>]+)>", again.log)
    rules = [(status, url) for status, url in answers if url == f"{SITE}/robots.txt"]
    # Once for the rules, which are kept for one run, and once more, conditionally, for the sitemaps
    # it names.
    assert len(rules) == 2
    assert sorted(set(answers) - set(rules)) == [
        ("304", f"{SITE}/"),
        ("304", f"{SITE}/all.xml"),
        ("304", urls[0]),
        ("304", urls[2]),
    ]
    requests = [json.loads(one.row["counts"])["downloader/request_count"] for one in (first, again)]
    assert requests == [9, 5]  # the second time four 304 and robots.txt
    assert json.loads(again.row["counts"])["downloader/response_status_count/304"] == 4


def test_a_source_without_validators_is_compared_by_its_bytes(
    desk: Desk,
) -> None:
    site, urls = vna(3)
    desk.crawl("vna", site, REPLAY_AT="2026-12-01T00:00:00Z")
    more, all_urls = vna(4)
    third = desk.crawl("vna", more, REPLAY_AT="2026-12-02T00:00:00Z")
    assert articles(third) == [url for url in all_urls if url not in urls]


@pytest.mark.soak  # a race between a signal and 12 pages
def test_what_a_stopped_crawl_left_is_done_by_the_next(desk: Desk) -> None:
    site, urls = vna(120)
    once = {
        "CLOSESPIDER_ITEMCOUNT": 3,
        "CONCURRENT_REQUESTS": 1,
        "REPLAY_AT": "2026-12-01T00:00:00Z",
    }
    stopped = desk.crawl("vna", site, **once)
    assert stopped.code == 0, dumped(stopped)
    before = desk.stored()
    assert 3 <= len(before) < 120
    site.add(f"{VNA}/", listing([]))  # the sources no longer list it
    rest = desk.crawl("vna", site, REPLAY_AT="2026-12-02T00:00:00Z")
    assert desk.stored() == sorted(urls), dumped(rest)
    assert not set(articles(rest)) & set(before)


def test_a_backfill_walks_the_months_of_its_range_and_stores_nothing_outside_it(desk: Desk) -> None:
    site, urls = vna(100)
    months: dict[str, dict[str, datetime]] = {}
    for url, at in zip(urls, days(AT, 100), strict=True):
        months.setdefault(f"{VNA}/sitemaps/news-{at.year}-{at.month}.xml", {})[url] = at
    site.add(f"{VNA}/sitemap.xml", index(months), kind="text/xml")
    for address, entries in months.items():
        site.add(address, sitemap(entries), kind="text/xml")
    site.add(f"{VNA}/", listing([]))
    done = desk.crawl(
        "vna", site, "since=2026-09-10", "until=2026-09-12", REPLAY_AT="2026-12-01T00:00:00Z"
    )
    assert done.code == 0, dumped(done)
    asked = [url for url in done.asked if "/sitemaps/news-" in url]
    assert asked[0] == f"{VNA}/sitemaps/news-2026-9.xml"
    assert f"{VNA}/sitemaps/news-2026-8.xml" not in asked
    assert f"{VNA}/sitemaps/news-2026-11.xml" not in asked
    wanted = [url for url, at in zip(urls, days(AT, 100), strict=True) if at.month == 9
              and at.day in (10, 11, 12)]  # fmt: skip
    assert desk.stored() == sorted(wanted)
    again = desk.crawl(
        "vna", site, "since=2026-09-10", "until=2026-09-13", REPLAY_AT="2026-12-01T00:00:00Z"
    )
    assert len(articles(again)) == 1, dumped(again)  # the new day; the others are done


def vns(pages: int, first: datetime = AT, each: int = 6) -> tuple[Site, list[list[str]]]:
    """Return Việt Nam News with a listing of ``pages`` pages, which prints no dates."""
    site = Site()
    shown = []
    dates = days(first, pages * each)
    for page in range(1, pages + 1):
        numbers = range((page - 1) * each, page * each)
        urls = [f"{VNS}/society/{1800000 - n}/a-story-of-{n}.html" for n in numbers]
        for url, number in zip(urls, numbers, strict=True):
            site.article(url, number, dates[number])
        shown.append(urls)
        site.add(f"{VNS}/society" + (f"?p={page}" if page > 1 else ""), listing(urls))
    return site, shown


def turned(crawled: Crawled) -> int:
    return len([url for url in crawled.asked if "/society?p=" in url])


def test_a_nightly_crawl_turns_pages_until_all_is_known(desk: Desk) -> None:
    site, shown = vns(8)
    at = {"REPLAY_AT": "2026-12-20T00:00:00Z"}
    first = desk.crawl("vns", site, "section=society", **at)
    assert turned(first) == 2, dumped(first)  # three pages are declared
    assert len(desk.stored()) == 18
    again = desk.crawl("vns", site, "section=society", **at)
    assert turned(again) == 0
    assert articles(again) == []
    assert shown[3][0] not in desk.stored()


def test_a_backfill_turns_pages_until_it_is_past_the_range(desk: Desk) -> None:
    site, shown = vns(9)  # six days per page, so the range ends on page 3
    done = desk.crawl(
        "vns", site, "section=society", "since=2026-11-05", REPLAY_AT="2026-12-20T00:00:00Z"
    )
    assert done.code == 0, dumped(done)
    assert {*shown[0], *shown[1]} <= set(desk.stored())
    assert 3 <= turned(done) <= 5, dumped(done)


def test_a_listing_that_ignores_its_page_number_is_not_followed_forever(desk: Desk) -> None:
    site, shown = vns(1)
    for page in range(2, 400):
        site.add(f"{VNS}/society?p={page}", listing(shown[0]))
    done = desk.crawl("vns", site, "section=society", "since=2020-01-01")
    assert turned(done) == 1, dumped(done)


def test_the_fallback_is_requested_only_if_the_feed_lists_nothing(desk: Desk) -> None:
    site, shown = vns(1)
    done = desk.crawl("vns", site, "section=society")
    assert f"{VNS}/rss/society.rss" in done.asked
    assert f"{VNS}/society" in done.asked
    items = "".join(f"<item><link>{url}</link></item>" for url in shown[0])
    site.add(f"{VNS}/rss/society.rss", f"<rss><channel>{items}</channel></rss>", kind="text/xml")
    done = desk.crawl("vns", site, "section=society", "refresh=1")
    assert f"{VNS}/rss/society.rss" in done.asked
    assert f"{VNS}/society" not in done.asked
    assert len(articles(done)) == 6, dumped(done)


def test_the_limit_counts_articles(desk: Desk) -> None:
    site, urls = vna(20)
    site.add(urls[0], "<html><body><p>Nothing here.</p></body></html>")
    done = desk.crawl("vna", site, "limit=3", REPLAY_AT="2026-12-01T00:00:00Z")
    assert done.code == 0, dumped(done)
    assert len(desk.stored()) == 3, dumped(done)


def test_only_the_given_urls(desk: Desk) -> None:
    site, urls = vna(5)
    done = desk.crawl("vna", site, f"url={urls[3]}#x,{urls[1]}")
    assert done.code == 0, dumped(done)
    assert [url for url in done.asked if "robots" not in url] == [urls[3], urls[1]]
    assert desk.stored() == sorted([urls[1], urls[3]])


def test_links_that_lead_elsewhere_are_not_followed(desk: Desk) -> None:
    site, urls = vna(2)
    clone = "https://clone.example/a-story-of-1-post350001.vnp"
    others = [clone, f"{VNA}/video/x-post1.vnp", f"{VNA}/print-350001.html", "/tag/rice-tag1.vnp"]
    site.add(clone, "x")
    site.add(f"{VNA}/", listing([*urls, *others]))
    done = desk.crawl("vna", site, REPLAY_AT="2026-12-01T00:00:00Z")
    assert desk.stored() == sorted(urls), dumped(done)
    assert not any("clone" in url or "print" in url or "tag" in url for url in done.asked)


def test_redirects_that_do_not_lead_to_the_article(desk: Desk) -> None:
    site, urls = vna(8)
    site.redirect(urls[0], f"{VNA}/")
    site.redirect(urls[1], "https://elsewhere.example/x")
    site.redirect(urls[2], f"{VNA}/society/")
    site.add(f"{VNA}/society/", listing(urls))
    done = desk.crawl("vna", site, REPLAY_AT="2026-12-01T00:00:00Z")
    assert done.code == 0, dumped(done)
    reasons = {row["url"]: row["reason"] for row in desk.rows("SELECT url, reason FROM page")}
    assert "home page" in reasons[urls[0]]
    assert "elsewhere.example" in reasons[urls[1]]
    assert "listing" in reasons[urls[2]]
    assert done.counts == {"new": 5, "failed": 3}
    assert desk.stored() == sorted(urls[3:])


def dead() -> Site:
    site = Site()
    site.add(f"{VNA}/robots.txt", "User-agent: *\nAllow: /\n", kind="text/plain")
    return site


def moved() -> Site:
    site = dead()
    site.redirect(f"{VNA}/", "https://new-home.example/")
    return site


def empty() -> Site:
    site = dead()
    site.add(f"{VNA}/", listing(["/about-us", "/contact"]))
    return site


def changed() -> Site:
    site, urls = vna(8)
    for url in urls:
        site.add(url, "<html><body><div id=app></div><script src=/app.js></script></body></html>")
    return site


@pytest.mark.parametrize(
    ("make", "reason", "message"),
    [
        (dead, "outlet_unreachable", "no source of the outlet answered"),
        (moved, "outlet_moved", "new-home.example"),
        (empty, "nothing_found", "none of them announced an article"),
        (changed, "no_articles", "template"),
    ],
)
def test_a_crawl_without_result_says_so(
    desk: Desk, make: type[Site], reason: str, message: str
) -> None:
    done = desk.crawl("vna", make(), REPLAY_AT="2026-12-01T00:00:00Z", LOG_LEVEL="INFO")
    assert done.reason == reason, dumped(done)
    assert done.code == 4
    assert "Traceback" not in done.log
    assert f"tinsach: vna ended: {reason}" in done.log
    errors = [line for line in done.log.splitlines() if " ERROR: " in line and reason in line]
    assert len(errors) == 1
    assert message in errors[0]


def test_any_other_site_is_found_through_robots_txt_and_the_feeds_it_names(desk: Desk) -> None:
    site = Site()
    at = datetime(2026, 11, 1, tzinfo=UTC)
    urls = [
        f"{SITE}/2026/11/the-ferry-is-late",
        f"{SITE}/news/a-bridge-opens-today",
        f"{SITE}/p/short",
    ]
    for number, url in enumerate(urls):
        site.article(url, number + 40, at)
    site.add(f"{SITE}/robots.txt", f"User-agent: *\nDisallow: /private/\nSitemap: {SITE}/all.xml\n",
             kind="text/plain")  # fmt: skip
    private = f"{SITE}/private/a-page-of-its-own"
    site.article(private, 60, at)
    site.add(f"{SITE}/all.xml", sitemap({urls[0]: at, private: at}), kind="application/xml")
    head = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    site.add(f"{SITE}/", listing([urls[1], "/about", "/tags/a-tag-of-three-words"], head=head))
    items = f"<item><link>{urls[2]}</link></item><item><link>{SITE}/</link></item>"
    site.add(f"{SITE}/rss", f"<rss><channel>{items}</channel></rss>", kind="text/xml")
    done = desk.crawl("site", site, f"home={SITE}/")
    assert done.code == 0, dumped(done)
    assert desk.stored() == sorted(urls), dumped(done)
    assert {row["outlet"] for row in desk.rows("SELECT outlet FROM articles")} == {"news.example"}
    assert done.row["outlet"] == "news.example"
    assert done.row["failed"] == 1  # robots.txt forbids it, so it is not requested
    assert private not in done.asked


def test_each_month_of_a_template_is_a_url_of_its_own(desk: Desk) -> None:
    base = "https://vietnam.vnanet.vn/english"
    site = Site()
    url = f"{base}/tin-van/a-story-of-one-day-417694.html"
    site.article(url, 1, AT)
    site.add(f"{base}/sitemaps/news-11-2026.xml", sitemap({url: AT}), kind="text/xml")
    done = desk.crawl("vnp", site, REPLAY_AT="2026-11-20T03:20:00Z")
    assert done.code == 0, dumped(done)
    asked = [one for one in done.asked if "/sitemaps/" in one]
    assert asked == [f"{base}/sitemaps/news-11-2026.xml", f"{base}/sitemaps/news-10-2026.xml"]
    assert desk.stored() == [url]
