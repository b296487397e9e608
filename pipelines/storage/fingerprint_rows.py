"""Rows of fingerprints, read and written by the hundred in one statement.

Some forty rows an article: with SQLAlchemy's own statements they cost more than all the rest of
finding its story, so each database gets its own way to take a list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from pipelines.storage.bulk import as_json

Row = tuple[int, int, int]
"""Period, fingerprint, article."""

_READ = {
    "sqlite": text(
        "SELECT f.band, f.hash, f.article_id FROM json_each(:wanted) AS w "
        "CROSS JOIN json_each(w.value, '$.hashes') AS h CROSS JOIN fingerprint AS f "
        "ON f.band = json_extract(w.value, '$.band') AND f.hash = h.value ORDER BY f.article_id"
    ),
    "postgresql": text(
        "SELECT f.band, f.hash, f.article_id "
        "FROM json_to_recordset(CAST(:wanted AS json)) AS w(band smallint, hashes bigint[]) "
        "CROSS JOIN LATERAL (SELECT * FROM fingerprint "
        "WHERE band = w.band AND hash = ANY(w.hashes)) AS f ORDER BY f.article_id"
    ),
}
_WRITE_SQLITE = "INSERT INTO fingerprint (band, hash, article_id) VALUES (?, ?, ?)"
_WRITE_POSTGRESQL = text(
    "INSERT INTO fingerprint (band, hash, article_id) SELECT * FROM unnest("
    "CAST(CAST(:periods AS text) AS smallint[]), CAST(CAST(:hashes AS text) AS bigint[]), "
    "CAST(CAST(:articles AS text) AS bigint[]))"
)


def read(session: Session, wanted: Mapping[int, Collection[int]]) -> list[Row]:
    """Return the rows of those in each period that have one of its fingerprints, by article."""
    connection = session.connection()
    dialect = connection.dialect.name
    each = [
        {"band": period, "hashes": _array(sorted(hashes)) if dialect == "postgresql" else [*hashes]}
        for period, hashes in wanted.items()
    ]
    found = connection.execute(_READ[dialect], {"wanted": as_json(each)})
    return [(row[0], row[1], row[2]) for row in found]


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
