"""Small boxes in the body: those that begin with a heading, and those with a foreign name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import close_box
from pipelines.extraction.html.main_content import NON_CONTENT_FLAGS
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.items import HEADING

_MIN_IN_BOX, _MAX_IN_BOX = 3, 8  # blocks
_MOST_OF_BOX = 0.66  # of its blocks: so many lost ones take the doubtful with them
_BOX_WORDS = 12  # below a heading in its box


def lower_lost_headings(likely: list[float], facts: PageFacts) -> None:
    """Lower the heading of each box of which nothing is kept, unless the text goes on below it."""
    for heading, rest in _headed(facts):
        is_lost = all(likely[index] < thresholds.KEEP for index in rest)
        if is_lost and not _is_text_at(rest.stop, likely, facts):
            likely[heading] = min(likely[heading], max(likely[index] for index in rest))


def lower_lost_boxes(likely: list[float], facts: PageFacts) -> None:
    """Lower what is doubtful in each box of a foreign name of which most is lost."""
    for box in _named(facts):
        lost = [index for index in box if likely[index] < thresholds.KEEP]
        if len(lost) < _MOST_OF_BOX * len(box):
            continue
        most = max(likely[index] for index in lost)
        for index in box:
            if likely[index] < thresholds.DOUBT[1]:
                likely[index] = min(likely[index], most)


def _headed(facts: PageFacts) -> Iterator[tuple[int, range]]:
    """Yield each heading that begins a small box in the body, and the rest; the last first."""
    blocks, inside = facts.page.blocks, facts.body.in_body
    headings = [one for one in facts.page.headings() if inside[one.index]]
    for block in reversed(headings):
        if block.node.parent is not None and block.node.parent.start < block.index:
            continue
        box = close_box(block)
        if box is None or box.start != block.index or box.end - box.start > _MAX_IN_BOX:
            continue
        rest = range(box.start + 1, box.end)
        if sum(blocks[index].word_count for index in rest) >= _BOX_WORDS:
            yield block.index, rest


def _named(facts: PageFacts) -> Iterable[range]:
    """Return the blocks of each small box that its template names as none of the article's."""
    for node in facts.page.named:
        if node.flags & NON_CONTENT_FLAGS and _MIN_IN_BOX <= node.end - node.start <= _MAX_IN_BOX:
            yield range(node.start, node.end)


def _is_text_at(index: int, likely: Sequence[float], facts: PageFacts) -> bool:
    """Return whether a block is kept that is no heading: the text goes on there."""
    if index >= len(likely) or facts.page.blocks[index].kind is HEADING:
        return False
    return likely[index] >= thresholds.KEEP
