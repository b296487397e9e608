"""An article as a person looks at it: whole, with all that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from pipelines.errors import UserError
from pipelines.similarity.text_hash import Difference, diff
from pipelines.storage.reading.records import Record, records

WITHIN_BLOCKS = frozenset({"end-mark", "lead-mark"})
"""Rules that strip part of a block and keep the rest."""


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block in page order: kept in the article, or stripped by a rule."""

    text: str
    rule: str | None = None
    rule_id: str | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the article contains it."""
        return self.rule is None


@dataclass(frozen=True, slots=True)
class MetadataDifference:
    """A field of a page's metadata in which two versions differ."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class WholeArticle:
    """An article with all its details; records are rows of the views of these names.

    Attributes:
        compared: numbers of the older and the newer version that ``differences`` and ``details``
            compare; None where there is one version.
        details: empty too where an older code stored one of the two without its details.
    """

    article: Record
    images: list[Record]
    beside: tuple[PageBlock, ...]
    story: list[Record]
    revisions: list[Record]
    compared: tuple[int, int] | None
    differences: tuple[Difference, ...]
    details: tuple[MetadataDifference, ...]
    changes: list[Record]
    page: Record | None


def whole_article(
    connection: Connection, number: int, old: int | None = None, new: int | None = None
) -> WholeArticle | None:
    """Return the article with this number, None where there is none.

    Args:
        connection: to the database.
        number: of the article.
        old, new: numbers of the versions to compare; by default the newest, and the one before.

    Raises:
        UserError: there is no such version.
    """
    found = records(connection, "SELECT * FROM articles WHERE id = :id", id=number)
    if not found:
        return None
    [article] = found
    by = {"id": number}
    revisions = records(
        connection, "SELECT * FROM revisions WHERE article_id = :id ORDER BY number DESC", **by
    )
    compared = _versions(revisions, old, new)
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
        (compared[0]["number"], compared[1]["number"]) if compared else None,
        diff(*map(_text, compared)) if compared else (),
        _details(*compared) if compared else (),
        records(connection, "SELECT * FROM changes WHERE article_id = :id ORDER BY seq DESC", **by),
        pages[0] if pages else None,
    )


def _versions(
    revisions: list[Record], old: int | None, new: int | None
) -> tuple[Record, Record] | None:
    """Return the older and the newer version that are compared; ``revisions`` are newest first."""
    by_number = {one["number"]: one for one in revisions}
    for name, number in (("old", old), ("new", new)):
        if number is not None and number not in by_number:
            known = ", ".join(str(number) for number in sorted(by_number)[:20])
            raise UserError(f"{name}={number}: expected the number of a version: {known}")
    if len(revisions) < 2:
        return None
    later = by_number[new] if new is not None else revisions[0]
    before = [one for one in revisions if one["number"] < later["number"]]
    earlier = by_number[old] if old is not None else (before or [later])[0]
    return (earlier, later) if earlier["number"] <= later["number"] else (later, earlier)


def _text(revision: Record) -> str:
    parts = (revision[name] for name in ("title", "lead", "body"))
    return "\n\n".join(part for part in parts if part)


def _details(old: Record, new: Record) -> tuple[MetadataDifference, ...]:
    before, after = old["details"], new["details"]
    if before is None or after is None:
        return ()
    names = [*before, *(name for name in after if name not in before)]
    each = [MetadataDifference(name, before.get(name), after.get(name)) for name in names]
    return tuple(one for one in each if one.old != one.new)


def _beside(article: Record, stripped: list[Record]) -> list[PageBlock]:
    """Return the blocks in page order.

    The database stores the positions of stripped blocks; kept blocks fill the gaps.
    """
    kept = [block for block in str(article["text"]).split("\n\n") if block]
    blocks: list[PageBlock] = []
    position = 0
    for one in stripped:
        within = one["rule_id"] in WITHIN_BLOCKS
        while position < one["position"] + within and kept:
            blocks.append(PageBlock(kept.pop(0)))
            position += 1
        blocks.append(PageBlock(one["text"], one["rule"], one["rule_id"]))
        position = max(position, one["position"] + 1)
    return blocks + [PageBlock(text) for text in kept]
