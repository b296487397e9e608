"""Names of people on a line below the headline, next to the date or glued to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from pipelines.calendar_names import ENGLISH_MONTHS
from pipelines.extraction.authors import header_line, japanese_names, places
from pipelines.extraction.authors.name_words import is_role_line, is_staff, may_end_outlet
from pipelines.extraction.authors.names import is_site, name_with_role
from pipelines.extraction.authors.people import people
from pipelines.extraction.dates import parser
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.dom import MAX_PARTS, SHORT, parts_of, spaced
from pipelines.extraction.lexicon.agencies import AGENCY_PATTERN
from pipelines.extraction.page_data.headline import compact
from pipelines.text import fold

_CASELESS_NAME = range(2, 5)
_CASELESS_WORD = re.compile(r"[\u0590-\u05ff\u0620-\u06ff\u0e00-\u0e7f]+")  # Hebrew, Arabic, Thai
_COUNTED_LIST = (  # what templates print beside a date
    "مشاهدات مشاهدة قراءة تعليقات تعليق مشاركة شارك دقائق دقيقة بالفيديو بالصور شاهد خاص حفظ طباعة"
)
_COUNTED = frozenset(_COUNTED_LIST.split())
_AT_DESK = re.compile(
    r"^([\u4e00-\u9fff\u3040-\u30ff]{3,6})[（(][\u4e00-\u9fff]{1,6}[部局社班][）)]$"
)
_BEFORE_DATE = re.compile(
    r"^([^\W\d_][^\d_|,]{3,40}?)\s?(?:[-–|,]\s?)?"
    rf"(?:{'|'.join(ENGLISH_MONTHS)})\b\.?\s\d",
    re.I,
)
WITH_AGENCY = re.compile(rf"\s(?:with|avec|mit|con|com|dengan)\s({AGENCY_PATTERN})$")
_AT_OUTLET = re.compile(r"\s\|\s[^|\d]{2,40}$")  # "Lan Vien | Harbour News"
_FOR_OUTLET = re.compile(r"\s(?:for|für|pour|para|untuk)\s(?:the\s)?[A-ZÀ-Þ][^,;|]{2,50}$")
_EMAIL = re.compile(r"(?:e-?mail\s?:\s?)?[\w.+-]{1,60}@[\w.-]{3,80}", re.I)
_AND = r"(?:and|und|et|y|e|dan|và|och|og|ja|i|и|та|ve|és|și|και|en|&|[-–—])"
_JOINED = re.compile(rf"\s{_AND}\s")
_WITH_AGENCIES = re.compile(
    rf"\s(?:{_AND}|with|avec|mit|con|com)\s"
    r"(?:agencies|agenturen|agences|agencias|agências|agenzie)$",
    re.I,
)
_JOINTS = re.compile(rf",?\s{_AND}\s|,\s")
_LISTED = re.compile(r"\s?\|\s?|,\s")
_IN_PLACE = re.compile(r"^((?:\S+\s){1,3}\S+)\sin\s[A-ZÀ-Þ][\w’'-]+(?:,? [A-ZÀ-Þ][\w’'-]+){0,2}$")
_PLACE_WORDS_LIST = (  # first or last words of places' names of two words
    "new north south east west northern southern eastern western san santa saint st los las el "
    "port fort mount lake united saudi sri costa puerto hong papua sierra cape czech dominican "
    "kuala phnom ho kota kabupaten provinsi jawa sumatera kalimantan sulawesi nusa barat timur "
    "selatan utara tengah city county province state region district island islands kingdom states "
    "republic rio buenos tel le la"
)
_PLACE_WORDS = frozenset(_PLACE_WORDS_LIST.split())
_VIETNAMESE = re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", re.I)
_DAY_WORDS = 4  # "Saturday 3 May"; a longer line says when somebody asked, or what is on
_VIETNAMESE_NAME = 3  # words: names of provinces have two


def find(
    below: Sequence[Block], text_at: int, sites: frozenset[str], headline: str = ""
) -> list[str]:
    """Return a line below the headline that is a name, next to the date or glued to it.

    Args:
        below: the lines below the headline.
        text_at: the block where the text begins; below it only capitals tell a name.
        sites: compact names of the site.
        headline: the folded headline; who it names did not write the article, nor did its place.
    """
    for at, block in enumerate(below):
        text = spaced(block)
        is_day = block.index < text_at and len(text.split()) <= _DAY_WORDS and _has_time(block)
        if not is_day and parser.parse(text, month_first=True) is None:
            continue
        glued = _BEFORE_DATE.match(text)
        beside = [
            _above_role(one) for one in (*_before(below, at, headline), *below[at + 1 : at + 2])
        ]
        named = list(takewhile(bool, map(name_above_role, reversed(below[:at]))))
        if len(named) > 1 and block.index <= text_at:
            return [name for name in reversed(named) if name]
        within = [part.strip(" ,|·•–-") for part in parts_of(below[at])]
        for text in [*within, *([glued[1]] if glued else []), *beside]:
            is_above = block.index < text_at
            text = places.without_place(text.strip())
            if places.is_place(text):
                continue
            text = _behind_outlet(text, sites)
            if is_above and _are_listed(text, sites):
                return [text]
            line = WITH_AGENCY.sub("", _WITH_AGENCIES.sub("", _AT_OUTLET.sub("", text)))
            line = _FOR_OUTLET.sub("", line)
            placed = _IN_PLACE.match(line) if is_above else None
            line = placed[1] if placed else line
            for joint in (" - ", ", "):
                head, _, outlet = line.rpartition(joint)
                line = head if head and compact(outlet) in sites else line
            name = name_with_role(line)
            is_own = name and not is_site(name, sites) and not _is_in(headline, name)
            is_own = is_own and not (header_line.are_buttons(name or "") or is_staff(line))
            if name and is_own and people(name) == [name]:
                return [name]
            line = japanese_names.without_job(line)
            is_caseless = _is_caseless_name(line) or japanese_names.is_name(line)
            if _are_names(line) or (is_above and is_caseless):
                return [line]
            at_desk = _AT_DESK.match(line)
            if at_desk:
                return [at_desk[1]]
    return []


def _behind_outlet(line: str, sites: frozenset[str]) -> str:
    """Return the Vietnamese name behind the outlet's on a line: ``Báo Cảng | Nguyễn Văn Nam``.

    A section stands there, too; family names tell people.
    """
    outlet, _, name = line.replace(" - ", " | ", 1).partition(" | ")
    words = name.split()
    is_name = len(words) >= _VIETNAMESE_NAME and words[0] in header_line.FAMILY_NAMES
    return name if is_name and compact(outlet) in sites else line


def _has_time(block: Block) -> bool:
    """Return whether a line has a date for machines, of which it prints a part or nothing."""
    times = islice(block.node.element.iter("time"), MAX_PARTS)
    return any(parser.parse(one.get("datetime") or "") is not None for one in times)


def _is_in(headline: str, name: str) -> bool:
    return f" {fold(name)} " in f" {headline} "


def _before(below: Sequence[Block], at: int, headline: str) -> Sequence[Block]:
    """Return the line above a date, or above what is printed below a name.

    This is a role, an address, or the place that the headline names.
    """
    text = below[at - 1].text if at > 1 else ""
    is_below_name = text and (
        (is_role_line(text) and len(parts_of(below[at - 1])) == 1)
        or _EMAIL.fullmatch(text)
        or _is_in(headline, text)
    )
    return below[at - 2 : at - 1] if is_below_name else below[max(0, at - 1) : at]


def name_above_role(block: Block) -> str | None:
    """Return the person on a line that is a name and a role in elements of their own."""
    parts = parts_of(block)
    return name_with_role(parts[0]) if len(parts) > 1 and is_role_line(parts[1]) else None


def _above_role(block: Block) -> str:
    """Return a line's text; of a name and a role in elements or lines of their own, the name."""
    parts = parts_of(block)
    return parts[0] if len(parts) > 1 and is_role_line(parts[1]) else block.text


