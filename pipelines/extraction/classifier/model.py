"""The block classifier: a small ensemble of decision trees over block features.

The trees are data, ``block_trees.json``, trained by ``bench/extraction/train_blocks.py``; each node
names its feature. The early trees use position features only: they are evaluated for all blocks of
a page at once. The later ones are evaluated for the blocks still in doubt, compiled once to plain
Python expressions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile
from math import exp

import numpy as np

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.classifier.features import POSITION_FEATURES
from pipelines.extraction.classifier.forest import Forest, build
from pipelines.extraction.classifier.text_features import TEXT_FEATURES

_FILE = "block_trees.json"
_STEP = 10  # trees between two checks of the sum

_Trees = Callable[[Sequence[float], Sequence[float], float], float]


@cache
def _model() -> tuple[tuple[Forest, ...], tuple[_Trees, ...]]:
    data = json.loads(
        files("pipelines.extraction.classifier").joinpath(_FILE).read_text(encoding="utf-8")
    )
    trees = data["trees"]
    steps = [trees[at : at + _STEP] for at in range(0, len(trees), _STEP)]
    by_position = list(takewhile(_asks_for_places, steps))
    rows = {name: index for index, name in enumerate(POSITION_FEATURES)}
    arguments = {name: f"row[{index}]" for name, index in rows.items()}
    arguments |= {name: f"words[{index}]" for index, name in enumerate(TEXT_FEATURES)}
    return (
        tuple(build(step, rows) for step in by_position),
        tuple(
            _compiled([_source(tree, arguments) for tree in step])
            for step in steps[len(by_position) :]
        ),
    )


def _asks_for_places(node: object) -> bool:
    """Return whether trees, or parts of one, use position features only."""
    if not isinstance(node, list):
        return not isinstance(node, str) or node in POSITION_FEATURES
    return all(map(_asks_for_places, node))


def _source(node: object, arguments: dict[str, str]) -> str:
    """Return ``[name, threshold, low, high]`` as an expression; training limits the depth."""
    if isinstance(node, list):
        name, threshold, low, high = node
        yes, no = _source(low, arguments), _source(high, arguments)
        return f"({yes} if {arguments[name]} <= {float(threshold)!r} else {no})"
    return repr(float(str(node)))


def _compiled(trees: list[str]) -> _Trees:
    """Compile the function that sums the trees; its source has only indices and numbers."""
    made: _Trees = eval(f"lambda row, words, total: total + {' + '.join(trees)}")  # noqa: S307
    return made


def predict_content_probability(
    columns: np.ndarray, words: Callable[[int], Sequence[float]]
) -> list[float]:
    """Return each block's probability of being content, 0 to 1.

    Most blocks are plainly menu or plainly text: once the sum is far on one side, the remaining
    trees are skipped.

    Args:
        columns: position features, a column per block.
        words: index of a block to its text features.
    """
    by_position, others = _model()
    totals = np.zeros(columns.shape[1])
    doubt = np.arange(len(totals))
    for forest in by_position:
        totals[doubt] = log_odds = forest.add(columns[:, doubt], totals[doubt])
        doubt = doubt[np.abs(log_odds) <= thresholds.EARLY_EXIT_LOG_ODDS]
    sums = totals.tolist()
    rows = columns[:, doubt].T.tolist()
    for index, row in zip(doubt.tolist(), rows, strict=True):
        total, about = sums[index], words(index)
        for step in others:
            total = step(row, about, total)
            if abs(total) > thresholds.EARLY_EXIT_LOG_ODDS:
                break
        sums[index] = total
    return [1 / (1 + exp(-total)) for total in sums]
