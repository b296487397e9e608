"""Extensions of a crawl that make trouble after the checks and before its first request."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self


class DatabaseIsGone:
    """Put something else in the place of the SQLite file of ``TROUBLE_FILE``."""

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        path = Path(crawler.settings["TROUBLE_FILE"])
        path.unlink()
        path.write_bytes(b"no database" * 1_000)
        return cls()
