"""How far a long command is: a bar on the terminal, where there is one and rich is installed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Give a function that is told how much more is done; it shows nothing where nobody looks.

    The bar goes to stderr, so that what a command prints stays what it is; it is taken away at the
    end. It comes with the extra ``progress``: a command works as well without.

    Args:
        what: what is done, in a word or two.
        total: how much there is to do, in whatever is counted; None where that is not known.
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
        redirect_stdout=False,  # into a file or a pipe it must go on as it is
        redirect_stderr=False,
    ) as shown:
        task = shown.add_task(what, total=total)
        yield lambda count: shown.advance(task, count)


def _ignored(_: int) -> None:
    return
