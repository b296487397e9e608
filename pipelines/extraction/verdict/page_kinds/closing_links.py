"""Links in the same words at the ends of several paragraphs: the buttons of a list of teasers.

No language has to be known: what an outlet prints below each teaser is the same, and each leads to
another page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_END
from pipelines.text import fold

_FEWEST = 3  # paragraphs
_LONGEST = 30  # characters of a button


def closing_links(blocks: Sequence[Block]) -> dict[int, str]:
    """Return the button at the end of each block that has one, by the block's index.

    A button is all that follows the last sentence, in the same words in three blocks or more, to a
    page of its own in each.
    """
    groups: dict[str, list[tuple[Block, str]]] = defaultdict(list)
    for block in blocks:
        size = round(block.links)
        if len(block.hrefs) != 1 or not 0 < size <= _LONGEST or size >= len(block.text):
            continue
        sentence, button = block.text[:-size].rstrip(), block.text[-size:]
        if SENTENCE_END.search(sentence) and any(map(str.isalpha, button)):
            groups[fold(button)].append((block, button))
    return {
        block.index: button
        for group in groups.values()
        if len({block.hrefs for block, _ in group}) >= _FEWEST
        for block, button in group
    }
