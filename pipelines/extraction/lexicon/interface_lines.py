"""Recognises lines of a site's interface: follow us, comment, print, get the app, report a typo.

Such lines are endless in their wording, but not in their vocabulary: every word is of the
interface, or joins such words, or is a name. One of them at least is hardly used elsewhere, and the
line speaks to the reader. A line of an article has a word of its subject.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from pipelines.extraction.lexicon.alternatives import Phrases, phrase_pattern
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_ENDS
from pipelines.text import fold

MAX_CHARS = 160  # of a line
_LEAST_WORDS = 3  # words of a line that begins with a command
_MAX_NAMES = 4  # words of one name
_MAX_OTHER_SHARE = 0.2  # of the letters of a line in a script without spaces
_QUOTED_OR_PRICE = re.compile(r"[$€£¥₫₩฿“”\"«»„「」『』]")
# Of mail, of a person, of a page; a sentence without spaces stands around one, too.
_ADDRESS = re.compile(r"(?<![!-~])[!-~]*@[!-~]*|(?<!\S)(?:https?://|www\.)\S*")
_SENTENCE = re.compile(r"[.!?…。！？:|–—]\s*")
_CAPITAL = r"(?:[A-ZÀ-ÞĐ][^\W\d_]*|[a-z]+[A-Z]\w*)"
_NAME = re.compile(rf"\b{_CAPITAL}(?: {_CAPITAL})*")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words of one language.

    Attributes:
        signs: words and phrases hardly used elsewhere; ``first_words``: the first word of each.
        within_words: whether some signs match within words, as in scripts without spaces.
        commands: words that speak to the reader at a sentence's beginning.
        pronouns: words that do so anywhere.
        beside, besides: what else may stand in a line, as words and as a pattern.
    """

    first_words: frozenset[str]
    within_words: bool
    signs: Phrases
    commands: Phrases
    pronouns: Phrases
    beside: frozenset[str]
    besides: Phrases


def _vocabulary(kinds: dict[str, str]) -> _Vocabulary:
    signs, commands, pronouns = (
        kinds[kind].replace("\n", "") for kind in ("signs", "commands", "pronouns")
    )
    beside = f"{commands}|{pronouns}|{'|'.join(kinds['beside'].split())}"
    folded_signs = [fold(sign) for sign in signs.split("|")]
    return _Vocabulary(
        frozenset(sign.split(" ")[0] for sign in folded_signs),
        not all(map(str.isascii, folded_signs)),
        phrase_pattern(signs),
        phrase_pattern(commands),
        phrase_pattern(pronouns),
        frozenset(fold(beside.replace("|", " ")).split()),
        phrase_pattern(beside),
    )


_BY_LANGUAGE = [
    _vocabulary(kinds)
    for kinds in tomllib.loads(
        # Not a path: scrapyd runs the project from an egg, which is a zip file.
        files("pipelines.extraction.lexicon").joinpath("interface.toml").read_text("utf-8")
    ).values()
]


_FIRST_WORDS = frozenset(word for one in _BY_LANGUAGE for word in one.first_words if word.isascii())


def is_interface_line(text: str, words: Sequence[str], host: str = "") -> bool:
    """Return whether a line is of the site's interface.

    Args:
        text, words: the line, and its folded words.
        host: the page's host; words of the site's name are in it.
    """
    if len(text) > MAX_CHARS or (_FIRST_WORDS.isdisjoint(words) and text.isascii()):
        return False  # nearly every line
    if _QUOTED_OR_PRICE.search(text):
        return False
    shown = _ADDRESS.sub(" ", text)
    folded = fold(shown)
    within = not folded.isascii()
    shown_words = folded.split()
    return any(
        _is_of(one, shown, folded, host)
        for one in _BY_LANGUAGE
        if (within and one.within_words) or not one.first_words.isdisjoint(shown_words)
    )


def names_interface(folded: str) -> bool:
    """Return whether a folded headline names a part of an interface: the article is about such."""
    return any(one.signs.search(folded) for one in _BY_LANGUAGE)


def _is_of(vocabulary: _Vocabulary, text: str, folded: str, host: str) -> bool:
    """Return whether a line is of the interface in one language."""
    rest, signs = vocabulary.signs.pattern.subn(" ", folded)
    if not signs:
        return False
    if not folded.isascii():
        rest = vocabulary.besides.pattern.sub(" ", rest)
    beside = [word for word in rest.split() if len(word) > 1 or not word.isascii()]
    other = [word for word in beside if word not in vocabulary.beside and not word.isdigit()]
    if not _speaks(vocabulary, text, folded):
        is_button = not rest.strip() and " " in folded
        is_count = not other and any(map(str.isdigit, rest.split()))
        return is_button or (is_count and not text.endswith(SENTENCE_ENDS))
    if not folded.isascii():  # words in Latin letters are names there
        unknown = (len(word) for word in other if not word.isascii())
        return sum(unknown) <= _MAX_OTHER_SHARE * len(folded)
    other = [word for word in other if word not in host]
    names = (fold(name).split() for name in _NAME.findall(text))
    is_named = not other or any(set(other) <= set(name) for name in names)
    return is_named and len(other) <= _MAX_NAMES


def _speaks(vocabulary: _Vocabulary, text: str, folded: str) -> bool:
    """Return whether a line speaks to the reader: by a command, or by saying you or we."""
    if vocabulary.pronouns.search(folded):
        return True
    if folded.isascii() and folded.count(" ") + 1 < _LEAST_WORDS:
        return False
    return any(vocabulary.commands.pattern.match(fold(one)) for one in _SENTENCE.split(text))
