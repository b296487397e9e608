"""Finds near-duplicate candidates of an article by fingerprint, in bounded number.

The cost of a lookup does not grow with the database: fingerprints are stored by period, a lookup
touches at most two periods, and a fingerprint is stored for at most ``HOLDERS`` articles per
period. A phrase that more articles share is uninformative; a story with more articles is found by
those that are stored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy.orm import Session

from pipelines.similarity.fingerprints import period
from pipelines.storage.stories import fingerprint_rows

T = TypeVar("T")

WINDOW = timedelta(days=7)
"""Maximum time between the publication of two articles of one story."""

HOLDERS = 48
MIN_SHARED = 2
MAX_CANDIDATES = 8
"""Maximum candidates that are compared with one article."""
Holders = dict[int, dict[int, tuple[int, ...]]]
"""Period to fingerprint to the articles that have it."""


@dataclass(frozen=True, slots=True)
class FingerprintedArticle:
    """An article with its fingerprints and its date."""

    article_id: int
    day: date
    hashes: Sequence[int]


def find_and_store(
    session: Session, articles: Sequence[FingerprintedArticle]
) -> dict[int, list[int]]:
    """Store fingerprints; return the candidates of each article, most likely first.

    Articles of one call find each other too.
    """
    holders = _holders(session, articles)
    rows: list[fingerprint_rows.Row] = []
    for article in articles:
        own, article_id = period(article.day), article.article_id
        having, alone = holders[own], (article_id,)
        for number in article.hashes:
            holding = having.get(number)
            if holding is None:  # nearly always
                having[number] = alone
            elif article_id not in holding and len(holding) < HOLDERS:
                having[number] = holding + alone
            else:
                continue
            rows.append((own, number, article_id))
    fingerprint_rows.write(session, rows)
    return {article.article_id: _likeliest(article, holders) for article in articles}


def _holders(session: Session, articles: Sequence[FingerprintedArticle]) -> Holders:
    wanted: dict[int, set[int]] = {}
    for article in articles:
        for number in _periods(article.day):
            wanted.setdefault(number, set()).update(article.hashes)
    holders: Holders = {number: {} for number in wanted}
    for number, one, article_id in fingerprint_rows.read(session, wanted):
        having = holders[number]
        having[one] = (*having.get(one, ()), article_id)
    return holders


def _likeliest(article: FingerprintedArticle, holders: Holders) -> list[int]:
    """Return those that share the most, and the rarest, fingerprints with ``article``."""
    shared: Counter[int] = Counter()
    weight: dict[int, float] = defaultdict(float)
    alone = (article.article_id,)
    for number in _periods(article.day):
        having = holders[number]
        for one in article.hashes:
            others = having.get(one)
            if others is None or others == alone:  # nearly always
                continue
            for other in others:
                shared[other] += 1
                weight[other] += 1 / len(others)
    shared.pop(article.article_id, None)
    likely = [other for other, count in shared.items() if count >= MIN_SHARED]
    return sorted(likely, key=lambda other: (-weight[other], other))[:MAX_CANDIDATES]


def _periods(day: date) -> range:
    return range(period(day - WINDOW), period(day + WINDOW) + 1)


def batched(items: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
    """Split ``items`` into chunks that fit a statement's parameters."""
    return (items[start : start + size] for start in range(0, len(items), size))
