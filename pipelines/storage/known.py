"""The stored articles that a batch of results may meet: by address, and by text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pipelines.storage.models import Article, Revision, UrlVariant


@dataclass(slots=True)
class Known:
    """A stored article, as far as a new version of it is judged by.

    ``seen_at`` and ``source_hash`` are those of its newest revision.
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


class KnownArticles:
    """Articles that are stored, or about to be within this transaction."""

    def __init__(self, session: Session, urls: Collection[str], hashes: Collection[str]) -> None:
        """Fetch, in two queries, what has one of ``urls`` (variants too) or one of ``hashes``."""
        self._urls: dict[str, Known] = {}
        self._texts: defaultdict[str, list[Known]] = defaultdict(list)
        variants = select(UrlVariant.url, UrlVariant.article_id).where(UrlVariant.url.in_(urls))
        others = {row.url: row.article_id for row in session.execute(variants)}
        statement = (
            select(
                Article.id,
                Article.outlet,
                Article.url,
                Article.duplicate_of,
                Article.text_hash,
                Article.engine,
                Article.published_at,
                Article.modified_at,
                Article.gone_at,
                Revision.seen_at,
                Revision.source_hash,
            )
            .join(Revision, Revision.article_id == Article.id)
            .where(Revision.number == Article.revision)
            .where(
                or_(
                    Article.url.in_(urls),
                    Article.id.in_(set(others.values())),
                    Article.text_hash.in_(hashes),
                )
            )
            .order_by(Article.id)
        )
        by_id = {}
        for row in session.execute(statement):
            known = Known(*row)
            by_id[known.id] = known
            self.add(known)
        for url, number in others.items():
            self._urls.setdefault(url, by_id[number])

    def add(self, known: Known) -> None:
        """Have ``known`` found by its address and its text from now on."""
        self._urls[known.url] = known
        self._texts[known.text_hash].append(known)

    def at(self, url: str) -> Known | None:
        """Return the article with this address, or with this variant of it."""
        return self._urls.get(url)

    def add_variant(self, url: str, known: Known) -> bool:
        """Have ``known`` found at ``url`` too; return False when that is somebody's already."""
        return self._urls.setdefault(url, known) is known and url != known.url

    def with_text(self, text_hash: str) -> list[Known]:
        """Return the articles with this text, the first stored first."""
        return [known for known in self._texts[text_hash] if known.text_hash == text_hash]

    def changed(self, known: Known, text_hash: str) -> None:
        """Have ``known`` found by its new text."""
        known.text_hash = text_hash
        self._texts[text_hash].append(known)
