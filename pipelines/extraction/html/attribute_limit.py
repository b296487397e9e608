"""Cuts start tags with thousands of attributes before the page is parsed.

libxml2 walks an element's attributes each time it adds one: 50,000 of them, a page of 300 KB, take
it six seconds, 200,000 several minutes, and nothing can interrupt it. One pass over the markup
finds such tags: each byte belongs to at most one tag, whatever looks like a tag within it.
"""

from __future__ import annotations

import re

MAX_ATTRIBUTES = 1_000
SURE = 256 << 10  # bytes; this little costs seconds at most, whatever it is
_MIN_TAG_BYTES = 64 << 10  # bytes; a shorter tag costs at most half a second

# The form of a start tag, also within scripts and comments: what looks like one there hardly ever
# has a thousand attributes, and only the parser can tell scripts apart. A quoted value may contain
# ``>``. Nothing backtracks, so the time stays linear.
_ATTRIBUTE = rb"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_TAG = re.compile(rb"(<[A-Za-z][^\s/>]*+)((?:[\s/]++|" + _ATTRIBUTE + rb")*+)")
_NAMES = re.compile(_ATTRIBUTE)
# Most tags: names, and values in quotation marks; too few and too short for so many attributes.
_PLAIN = (
    rb"""[A-Za-z][^\s/<>"'=]{0,60}+(?=[\s/>])"""
    rb"""(?:[^"'<>=]{0,60}+(?<=[^\s/"'])=\s*+(?:"[^"]*+"|'[^']*+')){0,30}+[^"'<>=]{0,60}+>"""
)
# A page without a long tag, matched whole in one call: calling back for each tag takes longer.
_SHORT_TAGS = re.compile(
    rb"(?:[^<]*+<(?:%(plain)s|(?![A-Za-z])"
    rb"|[A-Za-z][^\s/>]*+(?:[\s/]++|%(one)s){0,%(most)d}+(?![\s/]|%(one)s)))*+[^<]*+"
    % {b"plain": _PLAIN, b"one": _ATTRIBUTE, b"most": MAX_ATTRIBUTES}
)


def cut_attributes(body: bytes) -> bytes:
    """Return markup in which no start tag has more than ``MAX_ATTRIBUTES`` attributes."""
    if len(body) < SURE and not _holds_long_tag(body):
        return body
    if _SHORT_TAGS.fullmatch(body):
        return body
    return _TAG.sub(_shorter, body)


def _holds_long_tag(body: bytes) -> bool:
    """Return whether a stretch of ``_LONG`` bytes has no ``>``, by backward searches."""
    at = 0
    while len(body) - at >= _MIN_TAG_BYTES:
        at = body.rfind(b">", at, at + _MIN_TAG_BYTES) + 1
        if not at:
            return True
    return False


def _shorter(tag: re.Match[bytes]) -> bytes:
    given = tag[2]
    if len(given) < 2 * MAX_ATTRIBUTES or len(_NAMES.findall(given)) <= MAX_ATTRIBUTES:
        return tag[0]
    return tag[1]
