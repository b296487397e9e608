"""Tells whether a line announces a list of the article's own: by its end, or by the list's name."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from pipelines.text import fold, is_wide

COLONS = (":", "：", "៖")
# Where no colon is printed; the end of a sentence that says "as follows".
_FOLLOWS = re.compile(
    r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ດັ່ງນີ້|ດັ່ງຕໍ່ໄປນີ້|ដូចតទៅ|ដូចខាងក្រោម"
    r"|(?:次|以下)の(?:通|とお)り(?:だ|です)?|如下|다음과 같다|다음과 같습니다)[.。]?$"
)
_FIRST_UNSPACED = "\u0e00"  # of Thai; Latin and its neighbours come before
_LEAST_WORDS, _LEAST_CHARS = 3, 19  # of a promise, characters with a colon; or one more word
_LEAST_WIDE = 6  # characters, in scripts without spaces
_MORE_WORDS = 6  # of a heading, after the name of its list
_ONE_LONG_WORD = 9  # letters of a name of one word after which a heading may go on
_MORE_CHARS = 12  # the same in scripts without spaces
LONGEST_NAME = 80  # characters of a folded line

_PLACE = "pipelines.extraction.lexicon.own_lists"
_ROWS: dict[str, list[str]] = tomllib.loads(
    files(_PLACE).joinpath("list_names.toml").read_text("utf-8")
)
_SPACED: dict[str, set[tuple[str, ...]]] = {}  # by first word
_WIDE: set[str] = set()
for _row in _ROWS.values():
    for _name in _row:
        if is_wide(_name):
            _WIDE.add(fold(_name))
        else:
            _words = tuple(fold(_name).split())
            _SPACED.setdefault(_words[0], set()).add(_words)
_WIDE_BY_LENGTH = tuple(sorted(_WIDE, key=len, reverse=True))


def promises(text: str) -> bool:
    """Return whether a line is a sentence that promises a list below it; no label is."""
    if text.endswith(COLONS):
        blanks = text.count(" ")
        is_long = blanks >= _LEAST_WORDS or (
            blanks == _LEAST_WORDS - 1 and len(text) >= _LEAST_CHARS
        )
        return is_long or (len(text) >= _LEAST_WIDE and is_wide(text))
    return text[-2:] >= _FIRST_UNSPACED and _FOLLOWS.search(text) is not None


def names_list(folded: str) -> bool:
    """Return whether a folded line is a heading that names a list as only an article has it."""
    if not folded or len(folded) > LONGEST_NAME:
        return False
    words = folded.split(" ")
    found = _SPACED.get(words[0])
    if found:
        return any(words[: len(name)] == list(name) and _may_end(name, words) for name in found)
    if not is_wide(folded):
        return False
    return any(
        (folded.startswith(name) or folded.endswith(name))
        and len(folded) - len(name) <= _MORE_CHARS
        for name in _WIDE_BY_LENGTH
    )


def _may_end(name: tuple[str, ...], words: list[str]) -> bool:
    """Return whether what follows a name in a heading leaves it the name of a list."""
    more = len(words) - len(name)
    is_distinct = len(name) > 1 or len(name[0]) >= _ONE_LONG_WORD
    return more == 0 or (is_distinct and more <= _MORE_WORDS)
