"""Builds article and source requests; parses source responses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.base_spider import conditional_requests
from crawler.base_spider.frontier import SourceRequest
from crawler.discovery.encoding import MAX_BYTES
from crawler.discovery.reading import SourceBody, SourceKind
from crawler.outlet import Listing, Robots, Source
from pipelines.items import Due
from pipelines.storage.ledger.source_readings import SourceSnapshot

Callback = Callable[..., Any]
Errback = Callable[[Failure], Any]


def build_article_request(due: Due, callback: Callback, errback: Errback) -> Request:
    """Return the request for a page, conditional if a copy is stored."""
    headers = {"If-None-Match": due.etag, "If-Modified-Since": due.last_modified}
    return Request(
        due.url,
        callback=callback,
        errback=errback,
        headers={name: value for name, value in headers.items() if value},
        cb_kwargs={"due": due},
        dont_filter=True,  # the ledger issues each page once
    )


def build_source_request(
    source_request: SourceRequest,
    before: SourceSnapshot | None,
    callback: Callback,
    errback: Errback,
) -> Request:
    """Return the request for a source, conditional if it was read before."""
    return Request(
        source_request.url,
        callback=callback,
        errback=errback,
        headers=conditional_requests.conditions(before),
        cb_kwargs={"source_request": source_request},
        meta={"download_maxsize": MAX_BYTES},  # sitemaps.org allows 50 MB
        priority=int(source_request.depth == 0),  # otherwise endless sitemaps would go first
        dont_filter=True,  # the frontier requests each URL once
    )


def source_body(response: Response, source: Source, timezone: str) -> SourceBody:
    """Parse the response of a source; times without a zone are in ``timezone``."""
    kind = SourceKind.FEED
    if isinstance(source, Robots | Listing):
        kind = SourceKind.ROBOTS if isinstance(source, Robots) else SourceKind.LISTING
    header = (response.headers.get("Content-Type") or b"").decode("latin-1")
    named = (("Content-Type", header),) if header else ()
    return SourceBody(kind, response.body, response.url, named, timezone)
