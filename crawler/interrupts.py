"""Ctrl-C: a command ends in one line, and crawls of several outlets end together."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

INTERRUPTED = 130
"""Exit code of a command that was interrupted, as a shell has it."""


def end_in_one_line() -> None:
    """From now on, let SIGINT end the process with exit code 130, after all clean-up.

    Scrapy replaces this when a crawl starts, as the console and a worker of the queue do.
    """
    signal.signal(signal.SIGINT, _end)


@contextmanager
def noted() -> Iterator[Event]:
    """Note SIGINT and SIGTERM instead of ending; a terminal and systemd send them to all crawls."""
    happened = Event()
    before = {
        number: signal.signal(number, lambda *_: happened.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield happened
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(_number: int, _frame: FrameType | None) -> None:
    # Not by ``print``: the signal may have come while it writes.
    os.write(2, b"tinsach: interrupted\n")
    raise SystemExit(INTERRUPTED)
