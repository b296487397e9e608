"""Runs a command of scrapy, and counts processor time over all of its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from bench.storage.databases import ROOT

_OFTEN = 0.2  # seconds between two looks; what a process used after the last one is not seen


@dataclass(frozen=True, slots=True)
class Used:
    """Cost of a command: seconds of processor time over all processes, and elapsed seconds."""

    processor: float
    elapsed: float


def start(
    *arguments: str, errors: int | IO[str] = subprocess.DEVNULL, command: str = "convert"
) -> subprocess.Popen[str]:
    """Start a command of scrapy in a session of its own, in which all its processes stay."""
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", command, *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        start_new_session=True,
        text=True,
    )


def measured(*arguments: str, command: str = "convert") -> Used:
    """Run a command to its end; return what it used.

    Raises:
        SystemExit: it failed.
    """
    begun = time.perf_counter()
    process = start(*arguments, command=command)
    spent: dict[int, float] = {}
    while process.poll() is None:
        for one in in_session(process.pid):
            spent[one.pid] = max(spent.get(one.pid, 0.0), _spent(one))
        time.sleep(_OFTEN)
    if process.returncode:
        raise SystemExit(f"scrapy {command} {' '.join(arguments)}: exit {process.returncode}")
    return Used(sum(spent.values()), time.perf_counter() - begun)


def in_session(leader: int) -> Sequence[psutil.Process]:
    """Return the living processes of a session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, psutil.Error):
            if os.getsid(int(folder.name)) == leader:
                found.append(psutil.Process(int(folder.name)))
    return found


def _spent(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0
