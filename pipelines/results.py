"""Builds the ``Result`` that goes to the store from what extraction made of a page."""

from __future__ import annotations

from dataclasses import replace

from pipelines.items import Article, Digest, Outcome, Page, Result
from pipelines.urls.canonical import UrlRules, article_url, canonical_url

WALLS = ("login wall", "consent wall", "blocked", "empty shell")
"""Prefixes of the reasons for pages that were not shown, though they may hold an article."""

MEDIA_PAGES = frozenset({"photo page", "infographic page", "video page", "podcast page"})
"""Reasons of pages that are not articles and will not become articles."""


def is_wall(reason: str | None) -> bool:
    """Return whether a page was rejected only because it was not shown."""
    return (reason or "").startswith(WALLS)


def of_article(
    page: Page, article: Article, rules: UrlRules | None, digest: Digest | None = None
) -> Result:
    """Return the result of an article page, at its canonical URL by the outlet's rules."""
    landed = page.url
    if rules is not None:
        landed = canonical_url(page.url, rules)
        article = replace(article, url=article_url(page.url, article.url, rules))
    return Result(
        _key(page), page.outlet, page.fetched_at, page, article, digest=digest, landed=landed
    )


def rejected(page: Page, reason: str) -> Result:
    """Return the result of a page that is not an article."""
    return Result(
        _key(page),
        page.outlet,
        page.fetched_at,
        page,
        outcome=Outcome.NOT_ARTICLE,
        reason=reason,
        lasting=reason in MEDIA_PAGES,
    )


def failed(page: Page, reason: str) -> Result:
    """Return the result of a page that the engine failed on; a later run retries it."""
    return Result(
        _key(page),
        page.outlet,
        page.fetched_at,
        page,
        outcome=Outcome.FAILED,
        reason=reason,
        retry=True,
    )


def _key(page: Page) -> str:
    return page.requested_url or page.url
