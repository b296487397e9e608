"""The credit of an article: people, else the agency in their place, else any other credit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipelines.extraction.authors import names
from pipelines.extraction.authors.agency_marks import is_agency
from pipelines.extraction.authors.byline import byline
from pipelines.extraction.authors.name_words import may_end_outlet
from pipelines.extraction.authors.people import from_json, people
from pipelines.extraction.authors.sign_offs import source as parse_attribution
from pipelines.extraction.lexicon.agencies import second_translates
from pipelines.extraction.page_data.layout_fields import LayoutFields
from pipelines.extraction.page_data.structured_data import Node, Structured, plain
from pipelines.text import fold

_MAX_CREDIT_CHARS = 80
_METAS = (
    "author",
    "authors",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "cxenseparse:author",
    "og:article:author",
    "article:author_name",
)

_CATALOGUED = frozenset(("dc.creator", "dcterms.creator", "citation_author"))
_FAMILY_FIRST = re.compile(r"^([^\s,;]+(?: [^\s,;]+)?), ([^\s,;]+(?: [^\s,;]+)?)$")
"""A name as catalogues write it: ``Garrigou, Apolline``."""
_WRITTEN_BY_LIST = (
    "written by|verfasst von|geschrieben von|escrito por|ecrit par|geschreven door|scritto da|"
    "napisane przez|ditulis oleh|duoc viet boi|yazan|автор"
)
_WRITTEN_BY = frozenset(_WRITTEN_BY_LIST.split("|"))
"""Labels of a card for a network, folded, whose text is the author."""


@dataclass(frozen=True, slots=True)
class Credit:
    """The credit of a page.

    Attributes:
        people: names, in order.
        agency: an agency in the author's place, or None.
        other: the first byline that names no person (``"Slate Staff"``), or None.
        source: the origin of the people.
    """

    people: tuple[str, ...] = ()
    agency: str | None = None
    other: str | None = None
    source: str = ""


def stated(main: Node, data: Structured, seen: LayoutFields, sites: frozenset[str]) -> Credit:
    """Return the credit in layout, JSON-LD and meta tags: the first that names people."""
    meta = [
        _FAMILY_FIRST.sub(r"\2 \1", value) if name in _CATALOGUED else value
        for name in _METAS
        for value in data.meta.get(name, ())
    ][:20]
    if fold(data.first("twitter:label1") or "") in _WRITTEN_BY:
        meta += data.meta.get("twitter:data1", ())
    fields = (
        ("layout", seen.layout_authors),
        ("json-ld", from_json(main.get("author") or main.get("creator"), data.ld_ids)),
        ("meta", [value for value in meta if "://" not in value.split(" ")[0]]),
    )
    agency = other = None
    for source, texts in fields:
        found = read(texts, sites, source)
        agency, other = agency or found.agency, other or found.other
        if found.people:
            return Credit(found.people, agency, None, source)
    return Credit((), agency, other)


def without_accounts(credit: Credit) -> Credit:
    """Return a credit without the accounts of a newsroom's system (``baomoi``).

    A blog's author may have no other name; an outlet prints people's names.
    """
    kept = tuple(name for name in credit.people if " " in name or not name.islower())
    return replace(credit, people=kept, source=credit.source if kept else "")


def _is_name(text: str) -> bool:
    """Return whether readers see the name: an account name (``lan.vien.1232``) does not count."""
    is_account = " " not in text and any(char.isdigit() for char in text)
    return any(char.isalpha() for char in text) and not is_account


def _is_outlet(name: str, sites: frozenset[str]) -> bool:
    """Return whether a byline names the site. Two words may also name the owner of a blog."""
    is_owner = len(name.split()) == 2 and not may_end_outlet(name)
    return not is_owner and names.is_site(name, sites)


_FIRST_PART = re.compile(r"^(?:\W{0,3}[Bb]y\s+)?(.+?)(?:\s[-–—|]\s|;|$)")


def _agency_of(byline: str) -> str | None:
    first = _FIRST_PART.match(byline)
    return first[1] if first and is_agency(first[1]) else None


def read(texts: list[str], sites: frozenset[str], source: str) -> Credit:
    """Parse these texts as a credit."""
    writers: dict[str, str] = {}
    agency = other = None
    for text in texts:
        if is_agency(text):
            agency = agency or text.strip(" ()[].—–-")
            continue
        attributed = parse_attribution(text)
        if attributed is not None:  # "Theo TTXVN": no person's name begins so
            writer, _, wire = attributed.partition("/")
            agency = agency or wire.strip() or attributed
            text = writer if wire else ""
        line = byline(text, second_translates=second_translates(sites))
        found = (
            [
                name
                for at, name in enumerate(line.authors)
                if not (names.is_site(name, sites) if at else _is_outlet(name, sites))
            ]
            if line
            else people(text, sites, single=source == "json-ld")
        )
        if line and not line.authors:
            agency = agency or _agency_of(text)  # "By Reuters"
        for name in found:
            if is_agency(name):
                agency = agency or name
            else:
                writers.setdefault(fold(name), name)
        if not found and len(text) < _MAX_CREDIT_CHARS and _is_name(text):
            other = other or plain(text)
    return Credit(tuple(writers.values()), agency, other, source if writers else "")
