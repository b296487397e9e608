"""Share of a title's or description's words in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from pipelines.extraction.html.blocks import Block
from pipelines.text import fold

_STEM = 5  # letters

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

_STOP_LIST = "that this with from have will their they what when were which your about into"

_STOP = frozenset(_STOP_LIST.split())


def is_unspaced(text: str) -> bool:
    """Return whether a text has characters of a script without spaces between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def stems(blocks: Iterable[Block], lead: str = "") -> set[str]:
    """Return the stems of the text's words: "harbour" matches "harbours"."""
    found = {word[:_STEM] for block in blocks for word in block.words}
    return found | {word[:_STEM] for word in fold(lead).split()} if lead else found


def distinctive_stems(block: Block) -> set[str]:
    """Return the stems of a block's distinctive words."""
    return {word[:_STEM] for word in _distinctive(block.words)}


def distinctive_stems_of(line: str) -> set[str]:
    """Return the same for a line that is no block, such as a title."""
    return {word[:_STEM] for word in _distinctive(fold(line).split())}


def overlap(title: str, stems_of_text: Set[str]) -> float:
    """Return the share of the title's distinctive words in the text; 1 if it has none."""
    if is_unspaced(title):
        return 1.0
    wanted = _distinctive(fold(title).split())
    if not wanted:
        return 1.0
    return sum(word[:_STEM] in stems_of_text for word in wanted) / len(wanted)


def _distinctive(words: Iterable[str]) -> set[str]:
    return {word for word in words if len(word) > 3 and word not in _STOP}
