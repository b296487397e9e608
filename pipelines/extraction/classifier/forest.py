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
        features, thresholds: of each test of each tree the feature, and the value above which it
            excludes leaves.
        excluded_leaves: the leaves on each test's low side, as bits.
        leaf_values: the values of each tree's leaves.
    """

    features: np.ndarray
    thresholds: np.ndarray
    excluded_leaves: np.ndarray
    leaf_values: np.ndarray

    def add(self, columns: np.ndarray, totals: np.ndarray) -> np.ndarray:
        """Return the totals with each tree's value added, tree by tree.

        Args:
            columns: a row per feature, a column per block.
            totals: one per block.
        """
        higher = columns[self.features] > self.thresholds[:, :, None]
        out = np.bitwise_or.reduce(higher * self.excluded_leaves[:, :, None], axis=1)
        leaves = np.bitwise_count(out & ~(out + 1))  # ones below the lowest zero
        first_leaves = np.arange(0, self.leaf_values.size, self.leaf_values.shape[1])
        values = self.leaf_values.take(leaves + first_leaves[:, None])
        values[0] += totals
        total: np.ndarray = np.add.reduce(values, axis=0)
        return total


def build(trees: Sequence[object], features: Mapping[str, int]) -> Forest:
    """Build the trees, each ``[name, threshold, low, high]`` or a number, as arrays.

    Args:
        trees: of at most ``MAX_LEAVES`` leaves.
        features: name to row.
    """
    tests: list[list[tuple[int, float, int]]] = []
    leaf_values: list[list[float]] = []

    def plant(node: object, leaves: list[float]) -> None:
        if not isinstance(node, list):
            leaves.append(float(str(node)))
            return
        name, threshold, low, high = node
        before = len(leaves)
        plant(low, leaves)
        excluded_leaves = (1 << len(leaves)) - (1 << before)
        tests[-1].append((features[name], float(threshold), excluded_leaves))
        plant(high, leaves)

    for tree in trees:
        tests.append([])
        leaf_values.append([])
        plant(tree, leaf_values[-1])
    longest, most = (max(map(len, rows)) for rows in (leaf_values, tests))
    if longest > MAX_LEAVES:
        raise ValueError(f"a tree has {longest} leaves, {MAX_LEAVES} fit")
    idle = (0, 0.0, 0)  # a test that excludes nothing
    filled = [row + [idle] * (max(most, 1) - len(row)) for row in tests]
    asked, thresholds, excluded_leaves = (
        [[test[part] for test in row] for row in filled] for part in range(3)
    )
    return Forest(
        np.array(asked),
        np.array(thresholds),
        np.array(excluded_leaves),
        np.array([leaves + [0.0] * (longest - len(leaves)) for leaves in leaf_values]),
    )
