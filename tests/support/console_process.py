"""The console as an operator runs it: in its own process, on a free port of loopback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL

from tests.support.databases import ROOT


@contextmanager
def console(database: URL, *options: str) -> Iterator[str]:
    """Yield the URL of a console over ``database``."""
    shown = database.render_as_string(hide_password=False)
    with subprocess.Popen(
        [sys.executable, "-m", "scrapy", "console", "--port", "0", *options],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": shown},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("console: http://127.0.0.1:"), line
        try:
            yield line.split()[1].rstrip("/")
        finally:
            process.terminate()
            process.stdout.read()
            process.wait(60)
