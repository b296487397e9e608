"""Controls: buttons whose words are part of the text, links in headings that are no part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from lxml.html import HtmlElement

from pipelines.extraction.lexicon import class_names

_TERM_LONGEST = 60  # characters
_LINE = 60  # characters of a line that contains a term, or of a collapsed text
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "dt", "summary"))
_LINES = frozenset(("p", "li", "dd", "td", "blockquote", "div"))
_INLINE = frozenset(("span", "em", "i", "b", "strong", "a", "mark", "u"))
HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")
_EDIT_LONGEST = 60  # characters of the links in brackets behind a heading
_FOLD_SIGNS = frozenset("+−–▾▼▽▿▸►▶⌄˅∨﹀›»↓⏷")
_UNFOLDS = ("aria-expanded", "aria-controls", "data-bs-toggle", "data-toggle")


def is_text(button: HtmlElement) -> bool:
    """Return whether a ``<button>`` is a word in a sentence, or the whole of a heading.

    A button that ends a line (``Read more``), or begins one before a new sentence (``Listen``), is
    a control.
    """
    parent, around = button.getparent(), list(_around(button))
    line = around[-1].getparent()
    if parent is None or line is None:
        return False
    if line.tag in _HEADINGS or line.get("role") == "heading":
        return all(_is_alone(one, outer) for one, outer in pairwise([*around, line]))
    if line.tag not in _LINES:
        return False
    if _unfolds(button, parent):
        return True
    after = "".join(one.tail or "" for one in around).strip()
    if not after or len("".join(button.itertext())) > _TERM_LONGEST:
        return False
    if _is_within_word(button):
        return True
    if len("".join(line.itertext())) < _LINE:
        return False
    return any(map(_text_before, around)) or not after[0].isupper()


def heading_controls(headings: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield what is in a page's headings, or links right beside them, that are no words of them.

    An anchor's sign (``#``, ``¶``), the sign that it unfolds (``+``), and links in brackets
    behind the heading: ``[edit]``.
    """
    for heading in headings:
        beside = (heading.getnext(), heading.getprevious())
        yield from (one for one in beside if one is not None and one.tag == "a" and _is_sign(one))
        if not len(heading):
            continue
        yield from filter(_is_sign, heading.iter("a"))
        last = heading[-1]
        is_behind = len(heading) > 1 or (heading.text or "").strip()
        if not is_behind or (last.tail or "").strip():
            continue
        if _is_edit_section(last) or "".join(last.itertext()).strip() in _FOLD_SIGNS:
            yield last


def _is_sign(link: HtmlElement) -> bool:
    """Return whether a link leads within the page and shows nothing but a sign."""
    if not (link.get("href") or "").startswith("#"):
        return False
    hidden = [one for one in link.iter("span") if _is_unseen(one)]
    sign = "".join(link.itertext())
    for one in hidden:
        sign = sign.replace("".join(one.itertext()), "", 1)
    return bool(sign.strip()) and not any(map(str.isalnum, sign))


def _is_unseen(element: HtmlElement) -> bool:
    return bool(class_names.flags_from_names(element.get("class") or "") & class_names.HIDDEN)


def _is_edit_section(element: HtmlElement) -> bool:
    """Return whether an element is links in brackets, with no word outside the links."""
    text = "".join(element.itertext()).strip()
    if not (2 < len(text) <= _EDIT_LONGEST and text[0] == "[" and text[-1] == "]"):
        return False
    linked = "".join("".join(link.itertext()) for link in element.iter("a"))
    return bool(linked) and sum(map(str.isalnum, text)) == sum(map(str.isalnum, linked))


def _around(button: HtmlElement) -> Iterator[HtmlElement]:
    """Yield a button and the inline elements around it, innermost first."""
    yield button
    one = button.getparent()
    while one is not None and one.tag in _INLINE:
        yield one
        one = one.getparent()


def _is_within_word(button: HtmlElement) -> bool:
    """Return whether a word begins before the button and ends in it, or begins in it."""
    before, parent = button.getprevious(), button.getparent()
    left = before.tail if before is not None else parent.text if parent is not None else None
    words, right = "".join(button.itertext()), button.tail or ""
    return bool(
        (left and left[-1].isalpha() and words[:1].islower())
        or (words[-1:].isalpha() and right[:1].islower())
    )


def _is_alone(button: HtmlElement, parent: HtmlElement) -> bool:
    return not _text_before(button) and not (button.tail or "").strip() and parent[-1] is button


def _unfolds(button: HtmlElement, parent: HtmlElement) -> bool:
    """Return whether a button, alone in its element, expands the text right below it."""
    below = parent.getnext()
    if below is None or not any(name in button.attrib for name in _UNFOLDS):
        return False
    texts = ("".join(one.itertext()) for one in below.iter("p"))
    return _is_alone(button, parent) and any(len(text) >= _LINE for text in texts)


def _text_before(element: HtmlElement) -> str:
    """Return the stripped text right before an element within its parent."""
    before = element.getprevious()
    if before is not None:
        return (before.tail or "").strip() or "".join(before.itertext()).strip()
    parent = element.getparent()
    return (parent.text or "").strip() if parent is not None else ""
