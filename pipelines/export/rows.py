"""An exported article, whatever the format: plain values, in one order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

Row = Mapping[str, Any]
"""Column to value: the columns of the view ``articles``, then ``blocks`` and ``images``. Times are
aware, UTC; ``authors``, ``tags`` and ``concerns`` are lists of text; ``blocks`` are dictionaries
with ``kind`` and ``text``, ``images`` with ``url``, ``caption`` and ``credit``.
"""

LISTS = ("authors", "tags", "concerns")
TIMES = ("published_at", "modified_at", "first_seen_at", "gone_at", "changed_at")


def blocks(body: str, kinds: Mapping[str, Sequence[int]]) -> list[dict[str, str]]:
    """Return the blocks of a body stored as text; ``kinds`` are those that are not paragraphs."""
    kind_of = {number: kind for kind, numbers in kinds.items() for number in numbers}
    return [
        {
            "kind": kind_of.get(number, "paragraph"),
            "text": text.removeprefix("- ") if kind_of.get(number) == "list_item" else text,
        }
        for number, text in enumerate(body.split("\n\n"))
    ]


def iso(value: datetime | None) -> str | None:
    """Format a time as ISO 8601 with its zone: ``2026-11-20T02:00:00+00:00``."""
    return None if value is None else value.isoformat()
