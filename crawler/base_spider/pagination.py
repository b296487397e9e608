"""Decides when to fetch the next page of a listing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin

from crawler.base_spider.date_range import Span
from crawler.outlet import Listing
from pipelines.items import Article, Candidate, Hint

LAST = 5  # stored articles of a listing that tell how far back it is


@dataclass(slots=True)
class Pager:
    """What the listings of one run have shown so far.

    Attributes:
        shown: listing -> articles that its pages showed, in order.
        published: when articles of this run appeared: most listings print no dates.
        new: articles that this run was the first to hear of, from any source; none in a backfill,
            which does not go by them and may hear of very many.
    """

    shown: dict[str, dict[str, None]] = field(default_factory=dict)
    published: dict[str, datetime] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)

    def stored(self, article: Article) -> None:
        """Remember when an article appeared."""
        if article.published_at is not None:
            self.published[article.url] = article.published_at

    def turn(
        self,
        listing: Listing,
        page: int,
        mine: Sequence[Candidate],
        named: str | None,
        span: Span,
        *,
        first: bool,
    ) -> str | None:
        """Return the address of the next page, or None when it is not worth asking for.

        Args:
            listing: the listing.
            page: number of the page that was read.
            mine: the articles on it.
            named: address of the next page, as the page says.
            span: the range of the run.
            first: whether no run before this one came to the end of its pages. Then what the page
                shows tells nothing of those after it: other sources may have named it all, or a
                run that was stopped, or one with a limit.
        """
        shown = self.shown.setdefault(listing.url, {})
        before = list(shown)
        shown.update(dict.fromkeys(one.url for one in mine))
        if len(shown) == len(before) or self._is_past(before, span):
            return None  # a server that gives the same page for every number would never end
        fresh = first or any(one.url in self.new for one in mine)
        if not has_more(listing, page, (one.hint for one in mine), fresh, span):
            return None
        return next_page(listing, page, named)

    def _is_past(self, before: Sequence[str], span: Span) -> bool:
        """Whether the last articles that were stored are older than the range."""
        times = [self.published[url] for url in before if url in self.published][-LAST:]
        return span.since is not None and bool(times) and max(times) < span.since


MAX_PAGES_BACK = 5_000  # pages of one listing; the longest known has 2,148


def next_page(listing: Listing, page: int, found: str | None) -> str | None:
    """Return the address of page ``page + 1``: as declared, else as the page says."""
    if listing.paging:
        return urljoin(listing.url, listing.paging.format(page=page - 1 + listing.second))
    return found


def has_more(listing: Listing, page: int, hints: Iterable[Hint], fresh: bool, span: Span) -> bool:
    """Return whether the page after ``page`` is worth asking for.

    Args:
        hints: of the articles on this page; none means that there is nothing further.
        fresh: whether the pages after it may hold articles that no run has heard of.
    """
    known = list(hints)
    if not known:
        return False
    if not span.backfill:
        return fresh and page < listing.pages
    times = [one.published_at for one in known if one.published_at is not None]
    past = span.since is not None and bool(times) and max(times) < span.since
    return not past and page < MAX_PAGES_BACK
