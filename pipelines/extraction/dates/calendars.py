"""Years and days that are not counted as in the Gregorian calendar, and Han numerals."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipelines.calendar_names import IRANIAN_MONTHS, MONTHS
from pipelines.extraction.dates import patterns

_FIRST_YEAR = 1981  # anything older on the web is a default (epoch 0, year 0001)
_LAST_YEAR = 2098
_BUDDHIST = 543  # years by which the Thai calendar is ahead
_SOLAR_YEARS = range(1360, 1478)  # of the Iranian calendar, from 1981 on
_NOWRUZ = date(1981, 3, 21)  # the first day of 1360
_LONG_MONTHS, _DAYS_OF_LONG = 6, 31  # the others have 30 days
_CYCLE, _LEAP_YEARS = 33, frozenset((1, 5, 9, 13, 17, 22, 26, 30))  # exact until 2098
_HAN_DIGITS, _HAN_PLACES = "〇一二三四五六七八九零", {"十": 10, "百": 100}


def day(year: str | int, month: str | int, number: str | int) -> date | None:
    """Return a day of the Gregorian, the Thai or the Iranian calendar, told by its year.

    None if there is no such day, or no page of the web is as old.
    """
    counted = int(year)
    if counted in _SOLAR_YEARS:
        return _of_iran(counted, int(month), int(number))
    if counted - _BUDDHIST >= _FIRST_YEAR:
        counted -= _BUDDHIST
    if not _FIRST_YEAR <= counted <= _LAST_YEAR:
        return None
    try:
        return date(counted, int(month), int(number))
    except ValueError:
        return None


def _of_iran(year: int, month: int, number: int) -> date | None:
    """Return the day of a date of the Iranian calendar, whose year begins in March."""
    is_long = month <= _LONG_MONTHS
    if not 1 <= month <= 12 or not 1 <= number <= (_DAYS_OF_LONG if is_long else _DAYS_OF_LONG - 1):
        return None
    leaps = sum(one % _CYCLE in _LEAP_YEARS for one in range(_SOLAR_YEARS.start, year))
    before = (month - 1) * _DAYS_OF_LONG - max(0, month - 1 - _LONG_MONTHS)
    since = 365 * (year - _SOLAR_YEARS.start) + leaps + before + number - 1
    return _NOWRUZ + timedelta(days=since)


def of_era(match: re.Match[str]) -> date | None:
    """Return the day of a year of an emperor or a republic (``patterns.ERA``)."""
    year = patterns.ERA_STARTS[match[1]] + (1 if match[2] == "元" else int(match[2]))
    return day(year, match[3], match[4])


def of_han_numerals(match: re.Match[str]) -> date | None:
    """Return the day of a date in Han numerals (``patterns.HAN``)."""
    return day(_han(match[1]), _han(match[2]), _han(match[3]))


def of_han_era(match: re.Match[str]) -> date | None:
    """Return the day of a year of the republic in Han numerals (``patterns.HAN_ERA``)."""
    return day(patterns.ERA_STARTS[match[1]] + _han(match[2]), _han(match[3]), _han(match[4]))


def _han(number: str) -> int:
    """Return a number in Han numerals, by places or by digits alone (``二十一``, ``一一五``)."""
    if not set(number) & set(_HAN_PLACES):
        return int("".join(str(_HAN_DIGITS.index(char) % 10) for char in number))
    total, digit = 0, 0
    for char in number:
        if char in _HAN_PLACES:
            total += (digit or 1) * _HAN_PLACES[char]
            digit = 0
        else:
            digit = _HAN_DIGITS.index(char) % 10
    return total + digit


def of_month(year: str, name: str, number: str) -> date | None:
    """Return the day of a month with this name; years of Iran count in Iran's months only."""
    is_of_iran = name in IRANIAN_MONTHS
    if is_of_iran != (int(year) in _SOLAR_YEARS):
        return None
    return day(year, MONTHS[name], number)
