"""Tells a change by the outlet from a change of the engine's extraction.

The engine extracts a page differently when it is updated, and when it has learned what the outlet
repeats. Then a block that left the text is still on the page, among the stripped ones, and a block
that came into the text was stripped before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.items import Article
from pipelines.similarity.text_hash import comparable


@dataclass(frozen=True, slots=True)
class Version:
    """A stored revision: its headline, its blocks, its stripped blocks."""

    title: str
    blocks: frozenset[str]
    stripped: frozenset[str]

    @classmethod
    def of(cls, title: str, blocks: Iterable[str], stripped: Iterable[str]) -> Version:
        """Normalise the texts for comparison."""
        return cls(
            comparable(title), frozenset(map(_plain, blocks)), frozenset(map(_plain, stripped))
        )


def is_engine_change(old: Version, article: Article) -> bool:
    """Return whether ``article`` is the stored revision with a different choice of blocks."""
    new = Version.of(
        article.title,
        [article.lead or "", *(block.text for block in article.body)],
        [block.text for block in article.stripped],
    )
    return (
        old.title == new.title
        and old.blocks - new.blocks <= new.stripped | {""}
        and new.blocks - old.blocks <= old.stripped | {""}
    )


def _plain(block: str) -> str:
    return comparable(block.removeprefix("- "))
