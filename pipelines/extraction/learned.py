"""The learned witness: a small ensemble of decision trees over the numbers of ``features``.

The trees are data, ``block_trees.json``, made by ``bench/train_blocks.py``; each node names its
feature. Inference is plain Python.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp

from pipelines.extraction.features import NAMES

_FILE = "block_trees.json"
_STEP = 10  # trees between two looks at the sum
_PLAIN = 3.2  # log odds


@cache
def _model() -> tuple[float, tuple[object, ...]]:
    data = json.loads(files("pipelines.extraction").joinpath(_FILE).read_text(encoding="utf-8"))
    places = {name: place for place, name in enumerate(NAMES)}
    return float(data["base"]), tuple(_tree(tree, places) for tree in data["trees"])


def _tree(node: object, places: dict[str, int]) -> object:
    """Turn ``[name, threshold, low, high]`` into tuples with places; training bounds the depth."""
    if isinstance(node, list):
        name, threshold, low, high = node
        return (places[name], float(threshold), _tree(low, places), _tree(high, places))
    return node


def probability(row: Sequence[float]) -> float:
    """Return how likely the block with these numbers belongs to the article, 0 to 1.

    Most blocks are plainly menu or plainly text: once the sum is far on one side, the trees
    that are left are not asked.
    """
    total, trees = _model()
    for count, tree in enumerate(trees, 1):
        node = tree
        while type(node) is tuple:
            node = node[2] if row[node[0]] <= node[1] else node[3]
        total += node  # type: ignore[operator]
        if count % _STEP == 0 and abs(total) > _PLAIN:
            break
    return 1 / (1 + exp(-total))
