"""Tables of articles: revisions, images, stripped blocks, stories.

The tables of a crawl are in ``crawl_tables``. Comments become database comments where supported,
and appear in ``docs/database.md``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pipelines.storage.database.base import Base, Json, JsonAsWritten, Key


def _article(comment: str, **more: Any) -> Mapped[int]:
    return mapped_column(Key, ForeignKey("article.id", ondelete="CASCADE"), comment=comment, **more)


class Story(Base):
    """A cluster of articles about the same event, across outlets and URLs."""

    __tablename__ = "story"
    __table_args__ = {"comment": "The same story across outlets and URLs."}  # noqa: RUF012

    id: Mapped[int] = mapped_column(Key, primary_key=True, comment="Number of the story.")
    head_id: Mapped[int | None] = mapped_column(
        Key,
        ForeignKey("article.id", ondelete="SET NULL", use_alter=True),
        comment="The article that leads the story: the agency's own, or the earliest.",
    )
    first_published_at: Mapped[datetime | None] = mapped_column(
        comment="Time of its earliest article, UTC."
    )
    articles: Mapped[int] = mapped_column(default=1, comment="How many articles tell it.")


class Article(Base):
    """An article: one row per canonical URL. Its text is in ``revision``."""

    __tablename__ = "article"
    __table_args__ = (
        UniqueConstraint("url"),
        Index(None, "outlet", "published_at"),
        Index(None, "published_at"),
        Index(None, "first_seen_at"),
        Index(None, "text_hash"),
        Index(None, "story_id"),
        {
            "comment": "One article: one row per canonical URL. Its text is in revision.",
            "sqlite_autoincrement": True,
        },
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, comment="Number of the article.")
    outlet: Mapped[str] = mapped_column(comment="Name of the outlet (vna).")
    url: Mapped[str] = mapped_column(comment="Canonical address; at most 2,000 bytes.")
    story_id: Mapped[int | None] = mapped_column(
        Key, ForeignKey("story.id"), comment="The story it tells."
    )
    duplicate_of: Mapped[int | None] = mapped_column(
        Key,
        ForeignKey("article.id", ondelete="SET NULL"),
        comment="The earlier article that it repeats word for word, else null.",
    )
    revision: Mapped[int] = mapped_column(comment="Number of its newest revision.")
    text_hash: Mapped[str] = mapped_column(
        comment="Hash of the newest text in its form for comparison (hexadecimal)."
    )
    published_at: Mapped[datetime | None] = mapped_column(
        comment="Time of publication, UTC; null where the page does not tell."
    )
    modified_at: Mapped[datetime | None] = mapped_column(
        comment="Time of the last change by the outlet's own account, UTC."
    )
    authors: Mapped[list[str]] = mapped_column(Json, comment="People, without roles: JSON array.")
    agency: Mapped[str | None] = mapped_column(comment="Who the text is credited to (VNA).")
    dateline: Mapped[str | None] = mapped_column(comment="Place it is filed from, as printed.")
    section: Mapped[str | None] = mapped_column(comment="Section, as the outlet files it.")
    tags: Mapped[list[str]] = mapped_column(Json, comment="Tags of the outlet: JSON array.")
    language: Mapped[str | None] = mapped_column(comment="Language (BCP 47).")
    is_accessible_for_free: Mapped[bool] = mapped_column(
        comment="False where the page is the stub of a paid article."
    )
    confidence: Mapped[float] = mapped_column(
        comment="0 to 1: how sure the engine is that this is the article and all of it."
    )
    concerns: Mapped[list[str]] = mapped_column(
        Json, comment="What spoke against the article: JSON array."
    )
    sources: Mapped[dict[str, str]] = mapped_column(
        Json, comment="Field -> where its value came from: JSON object."
    )
    engine: Mapped[str] = mapped_column(comment="Version of the engine that made it.")
    first_seen_at: Mapped[datetime] = mapped_column(comment="When it was first stored, UTC.")
    changed_at: Mapped[datetime | None] = mapped_column(
        comment="When the outlet's newest change of the text was seen, UTC."
    )
    gone_at: Mapped[datetime | None] = mapped_column(
        comment="When the outlet answered 404 or 410 for it, UTC; null while it is there."
    )
    images_hash: Mapped[str | None] = mapped_column(
        comment="Hash of its pictures with caption and credit; null where an older version stored "
        "it."
    )


class Revision(Base):
    """A version of an article's text; never overwritten."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("article_id", "number"),
        {
            "comment": "A version of an article's text that was seen; never overwritten.",
            "sqlite_autoincrement": True,
        },
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, comment="Number of the row.")
    article_id: Mapped[int] = _article("The article.")
    number: Mapped[int] = mapped_column(comment="1 for the first version, counted per article.")
    seen_at: Mapped[datetime] = mapped_column(comment="When this version was fetched, UTC.")
    cause: Mapped[str] = mapped_column(
        comment="Why: first, outlet (it changed the text), engine (a newer one reads it so)."
    )
    engine: Mapped[str] = mapped_column(comment="Version of the engine that read it.")
    modified_at: Mapped[datetime | None] = mapped_column(
        comment="Time of change by the outlet's own account, UTC."
    )
    title: Mapped[str] = mapped_column(comment="Headline.")
    lead: Mapped[str | None] = mapped_column(comment="Standfirst.")
    body: Mapped[str] = mapped_column(
        comment="Blocks apart by a blank line; list items begin with '- '."
    )
    kinds: Mapped[dict[str, list[int]]] = mapped_column(
        Json,
        comment="Kind -> numbers (from 0) of the blocks that are no paragraphs: JSON object.",
    )
    text_hash: Mapped[str] = mapped_column(
        comment="Hash of the text in its form for comparison (hexadecimal)."
    )
    source_hash: Mapped[str | None] = mapped_column(
        comment="Hash of the page's bytes: tells a newer engine from a changed page."
    )
    word_count: Mapped[int] = mapped_column(comment="Words in lead and body.")
    details: Mapped[dict[str, Any] | None] = mapped_column(
        Json,
        comment="What the page told besides its text (authors, published_at, section ...): JSON "
        "object; null where an older version stored it.",
    )


