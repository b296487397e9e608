"""A doubtful sentence between two blocks of the text, in the form of others that surely are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.classifier.smoothing.siblings import sibling_group
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.location.subject_words import UNSPACED
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_END
from pipelines.items import PARAGRAPH, QUOTE

_FAIR = 0.5  # content probability of its neighbours


def sentences_amid_text(likely: Sequence[float], facts: PageFacts) -> Iterator[int]:
    """Yield the indices of doubtful sentences without links between two blocks of the body's text.

    In scripts whose sentences end without a mark a line is one.
    """
    low, high = thresholds.DOUBT[0], thresholds.KEEP
    for index in range(1, len(likely) - 1):
        if not low <= likely[index] < high or not facts.body.in_body[index]:
            continue
        if min(likely[index - 1], likely[index + 1]) < _FAIR:
            continue
        block = facts.page.blocks[index]
        if block.hrefs or block.kind not in (PARAGRAPH, QUOTE):
            continue
        if not has_sentence(block):
            continue
        own = sibling_group(facts, index)
        if any(
            one >= thresholds.SURE_TEXT and sibling_group(facts, at) == own
            for at, one in enumerate(likely)
        ):
            yield index


def has_sentence(block: Block) -> bool:
    """Return whether a line ends a sentence; where sentences end without a mark, any line does."""
    return bool(SENTENCE_END.search(block.text) or UNSPACED.search(block.text))
