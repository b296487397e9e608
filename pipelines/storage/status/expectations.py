"""What a night of an outlet usually brings, and when its next run is overdue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

NIGHTLY = timedelta(hours=26)  # a nightly crawl may start late
RARELY = 1.5  # multiple of the usual interval between two runs, if longer than a night
WEEKDAYS = 3  # weeks of one weekday, with which that weekday is the reference
DAYS = 3  # days of any weekday; with fewer, nothing is usual
COLUMNS = ("new", "changed", "not_article", "failed")


@dataclass(frozen=True, slots=True)
class Night:
    """A complete run: when it began, and its pages by outcome."""

    started_at: datetime
    outcomes: Mapping[str, int]


def usual(nights: Sequence[Night], at: datetime) -> dict[str, float] | None:
    """Return the median of each outcome on the weekday of ``at``; None with too little history.

    Runs of one day count together. With fewer than ``WEEKDAYS`` weeks of that weekday, it is the
    median over all days.
    """
    days: dict[date, dict[str, int]] = {}
    for one in nights:
        day = days.setdefault(one.started_at.date(), dict.fromkeys(COLUMNS, 0))
        for name in COLUMNS:
            day[name] += one.outcomes.get(name, 0)
    days.pop(at.date(), None)
    same = [counts for day, counts in days.items() if day.weekday() == at.weekday()]
    chosen = same if len(same) >= WEEKDAYS else list(days.values())
    if len(chosen) < DAYS:
        return None
    return {name: median(one[name] for one in chosen) for name in COLUMNS}


def overdue_at(starts: Sequence[datetime]) -> datetime | None:
    """Return when the next start is overdue; None if unknown.

    Args:
        starts: the times of the runs so far, in order.
    """
    if not starts:
        return None
    gaps = [(after - before).total_seconds() for before, after in pairwise(starts)]
    rare = timedelta(seconds=median(gaps) * RARELY) if gaps else timedelta(0)
    return starts[-1] + max(NIGHTLY, rare)
