"""The credit of an article: people, else the agency in their place, else any other credit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.authors import names
from pipelines.extraction.authors.agency_marks import is_agency
from pipelines.extraction.authors.byline import byline
from pipelines.extraction.authors.name_words import may_end_outlet
from pipelines.extraction.authors.outlet_prefix import without_outlet
from pipelines.extraction.authors.people import from_json, organisations, people
from pipelines.extraction.authors.sign_offs import source as parse_attribution
from pipelines.extraction.lexicon.agencies import second_translates
from pipelines.extraction.page_data import structured_data
from pipelines.extraction.page_data.headline import compact
from pipelines.extraction.page_data.layout_fields import LayoutFields
from pipelines.extraction.page_data.structured_data import Node, Structured, plain
from pipelines.text import fold

_MAX_CREDIT_CHARS = 80
_OWNED = 50  # nodes of JSON-LD
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
    "byline",
)
_VALUES = 20  # of one tag

_CATALOGUED = frozenset(("dc.creator", "dcterms.creator", "citation_author"))
_FAMILY_FIRST = re.compile(r"^([^\s,;]+(?: [^\s,;]+)?), ([^\s,;]+(?: [^\s,;]+)?)$")
"""A name as catalogues write it: ``Garrigou, Apolline``."""
_WRITTEN_BY_LIST = (
    "written by|verfasst von|geschrieben von|escrito por|ecrit par|geschreven door|scritto da|"
    "napisane przez|ditulis oleh|duoc viet boi|yazan|автор"
)
_WRITTEN_BY = frozenset(_WRITTEN_BY_LIST.split("|"))
"""Labels of a card for a network, folded, whose text is the author."""
_FIRST_PART = re.compile(r"^(?:\W{0,3}[Bb]y\s+)?(.+?)(?:\s[-–—|]\s|;|$)")


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


def stated(
    main: Node, data: Structured, seen: LayoutFields, sites: frozenset[str], header: str = ""
) -> Credit:
    """Return the credit in layout, JSON-LD and meta tags: the first that names people.

    Args:
        main, data, seen: the metadata of the page.
        sites: compact names of the site.
        header: the folded lines around the headline.
    """
    metas = _metas(data)
    fields = (
        ("layout", seen.layout_authors),
        ("json-ld", from_json(main.get("author") or main.get("creator"), data.ld_ids)),
        ("meta", [value for values in metas for value in values]),
    )
    sites -= _owners(data)
    agency = other = None
    for body in organisations(main.get("author") or main.get("creator"), data.ld_ids):
        agency, other = (agency or body, other) if is_agency(body) else (agency, other or body)
        sites |= {compact(body)}
    for source, texts in fields:
        found = read(texts, sites, source)
        agency, other = agency or found.agency, other or found.other
        if found.people:
            people = _without_parts(found.people)
            if source == "meta" and len(people) > 1 and len(metas) > 1:
                people = _of_printed_metas(
                    people, [read(one, sites, source) for one in metas], header
                )
            return Credit(people, agency, None, source)
    return Credit((), agency, other)


def _metas(data: Structured) -> list[list[str]]:
    """Return the values of each meta tag that names authors."""
    found = [
        [
            _FAMILY_FIRST.sub(r"\2 \1", value) if name in _CATALOGUED else value
            for value in data.meta[name][:_VALUES]
        ]
        for name in _METAS
        if name in data.meta
    ]
    if fold(data.first("twitter:label1") or "") in _WRITTEN_BY:
        found.append(list(data.meta.get("twitter:data1", ())))
    named = ([one for one in values if "://" not in one.split(" ")[0]] for values in found)
    return [values for values in named if values]


def _without_parts(people: tuple[str, ...]) -> tuple[str, ...]:
    """Return people without the words of another's name (``Gillman``), and without their accounts.

    One meta tag writes a name in another order, or as an account (``stevegillman``).
    """
    full = [fold(name) for name in people if " " in name]
    parts = {part for name in full for part in (*name.split(), name.replace(" ", ""))}
    return tuple(name for name in people if " " in name or fold(name) not in parts)


def _of_printed_metas(
    people: tuple[str, ...], by_tag: Sequence[Credit], header: str
) -> tuple[str, ...]:
    """Return those whom a meta tag names of which somebody is printed beside the headline.

    If nobody is, all stay. A tag that is the same on each page names the publisher.
    """
    printed = [
        set(one.people) for one in by_tag if any(fold(name) in header for name in one.people)
    ]
    named = set().union(*printed)
    return tuple(name for name in people if name in named) or people


def _owners(data: Structured) -> frozenset[str]:
    """Return the full names of people who are the site's publisher, too, in compact form."""
    found = (
        plain(f"{node.get('name') or ''}")
        for node in data.ld_nodes[:_OWNED]
        if {"person", "organization"} <= structured_data.types(node)
    )
    return frozenset(
        compact(name)
        for name in found
        if " " in name and names.looks_like_name(name) and names.is_person(name)
    )


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
        text = without_outlet(text, sites)
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
