"""Trains the block classifier, ``classifier/block_trees.json``, on pages with gold text.

    usage: python -m bench.extraction.train_blocks [--shared DIR] [--out FILE] [--seed N]

A row's ``body`` is the gold text; if there is none, ``with`` and ``without`` are segments that must
and must not be kept, and blocks in neither are left out. Each page is there up to three times: as
it is, with its text under a misleading name, and without names (``hostile_names``). One ensemble
learns from the first and second, one from the first and third, and the mean of both is the
classifier: a name is a hint, and the probability of a block is right on sites whose names tell
nothing, too. ``python -m bench.extraction.engine --only held-back`` shows the quality on hosts
that such trees never saw. The same pages, seed and versions give the same file. Needs LightGBM.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from bench.extraction import hostile_names, pages
from pipelines.extraction.classifier.features import NAMES, POSITION_FEATURES, BlockFeatures
from pipelines.extraction.engine import Extraction, run
from pipelines.items import Page

_TOKEN = re.compile(r"\w+")
FIRST, SECOND = 20, 80  # trees; the second use text features only where in doubt
_HOW = {
    "objective": "binary",
    "num_leaves": 20,
    "min_data_in_leaf": 40,
    "lambda_l2": 10.0,
    "feature_fraction_bynode": 0.3,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
    "num_threads": 1,
    "seed": 0,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
_UNKNOWN = -1.0
AS_IS, MISNAMED, NAMELESS = "as it is", "misnamed", "nameless"
_REWRITTEN_WEIGHT = 0.3  # of a rewritten page, beside 1 of the page as it is


def _grams(tokens: list[str], size: int = 4) -> list[tuple[str, ...]]:
    return [tuple(tokens[at : at + size]) for at in range(max(1, len(tokens) - size + 1))]


def _whole(found: Extraction, gold: str) -> list[float]:
    """Label blocks by gold text: 1 if most of a block's shingles are in it, each used once.

    Blocks inside the body come first, so that a teaser's copy of a sentence is not part of it.
    Short blocks count if they are a line of the gold text.
    """
    left = Counter(_grams(_TOKEN.findall(gold)))
    lines = Counter(tuple(_TOKEN.findall(line)) for line in gold.split("\n"))
    marks = [_UNKNOWN] * len(found.blocks)
    inside = found.context.body.in_body
    for block in sorted(found.blocks, key=lambda one: (not inside[one.index], one.index)):
        tokens = _TOKEN.findall(block.text)
        if not tokens:
            continue
        pool = left if len(tokens) > 4 else lines
        wanted = _grams(tokens) if len(tokens) > 4 else [tuple(tokens)]
        hit = sum(pool[gram] > 0 for gram in wanted) / len(wanted) >= 0.5
        marks[block.index] = 1.0 if hit else 0.0
        if hit:
            pool.subtract(wanted)
    return marks


def _flat(text: str) -> str:
    return " ".join(_TOKEN.findall(text))


def _segments(found: Extraction, kept: list[str], not_kept: list[str]) -> list[float]:
    """Label blocks that contain, or are most of, a named segment."""
    marks = [_UNKNOWN] * len(found.blocks)
    for value, segments in ((0.0, not_kept), (1.0, kept)):
        for segment in filter(None, map(_flat, segments)):
            for block in found.blocks:
                text = _flat(block.text)
                if len(text) > 2 and (segment in text or (len(text) > 25 and text in segment)):
                    marks[block.index] = value
    return marks


@dataclass(frozen=True, slots=True)
class Sample:
    """A page in one form: its host; features, labels and weights of its blocks."""

    host: str
    form: str  # AS_IS, MISNAMED or NAMELESS
    rows: np.ndarray
    labels: np.ndarray
    weights: np.ndarray


def samples(shared: Path) -> list[Sample]:
    """Return every page of every set in its forms, its blocks labelled by the gold text."""
    return [
        sample for name in pages.SETS for row in pages.load(shared, name) for sample in _forms(row)
    ]


def _forms(row: pages.Row) -> Iterator[Sample]:
    page = pages.page(row)
    found = run(page)
    if not found.blocks:
        return
    labels = _labels(row, found)
    yield _sample(row, AS_IS, found, labels)
    yield _of_markup(row, NAMELESS, hostile_names.nameless(page.body))
    text = [block.node.element for block in found.blocks if labels[block.index] == 1]
    misnamed = hostile_names.misnamed(str(row["id"]), text)
    if misnamed:
        yield _of_markup(row, MISNAMED, misnamed)


def _of_markup(row: pages.Row, form: str, markup: bytes) -> Sample:
    found = run(Page(row.get("url") or "", markup, pages.NEVER))
    return _sample(row, form, found, _labels(row, found))


def _labels(row: pages.Row, found: Extraction) -> list[float]:
    if row.get("body"):
        return _whole(found, row["body"])
    return _segments(found, row["with"], row.get("without") or [])


def _sample(row: pages.Row, form: str, found: Extraction, labels: Sequence[float]) -> Sample:
    features = BlockFeatures(found.context.facts)
    rows = np.array(features.table(), np.float32).reshape(-1, len(NAMES))
    marks = np.array(labels)
    sizes = np.sqrt([min(60, len(block.text.split())) + 1 for block in found.blocks])
    weights = np.where(marks >= 0, sizes / (sizes[marks == 1].sum() + 30) ** 0.5, 0)
    return Sample(pages.host(row), form, rows, marks, weights)


def fit(known: Sequence[Sample], seed: int = 0) -> Model:
    """Return the two ensembles trained on the pages, the second with the next seed."""
    return Model(
        [
            _ensemble([one for one in known if one.form in (AS_IS, form)], 2 * seed + place)
            for place, form in enumerate((MISNAMED, NAMELESS))
        ]
    )


def _ensemble(known: Sequence[Sample], seed: int) -> Ensemble:
    """Train first the trees on position features only, then all others."""
    rows = np.concatenate([one.rows for one in known])
    labels = np.concatenate([one.labels for one in known])
    weights = np.concatenate(
        [one.weights * (1 if one.form == AS_IS else _REWRITTEN_WEIGHT) for one in known]
    )
    told = weights > 0
    rows, marks, weights = rows[told], labels[told] > 0.5, weights[told]
    placed = rows[:, : len(POSITION_FEATURES)]
    first = _boosted(placed, marks, weights, FIRST, learning_rate=0.25, seed=seed)
    score = first.predict(placed, raw_score=True)
    second = _boosted(rows, marks, weights, SECOND, score, learning_rate=0.1, seed=seed)
    return Ensemble(first, second)


def _boosted(
    rows: np.ndarray,
    marks: np.ndarray,
    weights: np.ndarray,
    trees: int,
    score: np.ndarray | None = None,
    **more: float,
) -> lightgbm.Booster:
    data = lightgbm.Dataset(rows, marks, weight=weights / weights.mean(), init_score=score)
    return lightgbm.train(_HOW | more | {"boost_from_average": score is None}, data, trees)


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Trees on position features, and those trained on their residual."""

    first: lightgbm.Booster
    second: lightgbm.Booster


