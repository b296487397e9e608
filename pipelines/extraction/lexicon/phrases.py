"""Looks up boilerplate phrases ("Related News", "Share") by line and by line start.

The phrases are in ``phrases.toml``, by language and kind. A label counts as a whole line (``LIST``,
``SHARE``, ``TAGS`` ...) or as the beginning of a line (``PREFIX``, ``PROMPT``). Lines are compared
folded: case, diacritics and punctuation are ignored.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from pipelines.extraction.lexicon import label_forms
from pipelines.text import fold


class LabelKind(StrEnum):
    """The kinds of labels."""

    LIST = "list"  # a list of other articles follows
    PREFIX = "read also"  # one other article follows on the line
    SHARE = "share bar"
    TAGS = "tag list"
    COMMENTS = "comments"
    PROMPT = "prompt"
    AD = "advertisement"
    PLAYER = "player"
    PAGER = "pager"
    REMAINS = "template remains"
    BIO = "about the author"
    PERSON = "about a person"


WHOLE_LONGEST = 60
_START = 60
_COUNT = re.compile(r"^\(?\d+\)?\s+|(?:(?<!\d)|(?=\s))\s*+\(?\d++\)?$")

_HEADS_TEXT, _BUTTON = "may be a sub-heading", "button"  # of labels that other kinds name

_PHRASES: dict[str, dict[str, list[str]]] = tomllib.loads(
    # Not a path: scrapyd runs the project from an egg, which is a zip file.
    files("pipelines.extraction.lexicon").joinpath("phrases.toml").read_text("utf-8")
)
_WHOLE: dict[str, tuple[LabelKind, str]] = {}
_STARTS: dict[str, list[tuple[str, LabelKind, str]]] = {}
for _kinds in _PHRASES.values():
    for _name in _kinds:
        if _name in (_HEADS_TEXT, _BUTTON):
            continue
        for _label in _kinds[_name]:
            _folded = fold(_label)
            if _name in (LabelKind.PREFIX, LabelKind.PROMPT):
                _STARTS.setdefault(_folded.split(" ")[0], []).append(
                    (_folded, LabelKind(_name), _label)
                )
            if _name != LabelKind.PROMPT:
                _WHOLE.setdefault(_folded, (LabelKind(_name), _label))


@lru_cache(maxsize=4096)
def whole(text: str) -> tuple[LabelKind, str] | None:
    """Return kind and label if the whole line is a label (a count beside it is allowed)."""
    return of_line(text, fold(text)) if len(text) <= WHOLE_LONGEST else None


def of_line(text: str, folded: str) -> tuple[LabelKind, str] | None:
    """Return what ``whole`` does, for a line that is already folded."""
    if len(text) > WHOLE_LONGEST or not folded:
        return None
    label = _WHOLE.get(folded)
    if label is None and (folded[0].isdigit() or folded[-1].isdigit()):
        label = _WHOLE.get(_COUNT.sub("", folded))
    return label


def announces_list(text: str, folded: str, label: tuple[LabelKind, str] | None) -> bool:
    """Return whether a whole line announces a list of other articles, by phrase or by form.

    Args:
        text, folded: the line.
        label: the result of ``of_line`` for it.
    """
    if label is not None:
        is_phrase = " " in folded or not folded.isascii()  # a word alone may be a sub-heading
        if label[0] is not LabelKind.PREFIX or is_phrase:
            return label[0] in (LabelKind.LIST, LabelKind.PREFIX)
    return len(text) <= WHOLE_LONGEST and folded != "" and label_forms.is_list(folded)


def may_head_text(folded: str) -> bool:
    """Return whether a list's folded label may be a sub-heading of the article: ``Latest news``."""
    if folded in _WHOLE:
        return folded in _AMBIGUOUS or label_forms.is_worded_either_way(folded)
    return label_forms.may_head_text(folded)


def is_button(folded: str) -> bool:
    """Return whether a list's folded label is a button, as a link: ``Read more``."""
    return folded in _BUTTONS


def leads_on(text: str) -> bool:
    """Return whether a whole line is a link to an article (``Read the whole story``)."""
    return len(text) <= _REACH and _LEADS_ON.search(f".{text}") is not None


def button_at_end(text: str) -> str:
    """Return the link text after a paragraph's last sentence (``Read full story``), or ``""``."""
    match = _LEADS_ON.search(text[-_REACH:])
    return match[1] if match else ""


def start(text: str) -> tuple[LabelKind, str] | None:
    """Return kind and label if the line begins with one (``Read also: ...``)."""
    return _start(text[:_START])


def of_start(text: str, folded: str) -> tuple[LabelKind, str] | None:
    """Return what ``start`` does, for a line that is already folded."""
    if folded.isascii() and folded.split(" ", 1)[0] not in _STARTS:
        return None  # nearly every line: no label begins with its first word
    return _start(text[:_START])


@lru_cache(maxsize=4096)
def _start(text: str) -> tuple[LabelKind, str] | None:
    folded = fold(text)
    first = folded.split(" ", 1)[0]
    for label, kind, printed in _STARTS.get(first, ()):
        if folded == label or folded.startswith(label + " "):
            return kind, printed
    if not folded.isascii():  # scripts without spaces
        for label, kind, printed in _UNSPACED:
            if folded.startswith(label):
                return kind, printed
    return None


def _folded_of(name: str) -> frozenset[str]:
    return frozenset(fold(label) for kinds in _PHRASES.values() for label in kinds.get(name, ()))


# Links to the whole article after the sentences of a digest.
_LINK_WORDS = (
    r"read (?:the )?(?:full|whole|entire) (?:story|article|report)|"
    r"read (?:the )?(?:story|article) here|full story|(?:click here to )?read more|"
    r"continue reading|see more|xem (?:thêm|tiếp|chi tiết)|đọc (?:thêm|tiếp|toàn văn)|"
    r"lire la suite|weiterlesen|(?:hier )?mehr lesen|leer más|seguir leyendo|"
    r"(?:baca )?selengkapnya|leia mais|leggi tutto|阅读全文|查看全文|続きを読む|전문보기|"
    r"читать далее"
)
_REACH = 60  # characters from the end
_LEADS_ON = re.compile(
    rf"[.!?…。][\"”“’)\]]*[\s>»›→\[(–—-]*((?:{_LINK_WORDS})[\s.…>»›→\])]*)$", re.IGNORECASE
)
_AMBIGUOUS = _folded_of(_HEADS_TEXT)
_BUTTONS = _folded_of(_BUTTON)
_UNSPACED = [row for rows in _STARTS.values() for row in rows if not row[0].isascii()]
