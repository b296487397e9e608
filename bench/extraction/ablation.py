"""The value of each rule: blocks stripped rightly and wrongly, and the mean F1 without the rule.

The gold text decides what is right. A later rule may strip what a missing one leaves, so a change
of 0 means that another rule does the same work, not that the rule is useless. With ``--held-back
DIR`` each page is classified by trees that never saw its host; they are stored in DIR, and trained
if missing.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from bench.extraction import held_back, pages
from pipelines.extraction import rules
from pipelines.extraction.engine import Extraction
from pipelines.extraction.rules.context import Removal
from pipelines.extraction.rules.registry import REGISTRY
from pipelines.extraction.verdict.trim import trim
from pipelines.text import words

SETS = ("naeb", "wcxb")  # the sets with gold text


def text(found: Extraction, removals: Mapping[int, Removal]) -> str:
    """Return lead and body of the blocks that were not stripped."""
    kept = [block for block in found.blocks if block.index not in removals]
    done = trim(found.context, kept, found.metadata.lead)
    return pages.joined(done.lead, done.body)


def page_f1(scorer: ModuleType, row: pages.Row, got: str) -> float:
    if not words(got) or not words(row["body"]):  # the scorer has no mean of nothing
        return 0.0
    return float(scorer.body_scores([row], [got], 0)["pageF1"])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.extraction.ablation", description=__doc__
    )
    parser.add_argument("--shared", type=Path, default=pages.SHARED)
    parser.add_argument("--limit", type=int, help="pages of each set")
    parser.add_argument("--held-back", type=Path, metavar="DIR", help="trees of other hosts")
    given = parser.parse_args(arguments)
    try:
        scorer = pages.scorer(given.shared)
    except pages.Absent as why:
        print(f"skipped: {why}")
        return 0
    taken: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    change: dict[str, float] = defaultdict(float)
    count = 0
    extractions = held_back.extractions(given.shared, SETS, given.limit, given.held_back)
    for _, row, found in extractions:
        if found.article is None or not row.get("body"):
            continue
        count += 1
        good = pages.in_gold(found, row["body"])
        usual = page_f1(scorer, row, text(found, found.removals))
        for rule in REGISTRY:
            for index in {index for index, _ in rule.find(found.context)}:
                taken[rule.id][good[index]] += 1
            rest = rules.apply(found.context, frozenset((rule.id,)))
            if rest.keys() != found.removals.keys():
                taken[rule.id][2] += 1
                change[rule.id] += page_f1(scorer, row, text(found, rest)) - usual
    print(f"{count} pages with gold text ({', '.join(SETS)})")
    print("\n| rule | takes rightly | wrongly | pages it alone changes | F1 when off |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for rule in REGISTRY:
        right, wrong, alone = taken[rule.id]
        off = change[rule.id] / max(1, count)
        print(f"| {rule.id} | {right} | {wrong} | {alone} | {off:+.4f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
