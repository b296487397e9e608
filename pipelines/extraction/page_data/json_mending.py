"""Repairs faults that are common in the JSON of pages, in strings that do not parse as they are."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r'"(?:[^"\\]++|\\.)*+"?'  # a string; its end is optional so that no start is tried twice
    r"|//[^\n]*+"
    r"|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?"
    r"|,(?=\s*+[}\]])",
    re.S,
)
_LONE_BACKSLASH = re.compile(r'\\(?!["\\/bfnrtu])')
_WRAPPERS = ("<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", "/*", "*/", ";")
_WRAPPED = 2  # nested wrappers: a comment around CDATA
_QUOTE = re.compile(r'\\.|"', re.S)
# What follows the end of a string: the next key or value, or the end of what holds it.
_ENDS_STRING = re.compile(r'\s{0,50}(?:[:}\]]|,\s{0,50}(?:["{\[}\]\d-]|/[/*]|true|false|null)|$)')


def mend(text: str) -> str:
    """Remove comment and CDATA wrappers, comments, trailing commas and lone backslashes."""
    for _ in range(_WRAPPED):
        for wrapper in _WRAPPERS:
            text = text.removeprefix(wrapper).lstrip().removesuffix(wrapper).rstrip()
    text = _TOKEN.sub(_keep_strings, text)
    starts = [at for at in (text.find("{"), text.find("[")) if at >= 0]
    return text[min(starts) :] if starts else text


def _keep_strings(match: re.Match[str]) -> str:
    token = match[0]
    return _LONE_BACKSLASH.sub(r"\\\\", token) if token.startswith('"') else ""


def escape_quotes(text: str) -> str:
    """Escape the quotation marks within strings: ``"headline": "They call it "a gift""``.

    Inside a string only a mark with a separator behind it ends the string.
    """
    found: list[str] = []
    at, is_inside = 0, False
    for quote in _QUOTE.finditer(text):
        if quote[0] != '"':
            continue
        found.append(text[at : quote.start()])
        at = quote.end()
        is_end = is_inside and _ENDS_STRING.match(text, at) is not None
        found.append('"' if is_end or not is_inside else '\\"')
        is_inside = not is_end
    return "".join((*found, text[at:]))
