"""Runs the benchmarks one after the other, each in its own process; or one, by name."""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

# Name to (module, its arguments, whether and how it takes the shared folder, maximum seconds).
# ``{trees}``: a folder of block trees of other hosts; the first benchmark that needs them trains
# them.
BENCHES: dict[str, tuple[str, tuple[str, ...], str, int]] = {
    "engine": ("bench.extraction.engine", ("--trees={trees}",), "--shared={}", 600),
    "trafilatura": (
        "bench.extraction.against_trafilatura",
        ("--held-back={trees}",),
        "--shared={}",
        900,
    ),
    "confidence": (
        "bench.extraction.train_confidence",
        ("--check", "--trees={trees}"),
        "--shared={}",
        900,
    ),
    "ablation": ("bench.extraction.ablation", ("--held-back={trees}",), "--shared={}", 600),
    "worst": ("bench.extraction.worst", ("--held-back={trees}",), "--shared={}", 600),
    "reshaped": ("bench.extraction.reshaped", (), "", 600),
    "stories": ("bench.stories.clustering", (), "--data={}/bench/data", 600),
    "store": ("bench.storage.store", ("--small=1000", "--large=10000"), "", 600),
    "reading": ("bench.storage.reading", ("--articles=50000",), "", 900),
    "share": ("bench.storage.store_share", (), "--shared={}", 300),
    "kills": ("bench.storage.kills", (), "", 3600),
    "conversion": ("bench.conversion.rate", ("--pages=2000",), "--shared={}", 1200),
    "conversion memory": ("bench.conversion.memory", ("--pages=5000",), "--shared={}", 900),
    "conversion kills": ("bench.conversion.kills", (), "--shared={}", 3600),
    "pipeline": ("bench.pipeline.run", ("--pages=600",), "", 300),
    "light pipeline": ("bench.pipeline.run", ("--pages=600", "--pages-of=light"), "", 300),
    "memory": ("bench.pipeline.memory", ("--pages=6000", "--early=2000"), "", 600),
    "nights": ("bench.nights.run", ("--nights=6", "--outlets=3"), "", 1800),
    "many nights": ("bench.nights.run", ("--in-process",), "", 1800),
    "fuzz": ("bench.extraction.fuzz", ("--seconds=60",), "", 180),
}


def run(name: str, shared: Path, trees: str) -> int:
    """Run one benchmark; return its exit code, 0 if it was skipped."""
    module, arguments, place, seconds = BENCHES[name]
    print(f"\n== {name} (python -m {module})", flush=True)
    if importlib.util.find_spec(module) is None:
        print("skipped: not in this tree")
        return 0
    if place and not shared.is_dir():
        print(f"skipped: no folder {shared}; name it with --shared")
        return 0
    given = [one.format(trees=trees) for one in arguments]
    given += [place.format(shared)] if place else []
    try:
        return subprocess.run([sys.executable, "-m", module, *given], timeout=seconds).returncode
    except subprocess.TimeoutExpired:
        print(f"stopped after {seconds} s")
        return 1


def main() -> int:
    """Run the selected benchmarks; return 1 if one missed its goal."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=f"{__doc__} Benches: {', '.join(BENCHES)}."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="which benchmarks; all by default")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    given = parser.parse_args()
    wrong = [name for name in given.names if name not in BENCHES]
    if wrong:
        parser.error(f"no bench {wrong[0]!r}; there are {', '.join(BENCHES)}")
    with tempfile.TemporaryDirectory() as trees:
        codes = {name: run(name, given.shared, trees) for name in given.names or BENCHES}
    missed = [name for name, code in codes.items() if code]
    print(f"\nmissed: {', '.join(missed)}" if missed else "\nall ran")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
