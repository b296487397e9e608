"""Processor time of the engine alone over the pages of archives, in one process.

    python -m bench.conversion.engine_alone [--as-workers] ARCHIVE ...

Prints the number of pages and the seconds. With ``--as-workers`` the garbage collector is set as in
the worker processes, else as Python has it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bench.storage.databases import ROOT
from crawler.archive.response_lookup import StoredResponse
from crawler.conversion.archive_pages import read_pages
from crawler.conversion.choice import Choice
from crawler.conversion.outlets_by_host import outlet_of
from crawler.stored.pages import as_page
from pipelines.extraction import NotAnArticle, extract
from pipelines.workers.collector import collect_rarely, keep_loaded


def beside(files: Sequence[Path], processes: int, *, as_workers: bool) -> float:
    """Return milliseconds of processor time a page, of as many processes at a time."""
    options = ["--as-workers"] if as_workers else []
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.conversion.engine_alone", *options, *map(str, share)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for share in (files[number::processes] for number in range(processes))
    ]
    results = [process.communicate()[0].split() for process in running]
    return 1000 * sum(float(used) for _, used in results) / sum(int(pages) for pages, _ in results)


def _extracted(files: Sequence[Path]) -> tuple[int, float]:
    used, number = 0.0, 0
    for file in files:
        for found in read_pages(file, Choice()):
            if not isinstance(found, StoredResponse):
                continue
            given = as_page(found, *outlet_of(found.url))
            begun = time.process_time()
            with suppress(NotAnArticle):
                extract(given)
            used += time.process_time() - begun
            number += 1
    return number, used


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.conversion.engine_alone", description=__doc__
    )
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--as-workers", action="store_true")
    given = parser.parse_args()
    if given.as_workers:
        keep_loaded()
        collect_rarely()
    _extracted(given.archives[:1])  # the first pages load models
    print(*_extracted(given.archives))


if __name__ == "__main__":
    main()
