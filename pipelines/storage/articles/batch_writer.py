"""Collects the rows of a batch of articles and writes them table by table.

A statement per row costs more than the row. So new rows get their ids at once, and are written
together: at the end, or before a read or an update that may involve them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from pipelines.items import Article, Digest
from pipelines.storage import repeated_lines, search
from pipelines.storage.articles.engine_change import Version
from pipelines.storage.articles.stored_articles import StoredArticle
from pipelines.storage.database import article_tables
from pipelines.storage.database.base import to_second
from pipelines.storage.sql import bulk_insert, field_terms, row_mapping, upsert
from pipelines.storage.sql.pipeline import pipelined
from pipelines.storage.sql.row_ids import RowIds
from pipelines.storage.sql.row_mapping import fit_url
from pipelines.storage.stories import clustering, story_rows
from pipelines.storage.stories.clustering import StoryMember

_REVISION, _STRIPPED = (
    upsert.table(article_tables.Revision),
    upsert.table(article_tables.StrippedBlocks),
)
_ARTICLE, _IMAGE = upsert.table(article_tables.Article), upsert.table(article_tables.Image)
_STORY, _VARIANT = upsert.table(article_tables.Story), upsert.table(article_tables.UrlVariant)
_TERM = upsert.table(article_tables.FieldTerm)

_NUMBERED = (article_tables.Article, article_tables.Story, article_tables.Revision)
_DETAILS = ((_IMAGE, row_mapping.images), (_STRIPPED, row_mapping.stripped))
# Built once: building a statement costs more than executing it.
_HIGHEST = select(func.max(_REVISION.c.number)).where(
    _REVISION.c.article_id == bindparam("article_id")
)


class ArticleWriter:
    """Writes the articles of one outlet in one transaction.

    Args:
        session: in a transaction without other writers of the outlet.
        outlet: name of the outlet.
        expected: probable number of new articles.
    """

    def __init__(self, session: Session, outlet: str, expected: int) -> None:
        self._session = session
        self._outlet = outlet
        self._numbers = RowIds(session, expected, _NUMBERED)
        self._is_locked = False
        self.same_text: set[int] = set()
        """Ids of new articles, and of stored ones with the same headline and text."""
        self._stories: list[dict[str, Any]] = []
        self._articles: list[dict[str, Any]] = []
        self._revisions: list[dict[str, Any]] = []
        self._details: dict[int, Article] = {}
        self._replaced: set[int] = set()
        self._started: dict[int, StoryMember] = {}
        self._came_or_went: set[int] = set()
        self._fingerprints: dict[int, Sequence[int]] = {}
        self._lines: list[tuple[str, ...]] = []
        self._variants: list[dict[str, Any]] = []
        self._documents: list[tuple[int, str]] = []
        self._terms: list[dict[str, Any]] = []

    def add(
        self,
        article: Article,
        digest: Digest,
        seen_at: datetime,
        like: StoredArticle | None,
        *,
        is_owned: bool,
        announced_as: str | None,
    ) -> StoredArticle:
        """Add a new article; ``like`` is the stored one that it repeats verbatim.

        ``is_owned`` says whether its own URL returned it, ``announced_as`` with which headline it
        was announced.
        """
        stored = StoredArticle(
            id=self._numbers.next(article_tables.Article),
            outlet=article.outlet or self._outlet,
            url=fit_url(article.url),
            duplicate_of=(like.duplicate_of or like.id) if like else None,
            text_hash=digest.text_hash,
            engine=article.engine,
            published_at=article.published_at,
            modified_at=article.modified_at,
            gone_at=None,
            seen_at=seen_at.replace(microsecond=0),
            source_hash=digest.source_hash,
            is_owned=is_owned,
            announced_as=announced_as,
        )
        # It begins with a story of its own: few articles share one, and writing a row twice costs
        # its indexes twice.
        story = story_rows.start(self._numbers, None, stored.published_at)
        self._stories.append(story)
        at = stored.published_at and to_second(stored.published_at)
        self._started[stored.id] = StoryMember(
            stored.id, story["id"], at, to_second(seen_at), digest.text_hash
        )
        row = {
            "id": stored.id,
            "outlet": stored.outlet,
            "url": stored.url,
            "story_id": story["id"],
            "duplicate_of": stored.duplicate_of,
            "revision": 1,
            "text_hash": digest.text_hash,
            "first_seen_at": seen_at,
        }
        self._articles.append(row | row_mapping.article_columns(article))
        self._add_revision(stored.id, 1, "first", article, digest, seen_at)
        self._details[stored.id] = article
        self._terms += field_terms.of(stored.id, stored.outlet, article)
        self._fingerprints[stored.id] = digest.fingerprints
        self._lines.append(article.lines)
        return stored

    def revise(
        self, stored: StoredArticle, cause: str, article: Article, digest: Digest, seen_at: datetime
    ) -> int:
        """Add a revision of a stored article; return its id."""
        self._lock()
        self._flush()
        connection = self._session.connection()
        number: int = 1 + (connection.scalar(_HIGHEST, {"article_id": stored.id}) or 0)
        self._add_revision(stored.id, number, cause, article, digest, seen_at)
        return number

    def _add_revision(
        self,
        article_id: int,
        number: int,
        cause: str,
        article: Article,
        digest: Digest,
        seen_at: datetime,
    ) -> None:
        revision_id = self._numbers.next(article_tables.Revision)
        row = {
            "id": revision_id,
            "article_id": article_id,
            "number": number,
            "cause": cause,
            "seen_at": seen_at,
        }
        self._revisions.append(row | row_mapping.revision_columns(article, digest))
        self._documents.append((revision_id, digest.document))

    def update(
        self,
        stored: StoredArticle,
        article: Article,
        values: dict[str, Any],
        digest: Digest | None = None,
    ) -> None:
        """Update the stored article to the metadata of ``article``, and to ``values``.

        ``digest`` is that of its text, if the text changed.
        """
        self._lock()
        self._flush()
        statement = update(_ARTICLE).where(_ARTICLE.c.id == stored.id)
        self._session.connection().execute(
            statement.values(**row_mapping.article_columns(article), **values)
        )
        self._details[stored.id] = article
        self._terms += field_terms.of(stored.id, stored.outlet, article)
        self._replaced.add(stored.id)
        self._started.pop(stored.id, None)
        if digest is not None:
            self._fingerprints[stored.id] = digest.fingerprints
        stored.engine = article.engine
        stored.modified_at = article.modified_at

    def read_from(self, stored: StoredArticle, source_hash: str | None) -> None:
        """Record that the latest revision was extracted from these bytes, without changes."""
        self._lock()
        number = select(_ARTICLE.c.revision).where(_ARTICLE.c.id == stored.id).scalar_subquery()
        newest = (_REVISION.c.article_id == stored.id) & (_REVISION.c.number == number)
        statement = update(_REVISION).where(newest).values(source_hash=source_hash)
        self._session.connection().execute(statement)
        stored.source_hash = source_hash

    def newest(self, stored: StoredArticle) -> Version:
        """Return the stored article's latest revision, for comparison."""
        self._flush()
        columns = _REVISION.c
        title, lead, body = self._session.execute(
            select(columns.title, columns.lead, columns.body)
            .join(_ARTICLE, _ARTICLE.c.id == columns.article_id)
            .where(_ARTICLE.c.id == stored.id, _ARTICLE.c.revision == columns.number)
        ).one()
        pending = self._details.get(stored.id)
        if pending is not None:
            stripped = [block.text for block in pending.stripped]
        else:
            taken = select(_STRIPPED.c.blocks).where(_STRIPPED.c.article_id == stored.id)
            stripped = [row[2] for row in self._session.scalar(taken) or ()]
        return Version.of(title, [lead or "", *body.split("\n\n")], stripped)

    def was_seen(self, stored: StoredArticle, digest: Digest) -> bool:
        """Return whether any revision of the article had this text."""
        self._flush()
        statement = select(_REVISION.c.id).where(
            _REVISION.c.article_id == stored.id, _REVISION.c.text_hash == digest.text_hash
        )
        return self._session.scalar(statement.limit(1)) is not None

    def mark_gone(self, article_id: int, when: datetime | None) -> None:
        """Record that the outlet took the article down, or (None) that it is back."""
        self._lock()
        self._flush()
        statement = update(_ARTICLE).where(_ARTICLE.c.id == article_id)
        if when is not None:  # the first time counts
            statement = statement.where(_ARTICLE.c.gone_at.is_(None))
        self._session.execute(statement.values(gone_at=when))
        self._came_or_went.add(article_id)

    def move(self, article_id: int, old: str, new: str, when: datetime) -> None:
        """Record that the article now lives at ``new``; its old URL becomes a variant."""
        self._lock()
        self._flush()
        self.forget_variant(new)
        connection = self._session.connection()
        variant = {"url": old, "article_id": article_id, "first_seen_at": when}
        bulk_insert.insert(connection, _VARIANT, [variant], bulk_insert.keep)
        connection.execute(update(_ARTICLE).where(_ARTICLE.c.id == article_id).values(url=new))

    def forget_variant(self, url: str) -> None:
        """Forget that ``url`` was a variant of an article's URL."""
        self._lock()
        self._variants = [row for row in self._variants if row["url"] != url]
        self._session.execute(delete(_VARIANT).where(_VARIANT.c.url == url))

    def add_variant(self, url: str, stored: StoredArticle, when: datetime) -> None:
        """Store a variant of an article's URL."""
        row = {"url": url, "article_id": stored.id, "first_seen_at": when}
        self._variants.append(row)

    def _lock(self) -> None:
        """Lock the stories before a stored row is changed, which clustering may change too."""
        if not self._is_locked:
            clustering.lock(self._session)
            self._is_locked = True

    def _flush(self) -> None:
        """Write the stories, articles and revisions collected so far."""
        if self._stories or self._articles or self._revisions:
            with pipelined(self._session.connection()):
                self._write_rows()

    def _write_rows(self) -> None:
        connection = self._session.connection()
        bulk_insert.insert(connection, _STORY, self._stories)
        bulk_insert.insert(connection, _ARTICLE, self._articles)
        story_rows.set_heads(connection, self._stories)
        bulk_insert.insert(connection, _REVISION, self._revisions)
        for collected in (self._stories, self._articles, self._revisions):
            collected.clear()

    def finish(self) -> None:
        """Write everything collected: images, stripped blocks, URLs, lines, search, stories."""
        with pipelined(self._session.connection()):
            self._write_rows()
            self._write_details()
            search.add(self._session, self._documents)
        repeated_lines.count(self._session, self._outlet, self._lines)
        clustering.assign(
            self._session,
            self._fingerprints.keys(),
            self._fingerprints,
            self._started,
            self.same_text,
        )
        self.refresh_stories()

    def _write_details(self) -> None:
        connection = self._session.connection()
        for table, make in _DETAILS:
            if self._replaced:
                connection.execute(delete(table).where(table.c.article_id.in_(self._replaced)))
            many = [
                row for number, article in self._details.items() for row in make(number, article)
            ]
            bulk_insert.insert(connection, table, many)
        bulk_insert.insert(connection, _VARIANT, self._variants, bulk_insert.keep)
        bulk_insert.insert(connection, _TERM, self._terms, bulk_insert.keep)

    def refresh_stories(self) -> None:
        """Update the stories whose articles are gone or back."""
        story_rows.update_stories_of(self._session, self._came_or_went)
        self._came_or_went.clear()
