"""The worst pages, by kind of error, with the remedy; ``--show`` prints the blocks.

The kind follows from the blocks lost or kept against the gold text: the kind with most words at
fault names the page. "gold stops early" and "gold is elsewhere" mean that the kept text continues
like the article, or that the gold text is nowhere in the markup; check before blaming a rule. Then
the words at fault over all pages: lost ones by rule, kept ones by kind. With ``--held-back DIR``
each page is classified by trees that never saw its host.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.extraction import held_back, pages
from bench.extraction.ablation import page_f1, text
from pipelines.extraction.engine import Extraction
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon import phrases
from pipelines.items import BlockKind
from pipelines.text import words

SETS = ("naeb", "wcxb")
PERFECT = 0.95
_FRONT = 3  # blocks
_SHORT = 25  # words
_MOST = 0.5
_FEW = 0.05
TAKES = {
    "gold stops early": "nothing: the article goes on as it began",
    "gold is elsewhere": "nothing, or a browser: the text is not in the markup",
    "no article": "a milder verdict",
    "list or teasers kept": "what the outlet repeats, or its layout",
    "header kept": "agreement of the sets whether the standfirst belongs to the body",
    "end matter kept": "to tell notes, authors and offers below the text from its last words",
    "caption, box or offer kept": "what the outlet repeats; names that its template gives boxes",
    "table or code kept": "agreement of the sets whether tables of facts belong to the body",
    "paragraphs lost": "trust in prose under a foreign name (hidden, sidebar, teaser)",
    "list or heading lost": "to tell contents and steps from menus",
    "text outside the body lost": "several bodies on one page, each by its own witness",
    "joined or cut otherwise": "words or breaks that the gold joins in another way",
}


def kind_of_kept(block: Block, place: int, last: int) -> str:
    """Name the error of keeping ``block``, the kept block number ``place``; ``last`` is right."""
    if block.link_share > _MOST or phrases.whole(block.text):
        return "list or teasers kept"
    if place < _FRONT and len(words(block.text)) < 2 * _SHORT:
        return "header kept"
    if block.kind in (BlockKind.TABLE, BlockKind.CODE):
        return "table or code kept"
    return "end matter kept" if block.index > last else "caption, box or offer kept"


def kind_of_lost(found: Extraction, block: Block) -> str:
    """Name the error of losing ``block``."""
    if not found.context.body.in_body[block.index]:
        return "text outside the body lost"
    if block.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING) or len(words(block.text)) < _SHORT:
        return "list or heading lost"
    return "paragraphs lost"


def weigh(found: Extraction, gold: str) -> Counter[str]:
    """Count words by kind of error."""
    on_page = Counter(word for block in found.blocks for word in words(block.text))
    missing = (Counter(words(gold)) - on_page).total()
    if found.article is None:
        kind = "gold is elsewhere" if missing > _MOST * len(words(gold)) else "no article"
        return Counter({kind: len(words(gold))})
    good = pages.in_gold(found, gold)
    kept = [block for block in found.blocks if block.index not in found.removals]
    last = max((block.index for block in kept if good[block.index]), default=-1)
    errors: Counter[str] = Counter()
    for place, block in enumerate(kept):
        if not good[block.index]:
            errors[kind_of_kept(block, place, last)] += len(words(block.text))
    for block in found.blocks:
        if block.index in found.removals and good[block.index]:
            errors[kind_of_lost(found, block)] += len(words(block.text))
    if _goes_on(found, kept, last, len(words(gold))):
        errors["gold stops early"] = errors.pop("end matter kept", 0)
    if missing > _FEW * len(words(gold)):
        errors["gold is elsewhere"] = missing
    return +errors


def _goes_on(found: Extraction, kept: Sequence[Block], last: int, size: int) -> bool:
    """Return whether prose of the body follows the gold's end, half as much as all of it."""
    inside, prose = found.context.body.in_body, found.context.body.prose
    after = [block for block in kept if block.index > last and inside[block.index]]
    return sum(len(words(one.text)) for one in after if prose[one.index]) > _MOST * size


