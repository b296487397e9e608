"""Sentence-ending characters, in the scripts that the outlets use."""

from __future__ import annotations

import re

FULL_STOPS = ".…。।။។៕۔"
"""Latin, Chinese and Japanese, Devanagari, Burmese, Khmer, Urdu."""

SENTENCE_MARKS = f"{FULL_STOPS}!?！？؟"

CLOSERS = "\"”“’‘'）)\\]»«」』"
"""Quotation marks and brackets that close after a sentence end; escaped for a character class.

German, Polish and Czech quotations end with “ or «.
"""

CLOSING = CLOSERS.replace("\\", "")
"""The same, as for ``str.rstrip``."""

SENTENCE_END = re.compile(rf"[{SENTENCE_MARKS}][{CLOSERS}]*$")
"""A line that ends with a sentence, closing marks included."""

SENTENCE_BEFORE_BRACKET = re.compile(rf"[{SENTENCE_MARKS}]\s?[(（\[【][^()（）]{{1,24}}[)）\]】]$")
"""A line whose last sentence is followed by a mark or a credit in brackets."""

SENTENCE_ENDS = (*SENTENCE_MARKS, "”", "“", '"', "»", "«")
"""For ``str.endswith``, where a closing quotation mark is enough: headlines seldom end in one."""

END_WITHIN = re.compile(r"[.!?…][\"”“’)»]?\s+(?:[\"“„«‘¿¡(]\s?)?[^\W\d_a-zà-ÿ]|[。！？।].")
"""A sentence end within a line, with another sentence behind it, or a quotation; in scripts without
spaces, too."""

MAX_STANDFIRST_CHARS = 320
"""Standfirsts of other articles, as lists print them, are one sentence of at most this length."""


def is_one_sentence(text: str) -> bool:
    """Return whether a text is as short as a standfirst, and no sentence ends within it."""
    return len(text) <= MAX_STANDFIRST_CHARS and END_WITHIN.search(text) is None
