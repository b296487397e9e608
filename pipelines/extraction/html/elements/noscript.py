"""Decides which ``<noscript>`` elements contain article text, and which a notice."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extraction.lexicon.sentence_ends import CLOSERS, SENTENCE_MARKS
from pipelines.text import weight

_PARAGRAPHS = 5
_LINE = 60  # weight in the mean of this many paragraphs make one element the text
_PIECES = 3  # elements of one paragraph each that form the text together
# In Thai, Lao, Burmese and Khmer a letter may end a sentence.
_SENTENCE = re.compile(rf"[:{SENTENCE_MARKS}{CLOSERS}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]\s*$")
_SCRIPTS = re.compile(r"java\s?script", re.I)


class NoscriptContent:
    """The page's ``<noscript>`` elements.

    If scripts load a text paragraph by paragraph, each is in an element of its own; a notice is
    alone.
    """

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._in_pieces: bool | None = None

    def holds(self, noscript: HtmlElement) -> bool:
        """Return whether an element contains text of the page."""
        texts = ("".join(paragraph.itertext()) for paragraph in noscript.iter("p"))
        if sum(map(weight, islice(texts, _PARAGRAPHS))) > _PARAGRAPHS * _LINE:
            return True
        return _is_piece(noscript) and self._is_in_pieces()

    def _is_in_pieces(self) -> bool:
        if self._in_pieces is None:
            pieces = (one for one in self._tree.iter("noscript") if _is_piece(one))
            self._in_pieces = len(list(islice(pieces, _PIECES))) == _PIECES
        return self._in_pieces


def _is_piece(noscript: HtmlElement) -> bool:
    text = "".join(next(noscript.iter("p"), noscript).itertext())
    return weight(text) > _LINE and bool(_SENTENCE.search(text)) and not _SCRIPTS.search(text)
