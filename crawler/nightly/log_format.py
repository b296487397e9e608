"""Log formats: LOG_FORMAT=json, one object per line; secrets and control characters masked."""

from __future__ import annotations

import importlib.util
import json
import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings, Settings
from scrapy.utils.log import configure_logging

from crawler.nightly import alerts
from pipelines.errors import UserError
from pipelines.printable import log_lines
from pipelines.stages import PAGES
from pipelines.storage.database.engine import secrets
from pipelines.urls.credentials import without_credentials

_FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s"
_RESERVED = frozenset(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {
    *("message", "asctime", "taskName", "spider", "crawler"),
}


def read(settings: BaseSettings) -> None:
    """Translate ``-s LOG_FORMAT=json`` for Scrapy.

    Raises:
        UserError: the value is not a format, or its library is missing.
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


def begin(settings: Settings) -> None:
    """Start the log in one format from its first line.

    Scrapy would recreate its handler with each crawler, in its own format.

    Raises:
        OSError: the log file cannot be written.
        ValueError: there is no such level.
    """
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, "cmdline")
    configure_logging(settings)
    file = settings.get("LOG_FILE")
    handler: logging.Handler = logging.NullHandler()
    if file:
        mode = "a" if settings.getbool("LOG_FILE_APPEND") else "w"
        handler = logging.FileHandler(file, mode, settings.get("LOG_ENCODING"))
    elif settings.getbool("LOG_ENABLED"):
        handler = logging.StreamHandler()
    handler.setLevel(settings.get("LOG_LEVEL"))
    written = logging.Formatter(settings.get("LOG_FORMAT"), settings.get("LOG_DATEFORMAT"))
    handler.setFormatter(_Line(written, settings))
    logging.getLogger().setLevel(logging.NOTSET)
    logging.getLogger().addHandler(handler)


class LogFormat:
    """Scrapy extension: adds outlet and run to each line, and masks secrets."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take over the log's current handlers."""
        if crawler.spider is None:
            raise NotConfigured
        extension = cls(crawler)
        extension.take_over()
        crawler.signals.connect(extension.take_over, signal=signals.engine_started)
        return extension

    def take_over(self) -> None:
        """Make the root logger's handlers format lines for this crawl."""
        settings = self._crawler.settings
        if settings.getbool("LOG_JSON"):
            logging.getLogger(PAGES).setLevel(logging.INFO)
        for handler in logging.getLogger().handlers:
            written = handler.formatter
            if isinstance(written, _Line):
                written.crawler = self._crawler
            else:
                handler.setFormatter(_Line(written, settings, self._crawler))


def _json_formatter() -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    names = {"asctime": "time", "levelname": "level", "name": "logger"}
    return JsonFormatter(
        f"{_FIELDS} %(outlet)s %(run)s", rename_fields=names, reserved_attrs=[*_RESERVED]
    )


class _Line(logging.Formatter):
    """Formats a record with outlet and run; masks secrets and control characters."""

    def __init__(
        self,
        text: logging.Formatter | None,
        settings: BaseSettings,
        crawler: Crawler | None = None,
    ) -> None:
        super().__init__()
        self._as_json = settings.getbool("LOG_JSON")
        self._written = _json_formatter() if self._as_json else text or logging.Formatter()
        self.crawler = crawler
        hidden = [*secrets(settings.get("DATABASE_URL")), *alerts.addresses(settings)]
        self._secrets = {*hidden, *(json.dumps(one)[1:-1] for one in hidden)}

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; continuation lines are indented, so they cannot pass for entries."""
        spider, stats = (self.crawler.spider, self.crawler.stats) if self.crawler else (None, None)
        record.outlet = getattr(spider, "name", None)
        record.run = stats.get_value("crawl/id") if stats is not None else None
        line = self._written.format(record)
        if not self._as_json:  # its strings are ASCII
            line = log_lines(line)
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return without_credentials(line)
