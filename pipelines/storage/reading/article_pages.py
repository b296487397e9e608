"""Articles as a person looks at them: a list of them, and one whole with all that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from pipelines.similarity.text_hash import Difference, diff
from pipelines.storage.reading.records import Record, records
from pipelines.storage.search import matches
from pipelines.storage.search_query import parse

PAGE = 50  # articles
MAX_PAGES = 200
ORDERS = {
    "published": "a.published_at IS NOT NULL ORDER BY a.published_at DESC, a.id DESC",
    "changed": "a.seq IS NOT NULL ORDER BY a.seq DESC",
    "confidence": "a.published_at IS NOT NULL ORDER BY a.confidence, a.id DESC",
}
"""How a list may be sorted; the last is of the newest ``DOUBTED`` articles."""
WITHIN_BLOCKS = frozenset({"end-mark", "lead-mark"})
"""Rules that take a part of a block whose rest is kept."""
DOUBTED = 5_000
_SHOWN = (
    "a.id, a.outlet, a.url, a.title, a.lead, a.published_at, a.changed_at, a.seq, a.section, "
    "a.agency, a.word_count, a.confidence, a.gone_at, a.is_head, a.duplicate_of, a.revision"
)


def article_list(
    connection: Connection, query: str, order: str, page: int, heads: bool = False
) -> list[Record]:
    """Return one more than a page of articles, for who must know whether there are more.

    Raises:
        UserError: ``query`` names a day that is none.
    """
    asked = parse(query)
    where, values = matches(asked, connection.dialect.name)
    if order == "confidence":
        newest = f"(SELECT coalesce(max(seq), 0) - {DOUBTED} FROM changes)"  # noqa: S608
        where = f"{where} AND a.seq > {newest}" if where else f"WHERE a.seq > {newest}"
    joined = f"{where} AND " if where else "WHERE "
    statement = f"SELECT {_SHOWN} FROM articles AS a {joined}{ORDERS[order]}"  # noqa: S608
    if heads:
        # PostgreSQL takes heads for rare and would sort them all; asked for in order, they are not.
        apart = " OFFSET 0" if connection.dialect.name == "postgresql" else " LIMIT -1 OFFSET 0"
        statement = f"SELECT * FROM ({statement}{apart}) AS a WHERE a.is_head"  # noqa: S608
    statement += " LIMIT :limit OFFSET :offset"
    limits: dict[str, Any] = {"limit": PAGE + 1, "offset": PAGE * (page - 1)}
    return records(connection, statement, **values, **limits)


def newest_articles(
    connection: Connection, query: str, limit: int, after: int | None = None
) -> list[Record]:
    """Return whole articles: the last changed first, or those changed after a number, in order."""
    where, values = matches(parse(query), connection.dialect.name)
    joined = f"{where} AND " if where else "WHERE "
    order = "a.seq > :after ORDER BY a.seq" if after is not None else "a.seq IS NOT NULL ORDER BY "
    if after is None:
        order += "a.seq DESC"
    else:
        values["after"] = after
    return records(
        connection,
        f"SELECT a.* FROM articles AS a {joined}{order} LIMIT :limit",  # noqa: S608
        **values,
        limit=limit,
    )


def changes(connection: Connection, after: int, limit: int) -> list[Record]:
    """Return the changes with a number above ``after``, in their order."""
    statement = "SELECT * FROM changes WHERE seq > :after ORDER BY seq LIMIT :limit"
    return records(connection, statement, after=after, limit=limit)


@dataclass(frozen=True, slots=True)
class Beside:
    """A block of the page in its place: kept in the article, or stripped by a rule."""

    text: str
    rule: str | None = None
    rule_id: str | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the article has it."""
        return self.rule is None


@dataclass(frozen=True, slots=True)
class WholeArticle:
    """An article with all that hangs on it; records are rows of the views of these names."""

    article: Record
    images: list[Record]
    beside: tuple[Beside, ...]
    story: list[Record]
    revisions: list[Record]
    differences: tuple[Difference, ...]
    changes: list[Record]
    page: Record | None


def whole_article(connection: Connection, number: int) -> WholeArticle | None:
    """Return the article with this number, None where there is none."""
    found = records(connection, "SELECT * FROM articles WHERE id = :id", id=number)
    if not found:
        return None
    [article] = found
    by = {"id": number}
    revisions = records(
        connection, "SELECT * FROM revisions WHERE article_id = :id ORDER BY number DESC", **by
    )
    stripped = records(
        connection,
        "SELECT * FROM stripped WHERE article_id = :id ORDER BY position, ordinal",
        **by,
    )
    pages = records(
        connection,
        "SELECT * FROM pages WHERE outlet = :outlet AND url = :url",
        outlet=article["outlet"],
        url=article["url"],
    )
    return WholeArticle(
        article,
        records(connection, "SELECT * FROM images WHERE article_id = :id ORDER BY ordinal", **by),
        tuple(_beside(article, stripped)),
        records(
            connection,
            "SELECT id, outlet, url, title, published_at, is_head, duplicate_of FROM articles "
            "WHERE story_id = :story ORDER BY published_at, id LIMIT 50",
            story=article["story_id"],
        ),
        revisions,
        _last_difference(revisions),
        records(connection, "SELECT * FROM changes WHERE article_id = :id ORDER BY seq DESC", **by),
        pages[0] if pages else None,
    )


def _last_difference(revisions: list[Record]) -> tuple[Difference, ...]:
    if len(revisions) < 2:
        return ()
    new, old = (
        "\n\n".join(part for part in (one["title"], one["lead"], one["body"]) if part)
        for one in revisions[:2]
    )
    return diff(old, new)


def _beside(article: Record, stripped: list[Record]) -> list[Beside]:
    """Return the blocks in the order of the page.

    The database knows the places of what was stripped; what was kept fills the gaps between.
    """
    kept = [block for block in str(article["text"]).split("\n\n") if block]
    blocks: list[Beside] = []
    position = 0
    for one in stripped:
        within = one["rule_id"] in WITHIN_BLOCKS
        while position < one["position"] + within and kept:
            blocks.append(Beside(kept.pop(0)))
            position += 1
        blocks.append(Beside(one["text"], one["rule"], one["rule_id"]))
        position = max(position, one["position"] + 1)
    return blocks + [Beside(text) for text in kept]


def refused_pages(connection: Connection, outlet: str, outcome: str, page: int) -> list[Record]:
    """Return one more than a page of pages that are no article or failed, the newest first."""
    chosen = [outcome] if outcome else ["failed", "not_article"]
    limits: dict[str, Any] = {"limit": PAGE * page + 1}
    where = "AND outlet = :outlet" if outlet else ""
    if outlet:
        limits["outlet"] = outlet
    # Named twice for the planner: so the index of refused pages serves.
    statement = (
        "SELECT * FROM pages WHERE outcome IN ('not_article', 'failed') AND outcome = :outcome "  # noqa: S608
        f"{where} ORDER BY fetched_at DESC LIMIT :limit"
    )
    found = [
        row
        for one in chosen
        for row in records(
            connection,
            statement,
            outcome=one,
            **limits,
        )
    ]
    found.sort(key=lambda row: row["fetched_at"], reverse=True)
    return found[PAGE * (page - 1) : PAGE * page + 1]
