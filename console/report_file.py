"""Writes the console's overview as one self-contained file, for email."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from console.rendering import HERE, rendered
from console.server import shown
from pipelines.export.moved_file import moved_when_whole
from pipelines.storage.database.engine import database_url
from pipelines.storage.database.opened import opened
from pipelines.storage.reading import overview
from pipelines.storage.reading.records import only_read


def write(database: str | None, path: Path) -> None:
    """Write the overview of a database as of today; the file appears once complete.

    Raises:
        UserError: the database cannot be read, or the file cannot be written.
    """
    with opened(database) as engine, only_read(engine).connect() as connection:
        found = overview.read(connection, datetime.now(UTC).date())
    style = (HERE / "static" / "style.css").read_text("utf-8")
    context = {"overview": found, "database": shown(database_url(database)), "address": None}
    html = rendered("overview", context, style=style)
    with moved_when_whole(path) as file:
        file.write(html.encode())
