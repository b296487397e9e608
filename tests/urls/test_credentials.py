"""Credentials before a URL's host are never shown."""

from __future__ import annotations

import pytest

from crawler.base_spider.arguments import read_home
from pipelines.errors import UserError
from pipelines.storage.database.engine import database_url, masked
from pipelines.urls.credentials import without_credentials


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://news.example/a@b", "https://news.example/a@b"),
        ("https://desk:s3cret@news.example/a", "https://***@news.example/a"),
        ("https://desk:s3@cr@et@news.example/a", "https://***@news.example/a"),
        ("https://token@x.example,http://u:p@y.example/", "https://***@x.example,http://***@y.example/"),
        ("mail desk@news.example", "mail desk@news.example"),
    ],
)  # fmt: skip
def test_addresses(text: str, shown: str) -> None:
    assert without_credentials(text) == shown
    assert without_credentials(shown) == shown


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://desk:s3cret@part@db.example/news",
        "postgresql://de@sk:s3cret@part@db.example/news",
        "mysql://desk:s3cret@part@db.example/news",
        "postgresql://desk:s3cret@part@db.example",
    ],
)
def test_a_password_with_an_unescaped_mark_is_refused_and_not_shown(url: str) -> None:
    with pytest.raises(UserError) as caught:
        database_url(url)
    assert "s3cret" not in str(caught.value)
    assert "part" not in str(caught.value)
    assert "part" not in masked(url)
    assert "%40" in str(caught.value)


def test_an_escaped_one_works() -> None:
    url = database_url("postgresql://desk:s3cret%40part@db.example/news")
    assert (url.password, url.host) == ("s3cret@part", "db.example")
    assert masked(url) == "postgresql+psycopg://desk:***@db.example/news"


def test_a_front_page_with_a_password_is_refused_and_not_shown() -> None:
    with pytest.raises(UserError) as caught:
        read_home("https://desk:s3cret@news.example/")
    assert "s3cret" not in str(caught.value)
