"""Memory of a long crawl: after 5,000 pages, and after 50,000.

    python -m bench.pipeline.memory [--pages 50000] [--early 5000]

Runs the crawl of ``bench.pipeline.run`` with small pages, so that it does not take an hour: a leak
grows by page, not by byte. The crawl's own process must stay within ``MORE`` megabytes of its early
size. The extraction process is replaced after some pages: its largest size since the previous line
is printed too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.pipeline.run import crawl, site
from bench.pipeline.stats import Sample

MORE = 50  # megabytes
ROWS = 10


def main() -> int:
    """Print the memory during the crawl; return 1 if it grew beyond the goal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--early", type=int, default=5_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, site(given.pages, "small") as (home, _):
        stats = crawl(home, given.pages, 1, Path(folder))
    samples = [Sample(**sample) for sample in stats["samples"]]
    own = {sample.stored: sample.memory for sample in samples}
    last, step = max(own), max(given.pages // ROWS, 1)
    rate = given.pages / stats["elapsed_time_seconds"]
    print(f"{rate:.1f} pages/s\n{'articles':>10}{'crawl, MB':>12}{'worker, MB':>12}")
    largest = 0.0
    for sample in samples:
        stored = sample.stored
        largest = max(largest, sample.worker_memory)
        if stored in (min(own), given.early, last) or stored % step == 0:
            print(f"{stored:10,}{sample.memory:12.0f}{largest:12.0f}")
            largest = 0.0
    more = own[last] - own[given.early]
    print(f"after {last:,} {more:+.0f} MB against {given.early:,} (goal <= {MORE})")
    return 0 if more <= MORE else 1


if __name__ == "__main__":
    sys.exit(main())
