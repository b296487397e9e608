"""Scrapy's own commands to look at one page, in this project: nothing is stored or archived."""

from __future__ import annotations

from scrapy.settings import BaseSettings

_OFF = {"ITEM_PIPELINES": {}, "EXTENSIONS": {}, "ARCHIVE_DIR": ""}


def only_look(settings: BaseSettings | None) -> None:
    """Have a look at a page write to no database, archive, metrics or alerts."""
    if settings is None:
        raise RuntimeError("scrapy gives a command its settings")
    for name, value in _OFF.items():
        settings.set(name, value, "cmdline")
