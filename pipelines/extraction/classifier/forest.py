"""Evaluates decision trees for all blocks of a page at once, as arrays.

A tree's leaves are numbered from its low side. Each question that is answered with "higher" rules
out the leaves on its low side, whether the way through the tree leads past it or not; the answer is
the lowest leaf that is left (QuickScorer: Lucchese et al., SIGIR 2015). So there is no way to be
walked: one comparison of all numbers, one union of what is ruled out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

MAX_LEAVES = 63  # bits of what is ruled out


@dataclass(frozen=True, slots=True)
class Forest:
    """Some trees.

    Attributes:
        features, thresholds: what each question asks for, and beyond which number it rules out.
        excluded_leaves: the leaves on each question's low side, as bits.
        starts: for each tree its first question.
        leaf_values: for each tree the numbers at its leaves.
    """

    features: np.ndarray
    thresholds: np.ndarray
    excluded_leaves: np.ndarray
    starts: np.ndarray
    leaf_values: np.ndarray

    def add(self, columns: np.ndarray, totals: np.ndarray) -> np.ndarray:
        """Return the totals with each tree's answer added, tree by tree.

        Args:
            columns: a row for each number, a column for each block.
            totals: one for each block.
        """
        higher = columns[self.features] > self.thresholds[:, None]
        out = np.bitwise_or.reduceat(higher * self.excluded_leaves[:, None], self.starts)
        leaves = np.bitwise_count(out & ~(out + 1))  # ones below the lowest zero
        for leaf_values, reached in zip(self.leaf_values, leaves, strict=True):
            totals = totals + leaf_values[reached]
        return totals


def build(trees: Sequence[object], features: Mapping[str, int]) -> Forest:
    """Return the trees, each ``[name, threshold, low, high]`` or a number, as arrays.

    Args:
        trees: of ``MAX_LEAVES`` leaves at most.
        features: name -> its row.
    """
    questions: list[tuple[int, float, int]] = []
    starts: list[int] = []
    leaf_values: list[list[float]] = []

    def plant(node: object, leaves: list[float]) -> None:
        if not isinstance(node, list):
            leaves.append(float(str(node)))
            return
        name, threshold, low, high = node
        before = len(leaves)
        plant(low, leaves)
        excluded_leaves = (1 << len(leaves)) - (1 << before)
        questions.append((features[name], float(threshold), excluded_leaves))
        plant(high, leaves)

    for tree in trees:
        starts.append(len(questions))
        leaf_values.append([])
        plant(tree, leaf_values[-1])
        if not isinstance(tree, list):
            questions.append((0, 0.0, 0))  # a lone leaf: asked is what rules out nothing
    longest = max(map(len, leaf_values))
    if longest > MAX_LEAVES:
        raise ValueError(f"a tree has {longest} leaves, {MAX_LEAVES} fit")
    asked, thresholds, excluded_leaves = zip(*questions, strict=True)
    return Forest(
        np.array(asked),
        np.array(thresholds),
        np.array(excluded_leaves),
        np.array(starts),
        np.array([leaves + [0.0] * (longest - len(leaves)) for leaves in leaf_values]),
    )
