"""Runs migrations on ``DATABASE_URL``, or on a connection passed by the caller."""

from __future__ import annotations

import sys
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from pipelines.errors import UserError
from pipelines.storage.all_tables import METADATA
from pipelines.storage.database.base import CleanJson, CleanText, UtcDateTime
from pipelines.storage.database.engine import database_url, masked, open_engine
from pipelines.storage.database.errors import describe
from pipelines.storage.database.schema_version import check_folder, check_known, revision
from pipelines.storage.search import TABLES

_JSONB = 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Exclude the tables of the search index: FTS5 creates them itself, or they have no model."""
    return not (kind == "table" and name in TABLES)


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write plain types into a migration, which must not change when our code does."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, CleanText):
        return "sa.Text()"
    if isinstance(item, CleanJson):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON()" if item.as_written else _JSONB
    return False


def migrate(connection: Connection) -> None:
    """Run the command, all its steps, in one transaction."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        # A migration may replace a table: with foreign keys on, dropping the old one would delete
        # rows that refer to it.
        _foreign_keys(connection, on=False)
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        compare_type=True,
        include_name=include_name,
        render_item=render_item,
        # Alembic's default for SQLite commits each step, so that a step which fails or is refused
        # would leave the database between two versions.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if sqlite:
        _foreign_keys(connection, on=True)


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    connection.commit()
    # Bypass SQLAlchemy, which would begin a transaction: SQLite changes this only outside of one.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
    cursor.close()


def run() -> None:
    """Migrate the given connection, or the database of ``DATABASE_URL``."""
    if context.is_offline_mode():
        raise UserError("SQL without a database (--sql) is not supported: run it on a database")
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    url = database_url()
    check_folder(url)
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            check_known(connection)
            connection.rollback()  # Alembic does not commit a transaction begun before it
            migrate(connection)
            _tell(f"Database {masked(url)} is at revision {revision(connection) or 'none'}")
    except SQLAlchemyError as error:
        raise UserError(f"Database {masked(url)} {describe(error)}") from error
    finally:
        engine.dispose()


def _tell(line: str) -> None:
    """Print a message on the command line, unless it is quiet."""
    asked = context.config.cmd_opts
    if asked is not None and not asked.quiet:
        sys.stdout.write(f"{line}\n")


def main() -> None:
    """Run; on the command line report errors in one line, even under ``-q``."""
    try:
        run()
    except UserError as error:
        if context.config.cmd_opts is None:  # called from Python
            raise
        sys.exit(f"tinsach: {error}")


main()
