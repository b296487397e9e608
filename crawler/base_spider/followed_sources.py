"""Follows the sources that a source names: sitemaps of an index, feeds of a page. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urldefrag, urlsplit

from crawler.base_spider import sitemap_selection
from crawler.base_spider.date_range import Span
from crawler.base_spider.frontier import SourceRequest
from crawler.base_spider.url_traps import trap
from crawler.outlet import Feed, Listing, Outlet, Sitemap
from pipelines.items import Candidate

_BRACES = str.maketrans({"{": "%7B", "}": "%7D"})  # as browsers write them (WHATWG URL, 1.3)


def followed(
    named: Iterable[Candidate],
    request: SourceRequest,
    outlet: Outlet,
    span: Span,
    feeds: int,
) -> tuple[list[SourceRequest], int]:
    """Return the requests for the sources that a source names, and how many exceed the limits.

    Args:
        named: the sources it names.
        request: the request whose response named them.
        outlet: the outlet whose hosts are allowed.
        span: the date range of the run.
        feeds: how many feeds named by pages may still be requested.
    """
    own = list(_own(named, outlet))
    section = request.source.section
    if isinstance(request.source, Listing):
        taken = [_of_page(one.url, section) for one in own[: max(0, feeds)]]
        return [_request(source, request) for source in taken], len(own) - len(taken)
    urls = sitemap_selection.parts(own, span, outlet.language)
    left = sitemap_selection.left_out(own, span, outlet.language)
    return [_request(Sitemap(url, section=section), request) for url in urls], left


def _own(named: Iterable[Candidate], outlet: Outlet) -> Iterator[Candidate]:
    """Yield those on the outlet's hosts whose URLs can be requested.

    A fragment is not sent to a server, and a brace is not a placeholder for a month: a malformed
    entry costs only itself.
    """
    for one in named:
        url = urldefrag(one.url).url.translate(_BRACES)
        try:
            Sitemap(url)
        except ValueError:
            continue
        if outlet.allows(url) and not trap(url):
            yield replace(one, url=url)


def _of_page(url: str, section: str) -> Feed | Listing:
    """Return the source that a page names: a feed, or the home page of a section's host."""
    is_front = urlsplit(url).path in ("", "/") and not urlsplit(url).query
    return Listing(url, section=section) if is_front else Feed(url, section=section)


def _request(source: Feed | Listing | Sitemap, request: SourceRequest) -> SourceRequest:
    return SourceRequest(source.url, source, request.chain, depth=request.depth + 1)
