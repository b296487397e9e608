"""Arguments are checked before the first request; the message names argument, value and form."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.base_spider.arguments import read, read_home
from crawler.outlet import Feed, Listing, Outlet
from pipelines.errors import UserError

OUTLET = Outlet(
    title="The News",
    home="https://news.example/",
    former_hosts=("old.example",),
    language="en",
    timezone="Asia/Ho_Chi_Minh",
    sources=(Feed("https://news.example/rss", section="society"), Listing("https://news.example/")),
    article_url=r"/[^/?]+-\d+\.html",
)


def test_nothing_given() -> None:
    found = read({}, OUTLET)
    assert found.urls == ()
    assert (found.since, found.until, found.limit) == (None, None, None)
    assert not found.refresh


def test_days_are_the_outlets_and_both_count() -> None:
    found = read({"since": "2026-11-01", "until": "2026-11-01"}, OUTLET)
    assert found.since == datetime(2026, 10, 31, 17, tzinfo=UTC)
    assert found.until == datetime(2026, 11, 1, 17, tzinfo=UTC)


def test_urls_are_canonical_and_each_appears_once() -> None:
    given = {"url": " http://old.example/a-1.html#x, https://news.example/a-1.html ,"}
    assert read(given, OUTLET).urls == ("https://news.example/a-1.html",)


def test_numbers_and_switches() -> None:
    found = read({"limit": "20", "refresh": "1", "section": "society"}, OUTLET)
    assert (found.limit, found.refresh, found.section) == (20, True, "society")


@pytest.mark.parametrize(
    ("name", "value", "form"),
    [
        ("since", "yesterday", "2026-11-01"),
        ("since", "", "2026-11-01"),
        ("since", "01/11/2026", "2026-11-01"),
        ("since", "2026-02-30", "2026-11-01"),
        ("since", "20261101", "2026-11-01"),
        ("since", "2026-W45-1", "2026-11-01"),
        ("until", "9999-12-31", "2026-11-01"),
        ("until", "0001-01-01", "2026-11-01"),
        ("limit", "0", "1 or more"),
        ("limit", "-3", "1 or more"),
        ("limit", "ten", "1 or more"),
        ("limit", "1e3", "1 or more"),
        ("limit", "٣", "1 or more"),
        ("refresh", "yes", "1 or 0"),
        ("section", "sports", "society"),
        ("section", "../x", "such as society"),
        ("url", "", "https://"),
        ("url", ",", "https://"),
        ("url", "a-1.html", "https://"),
        ("url", "file:///etc/passwd", "https://"),
        ("url", "https://evil.example/a-1.html", "news.example"),
        ("url", "https://news.example/a-1.html,https://127.0.0.1/", "news.example"),
        ("sinse", "2026-11-01", "since"),
        ("home", "https://x.example/", "url"),
    ],
)
def test_a_wrong_argument(name: str, value: str, form: str) -> None:
    with pytest.raises(UserError) as caught:
        read({name: value}, OUTLET)
    said = str(caught.value)
    assert f"-a {name}=" in said
    assert value.split(",")[-1] in said
    assert "expected" in said
    assert form in said
    assert "\n" not in said


def test_since_after_until() -> None:
    with pytest.raises(UserError, match="since=2026-11-02 -a until=2026-11-01"):
        read({"since": "2026-11-02", "until": "2026-11-01"}, OUTLET)


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://x.example", "https://x.example/"),
        (" http://x.example/news/?a=1#b ", "http://x.example/news/"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
    ],
)
def test_home(given: str, address: str) -> None:
    assert read_home(given) == address


@pytest.mark.parametrize(
    "given", [None, "", "x.example", "ftp://x.example/", "https://", "https://[::1", "https://u@x.example/",
              "https://x.example:0/", "file:///etc/passwd"]
)  # fmt: skip
def test_a_wrong_home(given: str | None) -> None:
    with pytest.raises(UserError, match=r"-a home=.*expected the site's front page"):
        read_home(given)
