"""Smooths uncertain content probabilities towards those of the blocks that belong with them.

The classifier judges each block by itself. But items of one list, or paragraphs of one section, are
rarely half the article's. A list of which a fair part is the article's is so as a whole, and so are
headings that count.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.classifier.smoothing import boxes, header_facts, headings
from pipelines.extraction.classifier.smoothing.amid_text import sentences_amid_text
from pipelines.extraction.classifier.smoothing.announced import announced_lists
from pipelines.extraction.classifier.smoothing.fading_text import fading_text
from pipelines.extraction.classifier.smoothing.last_items import last_items
from pipelines.extraction.classifier.smoothing.lists import own_lists
from pipelines.extraction.classifier.smoothing.own_form import paragraphs_in_own_form
from pipelines.extraction.classifier.smoothing.plain_boxes import plain_boxes
from pipelines.extraction.classifier.smoothing.siblings import towards_siblings
from pipelines.extraction.html.page_facts import PageFacts

_FAIR_SHARE = 0.4  # of the headings in one form: so many kept ones keep the others


def smooth(likely: Sequence[float], facts: PageFacts) -> list[float]:
    """Return content probabilities with uncertain ones drawn towards their siblings.

    Of a list in the body of which a fair share is kept, no item without a link is lost for its own
    words. The same holds of sub-headings in one form; those that number the parts of the text all
    stay. Of a box that is called foreign and of which most is lost, nothing doubtful is kept.
    """
    result = towards_siblings(likely, facts)
    _keep(result, list(sentences_amid_text(result, facts)))
    _keep(result, list(fading_text(result, facts)))
    _keep(result, paragraphs_in_own_form(result, facts))
    _keep(result, last_items(result, facts))
    for blocks, enough in own_lists(result, facts):
        if enough:
            _keep_together(result, blocks, enough)
        else:
            _keep(result, blocks)
    for blocks in (*announced_lists(result, facts), *plain_boxes(result, facts)):
        _keep(result, blocks)
        _keep(result, _linked(blocks, facts), thresholds.LINKED_SOURCE)
    for blocks in header_facts.key_points(result, facts):
        _keep(result, blocks)
    _keep(result, header_facts.printed_lead(result, facts))
    for blocks in headings.of_each_form(facts):
        _keep_together(result, blocks, _FAIR_SHARE * len(blocks))
    for blocks in headings.numbered(result, facts):
        _keep(result, blocks)
        _keep(result, _linked(blocks, facts), thresholds.COUNTED)
    _keep(result, headings.above_text(result, facts))
    for blocks in headings.above_kept_rows(result, facts):
        _keep(result, blocks)
    for blocks in headings.of_linked_sources(result, facts):
        _keep(result, blocks, thresholds.LINKED_SOURCE)
        here = [at for at in blocks if facts.offsite_share(facts.page.blocks[at]) == 0]
        _keep(result, here, thresholds.COUNTED)
    boxes.lower_lost_headings(result, facts)
    boxes.lower_lost_boxes(result, facts)
    for index in header_facts.scraps(result, facts):
        result[index] = thresholds.UNSCORED
    return result


def _keep_together(likely: list[float], indexes: Sequence[int], enough: float) -> None:
    """Raise doubtful blocks to be kept if as many of them are as is enough."""
    if sum(likely[index] >= thresholds.KEEP for index in indexes) >= enough:
        for index in indexes:
            if likely[index] > thresholds.KEEP_IN_LAYOUT_BODY:
                likely[index] = max(likely[index], thresholds.KEEP)


def _linked(indexes: Sequence[int], facts: PageFacts) -> list[int]:
    return [index for index in indexes if facts.page.blocks[index].hrefs]


def _keep(likely: list[float], indexes: Sequence[int], least: float = thresholds.KEEP) -> None:
    for index in indexes:
        likely[index] = max(likely[index], least)
