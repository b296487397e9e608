"""Evaluates decision trees for all blocks of a page at once, as arrays.

A tree's leaves are numbered from its low side. Each test with the result "higher" excludes the
leaves on its low side, whether or not it is on the path; the tree's value is that of the lowest
remaining leaf (QuickScorer: Lucchese et al., SIGIR 2015). So no path is walked: one comparison of
all features, one union of the excluded leaves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

MAX_LEAVES = 63  # bits of the excluded leaves


@dataclass(frozen=True, slots=True)
class Forest:
    """An ensemble of trees.

    Attributes:
        features, thresholds: the feature of each test, and the value above which it excludes
            leaves.
        excluded_leaves: the leaves on each test's low side, as bits.
        starts: the first test of each tree.
        leaf_values: the values of each tree's leaves.
    """

    features: np.ndarray
    thresholds: np.ndarray
    excluded_leaves: np.ndarray
    starts: np.ndarray
    leaf_values: np.ndarray

    def add(self, columns: np.ndarray, totals: np.ndarray) -> np.ndarray:
        """Return the totals with each tree's value added, tree by tree.

        Args:
            columns: a row per feature, a column per block.
            totals: one per block.
        """
        higher = columns[self.features] > self.thresholds[:, None]
        out = np.bitwise_or.reduceat(higher * self.excluded_leaves[:, None], self.starts)
        leaves = np.bitwise_count(out & ~(out + 1))  # ones below the lowest zero
        for leaf_values, reached in zip(self.leaf_values, leaves, strict=True):
            totals = totals + leaf_values[reached]
        return totals


def build(trees: Sequence[object], features: Mapping[str, int]) -> Forest:
    """Build the trees, each ``[name, threshold, low, high]`` or a number, as arrays.

    Args:
        trees: of at most ``MAX_LEAVES`` leaves.
        features: name to row.
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
            questions.append((0, 0.0, 0))  # a single leaf: a test that excludes nothing
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
