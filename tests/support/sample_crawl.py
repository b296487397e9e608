"""Crawls of the sample archives by the real spiders, in their own processes."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"


@cache
def gold() -> Mapping[str, Any]:
    """Return the expected results of the sample crawls, by outlet."""
    value: Mapping[str, Any] = json.loads((SAMPLES / "gold.json").read_text(encoding="utf-8"))
    return value


@dataclass(frozen=True, slots=True)
class Ended:
    """A finished process."""

    code: int
    output: str
    errors: str


def run(*command: str, database: str) -> Ended:
    """Run ``python -m <command>`` of this checkout on a database."""
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-m", *command],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def migrate(database: str) -> None:
    """Migrate a database to the latest schema."""
    done = run("alembic", "-q", "upgrade", "head", database=database)
    assert done.code == 0, done.errors


def crawl(outlet: str, database: str, *more: str) -> Ended:
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
