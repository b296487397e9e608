"""Builds the ``Result`` that goes to the store from what extraction made of a page."""

from __future__ import annotations

from dataclasses import replace

from pipelines.items import Article, Digest, Outcome, Page, Result
from pipelines.urls.canonical import UrlRules, article_url, canonical_url

WALLS = ("login wall", "consent wall", "blocked", "empty shell")
"""How the reasons begin for which a page was not shown, though it may hold an article."""

MEDIA_PAGES = frozenset({"photo page", "infographic page", "video page", "podcast page"})
"""Reasons for which a page is no article and will not become one."""


def is_wall(reason: str | None) -> bool:
    """Return whether a page is no article only because it was not shown."""
    return (reason or "").startswith(WALLS)


def of_article(
    page: Page, article: Article, rules: UrlRules | None, digest: Digest | None = None
) -> Result:
    """Return the result of a page that is an article, at its one address by the outlet's rules."""
    landed = page.url
    if rules is not None:
        landed = canonical_url(page.url, rules)
        article = replace(article, url=article_url(page.url, article.url, rules))
    return Result(
        _key(page), page.outlet, page.fetched_at, page, article, digest=digest, landed=landed
    )


def rejected(page: Page, reason: str) -> Result:
    """Return the result of a page that is no article."""
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
    """Return the result of a page that the engine could not read; a later run tries it again."""
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
