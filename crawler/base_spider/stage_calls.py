"""Calls from the spider to the item pipelines: the store, and the worker process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from crawler.base_spider.requests import source_body
from crawler.discovery import reading
from crawler.discovery.results import SourceContents
from crawler.outlet import Source
from pipelines.items import Candidate, Due
from pipelines.stages import ExtractionPipeline, StoragePipeline, reason_of
from pipelines.storage.database.errors import DatabaseLost
from pipelines.storage.store import Store

T = TypeVar("T")


def gate_closed(crawler: Crawler) -> str | None:
    """Return the finish reason of a run whose site serves notices or refusals, or None."""
    stage = crawler.get_item_pipeline(StoragePipeline)
    return None if stage is None else stage.closed


async def ask_store(crawler: Crawler, function: Callable[[Store], T]) -> T:
    """Call ``function`` with the store; close the spider if there is no database."""
    stage = crawler.get_item_pipeline(StoragePipeline)
    if stage is None:
        raise CloseSpider("StoragePipeline is not in ITEM_PIPELINES")
    try:
        return await stage.ask(function)
    except DatabaseLost as error:
        raise CloseSpider(reason_of(error)) from None


async def discover(
    crawler: Crawler,
    candidates: Sequence[Candidate],
    at: datetime,
    *,
    refresh: bool,
    revisit: tuple[timedelta, ...],
) -> list[Due]:
    """Store the pages that a source lists; return those to fetch now, in order."""
    stage = crawler.get_item_pipeline(StoragePipeline)
    if stage is not None:
        stage.announce(candidates)
    return await ask_store(
        crawler, lambda store: store.discover(candidates, at, refresh=refresh, revisit=revisit)
    )


async def read_source(
    crawler: Crawler, response: Response, source: Source, zone: str
) -> SourceContents:
    """Parse a source in the worker process, under the same limits as pages.

    Raises:
        ExtractionFailed: it cannot be parsed within them.
    """
    body = source_body(response, source, zone)
    stage = crawler.get_item_pipeline(ExtractionPipeline)
    if stage is None:
        return reading.read(body)
    found: SourceContents = await stage.run("crawler.discovery.reading:read", body)
    return found
