"""Share of a title's or description's words in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from pipelines.extraction.html.blocks import Block
from pipelines.text import fold

_STEM = 5  # letters

UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

_STOP_LIST = "that this with from have will their they what when were which your about into"

_STOP = frozenset(_STOP_LIST.split())


def stems(blocks: Iterable[Block], lead: str = "") -> set[str]:
    """Return the stems of the text's words: "harbour" matches "harbours"."""
    texts = [fold(lead), *(block.folded for block in blocks)]
    return {word[:_STEM] for text in texts for word in text.split()}


def telling(folded: str) -> set[str]:
    """Return the stems of a text's distinctive words."""
    return {word[:_STEM] for word in _distinctive(folded)}


def overlap(title: str, stems_of_text: Set[str]) -> float:
    """Return the share of the title's distinctive words in the text; 1 if it has none."""
    if UNSPACED.search(title):
        return 1.0
    wanted = _distinctive(fold(title))
    if not wanted:
        return 1.0
    return sum(word[:_STEM] in stems_of_text for word in wanted) / len(wanted)


def _distinctive(folded: str) -> set[str]:
    return {word for word in folded.split() if len(word) > 3 and word not in _STOP}
