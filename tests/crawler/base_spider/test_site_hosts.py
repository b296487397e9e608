"""A site with several hosts: sections, a home page that redirects, internationalised names."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.base_spider.arguments import read_home
from crawler.discovery.results import absolute
from crawler.discovery.site_hosts import is_same_site, section_hosts
from crawler.spiders.site import moved_to, outlet_at
from pipelines.urls.canonical import canonical_url
from tests.support.spider_site import AT, Desk, Site, dumped, listing

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("host", "home"),
    [
        ("news.site.example", "site.example"), ("site.example", "www.site.example"),
        ("sport.site.co.uk", "www.site.co.uk"), ("a.blogspot.com", "a.blogspot.com"),
        ("news.localhost", "localhost"), ("site.example", "news.site.example"),
    ],
)  # fmt: skip
def test_one_site(host: str, home: str) -> None:
    assert is_same_site(host, home)


@pytest.mark.parametrize(
    ("host", "home"),
    [
        ("site.example.org", "site.example"), ("other.co.uk", "site.co.uk"),
        ("a.blogspot.com", "b.blogspot.com"), ("127.0.0.2", "127.0.0.1"), ("", "site.example"),
        ("evilsite.example", "site.example"), ("blogspot.com", "a.blogspot.com"),
    ],
)  # fmt: skip
def test_another_site(host: str, home: str) -> None:
    assert not is_same_site(host, home)


def test_what_counts_as_a_section_and_what_is_left_out() -> None:
    links = [f"https://{host}/a" for host in ("news.site.example",) * 3 + ("sport.site.example",)]
    links += [
        "https://m.site.example/a",
        "https://img3.site.example/a",
        "https://x.example/a",
        "x:",
    ]
    hosts, others = section_hosts(links, "site.example", ("site.example", "www.site.example"))
    assert hosts == ["news.site.example", "sport.site.example"]
    assert sorted(others) == ["img3.site.example", "m.site.example", "x.example"]


@pytest.mark.parametrize(
    ("given", "home"),
    [
        ("https://báomới.example/", "https://xn--bomi-5na0617b.example/"),
        ("https://BÁOMỚI.example", "https://xn--bomi-5na0617b.example/"),
        ("https://straße.example/x", "https://xn--strae-oqa.example/x"),
        ("http://bücher.example:8080/", "http://xn--bcher-kva.example:8080/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
    ],
)
def test_a_home_beyond_ascii(given: str, home: str) -> None:
    assert read_home(given) == home
    assert outlet_at(home).allows(canonical_url(home + "a")) or "[" in home


def test_links_beyond_ascii_are_the_hosts_own() -> None:
    assert absolute("https://a.example/", "//straße.example/ä") == "https://xn--strae-oqa.example/ä"
    assert canonical_url("https://straße.example/a") == "https://xn--strae-oqa.example/a"


def test_a_home_on_https_makes_the_urls_https() -> None:
    found = moved_to(outlet_at("http://site.example/"), "https://www.site.example/en/")
    assert found.title == "site.example"
    assert found.article("http://site.example/a-story-of-boats") == (
        "https://site.example/a-story-of-boats"
    ) or found.article("http://site.example/a-story-of-boats") == (
        "https://www.site.example/a-story-of-boats"
    )
    same = outlet_at("http://localhost:8080/")
    assert moved_to(same, "http://localhost:8080/en/") is same


def put(site: Site, at: str, names: list[str], first: int) -> list[str]:
    urls = [f"{at}{name}" for name in names]
    for number, url in enumerate(urls, first):
        site.article(url, number, AT)
    return urls


def test_sections_on_hosts_of_their_own_are_crawled(tmp_path: Path) -> None:
    site, desk = Site(), Desk(tmp_path)
    home, news, sport = (f"https://{one}site.example/" for one in ("", "news.", "sport."))
    own = put(site, home, ["a-story-of-boats"], 0)
    of_news = put(site, news, ["a-story-of-kilns", "a-story-of-wells"], 1)
    of_sport = put(site, sport, ["a-story-of-games"], 3)
    away = "https://other.example/a-story-of-others"
    feed = "https://feeds.other.example/site.xml"
    head = f'<link rel=alternate type="application/rss+xml" href="{feed}">'
    site.add(home, listing([*own, of_news[0], sport, away, "https://m.site.example/x"], head=head))
    site.add(news, listing(of_news))
    site.add(sport, listing(of_sport))
    done = desk.crawl("site", site, f"home={home}")
    assert done.code == 0, dumped(done)
    assert desk.stored() == sorted([*own, *of_news, *of_sport])
    assert not any("other.example" in url or "//m." in url for url in done.asked)
    assert "left out: " in done.log
    assert "other.example (1)" in done.log
    assert f"Feed {feed} is on another site, and left out" in done.log
    again = desk.crawl("site", site, f"home={home}", REPLAY_AT="2026-12-20T00:00:00Z")
    assert again.code == 0, dumped(again)
    assert {news, sport} <= set(again.asked)


def test_a_home_that_leads_to_a_host_of_its_site(tmp_path: Path) -> None:
    site, desk = Site(), Desk(tmp_path)
    site.redirect("https://site.example/", "https://news.site.example/")
    urls = put(site, "https://news.site.example/", ["a-story-of-boats", "a-story-of-kilns"], 0)
    site.add("https://news.site.example/", listing(urls))
    done = desk.crawl("site", site, "home=https://site.example/")
    assert done.code == 0, dumped(done)
    assert desk.stored() == urls


def test_a_home_on_http_is_not_crawled_twice(tmp_path: Path) -> None:
    site, desk = Site(), Desk(tmp_path)
    urls = put(site, "https://site.example/", [f"a-story-of-{n}" for n in range(4)], 0)
    site.add("https://site.example/", listing([url.replace("https", "http") for url in urls]))
    for url in (*urls, "https://site.example/"):
        site.redirect(url.replace("https", "http"), url)
    done = desk.crawl("site", site, "home=http://site.example/")
    assert done.code == 0, dumped(done)
    assert desk.stored() == urls
    assert [url for url in done.asked if "a-story" in url] == urls


def test_a_home_beyond_ascii_is_crawled(tmp_path: Path) -> None:
    site, desk = Site(), Desk(tmp_path)
    home = "https://xn--bomi-5na0617b.example/"
    urls = put(site, home, ["a-story-of-boats", "a-story-of-kilns"], 0)
    site.add(home, listing(["https://báomới.example/a-story-of-boats", "/a-story-of-kilns"]))
    done = desk.crawl("site", site, "home=https://báomới.example/")
    assert done.code == 0, dumped(done)
    assert desk.stored() == urls
