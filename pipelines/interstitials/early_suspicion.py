"""Answers that look alike before anybody has read them: a crawl that asks faster than it reads.

Where pages are extracted in other processes, dozens are asked for before the first verdict. Here a
row of answers of one size and one outline is told at once, so that the crawl can wait for verdicts.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from pipelines.interstitials.outline import alike, outline_of_page

ROW = 5  # answers in a row that look alike
SAME_SIZE = 0.03  # of the bytes, that one page may vary in from fetch to fetch
_MIN_VARIATION_BYTES = 128  # of such variation, for small pages


@dataclass(slots=True)
class EarlySuspicion:
    """The latest answers of one run.

    Attributes:
        row: how many must look alike; more after each false alarm.
    """

    row: int = ROW
    _bodies: deque[bytes] = field(default_factory=deque)

    def take(self, body: bytes) -> bool:
        """Look at an answer; return whether the last ones are one page."""
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
        """Take note of a false alarm."""
        self._bodies.clear()
        self.row *= 2


def _one_size(first: bytes, second: bytes) -> bool:
    return abs(len(first) - len(second)) <= max(_MIN_VARIATION_BYTES, SAME_SIZE * len(first))
