"""Trains the block classifier, ``classifier/block_trees.json``, on pages with gold text.

    usage: python -m bench.extraction.train_blocks --data DIR [--out FILE] [--check]

DIR has one folder per set with ``gold.jsonl`` and ``pages/ID.html.gz``. A row's ``body`` is the
gold text; if there is none, ``with`` and ``without`` are segments that must and must not be kept,
and blocks in neither are left out. With ``--check`` nothing is written: folds by host show the
quality of the rules with such trees on unseen hosts, the reliable figures. Seeds are fixed: the
same pages and versions give the same file. Needs LightGBM, which nothing else does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from bench.extraction.pages import FOLDS, fold_of, joined
from pipelines.extraction import rules
from pipelines.extraction.classifier import smoothing
from pipelines.extraction.classifier.features import NAMES, POSITION_FEATURES, BlockFeatures
from pipelines.extraction.engine import Extraction, run
from pipelines.extraction.verdict.trim import trim
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
    """A page: its set, its host, its gold row; features, labels and weights of its blocks."""

    name: str
    host: str
    gold: dict[str, Any]
    found: Extraction
    rows: np.ndarray
    labels: np.ndarray
    weights: np.ndarray


def samples(data: Path) -> list[Sample]:
    """Return every page of every set, its blocks labelled by the gold text."""
    pages = []
    for gold in sorted(data.glob("*/gold.jsonl")):
        for line in filter(None, gold.read_text(encoding="utf-8").split("\n")):
            row = json.loads(line)
            body = gzip.decompress((gold.parent / "pages" / f"{row['id']}.html.gz").read_bytes())
            url = row.get("url") or ""
            found = run(Page(url=url, body=body, fetched_at=datetime(1970, 1, 1, tzinfo=UTC)))
            if not found.blocks:
                continue
            if row.get("body"):
                labels = _whole(found, row["body"])
            else:
                labels = _segments(found, row["with"], row.get("without") or [])
            features = BlockFeatures(found.context.facts)
            rows = np.array(features.table(), np.float32)
            marks = np.array(labels)
            sizes = np.sqrt([min(60, len(block.text.split())) + 1 for block in found.blocks])
            weights = np.where(marks >= 0, sizes / (sizes[marks == 1].sum() + 30) ** 0.5, 0)
            host = urlsplit(url).netloc or url.split("-")[0]
            pages.append(Sample(gold.parent.name, host, row, found, rows, marks, weights))
    return pages


def fit(pages: Sequence[Sample], seed: int = 0) -> Model:
    """Return trees trained on the pages: first those on position features only, then all others."""
    rows, marks, weights = (
        np.concatenate([getattr(page, name) for page in pages])
        for name in ("rows", "labels", "weights")
    )
    known = weights > 0
    rows, marks, weights = rows[known], marks[known] > 0.5, weights[known]
    placed = rows[:, : len(POSITION_FEATURES)]
    first = _boosted(placed, marks, weights, FIRST, learning_rate=0.25, seed=seed)
    score = first.predict(placed, raw_score=True)
    second = _boosted(rows, marks, weights, SECOND, score, learning_rate=0.1, seed=seed)
    return Model(first, second)


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
class Model:
    """Two ensembles, the second trained on the residual of the first."""

    first: lightgbm.Booster
    second: lightgbm.Booster

    def likely(self, rows: np.ndarray) -> list[float]:
        """Return the content probability of each row's block, by all trees."""
        score = self.first.predict(rows[:, : len(POSITION_FEATURES)], raw_score=True)
        score = score + self.second.predict(rows, raw_score=True)
        return list(1 / (1 + np.exp(-score)))

    def written(self) -> str:
        """Return the trees in the format that ``classifier.model`` reads."""
        trees = [
            json.dumps(_tree(one["tree_structure"]))
            for part in (self.first, self.second)
            for one in part.dump_model()["tree_info"]
        ]
        return '{"trees": [\n ' + ",\n ".join(trees) + "\n]}\n"


def _tree(node: dict[str, Any]) -> object:
    if "leaf_value" in node:
        return float(f"{node['leaf_value']:.4g}")
    name, threshold = NAMES[node["split_feature"]], float(f"{node['threshold']:.5g}")
    return [name, threshold, _tree(node["left_child"]), _tree(node["right_child"])]


def _score(page: Sample, likely: list[float]) -> dict[str, float]:
    """Score one page's text with these content probabilities, ignoring whether it is an article."""
    context = replace(
        page.found.context,
        content_probability=smoothing.smooth(likely, page.found.context.facts),
    )
    removals = rules.apply(context)
    kept = [block for block in context.blocks if block.index not in removals]
    text = trim(context, kept, page.found.metadata.lead)
    text_kept = joined(text.lead, text.body)
    if not page.gold.get("body"):
        flat = " ".join(text_kept.split())
        counts = [
            sum(" ".join(one.split()) in flat for one in page.gold.get(key) or ())
            for key in ("with", "without")
        ]
        return {"tp": counts[0], "fp": counts[1], "gold": len(page.gold["with"])}
    best = max(_f1(gold, text_kept) for gold in [page.gold["body"], *page.gold.get("bodies", ())])
    return {"F1": best, "perfect95": float(best >= 0.95)}


def _f1(gold: str, kept: str) -> float:
    """Return the F1 of shingles of four words."""
    wanted, given = (Counter(_grams(_TOKEN.findall(text))) for text in (gold, kept))
    return 2 * sum((wanted & given).values()) / (wanted.total() + given.total())


def _check(pages: list[Sample]) -> None:
    """Print page F1 and segment F1 per set, each page by trees that never saw its host."""
    folds = [fold_of(page.host) for page in pages]
    scores: dict[str, list[dict[str, float]]] = defaultdict(list)
    for fold in range(FOLDS):
        pairs = list(zip(pages, folds, strict=True))
        model = fit([page for page, one in pairs if one != fold])
        for page in (page for page, one in pairs if one == fold):
            scores[page.name].append(_score(page, model.likely(page.rows)))
    for name, found in sorted(scores.items()):
        whole = [one for one in found if "F1" in one]
        parts = [one for one in found if "tp" in one]
        for key in ("F1", "perfect95") if whole else ():
            print(f"{name} {key} {sum(one[key] for one in whole) / len(whole):.4f}", flush=True)
        if parts:
            right, wrong, gold = (sum(one[key] for one in parts) for key in ("tp", "fp", "gold"))
            print(f"{name} segF1 {2 * right / (right + wrong + gold):.4f}", flush=True)


def main() -> None:
    """Train and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--out", type=Path, default=Path("pipelines/extraction/classifier/block_trees.json")
    )
    parser.add_argument("--check", action="store_true", help="folds only, write nothing")
    options = parser.parse_args()
    pages = samples(options.data)
    if options.check:
        _check(pages)
        return
    options.out.write_text(fit(pages).written(), "utf-8")
    print(f"{options.out}: {options.out.stat().st_size} bytes from {len(pages)} pages")


if __name__ == "__main__":
    main()
