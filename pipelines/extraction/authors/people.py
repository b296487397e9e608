"""Parses texts that name several people: bylines, meta tags, JSON-LD.

Credentials, agencies and sentences stand between the names. A text is split at separators, and
parts that are not people are dropped by rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pipelines.calendar_names import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from pipelines.extraction.authors import credit_lines
from pipelines.extraction.authors.name_words import (
    CREDENTIALS,
    JOBS,
    JOBS_BEHIND,
    NEWSROOMS,
    ROLES,
    is_role,
    is_role_line,
    may_end_outlet,
)
from pipelines.extraction.authors.names import (
    DOMAIN,
    is_person,
    is_site,
    looks_like_name,
    printed_form,
)
from pipelines.extraction.dates import patterns
from pipelines.extraction.lexicon.agencies import AGENCIES, LONG_NAMES
from pipelines.extraction.lexicon.jobs import BODIES
from pipelines.extraction.page_data.structured_data import plain, values
from pipelines.text import fold

_MAX_BYLINE_CHARS = 400
_MAX_AUTHORS = 20
_BY = re.compile(
    r"^(?:(?:written|words|posted|reported|published|story|stories|report|text|by-?line|edited|"
    r"reviewed|contributed|submitted|compiled)\s{0,2}(?:by)?\s{0,2}:?\s|by\s{0,2}:|by\s|"
    r"authors?\s{0,2}[:|]|from\s|(?:ein (?:gast)?(?:bericht|beitrag) )?von\s|"
    r"(?:propos recueillis )?par\s|"
    r"por\s|di\s|door\s|a[fv]\s|oleh\s{0,2}:?\s|bởi\s|"
    r"(?:[\w-]{2,20}-)?(?:experte|expertin|gastautor|gastautorin|redakteur|redakteurin|reporter|"
    r"reporterin|korrespondent|korrespondentin|kolumnist|kolumnistin|mitarbeiter|mitarbeiterin)\s"
    r"(?=[^\W\d_]+\s[^\W\d_])|(?:alles|artikel|beitrag|gastbeitrag|bericht|kommentar|text|meldung|mitteilung|"
    r"pressemitteilung|autor|eingestellt|gespeichert|geschrieben|verfasst|veröffentlicht|erstellt)"
    r"\s(?:von|:)\s|(?:themenstarter|thread starter)\s(?:\|\s)?|"
    r"(?:pewarta|penulis|wartawan)\s{0,2}:?\s|"
    r"tác giả\s{0,2}:|bài\s{0,2}:|thực hiện\s{0,2}:|(?:bài,?\s)?ảnh\s{0,2}:|автор\s{0,2}:|"
    r"作者\s?[:：]|文\s?[/:：]|记者\s?|記者\s?)\s*",
    re.I,
)
_QUOTED = re.compile(r"(?:zitat von|quote (?:by|from)|originally posted by)\b", re.I)
_TAIL = re.compile(
    r"(?:\s[|•·]\s|\s[-–—]\s|\s?[•·|]\s?|,\s|\s)"
    r"(?:updated?|published|posted|last (?:modified|updated)|for\sthe\s|special to|"
    r"in\s(?=[A-Z])|is\s(?:an?|the)\s|has\s(?:been|written)|covers?\s|\d{1,2}:\d{2}|on\s[A-Z][a-z]+day|"
    rf"(?:on\s)?(?:{'|'.join(ENGLISH_MONTHS)})\b\.?\s\d|(?:{'|'.join(ENGLISH_WEEKDAYS)})\b|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2}).*$",
    re.I | re.S,
)
# "Lan Vien Publié le"; "Date" is also a surname.
# What comes before "in" and a place is a name; a further one may follow.
_IN_PLACE = re.compile(
    r"\s(?:in|aus|from|à|reporting from)\s[A-ZÀ-Þ][\w’'.-]*(?:\s[A-ZÀ-Þ][\w’'.-]+){0,3}"
    r"(?=\s?[,;&]|\s(?:and|und|et|y|e)\s|$)"
)
_AND = re.compile(r",?\s(?:and|und|et|y|e|og|och|i|и|&)\s")
_JOINT = re.compile(rf"{_AND.pattern}|,\s")
_LEAST_PAIRED = 4  # names and places
_DATED = re.compile(rf"[\s|,•·–—-](?!date\b){patterns.LABEL.pattern}.*$", re.I | re.S)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]\s*")
_ADDRESS = re.compile(r"https?://\S*|www\.\S*|\S+@\S+|(?<!\w)@\w+")
_SPLIT = re.compile(
    r"\s*(?:[,;|/／•·&、，；]|\s[-–—+]\s|\b(?:and|und|và|with|avec|con)\b|(?<=\w)\s(?:et|y|e|och|og|ja|ve|és|și|i|и|та|και)\s(?=[A-ZÀ-ÞА-ЯІЇЄΑ-Ω]))\s*",
    re.I,
)
_SPLIT_ONE = re.compile(_SPLIT.pattern.replace(r"|\s[-–—+]\s", ""), re.I)
_CAPITALS = re.compile(r"^((?:[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’-]+\s){2,4})(?=[A-ZÀ-ÞĐ][a-zà-ÿ]{2})")
_ENDS = re.compile(r"^\.+\s*|(?<!\b[A-Z])(?<!\bJr)(?<!\bSr)\s*\.+$")
_OPENING, _CLOSING = frozenset("[［【《〔"), frozenset("]］】》〕")
_PERSON_KEYS = ("name", "alternateName")
_NAME_PARTS = ("givenName", "additionalName", "familyName")
_OF_BODIES_LIST = "für for of des della dello voor pour para per"
_OF_BODIES = frozenset(_OF_BODIES_LIST.split())
# "Lan Vien (Text) und Mai Lin (Fotos)"
_PICTURED = re.compile(
    r"(?:,|/|&|\s(?:und|and|et|y|e|en|och|og))\s?[^,/&()]{3,40}"
    r"\s?\((?:fotos?|photos?|bilder|video|pictures?|illustrationen|grafik|ảnh)\)",
    re.I,
)
_IN_CAPITALS = re.compile(r"(?:[^\W\d_a-zß-ÿ][.'’-]?){1,20},?")
_OPENS = re.compile(r"[^\W\d_a-zß-ÿ][a-zà-ÿ]")
_LONG = 3  # letters: shorter ones are initials
_BETWEEN = frozenset(("and", "&", "y", "et", "und", "e"))


def people(text: str, sites: Iterable[str] = (), *, single: bool = False) -> list[str]:
    """Return the people a string names, in order.

    Args:
        text: a byline, a meta tag, a JSON-LD name.
        sites: folded names of the site, which are not authors.
        single: the text is declared as the name of one author: a dash in it is part of the name.
    """
    text = _ADDRESS.sub(" ", plain(text[:_MAX_BYLINE_CHARS])).strip()
    if text[:1] in _OPENING and text[-1:] in _CLOSING:
        text = text[1:-1].strip()  # the whole byline: "[Tanaka, Outlet]"
    if _QUOTED.match(text):
        return []
    labelled = credit_lines.parse(text)
    if labelled is not None:
        text = ", ".join(labelled.authors)
    known = {name.replace(" ", "") for name in sites}
    for _ in range(3):
        text = _BY.sub("", text)
    text = before_capitals_end(_PICTURED.sub("", _before_dash(text)))
    text = undated(_TAIL.sub("", _IN_PLACE.sub("", credit_lines.without_others(text))))
    text = without_places(text)
    inner = _BRACKETS.search(text)
    if inner and "".join(fold(inner[0]).split()) in known:
        text = text[: inner.start()] if " " in text[: inner.start()].strip() else ""
    text = _BRACKETS.sub(" ", text)
    if is_site(text, known):
        return []
    found: list[str] = []
    is_behind_site = has_phrase = False
    for part in (_SPLIT_ONE if single else _SPLIT).split(text)[: _MAX_AUTHORS * 2]:
        name = _BY.sub("", _ENDS.sub("", part.strip(" ,:-–—*\"'“”")))
        has_phrase |= _is_phrase(name)
        name = _without_site(_without_credentials(_without_domain(name)), known)
        is_place = is_behind_site and " " not in name  # "By Lan Vien, Reuters - Hanoi"
        is_newsroom = name in AGENCIES or not NEWSROOMS.isdisjoint(fold(name).split())
        is_behind_site = is_newsroom or is_site(name, known)
        if not is_place and is_person(name, known) and fold(name) not in map(fold, found):
            found.append(printed_form(name))
    if has_phrase or not BODIES.isdisjoint(fold(text).split()):
        found = [name for name in found if " " in name]  # "Women and Children First Trust"
    return found[:_MAX_AUTHORS]


def _before_dash(text: str) -> str:
    """Return the full name before a long dash, behind which a place or an outlet stands."""
    name, _, behind = text.partition(" — ")
    return name if behind and " " in name and looks_like_name(name) and is_person(name) else text


def _is_phrase(part: str) -> bool:
    """Return whether a part is words of a body's name: ``Ministerium für Wirtschaft``."""
    first, *others = part.split() or [""]
    return first[:1].isupper() and any(one[0].islower() and one in _OF_BODIES for one in others)


