"""How far a conversion is, on stderr."""

from __future__ import annotations

import sys
import time

from cluster.work import Done, NotConverted
from pipelines.printable import one_line

_PAUSE = 0.2  # seconds between two changes of the bar
_WIDTH = 24  # characters of the bar
_CLEAR = "\r\x1b[2K"


class Bar:
    """Progress on stderr: a bar on a terminal, else a line for each archive."""

    def __init__(self, archives: int) -> None:
        self._all = archives
        self._archives = self._pages = self._present = 0
        self._begun = self._shown = time.monotonic()
        self._is_drawn = sys.stderr.isatty()

    def pages(self, number: int) -> None:
        """Take note of how many pages of the present archive are done."""
        self._present = number
        if self._is_drawn and time.monotonic() - self._shown > _PAUSE:
            self._draw()

    def archive(self, one: Done) -> None:
        """Take note of an archive that is done."""
        self._archives, self._present = self._archives + 1, 0
        if isinstance(one, NotConverted):
            self._say(f"failed: {one.reason}")
        elif one.was_there:
            self._say(f"{one.archive}: done before")
        else:
            self._pages += one.pages
            self._say(f"{one.archive}: {one.articles:,} articles, {one.pages:,} pages")
        if self._is_drawn:
            self._draw()

    def end(self) -> None:
        """Leave the line."""
        if self._is_drawn:
            sys.stderr.write(_CLEAR)

    def _say(self, line: str) -> None:
        if not self._is_drawn or line.startswith("failed"):
            sys.stderr.write(f"{_CLEAR if self._is_drawn else ''}{one_line(line)}\n")

    def _draw(self) -> None:
        self._shown = time.monotonic()
        full = _WIDTH * self._archives // max(1, self._all)
        pages = self._pages + self._present
        rate = pages / max(0.001, self._shown - self._begun)
        sys.stderr.write(
            f"{_CLEAR}[{'#' * full}{'.' * (_WIDTH - full)}] {self._archives:,}/{self._all:,} "
            f"archives, {pages:,} pages, {rate:.0f}/s"
        )
        sys.stderr.flush()


def stored(articles: int) -> None:
    """Show how many articles are in the database."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{_CLEAR}{articles:,} articles stored")
        sys.stderr.flush()