class Image(Base):
    """An image of an article's latest revision."""

    __tablename__ = "image"
    __table_args__ = {  # noqa: RUF012
        "comment": "A picture of an article's newest version.",
        "sqlite_with_rowid": False,
    }

    article_id: Mapped[int] = _article("The article.", primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, comment="Order on the page, from 0.")
    url: Mapped[str] = mapped_column(comment="Address of the picture.")
    caption: Mapped[str | None] = mapped_column(comment="Caption.")
    credit: Mapped[str | None] = mapped_column(comment="Credit, without brackets.")


class StrippedBlocks(Base):
    """The blocks stripped from an article's latest revision."""

    # A page has about 150 of them, and they are written together: a row and a key for each would
    # cost more than all else of the article. The view ``stripped`` has a row for each.
    __tablename__ = "stripped_blocks"
    __table_args__ = {  # noqa: RUF012
        "comment": "The blocks near an article's newest version that are not in it."
    }

    article_id: Mapped[int] = _article("The article.", primary_key=True, autoincrement=False)
    blocks: Mapped[list[tuple[int, str, str, str | None]]] = mapped_column(
        JsonAsWritten,
        comment="In the order of taking: JSON array of [index of the block on the page from 0, "
        "rule that took it in words (list: Related News), what was taken, id of the rule].",
    )


class UrlVariant(Base):
    """Another URL at which an article was found."""

    __tablename__ = "url_variant"
    __table_args__ = (
        Index(None, "article_id"),
        {"comment": "Another address under which an article was met."},
    )

    url: Mapped[str] = mapped_column(primary_key=True, comment="The address, canonical form.")
    article_id: Mapped[int] = _article("The article.")
    first_seen_at: Mapped[datetime] = mapped_column(comment="When it was first met, UTC.")


class Fingerprint(Base):
    """A number that near-duplicates of an article's text share."""

    # No foreign key: there are about forty rows per article, and rows of deleted articles do no
    # harm.
    __tablename__ = "fingerprint"
    __table_args__ = {  # noqa: RUF012
        "comment": "A number that near-copies of an article's text share.",
        "sqlite_with_rowid": False,
    }

    band: Mapped[int] = mapped_column(
        primary_key=True, comment="Number of the period of days, so that what is near is together."
    )
    hash: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, comment="Fingerprint, signed 64 bits."
    )
    article_id: Mapped[int] = mapped_column(
        Key, primary_key=True, autoincrement=False, comment="The article; it may be gone."
    )


class LineCount(Base):
    """The number of articles of an outlet that showed a line."""

    __tablename__ = "line_count"
    __table_args__ = {  # noqa: RUF012
        "comment": "How many articles of an outlet showed a line; bounded in size.",
        "sqlite_with_rowid": False,
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    line: Mapped[str] = mapped_column(primary_key=True, comment="The line, folded.")
    articles: Mapped[int] = mapped_column(comment="Number of articles that showed it.")
    slack: Mapped[int] = mapped_column(
        comment="How many articles may have shown it before it was (again) counted, at most."
    )


class LineRecent(Base):
    """Lines of an outlet's latest articles, not yet in ``line_count``."""

    __tablename__ = "line_recent"
    __table_args__ = {  # noqa: RUF012
        "comment": "Lines of an outlet's newest articles, not yet in line_count; bounded in size."
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    articles: Mapped[int] = mapped_column(
        primary_key=True,
        autoincrement=False,
        comment="Number of articles counted when these were.",
    )
    lines: Mapped[str] = mapped_column(
        comment="Line, folded -> number of articles that showed it: JSON object, as text."
    )


class LineTotal(Base):
    """The number of articles of an outlet counted for ``line_count``."""

    __tablename__ = "line_total"
    __table_args__ = {  # noqa: RUF012
        "comment": "How many articles of an outlet were counted for line_count."
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    articles: Mapped[int] = mapped_column(comment="Number of articles counted.")
