"""Buttons whose words are part of the text: a term that is explained, a heading that unfolds."""

from __future__ import annotations

from lxml.html import HtmlElement

_TERM_LONGEST = 60  # characters
_LINE = 60  # characters of the line that holds a term
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "dt", "summary"))
_LINES = frozenset(("p", "li", "dd", "td", "blockquote", "span", "em", "i", "b", "strong", "div"))


def is_text(button: HtmlElement) -> bool:
    """Whether a ``<button>`` is a word in a sentence, or all that a heading holds.

    A button that ends a line (``Read more``), or begins one before a new sentence (``Listen``), is
    a control.
    """
    parent = button.getparent()
    if parent is None:
        return False
    if parent.tag in _HEADINGS or parent.get("role") == "heading":
        return not _text_before(button) and not (button.tail or "").strip()
    if parent.tag not in _LINES or len("".join(button.itertext())) > _TERM_LONGEST:
        return False
    after = (button.tail or "").strip()
    if not after or len("".join(parent.itertext())) < _LINE:
        return False
    return bool(_text_before(button)) or not after[0].isupper()


def _text_before(button: HtmlElement) -> str:
    """The text right before a button within its parent, blanks off."""
    before = button.getprevious()
    if before is not None:
        return (before.tail or "").strip() or "".join(before.itertext()).strip()
    parent = button.getparent()
    return (parent.text or "").strip() if parent is not None else ""
