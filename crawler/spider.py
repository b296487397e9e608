"""The spider of an outlet: from sources to pages, by way of the store, which knows what is due."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler import discovery
from crawler.archive import ARCHIVED, FETCHED_AT, now
from crawler.arguments import Arguments, read
from crawler.outlet import Listing, Outlet, Sitemap, Source
from crawler.refusals import HostRefused, explain
from pipelines.items import Candidate, Due, Outcome, Page, RepeatedLines, Result
from pipelines.stages import StoreStage
from pipelines.storage.identity import UrlRules

Yielded = Request | Page | Result

RECENT = timedelta(days=45)  # how far back a nightly crawl follows dated sitemaps
MAX_SOURCES = 400  # sitemaps and listing pages of one run
MAX_PAGES = 3  # pages of one listing on a nightly crawl
MAX_PAGES_BACK = 2_500  # pages of one listing with ``since``
HTML = ("text/html", "application/xhtml+xml", "")


class OutletSpider(Spider):
    """Crawls one outlet. A subclass is a declaration: ``name`` and ``outlet``, nothing else."""

    outlet: Outlet

    def __init__(self, name: str | None = None, **given: str) -> None:
        super().__init__(name)
        # scrapyd adds arguments of its own, such as _job.
        self.arguments = {key: value for key, value in given.items() if not key.startswith("_")}
        self.wanted = self.read_arguments(self.arguments)
        self.repeated = RepeatedLines()
        self._asked: set[str] = set()
        self._backlog: list[Due] = []
        self._issued = 0
        self._answered = 0
        self._announced = 0
        self._moved_to = ""

    @classmethod
    def read_arguments(cls, given: dict[str, str]) -> Arguments:
        """Check the arguments of a run; ``UserError`` says what is wrong."""
        return read(given, cls.outlet.timezone)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider and have it told when it is idle or a page came to nothing."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._idle, signal=signals.spider_idle)
        crawler.signals.connect(spider._came_to_nothing, signal=signals.item_dropped)
        return spider

    @property
    def url_rules(self) -> UrlRules:
        """How the outlet's addresses become canonical."""
        return self.outlet.rules

    async def start(self) -> AsyncIterator[Yielded]:
        """Yield what an earlier run left, then the sources."""
        stage = self._store()
        self.repeated = await stage.ask(lambda store: store.repeated_lines())
        if self.wanted.urls:
            candidates = [Candidate(url, source="-a url") for url in self.wanted.urls]
            for request in await self._discover(candidates, refresh=True):
                yield request
            return
        at, revisit = self._now(), self.outlet.revisit
        left = await stage.ask(lambda store: store.pending(at, revisit=revisit))
        for request in self._requests(left):
            yield request
        for source in self.outlet.every_source():
            if self._in_section(source):
                for address in self._addresses(source):
                    for request in self._ask_source(address, source):
                        yield request

    async def parse_source(self, response: Response, source: Source, page: int) -> Any:
        """Read a source: its articles that are due, and the sources it names."""
        if response.status != 200:
            return
        if not self._is_own(response.url):
            self._moved_to = response.url
            return
        self._answered += 1
        found = self._read(response, source)
        mine = self._articles(found.candidates)
        self._announced += len(mine)
        requests = await self._discover(mine, refresh=self.wanted.refresh)
        for request in requests:
            yield request
        for further in found.sources:
            if self._is_own(further.url) and self._is_in_range(further):
                for request in self._ask_source(further.url, Sitemap(further.url)):
                    yield request
        if isinstance(source, Listing) and source.paging and self._goes_on(mine, requests, page):
            address = urljoin(source.url, source.paging.format(page=page + 1))
            for request in self._ask_source(address, source, page + 1):
                yield request

    def source_failed(self, failure: Failure) -> None:
        """Say which source did not answer; the others may."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if isinstance(failure.value, HostRefused):
            self._moved_to = request.url
        self.logger.warning("Source %s: %s", request.url, explain(failure.value)[0])

    def parse_article(self, response: Response, due: Due) -> Yielded:
        """Hand a fetched page on, or say why there is none."""
        at = response.meta.get(FETCHED_AT) or datetime.now(UTC)
        if response.status == 304:
            return Result(due.url, self.name, at, outcome=Outcome.SAME, reason="not modified")
        if response.status != 200:
            retry = response.status in (408, 429) or response.status >= 500
            return self._failed(due, at, f"HTTP {response.status}", retry=retry)
        if not self._is_own(response.url):
            return self._failed(due, at, f"redirected to another site: {response.url}")
        if urlsplit(response.url).path in ("", "/") and urlsplit(due.url).path not in ("", "/"):
            return self._failed(due, at, "HTTP 404 in effect: redirected to the home page")
        page = self._page(response, due, at)
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        kind = kind.partition(";")[0].strip().lower()
        if kind not in HTML:
            reason = f"not a web page: {kind}"
            return Result(due.url, self.name, at, page, outcome=Outcome.NOT_ARTICLE, reason=reason)
        return page

    def article_failed(self, failure: Failure) -> Result:
        """Return the result of a page that was not received."""
        request: Request = failure.request  # type: ignore[attr-defined]
        due: Due = request.cb_kwargs["due"]
        reason, retry = explain(failure.value)
        return self._failed(due, datetime.now(UTC), reason, retry=retry)

    def _read(self, response: Response, source: Source) -> discovery.Found:
        if isinstance(source, Listing):
            encoding = response.encoding if isinstance(response, TextResponse) else "utf-8"
            return discovery.read_listing(response.body, response.url, encoding)
        return discovery.read_xml(response.body, response.url, self.outlet.timezone)

    def _articles(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return those that are the outlet's articles, within the range, at canonical addresses."""
        mine: dict[str, Candidate] = {}
        for candidate in candidates:
            address = self.outlet.article(candidate.url)
            if address is None or not self._in_wanted_section(address, candidate.source):
                continue
            hint = candidate.hint
            if self.wanted.covers(hint.published_at):
                mine.setdefault(address, Candidate(address, hint, candidate.source))
        return list(mine.values())

    async def _discover(self, candidates: list[Candidate], *, refresh: bool) -> list[Request]:
        if not candidates:
            return []
        at, revisit = self._now(), self.outlet.revisit
        due = await self._store().ask(
            lambda store: store.discover(candidates, at, refresh=refresh, revisit=revisit)
        )
        return self._requests(due)

    def _requests(self, due: Iterable[Due]) -> list[Request]:
        """Return requests for as many pages as ``limit`` leaves room for; keep the others."""
        self._backlog.extend(due)
        room = len(self._backlog)
        if self.wanted.limit is not None:
            room = max(0, self.wanted.limit - self._issued)
        taken, self._backlog = self._backlog[:room], self._backlog[room:]
        self._issued += len(taken)
        return [self._request(page) for page in taken]

    def _request(self, due: Due) -> Request:
        headers = {"If-None-Match": due.etag, "If-Modified-Since": due.last_modified}
        return Request(
            due.url,
            callback=self.parse_article,
            errback=self.article_failed,
            headers={name: value for name, value in headers.items() if value},
            cb_kwargs={"due": due},
            dont_filter=True,  # the ledger hands each page out once
        )

    def _ask_source(self, address: str, source: Source, page: int = 1) -> list[Request]:
        if address in self._asked or len(self._asked) >= MAX_SOURCES + MAX_PAGES_BACK:
            return []
        self._asked.add(address)
        return [
            Request(
                address,
                callback=self.parse_source,
                errback=self.source_failed,
                cb_kwargs={"source": source, "page": page},
                priority=1,
                dont_filter=True,
            )
        ]

    def _addresses(self, source: Source) -> list[str]:
        if not isinstance(source, Sitemap) or "{month}" not in source.url:
            return [source.url]
        last = self.wanted.until or self._now()
        first = self.wanted.since or last - timedelta(days=last.day)  # this month and the last one
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        return [
            source.url.format(year=m // 12, month=m % 12 + 1, month2=f"{m % 12 + 1:02}")
            for m in reversed(months)
        ]

    def _is_in_range(self, source: Candidate) -> bool:
        changed = source.hint.modified_at
        return changed is None or changed >= (self.wanted.since or self._now() - RECENT)

    def _goes_on(self, mine: list[Candidate], requests: list[Request], page: int) -> bool:
        """Whether a listing's next page is worth asking for."""
        if self.wanted.since is None:
            return bool(requests) and page < MAX_PAGES
        return bool(mine) and page < MAX_PAGES_BACK

    def _in_section(self, source: Source) -> bool:
        if not self.wanted.section or isinstance(source, Sitemap):
            return True
        return f"/{self.wanted.section}" in urlsplit(source.url).path

    def _in_wanted_section(self, address: str, source: str) -> bool:
        section = self.wanted.section
        if not section:
            return True
        return any(f"/{section}" in urlsplit(place).path for place in (address, source))

    def _is_own(self, url: str) -> bool:
        return self.outlet.allows(url)

    def _now(self) -> datetime:
        return now(self.settings)

    def _store(self) -> StoreStage:
        stage = self.crawler.get_item_pipeline(StoreStage)
        if stage is None:
            raise CloseSpider("StoreStage is not in ITEM_PIPELINES")
        return stage

    def _page(self, response: Response, due: Due, at: datetime) -> Page:
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        )
        return Page(
            url=response.url,
            body=response.body,
            fetched_at=at,
            outlet=self.name,
            status=response.status,
            headers=headers,
            requested_url=due.url,
            layouts=self.outlet.layouts,
            timezone=self.outlet.timezone,
            language=self.outlet.language,
            hosts=self.outlet.hosts,
            marks=self.outlet.marks,
            hint=due.hint,
            repeated=self.repeated,
            archived=response.meta.get(ARCHIVED),
        )

    def _failed(self, due: Due, at: datetime, reason: str, *, retry: bool = False) -> Result:
        return Result(
            due.url, self.name, at, outcome=Outcome.FAILED, reason=reason[:500], retry=retry
        )

    def _came_to_nothing(self) -> None:
        """A page was no article: with ``limit``, another one may take its place."""
        if self.wanted.limit is None or self.crawler.engine is None:
            return
        self._issued -= 1
        for request in self._requests(()):
            self.crawler.engine.crawl(request)

    def _idle(self) -> None:
        """Give a crawl that reached nothing a reason of its own."""
        if self.wanted.urls or self._announced:
            return
        if self._moved_to:
            raise CloseSpider("outlet_moved")
        raise CloseSpider("nothing_found" if self._answered else "outlet_unreachable")
