"""Tables of articles: revisions, images, stripped blocks, stories.

The tables of a crawl are in ``crawl_tables``. Comments become database comments where supported,
and appear in ``docs/database.md``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pipelines.storage.database.base import Base, Json, JsonAsWritten, Key


def _article(comment: str, **more: Any) -> Mapped[int]:
    return mapped_column(Key, ForeignKey("article.id", ondelete="CASCADE"), comment=comment, **more)


class Story(Base):
    """A cluster of articles about the same event, across outlets and URLs."""

    __tablename__ = "story"
    __table_args__ = {  # noqa: RUF012
        "comment": "A cluster of articles about the same event, across outlets and URLs."
    }

    id: Mapped[int] = mapped_column(Key, primary_key=True, comment="Number of the story.")
    head_id: Mapped[int | None] = mapped_column(
        Key,
        ForeignKey("article.id", ondelete="SET NULL", use_alter=True),
        comment="The article that stands for the story: the agency's own, or the earliest.",
    )
    first_published_at: Mapped[datetime | None] = mapped_column(
        comment="Publication time of its earliest article, UTC."
    )
    articles: Mapped[int] = mapped_column(default=1, comment="Number of articles in the story.")


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
            "comment": "An article: one row per canonical URL. Its text is in revision.",
            "sqlite_autoincrement": True,
        },
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, comment="Number of the article.")
    outlet: Mapped[str] = mapped_column(comment="Name of the outlet (vna).")
    url: Mapped[str] = mapped_column(comment="Canonical URL; at most 2,000 bytes.")
    story_id: Mapped[int | None] = mapped_column(
        Key, ForeignKey("story.id"), comment="The story it belongs to."
    )
    duplicate_of: Mapped[int | None] = mapped_column(
        Key,
        ForeignKey("article.id", ondelete="SET NULL"),
        comment="The original article whose text this one repeats word for word, or null.",
    )
    revision: Mapped[int] = mapped_column(comment="Number of its latest revision.")
    text_hash: Mapped[str] = mapped_column(
        comment="Hash of the latest text, normalized for comparison (hexadecimal)."
    )
    published_at: Mapped[datetime | None] = mapped_column(
        comment="Publication time, UTC; null where the page states none."
    )
    modified_at: Mapped[datetime | None] = mapped_column(
        comment="Time of the last change as the outlet states it, UTC."
    )
    authors: Mapped[list[str]] = mapped_column(
        Json, comment="Names of the authors, without roles: JSON array."
    )
    agency: Mapped[str | None] = mapped_column(comment="News agency the text is credited to (VNA).")
    dateline: Mapped[str | None] = mapped_column(
        comment="Place the text was filed from, as printed."
    )
    section: Mapped[str | None] = mapped_column(comment="Section, as the outlet names it.")
    tags: Mapped[list[str]] = mapped_column(Json, comment="Tags set by the outlet: JSON array.")
    language: Mapped[str | None] = mapped_column(comment="Language (BCP 47).")
    is_accessible_for_free: Mapped[bool] = mapped_column(
        comment="False where the page shows only the beginning of a paid article."
    )
    confidence: Mapped[float] = mapped_column(
        comment="Probability (0 to 1) that this is the article's text, complete and clean."
    )
    concerns: Mapped[list[str]] = mapped_column(
        Json, comment="Reasons that lowered the confidence: JSON array."
    )
    sources: Mapped[dict[str, str]] = mapped_column(
        Json, comment="Field -> where its value was found: JSON object."
    )
    engine: Mapped[str] = mapped_column(comment="Version of the engine that extracted it.")
    first_seen_at: Mapped[datetime] = mapped_column(comment="Time when it was first stored, UTC.")
    changed_at: Mapped[datetime | None] = mapped_column(
        comment="Time when the outlet's latest change of the text was seen, UTC."
    )
    gone_at: Mapped[datetime | None] = mapped_column(
        comment="Time when the outlet took it down (HTTP 404 or 410), UTC; null while it is online."
    )
    images_hash: Mapped[str | None] = mapped_column(
        comment="Hash of its images with captions and credits; null where an older "
        "version stored it."
    )


class Revision(Base):
    """A version of an article's text; never overwritten."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("article_id", "number"),
        {
            "comment": "A version of an article's text; never overwritten.",
            "sqlite_autoincrement": True,
        },
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, comment="Row number.")
    article_id: Mapped[int] = _article("The article.")
    number: Mapped[int] = mapped_column(comment="Number of the version within its article, from 1.")
    seen_at: Mapped[datetime] = mapped_column(comment="Time when this version was fetched, UTC.")
    cause: Mapped[str] = mapped_column(
        comment="Why there is a new version: first, outlet (the text was changed), "
        "engine (a newer engine extracts it differently)."
    )
    engine: Mapped[str] = mapped_column(comment="Version of the engine that extracted it.")
    modified_at: Mapped[datetime | None] = mapped_column(
        comment="Time of the change as the outlet states it, UTC."
    )
    title: Mapped[str] = mapped_column(comment="Headline.")
    lead: Mapped[str | None] = mapped_column(comment="Standfirst.")
    body: Mapped[str] = mapped_column(
        comment="Blocks separated by blank lines; list items begin with '- '."
    )
    kinds: Mapped[dict[str, list[int]]] = mapped_column(
        Json,
        comment="Kind -> positions (from 0) of the blocks that are not paragraphs: JSON object.",
    )
    text_hash: Mapped[str] = mapped_column(
        comment="Hash of the text, normalized for comparison (hexadecimal)."
    )
    source_hash: Mapped[str | None] = mapped_column(
        comment="Hash of the page's bytes: shows whether the page changed or only the engine."
    )
    word_count: Mapped[int] = mapped_column(comment="Words in lead and body.")
    details: Mapped[dict[str, Any] | None] = mapped_column(
        Json,
        comment="Metadata of the page (authors, published_at, section ...): JSON "
        "object; null where an older version stored it.",
    )


