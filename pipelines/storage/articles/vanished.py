"""Articles whose own address is no more: taken down, or moved to an address met since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from pipelines.items import Outcome
from pipelines.storage.articles.batch_writer import ArticleWriter
from pipelines.storage.database.crawl_tables import Page
from pipelines.storage.sql.upsert import table

LATER = timedelta(hours=1)
"""An address that was announced so much later than an article's own is where it moved to; print and
phone pages are announced with it."""

_GOOD = [Outcome.NEW, Outcome.SAME, Outcome.CHANGED, Outcome.DUPLICATE]
_page = table(Page).c


def settle(
    session: Session, writer: ArticleWriter, vanished: Sequence[tuple[Row[Any], datetime]]
) -> None:
    """Mark articles as gone, or note where they live now.

    Args:
        session: in a transaction, the pages of the batch written.
        writer: the batch's, finished but for this.
        vanished: pages that were articles' own addresses, as they were before, and when they were
            found to be no more.
    """
    for before, when in vanished:
        successor = _successor(session, before)
        if successor is None:
            writer.mark_gone(before.article_id, when)
        else:
            writer.move(before.article_id, before.url, successor, when)
    writer.refresh_stories()


def _successor(session: Session, before: Row[Any]) -> str | None:
    """Return the address at which an article was met since, where it is still there."""
    statement = (
        select(_page.url)
        .where(_page.article_id == before.article_id, _page.url != before.url)
        .where(_page.outlet == before.outlet, _page.outcome.in_(_GOOD))
        .where(_page.discovered_at > before.discovered_at + LATER)
        .order_by(_page.fetched_at.desc())
        .limit(1)
    )
    return session.scalar(statement)
