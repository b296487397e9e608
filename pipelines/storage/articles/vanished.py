"""Articles whose own URL vanished: taken down, or moved to another of their URLs.

Only an article's own URL decides that it is gone, and only while no other URL that is more than a
print or mobile page returns it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, or_, select, update
from sqlalchemy.orm import Session

from pipelines.items import Outcome
from pipelines.storage.articles.batch_writer import ArticleWriter
from pipelines.storage.database.article_tables import Article
from pipelines.storage.database.crawl_tables import Page
from pipelines.storage.sql.upsert import table

APART = timedelta(hours=1)
"""Minimum time between the first listings of an article's URLs for one to be a successor of the
other; print and mobile pages are listed together with it.
"""

_GOOD = [Outcome.NEW, Outcome.SAME, Outcome.CHANGED, Outcome.DUPLICATE]
_page, _article = table(Page).c, table(Article).c


def settle(
    session: Session, writer: ArticleWriter, vanished: Sequence[tuple[Row[Any], datetime]]
) -> None:
    """Mark articles as gone, or record their new URLs.

    Args:
        session: in a transaction, with the pages of the batch written.
        writer: the batch's, with all else written.
        vanished: pages at articles' own URLs, as they were before, and when they were found gone.
    """
    for before, when in vanished:
        successor = _successor(session, before)
        if successor is not None:
            writer.move(before.article_id, before.url, successor, when)
            if before.gone_at is not None:
                writer.mark_gone(before.article_id, None)
            continue
        writer.mark_gone(before.article_id, when)
        if before.gone_at is None:
            _ask_elsewhere(session, before, when)
    writer.refresh_stories()


def find_again(
    session: Session, writer: ArticleWriter, met: Sequence[tuple[Row[Any], datetime]]
) -> None:
    """Record where articles live that counted as gone and were found at another URL.

    Args:
        session: in a transaction, with the pages of the batch written.
        writer: the batch's, with all else written.
        met: pages that returned such an article, as they were before, and when they did.
    """
    for before, when in met:
        own = _own_page(session, before.article_id)
        if own is None or own.url == before.url or own.gone_at is None:
            continue  # found by an earlier URL of this batch
        if own.discovered_at is None or abs(own.discovered_at - before.discovered_at) > APART:
            writer.move(before.article_id, own.url, before.url, when)
            writer.mark_gone(before.article_id, None)
    writer.refresh_stories()


def _own_page(session: Session, article_id: int) -> Row[Any] | None:
    """Return the article's own URL, and since when it is known and gone."""
    own = (_page.outlet == _article.outlet) & (_page.url == _article.url)
    statement = (
        select(_article.url, _article.gone_at, _page.discovered_at)
        .outerjoin_from(table(Article), table(Page), own)
        .where(_article.id == article_id)
    )
    found: list[Row[Any]] = list(session.execute(statement))
    return found[0] if found else None


def _successor(session: Session, before: Row[Any]) -> str | None:
    """Return the URL at which an article was found since, if it still exists."""
    statement = (
        select(_page.url)
        .where(_page.article_id == before.article_id, _page.url != before.url)
        .where(_page.outlet == before.outlet, _page.outcome.in_(_GOOD))
        .where(_page.discovered_at > before.discovered_at + APART)
        .order_by(_page.fetched_at.desc())
        .limit(1)
    )
    return session.scalar(statement)


def _ask_elsewhere(session: Session, before: Row[Any], when: datetime) -> None:
    """Make the article's other URLs due, unconditionally: it may live at one of them."""
    others = (_page.article_id == before.article_id) & (_page.url != before.url)
    waiting = {"due_at": func.coalesce(_page.due_at, when), "etag": None, "last_modified": None}
    is_known = or_(_page.outcome.in_(_GOOD), _page.due_at.is_not(None))
    statement = update(table(Page)).where(others, _page.outlet == before.outlet, is_known)
    session.execute(statement.values(waiting))
