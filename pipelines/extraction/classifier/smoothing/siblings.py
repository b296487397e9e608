"""Blocks of one kind in one place: doubtful ones move to the mean of their group."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.page_facts import PageFacts

MIN_SIBLINGS = 4  # minimum size of a group of siblings that counts
_OWN_WEIGHT = 0.5  # weight of the block's own probability


def towards_siblings(likely: Sequence[float], facts: PageFacts) -> list[float]:
    """Return content probabilities, those of doubtful blocks drawn to the mean of their siblings.

    Siblings are of the same kind and have the same path of tags and class names, at most two
    elements apart. Running text is left as it is, as a foreign block may stand in it.
    """
    low, high = thresholds.DOUBT
    doubtful = [index for index, value in enumerate(likely) if low < value < high]
    if not doubtful:
        return list(likely)
    families: dict[Hashable, list[float]] = {}
    keys: dict[int, Hashable] = {}
    paths = {facts.paths[index] for index in doubtful}
    for index, value in enumerate(likely):
        if facts.paths[index] in paths:
            keys[index] = sibling_group(facts, index)
            families.setdefault(keys[index], []).append(value)
    result = list(likely)
    for index in doubtful:
        family = families[keys[index]]
        mean = sum(family) / len(family)
        if len(family) >= MIN_SIBLINGS and mean < thresholds.RUNNING_TEXT:
            result[index] = _OWN_WEIGHT * likely[index] + (1 - _OWN_WEIGHT) * mean
    return result


def sibling_group(facts: PageFacts, index: int) -> Hashable:
    """Return what the siblings of a block have in common with it."""
    node = facts.page.blocks[index].node
    holder = node.parent or node
    around = holder.parent or holder
    return around.index, facts.paths[index], facts.page.blocks[index].kind
