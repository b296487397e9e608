"""Share of a title's or description's words in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from itertools import chain, pairwise

from pipelines.extraction.html.blocks import Block
from pipelines.text import fold

_STEM = 5  # letters

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # Chinese and Japanese
_RUN_OF_SIGNS, _RUN_OF_LETTERS = 2, 5
_JOINING = re.compile(r"[\u05d0-\u05ea\u0621-\u064a]")
_GLUED = re.compile(r"^(?:[وف]?(?:ال|بال|كال|لل)|[وفبلك]|ו?[הבלמשכ]|ו)(?=\w{3})")
_ROOT, _SHORT_ROOT = 4, 2  # letters of what is left
_NO_LETTER = re.compile(r"\W")
_WORD = re.compile(r"[^\W\d_]+")
_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9đơư]", re.IGNORECASE)
_STOP_LIST = "that this with from have will their they what when were which your about into"

_STOP = frozenset(_STOP_LIST.split())


def is_unspaced(text: str) -> bool:
    """Return whether a text has characters of a script without spaces between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def is_vietnamese(text: str) -> bool:
    """Return whether a text has letters that no other language has."""
    return not text.isascii() and _VIETNAMESE.search(text) is not None


def stems(blocks: Iterable[Block], lead: str = "") -> set[str]:
    """Return the stems of the text's words: "harbour" matches "harbours"."""
    words = set(chain.from_iterable(block.words for block in blocks))
    found = {word[:_STEM] for word in words}
    return found | {word[:_STEM] for word in fold(lead).split()} if lead else found


def distinctive_stems(block: Block) -> set[str]:
    """Return the stems of a block's distinctive words."""
    return {word[:_STEM] for word in _distinctive(block.words)}


def distinctive_stems_of(line: str) -> set[str]:
    """Return the same for a line that is no block, such as a title."""
    return {word[:_STEM] for word in _distinctive(fold(line).split())}


def topic_terms_of(blocks: Iterable[Block]) -> set[str]:
    """Return the terms that tell the subjects of blocks, each in its own script."""
    return set[str]().union(*map(_topic_terms_of_block, blocks))


def _topic_terms_of_block(block: Block) -> set[str]:
    """Return ``topic_terms`` of a block, whose words are folded already."""
    found = _terms_in_script(block.text)
    return distinctive_stems(block) if found is None else found


def topic_terms(text: str) -> set[str]:
    """Return the terms that tell a text's subject, in any language.

    They are stems of distinctive words; in Vietnamese, whose words are of short and common
    syllables, pairs of syllables; without spaces between words, runs of characters.
    """
    found = _terms_in_script(text)
    return distinctive_stems_of(text) if found is None else found


def _terms_in_script(text: str) -> set[str] | None:
    """Return the terms of a text in a script or language of its own terms; None of any other."""
    if text.isascii():
        return None
    if is_unspaced(text):
        letters = _NO_LETTER.sub("", text)
        size = _RUN_OF_SIGNS if _SIGNS.search(letters) else _RUN_OF_LETTERS
        return {letters[at : at + size] for at in range(len(letters) - size + 1)}
    if is_vietnamese(text):
        words = _WORD.findall(text.lower())
        return {f"{one} {two}" for one, two in pairwise(words)}
    if has_glued_words(text):
        bare = (_GLUED.sub("", word) for word in fold(text).split())
        return {word[:_ROOT] for word in bare if len(word) > _SHORT_ROOT}
    return None


def has_glued_words(text: str) -> bool:
    """Return whether a text is in a script that joins articles and prepositions to the next word.

    Arabic and Hebrew: ``ناعورة`` and ``والناعورة``, ``מגדל`` and ``במגדל`` are one word here.
    """
    return not text.isascii() and _JOINING.search(text) is not None


def overlap(title: str, stems_of_text: Set[str]) -> float:
    """Return the share of the title's distinctive words in the text; 1 if it has none."""
    if is_unspaced(title):
        return 1.0
    wanted = _distinctive(fold(title).split())
    if not wanted:
        return 1.0
    return sum(word[:_STEM] in stems_of_text for word in wanted) / len(wanted)


def _distinctive(words: Iterable[str]) -> set[str]:
    return {word for word in words if len(word) > 3 and word not in _STOP}


def title_share(title: str, kept: Iterable[Block]) -> float:
    """Return the share of a title's words, or runs of characters, in the text."""
    if not is_unspaced(title):
        return overlap(title, stems(kept))
    wanted = topic_terms(title)
    found = topic_terms_of(kept)
    return len(wanted & found) / len(wanted) if wanted else 1.0
