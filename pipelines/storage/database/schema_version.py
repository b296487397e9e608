"""Checks that the database has the schema this code needs. A crawl never changes it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from pipelines.errors import UserError
from pipelines.storage.database.engine import CONNECT_SECONDS, READING, masked, open_engine
from pipelines.storage.database.errors import MIGRATE, describe, with_patience

REVISION = "0021"
"""The latest migration; a constant, because scrapyd eggs contain no migrations."""

UNFINISHED = "copying"
"""Revision of a database that is being copied into."""
KNOWN = frozenset(f"{number:04}" for number in range(1, int(REVISION) + 1))
"""Every migration known to this code; any other comes from newer code."""


def check(engine: Engine, patience: float = 0.0) -> None:
    """Return if the database can be reached and has this code's revision.

    Waits up to ``patience`` seconds for a server that restarts or has no free connection.

    Raises:
        UserError: it is unreachable, never migrated, older or newer; the message says what to run.
    """
    shown = masked(engine.url)
    check_folder(engine.url)
    # Opening a missing file would create an empty one.
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists():
        raise UserError(f"Database {shown} does not exist: {MIGRATE}")
    check_names(engine.url)
    # Use a separate engine, to learn within seconds that another program holds the file, not after
    # a writer's timeout.
    impatient = open_engine(engine.url, CONNECT_SECONDS)
    try:
        found = with_patience(lambda: _revision_of(impatient), patience)
    except SQLAlchemyError as error:
        raise UserError(f"Database {shown} {describe(error)}") from None
    finally:
        impatient.dispose()
    if found == REVISION:
        return
    if found is None:
        raise UserError(f"Database {shown} has no tables: {MIGRATE}")
    if found in KNOWN:
        raise UserError(
            f"Database {shown} is at revision {found}, older than {REVISION} of this code: "
            f"{MIGRATE}"
        )
    raise UserError(_newer(shown, found))


def _revision_of(engine: Engine) -> str | None:
    with engine.connect().execution_options(**{READING: True}) as connection:
        return revision(connection)


def check_known(connection: Connection) -> None:
    """Raise ``UserError`` if newer code has migrated the database."""
    found = revision(connection)
    if found is not None and found not in KNOWN:
        raise UserError(_newer(masked(connection.engine.url), found))


def _newer(shown: str, found: str) -> str:
    if found == UNFINISHED:
        return (
            f"Database {shown} is being copied into, or a copy into it was not finished: wait for "
            "its end, or start the same 'tinsach copy' or 'tinsach restore' again"
        )
    return (
        f"Database {shown} is at revision {found}, unknown to this code, which knows up to "
        f"{REVISION}: install the newer code that migrated it"
    )


def check_folder(url: URL) -> None:
    """Raise ``UserError`` if the folder of an SQLite file is missing."""
    folder = Path(str(url.database)).parent
    if url.get_backend_name() == "sqlite" and not folder.is_dir():
        raise UserError(f"Database {masked(url)} cannot be made: no folder {folder}; make it first")


def check_names(url: URL) -> None:
    """Raise ``UserError`` if an SQLite file has several names (hard links).

    Each name has its own journal and its own locks, so that two programs would damage the file:
    https://www.sqlite.org/howtocorrupt.html, section 2.5.
    """
    if (
        url.get_backend_name() == "sqlite"
        and (names := Path(str(url.database)).stat().st_nlink) > 1
    ):
        raise UserError(
            f"Database {masked(url)} has {names} names (hard links), and programs that use "
            "different ones damage it: expected one; copy the file (cp) and use the copy, or "
            "delete the other names"
        )


def revision(connection: Connection) -> str | None:
    """Return the database's revision, None if it was never migrated."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    number: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return number
