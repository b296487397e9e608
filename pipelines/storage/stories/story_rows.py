"""Rows of stories: created, merged, and refreshed when their articles change."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update
from sqlalchemy.orm import Session

from pipelines.storage.database.article_tables import Article, Story
from pipelines.storage.sql import bulk_insert, upsert
from pipelines.storage.sql.in_list import in_list
from pipelines.storage.sql.row_ids import RowIds

SEEN_TOGETHER = timedelta(days=1)
"""Articles that were first seen within it may have been published in any order."""

_WORD = re.compile(r"\w+")
_ARTICLE, _STORY = upsert.table(Article), upsert.table(Story)
_article, _story = _ARTICLE.c, _STORY.c

# Made once: to make a statement costs more than to run it.
_BEGIN = (
    update(_ARTICLE)
    .where(_article.id == bindparam("number"))
    .values(story_id=bindparam("story"), duplicate_of=None)
)
_LEAD = (
    update(_STORY)
    .where(in_list(_story.id, "numbers"))
    .values(
        head_id=select(_article.id).where(_article.story_id == _story.id).scalar_subquery(),
    )
)


def start(numbers: RowIds, head: int | None, published_at: datetime | None) -> dict[str, Any]:
    """Return the row of a new story that one article tells; ``head`` where that is written."""
    return {
        "id": numbers.next(Story),
        "head_id": head,
        "first_published_at": published_at,
        "articles": 1,
    }


def add(session: Session, heads: Sequence[tuple[int, datetime | None]]) -> list[int]:
    """Make a story for each article, given with its time of publication; return their numbers."""
    numbers = RowIds(session, len(heads))
    rows = [start(numbers, *head) for head in heads]
    bulk_insert.insert(session.connection(), _STORY, rows)
    session.connection().execute(
        _BEGIN, [{"number": row["head_id"], "story": row["id"]} for row in rows]
    )
    return [row["id"] for row in rows]


def lead(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Set the heads of new stories, each told by the one article that was written with it.

    A key that is told at the end of the transaction would spare this, but SQLite looks through all
    stories then for each article that is written.
    """
    if rows:
        connection.execute(_LEAD, {"numbers": [row["id"] for row in rows]})


def join(session: Session, members: list[int], others: set[int], target: int) -> None:
    """Put ``members`` and the articles of the stories ``others`` into the story ``target``."""
    belongs = _article.id.in_(members) | _article.story_id.in_(others)
    session.execute(update(_ARTICLE).where(belongs).values(story_id=target))


def remove(session: Session, stories: set[int]) -> None:
    """Take away stories that no article tells any more."""
    if stories:
        session.execute(delete(_STORY).where(_story.id.in_(stories)))


def refresh_of(session: Session, article_ids: Collection[int]) -> None:
    """Refresh the stories of articles that were taken down or are back, where others tell them."""
    if not article_ids:
        return
    shared = (
        select(_story.id)
        .join(_ARTICLE, _article.story_id == _story.id)
        .where(_article.id.in_(article_ids), _story.articles > 1)
    )
    for story_id in sorted(set(session.scalars(shared))):
        refresh(session, story_id)


def refresh(session: Session, story_id: int) -> None:
    """Set the story's head, time and number of articles, and who repeats whom."""
    query = select(
        _article.id,
        _article.outlet,
        _article.url,
        _article.agency,
        _article.published_at,
        _article.first_seen_at,
        _article.text_hash,
        _article.duplicate_of,
        _article.gone_at,
    ).where(_article.story_id == story_id)
    members = _in_precedence(list(session.execute(query)))
    if not members:
        session.execute(delete(_STORY).where(_story.id == story_id))
        return
    published = [member.published_at for member in members if member.published_at]
    session.execute(
        update(_STORY)
        .where(_story.id == story_id)
        .values(
            head_id=members[0].id,
            first_published_at=min(published, default=None),
            articles=len(members),
        )
    )
    first: dict[str, int] = {}
    for member in members:
        original = first.setdefault(member.text_hash, member.id)
        duplicate_of = None if original == member.id else original
        if member.duplicate_of != duplicate_of:
            session.execute(
                update(_ARTICLE).where(_article.id == member.id).values(duplicate_of=duplicate_of)
            )


def _in_precedence(members: list[Row[Any]]) -> list[Row[Any]]:
    """Return the tellings of a story, the one that leads it first.

    Those that are still there come first, then the agency's own telling, then the earliest; the
    address settles a tie. A time of publication counts among those that were first seen together:
    what was there before cannot be the copy of what claims afterwards to be older.
    """
    there = [member.first_seen_at for member in members if member.gone_at is None]
    until = min(there, default=datetime.max.replace(tzinfo=UTC) - SEEN_TOGETHER) + SEEN_TOGETHER

    def precedence(member: Row[Any]) -> tuple[bool, bool, bool, datetime, str]:
        own = member.outlet.lower() in _WORD.findall((member.agency or "").lower())
        is_late = member.first_seen_at > until
        at = member.first_seen_at if is_late else member.published_at or member.first_seen_at
        return member.gone_at is not None, not own, is_late, at, member.url

    return sorted(members, key=precedence)
