"""Parses sign-offs in a text's last line: ``Bài, ảnh: Trần Minh``, ``Theo TTXVN``.

Vietnamese newsrooms sign below the text, people and agencies alike; English ones name translators
and wire reporters there. Pure functions on one line, which must contain nothing else. The caller
must know whether the line is at the article's end.
"""

from __future__ import annotations

import re

from pipelines.extraction.authors import credit_lines, japanese_names, places
from pipelines.extraction.authors.agency_marks import EndMark, is_agency
from pipelines.extraction.authors.name_words import is_staff
from pipelines.extraction.authors.names import is_person, looks_like_name, name_with_role
from pipelines.extraction.lexicon import phrases

_MAX_SIGN_OFF_CHARS = 90  # characters
_NAME_WORDS = range(2, 5)
_SOURCE_WORDS = 6
_FROM = re.compile(r"^(?:theo|nguồn(?: tin)?\s?:)\s+(?=\w)", re.I)
_MADE = r"(?:tin|bài viết|bài|ảnh|video|clip|đồ họa|thực hiện|biên dịch|dịch|tổng hợp|lược dịch)"
_LABEL = re.compile(rf"^({_MADE}(?:\s?(?:,|và|-|–|&|/)\s?{_MADE})*)\s?:\s*", re.I)
_PICTURES = frozenset(("ảnh", "video", "clip", "đồ họa"))  # alone they credit pictures
_BRACKETED = re.compile(r"^(.{2,60}?)\s*[(\[]\s*([^()\[\]]{1,40})\s*[)\]]\s*\.?$")
_GATHERED = frozenset(("t/h", "th", "tổng hợp", "s/t", "sưu tầm", "ghi", "thực hiện"))
_TRANSLATED = frozenset(("dịch", "lược dịch", "biên dịch"))
_EDITORS = re.compile(
    r"^(?:editors?|edited by|editing by|penyunting|redaktur|biên tập|编辑|編輯|责任编辑"
    r"|責任編輯|责编|責編)\s?[:：]",
    re.I,
)
STAFF = re.compile(r"^(?:PV|Phóng viên|BTV|CTV)\s+(?=[A-ZÀ-ỸĐ])")
"""What stands before the name of one of the newsroom."""
_HELPED_LONGEST = 160  # characters
_HELPED_BEFORE = re.compile(
    r"^(?:with (?:additional )?(?:reporting|files|contributions) (?:by|from)"
    r"|(?:additional|further) reporting (?:by|from)"
    r"|con (?:información|informes|reportes|(?:la )?colaboración) de"
    r"|com (?:informações|reportagem|(?:a )?colaboração) d[eoa]s?|colabor(?:ou|aram|ó|aron)"
    r"|(?:unter )?mitarbeit(?: von)?|avec(?=\s\S+\s)|(?:ha|hanno) collaborato"
    r"|met medewerking van|m\.m\.v\.|laporan tambahan oleh)\s?:?\s",
    re.I,
)
_HELPED_BEHIND = re.compile(
    r"\s(?:(?:also )?contributed (?:reporting|"
    r"(?:reporting )?to th(?:is|e) (?:report|story|article|piece))"
    r"|a contribué à cet article|colabor(?:ou|aram|ó|aron) (?:en|com|n)\s?est[ae]s? \w{4,12})\W*$",
    re.I,
)
_BETWEEN_NAMES_LIST = "and in of from at for y e en em de da do dos à au und aus et dan di & | /"
_BETWEEN_NAMES = frozenset(_BETWEEN_NAMES_LIST.split())
_REPORTING = re.compile(r"^\W{0,2}(?:additional |with )?(?:reporting|writing)\b", re.I)
_INITIALS = re.compile(r"^\((?:[a-z]{2,4}/){0,3}[a-z]{2,4}\)$")  # of writer and editor
_SIGNED_BY = re.compile(r"^【[\u3400-\u9fff\u3005、・ ]{2,30}】$")
_BRACKETS = ("()", "[]", "（）", "【】", "［］")
_WIRED = re.compile(r"\s[-–—]\s(?=[A-Z]{2,8}(?:/[A-Z]{2,8})?$)")  # "Hoàng Nam – VNA"
_HAN_NAME, _HAN_BETWEEN = re.compile(r"[\u3400-\u9fff]{2,4}"), re.compile(r"[、，,/／\s]+")
_NAME_WITHOUT_CAPITALS = re.compile(  # Hebrew, Arabic, Devanagari, Thai, Khmer, Hangul
    r"(?=.{4,30}$)(?!.*[0-9.,:;؟،])[\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u1780-\u17ff\uac00-\ud7a3]+"
    r"(?: [\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u1780-\u17ff\uac00-\ud7a3]+){1,3}"
)
_NAMES = re.compile(r"\s[-–—]\s|\s*[,;&/]\s*|\s(?:và|and)\s")


def source(text: str) -> str | None:
    """Return the source that a line attributes the text to (``Theo TTXVN``), or None."""
    line = _bare(text)
    match = _FROM.match(line)
    if match is None:
        return None
    named = line[match.end() :].strip()
    fits = (
        len(named.split()) <= _SOURCE_WORDS and named[:1].isupper() and named[-1] not in ".!?:,;…"
    )
    return named if fits else None


def names_editors(text: str) -> bool:
    """Return whether a line names who edited the text, as newsrooms print below its last line."""
    return _EDITORS.match(_bare(text)) is not None


