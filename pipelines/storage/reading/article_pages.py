"""An article as a person looks at it: whole, with all that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from pipelines.similarity.text_hash import Difference, diff
from pipelines.storage.reading.records import Record, records

WITHIN_BLOCKS = frozenset({"end-mark", "lead-mark"})
"""Rules that strip part of a block and keep the rest."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A block in page order: kept in the article, or stripped by a rule."""

    text: str
    rule: str | None = None
    rule_id: str | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the article contains it."""
        return self.rule is None


@dataclass(frozen=True, slots=True)
class WholeArticle:
    """An article with all its details; records are rows of the views of these names."""

    article: Record
    images: list[Record]
    beside: tuple[Beside, ...]
    story: list[Record]
    revisions: list[Record]
    differences: tuple[Difference, ...]
    changes: list[Record]
    page: Record | None


def whole_article(connection: Connection, number: int) -> WholeArticle | None:
    """Return the article with this id, or None."""
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
    """Return the blocks in page order.

    The database stores the positions of stripped blocks; kept blocks fill the gaps.
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
