"""Operational tables: the health of each source, known faults, progress of re-extractions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from pipelines.storage.database.base import Base, Key


class SourceHealth(Base):
    """The last result of a feed, sitemap or listing, and when it last listed something."""

    __tablename__ = "source_health"
    __table_args__ = {  # noqa: RUF012
        "comment": "The last response of a feed, sitemap or listing, and its last good one."
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    url: Mapped[str] = mapped_column(primary_key=True, comment="URL of the source.")
    kind: Mapped[str] = mapped_column(comment="feed, sitemap, listing or robots.")
    certain: Mapped[bool] = mapped_column(
        comment="Whether the spider's file marks it as seen to exist."
    )
    answered_at: Mapped[datetime] = mapped_column(comment="Time of its last request, UTC.")
    good_at: Mapped[datetime | None] = mapped_column(
        comment="Time of its last good response (articles, or HTTP 304), UTC."
    )
    failures: Mapped[int] = mapped_column(
        default=0, comment="Number of bad responses in a row, up to the last one."
    )
    reason: Mapped[str | None] = mapped_column(
        comment="What was wrong with the last response (HTTP 404); null where it was good."
    )
    announced: Mapped[int] = mapped_column(
        default=0, comment="Number of articles listed in its last good response."
    )


class Fault(Base):
    """A fault that was found and reported: once, and once more when it is over."""

    __tablename__ = "fault"
    __table_args__ = {  # noqa: RUF012
        "comment": "A fault in an outlet's crawls, reported once, and again when it is over."
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    subject: Mapped[str] = mapped_column(
        primary_key=True,
        comment="Key of the fault, the same in every run (ended, layout 2026).",
    )
    sentence: Mapped[str] = mapped_column(
        comment="The fault in words, as reported to the operator."
    )
    since: Mapped[datetime] = mapped_column(comment="Start time of the first run that had it, UTC.")
    reported_at: Mapped[datetime | None] = mapped_column(
        comment="Time when NOTIFY_URLS were notified, UTC; null where that failed."
    )


class Reextraction(Base):
    """The progress of re-extracting the stored pages of a selection."""

    __tablename__ = "reextraction"
    __table_args__ = {  # noqa: RUF012
        "comment": "Progress of re-extracting a selection of stored pages (scrapy reextract)."
    }

    selection: Mapped[str] = mapped_column(
        primary_key=True, comment="Hash of the selection, the engine and the spiders' declarations."
    )
    last_id: Mapped[int] = mapped_column(
        Key,
        comment="Number of the last article that is done; articles are done in the "
        "order of their numbers.",
    )
