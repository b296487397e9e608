"""The learned witness: a small ensemble of decision trees over the numbers of ``features``.

The trees are data, ``block_trees.json``, made by ``bench/train_blocks.py`` and small enough to be read: each
node names its feature. Inference is plain Python.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp

from pipelines.extraction.features import NAMES


_FILE = "block_trees.json"


@cache
def _model() -> tuple[float, tuple[object, ...]]:
    data = json.loads(files("pipelines.extraction").joinpath(_FILE).read_text(encoding="utf-8"))
    places = {name: place for place, name in enumerate(NAMES)}
    return float(data["base"]), tuple(_tree(tree, places) for tree in data["trees"])


def _tree(node: object, places: dict[str, int]) -> object:
    """Turn ``[name, threshold, low, high]`` into tuples with places; depth is bounded by training."""
    if isinstance(node, list):
        name, threshold, low, high = node
        return (places[name], float(threshold), _tree(low, places), _tree(high, places))
    return node


def probability(row: Sequence[float]) -> float:
    """Return how likely the block with these numbers belongs to the article, 0 to 1."""
    total, trees = _model()
    for tree in trees:
        node = tree
        while type(node) is tuple:
            node = node[2] if row[node[0]] <= node[1] else node[3]
        total += node  # type: ignore[operator]
    return 1 / (1 + exp(-total))
