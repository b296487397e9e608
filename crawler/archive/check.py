"""Checks the archive settings before the first request."""

from __future__ import annotations

from scrapy.settings import BaseSettings

from crawler.archive.clock import replay_at
from crawler.archive.recording import writable_archive_folder
from crawler.archive.replay import open_index


def check(settings: BaseSettings) -> None:
    """Validate ``REPLAY_WARC``, ``REPLAY_AT`` and ``ARCHIVE_DIR`` as the crawl will use them.

    Raises:
        UserError: one of them is wrong; the message is one line with the value, the expected form
            and what to do.
    """
    replay_at(settings)
    if pattern := settings.get("REPLAY_WARC"):
        open_index(str(pattern))
    writable_archive_folder(settings)
