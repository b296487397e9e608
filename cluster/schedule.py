"""Schedule of an outlet: how often, and within which window of the day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Part of each day, in local time; it may span midnight."""

    begin: time
    end: time

    def on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return start and end, UTC, of the window that begins on ``day``.

        A window that the clock skips in spring lasts a minute.
        """
        last = day if self.begin < self.end else day + DAY
        begin = datetime.combine(day, self.begin, zone).astimezone(UTC)
        end = datetime.combine(last, self.end, zone).astimezone(UTC)
        return begin, max(end, begin + _MOMENT)


@dataclass(frozen=True, slots=True)
class PlannedOutlet:
    """An outlet with a schedule.

    Attributes:
        outlet: its name in the database.
        spider: name of its spider.
        arguments: of the spider.
        every: interval between two crawls.
        window: part of the day in which a crawl may begin; None for the whole day.
        zone: time zone of the days.
    """

    outlet: str
    spider: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    every: timedelta = DAY
    window: Window | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))


WHOLE_DAY = Window(time(0), time(0))


def last_due(plan: PlannedOutlet, now: datetime) -> datetime:
    """Return when the outlet was last due, up to ``now``; the same on every machine.

    Outlets are spread over the day and the window by their names, so that a thousand of them are
    not due at once.
    """
    return max(at for at in _times(plan, now) if at <= now)


def _times(plan: PlannedOutlet, now: datetime) -> Iterator[datetime]:
    """Yield due times around ``now``, at least one of them before it."""
    share, days = _share(plan.outlet), max(1, plan.every // DAY)
    today = now.astimezone(plan.zone).date()
    for back in range(-1, days + 2):
        day = today - back * DAY
        if (day.toordinal() + int(share * days)) % days:
            continue
        begin, end = (plan.window or WHOLE_DAY).on(day, plan.zone)
        at = begin + min(plan.every, end - begin) * (share * days % 1)
        while at < end:
            yield at.replace(microsecond=0)
            at += plan.every


def _share(name: str) -> float:
    """Return a number from 0 to 1 that is constant for a name."""
    number = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big")
    return number / 2**32
