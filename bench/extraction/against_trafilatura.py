"""Compares the engine with trafilatura (``favor_precision``), page by page, on held-out hosts.

For each set: the two means, their difference with a 95 % interval (paired bootstrap over whole
hosts, so that twenty pages of one template do not count as twenty), and how often each is clearly
better. Then every page with gold text where trafilatura has most of it and the engine does not:
such a page is an error of the engine, whatever the mean says.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

from bench.extraction import held_back, pages
from pipelines.text import words

_DRAWS = 10_000
_CLEARLY = 0.05  # of F1
_HAS_TEXT, _LACKS_TEXT = 0.9, 0.6  # F1


@dataclass(frozen=True, slots=True)
class Pair:
    """The scores of both on a page.

    Attributes:
        host, name: the page's host and name.
        has_text: whether the gold is a text; otherwise it is segments.
        engine, trafilatura: F1, of shingles or of segments.
    """

    host: str
    name: str
    has_text: bool
    engine: float
    trafilatura: float


def score(scorer: ModuleType, row: pages.Row, text: str) -> float:
    """Return the page's F1 by the benchmark's own scorer; of segments if the gold has no text."""
    if not words(text):
        return 0.0
    scores = scorer.body_scores([row], [text], 0)
    return float(scores["pageF1"] if row.get("body") else scores["segF1"])


def peer(row: pages.Row) -> str:
    """Return trafilatura's text."""
    import trafilatura

    url = row.get("url")
    text = trafilatura.extract(row["html"], url=url, include_comments=False, favor_precision=True)
    return text or ""


def pairs(shared: Path, name: str, limit: int | None, trees: Path | None) -> list[Pair]:
    """Return both scores of every page of a set."""
    scorer = pages.scorer(shared)
    found = []
    for _, row, extraction in held_back.extractions(shared, (name,), limit, trees):
        article = extraction.article
        text = pages.joined(article.lead, article.body) if article else ""
        ours, theirs = score(scorer, row, text), score(scorer, row, peer(row))
        has_text = bool(row.get("body"))
        found.append(Pair(pages.host(row), f"{name}/{row['id']}", has_text, ours, theirs))
    return found


def interval(found: Sequence[Pair]) -> tuple[float, float]:
    """Return the 95 % interval of the mean difference, resampling whole hosts."""
    _, host = np.unique([one.host for one in found], return_inverse=True)
    counts = np.bincount(host)
    sums = np.bincount(host, [one.engine - one.trafilatura for one in found])
    drawn = np.random.default_rng(0).integers(0, len(counts), (_DRAWS, len(counts)))
    low, high = np.percentile(sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1), (2.5, 97.5))
    return float(low), float(high)


def table(sets: dict[str, list[Pair]]) -> None:
    """Print a row per set, in Markdown."""
    print("| held back | pages | engine | trafilatura | difference | better, worse by .05 |")
    print("| --- | ---: | ---: | ---: | --- | ---: |")
    for name, found in sets.items():
        ours, theirs = (
            pages.mean(getattr(one, side) for one in found) for side in ("engine", "trafilatura")
        )
        low, high = interval(found)
        gains = [one.engine - one.trafilatura for one in found]
        better, worse = (sum(sign * gain > _CLEARLY for gain in gains) for sign in (1, -1))
        print(
            f"| {name} | {len(found)} | {ours:.3f} | {theirs:.3f} "
            f"| {ours - theirs:+.3f} ({low:+.3f} to {high:+.3f}) | {better}, {worse} |"
        )


def lost_texts(found: Sequence[Pair]) -> list[Pair]:
    """Return the pages of which trafilatura has the text and the engine does not."""
    return [
        one
        for one in found
        if one.has_text and one.trafilatura >= _HAS_TEXT and one.engine < _LACKS_TEXT
    ]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.extraction.against_trafilatura", description=__doc__
    )
    parser.add_argument("--shared", type=Path, default=pages.SHARED)
    parser.add_argument("--limit", type=int, help="pages of each set")
    parser.add_argument("--held-back", type=Path, metavar="DIR", help="trees of other hosts")
    given = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    try:
        sets = {
            name: pairs(given.shared, name, given.limit, given.held_back) for name in pages.SETS
        }
    except pages.Absent as why:
        print(f"skipped: {why}")
        return 0
    table(sets)
    print(f"\npages where trafilatura has {_HAS_TEXT} or more and the engine under {_LACKS_TEXT}:")
    lost = [one for found in sets.values() for one in lost_texts(found)]
    for one in lost:
        print(f"  {one.name} {one.host}: {one.engine:.2f}, trafilatura {one.trafilatura:.2f}")
    print(f"  {len(lost)} in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
