"""Rows of fingerprints, read and written by the hundred in one statement.

Some forty rows an article: with SQLAlchemy's own statements they cost more than all the rest of
finding its story, so each database gets its own way to take a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

Row = tuple[int, int, int]
"""Period, fingerprint, article."""

_READ = {
    "sqlite": text(
        "SELECT f.hash, f.article_id FROM json_each(:hashes) AS j CROSS JOIN fingerprint AS f "
        "ON f.band = :period AND f.hash = j.value ORDER BY f.article_id"
    ),
    "postgresql": text(
        "SELECT hash, article_id FROM fingerprint "
        "WHERE band = :period AND hash = ANY(CAST(CAST(:hashes AS text) AS bigint[])) "
        "ORDER BY article_id"
    ),
}
_WRITE_SQLITE = "INSERT INTO fingerprint (band, hash, article_id) VALUES (?, ?, ?)"
_WRITE_POSTGRESQL = text(
    "INSERT INTO fingerprint (band, hash, article_id) SELECT * FROM unnest("
    "CAST(CAST(:periods AS text) AS smallint[]), CAST(CAST(:hashes AS text) AS bigint[]), "
    "CAST(CAST(:articles AS text) AS bigint[]))"
)


def read(session: Session, period: int, hashes: Sequence[int]) -> list[tuple[int, int]]:
    """Return (fingerprint, article) of those in a period that have one of ``hashes``."""
    connection = session.connection()
    dialect = connection.dialect.name
    wanted = json.dumps(hashes) if dialect == "sqlite" else _array(hashes)
    found = connection.execute(_READ[dialect], {"period": period, "hashes": wanted})
    return [(row[0], row[1]) for row in found]


def write(session: Session, rows: Sequence[Row]) -> None:
    """Write rows that are not there yet."""
    if not rows:
        return
    connection = session.connection()
    rows = sorted(rows)  # what lies together is written together
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_WRITE_SQLITE, rows)
        return
    periods, hashes, articles = map(_array, zip(*rows, strict=True))
    values = {"periods": periods, "hashes": hashes, "articles": articles}
    connection.execute(_WRITE_POSTGRESQL, values)


def _array(numbers: Iterable[int]) -> str:
    """Return an array as PostgreSQL writes it: its driver takes longer over a list."""
    return f"{{{','.join(map(str, numbers))}}}"
