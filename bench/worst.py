"""The worst pages left, by kind of error: id and numbers; ``--show`` prints what was at fault.

The kind is told by the blocks that were lost or kept against the gold text, the heaviest kind of
error first. "gold at fault?": what the engine keeps stands in the body and reads as prose, or what
the gold wants is nowhere on the page: look before blaming a rule.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from bench import pages
from bench.ablation import page_f1, text
from pipelines.extraction import labels
from pipelines.extraction.blocks import Block
from pipelines.extraction.run import Extraction
from pipelines.text import words

SETS = ("naeb", "wcxb")
_HEADER_PLACES = 3
_SHORT = 25  # words


def kind_of_kept(found: Extraction, block: Block, kept: list[Block]) -> str:
    """Name the error of keeping ``block``."""
    if block.link_share > 0.5 or labels.whole(block.text):
        return "list kept"
    if block in kept[:_HEADER_PLACES] and len(words(block.text)) < _SHORT:
        return "header kept"
    if labels.start(block.text) or len(words(block.text)) < _SHORT:
        return "caption or prompt kept"
    return "gold at fault?" if found.scene.body.inside[block.index] else "other text kept"


def weigh(found: Extraction, gold: str) -> Counter[str]:
    """Count words by kind of error."""
    good = pages.in_gold(found, gold)
    kept = [block for block in found.blocks if block.index not in found.verdicts]
    errors: Counter[str] = Counter()
    if found.article is None:
        errors["no article"] = len(words(gold))
        return errors
    for block in found.blocks:
        size = len(words(block.text))
        if block.index in found.verdicts:
            errors["body lost"] += size * good[block.index]
        elif not good[block.index]:
            errors[kind_of_kept(found, block, kept)] += size
    on_page = Counter(word for block in found.blocks for word in words(block.text))
    missing = (Counter(words(gold)) - on_page).total()
    errors["text not in the markup"] += missing
    return errors


def show(found: Extraction, gold: str) -> None:
    good = pages.in_gold(found, gold)
    for block in found.blocks:
        rule = found.verdicts.get(block.index)
        if bool(rule) == good[block.index]:
            print(
                f"    {'lost' if rule else 'kept'} {block.index} {rule or ''}: {block.text[:100]}"
            )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.worst", description=__doc__)
    parser.add_argument("--shared", type=Path, default=pages.SHARED)
    parser.add_argument("--limit", type=int, help="pages of each set")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--show", action="store_true", help="print the blocks, text too")
    given = parser.parse_args(arguments)
    try:
        scorer = pages.scorer(given.shared)
    except pages.Absent as why:
        print(f"skipped: {why}")
        return 0
    scored = []
    for name in SETS:
        for row in pages.load(given.shared, name, given.limit):
            if row.get("body"):
                found = pages.extraction(row)
                got = text(found, found.verdicts) if found.article else ""
                scored.append((page_f1(scorer, row, got), name, row))
    scored.sort(key=lambda one: (one[0], one[2]["id"]))
    kinds: Counter[str] = Counter()
    print(f"{'F1':>5} {'set':9} {'id':34} kind: words at fault")
    for score, name, row in scored[: given.count]:
        found = pages.extraction(row)
        errors = weigh(found, row["body"]).most_common()
        kinds[errors[0][0]] += 1
        told = ", ".join(f"{kind} {size}" for kind, size in errors if size)
        print(f"{score:5.3f} {name:9} {row['id'][:34]:34} {told or 'joined or cut otherwise'}")
        if given.show:
            show(found, row["body"])
    print("pages by heaviest kind: " + ", ".join(f"{k} {n}" for k, n in kinds.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