def _without_domain(name: str) -> str:
    """Return a full name without the host's name behind it: ``Lan Vien ESPN.com``."""
    rest = DOMAIN.sub("", name) if "." in name else name
    return rest if " " in rest.strip() else name


def without_places(text: str) -> str:
    """Return a byline without a place behind each name: ``A, Hanoi, and B, Hue``.

    The last joint of a list stands before its last item; where a comma follows, items are pairs.
    """
    *_, last_and = (None, *_AND.finditer(text))
    if last_and is None or text.count(", ", last_and.end()) != 1:
        return text
    items = _JOINT.split(text)
    people_of, places = items[::2], items[1::2]
    last = places[-1] if places else ""
    is_paired = (
        len(items) >= _LEAST_PAIRED
        and len(people_of) == len(places)
        and all(" " in one and looks_like_name(one) and is_person(one) for one in people_of)
        and all(looks_like_name(one) and not one.isupper() for one in places)
        and not (is_role_line(last) or is_role(last) or last in LONG_NAMES or may_end_outlet(last))
    )
    return ", ".join(people_of) if is_paired else text


def before_capitals_end(text: str) -> str:
    """Return the names in capitals of a byline that goes on without: ``LAN VIEN Hanoi``."""
    words = text.split()
    at = 0
    if len(words) > 3 and words[2] in AGENCIES and words[0].isupper():  # "ANA DALBY AP Writer"
        words = [*words[:2], *words[3:]]
    while at < len(words) and (_IN_CAPITALS.fullmatch(words[at]) or words[at] in _BETWEEN):
        at += 1
    long = [word for word in words[:at] if sum(map(str.isalpha, word)) >= _LONG and word.isupper()]
    is_name = len(long) > 1 and words[at - 1] not in _BETWEEN
    return " ".join(words[:at]) if is_name and at < len(words) and _OPENS.match(words[at]) else text


