"""Decides when to fetch the next page of a listing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin

from crawler.base_spider.date_range import Span
from crawler.outlet import Listing
from pipelines.items import Article, Candidate, Hint

LAST = 5  # stored articles of a listing that show how far back it is
MAX_PAGES_BACK = 5_000  # pages of one listing; the longest seen has 2,148


@dataclass(slots=True)
class Pager:
    """What the listings of one run have shown so far.

    Attributes:
        shown: listing to the articles on its pages, in order.
        published: publication times of this run's articles, because most listings print no dates.
        new: articles that this run discovered first, from any source; empty in a backfill, which
            does not use them and may discover very many.
    """

    shown: dict[str, dict[str, None]] = field(default_factory=dict)
    published: dict[str, datetime] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)

    def stored(self, article: Article) -> None:
        """Record when an article was published."""
        if article.published_at is not None:
            self.published[article.url] = article.published_at

    def turn(
        self,
        listing: Listing,
        page: int,
        articles: Sequence[Candidate],
        named: str | None,
        span: Span,
        *,
        first: bool,
    ) -> str | None:
        """Return the URL of the next page, or None if it is not worth fetching.

        Args:
            listing: the listing.
            page: number of the page just read.
            articles: those on it.
            named: URL of the next page, as linked from this page.
            span: the date range of the run.
            first: whether no earlier run reached the last page. Then this page says nothing about
                the pages after it: its articles may be known from other sources, from a stopped run
                or from a run with a limit.
        """
        shown = self.shown.setdefault(listing.url, {})
        before = list(shown)
        shown.update(dict.fromkeys(one.url for one in articles))
        if len(shown) == len(before) or self._is_past(before, span):
            return None  # guards against a server that returns the same page for every number
        fresh = first or any(one.url in self.new for one in articles)
        if not has_more(listing, page, (one.hint for one in articles), fresh, span):
            return None
        return next_page(listing, page, named)

    def _is_past(self, before: Sequence[str], span: Span) -> bool:
        """Return whether the last stored articles are older than the range."""
        times = [self.published[url] for url in before if url in self.published][-LAST:]
        return span.since is not None and bool(times) and max(times) < span.since


def next_page(listing: Listing, page: int, found: str | None) -> str | None:
    """Return the URL of page ``page + 1``: as declared, or else as linked from the page."""
    if listing.paging:
        return urljoin(listing.url, listing.paging.format(page=page - 1 + listing.second))
    return found


def has_more(listing: Listing, page: int, hints: Iterable[Hint], fresh: bool, span: Span) -> bool:
    """Return whether the page after ``page`` is worth fetching.

    Args:
        hints: articles on this page; if there are none, the listing ends here.
        fresh: whether later pages may hold articles that no run has discovered.
    """
    stated = list(hints)
    if not stated:
        return False
    if not span.backfill:
        return fresh and page < listing.pages
    times = [one.published_at for one in stated if one.published_at is not None]
    past = span.since is not None and bool(times) and max(times) < span.since
    return not past and page < MAX_PAGES_BACK
