"""Parses a line between headline and text: who wrote it, what they are, where and when.

``By Lan Vien 2 March 2026``, ``Lan Vien | Staff writer``, ``Posted by Lan Vien on March 2, 2026``.
Every part of the line must be one of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.extraction.authors import agency_marks, places, sign_offs
from pipelines.extraction.authors.byline import byline, may_be_phrase
from pipelines.extraction.authors.credit_lines import DESK
from pipelines.extraction.authors.name_words import JOBS_BEHIND, is_role, is_role_line, is_staff
from pipelines.extraction.authors.names import name_with_role
from pipelines.extraction.dates.date_alone import without_days
from pipelines.extraction.dates.patterns import READING_TIME
from pipelines.extraction.lexicon import phrases

_MAX_CHARS = 160
_MAX_PARTS = 6
_SHORT_NAME = re.compile(r"[\uac00-\ud7a3]{2,4}|[\u4e00-\u9fff]{2,4}")  # beside a job only
_PARTS = re.compile(r"\s[-–—]\s|\s?[|·•]\s?|\s?;\s")
_TIMES = re.compile(  # since publication, and to read
    r"\bthis (?:article|story) is more than (?:\d{1,2}|an?|one) (?:years?|months?) old\b"
    r"|\b(?:\d{1,3}|an?|one) (?:minutes?|mins?|hours?|hrs?|days?|weeks?) ago\b"
    r"|\b\d{1,3} (?:phút|giờ|ngày|tuần) trước\b|\bvor \d{1,3} (?:minuten|stunden|tagen)\b"
    r"|\bil y a \d{1,3} (?:minutes?|heures?|jours?)\b|\bhace \d{1,3} (?:minutos?|horas?|días?)\b"
    r"|\b\d{1,3} (?:menit|jam|hari)(?: yang)? lalu\b|\bhá \d{1,3} (?:minutos?|horas?|dias?)\b"
    r"|\b\d{1,3} (?:dakika|saat|gün) önce\b|\b\d{1,3} (?:minut|godzin|dni)\w{0,2} temu\b"
    r"|\b\d{1,3} (?:минут[аыу]?|час(?:а|ов)?|дн(?:я|ей)|день) назад\b|منذ \d{1,3} \w{3,8}"
    r"|\d{1,3}\s?(?:분|시간|일) 전|\d{1,3}\s?(?:分|時間|日|分钟|小时|天)前"
    r"|\d{1,3} (?:นาที|ชั่วโมง|วัน)ที่แล้ว"
    r"|\b\d{1,5}\s?(?:comments?|shares?|views?|bình luận|lượt xem|"
    r"komentar|kali dilihat|kommentare?|"
    r"commentaires?|comentarios?|comentários?|commenti|yorum|komentarz\w{0,2}|комментари\w{1,2}|"
    r"просмотр\w{0,2}|댓글|コメント|评论|評論)\b"
    rf"|{READING_TIME.pattern}",
    re.IGNORECASE,
)
_MAY_BE_TIME = re.compile(r"\d|\b(?:ago|old)\b", re.IGNORECASE)  # in each of these
_AT_END = re.compile(r"(?:^|[\s,])(?:on|at|lúc|vào|ngày|am|le|el)$", re.IGNORECASE)
_BUTTONS = frozenset((phrases.LabelKind.SHARE, phrases.LabelKind.COMMENTS))
_FAMILY_NAMES_LIST = (  # of most Vietnamese
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Ngô Dương Đinh Trịnh Đoàn Trương Tạ "
    "Tống Quách Tô Đào Lương"
)
FAMILY_NAMES = frozenset(_FAMILY_NAMES_LIST.split())
_ROLE = re.compile(r"^(?P<name>[^,|]{4,40}), (?P<role>[^,]{4,60})$")
_IN_PLACE = re.compile(
    r"^(?P<name>.{4,40}?)\s(?:in|reporting from|à|en)"
    r"\s[A-ZÀ-Þ][\w’'-]+(?:,? [A-ZÀ-Þ][\w’'-]+){0,3}$"
)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A parsed line.

    Attributes:
        authors: names, in order.
        is_dated: whether it says when the article was published, or how long it takes to read.
        is_bare: whether names are all that it has: such a line may be about a person or a place.
    """

    authors: tuple[str, ...] = ()
    is_dated: bool = False
    is_bare: bool = False


