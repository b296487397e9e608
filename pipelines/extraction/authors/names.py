"""Decides whether a text is a person's name, and in which form it is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.extraction.authors import credit_lines
from pipelines.extraction.authors.name_words import (
    ARTICLES,
    CALLS,
    COMPANIES,
    CREDENTIALS,
    EDITIONS,
    KINDS_OF_OUTLET,
    LAST_ROLES,
    LEADS_TO_NAME,
    NEWSROOMS,
    NO_NAMES,
    NOBODY,
    PARTICLES,
    RANKS,
    ROLES,
    TITLES,
    is_outlet,
    is_role,
    is_staff,
)
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.lexicon.jobs import BODIES
from pipelines.text import fold

_NAME_LONGEST = 60
_PAPERS = ("Báo ", "Tạp chí ", "Đài ")  # before a Vietnamese outlet's name; none is a family's
_NAME_WORDS = 6
_INITIALS = 4  # letters
_SITE_LEAST = 8  # letters: no person's name begins with a site's name this long

_VERBS = re.compile(  # these make it a sentence; "Will" and "May" are names
    r"\b(?:is|are|was|has|have|who|that|this|you|your|click|read|more|view|see)\b"
    r"|\b(?i:click|read more|view|see all)\b"
)
# What ends a Chinese byline: "／Hanoi report", the name of a newspaper or an agency.
_PRINTED_BY = re.compile(
    r"(?:报道|報導|報道|综合|綜合|编译|編譯|特稿|[日晚时時合]报|[日晚时時合]報|新聞|新闻|通讯社|通信社|[電电讯訊])$"
)
_NAME_END = re.compile(r"\s*,\s+|\s+[-–—|]\s+|\s*[(\[]")


_SITE_SHORT = 4  # letters: of a site's name beside its article
_MADE_SITE = frozenset(("developed", "powered", "designed"))
DOMAIN = re.compile(
    r"\s?(?<![\w-])[\w-]{3,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|net|org|info|news|co|ca|de|fr|es|it|nl|pl|ru|ua|in|vn|"
    r"uk|us|au|br|at|ch|tv)(?!\w)",
    re.I,
)
"""A host's name within a byline: ``Lan Vien ESPN.com``."""
_NAME_WORD = re.compile(r"[^\W\d_][\w’'.-]*")

_SAID = frozenset("。！？")  # of a sentence in Chinese or Japanese


def is_site(name: str, sites: Iterable[str]) -> bool:
    """Return whether a name is one of the site's, given in compact form."""
    return "".join(fold(name).split()).removeprefix("the") in sites


def looks_like_name(text: str) -> bool:
    """Return whether every word could be part of a person's name: a capital, or a particle."""
    words = text.split()
    return (
        2 <= len(text) <= _NAME_LONGEST
        and text == " ".join(words)
        and 0 < len(words) <= _NAME_WORDS
        and all(
            bool(_NAME_WORD.fullmatch(word)) and (word[0].isupper() or word in PARTICLES)
            for word in words
        )
    )


def printed_form(name: str) -> str:
    """Return a name in its stored form: capitals are changed to title case.

    Family names alone are printed so, too: ``Apolline FERRANDIER``.
    """
    if name.isupper() and " " in name:
        return name.title()
    first, *family = name.split() or [name]
    if not family or first.isupper() or not all(map(_is_in_capitals, family)):
        return name
    return " ".join([first, *(word.title() for word in family)])


def _is_in_capitals(word: str) -> bool:
    """Return whether a word is in capitals and too long for an agency's or a person's initials."""
    return len(word) > _INITIALS and word.isupper()


