"""Train the learned witness: ``pipelines/extraction/block_trees.json`` from pages with gold text.

usage: python bench/train_blocks.py DATA [--out FILE] [--trees 100] [--leaves 14]

DATA holds one folder per set with ``gold.jsonl`` and ``pages/ID.html.gz``. A row's ``body`` is the
gold text; where there is none, ``with`` and ``without`` name segments that must and must not be
kept, and blocks that neither names are left out. Before the trees are written, three folds by host
show what they are worth on hosts they have not seen. Needs scikit-learn, which nothing else does.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from pipelines.extraction.features import NAMES
from pipelines.extraction.run import Extraction, run
from pipelines.items import Page

_TOKEN = re.compile(r"\w+")
_FOLDS = 3
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


def _pages(data: Path) -> list[tuple[str, np.ndarray, np.ndarray, np.ndarray]]:
    """Return (host, numbers, labels, weights) per page."""
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
            rows = np.array([numbers.row(block) for block in found.blocks], np.float32)
            marks = np.array(labels)
            sizes = np.sqrt([min(60, len(block.text.split())) + 1 for block in found.blocks])
            weights = np.where(marks >= 0, sizes / (sizes[marks == 1].sum() + 30) ** 0.5, 0)
            pages.append((urlsplit(url).netloc or url.split("-")[0], rows, marks, weights))
    return pages


def _fit(pages: list, trees: int, leaves: int) -> HistGradientBoostingClassifier:
    rows, marks, weights = (np.concatenate([page[at] for page in pages]) for at in (1, 2, 3))
    known = weights > 0
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=leaves,
        learning_rate=0.12,
        min_samples_leaf=40,
        l2_regularization=5.0,
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


def _check(pages: list, trees: int, leaves: int) -> None:
    """Print the weighted share of blocks told right, on hosts that were not trained on."""
    folds = [int(hashlib.sha256(page[0].encode()).hexdigest(), 16) % _FOLDS for page in pages]
    for fold in range(_FOLDS):
        train = [page for page, one in zip(pages, folds, strict=True) if one != fold]
        test = [page for page, one in zip(pages, folds, strict=True) if one == fold]
        model = _fit(train, trees, leaves)
        right = total = 0.0
        for _, rows, marks, weights in test:
            right += float((((model.predict(rows) > 0.5) == (marks > 0.5)) * weights).sum())
            total += float(weights.sum())
        print(f"fold {fold}: {len(test)} pages, blocks told right {right / total:.4f}")


def main() -> None:
    """Train, check, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=Path("pipelines/extraction/block_trees.json"))
    parser.add_argument("--trees", type=int, default=100)
    parser.add_argument("--leaves", type=int, default=14)
    options = parser.parse_args()
    pages = _pages(options.data)
    _check(pages, options.trees, options.leaves)
    model = _fit(pages, options.trees, options.leaves)
    trees = ",\n  ".join(json.dumps(_tree(one[0].nodes)) for one in model._predictors)
    base = float(model._baseline_prediction[0][0])
    options.out.write_text(f'{{\n "base": {base!r},\n "trees": [\n  {trees}\n ]\n}}\n', "utf-8")
    print(f"{options.out}: {options.out.stat().st_size} bytes from {len(pages)} pages")


if __name__ == "__main__":
    main()
