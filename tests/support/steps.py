"""Counts steps instead of seconds: the same on every machine, busy or not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(call: Callable[[], object]) -> int:
    """Count the lines of the project's own code that a call executes.

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
        return line if "/pipelines/" in name or "/crawler/" in name else None

    before = sys.gettrace()
    sys.settrace(begun)
    try:
        call()
    finally:
        sys.settrace(before)
    return count
