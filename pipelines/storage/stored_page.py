"""Loads everything the database holds about one page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, or_, select

from pipelines.items import ArchiveRef, Hint, RepeatedLines, Stripped
from pipelines.storage import repeated_lines
from pipelines.storage.bounds import MOST
from pipelines.storage.database.article_tables import (
    Article,
    Revision,
    StrippedBlocks,
    UrlVariant,
)
from pipelines.storage.database.crawl_tables import Page
from pipelines.storage.database.engine import READING
from pipelines.storage.sql.row_mapping import fit_url, hint_of
from pipelines.storage.sql.upsert import table

_article, _page = table(Article).c, table(Page).c
_revision, _taken = table(Revision).c, table(StrippedBlocks).c


@dataclass(frozen=True, slots=True)
class StoredText:
    """The article as stored: its fields, its blocks, and its stripped blocks, in page order."""

    id: int
    url: str
    values: dict[str, Any]
    blocks: tuple[str, ...]
    stripped: tuple[Stripped, ...]
    revisions: int


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page row and its article; times in UTC.

    Attributes:
        url: as discovered; ``source`` listed it.
        outcome: outcome of the last fetch, None if it was never fetched.
        reason: why it is not an article, or failed.
        status: HTTP status.
        attempts: failed fetches since the last good one.
        due_at: when it is fetched next, None if never.
        archived: position of the bytes, None if nothing was archived.
        article: None if there is none.
    """

    url: str
    outlet: str
    source: str
    hint: Hint
    discovered_at: datetime | None
    fetched_at: datetime | None
    outcome: str | None
    reason: str | None
    status: int | None
    attempts: int
    due_at: datetime | None
    archived: ArchiveRef | None
    article: StoredText | None


def find(engine: Engine, url_or_id: str) -> StoredPage | None:
    """Return the page at a URL, or of the article with an id, or None."""
    with engine.connect().execution_options(**{READING: True}) as connection:
        number = _number(connection, url_or_id)
        of_article = _page.article_id == number
        at_address = _page.url == fit_url(url_or_id)
        row = connection.execute(
            select(*_page)
            .where(or_(at_address, of_article) if number is not None else at_address)
            .order_by((_page.url != fit_url(url_or_id)), _page.fetched_at.desc(), _page.id)
        ).first()
        text = None if number is None else _text(connection, number)
        if row is None:
            return None if text is None else _alone(text)
        if row.article_id is not None and text is None:
            text = _text(connection, row.article_id)
        ref = ArchiveRef(row.warc, row.warc_offset) if row.warc else None
        return StoredPage(
            url=row.url,
            outlet=row.outlet,
            source=row.source,
            hint=hint_of(row.hint),
            discovered_at=row.discovered_at,
            fetched_at=row.fetched_at,
            outcome=row.outcome,
            reason=row.reason,
            status=row.status,
            attempts=row.attempts,
            due_at=row.due_at,
            archived=ref,
            article=text,
        )


def repeated(engine: Engine, outlets: Collection[str]) -> dict[str, RepeatedLines]:
    """Return the lines that each outlet repeats so far, for the engine."""
    from sqlalchemy.orm import Session

    with Session(engine) as session:
        return repeated_lines.repeated_of(session, outlets)


def _number(connection: Connection, url_or_id: str) -> int | None:
    if url_or_id.isdecimal():
        if int(url_or_id) > MOST:
            return None
        return connection.scalar(select(_article.id).where(_article.id == int(url_or_id)))
    url = fit_url(url_or_id)
    found = connection.scalar(select(_article.id).where(_article.url == url))
    variant = table(UrlVariant).c
    return found or connection.scalar(select(variant.article_id).where(variant.url == url))


def _text(connection: Connection, number: int) -> StoredText:
    row = connection.execute(
        select(*_article, _revision.title, _revision.lead, _revision.body, _revision.seen_at)
        .join_from(table(Article), table(Revision), _revision.article_id == _article.id)
        .where(_article.id == number, _revision.number == _article.revision)
    ).one()
    blocks: Sequence[Any] = (
        connection.scalar(select(_taken.blocks).where(_taken.article_id == number)) or ()
    )
    lead = (row.lead,) if row.lead else ()
    return StoredText(
        id=number,
        url=row.url,
        values=dict(row._mapping),
        blocks=(*lead, *row.body.split("\n\n")),
        stripped=tuple(
            Stripped(one[1], one[2], one[0], (one[3] if len(one) > 3 else None) or "")
            for one in blocks
        ),
        revisions=row.revision,
    )


def _alone(text: StoredText) -> StoredPage:
    """Return an article without a page: it was loaded, or its page row was deleted."""
    return StoredPage(
        *(text.url, text.values["outlet"], "", Hint(), None, None, None, None, None, 0, None, None),
        text,
    )
