"""Scrapy's commands to inspect one page, for this project: nothing is stored or archived."""

from __future__ import annotations

from scrapy.settings import BaseSettings

from pipelines.printable import say

_OFF = {"ITEM_PIPELINES": {}, "EXTENSIONS": {}, "ARCHIVE_DIR": ""}


def only_look(settings: BaseSettings | None) -> None:
    """Turn off database, archive, metrics and alerts."""
    if settings is None:
        raise RuntimeError("scrapy gives a command its settings")
    for name, value in _OFF.items():
        settings.set(name, value, "cmdline")


def say_nothing_received(url: str) -> None:
    """Say it on stderr, also where ``--nolog`` hides the reason."""
    reason = "the log says why (leave out --nolog)"
    say(f"tinsach: {url}: no response was received; {reason}", error=True)
