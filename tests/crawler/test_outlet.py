"""Declarations of outlets are checked on creation, and tell articles from other links."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError
from datetime import timedelta
from typing import Any

import pytest

from crawler.outlet import Feed, FirstOf, Listing, Outlet, Robots, Sitemap
from pipelines.urls.canonical import UrlRules

HOME = "https://news.example/"


def outlet(**changes: Any) -> Outlet:
    fields: dict[str, Any] = {
        "title": "The News",
        "home": HOME,
        "language": "en",
        "timezone": "Asia/Ho_Chi_Minh",
        "sources": (Feed(f"{HOME}rss"),),
        "article_url": r"/(?P<section>[\w-]+)/[^/?]+-\d+\.html",
    }
    return Outlet(**(fields | changes))


WRONG: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "title": ({"title": " "}, ("Outlet.title", "' '")),
    "home": ({"home": "news.example"}, ("Outlet.home", "'news.example'", "https://example.org/")),
    "home with a fragment": ({"home": HOME + "#x"}, ("Outlet.home", "fragment")),
    "language": ({"language": "English"}, ("Outlet.language", "'English'", "'en'")),
    "timezone": ({"timezone": "Asia/Saigon2"}, ("Outlet.timezone", "Asia/Ho_Chi_Minh")),
    "timezone folder": ({"timezone": "Asia"}, ("Outlet.timezone",)),
    "timezone path": ({"timezone": "/etc/passwd"}, ("Outlet.timezone",)),
    "no sources": ({"sources": ()}, ("Outlet.sources", "at least one source")),
    "a list": ({"sources": [Feed(HOME)]}, ("Outlet.sources", "a tuple of Feed")),
    "a string": ({"sources": (HOME,)}, ("Outlet.sources", "Listing")),
    "twice": ({"sources": (Feed(HOME), Feed(HOME))}, ("Outlet.sources", "no value twice")),
    "foreign source": (
        {"sources": (Feed("https://cdn.example/rss"),)},
        ("Outlet.sources", "cdn.example", "news.example"),
    ),
    "pattern": ({"article_url": r"/(a"}, ("Outlet.article_url", "'/(a'")),
    "pattern of the whole address": (
        {"article_url": r"https://news\.example/.*"},
        ("Outlet.article_url", "must begin with /"),
    ),
    "pattern that takes everything": (
        {"article_url": "/.*"},
        ("Outlet.article_url", "does not match the home page"),
    ),
    "former host": (
        {"former_hosts": ("https://old.example",)},
        ("Outlet.former_hosts", "'old.example.org'"),
    ),
    "former host is home": ({"former_hosts": ("news.example",)}, ("other than the home's",)),
    "a bare string": ({"former_hosts": "old.example"}, ("Outlet.former_hosts", "a tuple")),
    "layouts": ({"layouts": ("div",)}, ("Outlet.layouts", "Layout")),
    "urls": ({"urls": UrlRules(hosts={"a.example": "b.example"})}, ("Outlet.urls", "former_hosts")),
    "revisit": ({"revisit": (timedelta(0),)}, ("Outlet.revisit", "above zero")),
    "revisit in hours": ({"revisit": (1, 6)}, ("Outlet.revisit", "timedelta")),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_declaration_names_field_value_and_form(case: str) -> None:
    changes, parts = WRONG[case]
    with pytest.raises(ValueError, match=r"\w") as caught:
        outlet(**changes)
    assert "\n" not in str(caught.value)
    assert "expected" in str(caught.value)
    for part in parts:
        assert part in str(caught.value)


@pytest.mark.parametrize(
    ("make", "parts"),
    [
        (lambda: Feed("rss.xml"), ("Feed.url", "'rss.xml'")),
        (lambda: Sitemap(f"{HOME}s-{{year}}-{{month}}.xml"), ("Sitemap.url", "first is given")),
        (lambda: Sitemap(f"{HOME}s.xml", first="2018-01"), ("Sitemap.url",)),
        (lambda: Sitemap(f"{HOME}s-{{jahr}}.xml", first="2018-01"), ("Sitemap.url",)),
        (lambda: Sitemap(f"{HOME}s-{{month}}.xml", first="2018"), ("Sitemap.first", "'2018'")),
        (lambda: Listing(HOME, paging="?p=2"), ("Listing.paging", "{page}")),
        (lambda: Listing(HOME, paging="?p={page}", second=0), ("Listing.second", "0")),
        (lambda: Listing(HOME, pages=0), ("Listing.pages", "from 1")),
        (lambda: FirstOf(Feed(HOME)), ("FirstOf", "at least two")),
        (lambda: Feed(HOME, section=3), ("Feed.section", "3")),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_source_names_field_value_and_form(make: Any, parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="expected") as caught:
        make()
    for part in parts:
        assert part in str(caught.value)


def test_declarations_do_not_change() -> None:
    made = outlet()
    with pytest.raises(FrozenInstanceError):
        made.title = "x"  # type: ignore[misc]
    assert outlet() == made
    assert pickle.loads(pickle.dumps(made)) == made


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://news.example/s/a-1.html", "https://news.example/s/a-1.html"),
        ("http://www.news.example:80/s/a-1.html?utm_source=x#top", "https://news.example/s/a-1.html"),
        ("https://old.example/s/a-1.html", "https://news.example/s/a-1.html"),
        ("https://news.example./s/a-1.html", "https://news.example/s/a-1.html"),
        ("https://NEWS.example/s/a-1.html", "https://news.example/s/a-1.html"),
        ("https://bureau.example/s/a-1.html", "https://bureau.example/s/a-1.html"),
        ("https://news.example.evil.example/s/a-1.html", None),
        ("https://evil.example/news.example/s/a-1.html", None),
        ("https://news.example@evil.example/s/a-1.html", None),
        ("https://m.news.example/s/a-1.html", None),
        ("https://news.example:8443/s/a-1.html", None),
        ("https://news.example/s/", None),
        ("https://news.example/", None),
        ("https://news.example/video/a-1.html", None),
        ("ftp://news.example/s/a-1.html", None),
        ("javascript:alert(1)", None),
        ("https://[::1/s/a-1.html", None),
        ("", None),
    ],
)  # fmt: skip
def test_what_is_an_article(url: str, address: str | None) -> None:
    made = outlet(
        former_hosts=("old.example",), more_hosts=("bureau.example",), not_prose=("video",)
    )
    assert made.article(url) == address


def test_hosts_are_exact() -> None:
    made = outlet(former_hosts=("old.example",))
    assert made.hosts == ("news.example", "www.news.example")
    assert made.allows("http://www.news.example/x")
    assert not made.allows("https://old.example/")
    assert not made.allows("https://a.news.example/")
    assert not made.allows("https://news.example:444/")


def test_sections() -> None:
    made = outlet(sources=(Feed(f"{HOME}a", section="society"), Listing(HOME), Robots(f"{HOME}r")))
    assert made.sections == ("society",)
    assert made.section("https://news.example/economy/a-1.html") == "economy"
    assert made.section("https://news.example/") is None