@dataclass(frozen=True, slots=True)
class Model:
    """Ensembles whose mean log odds tell a block."""

    ensembles: Sequence[Ensemble]

    def written(self) -> str:
        """Return the trees in the format that ``classifier.model`` reads, which sums them."""
        share = 1 / len(self.ensembles)
        trees = [
            json.dumps(_tree(one["tree_structure"], share))
            for part in (
                *(ensemble.first for ensemble in self.ensembles),
                *(ensemble.second for ensemble in self.ensembles),
            )
            for one in part.dump_model()["tree_info"]
        ]
        return '{"trees": [\n ' + ",\n ".join(trees) + "\n]}\n"


def _tree(node: dict[str, Any], share: float) -> object:
    if "leaf_value" in node:
        return float(f"{node['leaf_value'] * share:.4g}")
    name, threshold = NAMES[node["split_feature"]], float(f"{node['threshold']:.5g}")
    return [name, threshold, _tree(node["left_child"], share), _tree(node["right_child"], share)]


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=pages.SHARED)
    parser.add_argument(
        "--out", type=Path, default=Path("pipelines/extraction/classifier/block_trees.json")
    )
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    known = samples(options.shared)
    options.out.write_text(fit(known, options.seed).written(), "utf-8")
    print(f"{options.out}: {options.out.stat().st_size} bytes from {len(known)} forms of pages")


if __name__ == "__main__":
    main()
