"""Fetches what is needed to know a site: robots.txt, home, feeds, sitemaps, sections, articles.

The project's downloader is used as in a crawl: robots.txt is obeyed, hosts and addresses are
guarded, requests are slow. Nothing is stored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.http import Response

from crawler.archive import FETCHED_AT, now
from crawler.base_spider.requests import source_body
from crawler.discovery.encoding import MAX_BYTES
from crawler.discovery.reading import read
from crawler.discovery.results import SourceContents
from crawler.discovery.site_hosts import is_same_site, section_hosts
from crawler.downloader.errors import explain
from crawler.new_outlet.inspection import InspectedSource, SiteInspection, announced
from crawler.new_outlet.time_zone import offsets
from crawler.outlet import Feed, Listing, Outlet, Robots, Sitemap, Source
from crawler.spiders.site import moved_to, outlet_at, widened
from pipelines.extraction.html.content_type import foreign_type
from pipelines.extraction.html.parse import parse
from pipelines.items import Candidate, Page
from pipelines.text import clean

MAX_FEEDS = 12
MAX_SECTIONS = 8
MAX_SITEMAPS = 4
_NEWEST = 2  # sitemaps of an index that are read
_SITE_NAME = "//meta[@property='og:site_name']/@content"
_FEED_LINK = re.compile(r"/(?:rss|feeds?|atom)(?:[/.]|$)|\.(?:rss|atom)$", re.IGNORECASE)
_HOME = re.compile(r"home(?: ?page)?|trang chủ|front page", re.IGNORECASE)
_GUESSED = ("feed/", "rss.xml", "rss")
_WEB_PAGE = "a web page, no feed"


class LookSpider(Spider):
    """Inspects one site; the findings are put into ``looked``."""

    name = "newoutlet"

    def __init__(
        self, home: str, articles: tuple[str, ...], pages: int, looked: list[SiteInspection]
    ) -> None:
        super().__init__()
        self.outlet = outlet_at(home)
        self.home = home
        self.articles = articles
        self.pages = pages
        self.looked = looked
        self._inspected: dict[str, InspectedSource] = {}
        self._title = ""

    def may_follow(self, request: Request) -> bool:
        """Allow the home page to redirect to another host of its site."""
        first = (request.meta.get("redirect_urls") or [""])[0]
        host = urlsplit(self.home).hostname or ""
        return first == self.home and is_same_site(urlsplit(request.url).hostname or "", host)

    async def start(self) -> AsyncIterator[Request]:
        """Inspect the site, one request after the other; yields no requests for the scheduler."""
        await self._look_at_home()
        await self._look_at_robots()
        for feeds in self._feed_rounds():
            for url in feeds:
                await self._ask(Feed(url))
        for url in self._section_links():
            await self._ask(Listing(url, section=urlsplit(url).path.strip("/").replace("/", "-")))
        pages, troubles = await self._fetch_articles()
        host = urlsplit(self.home).hostname or ""
        self.looked.append(
            SiteInspection(
                self.outlet, host, self._title, tuple(self._inspected.values()), pages, troubles,
                now(self.settings),
            )
        )  # fmt: skip
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def _look_at_home(self) -> None:
        response = await self._get(self.home)
        if isinstance(response, str) or response.status != 200:
            trouble = response if isinstance(response, str) else f"HTTP {response.status}"
            self._inspected[self.home] = InspectedSource(Listing(self.home), trouble=trouble)
            return
        self.outlet = moved_to(self.outlet, response.url)
        source = Listing(self.outlet.home)
        inspected = _read(response, source, self.outlet)
        self._title = _title(response)
        links = (one.url for one in (*inspected.found.candidates, *inspected.found.sources))
        hosts, _ = section_hosts(
            links, urlsplit(self.outlet.home).hostname or "", self.outlet.hosts
        )
        self.outlet = widened(self.outlet, hosts)
        self._inspected[source.url] = inspected

    async def _look_at_robots(self) -> None:
        robots = await self._ask(Robots(urljoin(self.outlet.home, "/robots.txt")))
        named = [one.url for one in robots.found.sources] if robots is not None else []
        maps = named or [urljoin(self.outlet.home, "/sitemap.xml")]
        half = MAX_SITEMAPS // 2  # where each month has one, the newest is the first or the last
        for url in dict.fromkeys([*maps[:half], *maps[-half:]]):
            inspected = await self._ask(Sitemap(url))
            if inspected is not None:
                for child in _newest(inspected.found.sources):
                    await self._ask(Sitemap(child))

    def _feed_rounds(self) -> Iterator[list[str]]:
        """Yield the feeds that the home page names, then those of a page of feeds, else guesses."""
        home = self._inspected.get(self.outlet.home)
        found = home.found if home else SourceContents()
        named = [one.url for one in found.sources]
        linked = [one.url for one in found.candidates if _FEED_LINK.search(urlsplit(one.url).path)]
        yield list(dict.fromkeys([*named, *linked]))[:MAX_FEEDS]
        pages = [one for one in self._inspected.values()
                 if isinstance(one.source, Feed) and one.trouble == _WEB_PAGE]  # fmt: skip
        listed = [one.url for page in pages for one in page.found.candidates]
        yield [one for one in listed if _FEED_LINK.search(urlsplit(one).path)][:MAX_FEEDS]
        if not any(
            isinstance(one.source, Feed) and not one.trouble for one in self._inspected.values()
        ):
            yield [urljoin(self.outlet.home, f"/{name}") for name in _GUESSED]

    def _section_links(self) -> list[str]:
        """Return the URLs of sections: folders shared by several articles' URLs."""
        sure = announced(self._inspected.values(), self.outlet)
        parts = [urlsplit(url) for url in sure]
        counted = Counter(
            f"{one.scheme}://{one.netloc}/{one.path.split('/')[1]}"
            for one in parts
            if one.path.strip("/").count("/") and not one.path.split("/")[1].isdecimal()
        )
        home = self._inspected.get(self.outlet.home)
        links = {one.url.rstrip("/"): one.url for one in home.found.candidates} if home else {}
        several = [url for url, count in counted.most_common(MAX_SECTIONS) if count > 1]
        return [links.get(url, url) for url in several]

    async def _ask(self, source: Source) -> InspectedSource | None:
        if source.url in self._inspected or not self.outlet.allows(source.url):
            return None  # already requested, or another site's
        response = await self._get(source.url)
        if isinstance(response, str):
            inspected = InspectedSource(source, trouble=response)
        elif response.status != 200:
            inspected = InspectedSource(source, trouble=f"HTTP {response.status}")
        else:
            inspected = _read(response, source, self.outlet)
        self._inspected[source.url] = inspected
        return inspected

    async def _fetch_articles(self) -> tuple[tuple[Page, ...], tuple[tuple[str, str], ...]]:
        sure = announced(self._inspected.values(), self.outlet)
        named = {url: sure.get(url, Candidate(url)) for url in self.articles}
        pages, troubles = [], []
        for url, candidate in (named or _spread(sure, self.pages)).items():
            own = self.outlet.allows(url)
            response = await self._get(url) if own else f"on none of {', '.join(self.outlet.hosts)}"
            if isinstance(response, str):
                troubles.append((url, response))
            elif response.status != 200:
                troubles.append((url, f"HTTP {response.status}"))
            elif kind := foreign_type(_header(response), response.body):
                troubles.append((url, f"not a web page: {kind}"))
            else:
                pages.append(self._page(response, candidate))
        return tuple(pages), tuple(troubles)

    def _page(self, response: Response, candidate: Candidate) -> Page:
        return Page(
            url=response.url,
            body=response.body,
            fetched_at=response.meta.get(FETCHED_AT) or now(self.settings),
            headers=(("Content-Type", _header(response)),),
            requested_url=candidate.url,
            hosts=self.outlet.hosts,
            hint=candidate.hint,
        )

    async def _get(self, url: str) -> Response | str:
        """Return the response, or the reason why there is none, in one line."""
        engine = self.crawler.engine
        if engine is None:
            raise RuntimeError("a spider starts with an engine")
        try:
            request = Request(url, dont_filter=True, meta={"download_maxsize": MAX_BYTES})
            return await engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - what a download raises is the finding
            return explain(error)[0]


