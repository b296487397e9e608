"""Finds errors of the generic engine on a site's pages, by the site's own metadata."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from pipelines.extraction.engine import Extraction, run
from pipelines.items import Page
from pipelines.layout import Layout
from pipelines.text import fold

_APART = timedelta(hours=36)  # time zones, and dates without a time, are not errors
_LINE_WORDS = 3  # words of a repeated line; shorter ones recur by chance
_TWICE = 2
# A mark in capitals after the last full stop, with a dash, in brackets or alone.
_MARK = re.compile(
    r"(?:^|(?<=[.!?…”\"’)])\s{0,2})(?:[—–-]{1,2}\s?|[(\[])?([A-ZĐ]{2,7}(?:/[A-ZĐ]{2,7})?)[)\]]?\.?$"
)


@dataclass(frozen=True, slots=True)
class EngineError:
    """An error in one field of one page: ``body``, ``title`` or ``published_at``."""

    url: str
    field: str
    what: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The engine's results on a site's pages with one layout, or with none.

    Attributes:
        found: of each page.
        repeated: lines kept in more than one article.
        errors: the errors, page by page.
    """

    found: tuple[Extraction, ...]
    repeated: frozenset[str]
    errors: tuple[EngineError, ...]

    @property
    def confidence(self) -> float:
        """Return the mean over all pages; one without an article counts 0."""
        values = [one.article.confidence if one.article else 0.0 for one in self.found]
        return sum(values) / len(values) if values else 0.0


def read_pages(pages: Sequence[Page], layouts: tuple[Layout, ...] = ()) -> Reading:
    """Run the engine on the pages of one site."""
    found = tuple(run(replace(page, layouts=layouts)) for page in pages)
    repeated = _repeated(found)
    errors = [
        EngineError(page.url, field, what)
        for page, one in zip(pages, found, strict=True)
        for field, what in _errors(page, one, repeated)
    ]
    return Reading(found, repeated, tuple(errors))


def end_marks(reading: Reading) -> tuple[str, ...]:
    """Return marks that the engine left at the end of more than one article."""
    lasts = (one.article.body[-1].text for one in reading.found if one.article)
    found = Counter(match[1] for text in lasts if (match := _MARK.search(text[-80:])))
    return tuple(mark for mark, count in found.most_common() if count >= _TWICE)


def _repeated(found: Sequence[Extraction]) -> frozenset[str]:
    counted: Counter[str] = Counter()
    titles = {one.article.title for one in found if one.article}
    for one in found:
        if one.article:
            counted.update({block.text for block in one.article.body})
    several = len(titles) >= _TWICE
    long = {text for text, count in counted.items() if count >= _TWICE}
    return frozenset(text for text in long if several and len(text.split()) >= _LINE_WORDS)


def _errors(page: Page, found: Extraction, repeated: frozenset[str]) -> Iterator[tuple[str, str]]:
    article = found.article
    if article is None:
        yield "body", f"announced, and no article for the engine ({found.not_article})"
        return
    said, at = page.hint.title, page.hint.published_at
    if said and not _same_headline(article.title, said):
        yield "title", f"headline {article.title!r}, announced as {said!r}"
    if at is not None and article.published_at is None:
        yield "published_at", "no time of publication found"
    elif at and article.published_at and abs(at - article.published_at) > _APART:
        printed = f"{article.published_at:%Y-%m-%d}"
        yield "published_at", f"published {printed}, announced {at:%Y-%m-%d}"
    for block in article.body:
        if block.text in repeated:
            yield "body", f"kept in other articles too: {block.text!r}"


def _same_headline(one: str, other: str) -> bool:
    """Return whether one contains the other: feeds truncate headlines, and add the site's name."""
    first, second = fold(one), fold(other)
    return first in second or second in first
