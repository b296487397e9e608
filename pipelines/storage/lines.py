"""What an outlet repeats: how many of its articles showed a line, in bounded space.

Lossy counting (Manku and Motwani, VLDB 2002) with an article as the unit: a line counts once per
article, when the article is first stored. After every ``WINDOW`` articles the lines that do not
recur are forgotten: those whose count, with what may have been forgotten before, is not above the
number of windows so far. So a line that at least one in ``WINDOW`` articles shows is always there,
its count too low by one per window at most. What is left is some windows' worth of lines, and never
more than ``MOST`` per outlet: above that the rarest go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from pipelines.items import RepeatedLines
from pipelines.storage.bulk import as_json
from pipelines.storage.models import LineCount, LineTotal

WINDOW = 200
MOST = 50_000
LONGEST = 400  # characters of a line; a longer one is a paragraph, and repeats as an article does
REPEATED = 3  # articles that must show a line before the engine hears of it

_ADD_LINES = """
INSERT INTO line_count (outlet, line, articles, slack)
SELECT :outlet, l.line, l.articles, :slack FROM {rows} AS l WHERE l.line <> ''
ON CONFLICT (outlet, line) DO UPDATE SET articles = line_count.articles + excluded.articles
"""
_ADD = {
    "sqlite": text(
        _ADD_LINES.format(rows="(SELECT key AS line, value AS articles FROM json_each(:lines))")
    ),
    "postgresql": text(
        _ADD_LINES.format(
            rows="(SELECT key AS line, value::integer AS articles "
            "FROM json_each_text(CAST(:lines AS json)))"
        )
    ),
}
_TOTAL = text(
    "INSERT INTO line_total (outlet, articles) VALUES (:outlet, :articles) ON CONFLICT (outlet) "
    "DO UPDATE SET articles = line_total.articles + excluded.articles RETURNING articles"
)


def count(session: Session, outlet: str, articles: Sequence[Collection[str]]) -> None:
    """Count the lines of new articles of ``outlet``: for each one its distinct folded lines."""
    if not articles:
        return
    connection = session.connection()
    total = connection.execute(_TOTAL, {"outlet": outlet, "articles": len(articles)}).scalar_one()
    before = total - len(articles)
    counted: Counter[str] = Counter()
    for lines in articles:
        counted.update({line for line in lines if 0 < len(line) <= LONGEST})
    values = {
        "outlet": outlet,
        "slack": before // WINDOW,
        # In order, so that two crawls that count the same lines do not lock each other out.
        "lines": as_json(dict(sorted(counted.items()))),
    }
    connection.execute(_ADD[connection.dialect.name], values)
    if total // WINDOW > before // WINDOW:
        _forget(session, outlet, total // WINDOW)


def _forget(session: Session, outlet: str, windows: int) -> None:
    session.execute(
        delete(LineCount).where(
            LineCount.outlet == outlet, LineCount.articles + LineCount.slack <= windows
        )
    )
    rows = session.scalar(
        select(func.count()).select_from(LineCount).where(LineCount.outlet == outlet)
    )
    if rows is not None and rows > MOST:
        rarest = (
            select(LineCount.line)
            .where(LineCount.outlet == outlet)
            .order_by(LineCount.articles + LineCount.slack, LineCount.line)
            .limit(rows - MOST)
        )
        session.execute(
            delete(LineCount).where(LineCount.outlet == outlet, LineCount.line.in_(rarest))
        )


def repeated(session: Session, outlet: str) -> RepeatedLines:
    """Return the lines that at least ``REPEATED`` articles of ``outlet`` showed."""
    total = session.scalar(select(LineTotal.articles).where(LineTotal.outlet == outlet)) or 0
    rows = session.execute(
        select(LineCount.line, LineCount.articles).where(
            LineCount.outlet == outlet, LineCount.articles >= REPEATED
        )
    )
    return RepeatedLines(total, {row.line: row.articles for row in rows})
