"""Progress of a long command: a bar on the terminal, if rich is installed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Yield a function to call with further progress; without a terminal it does nothing.

    The bar goes to stderr, so that a command's output is unchanged, and disappears at the end. It
    comes with the extra ``progress``: a command works without it.

    Args:
        what: the activity, in a word or two.
        total: the total amount, in any unit; None if unknown.
    """
    if not sys.stderr.isatty():
        yield _ignored
        return
    try:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )
    except ImportError:
        yield _ignored
        return
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
        yield lambda count: shown.advance(task, count)


def _ignored(_: int) -> None:
    return
