"""Counts lines that an outlet repeats on many articles, in bounded space.

Lossy counting (Manku and Motwani, VLDB 2002) with an article as the unit: a line counts once per
article, when the article is first stored. After every ``WINDOW`` articles, lines that do not recur
are dropped: those whose count, plus what may have been dropped before, does not exceed the number
of windows so far. So a line shown by at least one in ``WINDOW`` articles is always kept, with a
count that is too low by at most one per window. What remains is some windows' worth of lines, and
never more than ``MAX_LINES`` per outlet: beyond that the rarest are dropped.

Most lines occur once and are dropped at the end of their window. So until then the lines of a batch
are stored together, in one row of ``line_recent``, and only those that remain get a row in
``line_count``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, select, text
from sqlalchemy.orm import Session

from pipelines.items import RepeatedLines
from pipelines.storage.database.article_tables import LineCount, LineRecent, LineTotal
from pipelines.storage.sql.bulk_insert import as_json
from pipelines.storage.sql.upsert import table

WINDOW = 200
MAX_LINES = 50_000
MAX_LINE_CHARS = 400  # a longer line is a paragraph, and repeats as an article does
REPEATED = 3  # minimum articles showing a line before it counts as outlet boilerplate

_count, _recent = table(LineCount).c, table(LineRecent).c
_outlet: BindParameter[str] = bindparam("outlet")

_TOTAL = text(
    "INSERT INTO line_total (outlet, articles) VALUES (:outlet, :articles) ON CONFLICT (outlet) "
    "DO UPDATE SET articles = line_total.articles + excluded.articles RETURNING articles"
)
_KEEP = text("INSERT INTO line_recent (outlet, articles, lines) VALUES (:outlet, :total, :lines)")
_BOTH = text(
    f"WITH t AS ({_TOTAL.text}) INSERT INTO line_recent (outlet, articles, lines) "  # noqa: S608
    "SELECT :outlet, t.articles, :lines FROM t RETURNING articles"
)
_RECENT = select(_recent.lines).where(_recent.outlet == _outlet)
_COUNTED = select(_count.line).where(_count.outlet == _outlet)
_CLEAR = delete(table(LineRecent)).where(_recent.outlet == _outlet)
_EACH = {
    "sqlite": "SELECT {}key AS line, value AS articles FROM {} json_each({})",
    "postgresql": "SELECT {}key AS line, CAST(value AS integer) AS articles "
    "FROM {} json_each_text(CAST({} AS json))",
}
_ADD = {
    dialect: text(
        "INSERT INTO line_count (outlet, line, articles, slack) "  # noqa: S608  (constants only)
        f"SELECT :outlet, l.line, l.articles, :slack FROM ({each.format('', '', ':lines')}) AS l "
        "WHERE l.line <> '' ON CONFLICT (outlet, line) "
        "DO UPDATE SET articles = line_count.articles + excluded.articles"
    )
    for dialect, each in _EACH.items()
}
_REPEATED = {
    dialect: text(
        "SELECT outlet, line, CAST(sum(articles) AS integer) AS articles FROM "  # noqa: S608
        "(SELECT outlet, line, articles FROM line_count WHERE outlet IN :outlets UNION ALL "
        f"{each.format('outlet, ', 'line_recent,', 'lines')} WHERE outlet IN :outlets) AS l "
        "WHERE line <> '' GROUP BY outlet, line HAVING sum(articles) >= :least"
    ).bindparams(bindparam("outlets", expanding=True))
    for dialect, each in _EACH.items()
}


def count(session: Session, outlet: str, articles: Sequence[Collection[str]]) -> None:
    """Count the lines of new articles of ``outlet``: each article's distinct folded lines."""
    if not articles:
        return
    connection = session.connection()
    counted: Counter[str] = Counter()
    for lines in articles:
        counted.update({line for line in lines if 0 < len(line) <= MAX_LINE_CHARS})
    values = {"outlet": outlet, "articles": len(articles), "lines": as_json(counted)}
    if connection.dialect.name == "sqlite":
        total: int = connection.execute(_TOTAL, values).scalar_one()
        connection.execute(_KEEP, {**values, "total": total})
    else:
        total = connection.execute(_BOTH, values).scalar_one()
    before = total - len(articles)
    if total // WINDOW > before // WINDOW:
        _settle(connection, outlet, before // WINDOW, total // WINDOW)
        _forget(session, outlet, total // WINDOW)


def _settle(connection: Connection, outlet: str, slack: int, windows: int) -> None:
    """Count the lines of completed windows, and drop those that do not recur."""
    met: Counter[str] = Counter()
    for lines in connection.scalars(_RECENT, {"outlet": outlet}):
        met.update(json.loads(lines))
    counted = set(connection.scalars(_COUNTED, {"outlet": outlet}))
    stay = {
        line: number for line, number in met.items() if number + slack > windows or line in counted
    }
    values = {"outlet": outlet, "slack": slack, "lines": as_json(stay)}
    connection.execute(_ADD[connection.dialect.name], values)
    connection.execute(_CLEAR, {"outlet": outlet})


def _forget(session: Session, outlet: str, windows: int) -> None:
    session.execute(
        delete(LineCount).where(
            LineCount.outlet == outlet, LineCount.articles + LineCount.slack <= windows
        )
    )
    rows = session.scalar(
        select(func.count()).select_from(LineCount).where(LineCount.outlet == outlet)
    )
    if rows is not None and rows > MAX_LINES:
        rarest = (
            select(LineCount.line)
            .where(LineCount.outlet == outlet)
            .order_by(LineCount.articles + LineCount.slack, LineCount.line)
            .limit(rows - MAX_LINES)
        )
        session.execute(
            delete(LineCount).where(LineCount.outlet == outlet, LineCount.line.in_(rarest))
        )


def repeated(session: Session, outlet: str) -> RepeatedLines:
    """Return the lines that at least ``REPEATED`` articles of ``outlet`` showed."""
    return repeated_of(session, [outlet])[outlet]


def repeated_of(session: Session, outlets: Collection[str]) -> dict[str, RepeatedLines]:
    """Return for each outlet the lines that at least ``REPEATED`` of its articles showed."""
    query = select(LineTotal.outlet, LineTotal.articles).where(LineTotal.outlet.in_(outlets))
    totals = {row.outlet: row.articles for row in session.execute(query)}
    connection = session.connection()
    parameters = {"outlets": list(outlets), "least": REPEATED}
    counts: dict[str, dict[str, int]] = {outlet: {} for outlet in outlets}
    for row in connection.execute(_REPEATED[connection.dialect.name], parameters):
        counts[row.outlet][row.line] = row.articles
    return {name: RepeatedLines(totals.get(name, 0), lines) for name, lines in counts.items()}
