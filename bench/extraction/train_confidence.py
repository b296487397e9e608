"""Trains the confidence, ``verdict/quality_steps.json``, or prints its quality.

    usage: python -m bench.extraction.train_confidence [--shared DIR] [--trees DIR ...] [--check]

Each page is extracted with block trees that never saw its host (stored in the folder of
``--trees``, trained if missing), as it is and, every other page, with its text under misleading
names; the engine's text is scored against the gold. With several folders, whose missing trees are
trained with the seeds 0, 1, 2 ..., each page has a text by each, so that the chance of one ensemble
counts less. With ``--check`` nothing is written: five folds of hosts, each predicted by a table
trained on the other four, print the reliability in ten bins, the AUC between good pages (F1 of .95
or more) and bad ones (under .85), and the expected calibration error. Needs LightGBM.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

from bench.extraction import held_back, hostile_names, pages
from pipelines.extraction.engine import Extraction
from pipelines.extraction.verdict import quality
from pipelines.extraction.verdict.witnesses import Numbers

FILE = Path("pipelines/extraction/verdict/quality_steps.json")
SETS = ("naeb", "wcxb", "world")  # the sets with gold text
GOOD, BAD = 0.95, 0.85  # F1
GOLD_ENDS = 0.5  # F1; below it the gold usually is another text, or its beginning
_DISGUISED = 0.5  # weight of a page with misleading names
_BINS = 10
_TELLING = ("kept_below_sure", "likely_removed_within", "undecided", "length")
_STEPS = 600  # of these four: more numbers at once are more than some 50 bad pages can teach
_STEPS_OF_OTHERS = 20
_HOW = {
    "objective": "cross_entropy",
    "num_leaves": 2,
    "learning_rate": 0.05,
    "min_data_in_leaf": 25,
    "lambda_l2": 5.0,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "num_threads": 1,
    "seed": 0,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
_FREE = ("length",)  # features that may raise the confidence of a text; all others only lower it
_PARTLY = (0.7, 0.95)  # F1 that counts as entirely wrong, and as right, while steps are trained


@dataclass(frozen=True, slots=True)
class Sample:
    """The engine's text of a page: its host, its features, its F1 against the gold."""

    host: str
    numbers: Numbers
    f1: float
    is_disguised: bool


def samples(shared: Path, trees: Path, seed: int = 0) -> list[Sample]:
    """Return the text of every page with gold text that the engine takes for an article."""
    scorer = pages.scorer(shared)
    found: list[Sample] = []
    for fold, file in enumerate(held_back.grow(shared, trees, seed)):
        with held_back.using(file):
            for name in SETS:
                for place, row in enumerate(pages.load(shared, name)):
                    if pages.fold_of(pages.host(row)) == fold:
                        found += _of_row(scorer, row, place % 2 == 0)
    return found


def _of_row(scorer: ModuleType, row: pages.Row, both: bool) -> Iterator[Sample]:
    found = pages.extraction(row)
    yield from _sample(scorer, row, found, False)
    disguised = _disguised(row, found) if both else None
    if disguised:
        yield from _sample(scorer, row, pages.extraction(disguised), True)


def _sample(
    scorer: ModuleType, row: pages.Row, found: Extraction, is_disguised: bool
) -> Iterator[Sample]:
    article = found.article
    if article is None:
        return
    text = pages.joined(article.lead, article.body)
    f1 = float(scorer.body_scores([row], [text], 0)["pageF1"])
    yield Sample(pages.host(row), found.numbers, f1, is_disguised)


def _disguised(row: pages.Row, found: Extraction) -> pages.Row | None:
    """Return the page with its text under a misleading name; changes the elements of ``found``."""
    good = pages.in_gold(found, row["body"])
    kept = [
        block.node.element
        for block in found.blocks
        if good[block.index] and block.index not in found.removals
    ]
    markup = hostile_names.misnamed(row["id"], kept)
    return {**row, "html": markup.decode()} if markup else None


def fit(known: Sequence[Sample]) -> quality.StepTable:
    """Return a table of steps: a half-right text counts half, then the log odds are calibrated.

    The scale is fitted on texts of hosts that their steps were not trained on (Platt, 1999).
    """
    folds = np.array([pages.fold_of(one.host) for one in known])
    odds = np.zeros(len(known))
    for fold in sorted(set(folds)):
        table = _grown([one for one, at in zip(known, folds, strict=True) if at != fold])
        for place in np.flatnonzero(folds == fold):
            odds[place] = _log_odds(quality.probability(known[place].numbers, table))
    slope, shift = _scale(odds, known)
    table = _grown(known)
    steps = {
        name: [(at, _short(slope * change)) for at, change in steps]
        for name, steps in table.steps.items()
    }
    return quality.StepTable(_short(slope * table.base + shift), steps)


def _grown(known: Sequence[Sample]) -> quality.StepTable:
    """Return steps of the telling numbers, then few of the others for what these leave."""
    others = sorted({name for one in known for name in one.numbers} - {*_TELLING})
    table = _boosted(known, _TELLING, _STEPS, None)
    odds = [_log_odds(quality.probability(one.numbers, table)) for one in known]
    rest = _boosted(known, others, _STEPS_OF_OTHERS, odds)
    return quality.StepTable(table.base + rest.base, table.steps | rest.steps)


