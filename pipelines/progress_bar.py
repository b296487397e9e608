"""Progress of a long command: a bar on the terminal, if rich is installed."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Advance(Protocol):
    """A function to call with further progress."""

    def __call__(self, count: int, note: str = "") -> None:
        """Take further progress, and a note that replaces the last one."""


def is_drawn() -> bool:
    """Return whether a bar is drawn: on a terminal, with the extra ``progress``."""
    return sys.stderr.isatty() and importlib.util.find_spec("rich") is not None


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Advance]:
    """Yield a function to call with further progress; it does nothing if no bar is drawn.

    The bar goes to stderr, so that a command's output is unchanged, and disappears at the end.

    Args:
        what: the activity, in a word or two.
        total: the total amount, in any unit; None if unknown.
    """
    if not is_drawn():
        yield _ignored
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns,
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # output to a file or a pipe must not change
        redirect_stderr=False,
    ) as shown:
        task = shown.add_task(what, total=total)

        def advance(count: int, note: str = "") -> None:
            described = escape(f"{what} {note}".rstrip())
            shown.update(task, advance=count, description=described)

        yield advance


def _ignored(count: int, note: str = "") -> None:
    return
