"""Reads and writes rows of fingerprints in bulk.

There are about forty rows per article: with SQLAlchemy's own statements they would cost more than
the rest of clustering, so each database gets its own way to pass a list.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

Row = tuple[int, int, int]
"""Period, fingerprint, article."""

_READ_SQLITE = (
    "SELECT f.hash, f.article_id FROM json_each(?) AS j CROSS JOIN fingerprint AS f "
    "ON f.period = ? AND f.hash = j.value ORDER BY f.article_id"
)
_READ_POSTGRESQL = text(
    # OFFSET makes the planner use the index for each period; otherwise it may join the whole table.
    "SELECT f.period, f.hash, f.article_id "
    "FROM json_to_recordset(CAST(:wanted AS json)) AS w(period smallint, hashes bigint[]), "
    "LATERAL (SELECT period, hash, article_id FROM fingerprint "
    "WHERE period = w.period AND hash = ANY(w.hashes) OFFSET 0) AS f ORDER BY f.article_id"
)
_WRITE_SQLITE = "INSERT INTO fingerprint (period, hash, article_id) VALUES (?, ?, ?)"
_WRITE_POSTGRESQL = text(
    "INSERT INTO fingerprint (period, hash, article_id) SELECT * FROM unnest("
    "CAST(CAST(:periods AS text) AS smallint[]), CAST(CAST(:hashes AS text) AS bigint[]), "
    "CAST(CAST(:articles AS text) AS bigint[]))"
)


def read(session: Session, wanted: Mapping[int, Collection[int]]) -> list[Row]:
    """Return the rows in each period that have one of its fingerprints, by article."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        return [
            (period, *row)
            for period, hashes in wanted.items()
            for row in connection.exec_driver_sql(_READ_SQLITE, (json.dumps([*hashes]), period))
        ]
    each = [{"period": period, "hashes": _array(sorted(some))} for period, some in wanted.items()]
    found = connection.execute(_READ_POSTGRESQL, {"wanted": json.dumps(each)})
    return [(row[0], row[1], row[2]) for row in found]


def write(session: Session, rows: Sequence[Row]) -> None:
    """Insert rows that do not exist yet."""
    if not rows:
        return
    connection = session.connection()
    rows = sorted(rows)  # neighbouring rows are written together
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_WRITE_SQLITE, rows)
        return
    periods, hashes, articles = map(_array, zip(*rows, strict=True))
    values = {"periods": periods, "hashes": hashes, "articles": articles}
    connection.execute(_WRITE_POSTGRESQL, values)


def _array(numbers: Iterable[int]) -> str:
    """Return an array literal of PostgreSQL: its driver is slower with a list."""
    return f"{{{','.join(map(str, numbers))}}}"
