"""The target of a copy: its triggers and constraints are set aside, and restored at the end.

Meanwhile its revision is one that no code accepts, so no crawl and no reader takes it for complete.
What is to be restored is stored in it, so a killed copy can resume.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, Table, event, text
from sqlalchemy.pool import ConnectionPoolEntry

from pipelines.errors import UserError
from pipelines.similarity.digest import search_document
from pipelines.storage import search
from pipelines.storage.copying.rows import TABLES
from pipelines.storage.database.engine import URL, masked, open_engine
from pipelines.storage.database.schema_version import REVISION, UNFINISHED

_NOTES = "copy_unfinished"
_FOREIGN_KEYS = text(
    "SELECT conrelid::regclass::text AS owner, conname AS name, "
    "pg_get_constraintdef(oid) AS definition "
    "FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace "
    "ORDER BY 1, 2"
)
_TRIGGERED = text(
    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger AS t JOIN pg_class AS c "
    "ON c.oid = t.tgrelid WHERE NOT tgisinternal "
    "AND c.relnamespace = current_schema()::regnamespace"
)
_VERSIONS = (
    "SELECT id, title, coalesce(lead || {blank_line}, '') || body AS text FROM revision "
    "WHERE id > :last ORDER BY id LIMIT :lot"
)
_LOT = 500  # revisions whose text is held at once


def open_target(url: URL) -> Engine:
    """Return an engine without foreign key checks, because rows come in any order."""
    engine = open_engine(url)
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _unchecked)
    return engine


def put_aside(connection: Connection) -> None:
    """Set triggers and foreign keys aside, and mark the database as unfinished.

    Raises:
        UserError: it is not empty.
    """
    for name in ("article", "page", "crawl"):
        if connection.scalar(text(f"SELECT 1 FROM {name} LIMIT 1")):  # noqa: S608
            raise UserError(
                f"{masked(connection.engine.url)} is not empty, it has rows in {name}: name a "
                "database without tables, one just made by 'tinsach migrate', or one that a copy "
                "did not finish"
            )
    lite = connection.dialect.name == "sqlite"
    steps = list((_sqlite_triggers if lite else _postgresql_constraints)(connection))
    connection.execute(
        text(f"CREATE TABLE {_NOTES} (number integer PRIMARY KEY, statement text NOT NULL)")
    )
    for number, (away, back) in enumerate(steps):
        connection.exec_driver_sql(away)
        connection.execute(
            text(f"INSERT INTO {_NOTES} VALUES (:number, :statement)"),  # noqa: S608
            {"number": number, "statement": back},
        )
    _set_revision(connection, UNFINISHED)


def put_back(connection: Connection, source: Connection) -> None:
    """Rebuild the search index, continue the source's numbering, and restore what was set aside.

    Raises:
        UserError: a row refers to one that does not exist.
    """
    _fill_search(connection)
    for table in TABLES:
        if "id" in table.columns:
            _number_on(connection, table, _last_number(source, table))
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise UserError(f"A row of {broken[0]} refers to one of {broken[2]} that is not there")
    statements = connection.scalars(text(f"SELECT statement FROM {_NOTES} ORDER BY number")).all()  # noqa: S608
    for statement in statements:
        connection.exec_driver_sql(statement)
    connection.execute(text(f"DROP TABLE {_NOTES}"))
    _set_revision(connection, REVISION)


def _unchecked(connection: object, _record: ConnectionPoolEntry) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]


def _sqlite_triggers(connection: Connection) -> Iterator[tuple[str, str]]:
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    ).all()
    yield from ((f"DROP TRIGGER {name}", sql) for name, sql in found)


def _postgresql_constraints(connection: Connection) -> Iterator[tuple[str, str]]:
    for owner, name, definition in connection.execute(_FOREIGN_KEYS).all():
        away = f"ALTER TABLE {owner} DROP CONSTRAINT {name}"
        yield away, f"ALTER TABLE {owner} ADD CONSTRAINT {name} {definition}"
    for owner in connection.scalars(_TRIGGERED).all():
        yield (
            f"ALTER TABLE {owner} DISABLE TRIGGER USER",
            f"ALTER TABLE {owner} ENABLE TRIGGER USER",
        )


def _set_revision(connection: Connection, revision: str) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})


def _fill_search(connection: Connection) -> None:
    lite = connection.dialect.name == "sqlite"
    connection.exec_driver_sql(
        "INSERT INTO search(search) VALUES ('delete-all')" if lite else "DELETE FROM search"
    )
    query = text(_VERSIONS.format(blank_line="char(10, 10)" if lite else "E'\\n\\n'"))
    last = 0
    while lot := connection.execute(query, {"last": last, "lot": _LOT}).all():
        search.write(connection, [(row.id, search_document(row.title, row.text)) for row in lot])
        last = lot[-1].id


def _last_number(connection: Connection, table: Table) -> int:
    """Return the highest id that a row of ``table`` ever had, as far as the database knows."""
    given: int | None = connection.scalar(text(f"SELECT max(id) FROM {table.name}"))  # noqa: S608
    if connection.dialect.name == "sqlite":
        sequence_value = "SELECT seq FROM sqlite_sequence WHERE name = :name"
        ever = connection.scalar(text(sequence_value), {"name": table.name})
    else:
        sequence = _sequence(connection, table)
        sequence_value = f"SELECT last_value FROM {sequence} WHERE is_called"  # noqa: S608
        ever = connection.scalar(text(sequence_value)) if sequence else None
    return max(given or 0, ever or 0)


def _number_on(connection: Connection, table: Table, last: int) -> None:
    """Make the next row of ``table`` get an id above ``last``."""
    if not last:
        return
    values = {"name": table.name, "last": last}
    if connection.dialect.name == "sqlite":
        if table.dialect_options["sqlite"]["autoincrement"]:
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), values)
            connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :last)"), values)
        return
    if sequence := _sequence(connection, table):
        connection.execute(text("SELECT setval(:name, :last)"), {"name": sequence, "last": last})


def _sequence(connection: Connection, table: Table) -> str | None:
    name: str | None = connection.scalar(
        text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": table.name}
    )
    return name
