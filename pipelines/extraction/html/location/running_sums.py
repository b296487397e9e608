"""Sums over the blocks of a page, so that what an element holds is a difference of two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from pipelines.extraction.html.blocks import Node


def running(numbers: Iterable[float]) -> list[float]:
    """Return the sums of the first 0, 1, 2 ... numbers."""
    return [0.0, *accumulate(numbers)]


def held_by(sums: Sequence[float], nodes: Sequence[Node]) -> float:
    """Return the sum over the blocks of these elements, none of which is within another."""
    if len(nodes) == 1:
        return sums[nodes[0].end] - sums[nodes[0].start]
    return sum(sums[node.end] - sums[node.start] for node in nodes)
