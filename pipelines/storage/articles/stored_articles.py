"""Stored articles that a batch may meet, by URL and by text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from pipelines.storage.database.article_tables import Article, Revision, UrlVariant
from pipelines.storage.database.crawl_tables import Page
from pipelines.storage.sql.in_list import in_list
from pipelines.storage.sql.upsert import table

_article, _revision, _variant = (table(model).c for model in (Article, Revision, UrlVariant))
_page = table(Page).c

# Built once: building a statement costs more than executing it.
_VARIANTS = select(_variant.url, _variant.article_id).where(in_list(_variant.url, "urls"))
_KNOWN = (
    select(
        _article.id,
        _article.outlet,
        _article.url,
        _article.duplicate_of,
        _article.text_hash,
        _article.engine,
        _article.published_at,
        _article.modified_at,
        _article.gone_at,
        _revision.seen_at,
        _revision.source_hash,
        _page.id.is_not(None).label("is_owned"),
        _page.hint["title"].as_string().label("announced_as"),
    )
    .join_from(table(Article), table(Revision), _revision.article_id == _article.id)
    .outerjoin(
        table(Page),
        and_(
            _page.outlet == _article.outlet,
            _page.url == _article.url,
            _page.article_id == _article.id,
        ),
    )
    .where(_revision.number == _article.revision)
    .where(
        or_(
            in_list(_article.url, "urls"),
            in_list(_article.id, "numbers"),
            in_list(_article.text_hash, "hashes"),
        )
    )
    .order_by(_article.id)
)


@dataclass(slots=True)
class StoredArticle:
    """A stored article, with what is needed to judge a new version of it.

    ``seen_at`` and ``source_hash`` are those of its latest revision. ``is_owned`` says that its own
    URL returned it, not only pages that claim to be variants of it. ``announced_as`` is the
    headline that a source announced its URL with.
    """

    id: int
    outlet: str
    url: str
    duplicate_of: int | None
    text_hash: str
    engine: str
    published_at: datetime | None
    modified_at: datetime | None
    gone_at: datetime | None
    seen_at: datetime
    source_hash: str | None
    is_owned: bool = False
    announced_as: str | None = None


class StoredArticles:
    """Articles that are stored, or about to be within this transaction."""

    def __init__(self, session: Session, urls: Collection[str], hashes: Collection[str]) -> None:
        """Fetch, in two queries, the articles with one of ``urls`` (variants too) or ``hashes``."""
        self._urls: dict[str, StoredArticle] = {}
        self._texts: defaultdict[str, list[StoredArticle]] = defaultdict(list)
        connection = session.connection()
        found = connection.execute(_VARIANTS, {"urls": list(urls)})
        others = {row.url: row.article_id for row in found}
        parameters = {
            "urls": list(urls),
            "numbers": list(set(others.values())),
            "hashes": list(hashes),
        }
        by_id = {}
        for row in connection.execute(_KNOWN, parameters):
            stored = StoredArticle(*row)
            by_id[stored.id] = stored
            self.add(stored)
        for url, number in others.items():
            self._urls.setdefault(url, by_id[number])

    def add(self, stored: StoredArticle) -> None:
        """Index ``stored`` by its URL and its text."""
        self._urls[stored.url] = stored
        self._texts[stored.text_hash].append(stored)

    def at(self, url: str) -> StoredArticle | None:
        """Return the article with this URL, or with this variant of it."""
        return self._urls.get(url)

    def add_variant(self, url: str, stored: StoredArticle) -> bool:
        """Index ``stored`` at ``url`` too; return False if that belongs to another article."""
        return self._urls.setdefault(url, stored) is stored and url != stored.url

    def move(self, stored: StoredArticle, url: str) -> None:
        """Move ``stored`` to ``url``; its old URL becomes a variant."""
        self._urls[url] = stored
        stored.url = url

    def forget_variant(self, url: str) -> None:
        """Remove ``url`` from the index: another article lives there."""
        self._urls.pop(url, None)

    def by_text(self, text_hash: str) -> list[StoredArticle]:
        """Return the articles with this text, in the order they were stored."""
        return [stored for stored in self._texts[text_hash] if stored.text_hash == text_hash]

    def changed(self, stored: StoredArticle, text_hash: str) -> None:
        """Index ``stored`` by its new text."""
        stored.text_hash = text_hash
        self._texts[text_hash].append(stored)
