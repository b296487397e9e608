"""Cost of conversion relative to the engine alone, with 1 and 2 workers, on each engine.

    python -m bench.conversion.rate [--pages 10000] [--archives 20] [--rounds 3] [--on local dask]

Archives of real pages (``bench.conversion.archives``) are packed into a temporary folder. Ratios
are of processor time per page, over all processes: other work on the machine hardly changes them,
and they show what a core converts. Two workers are compared with the engine in two processes beside
each other, because two processes slow each other down through the caches that they share. The
engine alone is measured with the settings of the garbage collector that the workers have, and as
Python has them. Engine and conversions take turns, each round with other archives. Elapsed times
are shown too, for an idle machine. The time to start is measured with a few small archives for each
worker, and subtracted.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from bench.conversion.archives import add_options, pack_all, pages
from bench.conversion.converting import Used, measured
from bench.conversion.engine_alone import beside
from bench.extraction.pages import mean
from crawler.conversion.archive_pages import read_pages
from crawler.conversion.choice import Choice

BAR = 0.85
"""Share of the engine's pages per second of processor time that guarded processes must reach."""
ENGINES = ("local", "dask", "spark")
_WORKERS = (1, 2)
_SMALL = 4  # small archives for each worker: with one, the first worker may take all of them
_FEW = 3  # pages of each


def convert(files: Sequence[Path], out: Path, engine: str, workers: int) -> Used:
    """Convert archives into a new folder."""
    names = [str(file) for file in files]
    return measured(*names, "--out", str(out), "--on", engine, "--workers", str(workers))


def run(here: Path, given: argparse.Namespace) -> bool:
    """Print the figures; return whether a conversion missed the goal."""
    found = pages(given.shared)
    files = pack_all(here / "archives", found, given.pages, given.archives)
    few = pack_all(here / "few", found, _FEW * _SMALL * max(_WORKERS), _SMALL * max(_WORKERS))
    size = sum(file.stat().st_size for file in files)
    print(f"{datetime.now(UTC):%F %H:%M}: {given.pages:,} pages, {size / 1e6:,.0f} MB packed")
    kinds = [(engine, workers) for engine in given.on for workers in _WORKERS]
    starts = {
        kind: convert(few[: _SMALL * kind[1]], here / f"start-{kind}", *kind) for kind in kinds
    }
    alone: dict[tuple[int, bool], list[float]] = defaultdict(list)
    cost: dict[tuple[str, int], list[float]] = defaultdict(list)
    rate: dict[tuple[str, int], list[float]] = defaultdict(list)
    for turn in range(given.rounds):
        some = files[turn :: given.rounds]
        number = sum(1 for file in some for _ in read_pages(file, Choice()))
        for key in product(_WORKERS, (True, False)):
            alone[key].append(beside(some, key[0], as_workers=key[1]))
        for kind in kinds:
            spent = convert(some, here / f"{turn}-{kind}", *kind)
            begun = starts[kind].processor
            cost[kind].append(1000 * (spent.processor - begun) / (number - _FEW * _SMALL * kind[1]))
            rate[kind].append(number / spent.elapsed)
    for (workers, as_workers), values in alone.items():
        collector = "of the workers" if as_workers else "of Python"
        print(
            f"engine alone, {workers} process{'es' if workers > 1 else ''}, garbage collector "
            f"{collector}: {_spread(values)} ms of processor time a page"
        )
    missed = False
    for kind in kinds:
        share, of_python = (
            mean(alone[kind[1], as_workers]) / mean(cost[kind]) for as_workers in (True, False)
        )
        missed |= share < BAR
        print(
            f"{kind[0]:5} {kind[1]} worker{'s' if kind[1] > 1 else ' '}: {_spread(cost[kind])} "
            f"ms, {share:4.0%} of the engine alone ({of_python:.0%} with Python's collector); "
            f"{mean(rate[kind]):5.1f} pages/s by the clock, start included; "
            f"{starts[kind].processor:.1f} s to start"
        )
    return missed


def _spread(values: Sequence[float]) -> str:
    return f"{mean(values):.1f} ({min(values):.1f} to {max(values):.1f})"


def main() -> int:
    """Measure; return 1 if a conversion misses the goal."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.conversion.rate",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    add_options(parser, 10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--on", nargs="+", choices=ENGINES, default=["local", "dask"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tinsach-bench-") as folder:
        return int(run(Path(folder), given))


if __name__ == "__main__":
    raise SystemExit(main())
