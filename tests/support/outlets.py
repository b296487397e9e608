"""The outlets as declared by their spiders, and pages as a spider passes them to the engine."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from pipelines.items import Page


@cache
def names() -> list[str]:
    """Return the names of all spiders, sorted; ``site`` is one."""
    return sorted(SpiderLoader.from_settings(get_project_settings()).list())


@cache
def outlet_of(name: str) -> Any:
    """Return the declaration of the spider ``name``."""
    loader = SpiderLoader.from_settings(get_project_settings())
    return loader.load(name).outlet  # type: ignore[attr-defined]


def page_for(
    name: str,
    url: str,
    body: bytes,
    fetched_at: datetime,
    *,
    content_type: str = "text/html; charset=utf-8",
    generic: bool = False,
) -> Page:
    """Return a page of the outlet; ``generic`` leaves its layouts out."""
    outlet = outlet_of(name)
    return Page(
        url=url,
        body=body,
        fetched_at=fetched_at,
        outlet=name,
        headers=(("Content-Type", content_type),),
        layouts=() if generic else outlet.layouts,
        timezone=outlet.timezone,
        language=outlet.language,
        hosts=outlet.hosts,
        marks=outlet.marks,
    )
