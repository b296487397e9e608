"""Tells a change by the outlet from a change of how the engine reads the page.

The engine reads one page differently when it gets newer, and when it has learnt what the outlet
repeats. Then a block that is no longer in the text is still on the page, among the stripped ones,
and a block that has come into the text was among them before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.items import Article
from pipelines.similarity.text_hash import comparable


@dataclass(frozen=True, slots=True)
class Version:
    """A stored version: its headline, the blocks of its text, the blocks stripped from it."""

    title: str
    blocks: frozenset[str]
    stripped: frozenset[str]

    @classmethod
    def of(cls, title: str, blocks: Iterable[str], stripped: Iterable[str]) -> Version:
        """Put texts in the form they are compared in."""
        return cls(
            comparable(title), frozenset(map(_plain, blocks)), frozenset(map(_plain, stripped))
        )


def is_reextraction(old: Version, article: Article) -> bool:
    """Return whether ``article`` is the stored version, with other blocks taken for the article."""
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
