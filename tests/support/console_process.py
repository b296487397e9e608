"""The console as an operator runs it: in its own process, on a free port of loopback."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL

from tests.support import warm


@contextmanager
def console(database: URL, *options: str) -> Iterator[str]:
    """Yield the URL of a console over ``database``."""
    shown = database.render_as_string(hide_password=False)
    process = warm.start(
        ["-m", "scrapy", "console", "--port", "0", *options],
        env={**os.environ, "DATABASE_URL": shown},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process.stdout as output:
        line = output.readline()
        assert line.startswith("console: http://127.0.0.1:"), line
        try:
            yield line.split()[1].rstrip("/")
        finally:
            process.send_signal(signal.SIGTERM)
            output.read()
            process.wait(60)
