"""Reads dates that a page prints for the day of the visit: ``yesterday, 09:15``, ``2 ноября``.

They are read last, where the page states no other date, and mean nothing without the time of the
fetch. ``3 hours ago`` is none: it is the age of a copy that may have been cached.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from pipelines.calendar_names import MONTHS
from pipelines.extraction.dates import parser, patterns
from pipelines.extraction.dates.date_alone import is_date_alone
from pipelines.extraction.dates.line_days import plain_digits
from pipelines.extraction.dates.parser import ParsedDate
from pipelines.extraction.lexicon.alternatives import one_of

_LONGEST = 60  # characters of a line
_DAYS_BACK_LIST = (
    "today heute oggi hoy hoje aujourd’hui aujourd'hui vandaag idag dziś dzisiaj dnes сегодня "
    "сьогодні bugün 今日 今天 오늘 วันนี้ اليوم امروز היום|"
    "yesterday gestern ieri ayer ontem hier gisteren igår wczoraj včera вчера вчора dün kemarin "
    "昨日 昨天 어제 เมื่อวาน أمس دیروز אתמול"
)
_DAYS_BACK = {
    word: back for back, words in enumerate(_DAYS_BACK_LIST.split("|")) for word in words.split()
} | {"hôm nay": 0, "hôm qua": 1, "hari ini": 0, "i dag": 0, "i går": 1}
_BACK = re.compile(rf"(?<!\w)({one_of(_DAYS_BACK)})(?!\w)", re.I)
_MONTHS = one_of(name for name in MONTHS if not name.isdigit())
_WITHOUT_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}}(?:\.|st|nd|rd|th|er|º)?\s(?:de\s)?(?:{_MONTHS})\.?"
    rf"|(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?)(?![\w.]*\d)(?!\w)",
    re.I,
)
_CJK_DAY = re.compile(r"(?<![\d年])(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")


def find(lines: Iterable[str], fetched: datetime, home: tzinfo) -> tuple[str, ParsedDate] | None:
    """Return the first of these lines that tells a day from that of the visit, and its date.

    Args:
        lines: texts between headline and text.
        fetched: the time of the visit.
        home: the zone of printed times.
    """
    for line in lines:
        text = plain_digits(line)
        if len(text) > _LONGEST:
            continue
        found = _by_name(text, fetched, home) or _in_last_year(text, fetched, home)
        if found is not None:
            return line, found
    return None


def _by_name(text: str, fetched: datetime, home: tzinfo) -> ParsedDate | None:
    """Read ``yesterday, 09:15``; without a clock the word is one of any line."""
    match = _BACK.search(text)
    if match is None or not patterns.CLOCK.search(text):
        return None
    back = timedelta(days=_DAYS_BACK[match[1].lower()])
    day = (fetched.astimezone(home) - back).date()
    return _of_line(f"{text[: match.start()]} {day.isoformat()} {text[match.end() :]}", home)


def _in_last_year(text: str, fetched: datetime, home: tzinfo) -> ParsedDate | None:
    """Read ``2 November, 09:15`` as the last such day."""
    match = _WITHOUT_YEAR.search(text) or _CJK_DAY.search(text)
    if match is None:
        return None
    for year in (fetched.year, fetched.year - 1):
        if match.re is _CJK_DAY:
            day = f"{year}年{match[1]}月{match[2]}日"
        else:
            day = f"{match[1].rstrip('.')} {year}"
        found = _of_line(f"{text[: match.start()]} {day} {text[match.end() :]}", home)
        if found is not None and found.at <= fetched + timedelta(days=1):
            return found
    return None


def _of_line(text: str, home: tzinfo) -> ParsedDate | None:
    """Return the date of a line that has nothing but its date, label and clock."""
    return parser.parse(text, home) if is_date_alone(text.strip()) else None
