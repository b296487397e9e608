"""The query language: words, phrases, prefixes, and fields such as ``outlet:vna``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pipelines.errors import UserError
from pipelines.similarity.name_spellings import spelt
from pipelines.similarity.search_words import RUN, folded
from pipelines.storage import bounds
from pipelines.text import fold, scrub

FIELDS = ("outlet", "section", "author", "agency", "since", "until")

_FIELD = re.compile(rf'(?<!\S)({"|".join(FIELDS)}):("[^"]*"|\S*)', re.I)
# As telephones and word processors type them.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
# A minus before it, a phrase, or a word as typed.
_PART = re.compile(r'((?<!\S)-)?(?:"([^"]*)"?|([^\s"]+))')


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
        without: phrases that must not be there.
        outlets: names of outlets, any of them; empty for all.
        section, author, agency: folded; an author matches as part of a name, the others exactly.
        since, until: first moment, and the first after the last, of publication (else of the first
            fetch), UTC.
        is_void: something was typed and none of it is a word or a field: nothing matches.
    """

    phrases: tuple[Phrase, ...] = ()
    outlets: tuple[str, ...] = ()
    section: str | None = None
    author: str | None = None
    agency: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    without: tuple[Phrase, ...] = ()
    is_void: bool = False

    def __bool__(self) -> bool:
        return self != Query()


def parse(text: str) -> Query:
    """Parse a query as typed.

    ``"..."`` is a phrase, ``word*`` and ``"two wor*"`` a prefix, ``-word`` and ``-"..."`` must not
    be there; ``outlet:vna,vns``, ``section:business``, ``author:hong``, ``agency:vna``,
    ``since:2026-11-01`` and ``until:2026-11-30`` (days in UTC, both inclusive) are fields; values
    with spaces are put in double quotes. A field is given once. Case, diacritics and punctuation
    are ignored, and no other character is special.

    Raises:
        UserError: a day is invalid, or a field is given twice.
    """
    is_empty = not text.strip()
    text = scrub(text).translate(_QUOTES)
    given: dict[str, str] = {}
    for typed, value in _FIELD.findall(text):
        if (name := typed.lower()) in given:
            several = ", as in outlet:vna,vns" if name == "outlet" else ""
            raise UserError(f"{name}:{value}: {name}: is given twice; expected once{several}")
        given[name] = value.strip('"')
    wanted, without = _phrases(_FIELD.sub(" ", text))
    since, until = (_day(name, given[name]) if name in given else None for name in FIELDS[4:])
    query = Query(
        wanted,
        _outlets(given.get("outlet", "")),
        fold(given.get("section", "")) or None,
        fold(given.get("author", "")) or None,
        fold(given.get("agency", "")) or None,
        since,
        until and until + timedelta(days=1),
        without,
    )
    return query if query or is_empty else Query(is_void=True)


def _outlets(value: str) -> tuple[str, ...]:
    """Return the names as typed, and in lower case, as those of the spiders are."""
    names = [name.strip() for name in value.split(",") if name.strip()]
    return tuple(dict.fromkeys(form for name in names for form in (name, name.lower())))


def _phrases(text: str) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Return what must be there and what must not."""
    wanted, without, plain = list[Phrase](), list[Phrase](), list[str]()
    for minus, quoted, word in _PART.findall(text):
        typed = quoted or word
        if minus or quoted or typed.endswith("*"):
            (without if minus else wanted).append(_phrase(typed))
        else:
            # In a script without spaces what is typed in one run is a phrase.
            wanted += [_phrase(run) for run in RUN.findall(typed)]
            plain.append(RUN.sub(" ", typed))
    # A name may be of several words.
    single = [Phrase((word,)) for word in spelt(_folded(" ".join(plain)))]
    return tuple(one for one in (*wanted, *single) if one.words), tuple(
        one for one in without if one.words
    )


def _phrase(typed: str) -> Phrase:
    """Return a phrase; its names are spelled as in the index, unless it is a prefix."""
    words = _folded(typed)
    is_prefix = typed.endswith("*")
    return Phrase(tuple(words if is_prefix else spelt(words)), is_prefix)


def _folded(text: str) -> list[str]:
    """Return the words of a text as the index sees them: none contains an underscore."""
    return folded(text).replace("_", " ").split()


def _day(name: str, value: str) -> datetime:
    try:
        day = bounds.day(value)
    except ValueError:
        raise UserError(f"{name}:{value}: expected a day, as in {name}:2026-11-30") from None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
