"""Extensions that cause trouble after the checks and before the first request."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any, Self

import psutil


class DatabaseIsGone:
    """Replace the SQLite file of ``TROUBLE_FILE`` by something else."""

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        path = Path(crawler.settings["TROUBLE_FILE"])
        path.unlink()
        path.write_bytes(b"no database" * 1_000)
        return cls()


class ServerIsGone:
    """Stop the PostgreSQL whose ``postmaster.pid`` is ``TROUBLE_FILE``, like a power cut."""

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        server = psutil.Process(int(Path(crawler.settings["TROUBLE_FILE"]).read_text().split()[0]))
        server.send_signal(signal.SIGQUIT)
        server.wait()
        return cls()
