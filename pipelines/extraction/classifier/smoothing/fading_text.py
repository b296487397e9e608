"""Paragraphs of a long text of which the classifier, sure at first, grows less and less sure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.classifier.smoothing.amid_text import has_sentence
from pipelines.extraction.classifier.smoothing.siblings import sibling_group
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.items import PARAGRAPH, QUOTE

_LEAST = 0.1  # content probability; what is less has other signs than its place
_SURE_SIBLINGS = 8  # paragraphs of a text that are surely its
_NEAR, _FADED = 2, 0.75  # siblings on either side, none of which is likelier
_MOST_LINKED = 0.3  # of a paragraph's text
_PARAGRAPH = 60  # characters


def fading_text(likely: Sequence[float], facts: PageFacts) -> Iterator[int]:
    """Yield the indices of doubtful paragraphs that stand among kept ones of their form.

    Far down a long text without telling names nothing but the form tells a paragraph from a
    comment. A foreign paragraph amid the text has neighbours that are surely the text.
    """
    if sum(map(thresholds.SURE_TEXT.__le__, likely)) < _SURE_SIBLINGS:
        return
    inner = [
        block.index
        for block in facts.page.blocks[: len(likely)]
        if block.kind in (PARAGRAPH, QUOTE) and facts.body.in_body[block.index]
    ]
    if all(likely[index] >= thresholds.KEEP for index in inner):
        return
    families: dict[Hashable, list[int]] = {}
    for index in inner:
        families.setdefault(sibling_group(facts, index), []).append(index)
    for family in families.values():
        if sum(likely[index] >= thresholds.SURE_TEXT for index in family) >= _SURE_SIBLINGS:
            yield from _faded(likely, facts, family)


def _faded(likely: Sequence[float], facts: PageFacts, family: Sequence[int]) -> Iterator[int]:
    kept = [at for at, index in enumerate(family) if likely[index] >= thresholds.KEEP]
    for at in range(kept[0] + 1, len(family)):
        index = family[at]
        if at > kept[-1] and not _goes_right_on(facts, family[at - 1], index):
            return
        near = (*family[max(0, at - _NEAR) : at], *family[at + 1 : at + 1 + _NEAR])
        if not _LEAST < likely[index] < thresholds.KEEP or not _is_prose(facts.page.blocks[index]):
            continue
        if all(likely[one] <= _FADED for one in near):
            yield index


def _is_prose(block: Block) -> bool:
    """Return whether a paragraph has a sentence, few links and no address to write to."""
    if len(block.text) < _PARAGRAPH or block.link_share > _MOST_LINKED or "@" in block.text:
        return False
    return has_sentence(block)


def _goes_right_on(facts: PageFacts, above: int, below: int) -> bool:
    """Return whether two blocks of a family follow each other in one element."""
    blocks = facts.page.blocks
    return above + 1 == below and blocks[above].node.parent is blocks[below].node.parent
