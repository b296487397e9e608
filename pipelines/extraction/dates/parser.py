"""Parses dates as outlets print them into an instant with its zone, or None.

Day before month, unless the numbers rule it out on a page of an unknown outlet: 12/11 is 12
November. Dates that cannot be a publication date (31/02, year 0 or 9999, 1970, 2099) are rejected.
At most ``MAX_DATE_CHARS`` characters are examined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipelines.calendar_names import MERIDIEM_HOURS, MONTHS, ZONES
from pipelines.extraction.dates import calendars, patterns
from pipelines.extraction.dates.calendars import day as _day
from pipelines.extraction.dates.line_days import MAX_DATE_CHARS, of_publication, plain_digits
from pipelines.text import clean

_SHORT_YEAR_LINE = 60  # characters
_THAI_YEARS = ("60", "79")  # years of the Buddhist era in two digits: those to come of ours

_END_OF_DAY = time.max  # ISO 8601's 24:00, the next day's midnight


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A parsed date.

    Attributes:
        at: the instant, UTC; midnight in the zone if there is no time.
        day: the day as printed.
        has_time: whether a time of day was given.
        has_zone: whether a zone was given.
    """

    at: datetime
    day: date
    has_time: bool
    has_zone: bool


def zone(name: str) -> tzinfo:
    """Return the IANA zone, or UTC if the name is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def parse(
    text: str, home: tzinfo = UTC, *, month_first: bool = False, american: bool = False
) -> ParsedDate | None:
    """Return the first date in a short text, or None.

    Args:
        text: an attribute, or the text of a date element.
        home: the zone of times printed without one.
        month_first: whether 12/22/2023 may be parsed if there is no day-first reading, or a zone of
            the United States is named.
        american: whether 6/11/2023 means 11 June.
    """
    text = text[:MAX_DATE_CHARS]
    if patterns.STAMP.fullmatch(text):
        return _stamp(text, home)
    return _parse(text, home, month_first, american)


@lru_cache(maxsize=512)  # asked again in either order of day and month
def _stamp(text: str, home: tzinfo) -> ParsedDate | None:
    return _machine(text, home)


@lru_cache(maxsize=512)  # several steps ask about the lines near the headline
def _parse(text: str, home: tzinfo, month_first: bool, american: bool) -> ParsedDate | None:
    if not patterns.may_have_short_day(text):
        return None
    text = of_publication(patterns.LOST_PLUS.sub("+", plain_digits(clean(text))))
    found = _machine(text, home)
    if found is not None:
        return found
    american = american or (month_first and bool(patterns.US_ZONE.search(text)))
    return _printed(text, home, _Order(month_first, american))


def is_month_first(text: str) -> bool:
    """Return whether a text has a numeric date that only makes sense month first."""
    found = patterns.NUMERIC.search(text[:MAX_DATE_CHARS])
    return bool(found and found[2] == "/" and int(found[1]) <= 12 < int(found[3]))


@dataclass(frozen=True, slots=True)
class _Order:
    """How numeric dates are parsed: whether month first is possible, and whether it is usual."""

    possible: bool
    usual: bool


def _machine(text: str, home: tzinfo) -> ParsedDate | None:
    if match := patterns.ISO.search(text):
        year, month, day, hour, minute, second, half, offset = match.groups()
        if hour is None and (clock := _clock(text[match.end() :])):
            found = _zone(text[match.end() :])
            return _moment(_day(year, month, day), clock, found, home)
        clock = _time(hour, minute, second, half) if hour is not None else None
        if hour is not None and clock is None:
            return None
        found = _fixed(offset) if offset and clock else None
        if found is None and clock and (named := patterns.ZONE_BEHIND.match(text, match.end())):
            found = ZONES[named[1]]  # "2026-11-18 14:05 (ICT)"
        if found is UTC and text.endswith((" EST", " EDT")):  # "...Z EST": the name is right
            found = ZONES[text[-3:]]
        return _moment(_day(year, month, day), clock, found, home)
    if match := patterns.COMPACT.match(text):
        year, month, day, hour, minute, second, utc = match.groups()
        clock = _time(hour, minute, second) if hour else None
        return _moment(_day(year, month, day), clock, UTC if utc else None, home)
    if match := patterns.RFC_822.match(text):
        day = _day(2000 + int(match[3]), MONTHS[match[2].lower()], match[1])
        return _moment(day, _clock(text[match.end() :]), _zone(text[match.end() :]), home)
    if patterns.EPOCH.match(text):
        at = datetime.fromtimestamp(int(text[:10]), UTC)
        return _moment(_day(at.year, at.month, at.day), at.time(), UTC, home)
    return None


def _printed(text: str, home: tzinfo, order: _Order) -> ParsedDate | None:
    for read in (_named, _numbered):
        found = read(text, order)
        if found is None:
            continue
        day, start, end = found
        rest = f"{text[:start]} {text[end:]}"
        named = patterns.ZONE_NAME.search(text[:start])  # "10:30 AM EST Dec 22, 2023"
        where = _zone(text[end:]) or (ZONES[named[1]] if named else None)
        return _moment(day, _clock(text[end:]) or _clock(rest), where, home)
    return None


def _named(text: str, _order: _Order) -> tuple[date | None, int, int] | None:
    found = _fully_named(text) if patterns.may_have_day(text) else None
    if found is None and (match := patterns.THAI_SHORT_YEAR.search(text)):
        name = match[2].lower()
        if _is_thai(name):
            return _day(f"25{match[3]}", MONTHS[name], match[1]), match.start(), match.end()
    return found


def _fully_named(text: str) -> tuple[date | None, int, int] | None:
    if match := patterns.MONTH_FIRST.search(text):
        return calendars.of_month(match[3], match[1].lower(), match[2]), match.start(), match.end()
    if match := patterns.DAY_FIRST.search(text):
        return calendars.of_month(match[3], match[2].lower(), match[1]), match.start(), match.end()
    if match := patterns.YEAR_NAMED.search(text):
        return calendars.of_month(match[1], match[2].lower(), match[3]), match.start(), match.end()
    if text.isascii():
        return None
    if match := patterns.ERA.search(text):
        return calendars.of_era(match), match.start(), match.end()
    if match := patterns.CJK.search(text):
        return _day(match[1], match[2], match[3]), match.start(), match.end()
    if match := patterns.CJK_MONTH_FIRST.search(text):
        return _day(match[3], match[1], match[2]), match.start(), match.end()
    if match := patterns.HAN.search(text):
        return calendars.of_han_numerals(match), match.start(), match.end()
    if match := patterns.HAN_ERA.search(text):
        return calendars.of_han_era(match), match.start(), match.end()
    if match := patterns.VIETNAMESE.search(text):
        return _day(match[3], match[2], match[1]), match.start(), match.end()
    return None


def _is_thai(name: str) -> bool:
    return "\u0e00" <= name[0] <= "\u0e7f"


def _numbered(text: str, order: _Order) -> tuple[date | None, int, int] | None:
    if match := patterns.NUMERIC.search(text):
        day = _of_numbers(text, match, match[4], order)
        return day, match.start(), match.end()
    if (match := patterns.SHORT_YEAR.search(text)) and _is_there_for_date(text, match):
        century = "25" if _THAI_YEARS[0] <= match[4] <= _THAI_YEARS[1] else "20"
        day = _of_numbers(text, match, f"{century}{match[4]}", order)
        return day, match.start(), match.end()
    if match := patterns.YEAR_FIRST.search(text):
        return _day(match[1], match[2], match[3]), match.start(), match.end()
    return None


def _of_numbers(text: str, match: re.Match[str], year: str, order: _Order) -> date | None:
    """Return the day of three numbers: day first, unless weekday or convention says otherwise."""
    first, separator, second = match[1], match[2].strip(), match[3]
    day, other = _day(year, second, first), _day(year, first, second)
    if day is None or other is None:
        return day or (other if order.possible else None)
    weekday = patterns.WEEKDAY.search(text)
    if weekday:
        wanted = patterns.WEEKDAYS.index((weekday[1] or weekday[2]).lower())
        if (day.weekday() == wanted) != (other.weekday() == wanted):
            return day if day.weekday() == wanted else other
    usual = separator == "/" or (separator == "-" and patterns.US_ZONE.search(text))
    return other if order.usual and usual else day


def _is_there_for_date(text: str, match: re.Match[str]) -> bool:
    """Return whether a line with a two-digit year, or its part between bars, is a date.

    It is labelled, has a clock, or little else.
    """
    before, after = text[: match.start()], text[match.end() :]
    has_clock = patterns.CLOCK.search(f"{before} {after}") is not None
    before, after = before[before.rfind("|") + 1 :].lstrip(), after.partition("|")[0]
    if len(before) + len(match[0]) + len(after) > _SHORT_YEAR_LINE:
        return False
    rest = patterns.READING_TIME.sub("", f"{before} {after}")
    says_so = patterns.PUBLISHED.match(before) or patterns.LABEL.search(before)
    return bool(says_so or has_clock) or not any(map(str.isalnum, rest))


def _time(hour: str, minute: str, second: str | None, half: str | None = None) -> time | None:
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return _time(hour, minute, second)
        hours = hours % 12 + MERIDIEM_HOURS[half.lower().replace(".", "")]
    if hours == 24 and int(minute) == 0 and int(second or 0) == 0:
        return _END_OF_DAY
    if hours > 23 or int(minute) > 59:
        return None
    return time(hours, int(minute), min(int(second or 0), 59))


def _clock(text: str) -> time | None:
    if match := patterns.HALF_BEFORE.search(text):
        return _time(match[2], match[3] or "0", None, match[1])
    if match := patterns.CLOCK.search(text):
        return _time(match[1], match[2], match[3], match[4])
    if match := patterns.HOUR.search(text):
        return _time(match[1], "0", None, match[2])
    return None


def _fixed(offset: str) -> tzinfo | None:
    match = patterns.HOURS_OFF.search(offset)
    return _delta(match[1], match[2], match[3]) if match else UTC


def _delta(sign: str, hours: str, minutes: str | None) -> tzinfo | None:
    delta = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if delta > timedelta(hours=14):
        return None
    return timezone(-delta if sign == "-" else delta)


def _zone(text: str) -> tzinfo | None:
    if patterns.UNIVERSAL.search(text):
        return UTC
    if match := patterns.OFFSET.search(text):
        return _delta(match[1], match[2], match[3])
    if match := patterns.ZONE_NAME.search(text):
        return ZONES[match[1]]
    return None


def _moment(
    day: date | None, clock: time | None, where: tzinfo | None, home: tzinfo
) -> ParsedDate | None:
    if day is None:
        return None
    begun = clock is None or clock is _END_OF_DAY
    local = datetime.combine(day, time() if begun or clock is None else clock, where or home)
    if clock is _END_OF_DAY:
        local += timedelta(days=1)
    return ParsedDate(local.astimezone(UTC), day, clock is not None, where is not None)
