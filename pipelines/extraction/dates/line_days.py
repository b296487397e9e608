"""Finds the dates of a line, and tells that of publication from that of an update."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipelines.extraction.dates import patterns

MAX_DATE_CHARS = 200
_YEAR = re.compile(r"\d{4}")
_SEVERAL = 2
_DATELINE_CHARS = 120
_PLACE_WORDS = 6  # "HOLT, Kan., le"
_JOINT = 3  # characters of a word between place and day: "den", "le"
_DATELINE_END = re.compile(r"\.?\s?(?:\(([^()]{2,30})\)|/([^/]{2,30})/)?\s?(?:-{1,2}|[–—:]|(?<=/))")


def plain_digits(text: str) -> str:
    """Replace the digits of every script by ASCII digits."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(char)) if char.isdecimal() and not char.isascii() else char
        for char in text
    )


@lru_cache(maxsize=512)  # asked again wherever a line's date is parsed
def of_publication(line: str) -> str:
    """Return the part of a line with several dates that gives the publication date.

    The line is split at its labels, and the first part not labelled as an update counts; of several
    dates in it, the first with its clock: ``Updated: 10:20 04/11/2025 - Posted: 09:15 03/11/2025``
    gives 3 November. Under a label of an update alone the other date is the publication's, whatever
    stands before it. A line with one date is returned whole."""
    parts = _parts(line)
    if not parts:
        return line
    own = (part for part in parts if not patterns.OTHER_DAY.match(part))
    part = next((part for part in own if not patterns.says_updated(part)), None)
    if part is None:
        behind = parts[0][_first_end(parts[0]) :]
        return behind if _dated(behind) else parts[0]
    first, *others = _dated(part)
    if not others:
        return part
    clock_first = patterns.CLOCK.search(part[: first[0]])
    return part[: first[1] if clock_first else others[0][0]]


def of_update(line: str) -> str | None:
    """Return the part of a line that gives the date of an update, or None."""
    part = next((part for part in _parts(line) or [line] if patterns.says_updated(part)), None)
    label = patterns.UPDATED.search(part) if part else None
    if part is None or label is None or not _dated(part):
        return None
    own = part[label.start() :]
    return own[: _first_end(own)] if _dated(own) else part


def _parts(line: str) -> list[str]:
    """Return the parts of a line with several dates, each with its label; none of any other."""
    has_years = len(_YEAR.findall(line)) >= _SEVERAL
    if not (has_years or patterns.says_updated(line)) or len(_dated(line)) < _SEVERAL:
        return []
    parts: list[str] = []
    start = 0
    for label in patterns.LABEL.finditer(line):
        if _dated(line[start : label.start()]):  # "Date modified:" is a single label
            parts.append(line[start : label.start()])
            start = label.start()
    return parts + ([line[start:]] if _dated(line[start:]) else [])


def _first_end(part: str) -> int:
    """Return where the first date of a part ends, with the clock right behind it."""
    end = _dated(part)[0][1]
    following = _dated(part[end:])
    clock = patterns.CLOCK.search(part[end : end + following[0][0] if following else len(part)])
    return end + clock.end() if clock else end


def _dated(text: str) -> list[tuple[int, int]]:
    """Return where the dates of a text are, or else those with two-digit years."""
    return spans(text) or sorted(
        match.span() for form in patterns.SHORT_DAYS for match in form.finditer(text)
    )


def of_dateline(text: str) -> tuple[str, bool] | None:
    """Return the day in the dateline that a text begins with, and whether an agency signs it.

    ``HOLT, Oct. 3, 2026 (GLOBE NEWSWIRE) -- The ...``. Without an agency the place is in capitals.
    """
    beginning = text[:_DATELINE_CHARS]
    days = spans(plain_digits(beginning))
    place = beginning[: days[0][0]] if days else ""
    behind = _DATELINE_END.match(beginning, days[0][1]) if days else None
    if behind is None or not place.strip() or len(place.split()) > _PLACE_WORDS:
        return None
    agency = behind[1] or behind[2] or ""
    is_signed = sum(map(str.isupper, agency)) > 1
    first, *others = (word.strip(",.()") for word in place.split())
    words = [first, *(word for word in others if len(word) > _JOINT)]
    is_place = all(one.isupper() or (is_signed and one[:1].isupper()) for one in words)
    is_place &= len(first) > _JOINT or first.isupper()
    return (beginning[: days[0][1]], is_signed) if is_place else None


def names_day(line: str) -> bool:
    """Return whether a line names a day in any form, two-digit years included."""
    if not patterns.may_have_short_day(line):
        return False
    forms = (patterns.SHORT_YEAR, patterns.THAI_SHORT_YEAR, patterns.RFC_822)
    short = any(form.search(line) for form in forms)
    return bool(short or spans(plain_digits(line[:MAX_DATE_CHARS])))


def without_days(line: str) -> str:
    """Return a line without its dates."""
    for start, end in reversed(spans(line[:MAX_DATE_CHARS])):
        line = f"{line[:start]} {line[end:]}"
    return line


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the dates of a text begin and end."""
    found: list[tuple[int, int]] = []
    forms = patterns.days(text)
    for span in sorted(match.span() for form in forms for match in form.finditer(text)):
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found
