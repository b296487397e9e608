"""Decides whether a page is the one that its URL and its source announced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from pipelines.interstitials.outline import words_of
from pipelines.items import Hint
from pipelines.text import fold

SERIES_WORDS = 2
"""Maximum number of words, without numbers and dates, in which the announcements of a daily series
differ: the weather in Huế, the weather in Đà Nẵng.
"""
MIN_OWN_SHARE = 1 / 3  # minimum share of an announcement's own words in its page
MIN_SAID_SHARE = 0.25  # share of the announcement in the text, below which the page is another one
MIN_OWN_SAID_SHARE = 0.5
"""Minimum share of the announcement in a text that belongs to it alone; a notice may happen to say
a word of one headline.
"""
MIN_TELLING_WORDS = 2  # words of an announcement; fewer mean nothing

_MAX_CHARS = 20_000  # of a text in which an announcement is looked for
_MIN_WORD_LETTERS = 4
_EVERYWHERE_LIST = """
about amp article articles continue detail details full html index more news page post print
read reading stories story this view
"""
_EVERYWHERE = frozenset(_EVERYWHERE_LIST.split())
_CALENDAR_LIST = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
monday tuesday wednesday thursday friday saturday sunday thang ngay
"""
_CALENDAR = frozenset(_CALENDAR_LIST.split())
_NUMBER = re.compile(r"\d+")
_NUMBER_AT_AN_END = re.compile(r"^\d{5,20}(?!\d)|(?<!\d)\d{5,20}$")
_DAY = re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d")


@dataclass(frozen=True)
class Announced:
    """A page with its announcement.

    Attributes:
        url: the requested URL.
        hint: what the source said.
        canonical: canonical URL that the page claims.
        text: the received text without its headline: a wall may be shown below the right one.
        title: the received headline.
    """

    url: str
    hint: Hint
    canonical: str
    text: str
    title: str = ""

    @cached_property
    def promised(self) -> frozenset[str]:
        """The words and numbers of the URL's path and of the announced headline."""
        parts = urlsplit(self.url)
        path = unquote(parts.path).rpartition(".")[0] or unquote(parts.path)
        title = " ".join(words_of(self.hint.title or ""))
        return frozenset(fold(f"{path} {unquote(parts.query)} {title}").split())

    @cached_property
    def telling(self) -> frozenset[str]:
        """Those of them that indicate the page's subject."""
        return frozenset(
            word
            for word in self.promised - _EVERYWHERE
            if len(word) >= _MIN_WORD_LETTERS and not _is_number(word)
        )

    @cached_property
    def _slug(self) -> frozenset[str]:
        return frozenset(fold(unquote(self._last).partition(".")[0]).split()) - _EVERYWHERE

    @property
    def _last(self) -> str:
        return urlsplit(self.url).path.rstrip("/").rpartition("/")[2]

    @cached_property
    def number(self) -> str:
        """The article's number in its site, by the name of its URL; empty without one."""
        found: list[str] = _NUMBER_AT_AN_END.findall(self._last.partition(".")[0])
        if len(found) != 1 or found[0].endswith("00") or _DAY.fullmatch(found[0]):
            return ""  # none, or a round sum, or a day
        return found[0]

    @property
    def is_key(self) -> bool:
        """Whether its URL ends in a key or a number, and no headline announces it."""
        folders = urlsplit(self.url).path.rstrip("/").rpartition("/")[0]
        return len(self.telling - set(fold(unquote(folders)).split())) < MIN_TELLING_WORDS

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the text."""
        return frozenset(words_of(self.text))

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of the headline."""
        return frozenset(fold(self.title).split())

    @property
    def contradicts(self) -> bool:
        """Whether the text has almost none of the announced words."""
        said = len(self.telling & self.words)
        return len(self.telling) >= MIN_TELLING_WORDS and said < MIN_SAID_SHARE * len(self.telling)

    @property
    def is_repeated(self) -> bool:
        """Whether the text contains the announced headline, or that of the URL, word for word."""
        title = fold(self.hint.title or "") or fold(unquote(self._last).partition(".")[0])
        return len(title.split()) >= MIN_TELLING_WORDS and title in fold(self.text[:_MAX_CHARS])

    def says_of(self, words: Set[str]) -> float:
        """Return the share of ``words`` that the headline or the text contains."""
        return len(words & (self.words | self.title_words)) / len(words) if words else 1.0

    def is_apart_from(self, other: Announced) -> bool:
        """Return whether the announcements have different subjects, as in no daily series."""
        own = _topics(self.promised - other.promised - _EVERYWHERE)
        return len(own) > SERIES_WORDS

    def is_same_as(self, other: Announced) -> bool:
        """Return whether both URLs announce the same article: print page, second section."""
        if self.promised and (self.promised <= other.promised or other.promised <= self.promised):
            return True
        if self.number and self.number == other.number:
            return True
        if self._slug == other._slug and (
            len(self._slug) >= MIN_TELLING_WORDS or _numbered(self._slug)
        ):
            return True
        titles = fold(self.hint.title or ""), fold(other.hint.title or "")
        if titles[0] == titles[1] and len(titles[0].split()) >= 3:
            named = set(titles[0].split()) - _EVERYWHERE
            return bool(named) and 2 * len(named & self.words) > len(named)
        agree = self.canonical == other.canonical and self.url != self.canonical
        return agree and not self.contradicts and not other.contradicts and bool(self.telling)

    def is_numbered_otherwise(self, other: Announced) -> bool:
        """Return whether the names of both URLs differ in numbers alone: in the articles' own."""
        names = self._last, other._last
        return names[0] != names[1] and len({_NUMBER.sub("#", name) for name in names}) == 1

    def says_nothing_beside(self, others: Iterable[Announced]) -> bool:
        """Return whether it announces nothing but numbers that others do not announce."""
        return not self.telling - {word for one in others for word in one.telling}

    def is_own(self, others: Iterable[Announced], *, by_number: bool = True) -> bool:
        """Return whether the text says what only this one of the announcements says.

        Args:
            others: the announcements of the other pages with this text.
            by_number: whether numbers alone can decide. In a known notice they cannot: its
                reference or its time of day may equal a page's number by chance.

        A notice that repeats the announced headline does not count: its words differ only where the
        headlines do. In a daily series the announcements differ in numbers, days and hardly a word.
        """
        rest = list(others)
        own = self.promised - {word for one in rest for word in one.promised} - _EVERYWHERE
        said = own & self.words
        if not own or len(said) < MIN_OWN_SHARE * len(own):
            return False
        if not by_number and not _topics(said):
            return False
        named = self.telling - shared_words(rest)  # a section's name need not stand in the text
        if len(named & self.words) < MIN_OWN_SAID_SHARE * len(named):
            return False
        # Compared pairwise: with many headlines, hardly a word is in only one.
        if not any(self.is_apart_from(one) for one in rest):
            return True
        return all(2 * len(_topics(said) & one.words) > len(_topics(said)) for one in rest)


def shared_words(pages: Sequence[Announced]) -> frozenset[str]:
    """Return the words that all announcements have: a section, the subject of a daily series."""
    words = [one.promised for one in pages]
    return words[0].intersection(*words[1:]) if words else frozenset()


def _numbered(words: Set[str]) -> bool:
    return any(word.isdigit() and len(word) >= _MIN_WORD_LETTERS for word in words)


def _topics(words: Set[str]) -> frozenset[str]:
    return frozenset(
        word for word in words if not _is_number(word) and word not in _CALENDAR and len(word) > 2
    )


def _is_number(word: str) -> bool:
    return any(char.isdigit() for char in word)
