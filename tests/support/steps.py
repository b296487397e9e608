"""Counts steps instead of seconds: the same on every machine, busy or not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from types import FrameType
from typing import Any

OWN = ("/pipelines/", "/crawler/")


def steps(call: Callable[[], object], folders: Collection[str] = OWN) -> int:
    """Count the lines of the code in ``folders``, by default the project's, that a call executes.

    One call of a library or a pattern is one step; ``tests/test_growth.py`` measures how its time
    grows.
    """
    count = 0

    def line(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def begun(frame: FrameType, event: str, _: object) -> Any:
        name = frame.f_code.co_filename
        return line if any(folder in name for folder in folders) else None

    before = sys.gettrace()
    sys.settrace(begun)
    try:
        call()
    finally:
        sys.settrace(before)
    return count
