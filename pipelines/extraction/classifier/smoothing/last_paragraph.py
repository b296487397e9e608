"""The last paragraph of a text, below a link that a template inserts before it."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.classifier.smoothing.siblings import MIN_SIBLINGS, sibling_group
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_END
from pipelines.items import PARAGRAPH

_SURE_TEXT, _LAST_DOUBT = 0.85, 0.2  # content probability of paragraphs, and of a last one
_MOST_SURE = 0.8  # of the paragraphs in one form


def last_paragraphs(likely: Sequence[float], facts: PageFacts) -> list[int]:
    """Return the indices of doubtful paragraphs in one form with the text, below the most of it.

    A link that a template inserts before the last paragraph hides from the classifier whose it is.
    """
    low, high = _LAST_DOUBT, thresholds.KEEP
    doubtful = [index for index, value in enumerate(likely) if low <= value < high]
    return [
        index
        for index in doubtful
        if index and _is_below_link(index, likely, facts) and _is_last_of_text(index, likely, facts)
    ]


def _is_last_of_text(index: int, likely: Sequence[float], facts: PageFacts) -> bool:
    """Return whether most paragraphs in one form with a block are surely the text, all above it."""
    own = sibling_group(facts, index)
    group = [at for at in range(len(likely)) if sibling_group(facts, at) == own]
    sure = [at for at in group if likely[at] >= _SURE_TEXT]
    is_most = len(sure) >= max(MIN_SIBLINGS, _MOST_SURE * len(group))
    return is_most and sure[-1] < index


def _is_below_link(index: int, likely: Sequence[float], facts: PageFacts) -> bool:
    """Return whether a sentence without links stands right below a link that is not the text's."""
    block, above = facts.page.blocks[index], facts.page.blocks[index - 1]
    if block.kind is not PARAGRAPH or block.hrefs or not above.hrefs:
        return False
    is_inside = facts.body.in_body[index] and likely[index - 1] < thresholds.KEEP
    return is_inside and SENTENCE_END.search(block.text) is not None
