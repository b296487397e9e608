"""What a run has still to ask for, and how much of it at a time.

The ledger in the database is the queue that lasts; this one holds what the run took up. It hands
out articles when no source is under way, so that two runs ask in the same order, and after
``HELD`` sources at the latest, so that no row of sources keeps a run from its articles. It turns a
listing's page when the articles before it are done, so that a run knows when it is past its range.
Sources wait while many articles do: memory stays flat in a long backfill.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from crawler.outlet import Feed, FirstOf, Source
from pipelines.items import Due

WINDOW = 100  # requests for articles that may be open; above what Scrapy keeps busy
SOURCES = 16  # requests for sources that may be open
LOW = 500  # articles that wait: with fewer, further sources are asked
HELD = 64  # sources that are asked before the articles found so far are; most outlets have fewer
MAX_DEPTH = 4  # robots.txt, an index, an index within it, a sitemap, and one to spare
MAX_SOURCES = 300  # of a run; a night's indexes of well-kept sites name some sixty
MAX_SOURCES_BACK = 10_000  # of a backfill: thirty years of a sitemap a day


@dataclass(slots=True)
class FallbackChain:
    """A source to ask, and those to ask instead when it announces nothing.

    Attributes:
        rest: the sources to fall back on, in order.
        open: requests under way for the present one.
        found: whether one of them announced an article.
    """

    rest: deque[Source]
    open: int = 0
    found: bool = False


@dataclass(frozen=True, slots=True)
class SourceRequest:
    """One request for a source: its address, which source it is of, which page of a listing.

    ``depth`` says how many sources named one another on the way to it.
    """

    url: str
    source: Source
    quest: FallbackChain
    page: int = 1
    depth: int = 0


@dataclass(slots=True)
class Frontier:
    """The queues of one run.

    Attributes:
        limit: articles at most; None for all.
        backfill: whether the run goes back in time, and so needs many sources.
        articles, sources, turns: what waits: articles, sources, further pages of listings.
        asked: addresses of sources that this run asked for.
        issued: articles asked for; those that came to nothing are taken off again.
        open: articles under way.
        open_sources: sources under way.
        taken: articles ever put in.
        held: sources asked for since articles were.
        left_out: sources that are not asked, because they are too many or too deep.
    """

    limit: int | None = None
    backfill: bool = False
    articles: deque[Due] = field(default_factory=deque)
    sources: deque[SourceRequest] = field(default_factory=deque)
    turns: deque[SourceRequest] = field(default_factory=deque)
    asked: set[str] = field(default_factory=set)
    issued: int = 0
    open: int = 0
    open_sources: int = 0
    taken: int = 0
    held: int = 0
    left_out: int = 0

    @property
    def full(self) -> bool:
        """Whether ``limit`` articles are asked for."""
        return self.limit is not None and self.issued >= self.limit

    @property
    def needs_more(self) -> bool:
        """Whether few articles wait."""
        return len(self.articles) < LOW and not self.full

    def add(self, due: list[Due]) -> None:
        """Take articles up."""
        self.articles.extend(due)
        self.taken += len(due)

    def ask(self, ask: SourceRequest) -> bool:
        """Take a source up, unless its address was asked for; return whether it was taken.

        Sources may name one another without end: a run asks so many, and goes so deep.
        """
        if ask.url in self.asked:
            return False
        most = MAX_SOURCES_BACK if self.backfill else MAX_SOURCES
        if ask.depth > MAX_DEPTH or (ask.depth and len(self.asked) >= most):
            self.left_out += 1
            return False
        self.asked.add(ask.url)
        ask.quest.open += 1
        (self.turns if ask.page > 1 else self.sources).append(ask)
        return True

    def advance(self, quest: FallbackChain, addresses: Callable[[Source], list[str]]) -> None:
        """Go on to the next source of a quest that has one, until one is new."""
        while quest.rest and not quest.open and not quest.found:
            source = quest.rest.popleft()
            for url in addresses(source):
                self.ask(SourceRequest(url, source, quest))

    def settle(self) -> None:
        """Count nothing as under way: called when nothing is, whatever became of a callback."""
        self.open = self.open_sources = 0

    def next(self, *, turning: bool = True) -> Iterator[Due | SourceRequest]:
        """Give what is to be asked for now, counted as under way.

        Without ``turning`` no further page of a listing: articles before it may not be stored yet.
        """
        if not (self.articles or self.open or self.open_sources):
            self.held = 0
        while self._may_ask_source():
            self.open_sources += 1
            self.held += 1
            yield self.sources.popleft()
        while self.articles and self.open < WINDOW and not self.full and not self.open_sources:
            self.open += 1
            self.issued += 1
            yield self.articles.popleft()
        idle = not (self.articles or self.sources or self.open or self.open_sources)
        if turning and self.turns and idle and not self.full:
            self.open_sources += 1
            yield self.turns.popleft()

    def _may_ask_source(self) -> bool:
        room = self.open_sources < SOURCES and self.held < HELD
        return bool(self.sources) and self.needs_more and room


def quests(
    sources: tuple[Source | FirstOf, ...], wanted: Callable[[Source], bool], *, backfill: bool
) -> list[FallbackChain]:
    """Return what a run asks: each source, of a fall-back list only as many as needed.

    A backfill asks all of a fall-back list: a feed that answers does not reach back.
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
