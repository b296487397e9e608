"""Sentence-ending characters, in the scripts that the outlets use."""

from __future__ import annotations

import re

FULL_STOPS = ".…。।။។۔"
"""Latin, Chinese and Japanese, Devanagari, Burmese, Khmer, Urdu."""

SENTENCE_MARKS = f"{FULL_STOPS}!?！？؟"

CLOSERS = "\"”’'）)\\]»」』"
"""Quotation marks and brackets that close after a sentence end; escaped for a character class."""

SENTENCE_END = re.compile(rf"[{SENTENCE_MARKS}][{CLOSERS}]*$")
"""A line that ends with a sentence, closing marks included."""

SENTENCE_ENDS = (*SENTENCE_MARKS, "”", '"', "»")
"""For ``str.endswith``, where a closing quotation mark is enough: headlines seldom end in one."""

_WITHIN = r"[.!?…][\"”’)]?\s+[^\W\d_a-zà-ÿ]"
END_WITHIN = re.compile(_WITHIN)
"""A sentence end within a line, with another sentence behind it."""

ANY_END_WITHIN = re.compile(rf"{_WITHIN}|[。！？។].")
"""The same, in scripts without spaces, too."""
