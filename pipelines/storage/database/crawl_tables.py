"""Tables of crawls: every URL ever discovered, and every run."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pipelines.storage.database.base import Base, Json, Key


class Crawl(Base):
    """One run of a spider."""

    __tablename__ = "crawl"
    __table_args__ = (
        Index(None, "outlet", "started_at"),
        {"comment": "One run of a spider."},
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, comment="Number of the run.")
    outlet: Mapped[str] = mapped_column(comment="Name of the outlet.")
    started_at: Mapped[datetime] = mapped_column(comment="Start time, UTC.")
    finished_at: Mapped[datetime | None] = mapped_column(
        comment="End time, UTC; null while it runs, or when it was killed."
    )
    reason: Mapped[str | None] = mapped_column(comment="Finish reason (finished, shutdown ...).")
    message: Mapped[str | None] = mapped_column(
        comment="Why the run was refused or stored nothing, in words; null where "
        "nothing went wrong."
    )
    arguments: Mapped[dict[str, str]] = mapped_column(
        Json, comment="Arguments of the spider: JSON object."
    )
    versions: Mapped[dict[str, str]] = mapped_column(
        Json, comment="Versions of code, engine and libraries: JSON object."
    )
    pages: Mapped[int] = mapped_column(
        default=0, comment="Pages processed: the sum of the outcomes below."
    )
    new: Mapped[int] = mapped_column(default=0, comment="Pages that gave a new article.")
    same: Mapped[int] = mapped_column(
        default=0, comment="Pages whose article was stored before and has not changed."
    )
    changed: Mapped[int] = mapped_column(default=0, comment="Pages whose article has changed.")
    duplicate: Mapped[int] = mapped_column(
        default=0, comment="Pages whose text is stored under another URL."
    )
    not_article: Mapped[int] = mapped_column(default=0, comment="Pages that are not articles.")
    failed: Mapped[int] = mapped_column(default=0, comment="Pages that failed.")
    counts: Mapped[dict[str, Any]] = mapped_column(
        Json, comment="Other counts of the run: JSON object."
    )


class Page(Base):
    """A discovered URL: the crawl's memory and queue."""

    __tablename__ = "page"
    __table_args__ = (
        UniqueConstraint("outlet", "url"),
        Index(
            None,
            "outlet",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
        Index(
            "ix_page_refused",
            "outcome",
            "fetched_at",
            sqlite_where=text("outcome IN ('not_article', 'failed')"),
            postgresql_where=text("outcome IN ('not_article', 'failed')"),
        ),
        Index(None, "article_id"),
        {"comment": "A discovered URL: the crawl's memory and its queue."},
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, comment="Row number.")
    outlet: Mapped[str] = mapped_column(comment="Name of the outlet.")
    url: Mapped[str] = mapped_column(comment="URL as discovered, in canonical form.")
    source: Mapped[str] = mapped_column(comment="Feed, sitemap or listing that announced it.")
    hint: Mapped[dict[str, str]] = mapped_column(
        Json, comment="What the source states about it (title, description, times): JSON object."
    )
    discovered_at: Mapped[datetime] = mapped_column(
        comment="Time when it was first announced, UTC."
    )
    due_at: Mapped[datetime | None] = mapped_column(
        comment="Time from which it is to be fetched (again), UTC; null for never."
    )
    attempts: Mapped[int] = mapped_column(
        default=0, comment="Failed fetches since the last successful one."
    )
    fetched_at: Mapped[datetime | None] = mapped_column(comment="Time of the last fetch, UTC.")
    visits: Mapped[int] = mapped_column(default=0, comment="Number of successful fetches.")
    outcome: Mapped[str | None] = mapped_column(
        comment="Outcome of the last fetch, in the words of crawl's columns (new, same ...)."
    )
    reason: Mapped[str | None] = mapped_column(comment="Why, for not_article and failed.")
    status: Mapped[int | None] = mapped_column(comment="HTTP status of the last fetch.")
    etag: Mapped[str | None] = mapped_column(comment="ETag of the stored copy.")
    last_modified: Mapped[str | None] = mapped_column(
        comment="Last-Modified of the stored copy, as sent."
    )
    warc: Mapped[str | None] = mapped_column(comment="WARC file that holds the last response.")
    warc_offset: Mapped[int | None] = mapped_column(
        BigInteger, comment="Offset of the record in that file, in bytes."
    )
    article_id: Mapped[int | None] = mapped_column(
        Key,
        ForeignKey("article.id", ondelete="SET NULL"),
        comment="The article found on it.",
    )
    crawl_id: Mapped[int | None] = mapped_column(
        Key, ForeignKey("crawl.id", ondelete="SET NULL"), comment="The run that last fetched it."
    )
