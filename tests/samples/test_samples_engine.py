"""The engine alone on every sample page, with and without the outlet's layouts."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.extraction import NotAnArticle, extract
from pipelines.items import Article
from pipelines.text import fold
from samples.sample_articles import OUTLETS
from samples.site_captures import Capture, captures
from tests.support.outlets import page_for
from tests.support.sample_crawl import gold

EMPTY_LAYOUT_LOSES: dict[str, str] = {}
"""Sample to what the generic engine gets wrong on it without the outlet's layout."""

PAGES = {
    (outlet, one.url, number): one
    for outlet in OUTLETS
    for url in {capture.url for capture in captures(outlet)}
    for number, one in enumerate(one for one in captures(outlet) if one.url == url)
}
ARTICLES = [
    pytest.param(outlet, one, number, id=f"{outlet}/{one['id']}/{number + 1}")
    for outlet in OUTLETS
    for number, kind in enumerate(("articles", "updates"))
    for one in gold()[outlet][kind]
]
REJECTED = [
    pytest.param(outlet, one, id=f"{outlet}/{one['id']}")
    for outlet in OUTLETS
    for one in gold()[outlet]["rejected"]
    if one["kind"] != "status404"
]


def run_engine(outlet: str, capture: Capture, *, generic: bool) -> Article:
    return extract(
        page_for(
            outlet,
            capture.url,
            capture.body,
            capture.at,
            content_type=capture.content_type,
            generic=generic,
        )
    )


def expected_text(one: dict[str, Any]) -> list[str]:
    return ([one["lead"]] if one["lead"] else []) + [text for _, text in one["body"]]


def found_text(article: Article) -> list[str]:
    return ([article.lead] if article.lead else []) + [block.text for block in article.body]


@pytest.mark.parametrize(("outlet", "one", "number"), ARTICLES)
def test_with_layout(outlet: str, one: dict[str, Any], number: int) -> None:
    article = run_engine(outlet, PAGES[outlet, one["url"], number], generic=False)
    assert found_text(article) == expected_text(one)
    kinds = {"list_item", "table"}
    assert [b.kind for b in article.body if b.kind in kinds] == [
        kind for kind, _ in one["body"] if kind in kinds
    ]
    assert article.title == one["title"]
    assert article.published_at is not None
    assert article.published_at.isoformat()[:16] == one["published_at"][:16]


@pytest.mark.parametrize(("outlet", "one", "number"), ARTICLES)
def test_with_empty_layout(outlet: str, one: dict[str, Any], number: int) -> None:
    article = run_engine(outlet, PAGES[outlet, one["url"], number], generic=True)
    right = (
        found_text(article) == expected_text(one)
        and article.title == one["title"]
        and article.published_at is not None
        and article.published_at.isoformat()[:16] == one["published_at"][:16]
    )
    name = f"{outlet}/{one['id']}"
    if name in EMPTY_LAYOUT_LOSES:
        assert not right, f"{name} is right now: take it from EMPTY_LAYOUT_LOSES"
    else:
        assert found_text(article) == expected_text(one)
        assert right, (article.title, article.published_at)


@pytest.mark.parametrize("generic", [False, True], ids=["with-layout", "empty-layout"])
@pytest.mark.parametrize(("outlet", "one"), REJECTED)
def test_no_article(outlet: str, one: dict[str, Any], generic: bool) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        run_engine(outlet, PAGES[outlet, one["url"], 0], generic=generic)
    assert any(word in str(refusal.value).lower() for word in one["reasons"]), refusal.value


@pytest.mark.parametrize(("outlet", "one", "number"), ARTICLES)
def test_removed_text_is_in_stripped(outlet: str, one: dict[str, Any], number: int) -> None:
    """Every foreign text near the article is in ``stripped`` with its rule."""
    article = run_engine(outlet, PAGES[outlet, one["url"], number], generic=False)
    assert article.stripped
    assert all(taken.rule and taken.text for taken in article.stripped)
    stripped = fold("\n".join(taken.text for taken in article.stripped))
    assert [text for text in one["must_not"] if fold(text) not in stripped] == []
