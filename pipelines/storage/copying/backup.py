"""Backs up a database into one SQLite file, and restores it into an empty database.

The file is a snapshot of the database, whoever writes to it meanwhile, with a list of its contents:
a digest of each table, and the archive files that its pages refer to, which are not copied.
``sqlite3`` can read it; it can be restored to SQLite and PostgreSQL.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from pipelines.errors import UserError
from pipelines.own_name import own_name
from pipelines.storage.copying.copy import Told, copy
from pipelines.storage.database.engine import URL, masked, open_engine
from pipelines.storage.database.migration import migrate

_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
    "AND name NOT LIKE 'search%' AND name NOT LIKE 'backup%' ORDER BY name"
)
_LISTED = """
CREATE TABLE backup (made_at text NOT NULL, made_from text NOT NULL);
CREATE TABLE backup_table (name text PRIMARY KEY, rows integer NOT NULL, digest text NOT NULL);
CREATE TABLE backup_archive (file text PRIMARY KEY);
INSERT INTO backup_archive SELECT DISTINCT warc FROM page WHERE warc IS NOT NULL;
"""


@dataclass(frozen=True, slots=True)
class Backup:
    """The contents of a backup.

    Attributes:
        made_at: when it was made, UTC, ISO.
        rows: table to number of rows.
        archive: files of the archive that its pages refer to.
    """

    made_at: str
    rows: Mapping[str, int]
    archive: tuple[str, ...]


def backup(source: Engine, file: Path, now: datetime, tell: Told) -> Backup:
    """Write ``file``, which appears, or is replaced, once complete.

    Raises:
        UserError: it cannot be written, or an existing file is not a backup.
    """
    if file.is_dir():
        raise UserError(f"{file}: is a folder; name a file in it, as in {file / 'news.backup'}")
    if file.exists():
        read(file)  # never overwrite a file that is not a backup
    new = file.with_name(f".{file.name}.new-{own_name()}")
    try:
        if source.dialect.name == "sqlite":
            _vacuum_into(source, new)
        else:
            copy(source, _url(new), tell)
        _list(new, masked(source.url), now)
        backup = checked(new)
        with new.open("rb") as written:
            os.fsync(written.fileno())
        new.replace(file)
    except (OSError, sqlite3.Error) as error:
        raise UserError(f"{file}: the backup cannot be written ({error})") from error
    finally:
        for left in file.parent.glob(f"{new.name}*"):
            left.unlink(missing_ok=True)
    return backup


def restore(file: Path, url: URL, tell: Told) -> Backup:
    """Restore a backup into the empty database at ``url``; both are verified.

    Raises:
        UserError: ``file`` is not a backup or damaged, or the database is not empty.
    """
    backup = checked(file)
    with _at_head(file) as current:
        engine = open_engine(_url(current))
        try:
            copy(engine, url, tell)
        finally:
            engine.dispose()
    return backup


def read(file: Path) -> Backup:
    """Return the contents that a backup declares.

    Raises:
        UserError: it cannot be read, or is not a backup.
    """
    try:
        with closing(_opened(file)) as connection:
            row = connection.execute("SELECT made_at FROM backup").fetchone()
            rows = dict(connection.execute("SELECT name, rows FROM backup_table").fetchall())
            archive = connection.execute("SELECT file FROM backup_archive ORDER BY file")
            return Backup(str(row[0]), rows, tuple(name for (name,) in archive))
    except sqlite3.Error as error:
        raise UserError(
            f"{file}: not a backup ({error}); expected a file that 'tinsach backup' wrote"
        ) from error


def checked(file: Path) -> Backup:
    """Return the same, after reading every row and comparing each table's digest.

    Raises:
        UserError: it is damaged, or was changed.
    """
    backup = read(file)
    with closing(_opened(file)) as connection:
        digests = connection.execute("SELECT name, rows, digest FROM backup_table").fetchall()
        for name, rows, digest in digests:
            try:
                found = _digest(connection, name)
            except sqlite3.Error as error:
                raise UserError(f"{file}: table {name} is damaged ({error})") from error
            if found != (rows, digest):
                raise UserError(
                    f"{file}: table {name} is not what was backed up ({found[0]} rows, expected "
                    f"{rows}): the file was changed or damaged; take another backup"
                )
    return backup


@contextmanager
def _at_head(file: Path) -> Iterator[Path]:
    """Yield a copy of ``file`` migrated to the schema of this code; the backup is not changed."""
    with tempfile.TemporaryDirectory(prefix="tinsach-restore-") as folder:
        new = Path(folder) / file.name
        shutil.copyfile(file, new)
        migrate(_url(new))
        yield new


def _vacuum_into(source: Engine, new: Path) -> None:
    """Let SQLite write a snapshot; writers continue meanwhile."""
    connection = source.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(new),))
    finally:
        connection.close()


def _list(file: Path, made_from: str, now: datetime) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # a single file, readable anywhere
        connection.executescript(_LISTED)
        tables = [name for (name,) in connection.execute(_TABLES)]
        connection.executemany(
            "INSERT INTO backup_table VALUES (?, ?, ?)",
            [(name, *_digest(connection, name)) for name in tables],
        )
        at = now.isoformat(timespec="seconds")
        connection.execute("INSERT INTO backup VALUES (?, ?)", (at, made_from))
        connection.commit()


def _digest(connection: sqlite3.Connection, table: str) -> tuple[int, str]:
    """Return number of rows and SHA-256 of a table, whatever its schema revision."""
    described = connection.execute(f"PRAGMA table_info({table})").fetchall()
    key = sorted((row[5], row[1]) for row in described if row[5])
    order = ", ".join(f'"{name}"' for _, name in key) or "rowid"
    digest, rows = hashlib.sha256(), 0
    for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}'):  # noqa: S608
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
        rows += 1
    return rows, digest.hexdigest()


def _opened(file: Path) -> sqlite3.Connection:
    """Open a file read-only; it is never created or changed."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)


def _url(file: Path) -> URL:
    return URL.create("sqlite", database=str(file.resolve()))