def undated(text: str) -> str:
    """Return a byline without the label of a date behind it: ``Lan Vien Publié le``."""
    return _DATED.sub("", text)


def _without_site(name: str, sites: Iterable[str]) -> str:
    """Return a full name without the site's name or other words in lower case behind it.

    ``LAN VIEN Staff``, ``Lan Vien Harbour News``.
    """
    in_capitals = _CAPITALS.match(name)
    words = in_capitals[1].split() if in_capitals else name.split()
    name = " ".join(words)
    for at in range(2, len(words)):
        if is_site(" ".join(words[at:]), sites):
            return " ".join(words[:at])
    return name


def _without_credentials(name: str) -> str:
    words = name.split()
    while len(words) > 2 and words[-1] in AGENCIES:  # "ANDREA DALBY AP"
        words.pop()
    while len(words) > 1 and words[-1] in JOBS_BEHIND:
        words.pop()
    while len(words) > 1 and fold(words[-1]).replace(" ", "") in CREDENTIALS:
        words.pop()
    while len(words) > 2 and fold(words[-1]) in JOBS:  # "Will Meier Senior Editor"
        words.pop()
        while len(words) > 2 and fold(words[-1]) in ROLES:
            words.pop()
    return " ".join(words).strip(" ,")


def organisations(value: object, ids: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Return the names of organisations in the author's place of JSON-LD."""
    nodes = (_referred(one, ids) for one in values(value)[:_MAX_AUTHORS])
    named = (one.get("name") for one in nodes if isinstance(one, Mapping) and _is_body(one))
    return [plain(name) for name in named if isinstance(name, str) and name]


def _referred(one: object, ids: Mapping[str, Mapping[str, object]]) -> object:
    """Return the node that a reference is to, or else the value itself."""
    reference = one.get("@id") if isinstance(one, Mapping) and "name" not in one else None
    return ids.get(reference, one) if isinstance(reference, str) else one


def _is_body(node: Mapping[object, object]) -> bool:
    kinds = " ".join(str(kind).lower() for kind in values(node.get("@type")))
    return "organization" in kinds and "person" not in kinds


def from_json(value: object, ids: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Return the people in a JSON-LD value: string, object, list, or a reference.

    What is declared as an organisation only is none, even if it has a name of two words.
    """
    found: list[str] = []
    for one in (_referred(one, ids) for one in values(value)[:_MAX_AUTHORS]):
        if isinstance(one, Mapping):
            if _is_body(one):
                continue
            for key in _PERSON_KEYS:
                names = [name for name in values(one.get(key)) if isinstance(name, str) and name]
                if names:
                    found.extend(names)
                    break
            else:
                parts = [part for key in _NAME_PARTS if isinstance(part := one.get(key), str)]
                found.extend([" ".join(parts)] if parts else [])
        elif isinstance(one, str):
            found.append(one)
    return found
