"""Whether PostgreSQL should sort all matches of a search, or read in order until it has some.

Its planner decides by a guess: it assumes that half a percent of all articles have a word of which
it knows only that it is not common. To show fifty of them it reads articles in order, which for a
word that a few have means nearly all articles. To sort half a percent takes a fraction of a second
at worst, so that is done up to a little more.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, text

SHARE = 0.006
"""Articles with the words, of all, up to which they are sorted: the planner guesses .005."""
FEW = 5_000
"""Articles that are sorted in any case."""

_PLAN = "EXPLAIN (FORMAT JSON) SELECT 1 FROM article_search"
_MATCHING = f"{_PLAN} WHERE words @@ CAST(:query AS tsquery)"


def are_rare(connection: Connection, tsquery: str) -> bool:
    """Return whether the articles that match ``tsquery`` are few, as far as PostgreSQL knows."""
    matching = _rows(connection, _MATCHING, query=tsquery)
    return matching <= FEW or matching <= SHARE * _rows(connection, _PLAN)


def _rows(connection: Connection, statement: str, **values: Any) -> int:
    plan = connection.scalar(text(statement), values)
    return int(plan[0]["Plan"]["Plan Rows"])
