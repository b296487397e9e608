"""Crawls every outlet, several at once, each in its own process: one summary, one exit code."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from crawler.interrupts import INTERRUPTED, noted

_WORST_LAST = (0, 5, 130, 4, 6, 2, 3, 1)  # of several exit codes, the rightmost counts


@dataclass(frozen=True, slots=True)
class FinishedCrawl:
    """A finished crawl: exit code, seconds, and its last line of output."""

    outlet: str
    code: int
    seconds: float
    said: str


def crawl_all(outlets: Sequence[str], options: Sequence[str], at_once: int) -> list[FinishedCrawl]:
    """Crawl ``outlets`` with the options of ``scrapy crawl``; return the results in order.

    After SIGINT or SIGTERM the crawls that run end, and no other one starts.
    """
    with noted() as interrupted, ThreadPoolExecutor(max_workers=at_once) as pool:

        def crawl(outlet: str) -> FinishedCrawl:
            if interrupted.is_set():
                return FinishedCrawl(outlet, INTERRUPTED, 0.0, "not started: interrupted")
            return _crawl(outlet, options)

        return list(pool.map(crawl, outlets))


def exit_code(ended: Sequence[FinishedCrawl]) -> int:
    """Return one exit code for all: that of the worst crawl, 0 if all were good."""
    codes = [one.code for one in ended]
    return max(codes, key=lambda code: _WORST_LAST.index(code) if code in _WORST_LAST else 99)


def summary(ended: Sequence[FinishedCrawl]) -> list[str]:
    """Return a line per outlet, and a total."""
    lines = [
        f"{one.outlet:<14}{'ok' if one.code == 0 else f'exit {one.code}':<10}"
        f"{one.seconds:>6.0f} s  {one.said}".rstrip()
        for one in ended
    ]
    bad = [one.outlet for one in ended if one.code]
    total = f"not good: {', '.join(bad)}" if bad else "all good"
    return [*lines, f"{len(ended)} outlets, {total}"]


def _crawl(outlet: str, options: Sequence[str]) -> FinishedCrawl:
    begun = time.monotonic()
    command = [sys.executable, "-m", "crawler.command_line", "crawl", outlet]
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(one for one in (root, os.environ.get("PYTHONPATH")) if one)
    done = subprocess.run(  # noqa: S603  # our own interpreter and code
        [*command, *(one.replace("{outlet}", outlet) for one in options)],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if line.startswith("tinsach: ")]
    last = said[-1].removeprefix("tinsach: ") if said and done.returncode else ""
    code = 128 - done.returncode if done.returncode < 0 else done.returncode
    return FinishedCrawl(outlet, code, time.monotonic() - begun, last)
