"""The Scrapy item pipelines: page to article, article to row.

``ExtractionPipeline`` comes first, then ``StoragePipeline``. A spider yields a ``Page``, or a
``Result`` if there is nothing to extract (not modified, failed).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Any, Self, TypeVar
from weakref import WeakKeyDictionary

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem

from pipelines import extraction, run_measures
from pipelines.errors import UserError
from pipelines.extraction import NotAnArticle
from pipelines.interstitials.result_gate import ResultGate
from pipelines.items import Article, Candidate, Outcome, Page, Result
from pipelines.results import failed, is_wall, of_article, rejected
from pipelines.storage.database.engine import BUSY_SECONDS, database_url, masked, open_engine
from pipelines.storage.database.errors import DatabaseLost, DatabaseProblem
from pipelines.storage.database.opened import UnusableDatabaseError
from pipelines.storage.database.schema_version import check
from pipelines.storage.locks.outlet_lock import OutletLock
from pipelines.storage.status.sources import SourceAnswer
from pipelines.storage.store import UNUSUAL, Store
from pipelines.storage.writer_thread import PATIENCE, Writer
from pipelines.urls.canonical import UrlRules
from pipelines.urls.credentials import without_credentials
from pipelines.workers.child import load
from pipelines.workers.extracted_article import ExtractedArticle
from pipelines.workers.pool import ExtractionFailed, ExtractionPool, WorkersUnavailable

logger = logging.getLogger(__name__)

T = TypeVar("T")

KEPT = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.SAME})
"""Outcomes whose article is passed on to feed exports."""
IN_FLIGHT = 200
"""Results that may wait for the database: more than a batch, so that it is never idle."""
EXCUSED = "outcome/excused"
"""Statistic: pages refused again after an earlier refusal; see ``Saved``."""
WALLED = "walled/pages"
"""Statistic: pages rejected because they were behind a wall."""
PAGES = "tinsach.pages"
"""Logger of one line per page, with its URL and outcome; off unless LOG_FORMAT=json."""
_pages = logging.getLogger(PAGES)
_pages.setLevel(logging.WARNING)  # a backfill would fill the disk
LOST = "database"
"""Finish reason of a crawl that lost its database."""
TAKEN_OVER = "lock_lost"
"""Finish reason of a crawl whose outlet is another process's now."""
LOCKS: WeakKeyDictionary[Crawler, OutletLock] = WeakKeyDictionary()
"""The right to its outlet of each crawl that has one."""
_TASKS = "pipelines.workers.task"  # it loads the engine, which a crawl with workers does not
LIBRARIES = ("Scrapy", "lxml", "trafilatura", "SQLAlchemy")
# Keep a reference, because the loop only keeps weak ones, and so that a crawl is stopped once.
_STOPPING: WeakKeyDictionary[Crawler, asyncio.Future[None]] = WeakKeyDictionary()


