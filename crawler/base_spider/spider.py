"""OutletSpider: from sources to due pages to items."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Self, TypeVar

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.archive import NOT_ARCHIVED, now
from crawler.base_spider import conditional_requests, date_range, sitemap_selection
from crawler.base_spider.arguments import Arguments, read
from crawler.base_spider.finish_reason import CrawlTally
from crawler.base_spider.followed_sources import followed
from crawler.base_spider.frontier import Frontier, SourceRequest, fallback_chains
from crawler.base_spider.page_results import page_or_result, refusal
from crawler.base_spider.pagination import Pager
from crawler.base_spider.requests import build_article_request, build_source_request
from crawler.base_spider.response_order import SourceResponseQueue
from crawler.base_spider.stage_calls import ask_store, discover, gate_closed, read_source
from crawler.base_spider.url_traps import trap, untrapped
from crawler.discovery.results import SourceContents
from crawler.downloader.errors import HostRefused, explain
from crawler.outlet import Feed, Listing, Outlet, Robots, Source
from pipelines import VERSION
from pipelines.items import Article, Candidate, Due, Page, RepeatedLines, Result
from pipelines.storage.ledger.fetch_results import GONE
from pipelines.storage.ledger.source_readings import SourceSnapshot
from pipelines.storage.store import Store
from pipelines.urls.canonical import UrlRules
from pipelines.workers.pool import ExtractionFailed

Yielded = Request | Page | Result
T = TypeVar("T")

CHUNK = 5_000  # pages of an earlier run loaded at a time
MAX_FEEDS = 40  # feeds per run that pages may name


class OutletSpider(Spider):
    """Crawls one outlet. A subclass only declares ``name`` and ``outlet``."""

    outlet: Outlet

    def __init__(self, name: str | None = None, **given: str) -> None:
        super().__init__(name)
        self.declared = self.outlet  # a site's home page may add hosts
        # scrapyd adds arguments such as _job.
        self.arguments = {key: value for key, value in given.items() if not key.startswith("_")}
        self.wanted = self.read_arguments(self.arguments)
        self.repeated = RepeatedLines()
        back = self.wanted.since is not None or self.wanted.until is not None
        self.frontier = Frontier(limit=self.wanted.limit, backfill=back)
        self.responses = SourceResponseQueue(self._read)
        self.tally = CrawlTally()
        self.pager = Pager()
        self.snapshots = conditional_requests.SourceSnapshots()
        self._left = False  # whether pages of an earlier run may still wait in the ledger
        self._feeds = 0

    @classmethod
    def outlet_name(cls, given: Mapping[str, str]) -> str:
        """Return the name under which a run with these arguments is stored."""
        return cls.name

    @classmethod
    def read_arguments(cls, given: Mapping[str, str]) -> Arguments:
        """Parse the arguments of a run; ``UserError`` says what is wrong."""
        return read(given, cls.outlet)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Put ``CONTACT`` into the user agent of every request; it may come from ``-s``."""
        super().update_settings(settings)
        contact = str(settings.get("CONTACT") or "").strip()
        agent = f"tinsach/{VERSION} (+{contact})" if contact else f"tinsach/{VERSION}"
        settings.set("USER_AGENT", agent, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Create the spider and connect it to Scrapy's item and idle signals."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        crawler.signals.connect(spider.stored, signal=signals.item_scraped)
        crawler.signals.connect(spider.came_to_nothing, signal=signals.item_dropped)
        return spider

    @property
    def url_rules(self) -> UrlRules:
        """The rules by which the outlet's URLs are canonicalised."""
        return self.outlet.rules

    @property
    def span(self) -> date_range.Span:
        """The date range of this run."""
        return date_range.Span(self.clock(), self.wanted.since, self.wanted.until)

    def clock(self) -> datetime:
        """Return the run's current time, UTC."""
        return now(self.settings)

    async def start(self) -> AsyncIterator[Yielded]:
        """Yield requests for pages left by an earlier run, and for the sources."""
        self.repeated = await self._ask_store(lambda store: store.repeated_lines())
        if self.wanted.urls:
            named = [Candidate(url, source="-a url") for url in self.wanted.urls]
            await self._discover(named, refresh=True)
        else:
            self._left = not self.wanted.section
            self.tally.whole = self._left and not self.span.backfill
            await self._refill()
            rules = conditional_requests.rules_of(self.declared)
            self.snapshots.earlier = await self._ask_store(lambda store: store.readings(rules))
            backfill, wanted = self.span.backfill, partial(self.wanted.asks, outlet=self.outlet)
            for chain in fallback_chains(self.outlet.sources, wanted, backfill=backfill):
                self.frontier.advance(chain, self._addresses)
        for request in self._next():
            yield request

    async def parse_source(
        self, response: Response, source_request: SourceRequest
    ) -> AsyncIterator[Request]:
        """Parse a source: queue its due articles and the sources it names."""
        await self.responses.take(source_request, response)
        for request in self._next():
            yield request

    async def source_failed(self, failure: Failure) -> AsyncIterator[Request]:
        """Record that a source failed; the others may succeed."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if isinstance(failure.value, HostRefused):
            self.tally.moved(request.url)
        source_request = request.cb_kwargs["source_request"]
        error = failure.value or RuntimeError("no reason given")
        reason, again = explain(error)
        if not again:
            await self._remember(self.snapshots.end(source_request))
        await self.responses.take(source_request, reason)
        for one in self._next():
            yield one

    async def parse_article(self, response: Response, due: Due) -> AsyncIterator[Yielded]:
        """Yield a fetched page, or the result that says why there is none."""
        self.frontier.open -= 1
        if NOT_ARCHIVED in response.flags:
            # Not in the archive: the ledger keeps its state, and a live crawl requests it.
            self.tally.not_archived += 1
            self.came_to_nothing()
        else:
            self.tally.pages += 1
            yield page_or_result(self, response, due, now(self.settings))
        await self._refill()
        for request in self._next():
            yield request

    def article_failed(self, failure: Failure) -> Iterator[Yielded]:
        """Yield the result of a page that could not be fetched."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.frontier.open -= 1
        self.tally.pages += 1
        error = failure.value or RuntimeError("no reason given")
        yield refusal(self, error, request.cb_kwargs["due"], now(self.settings))
        yield from self._next()

    def idle(self) -> None:
        """Issue waiting requests; without any, close the spider, with a reason if it failed."""
        engine = self.crawler.engine
        self.frontier.settle()
        waiting = list(self._next(turning=True))
        if waiting and engine is not None:
            for request in waiting:
                engine.crawl(request)
            raise DontCloseSpider
        stats, replayed = self.crawler.stats, bool(self.settings.get("REPLAY_WARC"))
        counted, listed = stats.get_stats() if stats else {}, not self.wanted.urls
        reason = gate_closed(self.crawler)
        reason = reason or self.tally.reason(counted, sources_requested=listed, replayed=replayed)
        if reason is not None:
            raise CloseSpider(reason)

    def stored(self, item: object) -> None:
        """Record publication times, by which a backfill knows how far back it is."""
        if self.span.backfill and isinstance(item, Article):
            self.pager.stored(item)

    def came_to_nothing(self) -> None:
        """Give back a place under ``limit``: the page was not an article."""
        self.frontier.issued -= 1

    async def _read(self, request: SourceRequest, response: Response | str) -> None:
        """Process the response of a source, and fall back if it listed nothing."""
        before = self._before(request)
        try:
            if isinstance(response, str):
                self._silent(request, response)
                self.tally.note(request, self.clock(), None, response)
            elif before is not None and conditional_requests.is_unchanged(response, before):
                self.tally.note_unchanged(request, self.clock(), before.announced)
                request.chain.found = request.chain.found or before.announced > 0
                self._follow(conditional_requests.named_by(before), request)
            elif response.status != 200:
                self._silent(request, f"HTTP {response.status}")
                if NOT_ARCHIVED not in response.flags:
                    self.tally.note(request, self.clock(), None, f"HTTP {response.status}")
                if response.status in GONE:
                    await self._remember(self.snapshots.end(request))
            elif not self.outlet.allows(response.url):
                self.tally.moved(response.url)
                self.tally.note(
                    request, self.clock(), None, f"leads to another site: {response.url}"
                )
            else:
                await self._take(response, request)
        finally:
            self.frontier.open_sources -= 1
            request.chain.open -= 1
            self.frontier.advance(request.chain, self._addresses)

    async def _take(self, response: Response, request: SourceRequest) -> None:
        """Store the articles that a source lists in the ledger, and queue those that are due."""
        try:
            found = await self._read_source(response, request)
        except ExtractionFailed as error:
            self._silent(request, f"cannot be read: {error.reason}")
            return
        articles = await self._articles(found.candidates, request.source)
        self.tally.answered += not isinstance(request.source, Robots) or bool(found.sources)
        self.tally.announced += len(articles)
        request.chain.found = request.chain.found or bool(articles)
        if found.reason and not articles:
            self._silent(request, found.reason)
        empty = not articles and not found.sources and not isinstance(request.source, Robots)
        wrong = (found.reason or "no article in it") if empty else None
        self.tally.note(request, self.clock(), len(articles), wrong)
        rules, at = conditional_requests.rules_of(self.declared), now(self.settings)
        kept = conditional_requests.reading_of(
            response, request.url, rules, len(articles), found.sources, at
        )
        await self._remember(
            self.snapshots.begin(request, kept, whole=self._takes_all(request.source))
        )
        wanted = [one for one in articles if self.span.covers(one.hint)]
        await self._discover(wanted, refresh=self.wanted.refresh)
        self._follow(found.sources, request)
        if not self._turn(request, articles, found.next_page):
            await self._remember(self.snapshots.end(request))

    def _turn(self, request: SourceRequest, articles: list[Candidate], named: str | None) -> bool:
        """Queue the next page of a listing; return whether there is one worth fetching."""
        if not isinstance(request.source, Listing):
            return False
        first = request.source.url not in self.snapshots.earlier
        url = self.pager.turn(request.source, request.page, articles, named, self.span, first=first)
        if url is None or not self.outlet.allows(url) or trap(url):
            return False
        following = SourceRequest(url, request.source, request.chain, request.page + 1)
        return self.frontier.add_source(following)

    def _before(self, request: SourceRequest) -> SourceSnapshot | None:
        """Return the snapshot to compare a source with, or None if the run reads all of it."""
        narrow = self.wanted.section or self.wanted.refresh or self.span.backfill
        return None if narrow or request.page > 1 else self.snapshots.earlier.get(request.url)

    def _takes_all(self, source: Source) -> bool:
        """Return whether all articles that a source lists go into the ledger."""
        return not self.span.backfill and self.wanted.section in ("", source.section)

    async def _remember(self, reading: SourceSnapshot | None) -> None:
        if reading is not None:
            await self._ask_store(lambda store: store.keep_reading(reading))

    async def _articles(self, candidates: Iterable[Candidate], source: Source) -> list[Candidate]:
        """Return the links that lead to the outlet's articles, with canonical URLs."""
        articles: dict[str, Candidate] = {}
        async for address, one in untrapped(candidates, lambda one: self.article(one, source)):
            if address not in articles and self.wanted.takes(address, source, self.outlet):
                hint = replace(one.hint, section=one.hint.section or source.section or None)
                articles[address] = Candidate(address, hint, one.source)
        return list(articles.values())

    def article(self, one: Candidate, source: Source) -> str | None:
        """Return the canonical URL of a link to an article, or None."""
        return self.outlet.article(one.url)

    async def _discover(self, candidates: list[Candidate], *, refresh: bool) -> None:
        """Store candidates in the ledger, and queue those that are due."""
        if not candidates:
            return
        at, revisit = now(self.settings), self.outlet.revisit
        due = await discover(self.crawler, candidates, at, refresh=refresh, revisit=revisit)
        self.frontier.add(due)
        if not self.span.backfill:
            self.pager.new.update(one.url for one in due if not one.known)

    async def _refill(self) -> None:
        """Load more of the pages left by an earlier run, if there is room."""
        if not self._left or not self.frontier.needs_more:
            return
        self._left = False  # other callbacks run while this one waits for the database
        at, revisit = now(self.settings), self.outlet.revisit
        due = await self._ask_store(lambda store: store.pending(at, CHUNK, revisit=revisit))
        self.frontier.add(due)
        self._left = len(due) == CHUNK

    def _follow(self, sources: Iterable[Candidate], request: SourceRequest) -> None:
        """Queue the sources that a source names: sitemaps of an index, feeds of a page."""
        room = MAX_FEEDS - self._feeds
        asks, left = followed(sources, request, self.outlet, self.span, room)
        before = self.frontier.left_out
        taken = [one for one in asks if self.frontier.add_source(one)]
        self._feeds += sum(isinstance(one.source, Feed) for one in taken)
        if left := left + self.frontier.left_out - before:
            message = "%s names too many sources: %d are left out"
            self.logger.warning(message, request.url, left)

    def _silent(self, request: SourceRequest, reason: str) -> None:
        replayed = bool(self.settings.get("REPLAY_WARC"))  # archives hold parts of a site
        expected = not request.source.certain or request.page > 1 or replayed
        say = self.logger.info if expected else self.logger.warning
        say("Source %s: %s", request.url, reason)
        self.tally.silent += 1

    def _next(self, *, turning: bool = False) -> Iterator[Request]:
        for one in self.frontier.next(turning=turning):
            if isinstance(one, Due):
                yield build_article_request(one, self.parse_article, self.article_failed)
            else:
                self.responses.order.append(one)
                before = self._before(one)
                yield build_source_request(one, before, self.parse_source, self.source_failed)

    def _addresses(self, source: Source) -> list[str]:
        return sitemap_selection.addresses(source, self.span, self.outlet.timezone)

    async def _read_source(self, response: Response, request: SourceRequest) -> SourceContents:
        return await read_source(self.crawler, response, request.source, self.outlet.timezone)

    async def _ask_store(self, function: Callable[[Store], T]) -> T:
        return await ask_store(self.crawler, function)