def name_with_role(text: str) -> str | None:
    """Return the name on a line that holds only a name, or a name and a role.

    ``Ann Lee, Staff Writer``, ``Lan Vien (t/h)``.
    """
    match = _NAME_END.search(text)
    name, rest = (text[: match.start()], text[match.end() :]) if match else (text, "")
    name = name.strip()
    if not 2 <= len(name.split()) <= 5 or not (looks_like_name(name) and is_person(name)):
        return None
    if fold(name).split()[0] in RANKS:  # "Head Winemaker, Co-Founder"
        return None
    behind = rest.strip(" )].")
    if match and not ((match[0].strip()[0] in "([" and len(behind) <= 20) or is_role(behind)):
        return None
    return printed_form(name)


def is_person(name: str, sites: Iterable[str] = ()) -> bool:
    """Return whether a cleaned part of a byline can be a person."""
    folded = fold(name)
    words = folded.split()
    if not words or len(name) > _NAME_LONGEST or len(words) > _NAME_WORDS:
        return False
    if len(folded) < 2 or "_" in name or any(char.isdigit() for char in folded):
        return False
    if not name.isascii() and not _SAID.isdisjoint(name):
        return False
    if _VERBS.search(name):
        return False
    if len(words) == 1 and len(name) < 7 and name.isupper():  # AFP, CNN: agencies
        return False
    if words[0] in _MADE_SITE or any(map(_is_admin, words)):
        return False
    if len(words) > 1 and (words[-1] in LEADS_TO_NAME or not KINDS_OF_OUTLET.isdisjoint(words)):
        return False
    if DOMAIN.search(name) or words[0] == "by" or name.lower() in NO_NAMES or folded in NO_NAMES:
        return False
    if all(word in CREDENTIALS for word in words) or not NOBODY.isdisjoint(words):
        return False
    if is_staff(name) or folded in credit_lines.LABELS or is_role(name):
        return False
    if words[0] in PARTICLES and len(words) == 2 and name.split()[-1].isupper():  # "Do UOL"
        return False
    if len(words) > 1 and any(word[0].islower() and word not in PARTICLES for word in name.split()):
        return False
    if len(words) > 1 and not BODIES.isdisjoint(words):
        return False
    if words[0] in CALLS or (words[0] in TITLES and len(words) < 3):
        return False
    if name.startswith(_PAPERS) or not NEWSROOMS.isdisjoint(words):
        return False
    if len(words) > 1 and credit_lines.PICTURE_LABEL.match(name):  # "Kuvat Aino Salo"
        return False
    if not COMPANIES.isdisjoint(words) or is_outlet(name) or phrases.whole(name):
        return False
    if _PRINTED_BY.search(name):
        return False
    is_body = words[0] in ROLES or name.split()[0].isupper()  # "NFL Analyst"
    if (words[-1] in LAST_ROLES or words[-1].removesuffix("s") in LAST_ROLES) and (
        len(words) > 2 or is_body
    ):
        return False
    compact = "".join(words).removeprefix("the")
    if compact in sites or _is_of_site(words, sites):
        return False
    return not any(len(site) >= _SITE_LEAST and compact.startswith(site) for site in sites)


def _is_admin(word: str) -> bool:
    """Return whether a word is an account of a site's software: ``admin2``, ``wordpressadmin``."""
    return word.startswith("admin") or word.endswith("admin")


def _is_of_site(words: list[str], sites: Iterable[str]) -> bool:
    """Return whether a name has the site's in it, with its article or its edition.

    ``Die Furche``, ``Jornal O Papel``, ``Harbour Deutschland``.
    """
    if len(words) < 2:
        return False
    named = [word for word in words if word in ARTICLES or word in EDITIONS]
    if not named:
        return False
    runs = ["".join(words[:-1])] if words[-1] in EDITIONS else []
    for at, word in enumerate(words[:-1]):
        if word in ARTICLES:
            runs += ["".join(words[at:end]) for end in range(at + 2, len(words) + 1)]
            runs += ["".join(words[1:])] if at == 0 else []
    known = [site for site in sites if len(site) >= _SITE_SHORT]
    return any(run in known for run in runs)
