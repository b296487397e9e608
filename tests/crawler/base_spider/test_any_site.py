"""Articles of the spider ``site``: recognised by their source, else by their URL."""

from __future__ import annotations

import pytest

from crawler.discovery import read_feed
from crawler.outlet import Feed, Listing, Sitemap, Source
from crawler.spiders.site import SiteSpider
from pipelines.items import Candidate

SITE = "https://news.example"
SHORT, LONG = f"{SITE}/p/ferry", f"{SITE}/news/the-ferry-is-late"
ENTRY = """<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{url}</loc><lastmod>2026-11-20T03:00:00Z</lastmod>{more}</url></urlset>"""
NEWS = """<n:news><n:publication><n:name>The Quay</n:name></n:publication>
<n:publication_date>2026-11-20T03:00:00Z</n:publication_date><n:title>Late</n:title></n:news>"""
FILM = """<video:video xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">
<video:title>Late</video:title><video:publication_date>2026-11-20</video:publication_date>
</video:video>"""


def taken(one: Candidate, source: Source) -> bool:
    return SiteSpider(home=f"{SITE}/").article(one, source) is not None


@pytest.mark.parametrize(
    ("url", "more", "expected"),
    [
        (SHORT, NEWS, True),
        (LONG, NEWS, True),
        (f"{SITE}/", NEWS, False),
        ("https://elsewhere.example/p/ferry", NEWS, False),
        (SHORT, "", False),
        (LONG, "", True),
        (SHORT, FILM, False),  # only the film's date is known; the page may be anything
    ],
)
def test_an_entry_with_a_publication_time_in_a_sitemap_is_an_article(
    url: str, more: str, expected: bool
) -> None:
    (one,) = read_feed(ENTRY.format(url=url, more=more).encode(), f"{SITE}/news.xml").candidates
    assert taken(one, Sitemap(f"{SITE}/news.xml")) is expected


@pytest.mark.parametrize("url", [SHORT, LONG])
def test_all_of_a_feed_are_articles_and_of_a_page_those_of_the_usual_form(url: str) -> None:
    assert taken(Candidate(url), Feed(f"{SITE}/rss"))
    assert taken(Candidate(url), Listing(f"{SITE}/")) is (url == LONG)
