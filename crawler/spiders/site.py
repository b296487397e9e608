"""Any other site: ``scrapy crawl site -a home=https://example.org/``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response

from crawler.base_spider.arguments import Arguments, read, read_home
from crawler.base_spider.frontier import SourceRequest
from crawler.base_spider.spider import OutletSpider
from crawler.discovery.results import SourceContents
from crawler.discovery.site_hosts import is_same_site, section_hosts
from crawler.outlet import Feed, FirstOf, Listing, Outlet, Robots, Sitemap, Source
from pipelines.items import Candidate
from pipelines.urls.canonical import UrlRules, canonical_url

# The usual forms of an article's URL: a long slug, a number, or a date. Each segment is scanned
# once, without backtracking.
NO_ARTICLE = r"(?:tags?|topics?|categor(?:y|ies)|authors?|users?|search|login|feeds?|rss|print)"
_SLUG = r"[^/?][^/?-]*+-[^/?][^/?-]*+-[^/?]"  # three words, dashes between
_NUMBER = r"(?:[^/?\d]|\d{1,3}+(?!\d))*+\d{4}"
_DATE = r"\d{4}/\d{1,2}/(?:\d{1,2}/)?[^/?]"
ARTICLE = rf"/(?!{NO_ARTICLE}[/-])(?:[^/?]*+/)*?(?:{_SLUG}|{_NUMBER}|{_DATE})[^/?]*+/?(?:\?.*)?"


_MAX_NAMED_HOSTS = 8  # hosts, or feeds, listed as left out


class SiteSpider(OutletSpider):
    """The generic engine without a layout; robots.txt and the home page name the sources."""

    name = "site"
    outlet = Outlet(
        title="any site",
        home="https://example.org/",
        language="und",
        timezone="UTC",
        sources=(Listing("https://example.org/"),),
        article_url=ARTICLE,
    )

    def __init__(self, name: str | None = None, **given: Any) -> None:
        self.outlet = outlet_at(read_home(given.get("home")))
        # Each site is an outlet of its own: lines repeated on one say nothing about the others.
        super().__init__(self.outlet.title, **given)

    @classmethod
    def outlet_name(cls, given: Mapping[str, str]) -> str:
        """Return the site's host."""
        return outlet_at(read_home(given.get("home"))).title

    @classmethod
    def read_arguments(cls, given: Mapping[str, str]) -> Arguments:
        """Parse the arguments of a run; ``home`` is this spider's own."""
        outlet = outlet_at(read_home(given.get("home")))
        return read({k: v for k, v in given.items() if k != "home"}, outlet, ("home",))

    def may_follow(self, request: Request) -> bool:
        """Allow the home page to redirect to another host of its site."""
        source_request: SourceRequest | None = request.cb_kwargs.get("source_request")
        if (
            source_request is None
            or source_request.url != self.declared.home
            or "redirect_urls" not in request.meta
        ):
            return False
        return is_same_site(urlsplit(request.url).hostname or "", self._host)

    async def _read(self, request: SourceRequest, response: Response | str) -> None:
        """Use the final URL of the home page as the site's."""
        if (
            not isinstance(response, str)
            and request.url == self.declared.home
            and response.status == 200
        ):
            self.outlet = moved_to(self.outlet, response.url)
        await super()._read(request, response)

    async def _read_source(self, response: Response, request: SourceRequest) -> SourceContents:
        """Use the hosts that the home page links to as sections, and report those left out."""
        found = await super()._read_source(response, request)
        if request.url != self.declared.home or request.page > 1:
            return found
        named = (*found.candidates, *found.sources)
        home = urlsplit(self.outlet.home)
        hosts, others = section_hosts(
            (one.url for one in named), home.hostname or "", self.outlet.hosts
        )
        feeds = [one.url for one in found.sources if (urlsplit(one.url).hostname or "") in others]
        if others:
            listed = ", ".join(
                f"{host} ({count})" for host, count in others.most_common(_MAX_NAMED_HOSTS)
            )
            more = (
                f" and {len(others) - _MAX_NAMED_HOSTS} more"
                if len(others) > _MAX_NAMED_HOSTS
                else ""
            )
            self.logger.info("%s links to other hosts, left out: %s%s", response.url, listed, more)
        for url in feeds[:_MAX_NAMED_HOSTS]:
            self.logger.warning("Feed %s is on another site, and left out", url)
        port = f":{home.port}" if home.port else ""
        fronts = [Candidate(f"{home.scheme}://{host}{port}/", source=request.url) for host in hosts]
        self.outlet = widened(self.outlet, hosts)
        return replace(found, sources=(*fronts, *found.sources))

    def _follow(self, sources: Iterable[Candidate], request: SourceRequest) -> None:
        """Add the hosts that the home page named, even if the page has not changed."""
        named = list(sources)
        if request.url == self.declared.home:
            hosts = [urlsplit(one.url).hostname or "" for one in named]
            own = [host for host in hosts if is_same_site(host, self._host)]
            self.outlet = widened(self.outlet, own)
        super()._follow(named, request)

    @property
    def _host(self) -> str:
        return urlsplit(self.outlet.home).hostname or ""

    def article(self, one: Candidate, source: Source) -> str | None:
        """Return an article's URL: any URL in a news source, otherwise one of the usual form.

        News sources are feeds, and sitemaps with publication times: only news sitemaps have those,
        other sitemaps have the change time of each page of a site.
        """
        published = isinstance(source, Sitemap) and one.hint.published_at is not None
        if not published and not isinstance(source, Feed):
            return self.outlet.article(one.url)
        if not self.outlet.allows(one.url) or urlsplit(one.url).path in ("", "/"):
            return None
        return canonical_url(one.url, self.outlet.rules)


def outlet_at(home: str) -> Outlet:
    """Return the outlet of a home page URL, with no certain sources."""
    at = {name: urljoin(home, f"/{name}") for name in ("robots.txt", "sitemap.xml", "feed/")}
    parts = urlsplit(home)
    port = f":{parts.port}" if parts.port else ""
    return Outlet(
        title=f"{parts.hostname}{port}",
        home=home,
        language="und",
        timezone="UTC",
        sources=(
            Listing(home, certain=True),
            FirstOf(Robots(at["robots.txt"]), Sitemap(at["sitemap.xml"]), Feed(at["feed/"])),
        ),
        article_url=ARTICLE,
        urls=UrlRules(scheme=parts.scheme),
    )


def moved_to(outlet: Outlet, url: str) -> Outlet:
    """Return the outlet after its home page redirected: with https, on its final host.

    A redirect to a page of the site (``/en/``) changes nothing else.
    """
    home, there = urlsplit(outlet.home), urlsplit(url)
    if there.port != home.port and {there.port, home.port} - {None, 80, 443}:
        return outlet
    if (there.scheme, there.hostname) == (home.scheme, home.hostname):
        return outlet
    if there.scheme == "http" and home.scheme == "https" and there.hostname == home.hostname:
        return outlet
    found = outlet_at(there._replace(path="/", query="", fragment="").geturl())
    bare = [(host or "").removeprefix("www.") for host in (home.hostname, there.hostname)]
    more = () if bare[0] == bare[1] else (home.hostname or "",)
    return widened(replace(found, title=outlet.title), [*more, *outlet.more_hosts])


def widened(outlet: Outlet, hosts: Iterable[str]) -> Outlet:
    """Return the outlet with further hosts of its site."""
    new = tuple(dict.fromkeys(host for host in hosts if host and host not in outlet.hosts))
    return replace(outlet, more_hosts=(*outlet.more_hosts, *new)) if new else outlet
