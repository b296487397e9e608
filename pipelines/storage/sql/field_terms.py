"""Finds the articles whose author, section or agency is asked for, by index.

A section and an agency are terms as they are; of an author's name the part from each of its words
on is one, so that any run of its words begins a term. Terms are folded and end with a space, and
their rows are never removed: an article found by one is compared with the query once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text

from pipelines.items import Article
from pipelines.storage.search_query import Query
from pipelines.text import fold

AUTHOR, SECTION, AGENCY = "author", "section", "agency"
FIELDS = (AUTHOR, SECTION, AGENCY)
_LONGEST = 200  # characters; PostgreSQL limits index keys to about 2,700 bytes
_AFTER_SPACE = "!"
RARE = 5_000
"""Articles that are sorted; if there are more, a list is searched in its order."""
_ENOUGH = 4  # times the wanted articles: then the list meets them soon

_COUNTED = "SELECT count(*) FROM ({} LIMIT :most) AS found"
_AMONG = {"sqlite": "a.id IN ({})", "postgresql": "a.id = ANY(ARRAY({}))"}


def terms(
    article_id: int, outlet: str, authors: Sequence[str], section: str | None, agency: str | None
) -> list[dict[str, Any]]:
    """Return the rows of ``field_term`` for an article."""
    found = {(AUTHOR, term) for name in authors for term in _parts(fold(name))}
    found |= {(SECTION, _term(fold(section or ""))), (AGENCY, _term(fold(agency or "")))}
    return [
        {"field": field, "term": term, "outlet": outlet, "article_id": article_id}
        for field, term in sorted(found)
        if term != " "
    ]


def of(article_id: int, outlet: str, article: Article) -> list[dict[str, Any]]:
    """Return the same for an article that is about to be stored."""
    return terms(article_id, outlet, article.authors, article.section, article.agency)


def _parts(name: str) -> Iterator[str]:
    words = name.split()
    for first in range(len(words)):
        yield _term(" ".join(words[first:]))


def _term(folded: str) -> str:
    return f"{folded[:_LONGEST]} "


def fields_of(query: Query) -> dict[str, str]:
    """Return the fields of a query that are indexed, and their values."""
    return {name: value for name in FIELDS if (value := getattr(query, name)) is not None}


def rare_fields(connection: Connection, query: Query, needed: int) -> tuple[str, ...]:
    """Return the fields of ``query`` by which its articles are found, so few that they are sorted.

    Empty if it has none, or if many articles have them. ``needed`` is the number of wanted
    articles.
    """
    names = tuple(fields_of(query))
    rare = max(RARE, _ENOUGH * needed)
    counted = {name: _count(connection, query, (name,), rare) for name in names}
    rarest = min(names, key=counted.__getitem__, default=None)
    if rarest is None or counted[rarest] < rare:
        return () if rarest is None else (rarest,)
    return names if len(names) > 1 and _count(connection, query, names, rare) < rare else ()


def _count(connection: Connection, query: Query, names: Sequence[str], most: int) -> int:
    found, values = _found(query, names)
    return connection.scalar(text(_COUNTED.format(found)), values | {"most": most}) or 0


def among(query: Query, names: Sequence[str], dialect: str) -> tuple[str, dict[str, Any]]:
    """Return the condition that an article ``a`` has these fields of ``query``, and its values."""
    found, values = _found(query, names)
    return _AMONG[dialect].format(found), values


def _found(query: Query, names: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """Return a SELECT of the articles with these fields of ``query``, and its values."""
    values: dict[str, Any] = {f"outlet{n}": name for n, name in enumerate(query.outlets)}
    listed = ", ".join(f":{name}" for name in values)
    within = f" AND outlet IN ({listed})" if listed else ""
    parts = []
    for name in names:
        first = _term(fields_of(query)[name])
        values |= {f"{name}_term": first, f"{name}_next": first[:-1] + _AFTER_SPACE}
        parts.append(
            f"SELECT article_id FROM article_fields WHERE field = '{name}' "  # noqa: S608
            f"AND term >= :{name}_term AND term < :{name}_next{within}"
        )
    return " INTERSECT ".join(parts), values
