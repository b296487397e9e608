"""Crawls of the sample archives by the real spiders, in their own processes."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.support import warm

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"


@cache
def gold() -> Mapping[str, Any]:
    """Return the expected results of the sample crawls, by outlet."""
    value: Mapping[str, Any] = json.loads((SAMPLES / "gold.json").read_text(encoding="utf-8"))
    return value


@dataclass(frozen=True, slots=True)
class FinishedCrawl:
    """A finished process."""

    code: int
    output: str
    errors: str


def run(*command: str, database: str) -> FinishedCrawl:
    """Run ``python -m <command>`` of this checkout on a database."""
    env = {**os.environ, "DATABASE_URL": database, "PYTHONWARNINGS": "error::ResourceWarning"}
    done = warm.run(["-m", *command], env=env)
    return FinishedCrawl(done.returncode, done.stdout, done.stderr)


def run_cold(*command: str, database: str) -> FinishedCrawl:
    """Do the same in a fresh interpreter, as an operator does."""
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-m", *command],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    return FinishedCrawl(done.returncode, done.stdout, done.stderr)


def crawl(
    outlet: str, database: str, *more: str, run: Callable[..., FinishedCrawl] = run
) -> FinishedCrawl:
    """Crawl the sample of an outlet, as ``make demo`` does."""
    return run(
        "scrapy",
        "crawl",
        outlet,
        "-s",
        f"REPLAY_WARC={SAMPLES / f'{outlet}.warc.gz'}",
        "-s",
        "ARCHIVE_DIR=",
        "--loglevel",
        "WARNING",
        *more,
        database=database,
    )


def rows(database: Path, statement: str, *values: object) -> list[dict[str, Any]]:
    """Return rows of an SQLite database."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(statement, values)]
