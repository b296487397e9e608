"""How long ago something was written, as beside a reader's comment: ``2 hours ago``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.text import fold

# Units, and the word for "ago" behind them, in scripts that are folded letter by letter.
_OTHER_SCRIPTS = (
    ("초 분 시간 일 주 개월 년", "전"),
    ("นาที ชั่วโมง วัน สัปดาห์ เดือน ปี", "ที่แล้ว ก่อน ที่ผ่านมา"),
    ("នាទី ម៉ោង ថ្ងៃ សប្តាហ៍ ខែ ឆ្នាំ", "មុន"),
)
_BEFORE = ("il y a", "vor", "hace", "ha")  # a number
_BEHIND = ("fa", "lalu", "назад", "тому", "temu", "once", "geleden", "siden", "sedan", "atras")
# A line in Latin letters has one of these, or a word that begins with "ago" or "truoc".
_TELLING = frozenset(form.split()[0] for form in (*_BEFORE, *_BEHIND))


def _words(words: str) -> str:
    return "|".join(map(fold, words.split()))


_PATTERN = re.compile(
    r"\d{1,3} ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|mo|months?|"
    r"y|years?) ago|\ban? (?:minute|hour|day|week|month|year) ago|"
    r"\d{1,3} (?:giay|phut|gio|ngay|tuan|thang|nam) truoc|"
    rf"\b(?:{'|'.join(_BEFORE)}) "
    r"(?:\d{1,3}|une?|einer?|einem|una?|uma?) ?"
    r"(?:sek|min|st|tag|woch|mon|jahr|heure|h\b|jour|sem|mois|an|seg|hora|di|mes)\w*|"
    rf"\b\d{{1,3}} \w+ (?:yang )?(?:{'|'.join(_BEHIND)})\b|"
    r"\d{1,3} ?(?:秒|分|分钟|分鐘|小时|小時|時間|天|日|周|週|週間|个月|個月|か月|年)前|"
    r"(?:منذ|قبل) (?:\d{1,3} |\w{2,5} )?"
    r"(?:ثاني|ثوان|دقيق|دقائق|ساع|يوم|ايام|أيام|اسبوع|أسبوع|شهر|سن[ةوت])\w{0,4}|"
    + "|".join(
        rf"\d{{1,3}} ?(?:{_words(units)}) ?(?:{_words(ago)})" for units, ago in _OTHER_SCRIPTS
    )
)


def may_be_in(lines: Iterable[str]) -> bool:
    """Return whether one of these folded lines may say so: on most pages none does."""
    return _may_say("\n".join(lines))


def find(folded: str) -> re.Match[str] | None:
    """Return where a folded line says how long ago, in some twenty languages, or None."""
    return _PATTERN.search(folded) if _may_say(folded) else None


def _may_say(folded: str) -> bool:
    """Return whether the pattern may match: in nearly every text it does not."""
    if not folded.isascii() or " ago" in folded or " truoc" in folded:
        return True
    return not _TELLING.isdisjoint(folded.split())