def parse(text: str) -> HeaderLine | None:
    """Return what a whole line says of the article, or None if it says anything else."""
    return _parse(text) if len(text) <= _MAX_CHARS else None


@lru_cache(maxsize=1024)  # several steps ask about the lines around the headline
def _parse(text: str) -> HeaderLine | None:
    if agency_marks.dateline(text) is not None:
        return None
    credit = byline(text)
    if credit is not None:
        is_phrase = may_be_phrase(text, credit.authors)  # "By Road and Rail"
        return HeaderLine(credit.authors, is_bare=is_phrase) if credit.authors else None
    rest = without_times(text)
    is_dated = rest != text
    parts = [_AT_END.sub("", part.strip(" ,:()[]")).strip(" ,") for part in _PARTS.split(rest)]
    parts = [part for part in parts if any(map(str.isalnum, part)) and not places.is_place(part)]
    if len(parts) > _MAX_PARTS or not (parts or is_dated):
        return None
    authors: list[str] = []
    is_bare = not is_dated
    has_job = is_dated and any(map(_is_job, parts))
    for part in parts:
        if any(map(_is_no_name, part.split())):
            return None
        alone = _name_alone(part, is_dated=is_dated)
        found = (alone,) if alone else _credited(part)
        is_job = _is_job(part)
        if not found and has_job and _SHORT_NAME.fullmatch(part):
            found = (part,)
        if not found and not (is_job or is_role(part) or is_role_line(part) or is_staff(part)):
            return None
        authors += found
        is_bare = is_bare and alone is not None
    return HeaderLine(tuple(authors), is_dated, is_bare) if authors or is_dated else None


def without_times(text: str) -> str:
    """Return a line without its dates, with their labels, and the times since and to read."""
    text = without_days(text)
    return _TIMES.sub(" ", text) if _MAY_BE_TIME.search(text) else text


def _is_job(part: str) -> bool:
    """Return whether a part is a job of a newsroom, with its desk: ``문화부 기자``."""
    words = part.split()
    return words[-1] in JOBS_BEHIND and (len(words) == 1 or bool(DESK.fullmatch(words[0])))


def _is_no_name(word: str) -> bool:
    """Return whether a word is a button beside the date: ``VNA Print``."""
    label = phrases.whole(word)
    return label is not None and label[0] in _BUTTONS


def are_buttons(line: str) -> bool:
    """Return whether two words of a line are buttons: ``Teilen Drucken Tweeten``."""
    return sum(map(_is_no_name, line.split())) > 1


def _name_alone(part: str, *, is_dated: bool) -> str | None:
    """Return the name that a part of a line is, or None if its wording names the author."""
    placed = _IN_PLACE.match(part) if is_dated else None  # or any heading, in German
    name = name_with_role(placed["name"] if placed else part)
    if name is None or "," in part or part.split()[0] in FAMILY_NAMES or byline(part):
        return None
    return name if sign_offs.source(part) is None and not sign_offs.STAFF.match(part) else None


def _credited(part: str) -> tuple[str, ...]:
    """Return the authors that a part of a line names by its wording, or by a role behind a name."""
    part = sign_offs.STAFF.sub("", part)
    credit = byline(part)
    if credit is not None:
        return credit.authors
    if sign_offs.source(part) is not None:
        return ()
    called = _ROLE.match(part)
    if called is not None and is_role_line(called["role"]):
        part = called["name"]
    signed = sign_offs.end(part)
    if signed is not None:
        return signed.authors
    name = name_with_role(part)
    return (name,) if name is not None else ()