def _read(response: Response, source: Source, outlet: Outlet) -> InspectedSource:
    found = read(source_body(response, source, outlet.timezone))
    if found.reason == _WEB_PAGE:  # it may be a page that lists feeds
        links = read(source_body(response, Listing(source.url), outlet.timezone))
        return InspectedSource(source, links, _WEB_PAGE)
    own = tuple(one for one in found.sources if outlet.allows(one.url))
    trouble = found.reason or ""
    if not found.candidates and not found.sources and not isinstance(source, Robots):
        trouble = trouble or "no address in it"
    return InspectedSource(
        source,
        SourceContents(found.candidates, own, found.next_page),
        trouble,
        offsets(response.body),
    )


def _title(response: Response) -> str:
    tree = parse(response.body, (("Content-Type", _header(response)),))
    stated = next(iter(tree.xpath(_SITE_NAME)), "") or tree.findtext(".//title") or ""
    parts = re.split(r"\s[|–—-]\s", clean(str(stated)))
    return next((one for one in parts if one and not _HOME.fullmatch(one)), "")


def _header(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"text/html").decode("latin-1")


def _newest(children: Iterable[Candidate]) -> list[str]:
    """Return the sitemaps of an index that changed last; without times, the last ones."""
    listed = list(children)
    dated = [one for one in listed if one.hint.modified_at is not None]
    dated.sort(key=lambda one: str(one.hint.modified_at), reverse=True)
    return [one.url for one in (dated or listed[::-1])[:_NEWEST]]


def _spread(sure: dict[str, Candidate], count: int) -> dict[str, Candidate]:
    """Return ``count`` articles, from all over the list: of several sections, if any."""
    step = max(1, len(sure) // max(1, count))
    chosen = list(sure)[::step][:count]
    return {url: sure[url] for url in chosen}
