"""Cost of conversion relative to the engine alone, with 1 and 2 processes, locally and on Dask.

Archives of generated pages of an outlet's size. Ratios are of processor time per page, over all
processes: other work on the machine hardly changes them, and they show what a core converts.
Elapsed times are shown too, for an idle machine. Peak memory is that of the process that reads and
writes, with one archive and with one ten times as large.
"""

from __future__ import annotations

import argparse
import gzip
import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bench.pipeline.outlet_page import page, path
from crawler.conversion.archive_pages import read_pages
from crawler.conversion.choice import Choice
from crawler.conversion.outlets_by_host import outlet_of
from crawler.stored.pages import as_page
from pipelines.extraction import NotAnArticle, extract

HOME = "https://news.example"
BAR = 0.85
"""Share of the engine's pages per second of processor time that guarded processes must reach."""


def pack(file: Path, numbers: Sequence[int], total: int) -> None:
    """Write an archive of pages."""
    with file.open("wb") as into:
        writer = WARCWriter(into, gzip=True)
        for number in numbers:
            body = gzip.compress(page(number, total, HOME), 6, mtime=0)
            headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
            record = writer.create_warc_record(
                HOME + path(number),
                "response",
                payload=io.BytesIO(body),
                length=len(body),
                http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2026-11-20T03:00:00Z"},
            )
            writer.write_record(record)


def engine_alone(files: Sequence[Path]) -> tuple[int, float]:
    """Return the pages, and seconds of processor time for extracting them without anything else."""
    used, pages = 0.0, 0
    for file in files:
        for found in read_pages(file, Choice()):
            if not hasattr(found, "body"):
                continue
            given = as_page(found, *outlet_of(found.url))
            begun = time.process_time()
            try:
                extract(given)
            except NotAnArticle as rejection:
                raise SystemExit(f"{given.url}: {rejection.reason}") from None
            used += time.process_time() - begun
            pages += 1
    return pages, used


def command(*arguments: str) -> tuple[float, float, int]:
    """Return processor seconds, elapsed seconds, and the peak KiB of the largest process."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "scrapy", "convert", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - begun, after.ru_maxrss


def reader_memory(file: Path, out: Path) -> int:
    """Return the peak KiB of the process that reads ``file`` and writes its rows."""
    code = (
        "import resource, sys; from crawler.conversion.convert import convert; "
        "convert(sys.argv[1], sys.argv[2], workers=1); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file), str(out)], check=True, capture_output=True
    )
    return int(done.stdout)


def main() -> int:
    """Print the figures; return 1 if a local conversion misses the goal."""
    parser = argparse.ArgumentParser(prog="python -m bench.conversion.rate", description=__doc__)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--archives", type=int, default=10)
    parser.add_argument("--engines", default="local,dask")
    given = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory(prefix="tinsach-bench-") as folder:
        here = Path(folder)
        packed = here / "archives"
        packed.mkdir()
        files = [packed / f"{number:03}.warc.gz" for number in range(given.archives)]
        for number, file in enumerate(files):
            pack(file, range(number, given.pages, given.archives), given.pages)
        size = sum(file.stat().st_size for file in files)
        print(f"{datetime.now(UTC):%F %H:%M}: {given.pages:,} pages, {size / 1e6:.0f} MB packed")
        pages, alone = engine_alone(files[: max(1, given.archives // 5)])
        alone /= pages
        print(f"engine alone          {1000 * alone:6.1f} ms of processor time a page")
        empty = here / "one"
        empty.mkdir()
        pack(empty / "one.warc.gz", range(1), given.pages)
        for engine in given.engines.split(","):
            for workers in (1, 2):
                arguments = ("--on", engine, "--workers", str(workers))
                start, _, _ = command(
                    str(empty), "--out", str(here / f"e-{engine}-{workers}"), *arguments
                )
                out = here / f"{engine}-{workers}"
                used, clock, _ = command(str(packed), "--out", str(out), *arguments)
                each = (used - start) / given.pages
                share = alone / each
                missed |= engine == "local" and share < BAR
                # Dask's workers exit without waiting for their extraction processes, whose
                # processor time is then lost.
                cost = f"{1000 * each:6.1f} ms, {100 * share:3.0f} % of the engine alone, "
                print(
                    f"{engine:6} {workers} process{'es' if workers > 1 else '  '}    "
                    f"{cost if engine == 'local' else ''}"
                    f"{given.pages / clock:5.1f} pages/s by the clock; "
                    f"{start:.1f} s of processor time to start"
                )
        large = here / "large.warc.gz"
        pack(large, range(given.pages), given.pages)
        small = here / "small.warc.gz"
        pack(small, range(given.pages // 10), given.pages)
        memory = [reader_memory(file, here / "memory") for file in (small, large)]
        peaks = f"{memory[0] / 1024:.0f} MiB, {memory[1] / 1024:.0f} MiB"
        print(f"peak memory of the reader, one archive and one ten times as large: {peaks}")
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
