"""Scores the engine on the public benchmark with the benchmark's own scorer.

Tables: the shipped trees on all pages (they were trained on these hosts); held-out hosts
(five folds by host, trained on the other four: the reliable figure), and again without any class
name, id or role on their pages; speed compared with trafilatura with metadata, page by page in
turn, and memory over 1,000 pages.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from types import ModuleType

from bench.extraction import held_back, hostile_names, pages
from bench.extraction.pages import Row
from pipelines.extraction import extract_metadata, extract_text
from pipelines.extraction.engine import run

_SPEED_PAGES = 150
_MEMORY_PAGES = 1000


def predict(rows: list[Row]) -> list[str]:
    return [extract_text(row["html"], row.get("url")) for row in rows]


def line(scores: dict[str, float]) -> str:
    wanted = ("P", "R", "pageF1", "perfect95", "segP", "segR", "segF1")
    return "  ".join(f"{name} {scores[name]:.3f}" for name in wanted if name in scores)


def shipped(scorer: ModuleType, sets: dict[str, list[Row]]) -> None:
    print("all hosts, trees as shipped (fitted on these hosts too):")
    for name, rows in sets.items():
        print(f"  {name:9} {len(rows):4} pages  {line(scorer.body_scores(rows, predict(rows), 0))}")
        if any(row.get("title") for row in rows):
            metas = [extract_metadata(row["html"], row.get("url")) for row in rows]
            hits = scorer.meta_scores(rows, metas)
            print(" " * 12 + "  ".join(f"{key} {hit:.3f}" for key, (hit, _) in hits.items()))


def without_names(sets: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Return the sets with pages that a reader sees alike, of elements without names."""
    return {
        name: [
            {**row, "html": hostile_names.nameless(pages.page(row).body).decode("utf-8", "replace")}
            for row in rows
        ]
        for name, rows in sets.items()
    }


def hosts_held_back(
    scorer: ModuleType, shared: Path, sets: dict[str, list[Row]], trees: Path, what: str = ""
) -> None:
    predicted: dict[str, dict[str, str]] = {name: {} for name in sets}
    for fold, file in enumerate(held_back.grow(shared, trees)):
        with held_back.using(file):
            for name, rows in sets.items():
                test = [row for row in rows if pages.fold_of(pages.host(row)) == fold]
                texts = predict(test)
                predicted[name].update(
                    (row["id"], text) for row, text in zip(test, texts, strict=True)
                )
    print(f"hosts held back{what} (five folds, trees fitted on the other four):")
    for name, rows in sets.items():
        texts = [predicted[name][row["id"]] for row in rows]
        print(f"  {name:9} {len(rows):4} pages  {line(scorer.body_scores(rows, texts, 0))}")


def speed(rows: list[Row]) -> None:
    import trafilatura

    def peer(row: Row) -> object:
        return trafilatura.bare_extraction(
            row["html"], url=row.get("url"), include_comments=False, with_metadata=True
        )

    def ours(row: Row) -> object:
        return run(pages.page(row))

    sides: tuple[Callable[[Row], object], ...] = (ours, peer)
    spent = [0.0, 0.0]
    for row in rows[:5]:
        for side in sides:
            side(row)
    for row in rows[:_SPEED_PAGES]:
        for place, side in enumerate(sides):
            start = time.process_time()
            side(row)
            spent[place] += time.process_time() - start
    count = len(rows[:_SPEED_PAGES])
    print(
        f"speed, text and metadata, {count} pages in turn: {1000 * spent[0] / count:.1f} ms, "
        f"{1000 * spent[1] / count:.1f} ms trafilatura, x{spent[1] / spent[0]:.2f}"
    )


def resident() -> float:
    """Return the megabytes of this process; 0 if the system does not report them."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0.0
    found = next(x for x in status.read_text().splitlines() if x.startswith("VmRSS"))
    return int(found.split()[1]) / 1024


def memory(rows: list[Row]) -> None:
    sizes = []
    for count, row in enumerate(islice(cycle(rows), _MEMORY_PAGES), 1):
        run(pages.page(row))
        if count % (_MEMORY_PAGES // 5) == 0:
            sizes.append(f"{count}: {resident():.0f}")
    print(f"memory in MB after pages: {'  '.join(sizes)}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.extraction.engine", description=__doc__)
    parser.add_argument("--shared", type=Path, default=pages.SHARED)
    parser.add_argument("--limit", type=int, help="pages of each set")
    parser.add_argument("--only", choices=("shipped", "held-back", "nameless", "speed", "memory"))
    parser.add_argument("--trees", type=Path, metavar="DIR", help="where trees of folds are kept")
    given = parser.parse_args(arguments)
    try:
        scorer = pages.scorer(given.shared)
    except pages.Absent as why:
        print(f"skipped: {why}")
        return 0
    logging.disable(logging.CRITICAL)
    sets = {name: pages.load(given.shared, name, given.limit) for name in pages.SETS}
    with tempfile.TemporaryDirectory() as folder:
        trees = given.trees or Path(folder)
        steps: dict[str, Callable[[], None]] = {
            "shipped": lambda: shipped(scorer, sets),
            "held-back": lambda: hosts_held_back(scorer, given.shared, sets, trees),
            "nameless": lambda: hosts_held_back(
                scorer, given.shared, without_names(sets), trees, ", pages without names"
            ),
            "speed": lambda: speed(sets["naeb"]),
            "memory": lambda: memory(sets["naeb"] + sets["wcxb"]),
        }
        for name, step in steps.items():
            if given.only in (None, name):
                step()
    return 0


if __name__ == "__main__":
    sys.exit(main())
