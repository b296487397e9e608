"""Syntax trees of the project's own files, for tests that look at code instead of running it."""

from __future__ import annotations

import ast
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def syntax_tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file.

    Without a collection of garbage in the middle: CPython 3.11 takes one that parses something
    itself for an error of its own (https://github.com/python/cpython/issues/106905).
    """
    gc.disable()
    try:
        return ast.parse(path.read_text("utf-8"))
    finally:
        gc.enable()
