"""Snapshots of sources (feeds, sitemaps, listings) for conditional requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from pipelines.storage.database.base import Base, Json
from pipelines.storage.sql.upsert import insert, table


class Source(Base):
    "The last parsed response of a feed, sitemap or listing."

    __tablename__ = "source"
    __table_args__ = {"comment": "The last parsed response of a feed, sitemap or listing."}  # noqa: RUF012

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    url: Mapped[str] = mapped_column(primary_key=True, comment="URL of the source.")
    rules: Mapped[str] = mapped_column(
        comment="Hash of the rules that separated articles from other links."
    )
    etag: Mapped[str | None] = mapped_column(comment="ETag of that response.")
    last_modified: Mapped[str | None] = mapped_column(
        comment="Last-Modified of that response, as sent."
    )
    digest: Mapped[str] = mapped_column(comment="SHA-256 of that response.")
    announced: Mapped[int] = mapped_column(comment="Number of articles it listed.")
    names: Mapped[list[list[str]]] = mapped_column(
        Json, comment="Further sources it lists, each with its time of change: JSON array of pairs."
    )
    read_at: Mapped[datetime] = mapped_column(comment="Time when it was fetched, UTC.")


@dataclass(frozen=True, slots=True)
class SourceSnapshot:
    """The last reading of a source.

    Attributes:
        url: its URL.
        rules: hash of the article URL rules; with other rules the snapshot is void.
        etag, last_modified: validators, as sent.
        digest: SHA-256 of the body, for servers without validators.
        announced: how many articles it listed.
        names: sources that it names, each with its modification time in ISO form, or ``""``.
        read_at: when, UTC.
    """

    url: str
    rules: str
    digest: str
    announced: int
    read_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    names: tuple[tuple[str, str], ...] = ()


def readings(session: Session, outlet: str, rules: str) -> dict[str, SourceSnapshot]:
    """Return the sources of ``outlet`` that were read by the same rules, by URL."""
    columns = table(Source).c
    statement = select(*columns).where(columns.outlet == outlet, columns.rules == rules)
    return {
        row.url: SourceSnapshot(
            url=row.url,
            rules=row.rules,
            digest=row.digest,
            announced=row.announced,
            read_at=row.read_at,
            etag=row.etag,
            last_modified=row.last_modified,
            names=tuple((url, changed) for url, changed in row.names),
        )
        for row in session.execute(statement)
    }


def keep(session: Session, outlet: str, reading: SourceSnapshot) -> None:
    """Store a snapshot in place of the previous one."""
    values = {
        "rules": reading.rules,
        "etag": reading.etag,
        "last_modified": reading.last_modified,
        "digest": reading.digest,
        "announced": reading.announced,
        "names": [list(one) for one in reading.names],
        "read_at": reading.read_at,
    }
    statement = insert(session, Source).values(outlet=outlet, url=reading.url, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["outlet", "url"], set_=values))
