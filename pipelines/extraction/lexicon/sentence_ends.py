"""What a sentence ends with, in the scripts that the outlets print."""

from __future__ import annotations

import re

FULL_STOPS = ".…。।။។۔"
"""Latin, Chinese and Japanese, Devanagari, Burmese, Khmer, Urdu."""

SENTENCE_MARKS = f"{FULL_STOPS}!?！？؟"

CLOSERS = "\"”’'）)\\]»」』"
"""Quotation marks and brackets that close behind a sentence mark; escaped for a character class."""

SENTENCE_END = re.compile(rf"[{SENTENCE_MARKS}][{CLOSERS}]*$")
"""A line that ends with a sentence, whatever closes behind it."""

SENTENCE_ENDS = (*SENTENCE_MARKS, "”", '"', "»")
"""For ``str.endswith``, where a closing quotation is enough: headlines seldom end in one."""
