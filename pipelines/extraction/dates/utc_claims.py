"""Local times that a page's metadata labels as UTC: ``10:08Z`` beside a printed ``10:08 WIB``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from pipelines.extraction.dates import parser
from pipelines.extraction.dates.headline_area import HeadlineArea
from pipelines.extraction.dates.parser import ParsedDate

NONE = timedelta()
_ZONES = timedelta(hours=14)  # maximum offset of a zone from UTC
_SAYS_UTC = re.compile(r"(?:Z|[+-]00:?00)\s*$")
_ONE_ZONE = {
    "vi": "Asia/Ho_Chi_Minh",
    "th": "Asia/Bangkok",
    "km": "Asia/Phnom_Penh",
    "lo": "Asia/Vientiane",
    "my": "Asia/Yangon",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "tr": "Europe/Istanbul",
    "he": "Asia/Jerusalem",
    "hi": "Asia/Kolkata",
}
"""The zone of languages whose outlets, but for a few abroad, print the time of one country."""


def says_utc(text: str) -> bool:
    """Return whether a machine's date says that it is in UTC."""
    return _SAYS_UTC.search(text) is not None


def offset(
    text: str, stated: ParsedDate, near: HeadlineArea, home: tuple[Iterable[str], tzinfo] | None
) -> timedelta:
    """Return how far a stated time is ahead of UTC that calls itself UTC.

    Args:
        text: the stated time.
        stated: what it parses to.
        near: the area around the headline, with the times that it prints.
        home: of a known outlet, the times that its layout locates and its zone.
    """
    if not (stated.has_time and stated.has_zone and says_utc(text)):
        return NONE
    return _beside_zone(stated, near) or (_in_zone(stated, *home) if home else NONE)


def zone_of(language: str | None) -> tzinfo | None:
    """Return the zone of a page's printed times by its language, None if there are several."""
    name = _ONE_ZONE.get((language or "").lower().partition("-")[0])
    return parser.zone(name) if name else None


def _beside_zone(stated: ParsedDate, near: HeadlineArea) -> timedelta:
    """Return the offset if the page shows the same clock with another zone near the headline."""
    clock = stated.at.replace(second=0, microsecond=0, tzinfo=None)
    for text in (*near.dates, *near.updates, *near.times):
        printed = parser.parse(text, month_first=True)
        if printed is None or not (printed.has_time and printed.has_zone):
            continue
        ahead = clock - printed.at.replace(second=0, microsecond=0, tzinfo=None)
        local = printed.at + ahead
        if ahead and abs(ahead) <= _ZONES and local.date() == printed.day and _prints(text, clock):
            return ahead
    return NONE


def _in_zone(stated: ParsedDate, printed: Iterable[str], home: tzinfo) -> timedelta:
    """Return the offset if the same clock is printed without a zone, by outlets in this zone."""
    clock = stated.at.replace(second=0, microsecond=0, tzinfo=None)
    for text in printed:
        local = parser.parse(text, home, month_first=True)
        if local is None or not local.has_time or local.has_zone:
            continue
        shown = local.at.astimezone(home).replace(second=0, microsecond=0, tzinfo=None)
        if shown == clock:
            return stated.at.replace(second=0, microsecond=0) - local.at.replace(
                second=0, microsecond=0
            )
    return NONE


def _prints(text: str, clock: datetime) -> bool:
    """Return whether a line shows the hour and minute of a clock."""
    hours = {clock.hour, (clock.hour - 1) % 12 + 1}
    return any(re.search(rf"(?<!\d)0?{hour}[:.hH]{clock.minute:02}(?!\d)", text) for hour in hours)
