"""Rows of stories: created and merged; which article leads, and which are its duplicates."""

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
"""Articles first seen within this time may have been published in any order."""

_WORD = re.compile(r"\w+")
_ARTICLE, _STORY = upsert.table(Article), upsert.table(Story)
_article, _story = _ARTICLE.c, _STORY.c

# Built once: building a statement costs more than executing it.
_BEGIN = (
    update(_ARTICLE)
    .where(_article.id == bindparam("number"))
    .values(story_id=bindparam("story"), duplicate_of=None)
)
_SET_HEADS = (
    update(_STORY)
    .where(in_list(_story.id, "numbers"))
    .values(
        head_id=select(_article.id).where(_article.story_id == _story.id).scalar_subquery(),
    )
)


def start(numbers: RowIds, head: int | None, published_at: datetime | None) -> dict[str, Any]:
    """Return the row of a new story with one article; ``head`` if that is written."""
    return {
        "id": numbers.next(Story),
        "head_id": head,
        "first_published_at": published_at,
        "articles": 1,
    }


def add(session: Session, heads: Sequence[tuple[int, datetime | None]]) -> list[int]:
    """Create a story for each article, given with its publication time; return their ids."""
    numbers = RowIds(session, len(heads))
    rows = [start(numbers, *head) for head in heads]
    bulk_insert.insert(session.connection(), _STORY, rows)
    session.connection().execute(
        _BEGIN, [{"number": row["head_id"], "story": row["id"]} for row in rows]
    )
    return [row["id"] for row in rows]


def set_heads(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Set the heads of new stories, each the one article written with it.

    A deferred foreign key would avoid this, but SQLite would then scan all stories for each article
    written.
    """
    if rows:
        connection.execute(_SET_HEADS, {"numbers": [row["id"] for row in rows]})


def join(session: Session, members: list[int], others: set[int], target: int) -> None:
    """Move ``members`` and the articles of the stories ``others`` into the story ``target``."""
    belongs = _article.id.in_(members) | _article.story_id.in_(others)
    session.execute(update(_ARTICLE).where(belongs).values(story_id=target))


def remove(session: Session, stories: set[int]) -> None:
    """Delete stories without articles."""
    if stories:
        session.execute(delete(_STORY).where(_story.id.in_(stories)))


def update_stories_of(session: Session, article_ids: Collection[int]) -> None:
    """Refresh the stories, if shared, of articles that were taken down or are back."""
    if not article_ids:
        return
    shared = (
        select(_story.id)
        .join(_ARTICLE, _article.story_id == _story.id)
        .where(_article.id.in_(article_ids), _story.articles > 1)
    )
    for story_id in sorted(set(session.scalars(shared))):
        set_head_and_duplicates(session, story_id)


def set_head_and_duplicates(session: Session, story_id: int) -> None:
    """Update the story's head, time and article count, and the duplicates in it.

    Articles of one story with the same ``text_hash`` are duplicates of the first among them by
    ``_in_precedence``. The first of all is the story's head.
    """
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
    """Return the members of a story, its head first.

    Members that are still online come first, then the agency's own article, then the earliest; the
    URL breaks ties. Publication times are compared only among articles first seen together: an
    article that was there before cannot be a copy of one that later claims to be older.
    """
    there = [member.first_seen_at for member in members if member.gone_at is None]
    until = min(there, default=datetime.max.replace(tzinfo=UTC) - SEEN_TOGETHER) + SEEN_TOGETHER

    def precedence(member: Row[Any]) -> tuple[bool, bool, bool, datetime, str]:
        own = member.outlet.lower() in _WORD.findall((member.agency or "").lower())
        is_late = member.first_seen_at > until
        at = member.first_seen_at if is_late else member.published_at or member.first_seen_at
        return member.gone_at is not None, not own, is_late, at, member.url

    return sorted(members, key=precedence)
