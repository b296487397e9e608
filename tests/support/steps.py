"""Counts steps instead of seconds: the same on every machine, busy or not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(call: Callable[[], object]) -> int:
    """Count the lines of the project's own code that a call runs through.

    What a library or a pattern does in one call is one step; ``tests/test_growth.py`` measures how
    that grows.
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
