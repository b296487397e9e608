"""Writes articles and revisions at once, and what hangs on them together at the end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from pipelines.items import Article
from pipelines.storage import lines, models, rows, search, stories, upsert
from pipelines.storage.known import Known
from pipelines.storage.reading import Version
from pipelines.storage.rows import Text, bounded

# Made once: to make a statement for each row costs more than to run it.
_ADD_ARTICLE = insert(upsert.table(models.Article)).returning(upsert.table(models.Article).c.id)
_ADD_REVISION = insert(upsert.table(models.Revision)).returning(upsert.table(models.Revision).c.id)


class ArticleWriter:
    """The writes of one transaction about articles of one outlet."""

    def __init__(self, session: Session, outlet: str) -> None:
        self._session = session
        self._outlet = outlet
        self._details: dict[int, Article] = {}
        self._replaced: set[int] = set()
        self._told: set[int] = set()
        self._lines: list[tuple[str, ...]] = []
        self._variants: list[dict[str, Any]] = []
        self._documents: list[tuple[int, str]] = []

    def add(self, article: Article, text: Text, seen_at: datetime, like: Known | None) -> Known:
        """Write a new article; ``like`` is the stored one that it repeats word for word."""
        known = Known(
            id=0,
            outlet=article.outlet or self._outlet,
            url=bounded(article.url),
            duplicate_of=(like.duplicate_of or like.id) if like else None,
            text_hash=text.hash,
            engine=article.engine,
            published_at=article.published_at,
            modified_at=article.modified_at,
            gone_at=None,
            seen_at=seen_at.replace(microsecond=0),
            source_hash=text.values["source_hash"],
        )
        values = {
            "outlet": known.outlet,
            "url": known.url,
            "duplicate_of": known.duplicate_of,
            "revision": 1,
            "text_hash": text.hash,
            "first_seen_at": seen_at,
        }
        row = values | rows.about(article)
        known.id = self._session.connection().execute(_ADD_ARTICLE, row).scalar_one()
        self._add_revision(known.id, 1, "first", text, seen_at)
        self._details[known.id] = article
        self._told.add(known.id)
        self._lines.append(article.lines)
        return known

    def revise(self, known: Known, cause: str, text: Text, seen_at: datetime) -> int:
        """Write another version of a stored article; return its number."""
        highest = select(func.max(models.Revision.number)).where(
            models.Revision.article_id == known.id
        )
        number = 1 + (self._session.scalar(highest) or 0)
        self._add_revision(known.id, number, cause, text, seen_at)
        return number

    def _add_revision(
        self, article_id: int, number: int, cause: str, text: Text, seen_at: datetime
    ) -> None:
        row = {"article_id": article_id, "number": number, "cause": cause, "seen_at": seen_at}
        added = self._session.connection().execute(_ADD_REVISION, row | text.values)
        self._documents.append((added.scalar_one(), text.document))

    def update(self, known: Known, article: Article, values: dict[str, Any]) -> None:
        """Have the stored article say what ``article`` says of itself, and ``values``."""
        statement = update(models.Article).where(models.Article.id == known.id)
        self._session.execute(statement.values(**rows.about(article), **values))
        self._details[known.id] = article
        self._replaced.add(known.id)
        if "text_hash" in values:
            self._told.add(known.id)
        known.engine = article.engine
        known.modified_at = article.modified_at

    def newest(self, known: Known) -> Version:
        """Return the stored article's newest version, as other readings are compared with it."""
        columns = models.Revision
        title, lead, body = self._session.execute(
            select(columns.title, columns.lead, columns.body)
            .join(models.Article, models.Article.id == columns.article_id)
            .where(models.Article.id == known.id, models.Article.revision == columns.number)
        ).one()
        pending = self._details.get(known.id)
        if pending is not None:
            stripped = [block.text for block in pending.stripped]
        else:
            texts = select(models.Stripped.text).where(models.Stripped.article_id == known.id)
            stripped = list(self._session.scalars(texts))
        return Version.of(title, [lead or "", *body.split("\n\n")], stripped)

    def was_seen(self, known: Known, text: Text) -> bool:
        """Return whether some version of the article had this text."""
        statement = select(models.Revision.id).where(
            models.Revision.article_id == known.id, models.Revision.text_hash == text.hash
        )
        return self._session.scalar(statement.limit(1)) is not None

    def mark_gone(self, article_id: int, when: datetime | None) -> None:
        """Note that the outlet took the article down, or (None) that it is back."""
        statement = update(models.Article).where(models.Article.id == article_id)
        if when is not None:  # the first time counts
            statement = statement.where(models.Article.gone_at.is_(None))
        self._session.execute(statement.values(gone_at=when))

    def add_variant(self, url: str, known: Known, when: datetime) -> None:
        """Remember another address of an article."""
        row = {"url": url, "article_id": known.id, "first_seen_at": when}
        self._variants.append(row)

    def finish(self) -> None:
        """Write what was collected: pictures, stripped blocks, addresses, lines, search, story."""
        session = self._session
        for model, make in ((models.Image, rows.images), (models.Stripped, rows.stripped)):
            if self._replaced:
                columns = upsert.table(model).c
                numbers = columns.article_id.in_(self._replaced)
                session.execute(delete(upsert.table(model)).where(numbers))
            many = [
                row for number, article in self._details.items() for row in make(number, article)
            ]
            if many:
                session.execute(insert(upsert.table(model)), many)
        if self._variants:
            statement = upsert.insert(session, models.UrlVariant).on_conflict_do_nothing()
            session.execute(statement, self._variants)
        lines.count(session, self._outlet, self._lines)
        search.add(session, self._documents)
        stories.assign(session, self._told)
