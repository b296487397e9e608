"""Marks of agencies and outlets in the text: datelines, end marks, marks before the lead.

Pure functions on one line of text. The body keeps its wording, datelines included; end marks and
the outlet's marks before the lead are stripped, and say which agency is credited. The forms are
those seen at Vietnamese, Lao and Cambodian outlets and in wire copy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.extraction.authors.byline import byline
from pipelines.extraction.authors.closing_marks import BEHIND, ends_address, is_closing
from pipelines.extraction.authors.name_words import is_outlet
from pipelines.extraction.authors.names import looks_like_name
from pipelines.extraction.lexicon.agencies import (
    AGENCIES,
    LEAD_MARKS,
    LONG_NAMES,
    second_translates,
)
from pipelines.text import fold

_TAIL_LENGTH = 80
_AGENCY_WORDS = ("Agencia ", "Agence ", "Agência ", "Agenzia ", "Agentur ")  # "Agencia EFE"
_MAX_PAIR_CHARS = 60
_LONG = frozenset(map(fold, LONG_NAMES))
_STOP = re.compile(r"\s?\.{0,3}\s?/\.\s*$")
_DOTTED = re.compile(r"\.\s?/\.")
_CLOSES = tuple(".!?…:;。！？")
_QUOTES = "”“\"’'»«)]"
_UNKNOWN = re.compile(
    r"(?<=[.!?…)])\s{0,2}[—–-]{1,2}\s?([A-ZĐ]{2,7}(?:\s?/\s?[A-ZĐ]{2,7}){0,2})\s?\.?$"
)
_QUOTED = re.compile(r"[“”\"«»]")  # capitals behind a quotation name the speaker
_PAIR = re.compile(r"^[A-ZĐ]{2,7}/[A-ZĐ]{2,7}$")
_PLACE = r"[^\W\d_][\w’'.()-]*(?:[ ,/]{1,2}[^\W\d_][\w’'.()-]*){0,5}"
_DATELINE_VIA = re.compile(
    rf"^\s*({_PLACE}?)\s{{0,2}}\(([A-Z][\w./ ]{{1,20}})\)\s{{0,2}}[-–—]{{1,2}}\s*"
)
_DATELINE_CAPS = re.compile(
    r"^\s*((?:[^\W\d_a-zà-ÿ]|\.)[^\d_—–:!?]{1,40}?)(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?"
    r"\s?[—–]\s?(?=[\w“\"‘'])(?![a-zà-ÿđ])"
)
_LONG_DASHES = frozenset("—–")
_LEAD_DASH = re.compile(
    r"^\s*([A-Z][\w.]{1,20}|The Hanoitimes|VietNamNet Bridge)\s{0,2}[-–—]\s{0,2}"
)
# An outlet's name in brackets, told from a place by its capitals, its dot or its plus sign.
_LEAD_NAME = re.compile(
    r"^\s*\(\s?((?=[^()]*(?:[A-ZĐ]{2}|\w\.\w|\+))(?![^()]*HCM)[A-ZĐ][^()]{1,20})\s?\)\s?[-–—]\s"
)
_LEAD_BRACKETS = re.compile(r"^\s*\(\s?([A-Z]{2,12})\s?\)\s{0,2}[-–—]?\s{0,2}")


@dataclass(frozen=True, slots=True)
class EndMark:
    """A line without its end mark.

    Attributes:
        text: what is left, possibly nothing.
        mark: the end mark as printed, with the spaces around it.
        agency: the credited agency, or None (``./.``, ``(ENDS)``).
        authors, translators: people credited by a byline at the end.
    """

    text: str
    mark: str
    agency: str | None = None
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline.

    Attributes:
        place: as printed (``HÀ NỘI``), or None if only the agency is printed.
        agency: the agency in brackets (``Hanoi (VNA) –``), or None.
        end: length of the dateline with its dash and spaces.
    """

    place: str | None
    agency: str | None
    end: int


@lru_cache(maxsize=64)
def _endings(marks: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], ...], frozenset[str]]:
    names = sorted({*AGENCIES, *marks}, key=len, reverse=True)
    one = "|".join(map(re.escape, names))
    several = rf"(?:{one})(?:\s?/\s?(?:{one}))*"
    dashed = re.compile(rf"\s{{0,2}}[—–-]{{1,2}}\s{{0,2}}({several})\s?\.?\s*$")
    bracketed = re.compile(
        rf"(?<=[.!?…”“\"’»«/。！？」។\u0e00-\u0e4f])\s{{0,2}}"
        rf"(?:[(\[（]\s?(?:Theo\s)?({several})\s?[)\]）]\s?\.?"
        rf"|(?:(?<=\s)|(?<=/\.))(?:Theo\s)?({several}))\s*$"
    )
    stopped = re.compile(rf"\s{{0,2}}[(\[]\s?({several})\s?[)\]]\s?\.{{0,3}}\s?/\.\s*$")
    return (stopped, _STOP, dashed, bracketed, BEHIND, _UNKNOWN), frozenset(names)