def _is_caseless_name(line: str) -> bool:
    """Return whether a line is two to four words in a script without capitals: a person's name.

    An Arabic name of a place or an office begins with the article.
    """
    words = line.split()
    is_short = len(words) in _CASELESS_NAME and all(1 < len(word) < 13 for word in words)
    if not is_short or not _COUNTED.isdisjoint(words):
        return False
    if not all(map(_CASELESS_WORD.fullmatch, words)):
        return False
    return not any(word.startswith("ال") for word in words[:1]) and people(line) == [line]


def _are_names(line: str) -> bool:
    """Return whether a line is two or more full names, joined by a word or a dash."""
    names = _JOINTS.split(line)
    if len(line) > SHORT or len(names) < 2 or not _JOINED.search(line):
        return False
    return all(name_with_role(name) == name for name in names) and people(line) == names


def _are_listed(line: str, sites: frozenset[str]) -> bool:
    """Return whether a line is full names with commas or bars between them, and no place."""
    listed = [part.strip() for part in _LISTED.split(line)]
    if len(line) > SHORT or len(listed) < 2 or any(is_site(one, sites) for one in listed):
        return False
    least = _VIETNAMESE_NAME if _VIETNAMESE.search(line) else 2
    return (
        all(
            len(one.split()) >= least
            and name_with_role(one) == one
            and _PLACE_WORDS.isdisjoint(fold(one).split())
            and not may_end_outlet(one)
            and not any(
                word.isupper() and len(word) > 1 and "." not in word for word in one.split()
            )
            for one in listed
        )
        and people(line) == listed
    )
