"""Text of program code: its lines and their indentation stay."""

from __future__ import annotations

from pipelines.text import clean

_DEEPEST = 200  # spaces of indentation that a line keeps


def code_of(raw: str) -> str:
    """Return the lines of code in an element's text, without trailing spaces."""
    return "\n".join(map(_line, raw.expandtabs(4).split("\n"))).strip("\n")


def _line(text: str) -> str:
    words = clean(text)
    indent = min(len(text) - len(text.lstrip(" ")), _DEEPEST) if words else 0
    return " " * indent + words
