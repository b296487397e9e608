"""The learned witness: a small ensemble of decision trees over the numbers of ``features``.

The trees are data, ``block_trees.json``, made by ``bench/train_blocks.py``; each node names its
feature. They are compiled once to plain Python expressions, ten trees each: that is twice as fast
as walking them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from math import exp

from pipelines.extraction.features import PLACE
from pipelines.extraction.wording import WORDS, Words

_FILE = "block_trees.json"
_STEP = 10  # trees between two looks at the sum
_PLAIN = 2.4  # log odds; beyond, the trees that are left change no verdict of the benchmark


_Trees = Callable[[Sequence[float], Words, float], float]


@cache
def _model() -> tuple[_Trees, ...]:
    data = json.loads(files("pipelines.extraction").joinpath(_FILE).read_text(encoding="utf-8"))
    places = {name: f"row[{place}]" for place, name in enumerate(PLACE)}
    places |= {name: f"words[{place}]" for place, name in enumerate(WORDS)}
    trees = [_source(tree, places) for tree in data["trees"]]
    steps = (trees[at : at + _STEP] for at in range(0, len(trees), _STEP))
    return tuple(_compiled(step) for step in steps)


def _source(node: object, places: dict[str, str]) -> str:
    """Write ``[name, threshold, low, high]`` as an expression; training bounds the depth."""
    if isinstance(node, list):
        name, threshold, low, high = node
        yes, no = _source(low, places), _source(high, places)
        return f"({yes} if {places[name]} <= {float(threshold)!r} else {no})"
    return repr(float(str(node)))


def _compiled(trees: list[str]) -> _Trees:
    """Return the function that adds the trees' answers; it is made of places and numbers alone."""
    made: _Trees = eval(f"lambda row, words, total: total + {' + '.join(trees)}")  # noqa: S307
    return made


def probability(row: Sequence[float], words: Words) -> float:
    """Return how likely a block belongs to the article, 0 to 1, by its place and its words.

    Most blocks are plainly menu or plainly text: once the sum is far on one side, the trees
    that are left are not asked.
    """
    total = 0.0
    for step in _model():
        total = step(row, words, total)
        if abs(total) > _PLAIN:
            break
    return 1 / (1 + exp(-total))
