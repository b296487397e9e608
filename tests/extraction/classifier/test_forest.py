"""Evaluating all trees at once gives the same as walking each of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.classifier.forest import MAX_LEAVES, build

PLACES = {"length": 0, "links": 1, "depth": 2}
NUMBERS = st.integers(-4, 4).map(float)
LEAVES = st.floats(-1, 1)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(st.sampled_from(sorted(PLACES)), NUMBERS, inner, inner).map(list),
    max_leaves=20,
)


def walked(node: object, numbers: list[float]) -> float:
    while isinstance(node, list):
        name, threshold, low, high = node
        node = low if numbers[PLACES[name]] <= threshold else high
    return float(str(node))


@given(
    st.lists(TREES, min_size=1, max_size=5),
    st.lists(st.lists(NUMBERS, min_size=3, max_size=3), max_size=5),
)
def test_all_at_once_is_one_by_one(trees: list[object], blocks: list[list[float]]) -> None:
    columns = np.array(blocks).reshape(-1, 3).T
    scores = build(trees, PLACES).add(columns, np.full(len(blocks), 0.5))
    expected = []
    for numbers in blocks:
        total = 0.5
        for tree in trees:
            total += walked(tree, numbers)
        expected.append(total)
    assert scores.tolist() == expected


def test_a_tree_with_more_leaves_than_bits_is_refused() -> None:
    tree: object = 0.0
    for _ in range(MAX_LEAVES):
        tree = ["length", 1.0, tree, 0.0]
    with pytest.raises(ValueError, match="leaves"):
        build([tree], PLACES)
