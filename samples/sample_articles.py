"""Loads the sample articles from ``articles/<outlet>.toml``, the only source of the gold.

The pages and the expected results are both generated from these values, without the engine.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

OUTLETS = ("vns", "vna", "customs", "vnp", "sggp", "ppp")
HOME = {
    "vns": "https://vietnamnews.vn",
    "vna": "https://en.vietnamplus.vn",
    "customs": "https://english.haiquanonline.com.vn",
    "vnp": "https://vietnam.vnanet.vn",
    "sggp": "https://en.sggp.org.vn",
    "ppp": "https://www.phnompenhpost.com",
}
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")  # Phnom Penh keeps the same time

_FOLDER = Path(__file__).parent / "articles"
_KINDS = {"## ": "heading", "- ": "list_item", "> ": "quote", "| ": "table"}


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body: ``kind`` as in ``pipelines.items.BlockKind``."""

    kind: str
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption; ``printed`` is the credit as on the page, ``credit`` the expected one.

    ``after`` is the number of blocks before the image; 0 is above the text.
    """

    text: str
    printed: str = ""
    credit: str = ""
    after: int = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """An invented article at one moment; ``extra`` holds values for its template only."""

    outlet: str
    id: str
    url: str
    title: str
    published: datetime
    blocks: tuple[Block, ...]
    lead: str | None = None
    modified: datetime | None = None
    section: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    dateline: str | None = None
    agency: str | None = None
    captions: tuple[Caption, ...] = ()
    traps: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The name of the page's template."""
        return str(self.extra.get("template", ""))


@dataclass(frozen=True, slots=True)
class NoArticle:
    """A page with an article's URL that is no article; its reason contains one of ``reasons``."""

    outlet: str
    id: str
    url: str
    kind: str
    title: str
    reasons: tuple[str, ...]
    published: datetime | None = None
    section: str = ""
    captions: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Site:
    """Everything invented for one outlet; ``updates`` are later versions of some articles."""

    outlet: str
    home: str
    articles: tuple[Sample, ...]
    updates: tuple[Sample, ...]
    rejects: tuple[NoArticle, ...]


def load(outlet: str) -> Site:
    """Load the invented articles of one outlet."""
    data = tomllib.loads((_FOLDER / f"{outlet}.toml").read_text(encoding="utf-8"))
    return Site(
        outlet=outlet,
        home=HOME[outlet],
        articles=tuple(_sample(outlet, row) for row in data["article"]),
        updates=tuple(
            _sample(outlet, {**row, **row["update"]}) for row in data["article"] if "update" in row
        ),
        rejects=tuple(_reject(outlet, row) for row in data.get("reject", ())),
    )


def _sample(outlet: str, row: Mapping[str, Any]) -> Sample:
    return Sample(
        outlet=outlet,
        id=row["id"],
        url=HOME[outlet] + row["path"],
        title=row["title"],
        published=_time(row["published"]),
        modified=_time(row["modified"]) if "modified" in row else None,
        blocks=_blocks(row["body"]),
        lead=row.get("lead"),
        section=row.get("section", ""),
        tags=tuple(row.get("tags", ())),
        authors=tuple(row.get("authors", ())),
        translators=tuple(row.get("translators", ())),
        dateline=row.get("dateline"),
        agency=row.get("agency") or None,
        captions=tuple(
            Caption(one["text"], one["credit"], one["expect"], one.get("after", 0))
            for one in row.get("captions", ())
        ),
        traps=tuple(row.get("traps", ())),
        extra=row,
    )


def _reject(outlet: str, row: Mapping[str, Any]) -> NoArticle:
    return NoArticle(
        outlet=outlet,
        id=row["id"],
        url=HOME[outlet] + row["path"],
        kind=row["kind"],
        title=row["title"],
        reasons=tuple(row["reasons"]),
        published=_time(row["published"]) if "published" in row else None,
        section=row.get("section", ""),
        captions=tuple(row.get("captions", ())),
        extra=row,
    )


def _blocks(body: str) -> tuple[Block, ...]:
    return tuple(_block(chunk) for chunk in body.strip().split("\n\n"))


def _block(chunk: str) -> Block:
    kind = _KINDS.get(chunk[: chunk.find(" ") + 1], "paragraph")
    if kind == "table":
        return Block(kind, "\n".join(line.removeprefix("| ").strip() for line in chunk.split("\n")))
    text = chunk if kind == "paragraph" else chunk.split(" ", 1)[1]
    bold = text.startswith("**") and text.endswith("**")
    return Block(kind, text.strip("*") if bold else text, bold)


def _time(printed: str) -> datetime:
    """Parse a time as the data write it: local, with or without seconds."""
    return datetime.fromisoformat(printed).replace(tzinfo=ZONE).astimezone(UTC)
