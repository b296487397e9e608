"""The learned witness: a small ensemble of decision trees over the numbers of ``features``.

The trees are data, ``block_trees.json``, made by ``bench/train_blocks.py``; each node names its
feature. They are compiled once to plain Python expressions, ten trees each: that is twice as fast
as walking them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp

from pipelines.extraction.features import PLACE
from pipelines.extraction.wording import WORDS, Words

_FILE = "block_trees.json"
_STEP = 10  # trees between two looks at the sum
_PLAIN = 2.4  # log odds; beyond, the trees that are left change no verdict of the benchmark


_NO_WORDS: Mapping[int, float] = {}
_Trees = Callable[[Sequence[float], Mapping[int, float], float], float]


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


def probabilities(rows: Iterable[Sequence[float]], words: Callable[[int], Words]) -> list[float]:
    """Return how likely each block belongs to the article, 0 to 1.

    Most blocks are plainly menu or plainly text: once the sum is far on one side, the trees
    that are left are not asked. The first ones ask for places alone.

    Args:
        rows: numbers of the blocks' places.
        words: the index of a block -> the numbers of its words.
    """
    first, *others = _model()
    likely = []
    for index, row in enumerate(rows):
        total = first(row, _NO_WORDS, 0.0)
        if abs(total) <= _PLAIN:
            told = words(index)
            for step in others:
                total = step(row, told, total)
                if abs(total) > _PLAIN:
                    break
        likely.append(1 / (1 + exp(-total)))
    return likely
