"""Re-extracts stored articles: selects them, compares them, and writes the results.

The bytes must be those of the latest revision; then any difference is due to the engine, and the
new revision is stored as such. Nothing is deleted: a page that is no longer an article keeps its
row, and is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, column, select
from sqlalchemy import table as sql_table
from sqlalchemy.orm import Session

from pipelines.items import ArchiveRef, Article, Digest, Hint
from pipelines.storage.articles.batch_writer import ArticleWriter
from pipelines.storage.articles.stored_articles import StoredArticles
from pipelines.storage.database import article_tables
from pipelines.storage.database.crawl_tables import Page
from pipelines.storage.database.engine import READING
from pipelines.storage.database.operation_tables import Reextraction
from pipelines.storage.sql.row_mapping import hint_of
from pipelines.storage.sql.upsert import insert, table
from pipelines.storage.stories import clustering
from pipelines.storage.views.article_views import STRIPPED

FIELDS = (
    *("published_at", "modified_at", "authors", "agency", "dateline", "section", "tags"),
    "language",
)
_article, _page = table(article_tables.Article).c, table(Page).c
_revision = table(article_tables.Revision).c
_STRIPPED = sql_table(STRIPPED.name, column("article_id"), column("rule_id"))


@dataclass(frozen=True, slots=True)
class Selection:
    """The filters of a re-extraction; empty fields filter nothing.

    Attributes:
        outlets: names.
        since, until: bounds of the publication time, UTC; ``until`` excluded.
        rule: id of a rule that stripped something from them.
        engine: extracted by an engine other than this version.
        below: confidence below this.
    """

    outlets: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    rule: str = ""
    engine: str = ""
    below: float | None = None


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """An article in its latest revision, and the position of its page (None if not archived)."""

    id: int
    outlet: str
    url: str
    page_url: str
    hint: Hint
    archived: ArchiveRef | None
    source_hash: str | None
    title: str
    lead: str | None
    body: str
    text_hash: str
    values: dict[str, Any] = field(default_factory=dict)


def chunk(engine: Engine, selection: Selection, after: int, size: int) -> list[StoredVersion]:
    """Return the next articles of a selection with ids above ``after``, at most ``size``."""
    with engine.connect().execution_options(**{READING: True}) as connection:
        numbers = connection.scalars(_numbers(selection, after).limit(size)).all()
        return _versions(connection, numbers)


def _numbers(selection: Selection, after: int) -> Select[Any]:
    wanted = select(_article.id).where(_article.id > after).order_by(_article.id)
    if selection.outlets:
        wanted = wanted.where(_article.outlet.in_(selection.outlets))
    if selection.since is not None:
        wanted = wanted.where(_article.published_at >= selection.since)
    if selection.until is not None:
        wanted = wanted.where(_article.published_at < selection.until)
    if selection.engine:
        wanted = wanted.where(_article.engine != selection.engine)
    if selection.below is not None:
        wanted = wanted.where(_article.confidence < selection.below)
    if selection.rule:
        ruled = select(_STRIPPED.c.article_id).where(_STRIPPED.c.rule_id == selection.rule)
        wanted = wanted.where(_article.id.in_(ruled))
    return wanted


def _versions(connection: Connection, numbers: Sequence[int]) -> list[StoredVersion]:
    rows = connection.execute(
        select(
            *(_article.id, _article.outlet, _article.url, _article.confidence),
            *(getattr(_article, name) for name in FIELDS),
            *(_revision.title, _revision.lead, _revision.body, _revision.text_hash),
            _revision.source_hash,
        )
        .join_from(
            table(article_tables.Article),
            table(article_tables.Revision),
            _revision.article_id == _article.id,
        )
        .where(_article.id.in_(numbers), _revision.number == _article.revision)
        .order_by(_article.id)
    ).all()
    pages = _pages(connection, numbers)
    return [_version(row, pages.get((row.id, row.url)) or pages.get((row.id, ""))) for row in rows]


def _pages(connection: Connection, numbers: Sequence[int]) -> dict[tuple[int, str], Row[Any]]:
    """Return pages by article and URL; under ``""`` the latest page with bytes."""
    rows = connection.execute(
        select(*_page)
        .where(_page.article_id.in_(numbers), _page.warc.is_not(None))
        .order_by(_page.fetched_at)
    ).all()
    found: dict[tuple[int, str], Row[Any]] = {}
    for row in rows:
        found[row.article_id, row.url] = found[row.article_id, ""] = row
    return found


def _version(row: Any, page: Row[Any] | None) -> StoredVersion:
    return StoredVersion(
        id=row.id,
        outlet=row.outlet,
        url=row.url,
        page_url=page.url if page is not None else row.url,
        hint=hint_of(page.hint) if page is not None else Hint(),
        archived=ArchiveRef(page.warc, page.warc_offset) if page is not None else None,
        source_hash=row.source_hash,
        title=row.title,
        lead=row.lead,
        body=row.body,
        text_hash=row.text_hash,
        values={name: getattr(row, name) for name in FIELDS},
    )


def write(
    engine: Engine,
    read: Sequence[tuple[StoredVersion, Article, Digest | None]],
    selection: str,
    last: int,
) -> int:
    """Write the current engine's results and the progress of ``selection`` in one transaction.

    Args:
        read: articles with the digests of the texts that changed; None for the others.

    Returns:
        How many texts are new.
    """
    with Session(engine) as session, session.begin():
        clustering.lock(session)
        _note(session, selection, last)
        stored_articles = StoredArticles(session, [one.url for one, _article, _digest in read], [])
        writer, changed = ArticleWriter(session, "", 0), 0
        for stored, article, digest in read:
            found = stored_articles.at(stored.url)
            if found is None or found.text_hash != stored.text_hash:
                continue  # a crawl stored another revision in the meantime
            if digest is None:
                writer.update(found, article, {})
                continue
            changed += 1
            number = writer.revise(found, "engine", article, digest, found.seen_at)
            values = {"revision": number, "text_hash": digest.text_hash, "duplicate_of": None}
            writer.update(found, article, values, digest)
        writer.finish()
    return changed


def _note(session: Session, selection: str, last: int) -> None:
    """Write the progress of a selection."""
    statement = insert(session, Reextraction).values(selection=selection, last_id=last)
    changed = {"last_id": statement.excluded.last_id}
    session.execute(statement.on_conflict_do_update(index_elements=["selection"], set_=changed))


def read_so_far(engine: Engine, selection: str) -> int:
    """Return the id of the last finished article of a selection, 0 if there is none."""
    columns = table(Reextraction).c
    with engine.connect().execution_options(**{READING: True}) as connection:
        found = connection.scalar(select(columns.last_id).where(columns.selection == selection))
    return found or 0


def forget(engine: Engine, selection: str) -> None:
    """Reset the progress of a selection."""
    with Session(engine) as session, session.begin():
        reextraction = session.get(Reextraction, selection)
        if reextraction is not None:
            session.delete(reextraction)
