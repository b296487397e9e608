"""Operational tables: the health of each source, known faults, progress of re-extractions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from pipelines.storage.database.base import Base, Key


class SourceHealth(Base):
    """The last result of a feed, sitemap or listing, and when it last listed something."""

    __tablename__ = "source_health"
    __table_args__ = {  # noqa: RUF012
        "comment": "How a feed, sitemap or listing answered last, and when it last had something."
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    url: Mapped[str] = mapped_column(primary_key=True, comment="Address of the source.")
    kind: Mapped[str] = mapped_column(comment="feed, sitemap, listing or robots.")
    certain: Mapped[bool] = mapped_column(
        comment="Whether the outlet's file says that it was seen to exist."
    )
    answered_at: Mapped[datetime] = mapped_column(comment="When it was last asked, UTC.")
    good_at: Mapped[datetime | None] = mapped_column(
        comment="When it last announced an article, or said that nothing has changed, UTC."
    )
    failures: Mapped[int] = mapped_column(
        default=0, comment="Answers in a row that were not good, up to the last one."
    )
    reason: Mapped[str | None] = mapped_column(
        comment="What was wrong with the last answer (HTTP 404); null where it was good."
    )
    announced: Mapped[int] = mapped_column(
        default=0, comment="Articles that it announced when it was last good."
    )


class Fault(Base):
    """A fault that was found and reported: once, and once more when it is over."""

    __tablename__ = "fault"
    __table_args__ = {  # noqa: RUF012
        "comment": "Something wrong with an outlet's crawls, told once, and again when it is over."
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    subject: Mapped[str] = mapped_column(
        primary_key=True,
        comment="What is wrong, in a form that stays the same (ended, layout 2026).",
    )
    sentence: Mapped[str] = mapped_column(comment="What the operator is told.")
    since: Mapped[datetime] = mapped_column(comment="Start of the first run that had it, UTC.")
    told_at: Mapped[datetime | None] = mapped_column(
        comment="When it was told to NOTIFY_URLS, UTC; null where that did not succeed."
    )


class Rereading(Base):
    """The progress of re-extracting the stored pages of a selection."""

    __tablename__ = "rereading"
    __table_args__ = {  # noqa: RUF012
        "comment": "How far the stored pages of a selection were read again (scrapy reextract)."
    }

    selection: Mapped[str] = mapped_column(
        primary_key=True, comment="Which articles, by which engine and declarations: a hash."
    )
    last_id: Mapped[int] = mapped_column(
        Key, comment="Number of the last article that is done, in the order of numbers."
    )
