"""Smooths uncertain content probabilities towards the mean of sibling blocks.

The classifier judges each block by itself. But items of one list, or paragraphs of one section, are
rarely half the article's.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.page_facts import PageFacts

_OWN_WEIGHT = 0.5  # weight of the block's own probability
_MIN_SIBLINGS = 4  # minimum size of a group of siblings that counts


def smooth(likely: Sequence[float], facts: PageFacts) -> list[float]:
    """Return content probabilities with uncertain ones drawn towards their siblings' mean.

    Siblings have the same kind and the same path of tags and class names, at most two elements
    apart.
    """
    low, high = thresholds.DOUBT
    doubtful = [index for index, value in enumerate(likely) if low < value < high]
    if not doubtful:
        return list(likely)
    families: dict[Hashable, list[float]] = {}
    keys = [_sibling_group(facts, index) for index in range(len(likely))]
    for key, value in zip(keys, likely, strict=True):
        families.setdefault(key, []).append(value)
    result = list(likely)
    for index in doubtful:
        family = families[keys[index]]
        mean = sum(family) / len(family)
        if len(family) >= _MIN_SIBLINGS and mean < thresholds.RUNNING_TEXT:
            result[index] = _OWN_WEIGHT * likely[index] + (1 - _OWN_WEIGHT) * mean
    return result


def _sibling_group(facts: PageFacts, index: int) -> Hashable:
    node = facts.page.blocks[index].node
    holder = node.parent or node
    around = holder.parent or holder
    return around.index, facts.paths[index], facts.page.blocks[index].kind
