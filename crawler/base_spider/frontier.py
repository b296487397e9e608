"""The frontier of a run: which requests remain, and how many may be open.

The ledger in the database is the persistent queue; the frontier holds what this run took from it.
It issues articles when no source is in flight, so that two runs request in the same order, but
after at most ``MAX_SOURCES_BEFORE_ARTICLES`` sources, so that a long series of sources cannot
starve articles. It fetches a listing's next page once the articles before it are done, so that the
run knows when it has passed its date range. Sources wait while many articles do, so memory stays
flat in a long backfill.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from crawler.outlet import Feed, FirstOf, Source
from pipelines.items import Due

MAX_OPEN_ARTICLES = 100  # open article requests; more than Scrapy processes at a time
MAX_OPEN_SOURCES = 16  # open source requests
FEW_ARTICLES = 500  # waiting articles: with fewer, further sources are requested
MAX_SOURCES_BEFORE_ARTICLES = 64  # then the articles found so far; most outlets have fewer
MAX_SOURCE_DEPTH = 4  # robots.txt, an index, an index within it, a sitemap, and one to spare
MAX_SOURCES = 300  # per run; a nightly run of a large site requests about sixty
MAX_SOURCES_BACK = 10_000  # per backfill: thirty years of a sitemap a day


@dataclass(slots=True)
class FallbackChain:
    """A source, and the sources to request instead if it lists nothing.

    Attributes:
        rest: the sources to fall back on, in order.
        open: requests in flight for the current one.
        found: whether one of them listed an article.
    """

    rest: deque[Source]
    open: int = 0
    found: bool = False


@dataclass(frozen=True, slots=True)
class SourceRequest:
    """One request for a source: its URL, its source, its page number in a listing.

    ``depth`` counts the sources that led to it.
    """

    url: str
    source: Source
    chain: FallbackChain
    page: int = 1
    depth: int = 0


@dataclass(slots=True)
class Frontier:
    """The queues of one run.

    Attributes:
        limit: maximum number of articles; None for all.
        backfill: whether the run goes back in time, and so needs many sources.
        articles, sources, next_pages: queued articles, sources and further pages of listings.
        requested: URLs of sources that this run requested.
        issued: articles requested, less those that turned out not to be articles.
        open: articles in flight.
        open_sources: sources in flight.
        queued_total: articles ever queued.
        sources_since_articles: sources requested since articles last were.
        left_out: sources skipped because they are too many or too deep.
    """

    limit: int | None = None
    backfill: bool = False
    articles: deque[Due] = field(default_factory=deque)
    sources: deque[SourceRequest] = field(default_factory=deque)
    next_pages: deque[SourceRequest] = field(default_factory=deque)
    requested: set[str] = field(default_factory=set)
    issued: int = 0
    open: int = 0
    open_sources: int = 0
    queued_total: int = 0
    sources_since_articles: int = 0
    left_out: int = 0

    @property
    def full(self) -> bool:
        """Whether ``limit`` articles have been requested."""
        return self.limit is not None and self.issued >= self.limit

    @property
    def needs_more(self) -> bool:
        """Whether few articles are waiting."""
        return len(self.articles) < FEW_ARTICLES and not self.full

    def add(self, due: list[Due]) -> None:
        """Queue articles."""
        self.articles.extend(due)
        self.queued_total += len(due)

    def add_source(self, request: SourceRequest) -> bool:
        """Queue a source unless its URL was requested before; return whether it was queued.

        Sources may name each other endlessly, so their number and depth are limited.
        """
        if request.url in self.requested:
            return False
        most = MAX_SOURCES_BACK if self.backfill else MAX_SOURCES
        if request.depth > MAX_SOURCE_DEPTH or (request.depth and len(self.requested) >= most):
            self.left_out += 1
            return False
        self.requested.add(request.url)
        request.chain.open += 1
        (self.next_pages if request.page > 1 else self.sources).append(request)
        return True

    def advance(self, chain: FallbackChain, addresses: Callable[[Source], list[str]]) -> None:
        """Move on to the next source of the fallback chain that was not requested yet."""
        while chain.rest and not chain.open and not chain.found:
            source = chain.rest.popleft()
            for url in addresses(source):
                self.add_source(SourceRequest(url, source, chain))

    def settle(self) -> None:
        """Reset the in-flight counts; called when nothing is in flight."""
        self.open = self.open_sources = 0

    def next(self, *, turning: bool = True) -> Iterator[Due | SourceRequest]:
        """Yield the requests to issue now, counted as in flight.

        Without ``turning``, no further page of a listing: articles before it may not be stored yet.
        """
        if not (self.articles or self.open or self.open_sources):
            self.sources_since_articles = 0
        while self._may_ask_source():
            self.open_sources += 1
            self.sources_since_articles += 1
            yield self.sources.popleft()
        while (
            self.articles
            and self.open < MAX_OPEN_ARTICLES
            and not self.full
            and not self.open_sources
        ):
            self.open += 1
            self.issued += 1
            yield self.articles.popleft()
        idle = not (self.articles or self.sources or self.open or self.open_sources)
        if turning and self.next_pages and idle and not self.full:
            self.open_sources += 1
            yield self.next_pages.popleft()

    def _may_ask_source(self) -> bool:
        return (
            bool(self.sources)
            and self.needs_more
            and self.open_sources < MAX_OPEN_SOURCES
            and self.sources_since_articles < MAX_SOURCES_BEFORE_ARTICLES
        )


def fallback_chains(
    sources: tuple[Source | FirstOf, ...], wanted: Callable[[Source], bool], *, backfill: bool
) -> list[FallbackChain]:
    """Return the fallback chains of a run.

    A backfill requests all sources of a chain, because a feed does not reach back far enough.
    """
    found: list[FallbackChain] = []
    for one in sources:
        choice = [s for s in (one.sources if isinstance(one, FirstOf) else (one,)) if wanted(s)]
        if backfill:
            found += [
                FallbackChain(deque([source])) for source in choice if not isinstance(source, Feed)
            ]
            choice = [source for source in choice if isinstance(source, Feed)]
        if choice:
            found.append(FallbackChain(deque(choice)))
    return found
