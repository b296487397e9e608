"""Parses bylines: ``By X/Y``, ``Story: X - Translated by Y``, ``Oleh X dan Y``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.extraction.authors import credit_lines
from pipelines.extraction.authors.name_words import is_outlet, is_role, is_role_line, is_staff
from pipelines.extraction.authors.names import is_person, looks_like_name, printed_form
from pipelines.extraction.authors.people import before_capitals_end, undated, without_places
from pipelines.extraction.lexicon.agencies import AGENCIES, LONG_NAMES
from pipelines.extraction.lexicon.jobs import OUR_CORRESPONDENT

_PART = re.compile(
    r"^(?P<what>(?:story|text|words|author)s?(?:\s(?:&|and)\sphotos?)?\s{0,2}(?:by\s|:)|by\s{0,2}:?|"
    r"(?:bài(?:\sviết)?|tác\sgiả)\s{0,2}:|"
    r"(?:compiled|reported|written)\sby\s|"
    r"(?P<helped>additional\sreporting\sby\s)|"
    r"(?:additional\s)?(?:reporting|writing)(?:\sand\s(?:writing|editing))?\sby\s|"
    r"(?P<translated>translated(?:\sby)?\s?:?|translat(?:ion|or)s?(?:\sby)?\s?:?|dịch\s?:?)|"
    r"(?P<other>(?:photos?|photographs?|pictures?|video|graphics?|edited|editing|ảnh)(?:\sby)?\s?:?))\s*",
    re.I,
)
_AROUND = " .–-—()"  # of a byline in words
_FROM_PLACE = re.compile(r"\sin\s[A-ZÀ-Þ].*$")
_EMAIL = re.compile(r"\W{1,4}[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}\W?$")
_PARTS = re.compile(
    r"\s+[-–—|]\s+|\s*;\s*|,\s(?=(?:photo(?:s|graphs)?|pictures?|video|graphics?|edit(?:ed|ing)|"
    r"translat(?:ed|ion))\sby\s)|\s+(?=translated\sby\s)",
    re.IGNORECASE,
)
# What shows that names without a label are a credit: "X - Translated by Y".
_LABELLED_BEHIND = re.compile(
    r"\s(?:[-–—|]\s)?translated\sby\s|\s[-–—|]\sphotos(?:\sby\s|\s?:)", re.I
)
_IS_PICTURES = re.compile(r"photo|picture|video|graphic|edit|ảnh", re.I)
_ASIDE = re.compile(r"\s?\([a-z][^()]{1,20}\)")  # "(recorded)"
_LONGEST = 150  # characters of a byline
# Prepositions before names in other languages; alone they are in many sentences.
_INTRODUCED = re.compile(
    rf"^\W{{0,2}}(?:{OUR_CORRESPONDENT}|"
    r"oleh|laporan (?:wartawan|reporter|kontributor)\s[^,]{2,40},|"
    r"(?:ein (?:bericht|beitrag|artikel|text) )?von(?: unsere[mnr] \w{6,20})?|oprac(?:\.|owała?)|"
    r"(?:propos recueillis |publié |écrit |soumis )?par|(?:publicado |postado |escrito )?por|"
    r"(?:geschreven )?door|(?:viết |đăng )?bởi|(?:skrevet |skrivet )?a[vf]|od|napsala?|írta|"
    r"laporan|(?:diposting|ditulis|dikirim) oleh|(?:geschrieben|verfasst|erstellt) von|scris de|"
    r"scritto da|(?:testo )?a cura di|"
    r"napisane przez|"
    r"reportagem de|texto de|reportaje de|reportage de|servizio di|tekst:?|"
    r"από(?: την?| τον?)?|(?-i:[Dd]i|[Dd]e|Του|Της)|γράφει(?: [οη])?)(?:\s?:)?\s+"
    r"(?=\S)",
    re.I,
)
# A kind of text before the name, and who asked the questions.
_KIND_OF_TEXT = re.compile(
    r"(?:(?:an?\s)?(?:analysis|opinion|commentary|column|essay|review|interview|report|feature|"
    r"profile|dispatch)\sby"
    r"|(?:eine?\s)?(?:(?:gast)?(?:bericht|beitrag|kommentar)|artikel|leitartikel|analyse|reportage|"
    r"essay|kolumne|porträt|glosse|rezension|kritik|interview)\svon"
    r"|(?:une?\s)?(?:chronique|enquête|reportage|analyse|tribune|récit|billet|article)"
    r"\s(?:de|par)|(?:entretien|interview|portrait)\s(?:réalisée?\s)?par"
    r"|(?:una?\s)?(?:crónica|reportaje|análisis|columna|artículo)\s(?:de|por)|entrevista\spor"
    r"|(?:uma?\s)?(?:reportagem|crônica|análise|coluna|artigo)\s(?:de|por)"
    r"|(?:una?\s|un['’])?(?:inchiesta|analisi|articolo|commento|intervista|cronaca)\sdi"
    r"|mit\s[^,:]{3,60}\ssprach(?:en)?|das\s(?:interview|gespräch)\sführten?"
    r"|(?:die\s)?fragen\sstellten?)(?:\s?:)?\s+(?=\S)",
    re.I,
)
_ASKED = ("?", "？", "！")  # ends of a reporter's question
_OF_ONE_WORD = re.compile(r"\W{0,2}(?:oleh|laporan|di\w+ oleh)\b", re.I)  # as Indonesian names are
_AND = re.compile(
    r"\s*(?:[,&/]|\b(?:und|et|y|e|dan|en|và|och|og|i|и|та|й|ve|ja|és|și|şi|και)\b"
    r"|(?-i:(?<=\w\s)a(?=\s)))\s*",
    re.I,
)
_PICTURES = re.compile(
    r"\s*[|;,·–-]\s*(?:fotos?|photos?|fotografías?|imagens|imágenes|vidéos?|video|bilder|zdjęcia)"
    r"\s(?:de|da|do|by|par|von|di|por)\s[^|;,]{3,60}$",
    re.I,
)
_PLACE = re.compile(r",\s(?:à|in|en|aus|a|di|từ)\s\S.*$", re.I)
_DASH = re.compile(r"\s[-–—]\s")
_LISTED = re.compile(r",(?:\sand\s)?|\sand\s|&|/", re.I)
_BARE_BY = re.compile(r"^\W{0,3}by\s+(?=[^\W\d_])", re.I)


@dataclass(frozen=True, slots=True)
class Byline:
    """A parsed byline.

    Attributes:
        authors: who wrote it.
        translators: who translated it.
        others: photographers and others.
    """

    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def byline(text: str, *, second_translates: bool = False) -> Byline | None:
    """Parse a whole line as a byline (``By X/Y``, ``Story: X - Translated by Y``), or return None.

    Args:
        text: the line.
        second_translates: whether ``By X/Y`` names writer and translator.
    """
    if text.endswith(_ASKED):
        return None
    parse = _parse_short_line if len(text) <= _LONGEST else _parse
    return parse(text, second_translates)


def _parse(text: str, second_translates: bool) -> Byline | None:
    if not (
        _PART.match(text.lstrip(_AROUND))
        or _INTRODUCED.match(text)
        or _KIND_OF_TEXT.match(text)
        or credit_lines.may_be_labelled(text)
        or (len(text) <= _LONGEST and _LABELLED_BEHIND.search(text))
    ):
        return None  # nearly every line: its beginning tells
    text = undated(_EMAIL.sub("", text) if "@" in text else text)
    if second_translates and (translated := _translated(text)):
        return translated
    found = _spelled_out(text) or _introduced(text)
    if found is not None:
        return found
    labelled = credit_lines.parse(text)
    if labelled is None:
        return None
    people = tuple(printed_form(name) for name in labelled.authors if is_person(name))
    translators = tuple(printed_form(name) for name in labelled.translators if is_person(name))
    staff = tuple(name for name in labelled.authors if is_staff(name))
    if not (people or translators or staff):
        return None
    return Byline(people, translators, (*labelled.others, *staff))


_parse_short_line = lru_cache(maxsize=1024)(_parse)  # several steps ask about the same lines


def _translated(text: str) -> Byline | None:
    """Parse ``By X/Y`` and ``By W – X/Y``, whose last name is the translator's."""
    writers, _, behind = text.rpartition("/")
    translators = _names(behind.strip(_AROUND)) if writers else None
    credit = byline(_DASH.sub(", ", _ASIDE.sub("", writers))) if translators else None
    if not translators or credit is None or not credit.authors:
        return None
    return replace(credit, translators=(*credit.translators, *translators))


