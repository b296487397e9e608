"""What a run has still to ask for, and how much of it at a time.

The ledger in the database is the queue that lasts; this one holds what the run took up. It hands
out articles when no source is under way, so that two runs ask in the same order, and turns a
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
    """One request for a source: its address, which source it is of, which page of a listing."""

    url: str
    source: Source
    quest: FallbackChain
    page: int = 1


@dataclass(slots=True)
class Frontier:
    """The queues of one run.

    Attributes:
        limit: articles at most; None for all.
        articles, sources, turns: what waits: articles, sources, further pages of listings.
        asked: addresses of sources that this run asked for.
        issued: articles asked for; those that came to nothing are taken off again.
        open: articles under way.
        open_sources: sources under way.
        taken: articles ever put in.
    """

    limit: int | None = None
    articles: deque[Due] = field(default_factory=deque)
    sources: deque[SourceRequest] = field(default_factory=deque)
    turns: deque[SourceRequest] = field(default_factory=deque)
    asked: set[str] = field(default_factory=set)
    issued: int = 0
    open: int = 0
    open_sources: int = 0
    taken: int = 0

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
        """Take a source up, unless its address was asked for; return whether it was taken."""
        if ask.url in self.asked:
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

    def next(self) -> Iterator[Due | SourceRequest]:
        """Give what is to be asked for now, counted as under way."""
        while self.sources and self.needs_more and self.open_sources < SOURCES:
            self.open_sources += 1
            yield self.sources.popleft()
        while self.articles and self.open < WINDOW and not self.full and not self.open_sources:
            self.open += 1
            self.issued += 1
            yield self.articles.popleft()
        idle = not (self.articles or self.sources or self.open or self.open_sources)
        if self.turns and idle and not self.full:
            self.open_sources += 1
            yield self.turns.popleft()


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