def end(text: str, marks: tuple[str, ...] = ()) -> EndMark | None:
    """Parse a whole line as a sign-off, or return None if it credits nobody.

    Args:
        text: a whole line.
        marks: the outlet's own names of agencies.
    """
    helping = _helpers(text) if len(text) <= _HELPED_LONGEST else None
    if helping is not None:
        return EndMark("", text, helping if is_agency(helping) else None)
    if not text or len(text) > _MAX_SIGN_OFF_CHARS:
        return None
    line = _bare(text)
    if is_staff(line) or _is_editors(line) or _SIGNED_BY.match(text):
        return EndMark("", text)
    if _INITIALS.match(text) and not is_agency(line):
        return EndMark("", text)
    in_brackets = line != text.strip() and text[:1] in "（【"
    if in_brackets and all(map(japanese_names.is_name, re.split("[、・]", line))):
        return EndMark("", text, None, tuple(re.split("[、・]", line)))
    named = source(line)
    if named is not None:
        name, _, agency = named.partition("/")
        if agency and _is_author(name, marks):
            return EndMark("", text, agency.strip(), (_printed(name),))
        return EndMark("", text, named)
    return _signed(text, line, marks)


def is_beside_byline(text: str) -> bool:
    """Return whether a credit at the end says who reported, beside those whom the byline names."""
    return _REPORTING.match(text) is not None


def _helpers(text: str) -> str | None:
    """Return who helped by a whole line: ``Lan Vien in Hanoi contributed to this report``."""
    line = text.strip(" *_()[].—–-")
    rest = _HELPED_BEHIND.sub("", _HELPED_BEFORE.sub("", line, count=1), count=1)
    words = rest.split() if len(rest) < len(line) else []
    is_named = any(word[0].isupper() for word in words) and all(
        word[0].isupper() or word in _BETWEEN_NAMES for word in words
    )
    return rest if is_named else None


def _is_editors(line: str) -> bool:
    """Return whether a line credits only editors."""
    found = credit_lines.parse(line) if _EDITORS.match(line) else None
    return found is not None and not (found.authors or found.translators)


def signature(text: str) -> EndMark | None:
    """Parse a line of nothing but names (``Trần Minh - Lê Hoa``) as a signature, or return None.

    Lines of names have many meanings: only the formatting of the line shows a signature.
    """
    text_without_staff = STAFF.sub("", text.strip(" .–—-*"))  # a star: a note below says who
    if places.is_place(places.without_place(text_without_staff)):
        return None
    alone = name_with_role(text_without_staff)
    if alone is not None and not is_agency(alone):
        return EndMark("", text, None, (alone,))
    names = [name.strip() for name in _NAMES.split(text_without_staff)]
    if all(len(name.split()) in _NAME_WORDS and _is_author(name, ()) for name in names):
        return EndMark("", text, None, tuple(map(_printed, names)))
    return None


def signature_without_capitals(text: str) -> EndMark | None:
    """Parse a line of names in a script without capitals (``黎文海、阮氏明``), or return None.

    Any short phrase looks the same: the line must be set as a signature.
    """
    names = _HAN_BETWEEN.split(_bare(text))
    if _NAME_WITHOUT_CAPITALS.fullmatch(_bare(text)):
        names = [_bare(text)]
    elif not all(map(_HAN_NAME.fullmatch, names)):
        return None
    if phrases.whole(text):
        return None
    return EndMark("", text, None, tuple(names))


def credits_pictures(text: str) -> bool:
    """Return whether a line is a label of pictures and a name: ``Ảnh: Trần Minh``."""
    label = _LABEL.match(text)
    return (
        label is not None
        and label[1].lower() in _PICTURES
        and looks_like_name(text[label.end() :].strip())
    )


def _bare(text: str) -> str:
    """Return the line without brackets or dashes around it."""
    line = text.strip().strip("—–-. ")
    return line[1:-1].strip() if line[:1] + line[-1:] in _BRACKETS else line


def _signed(text: str, line: str, marks: tuple[str, ...]) -> EndMark | None:
    """Return people with a label before them, or brackets or an agency behind them."""
    label = _LABEL.match(line)
    what = label[1].lower() if label else ""
    if what in _PICTURES:
        return None
    rest = line[label.end() :] if label else line
    behind = _BRACKETED.match(rest)
    agency = None
    if behind:
        rest, what = behind[1], behind[2].strip().lower()
        agency = _agency(behind[2], marks)
        if not (agency or what in _TRANSLATED or what in _GATHERED):
            return None
    elif "/" in rest or _WIRED.search(rest):
        rest, _, after = _WIRED.sub("/", rest, count=1).partition("/")
        agency = _agency(after, marks)
        if not agency or (rest.isupper() and not label):
            return None
    elif not label:
        return None
    if is_staff(rest):
        return EndMark("", text, agency)
    names = [name.strip() for name in _NAMES.split(rest)]
    if not all(_is_author(name, marks) for name in names):
        return None
    people = tuple(map(_printed, names))
    return EndMark("", text, agency, *(((), people) if what in _TRANSLATED else (people, ())))


def _agency(text: str, marks: tuple[str, ...]) -> str | None:
    text = text.strip()
    is_paper = text.startswith("Báo ") and len(text.split()) <= _SOURCE_WORDS
    return source(text) or (text if is_paper or is_agency(text, marks) else None)


def _is_author(name: str, marks: tuple[str, ...]) -> bool:
    name = name.strip()
    return looks_like_name(name) and is_person(name) and not is_agency(name, marks)


def _printed(name: str) -> str:
    name = name.strip()
    return name.title() if name.isupper() and " " in name else name
