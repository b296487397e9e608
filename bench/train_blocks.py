"""Train the learned witness: ``pipelines/extraction/block_trees.json`` from pages with gold text.

usage: python -m bench.train_blocks --data DIR [--out FILE] [--trees 160] [--leaves 20] [--check]

DIR holds one folder per set with ``gold.jsonl`` and ``pages/ID.html.gz``. A row's ``body`` is the
gold text; where there is none, ``with`` and ``without`` name segments that must and must not be
kept, and blocks that neither names are left out. With ``--check`` nothing is written: folds by host
show what the rules with such trees are worth on hosts that the trees have not seen: these are the
honest figures. Seeds are fixed: the same pages and versions write the same file. Needs
scikit-learn, which nothing else does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from bench.pages import FOLDS, fold_of
from pipelines.extraction import kin, rules
from pipelines.extraction.features import NAMES
from pipelines.extraction.finish import finish
from pipelines.extraction.run import Extraction, run
from pipelines.items import Page

_TOKEN = re.compile(r"\w+")
TREES, LEAVES = 160, 20
_UNKNOWN = -1.0


def _grams(tokens: list[str], size: int = 4) -> list[tuple[str, ...]]:
    return [tuple(tokens[at : at + size]) for at in range(max(1, len(tokens) - size + 1))]


def _whole(found: Extraction, gold: str) -> list[float]:
    """Label blocks by gold text: 1 where most of a block's shingles are in it, each used once.

    Blocks inside the body come first, so that a teaser's copy of a sentence is no part of it. Short
    blocks count where they are a line of the gold text.
    """
    left = Counter(_grams(_TOKEN.findall(gold)))
    lines = Counter(tuple(_TOKEN.findall(line)) for line in gold.split("\n"))
    marks = [_UNKNOWN] * len(found.blocks)
    inside = found.scene.body.inside
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
    """Label blocks that hold, or are most of, a named segment."""
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
    """A page: its set, its host, its gold row; numbers, labels and weights of its blocks."""

    name: str
    host: str
    gold: dict[str, Any]
    found: Extraction
    rows: np.ndarray
    labels: np.ndarray
    weights: np.ndarray


def _pages(data: Path) -> list[Sample]:
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
            numbers = found.scene.numbers
            rows = np.array(numbers.table(), np.float32)
            marks = np.array(labels)
            sizes = np.sqrt([min(60, len(block.text.split())) + 1 for block in found.blocks])
            weights = np.where(marks >= 0, sizes / (sizes[marks == 1].sum() + 30) ** 0.5, 0)
            host = urlsplit(url).netloc or url.split("-")[0]
            pages.append(Sample(gold.parent.name, host, row, found, rows, marks, weights))
    return pages


def _fit(pages: list[Sample], trees: int, leaves: int) -> HistGradientBoostingClassifier:
    rows = np.concatenate([page.rows for page in pages])
    marks = np.concatenate([page.labels for page in pages])
    weights = np.concatenate([page.weights for page in pages])
    known = weights > 0
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=leaves,
        max_features=0.3,
        learning_rate=0.07,
        min_samples_leaf=40,
        l2_regularization=10.0,
        random_state=0,
    )
    scale = weights[known].mean()
    return model.fit(rows[known], marks[known] > 0.5, sample_weight=weights[known] / scale)


def _tree(nodes: np.ndarray, at: int = 0) -> object:
    node = nodes[at]
    if node["is_leaf"]:
        return float(f"{node['value']:.4g}")
    name, threshold = NAMES[node["feature_idx"]], float(f"{node['num_threshold']:.5g}")
    return [name, threshold, _tree(nodes, node["left"]), _tree(nodes, node["right"])]


def _score(page: Sample, likely: list[float]) -> dict[str, float]:
    """Score one page's text under these answers of the witness; the verdict has no say."""
    scene = replace(page.found.scene, likely=kin.settled(likely, page.found.scene.numbers))
    verdicts = rules.apply(scene)
    kept = [block for block in scene.blocks if block.index not in verdicts]
    text = finish(scene, kept, page.found.metadata.lead)
    lines = [text.lead] if text.lead else []
    told = "\n".join(lines + [block.text for block in text.body])
    if not page.gold.get("body"):
        flat = " ".join(told.split())
        counts = [
            sum(" ".join(one.split()) in flat for one in page.gold.get(key) or ())
            for key in ("with", "without")
        ]
        return {"tp": counts[0], "fp": counts[1], "gold": len(page.gold["with"])}
    best = max(_f1(gold, told) for gold in [page.gold["body"], *page.gold.get("bodies", ())])
    return {"F1": best, "perfect95": float(best >= 0.95)}


def _f1(gold: str, told: str) -> float:
    """F1 of shingles of four words."""
    wanted, given = (Counter(_grams(_TOKEN.findall(text))) for text in (gold, told))
    return 2 * sum((wanted & given).values()) / (wanted.total() + given.total())


def _check(pages: list[Sample], trees: int, leaves: int) -> None:
    """Print page F1 and segment F1 per set, each page told by trees that never saw its host."""
    folds = [fold_of(page.host) for page in pages]
    scores: dict[str, list[dict[str, float]]] = defaultdict(list)
    for fold in range(FOLDS):
        pairs = list(zip(pages, folds, strict=True))
        model = _fit([page for page, one in pairs if one != fold], trees, leaves)
        for page in (page for page, one in pairs if one == fold):
            scores[page.name].append(_score(page, list(model.predict_proba(page.rows)[:, 1])))
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
    parser.add_argument("--out", type=Path, default=Path("pipelines/extraction/block_trees.json"))
    parser.add_argument("--trees", type=int, default=TREES)
    parser.add_argument("--leaves", type=int, default=LEAVES)
    parser.add_argument("--check", action="store_true", help="folds only, write nothing")
    options = parser.parse_args()
    pages = _pages(options.data)
    if options.check:
        _check(pages, options.trees, options.leaves)
        return
    model = _fit(pages, options.trees, options.leaves)
    trees = ",\n  ".join(json.dumps(_tree(one[0].nodes)) for one in model._predictors)
    base = float(model._baseline_prediction[0][0])
    options.out.write_text(f'{{\n "base": {base!r},\n "trees": [\n  {trees}\n ]\n}}\n', "utf-8")
    print(f"{options.out}: {options.out.stat().st_size} bytes from {len(pages)} pages")


if __name__ == "__main__":
    main()