def is_agency(text: str, marks: Sequence[str] = ()) -> bool:
    """Return whether a whole line or name consists of agencies (``VNA/VNP``)."""
    text = text.strip(" ()[]（）.—–-")
    _, names = _endings(tuple(marks))
    named = text.partition(" ")[2] if text.startswith(_AGENCY_WORDS) else text
    if named in names or text in names or text.removeprefix("The ") in LONG_NAMES:
        return True
    if "/" not in text or len(text) > _MAX_PAIR_CHARS:
        return False
    parts = [part.strip() for part in text.split("/")]
    if all(part in names for part in parts):
        return True
    known = [part in names or fold(part.removeprefix("The ")) in _LONG for part in parts]
    return any(known) and all(
        one or is_outlet(part) for one, part in zip(known, parts, strict=True)
    )


def end(text: str, marks: Sequence[str] = ()) -> EndMark | None:
    """Return the line without its end mark, or None if it has none.

    Whole lines count too (``VNA``, ``By X/Y``). The caller must know whether the line is at the
    article's end.

    Args:
        text: a line.
        marks: the outlet's own marks, besides the well-known agencies.
    """
    whole = text.strip()
    if is_agency(whole, marks) or (_PAIR.match(whole) and len(whole) < 16):
        return EndMark("", text, _tidy(whole))
    if whole in ("./.", "/.") or is_closing(whole):
        return EndMark("", text)
    credit = byline(whole, second_translates=second_translates(marks))
    if credit is not None:
        return EndMark("", text, None, credit.authors, credit.translators)
    if ends_address(whole):
        return None
    patterns, _ = _endings(tuple(marks))
    head, tail = text[:-_TAIL_LENGTH], text[-_TAIL_LENGTH:]
    agency: str | None = None
    left = tail
    for _ in range(3):  # "./. — VNS" contains two
        for pattern in patterns:
            match = pattern.search(left)
            if pattern is _UNKNOWN and match and _QUOTED.search(left):
                continue
            if match and (head or match.start() > 0):
                agency = agency or (_tidy(match[match.lastindex]) if match.lastindex else None)
                left = left[: match.start()]
                break
        else:
            break
    if left == tail:
        return None
    return EndMark(head + left, tail[len(left) :], agency)


def with_stop(end: EndMark) -> str:
    """Return a line after its end mark was cut, with the full stop of its last sentence.

    If ``./.`` ends a text, its first dot is that full stop; before ``/.`` there may be a dot
    anyway.
    """
    left = end.text.rstrip()
    is_open = left != "" and not left.rstrip(_QUOTES).endswith(_CLOSES)
    return f"{left}." if is_open and _DOTTED.search(end.mark) else left


def _tidy(agency: str) -> str:
    return "/".join(part.strip() for part in agency.strip(" ()[]（）.—–-").split("/"))


def dateline(text: str) -> Dateline | None:
    """Return the dateline at the beginning of a paragraph, or None.

    Known forms: ``Hanoi (VNA) –``, ``HÀ NỘI —``, ``PHNOM PENH, June 10 —``, ``(KPL)``.
    """
    start = text[:_TAIL_LENGTH]
    if "(" in start and (match := _DATELINE_VIA.match(start)):
        place = match[1].strip(" ,") or None
        if is_agency(match[2]) or match[2].isupper():
            return Dateline(place, _tidy(match[2]), match.end())
    if _LONG_DASHES.isdisjoint(start):
        return None
    if match := _DATELINE_CAPS.match(start):
        place = match[1].split(",")[0].strip()
        letters = [char for char in place if char.isalpha()]
        if len(letters) > 2 and place.upper() == place and place not in LEAD_MARKS:
            return Dateline(place, None, match.end())
    return None


def lead_mark(text: str, marks: Sequence[str] = ()) -> tuple[str, str] | None:
    """Return (rest, mark) if a line begins with the outlet's mark (``VCN -``)."""
    for pattern in (_LEAD_DASH, _LEAD_BRACKETS):
        match = pattern.match(text[:_TAIL_LENGTH])
        if match and (match[1] in LEAD_MARKS or match[1] in marks) and match.end() < len(text):
            return text[match.end() :], match[1]
    match = _LEAD_NAME.match(text[:_TAIL_LENGTH])
    if match and match.end() < len(text) and not is_agency(match[1], marks):
        return text[match.end() :], match[1]
    return None


def glued_byline(text: str) -> tuple[str, str] | None:
    """Return (byline, rest) if a name is glued to the dateline (``Thu TrangCAO BẰNG —``)."""
    dash = min((at for at in (text.find("—"), text.find("–")) if at > 0), default=-1)
    if not 0 < dash <= _TAIL_LENGTH:
        return None
    head = text[:dash]
    for at in range(2, len(head) - 2):
        if head[at - 1].islower() and head[at].isupper() and head[at + 1].isupper():
            name, rest = head[:at], text[at:]
            if looks_like_name(name) and " " in name and dateline(rest):
                return name.removeprefix("by ").removeprefix("By "), rest
    return None
