"""Functions that hang, kill or exhaust a worker process, for tests of the pool."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.items import Article, BodyBlock, Page


class Verdict(Exception):  # noqa: N818
    """The exception for a page that is not an article."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unpicklable(Exception):  # noqa: N818
    """An error with an unpicklable value."""

    def __init__(self) -> None:
        super().__init__("odd")
        self.handle = sys.stdin


def act(page: Page) -> Article:
    """Do what the page's body says, or return an article that names its process."""
    order = page.body.decode()
    word, _, argument = order.partition(" ")
    if word in ORDERS:
        ORDERS[word](argument)
    text = f"{order} by {os.getpid()} with {page.repeated.articles}/{len(page.repeated.counts)}"
    return Article(url=page.url, outlet="", title=order, body=(BodyBlock(text),))


def _verdict(reason: str) -> None:
    raise Verdict(reason)


def _error(text: str) -> None:
    raise KeyError(text)


def _odd(_: str) -> None:
    raise Unpicklable


def _memory(_: str) -> None:
    bytearray(1 << 40)


def _grow(_: str) -> None:
    held = []
    while True:
        held.append(bytearray(1 << 20))


def _recurse(text: str) -> None:
    _recurse(text)


def _loop(_: str) -> None:
    while True:
        pass


def _loop_in_c(_: str) -> None:
    re.match(r"(a+)+$", "a" * 64 + "b")  # holds the interpreter lock for years


def _deaf(_: str) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(3600)


def _until(path: str) -> None:
    while not Path(path).exists():
        time.sleep(0.01)


def _segfault(_: str) -> None:
    ctypes.string_at(0)


def double(value: Any) -> Any:
    """Return a value twice, as the second function."""
    return value * 2


def spin(_: object) -> None:
    """Never end."""
    _loop_in_c("")


ORDERS = {
    "verdict": _verdict,
    "error": _error,
    "odd": _odd,
    "memory": _memory,
    "grow": _grow,
    "recurse": _recurse,
    "loop": _loop,
    "loop-in-c": _loop_in_c,
    "deaf": _deaf,
    "until": _until,
    "segfault": _segfault,
    "exit": lambda code: os._exit(int(code)),
    "sys-exit": lambda code: sys.exit(int(code)),
    "kill": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "print": print,
    "sleep": lambda seconds: time.sleep(float(seconds)),
}


def page(order: str, **more: object) -> Page:
    """Return a page with a command."""
    at = datetime(2025, 2, 15, tzinfo=UTC)
    return Page("https://news.example/a", order.encode(), at, **more)  # type: ignore[arg-type]