def _is_job(text: str) -> bool:
    """Return whether what follows a name with a comma is the person's job."""
    return is_role(text) or is_role_line(text)


def _introduced(text: str) -> Byline | None:
    """Parse a line of a preposition and full names (``Von A und B``)."""
    match = _KIND_OF_TEXT.match(text) or _INTRODUCED.match(text)
    if match is None or len(text) > _LONGEST:
        return None
    rest = _INTRODUCED.sub("", text[match.end() :].strip(" ."), count=1)  # "Artikel von: Von A"
    rest = _PICTURES.sub("", rest)
    names = _AND.split(without_places(_PLACE.sub("", rest)))
    names = names[:1] + [name for name in names[1:] if not _is_job(name)]
    if len(names) == 2 and " " not in names[1] and not _OF_ONE_WORD.match(text):
        names.pop()  # "Von Lan Vien, Hamburg"
    if all(" " in name and looks_like_name(name) and is_person(name) for name in names):
        return Byline(tuple(map(printed_form, names)))
    return None


def _spelled_out(text: str) -> Byline | None:
    """Parse a byline in words: ``By X/Y``, ``Story: X - Translated by Y``, ``X - Photos: Y``.

    A newsroom, an agency or an outlet in a person's place (``By SGGP - Translated by X``) is a
    credit that names no author.
    """
    text = text.strip(_AROUND) if len(text) <= _LONGEST else ""
    if not (_PART.match(text) or _LABELLED_BEHIND.search(text)):
        return None
    sorted_out: dict[str, list[str]] = {"authors": [], "translators": [], "others": []}
    for number, part in enumerate(_PARTS.split(text)):
        match = _PART.match(part)
        if match is None and number:
            return None
        listed = _ASIDE.sub("", part[match.end() :] if match else part)
        found = _names(without_places(before_capitals_end(listed)))
        if found is None or (match is None and not all(" " in one for one in found)):
            return None
        sorted_out[_key(match)].extend(found)
    credit = Byline(*(tuple(people) for people in sorted_out.values()))
    is_only_pictures = not (credit.authors or credit.translators) and _IS_PICTURES.match(text)
    return None if is_only_pictures else credit


