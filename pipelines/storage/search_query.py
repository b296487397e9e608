"""The language of a search: words, phrases, prefixes, and fields such as ``outlet:vna``."""

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
    """Words that stand in this order with nothing between; of a prefix, how the last one begins."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; every part must hold.

    Attributes:
        phrases: folded, names in the spelling of the index; a single word is a phrase.
        outlets: names of outlets, one of which it is; none for all.
        section, author, agency: folded; an author's name holds it, the others equal it.
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
    """Read a search as it is typed.

    ``"..."`` is a phrase, ``word*`` a beginning; ``outlet:vna,vns``, ``section:business``,
    ``author:hong``, ``agency:vna``, ``since:2026-11-01`` and ``until:2026-11-30`` (days in UTC,
    both inclusive) are fields; a value with blanks stands in double quotes. Case, diacritics and
    punctuation do not count, and no other character has a meaning.

    Raises:
        UserError: a day is none.
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
    """Return the words of a text as the index sees them: none holds an underscore."""
    return fold(text).replace("_", " ").split()


def _words(text: str) -> list[str]:
    return spelt(_folded(text))


def _day(name: str, value: str) -> datetime:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise UserError(f"{name}:{value}: expected a day, as in {name}:2026-11-30") from None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
