"""Peak memory of a conversion: one archive, and one ten times as large.

    python -m bench.conversion.memory [--pages 10000] [--shared ../shared]

The process that reads the archive and writes the rows must need no more for the large one. The
small one must fill a group of rows. The extraction processes are limited anyway.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.conversion.archives import pack, pages
from bench.extraction.pages import SHARED
from bench.storage.databases import ROOT

BAR = 1.1
"""Largest allowed ratio."""
_CONVERT = (
    "import resource, sys; from crawler.conversion.convert import convert; "
    "convert(sys.argv[1], sys.argv[2], workers=1); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


def peak(file: Path, out: Path) -> float:
    """Return the peak in MiB of the process that converts ``file``."""
    command = [sys.executable, "-c", _CONVERT, str(file), str(out)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return int(done.stdout) / 1024


def main() -> int:
    """Measure; return 1 if the large archive needs more."""
    parser = argparse.ArgumentParser(prog="python -m bench.conversion.memory", description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000, help="of the large archive")
    parser.add_argument("--shared", type=Path, default=SHARED)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tinsach-bench-") as folder:
        here, found, peaks = Path(folder), pages(given.shared), []
        for count in (given.pages // 10, given.pages):
            file = here / f"{count}.warc.gz"
            pack(file, found, range(count))
            peaks.append(peak(file, here))
            size = file.stat().st_size / 1e6
            print(f"{count:,} pages, {size:,.1f} MB: peak of the reader {peaks[-1]:.0f} MiB")
    return int(peaks[1] > BAR * peaks[0])


if __name__ == "__main__":
    raise SystemExit(main())