@dataclass(frozen=True, slots=True)
class Faults:
    """Words at fault, in pages: a page's words count relative to the size of its gold.

    Attributes:
        lost: by the rule that stripped them.
        kept: by kind of error.
    """

    lost: dict[str, float]
    kept: dict[str, float]

    def add(self, found: Extraction, gold: str) -> None:
        """Count a page's words; kept words at most up to the size of the gold."""
        size = len(words(gold)) or 1
        good = pages.in_gold(found, gold)
        kept = [block for block in found.blocks if block.index not in found.removals]
        last = max((block.index for block in kept if good[block.index]), default=-1)
        foreign = [(place, block) for place, block in enumerate(kept) if not good[block.index]]
        share = 1 / max(size, sum(len(words(block.text)) for _, block in foreign))
        for place, block in foreign:
            self.kept[kind_of_kept(block, place, last)] += len(words(block.text)) * share
        for index, rule in found.removals.items():
            if good[index]:
                self.lost[rule.rule_id] += len(words(found.blocks[index].text)) / size

    def show(self) -> None:
        """Print both, in Markdown."""
        for title, counts in (("lost, by rule", self.lost), ("kept, by kind", self.kept)):
            print(f"\n| words {title} | in pages |\n| --- | ---: |")
            for name, count in sorted(counts.items(), key=lambda one: -one[1]):
                print(f"| {name} | {count:.2f} |")


def show(found: Extraction, gold: str) -> None:
    """Print the blocks that were lost or kept against the gold."""
    good = pages.in_gold(found, gold)
    for block in found.blocks:
        rule = found.removals.get(block.index)
        if bool(rule) == good[block.index]:
            print(
                f"    {'lost' if rule else 'kept'} {block.index} "
                f"{rule.rule_id if rule else ''}: {block.text[:100]}"
            )


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.extraction.worst", description=__doc__)
    parser.add_argument("--shared", type=Path, default=pages.SHARED)
    parser.add_argument("--limit", type=int, help="pages of each set")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--held-back", type=Path, metavar="DIR", help="trees of other hosts")
    parser.add_argument("--show", action="store_true", help="print the blocks, text too")
    return parser


def main(given_arguments: list[str] | None = None) -> int:
    given = arguments().parse_args(given_arguments)
    try:
        scorer = pages.scorer(given.shared)
    except pages.Absent as why:
        print(f"skipped: {why}")
        return 0
    scored = []
    faults = Faults(defaultdict(float), defaultdict(float))
    for name, row, found in held_back.extractions(given.shared, SETS, given.limit, given.held_back):
        if not row.get("body"):
            continue
        faults.add(found, row["body"])
        score = page_f1(scorer, row, text(found, found.removals) if found.article else "")
        if score < PERFECT:
            host = urlsplit(row.get("url") or "").netloc
            scored.append((score, name, row["id"], host, weigh(found, row["body"])))
            if given.show:
                print(f"{score:.3f} {name} {row['id']} {host}")
                show(found, row["body"])
    scored.sort(key=lambda one: one[:3])
    table(scored[: given.count])
    summary(scored)
    faults.show()
    return 0


Scored = tuple[float, str, str, str, Counter[str]]


def table(scored: Sequence[Scored]) -> None:
    """Print the worst pages, a row each, in Markdown."""
    print("\n| F1 | set | page | host | words at fault, by kind |")
    print("| ---: | --- | --- | --- | --- |")
    for score, name, ident, host, errors in scored:
        kinds = ", ".join(f"{kind} {size}" for kind, size in errors.most_common(3))
        print(f"| {score:.3f} | {name} | {ident[:8]} | {host} | {kinds or list(TAKES)[-1]} |")


def summary(scored: Sequence[Scored]) -> None:
    """Print how many pages below ``PERFECT`` each kind is the heaviest of, and what it costs."""
    heaviest: dict[str, list[float]] = {}
    for score, *_, errors in scored:
        kind = errors.most_common(1)[0][0] if errors else list(TAKES)[-1]
        heaviest.setdefault(kind, []).append(1 - score)
    print(f"\n{len(scored)} pages below F1 {PERFECT}, by their heaviest kind of error:\n")
    print("| kind | pages | F1 lost on them, summed | what it would take |")
    print("| --- | ---: | ---: | --- |")
    for kind, lost in sorted(heaviest.items(), key=lambda one: -sum(one[1])):
        print(f"| {kind} | {len(lost)} | {sum(lost):.2f} | {TAKES[kind]} |")


if __name__ == "__main__":
    sys.exit(main())
