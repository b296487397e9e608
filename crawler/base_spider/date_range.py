"""The date range of a run: inclusive, in the outlet's time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipelines.items import Hint


@dataclass(frozen=True, slots=True)
class Span:
    """The date range of a run.

    Attributes:
        now: the crawl's current time.
        since, until: bounds of the publication time, ``until`` excluded; None if open.
    """

    now: datetime
    since: datetime | None = None
    until: datetime | None = None

    @property
    def backfill(self) -> bool:
        """Whether the run goes back in time."""
        return self.since is not None or self.until is not None

    def covers(self, hint: Hint) -> bool:
        """Return whether an article may lie in the range; true if its age is unknown."""
        published, last = hint.published_at, hint.published_at or hint.modified_at
        if self.since is not None and last is not None and last < self.since:
            return False
        return self.until is None or published is None or published < self.until
