"""Dates as outlets print them: an instant with its zone, or nothing.

Day before month, always, unless the numbers rule it out on a page of no known outlet: 12/11 is the
twelfth of November. What cannot be a time of publication (31/02, year 0 or 9999, 1970, 2099) is no
date. Nothing here looks at more than ``LONGEST`` characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipelines.extraction.dates_data import MONTHS, ZONES
from pipelines.text import clean

LONGEST = 200
_FIRST_YEAR = 1981  # the web has nothing older but defaults (epoch 0, year 0001)
_LAST_YEAR = 2098

_MONTH_NAMES = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]{1,2}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?"
    r"\s{0,2}(Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}(?!\d)|[+-]\d{2}(?!\d))?"
)
_DIGIT = re.compile(r"\d")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?$")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
# Templates glue: "Mai LinhDec 05, 20232 Shares". A month's name makes such a number a year.
_WORD_START = r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))"
_NAMED_YEAR = r"((?:19|20)\d{2}|\d{4}(?!\d))"
_MONTH_FIRST = re.compile(
    rf"{_WORD_START}({_MONTH_NAMES})\b\.?,?\s{{0,3}}(\d{{1,2}})(?:st|nd|rd|th)?"
    rf"\s{{0,2}}[,/]?\s{{0,3}}{_NAMED_YEAR}",
    re.I,
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?(?:\s{1,3}|[-/,])\s{0,2}"
    rf"(?:of\s|de\s|del\s|d[’'])?({_MONTH_NAMES})\b\.?"
    rf"(?:\s{{0,2}}[-/,]?\s{{0,3}}|\s(?:de|del|năm)\s){_NAMED_YEAR}",
    re.I,
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_VIETNAMESE = re.compile(
    r"ngày\s+(\d{1,2})\s*(?:tháng\s+|[/-])(\d{1,2})\s*(?:năm\s+|[/-]|,\s*)(\d{4})", re.I
)
_CLOCK = re.compile(
    r"(?<![\d:/.+-])(\d{1,2})(?:[:hH]|[.](?=\d{2}\s?[ap]\.?m))(\d{2})(?::(\d{2}))?(?![\d/])"
    r"\s{0,2}(a\.?m\b\.?|p\.?m\b\.?)?",
    re.I,
)
_HOUR = re.compile(r"(?<![\d:/.+-])(\d{1,2})\s?(a\.?m|p\.?m)\b", re.I)
_OFFSET = re.compile(r"(?:\b(?:GMT|UTC)\s?|\s|\d|\()([+-])(\d{1,2}):?(\d{2})?(?![\d/:-])")
_ZONE_NAME = re.compile(rf"\b({'|'.join(sorted(ZONES, key=len, reverse=True))})\b")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that was read.

    Attributes:
        at: the instant, UTC; midnight in the zone where no time was given.
        day: the day as printed.
        timed: whether a time of day was given.
        zoned: whether a zone was given.
    """

    at: datetime
    day: date
    timed: bool
    zoned: bool


def zone(name: str) -> tzinfo:
    """Return the IANA zone, UTC where the name is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def parse(text: str, home: tzinfo = UTC, *, month_first: bool = False) -> Moment | None:
    """Return the first date in a short text, or None.

    Args:
        text: an attribute, or the text of a date element.
        home: the zone of times printed without one.
        month_first: whether 12/22/2023 may be read, where no day-first reading exists.
    """
    text = text[:LONGEST]
    if not _DIGIT.search(text):
        return None
    text = clean(text)
    return _machine(text, home) or _printed(text, home, month_first)


def _machine(text: str, home: tzinfo) -> Moment | None:
    if match := _ISO.search(text):
        year, month, day, hour, minute, second, offset = match.groups()
        if hour is None and (clock := _clock(text[match.end() :])):
            found = _zone(text[match.end() :])
            return _moment(_day(year, month, day), clock, found, home)
        clock = _time(hour, minute, second) if hour is not None else None
        if hour is not None and clock is None:
            return None
        found = _fixed(offset) if offset and clock else None
        if found is UTC and text.endswith((" EST", " EDT")):  # "...Z EST": the name is the truth
            found = ZONES[text[-3:]]
        return _moment(_day(year, month, day), clock, found, home)
    if match := _COMPACT.match(text):
        year, month, day, hour, minute, second, utc = match.groups()
        clock = _time(hour, minute, second) if hour else None
        return _moment(_day(year, month, day), clock, UTC if utc else None, home)
    if _EPOCH.match(text):
        at = datetime.fromtimestamp(int(text[:10]), UTC)
        return _moment(_day(at.year, at.month, at.day), at.time(), UTC, home)
    return None


def _printed(text: str, home: tzinfo, month_first: bool) -> Moment | None:
    for read in (_named, _numbered):
        found = read(text, month_first)
        if found is None:
            continue
        day, start, end = found
        rest = f"{text[:start]} {text[end:]}"
        named = _ZONE_NAME.search(text[:start])  # "10:30 AM EST Dec 22, 2023"
        where = _zone(text[end:]) or (ZONES[named[1]] if named else None)
        return _moment(day, _clock(text[end:]) or _clock(rest), where, home)
    return None


def _named(text: str, _month_first: bool) -> tuple[date | None, int, int] | None:
    if match := _MONTH_FIRST.search(text):
        return _day(match[3], MONTHS[match[1].lower()], match[2]), match.start(), match.end()
    if match := _DAY_FIRST.search(text):
        return _day(match[3], MONTHS[match[2].lower()], match[1]), match.start(), match.end()
    if match := _CJK.search(text):
        return _day(match[1], match[2], match[3]), match.start(), match.end()
    if match := _VIETNAMESE.search(text):
        return _day(match[3], match[2], match[1]), match.start(), match.end()
    return None


def _numbered(text: str, month_first: bool) -> tuple[date | None, int, int] | None:
    if match := _NUMERIC.search(text):
        first, second, year = match[1], match[3], match[4]
        day = _day(year, second, first)
        if day is None and month_first and int(second) > 12:
            day = _day(year, first, second)
        return day, match.start(), match.end()
    if match := _YEAR_FIRST.search(text):
        return _day(match[1], match[2], match[3]), match.start(), match.end()
    return None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _time(hour: str, minute: str, second: str | None, half: str | None = None) -> time | None:
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None if hours > 23 else time(hours, int(minute)) if int(minute) < 60 else None
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    if hours > 23 or int(minute) > 59:
        return None
    return time(hours, int(minute), min(int(second or 0), 59))


def _clock(text: str) -> time | None:
    if match := _CLOCK.search(text):
        return _time(match[1], match[2], match[3], match[4])
    if match := _HOUR.search(text):
        return _time(match[1], "0", None, match[2])
    return None


def _fixed(offset: str) -> tzinfo | None:
    if offset[0] not in "+-":
        return UTC
    return _delta(offset[0], offset[1:3], offset[3:].lstrip(":"))


def _delta(sign: str, hours: str, minutes: str | None) -> tzinfo | None:
    delta = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if delta > timedelta(hours=14):
        return None
    return timezone(-delta if sign == "-" else delta)


def _zone(text: str) -> tzinfo | None:
    if match := _OFFSET.search(text):
        return _delta(match[1], match[2], match[3])
    if match := _ZONE_NAME.search(text):
        return ZONES[match[1]]
    return None


def _moment(
    day: date | None, clock: time | None, where: tzinfo | None, home: tzinfo
) -> Moment | None:
    if day is None:
        return None
    local = datetime.combine(day, clock or time(), where or home)
    return Moment(local.astimezone(UTC), day, clock is not None, where is not None)
