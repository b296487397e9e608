"""Turns the response of an article request into a Page or a Result."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.archive import ARCHIVED, FETCHED_AT
from crawler.downloader.errors import explain
from crawler.outlet import Outlet
from pipelines.content_coding import wrapped_in
from pipelines.extraction.html.content_type import foreign_type
from pipelines.items import Due, Outcome, Page, RepeatedLines, Result

ASK_AGAIN_LATER = frozenset({401, 403, 408, 425, 429})
"""Statuses below 500 that may pass, because blocking is often temporary: the page stays due for a
later run. Within a run ``downloader/backoff.py`` retries."""


class ResultContext(Protocol):
    """What a result needs to know from the spider."""

    name: str
    outlet: Outlet
    repeated: RepeatedLines


def page_or_result(
    spider: ResultContext, response: Response, due: Due, now: datetime
) -> Page | Result:
    """Return the page of a response, or the result of a response without one."""
    at = response.meta.get(FETCHED_AT) or now
    if response.status == 304 and (due.etag or due.last_modified):
        # The request is made now, whenever the bytes were archived: due times count from here.
        return Result(due.url, spider.name, now, outcome=Outcome.SAME, reason="not modified")
    if response.status != 200:
        retry = response.status in ASK_AGAIN_LATER or response.status >= 500
        return _failed(spider, due, at, f"HTTP {response.status}", retry=retry)
    if reason := _elsewhere(spider.outlet, response.url, due.url):
        return _failed(spider, due, at, reason)
    if coding := wrapped_in(response.body):  # its content could not be decoded
        return _failed(spider, due, at, f"{coding} stream cut short", retry=True)
    page = _page(spider, response, due, at)
    header = (response.headers.get("Content-Type") or b"").decode("latin-1")
    if kind := foreign_type(header, response.body):
        reason = f"not a web page: {kind}"
        return Result(due.url, spider.name, at, page, outcome=Outcome.NOT_ARTICLE, reason=reason)
    return page


def refusal(spider: ResultContext, error: BaseException, due: Due, now: datetime) -> Result:
    """Return the result of a page that was not received."""
    reason, retry = explain(error)
    return _failed(spider, due, now, reason, retry=retry)


def _elsewhere(outlet: Outlet, url: str, requested_url: str) -> str | None:
    """Return why a redirect did not lead to the article, or None.

    Outlets redirect requests for deleted articles to the home page or a section.
    """
    if url == requested_url:
        return None
    if not outlet.allows(url):
        return f"redirected to another site: {urlsplit(url).hostname}"
    if urlsplit(url).path in ("", "/") or url.rstrip("/") == outlet.home.rstrip("/"):
        return "HTTP 404 in effect: redirected to the home page"
    if url.rstrip("/") in {source.url.rstrip("/") for source in outlet.every_source()}:
        return "HTTP 404 in effect: redirected to a listing"
    return None


def _page(spider: ResultContext, response: Response, due: Due, at: datetime) -> Page:
    outlet = spider.outlet
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
    return Page(
        url=response.url,
        body=response.body,
        fetched_at=at,
        outlet=spider.name,
        status=response.status,
        headers=headers,
        requested_url=due.url,
        layouts=outlet.layouts,
        timezone=outlet.timezone,
        language=None if outlet.language == "und" else outlet.language,
        hosts=outlet.hosts,
        marks=outlet.marks,
        hint=due.hint,
        repeated=spider.repeated,
        archived=response.meta.get(ARCHIVED),
    )


def _failed(
    spider: ResultContext, due: Due, at: datetime, reason: str, *, retry: bool = False
) -> Result:
    return Result(due.url, spider.name, at, outcome=Outcome.FAILED, reason=reason, retry=retry)