class ExtractionPipeline:
    """Extracts articles: Page to Result, in ``EXTRACT_WORKERS`` processes, or in this one if 0.

    If the spider has ``url_rules`` (``UrlRules``), they give the article its canonical URL.
    """

    def __init__(self, crawler: Crawler, workers: int) -> None:
        self._crawler = crawler
        self._workers = workers
        self._pool: ExtractionPool[ExtractedArticle] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read ``EXTRACT_WORKERS``."""
        return cls(crawler, crawler.settings.getint("EXTRACT_WORKERS"))

    def open_spider(self) -> None:
        """Start the worker processes."""
        if self._workers > 0:
            made_by = "extract_with_digest" if self._workers > 1 else "extract_only"
            self._pool = ExtractionPool(self._workers, f"{_TASKS}:{made_by}")

    async def process_item(self, item: Page | Result) -> Result:
        """Extract a page; a ``Result`` passes through. An engine failure costs only that page."""
        if not isinstance(item, Page):
            return item
        try:
            extracted = await self._extract(item)
        except NotAnArticle as rejection:
            self._count(run_measures.of_rejected(item, rejection.template))
            return rejected(item, rejection.reason)
        except ExtractionFailed as error:
            return failed(item, f"extraction: {error.reason}")
        except WorkersUnavailable:
            _stop(self._crawler, "workers")
            raise
        except Exception as error:
            logger.exception("Cannot extract %s", item.url)
            return failed(item, f"extraction: {type(error).__name__}: {error}")
        self._count(run_measures.of_article(item, extracted.article))
        return of_article(item, extracted.article, self._rules(), extracted.digest)

    async def run(self, function: str, argument: object) -> Any:
        """Call ``function`` (``module:name``) in a worker process and return its result.

        Raises:
            ExtractionFailed: it raised, or its process was killed at a limit.
        """
        if self._pool is None:
            return load(function)(argument)
        return await asyncio.wrap_future(self._pool.run(function, argument))

    def _count(self, counts: Mapping[str, float]) -> None:
        """Add a page's counts to the run's statistics, which are stored with it."""
        if self._crawler.stats is not None:
            for name, number in counts.items():
                self._crawler.stats.inc_value(name, number)  # type: ignore[arg-type]  # sums too

    async def _extract(self, page: Page) -> ExtractedArticle:
        if self._pool is None:
            extracted: ExtractedArticle = load(f"{_TASKS}:extract_with_digest")(page)
            return extracted
        return await asyncio.wrap_future(self._pool.submit(page))

    def _rules(self) -> UrlRules | None:
        rules = getattr(self._crawler.spider, "url_rules", None)
        return rules if isinstance(rules, UrlRules) else None

    async def close_spider(self) -> None:
        """Stop the worker processes."""
        if self._pool is not None:
            await asyncio.to_thread(self._pool.close)


class StoragePipeline:
    """Stores results. Owns the ``writer``, through which the spider also accesses the store.

    It writes the run's row: when the spider opens, and again when it has closed. The row includes
    the spider's ``arguments`` (a mapping of strings), if any. ``DATABASE_PATIENCE``: seconds
    without a database before the crawl ends with the reason ``database``.

    Results first pass a ``ResultGate``; when it closes, the crawl ends with its reason.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        url = database_url(settings.get("DATABASE_URL"))
        self._crawler = crawler
        patience = settings.getfloat("DATABASE_PATIENCE", PATIENCE.total_seconds())
        self._patience = timedelta(seconds=patience)
        self._engine = open_engine(url, min(BUSY_SECONDS, patience))
        self._outlet = str(getattr(crawler.spider, "name", ""))
        self._room = asyncio.Semaphore(IN_FLIGHT)
        self._gate = ResultGate(self._is_quiet)
        self._reopened = 0
        self._crawl_id: int | None = None
        self._started_at, self._begun = datetime.now(UTC), 0.0
        self._writer: Writer | None = None
        try:
            check(self._engine, patience)
        except UserError as error:  # the check passed a moment ago
            raise UnusableDatabaseError(str(error)) from None
        logger.info("Database: %s", masked(url))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the database of ``DATABASE_URL``; ``UserError`` if it cannot be used."""
        stage = cls(crawler)
        crawler.signals.connect(stage.spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(stage.engine_stopped, signal=signals.engine_stopped)
        return stage

    @property
    def writer(self) -> Writer:
        """The thread that accesses the database; available once the spider is open."""
        if self._writer is None:
            raise RuntimeError("the spider is not open yet: there is no writer")
        return self._writer

    @property
    def closed(self) -> str | None:
        """Finish reason of a run whose site serves notices or refusals."""
        return self._gate.closed

    def announce(self, candidates: Iterable[Candidate]) -> None:
        """Tell what a source lists: pages of the run are compared with it."""
        self._gate.announce(candidates)

    def _is_quiet(self, held: int) -> bool:
        """Return whether nothing of the run is in flight except ``held`` pages held back."""
        engine = self._crawler.engine
        if engine is None or engine.scraper.slot is None:
            return True
        slot = engine.scraper.slot
        under_way = max(len(slot.active), slot.itemproc_size) + len(slot.queue)
        return not engine.downloader.active and under_way <= held

    async def open_spider(self) -> None:
        """Start the writer and insert the row of the run."""
        self._writer = Writer(
            lambda: Store(self._engine, self._outlet, LOCKS.get(self._crawler)),
            queue=IN_FLIGHT,
            patience=self._patience,
            name=masked(self._engine.url),
        )
        self._started_at, self._begun = self._clock(), time.monotonic()
        now = self._started_at
        given = self._arguments().items()
        arguments = {key: without_credentials(str(value)) for key, value in given}
        try:
            self._crawl_id = await self.ask(
                lambda store: store.begin_crawl(now, arguments, _versions())
            )
        except DatabaseLost as error:
            raise CloseSpider(reason_of(error)) from None
        if self._crawler.stats is not None:
            self._crawler.stats.set_value("crawl/id", self._crawl_id)

    async def ask(self, function: Callable[[Store], T]) -> T:
        """Call ``function`` with the store in the writer's thread and return its result."""
        return await asyncio.wrap_future(self.writer.call(function))

    async def process_item(self, item: Result) -> Article:
        """Store a result; return its article, or drop it with its outcome.

        While ``IN_FLIGHT`` results wait for the database, the next one waits here, and Scrapy's own
        limits slow the downloads down; the event loop is not blocked.
        """
        item = await self._gate.admit(item)
        if self._gate.closed is not None:
            _stop(self._crawler, self._gate.closed)
        async with self._room:
            try:
                saved = await asyncio.wrap_future(self.writer.submit(item))
            except DatabaseLost as error:
                _stop(self._crawler, reason_of(error))
                raise DropItem("the database takes no more", log_level="DEBUG") from None
            except Exception:
                _stop(self._crawler, LOST)
                raise
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(f"outcome/{saved.outcome}")
            if saved.outcome is Outcome.NOT_ARTICLE and is_wall(saved.reason):
                self._crawler.stats.inc_value(WALLED)
            if saved.excused:
                self._crawler.stats.inc_value(f"{EXCUSED}/{saved.outcome}")
        given = {"url": saved.url, "outcome": saved.outcome.value, "reason": saved.reason}
        _pages.info("%s", saved.outcome.value, extra=given)
        if saved.outcome is Outcome.FAILED:
            logger.warning("Failed: %s (%s)", saved.url, saved.reason)
        await self._reopen()
        if item.article is None or saved.outcome not in KEPT:
            message = f"{saved.outcome}: {saved.reason or saved.url}"
            raise DropItem(message, log_level="DEBUG")
        return item.article

    async def _reopen(self) -> None:
        """Keep URLs due that the site refused before this was recognised as one refusal for all."""
        refused, now = self._gate.refused_urls[self._reopened :], datetime.now(UTC)
        self._reopened += len(refused)
        if refused:
            await self.ask(lambda store: store.reopen(refused, now))

    async def spider_closed(self, spider: Spider, reason: str) -> None:
        """Store how the run ended, after all waiting results, and log anomalies."""
        if self._crawl_id is None or self.writer.lost is not None:
            return
        crawl_id = self._crawl_id
        now = self._started_at + timedelta(seconds=time.monotonic() - self._begun)
        message, sources = _in_words(spider, reason), _answers(spider)
        stats = self._crawler.stats.get_stats() if self._crawler.stats else {}
        counts = {key: value for key, value in stats.items() if isinstance(value, int | float)}
        try:
            await self.ask(
                lambda store: store.finish_crawl(
                    crawl_id, now, reason, counts, message=message, sources=sources
                )
            )
            sentences = await self.ask(lambda store: store.unusual(crawl_id))
        except DatabaseLost as error:
            logger.error("The run's end is not in the database: %s", error)
            return
        if self._gate.explanation:
            logger.error("%s: %s", spider.name, self._gate.explanation)
        for sentence in sentences:
            logger.warning("%s: unusual: %s", spider.name, sentence)
        if self._crawler.stats is not None:
            self._crawler.stats.set_value(UNUSUAL, len(sentences))

    async def engine_stopped(self) -> None:
        """Stop the thread, which other components may use until the spider has closed."""
        if self._writer is not None:
            await asyncio.to_thread(self._writer.close)
        self._engine.dispose()

    def _clock(self) -> datetime:
        """Return the run's current time: the spider's, if it replays another time."""
        clock = getattr(self._crawler.spider, "clock", None)
        return clock() if callable(clock) else datetime.now(UTC)

    def _arguments(self) -> dict[str, Any]:
        found = getattr(self._crawler.spider, "arguments", None)
        return dict(found) if isinstance(found, dict) else {}


def _versions() -> dict[str, str]:
    found = {name: version(name) for name in LIBRARIES}
    return {"engine": extraction.ENGINE, **found}


def _in_words(spider: Spider, reason: str) -> str | None:
    words = getattr(getattr(spider, "tally", None), "in_words", None)
    return words(reason) if callable(words) else None


def _answers(spider: Spider) -> list[SourceAnswer]:
    sources = getattr(getattr(spider, "tally", None), "sources", {})
    return list(sources.values())


def reason_of(error: DatabaseLost) -> str:
    """Return the finish reason of a crawl from which the database takes no more."""
    return TAKEN_OVER if error.problem is DatabaseProblem.TAKEN_OVER else LOST


def _stop(crawler: Crawler, reason: str) -> None:
    """End the crawl with ``reason``; further calls have no effect."""
    engine = crawler.engine
    if engine is not None and engine.spider is not None and crawler not in _STOPPING:
        _STOPPING[crawler] = asyncio.ensure_future(engine.close_spider_async(reason=reason))