def _key(label: re.Match[str] | None) -> str:
    if label is None:
        return "authors"
    if label["translated"]:
        return "translators"
    return "others" if label["other"] or label["helped"] else "authors"


def _names(listed: str) -> list[str] | None:
    """Return the people in a list of names, without newsrooms; None if it holds anything else."""
    names = [_FROM_PLACE.sub("", name.strip()) for name in _LISTED.split(listed)]
    names = names[:1] + [name for name in names[1:] if not _is_job(name)]
    first_nobody = next((at for at, name in enumerate(names) if _is_nobody(name)), len(names))
    people = [  # behind an agency stands its place: "By Reuters, Hanoi"
        name
        for at, name in enumerate(names)
        if not _is_nobody(name) and (" " in name or at < first_nobody)
    ]
    if not all(looks_like_name(name) and is_person(name) for name in people):
        return None
    return list(map(printed_form, people))


def _is_nobody(name: str) -> bool:
    """Return whether an agency, an outlet or a newsroom stands in a person's place."""
    return name in AGENCIES or name in LONG_NAMES or is_role(name) or is_outlet(name)


def may_be_phrase(line: str, names: Sequence[str]) -> bool:
    """Return whether a line with "By" may be a phrase: ``By Dawn``, ``By Road and Rail``.

    A label with a colon, or a name of two words, shows that it is a byline.

    Args:
        line: the line.
        names: the names it would give.
    """
    return bool(_BARE_BY.match(line)) and not any(" " in name for name in names)
