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
