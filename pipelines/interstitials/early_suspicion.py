"""Recognises similar responses before they are extracted, when downloads outpace extraction.

If pages are extracted in other processes, dozens of requests are sent before the first page is
classified. A row of responses of one size and one outline is reported at once, so that the crawl
can wait.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from pipelines.interstitials.outline import alike, outline_of_page

ROW = 5  # similar responses in a row
SAME_SIZE = 0.03  # share of the bytes in which one page may vary from fetch to fetch
_MIN_VARIATION_BYTES = 128  # minimum variation allowed, for small pages


@dataclass(slots=True)
class EarlySuspicion:
    """The latest responses of one run.

    Attributes:
        row: how many must be similar; more after each false alarm.
    """

    row: int = ROW
    _bodies: deque[bytes] = field(default_factory=deque)

    def take(self, body: bytes) -> bool:
        """Add a response; return whether the last ones are one page."""
        if self._bodies and not _one_size(self._bodies[0], body):
            self._bodies.clear()
        self._bodies.append(body)
        if len(self._bodies) < self.row:
            return False
        first, *rest = (outline_of_page(one) for one in self._bodies)
        if all(alike(first, one) for one in rest):
            return True
        self._bodies.popleft()
        return False

    def relent(self) -> None:
        """Record a false alarm."""
        self._bodies.clear()
        self.row *= 2


def _one_size(first: bytes, second: bytes) -> bool:
    return abs(len(first) - len(second)) <= max(_MIN_VARIATION_BYTES, SAME_SIZE * len(first))
