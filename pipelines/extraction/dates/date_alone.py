"""Recognises lines that contain only a date with its label, weekday, clock and zone.

Days in every form and language of the date parser are recognised.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.calendar_names import ENGLISH_SHORT_WEEKDAYS, WEEKDAYS, ZONES
from pipelines.extraction.dates import line_days, patterns
from pipelines.extraction.lexicon.alternatives import one_of

MAX_CHARS = 90
# More lenient than the parser: "10.30", "10h30", and zones recognised by their form.
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}[:.hH]\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?(?:[ap]\.?m\b\.?|SA\b|CH\b|sáng|chiều|tối|trưa))?"
    r"|(?:오전|오후|午前|午後|上午|下午|早上|晚上)?\s?(?<!\d)\d{1,2}\s?[時时시点點](?:\s?\d{1,2}\s?[分분])?"
    r"|(?:오전|오후|午前|午後|上午|下午|早上|晚上)\s?(?=\d)"
    r"|(?<!\d)\d{1,2}\s?(?:[ap]\.?m\b\.?|uhr\b|giờ\b|h\b)",
    re.I,
)
_ZONE = re.compile(
    rf"(?:\b(?:GMT|UTC)\b)?\s?[+-]\d{{1,2}}(?::?\d{{2}})?\b|\b(?:{'|'.join(ZONES)}|[A-Z]{{2,4}}T|Z)\b"
)
_WORDS_BESIDE = (
    "в о first last on at the of time le à um uhr am den el a las alle ore op om kl w dnia lúc vào "
    "laatst zuletzt senast ostatnio "
    "ngày giờ hari pukul jam o'clock hrs klo kell godz ob óra ώρα date datum stand publication "
    "published posted update ngày_đăng cập_nhật mis_à_jour วันที่ เวลา น ថ្ងៃទី ម៉ោង ວັນທີ 时间 時間"
)


_ALONE = {word.replace("_", " ").lower() for word in (*WEEKDAYS, *_WORDS_BESIDE.split())}
# Words that end in a vowel sign have no boundary there.
_SIGN_AT_END = {word for word in _ALONE if re.match(r"\W", word[-1])}
_BESIDE = re.compile(
    rf"{patterns.LABEL.pattern}\w*"
    rf"|\b(?:{one_of(_SIGN_AT_END)}|(?:{one_of(_ALONE - _SIGN_AT_END)})\b\.?)",
    re.I,
)
_SHORT_DAYS = frozenset(name.title() for name in ENGLISH_SHORT_WEEKDAYS)
_MARK = "\u01c3"  # a letter of no name on a news page, so that the word is another one
_JOINED_WEEKDAY = re.compile(r"[(（][一二三四五六日月火水木金土][)）]|วัน[^\s\d]{2,12}ที่")


def is_date_alone(text: str) -> bool:
    """Return whether a line contains a date and nothing else but its label, clock and zone."""
    if len(text) > MAX_CHARS or not patterns.may_have_short_day(text):
        return False
    return _is_date_alone(text)


@lru_cache(maxsize=1024)  # several steps ask about the same lines
def _is_date_alone(text: str) -> bool:
    text = line_days.plain_digits(text)
    rest, days = _without_days(text)
    # Two days are of publication and update if the line says so; otherwise they are a person's
    # dates.
    if days == 0 or (days > 1 and not patterns.LABEL.search(text)):
        return False
    return not any(map(str.isalnum, _without_details(rest)))


def without_days(text: str) -> str:
    """Return a line without its dates, their labels, clocks and zones; as it is without a date."""
    if not patterns.may_have_short_day(text):
        return text
    rest, days = _without_days(line_days.plain_digits(text))
    return _without_details(rest) if days else text


def _without_days(text: str) -> tuple[str, int]:
    """Return a text without its dates, and their number."""
    days = 0
    forms = patterns.days(text)
    for form in (*forms, *patterns.SHORT_DAYS):
        text, found = form.subn(" ", text)
        days += found
    return text, days


def _without_details(text: str) -> str:
    """Return a text without what is printed beside a date."""
    text = _with_names_marked(text)
    for form in (_CLOCK, _ZONE, _JOINED_WEEKDAY, _BESIDE):
        text = form.sub(" ", text)
    return text.replace(_MARK, "")


def _with_names_marked(text: str) -> str:
    """Return a text with a mark behind words of names that are also short names of days.

    ``Nguyễn Thu Hà``, ``Kim Sun``: a name's other word stands right beside it.
    """
    words = text.split(" ")
    for at, word in enumerate(words):
        name = word.rstrip(",;|")
        beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
        if name in _SHORT_DAYS and any(map(_is_part_of_name, beside)):
            words[at] = name + _MARK + word[len(name) :]
    return " ".join(words)


def _is_part_of_name(word: str) -> bool:
    return word.isalpha() and word[0].isupper() and not _BESIDE.fullmatch(word)
