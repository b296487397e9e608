"""Guesses the language of a page before extraction, to skip unwanted pages cheaply.

Templates declare languages that the text is not in (``lang="en"`` above Vietnamese). So a page is
skipped only if both its declared language and its paragraphs are in another language.
"""

from __future__ import annotations

import re

from crawler.conversion.choice import Choice
from pipelines.extraction.page_data.language import code, detect

_HTML = re.compile(rb"<html\b[^>]{0,2000}?\blang\s{0,9}=\s{0,9}[\"']?([\w-]{2,20})", re.IGNORECASE)
_PARAGRAPH = re.compile(rb"<p\b[^>]{0,500}>([^<]{40,2000})", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([\w-]{3,20})", re.IGNORECASE)
_LOOKED_AT = 300_000  # bytes
_ENOUGH = 400  # characters; less text gives no reliable guess


def is_another(body: bytes, choice: Choice) -> bool:
    """Return whether a page is certainly in none of the selected languages."""
    if not choice.languages:
        return False
    start = body[:_LOOKED_AT]
    text = " ".join(_text(one, start) for one in _PARAGRAPH.findall(start)[:20])
    stated = _HTML.search(start)
    named = code(stated[1].decode("ascii", "replace")) if stated else None
    if len(text) < _ENOUGH or (named is not None and choice.has_language(named)):
        return False
    return not choice.has_language(detect([named], text))


def _text(paragraph: bytes, start: bytes) -> str:
    charset = _CHARSET.search(start[:4_096])
    name = charset[1].decode("ascii", "replace") if charset else "utf-8"
    try:
        return paragraph.decode(name, "replace")
    except LookupError:
        return paragraph.decode("utf-8", "replace")
