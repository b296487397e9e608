"""Turns a stored response into a page for the engine, with its outlet's declaration."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from crawler.archive.response_lookup import StoredResponse
from crawler.base_spider.spider import OutletSpider
from crawler.outlet import Outlet
from pipelines.errors import UserError
from pipelines.items import Hint, Page, RepeatedLines


def archive_folder(settings: BaseSettings) -> Path:
    """Return the archive folder; ``UserError`` if archiving is off."""
    value = settings.get("ARCHIVE_DIR")
    if not value:
        raise UserError("ARCHIVE_DIR is empty: set it to the folder with the crawl's WARC files")
    return Path(str(value)).expanduser()


def outlets(settings: BaseSettings) -> Callable[[str], Outlet]:
    """Return a function from an outlet's stored name to its declaration."""
    loader = get_spider_loader(settings)
    names = set(loader.list())

    @cache
    def outlet(name: str) -> Outlet:
        if name in names and name != "site":
            spider = loader.load(name)
            if issubclass(spider, OutletSpider):
                return spider.outlet
        from crawler.spiders.site import outlet_at  # an outlet of the spider site

        try:
            return outlet_at(f"https://{name}/")
        except ValueError as error:
            raise UserError(f"{name}: no such outlet, and no host of a site: {error}") from error

    return outlet


def as_page(
    found: StoredResponse,
    name: str,
    outlet: Outlet,
    *,
    requested_url: str = "",
    hint: Hint | None = None,
    repeated: RepeatedLines | None = None,
) -> Page:
    """Return the page of a stored response as a crawl of ``outlet`` passes it to the engine."""
    return Page(
        url=found.url,
        body=found.body,
        fetched_at=found.at,
        outlet=name,
        status=found.status,
        headers=found.headers,
        requested_url=requested_url or found.url,
        layouts=outlet.layouts,
        timezone=outlet.timezone,
        language=None if outlet.language == "und" else outlet.language,
        hosts=outlet.hosts,
        marks=outlet.marks,
        hint=hint or Hint(),
        repeated=repeated or RepeatedLines(),
        archived=found.ref,
    )
