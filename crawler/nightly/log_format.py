"""LOG_FORMAT=json, one object a line; and no password in any line, whatever its format."""

from __future__ import annotations

import importlib.util
import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings

from crawler.nightly import alerts
from pipelines.errors import UserError
from pipelines.stages import PAGES
from pipelines.storage.database.engine import secrets
from pipelines.urls.credentials import without_credentials

_FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s"


def read(settings: BaseSettings) -> None:
    """Turn ``-s LOG_FORMAT=json`` into what Scrapy understands.

    Raises:
        UserError: the value is no format, or its library is missing.
    """
    value = str(settings.get("LOG_FORMAT") or "")
    if value == "json":
        settings.set("LOG_FORMAT", "%(message)s", "cmdline")
        settings.set("LOG_JSON", True, "cmdline")
    elif value == "text":
        settings.set("LOG_FORMAT", "%(asctime)s [%(name)s] %(levelname)s: %(message)s", "cmdline")
    elif "%(" not in value:
        raise UserError(
            f"LOG_FORMAT={value}: expected json, text, or a pattern of Python's logging"
        )
    if settings.getbool("LOG_JSON") and importlib.util.find_spec("pythonjsonlogger") is None:
        raise UserError(
            "LOG_FORMAT=json: needs python-json-logger; install it with: pip install "
            "'tinsach[notify]'"
        )


def begin(settings: BaseSettings) -> None:
    """Have what is said before the crawl in the same format."""
    if settings.getbool("LOG_JSON"):
        for handler in logging.getLogger().handlers:
            handler.setFormatter(_formatter())


class LogFormat:
    """Scrapy extension: puts outlet and run into each line, and takes secrets out of it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._json = crawler.settings.getbool("LOG_JSON")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take over the handlers that the log has by now."""
        if crawler.spider is None:
            raise NotConfigured
        made = cls(crawler)
        made.take_over()
        crawler.signals.connect(made.take_over, signal=signals.engine_started)
        return made

    def take_over(self) -> None:
        """Give the root's handlers the filter, and the format that is asked for."""
        if self._json:
            logging.getLogger(PAGES).setLevel(logging.INFO)
        for handler in logging.getLogger().handlers:
            if not any(isinstance(one, _Context) for one in handler.filters):
                handler.addFilter(_Context(self._crawler))
            if self._json:
                handler.setFormatter(_formatter())


def _formatter() -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    names = {"asctime": "time", "levelname": "level", "name": "logger"}
    return JsonFormatter(
        f"{_FIELDS} %(outlet)s %(run)s", rename_fields=names, reserved_attrs=[*_RESERVED]
    )


_RESERVED = frozenset(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {
    *("message", "asctime", "taskName", "spider", "crawler"),
}


class _Context(logging.Filter):
    """Names outlet and run, and masks what is secret."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__()
        self._crawler = crawler
        settings = crawler.settings
        self._secrets = [*secrets(settings.get("DATABASE_URL")), *alerts.addresses(settings)]

    def filter(self, record: logging.LogRecord) -> bool:
        """Complete a record; every one goes on."""
        record.outlet = getattr(self._crawler.spider, "name", None)
        stats = self._crawler.stats
        record.run = stats.get_value("crawl/id") if stats is not None else None
        told = record.getMessage()
        masked = told
        for secret in self._secrets:
            masked = masked.replace(secret, "***")
        masked = without_credentials(masked)
        if masked != told:
            record.msg, record.args = masked, None
        return True