def _boosted(
    known: Sequence[Sample], names: Sequence[str], steps_at_most: int, odds: list[float] | None
) -> quality.StepTable:
    """Return steps that raise or lower the log odds ``odds``, by default those of the mean."""
    import lightgbm

    rows = np.array([[one.numbers.get(name, 0.0) for name in names] for one in known])
    low, high = _PARTLY
    right = np.clip((np.array([one.f1 for one in known]) - low) / (high - low), 0, 1)
    how = _HOW | {
        "monotone_constraints": [0 if name in _FREE else -1 for name in names],
        "boost_from_average": odds is None,
    }
    data = lightgbm.Dataset(rows, right, weight=_weights(known), init_score=odds)
    base = 0.0
    steps: dict[str, dict[float, float]] = {}
    for one in lightgbm.train(how, data, steps_at_most).dump_model()["tree_info"]:
        tree = one["tree_structure"]
        if "leaf_value" in tree:
            base += tree["leaf_value"]
            continue
        below, above = tree["left_child"]["leaf_value"], tree["right_child"]["leaf_value"]
        base += below
        of_name = steps.setdefault(names[tree["split_feature"]], {})
        at = _short(tree["threshold"])
        of_name[at] = of_name.get(at, 0.0) + above - below
    return quality.StepTable(base, {name: sorted(steps[name].items()) for name in sorted(steps)})


def _weights(known: Sequence[Sample]) -> np.ndarray:
    return np.array([_DISGUISED if one.is_disguised else 1.0 for one in known])


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def _log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def _scale(odds: np.ndarray, known: Sequence[Sample]) -> tuple[float, float]:
    """Return slope and shift that calibrate these log odds, by Newton's method."""
    rows = np.stack([odds, np.ones(len(odds))], axis=1)
    right = np.array([float(one.f1 >= GOOD) for one in known])
    weights = _weights(known)
    found = np.array([1.0, 0.0])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ found))
        bend = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows
        found -= np.linalg.solve(bend, rows.T @ (weights * (chance - right)))
    return float(found[0]), float(found[1])


def written(table: quality.StepTable) -> str:
    """Return the table in the format that ``quality`` reads, one line per number."""
    lines = (f'  "{name}": {json.dumps(steps)}' for name, steps in table.steps.items())
    return f'{{"base": {table.base}, "steps": {{\n' + ",\n".join(lines) + "\n}}\n"


def reliability(chances: np.ndarray, f1: np.ndarray) -> None:
    """Print ten bins of confidence with the share of right texts, AUC and calibration error."""
    right = f1 >= GOOD
    error = 0.0
    print(
        "| confidence | pages | mean confidence | right | F1 |\n| --- | ---: | ---: | ---: | ---: |"
    )
    for place in range(_BINS):
        low, high = place / _BINS, (place + 1) / _BINS
        within = (chances >= low) & ((chances < high) | (place == _BINS - 1))
        if within.any():
            mean, share = chances[within].mean(), right[within].mean()
            error += within.mean() * abs(mean - share)
            values = f"{within.sum()} | {mean:.3f} | {share:.3f} | {f1[within].mean():.3f}"
            print(f"| {low:.1f} to {high:.1f} | {values} |")
    complete = f1 >= GOLD_ENDS
    of_told = auc(chances[complete], f1[complete])
    print(
        f"{len(f1)} pages: AUC of good against bad {auc(chances, f1):.3f} "
        f"({of_told:.3f} without the {(~complete).sum()} of F1 under {GOLD_ENDS}), "
        f"expected calibration error {error:.3f}"
    )


def auc(chances: np.ndarray, f1: np.ndarray) -> float:
    """Return how often a good page has more confidence than a bad one; NaN without either kind."""
    good, bad = chances[f1 >= GOOD], chances[f1 < BAD]
    if not len(good) or not len(bad):
        return float("nan")
    return float((good[:, None] > bad).mean() + (good[:, None] == bad).mean() / 2)


def held_back_chances(known: Sequence[Sample]) -> np.ndarray:
    """Return the confidence of each text by a table that never saw its host."""
    folds = [pages.fold_of(one.host) for one in known]
    chances = np.zeros(len(known))
    for fold in sorted(set(folds)):
        table = fit([one for one, at in zip(known, folds, strict=True) if at != fold])
        for place, one in enumerate(known):
            if folds[place] == fold:
                chances[place] = quality.probability(one.numbers, table)
    return chances


def check(known: Sequence[Sample]) -> None:
    """Print the quality of the confidence on held-out hosts."""
    chances = held_back_chances(known)
    f1 = np.array([one.f1 for one in known])
    disguised = np.array([one.is_disguised for one in known])
    kinds = {
        "as they are": ~disguised,
        "under misleading names": disguised,
        "of both kinds": disguised | ~disguised,
    }
    for title, places in kinds.items():
        print(f"\nconfidence, hosts held back, pages {title}:")
        reliability(chances[places], f1[places])


def main(arguments: list[str] | None = None) -> int:
    """Train and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=pages.SHARED)
    parser.add_argument(
        "--trees", type=Path, nargs="+", help="folders of block trees of other hosts"
    )
    parser.add_argument("--check", action="store_true", help="folds only, write nothing")
    given = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        try:
            folders = given.trees or [Path(folder)]
            known = [
                one
                for seed, trees in enumerate(folders)
                for one in samples(given.shared, trees, seed)
            ]
        except pages.Absent as why:
            print(f"skipped: {why}")
            return 0
    if given.check:
        check(known)
        return 0
    FILE.write_text(written(fit(known)), "utf-8")
    print(f"{FILE}: from {len(known)} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
