"""The query language: words, phrases, prefixes, and fields such as ``outlet:vna``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pipelines.errors import UserError
from pipelines.similarity.name_spellings import spelt
from pipelines.text import fold

FIELDS = ("outlet", "section", "author", "agency", "since", "until")

_FIELD = re.compile(rf'(?<!\S)({"|".join(FIELDS)}):("[^"]*"|\S*)')
_QUOTED = re.compile(r'"([^"]*)"?')
_PREFIX = re.compile(r"(?<![^\s(])([^\s*:]*\w)\*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order with nothing between; for a prefix, the last one may continue."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; an article must match every part.

    Attributes:
        phrases: folded, names spelled as in the index; a single word is a phrase.
        outlets: names of outlets, any of them; empty for all.
        section, author, agency: folded; an author matches as part of a name, the others exactly.
        since, until: first moment, and the first after the last, of publication (else of the first
            fetch), UTC.
    """

    phrases: tuple[Phrase, ...] = ()
    outlets: tuple[str, ...] = ()
    section: str | None = None
    author: str | None = None
    agency: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def __bool__(self) -> bool:
        return self != Query()


def parse(text: str) -> Query:
    """Parse a query as typed.

    ``"..."`` is a phrase, ``word*`` a prefix; ``outlet:vna,vns``, ``section:business``,
    ``author:hong``, ``agency:vna``, ``since:2026-11-01`` and ``until:2026-11-30`` (days in UTC,
    both inclusive) are fields; values with spaces are put in double quotes. Case, diacritics and
    punctuation are ignored, and no other character is special.

    Raises:
        UserError: a day is invalid.
    """
    given: dict[str, str] = {}
    for name, value in _FIELD.findall(text):
        given[name] = value.strip('"')
    rest = _FIELD.sub(" ", text)
    quoted = [_words(found) for found in _QUOTED.findall(rest)]
    rest = _QUOTED.sub(" ", rest)
    begun = [_folded(found) for found in _PREFIX.findall(rest)]
    single = [[word] for word in _words(_PREFIX.sub(" ", rest))]
    since, until = (_day(name, given[name]) if name in given else None for name in FIELDS[4:])
    return Query(
        tuple(
            [Phrase(tuple(words)) for words in (*quoted, *single) if words]
            + [Phrase(tuple(words), is_prefix=True) for words in begun if words]
        ),
        tuple(one for one in given.get("outlet", "").split(",") if one),
        fold(given.get("section", "")) or None,
        fold(given.get("author", "")) or None,
        fold(given.get("agency", "")) or None,
        since,
        until and until + timedelta(days=1),
    )


def _folded(text: str) -> list[str]:
    """Return the words of a text as in the index; none holds an underscore."""
    return fold(text).replace("_", " ").split()


def _words(text: str) -> list[str]:
    return spelt(_folded(text))


def _day(name: str, value: str) -> datetime:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise UserError(f"{name}:{value}: expected a day, as in {name}:2026-11-30") from None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