class Image(Base):
    """An image of an article's latest revision."""

    __tablename__ = "image"
    __table_args__ = {  # noqa: RUF012
        "comment": "An image of an article's latest version.",
        "sqlite_with_rowid": False,
    }

    article_id: Mapped[int] = _article("The article.", primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, comment="Order on the page, from 0.")
    url: Mapped[str] = mapped_column(comment="URL of the image.")
    caption: Mapped[str | None] = mapped_column(comment="Caption.")
    credit: Mapped[str | None] = mapped_column(comment="Credit, without brackets.")


class StrippedBlocks(Base):
    """The blocks stripped from an article's latest revision."""

    # A page has about 150 of them, and they are written together: a row and a key for each would
    # cost more than all else of the article. The view ``stripped`` has a row for each.
    __tablename__ = "stripped_blocks"
    __table_args__ = {  # noqa: RUF012
        "comment": "The blocks stripped from an article's latest version."
    }

    article_id: Mapped[int] = _article("The article.", primary_key=True, autoincrement=False)
    blocks: Mapped[list[tuple[int, str, str, str | None]]] = mapped_column(
        JsonAsWritten,
        comment="In the order of stripping: JSON array of [position of the block on "
        "the page, from 0; rule in words (list: Related News); stripped "
        "text; id of the rule].",
    )


class UrlVariant(Base):
    """Another URL at which an article was found."""

    __tablename__ = "url_variant"
    __table_args__ = (
        Index(None, "article_id"),
        {"comment": "Another URL at which an article was found."},
    )

    url: Mapped[str] = mapped_column(primary_key=True, comment="The URL, in canonical form.")
    article_id: Mapped[int] = _article("The article.")
    first_seen_at: Mapped[datetime] = mapped_column(comment="Time when it was first found, UTC.")


class Fingerprint(Base):
    """A number that near-duplicates of an article's text share."""

    # No foreign key: there are about forty rows per article, and rows of deleted articles do no
    # harm.
    __tablename__ = "fingerprint"
    __table_args__ = {  # noqa: RUF012
        "comment": "A number that near-duplicates of an article's text share.",
        "sqlite_with_rowid": False,
    }

    period: Mapped[int] = mapped_column(
        primary_key=True,
        comment="Number of the period of publication, so that articles of nearby "
        "days lie together.",
    )
    hash: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, comment="Fingerprint, signed 64 bits."
    )
    article_id: Mapped[int] = mapped_column(
        Key, primary_key=True, autoincrement=False, comment="The article; it may have been deleted."
    )


class FieldTerm(Base):
    """A folded text by which the author, section or agency of an article is found."""

    # No foreign key, and no row is removed: see ``sql.field_terms``.
    __tablename__ = "field_term"
    __table_args__ = {  # noqa: RUF012
        "comment": "A folded text by which the author, section or agency of an article is found.",
        "sqlite_with_rowid": False,
    }

    field: Mapped[str] = mapped_column(primary_key=True, comment="author, section or agency.")
    term: Mapped[str] = mapped_column(
        Text().with_variant(Text(collation="C"), "postgresql"),
        primary_key=True,
        comment="Section or agency, or an author's name from one of its words on; ends with "
        "a space.",
    )
    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    article_id: Mapped[int] = mapped_column(
        Key,
        primary_key=True,
        autoincrement=False,
        comment="The article; it may have other fields now, or have been deleted.",
    )


class LineCount(Base):
    """The number of articles of an outlet that showed a line."""

    __tablename__ = "line_count"
    __table_args__ = {  # noqa: RUF012
        "comment": "The number of articles of an outlet that showed a line; bounded in size.",
        "sqlite_with_rowid": False,
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    line: Mapped[str] = mapped_column(primary_key=True, comment="The line, case-folded.")
    articles: Mapped[int] = mapped_column(comment="Number of articles that showed it.")
    slack: Mapped[int] = mapped_column(
        comment="Upper bound of the articles that showed it before it was counted (again)."
    )


class LineRecent(Base):
    """Lines of an outlet's latest articles, not yet in ``line_count``."""

    __tablename__ = "line_recent"
    __table_args__ = {  # noqa: RUF012
        "comment": "Lines of an outlet's latest articles, not yet in line_count; bounded in size."
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    articles: Mapped[int] = mapped_column(
        primary_key=True,
        autoincrement=False,
        comment="Number of the outlet's articles counted when these lines were added.",
    )
    lines: Mapped[str] = mapped_column(
        comment="Line, case-folded -> number of articles that showed it: JSON object, as text."
    )


class LineTotal(Base):
    """The number of articles of an outlet counted for ``line_count``."""

    __tablename__ = "line_total"
    __table_args__ = {  # noqa: RUF012
        "comment": "The number of articles of an outlet counted for line_count."
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    articles: Mapped[int] = mapped_column(comment="Number of articles counted.")
