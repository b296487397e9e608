"""Normalises percent-encoding (RFC 3986, section 6.2.2)."""

from __future__ import annotations

import re
from functools import cache

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
PATH_SAFE = _UNRESERVED | frozenset("!$&'()*+,;=:@/")
QUERY_SAFE = PATH_SAFE - frozenset("&+=;") | frozenset("?")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")


def escape(text: str, safe: frozenset[str], *, plus: bool = False) -> str:
    """Return ``text`` with normalised percent-encoding.

    Unreserved characters are decoded; the others of ``safe`` stay as they are, because ``%2F`` and
    ``/`` may differ in meaning; hexadecimal digits become upper case; a stray ``%`` is escaped.
    With ``plus``, ``+`` is a space, as in forms.
    """
    if plus:
        text = text.replace("+", "%20")
    if not _others(safe).search(text):  # as for most URLs
        return text
    pieces = []
    end = 0
    for match in _ESCAPE.finditer(text):
        pieces.append(_escape_plain(text[end : match.start()], safe))
        char = chr(int(match[1], 16))
        pieces.append(char if char in _UNRESERVED else match[0].upper())
        end = match.end()
    pieces.append(_escape_plain(text[end:], safe))
    return "".join(pieces)


@cache
def _others(safe: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[^{re.escape(''.join(sorted(safe)))}]+")


def _escape_plain(text: str, safe: frozenset[str]) -> str:
    return _others(safe).sub(_escape_all, text)


def _escape_all(found: re.Match[str]) -> str:
    return "%" + found[0].encode("utf-8", "replace").hex("%").upper()
