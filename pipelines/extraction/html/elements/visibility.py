"""Text in the markup that is not on the screen: hidden spans, tooltips, ruby readings.

A line may contain words for machines, for screen readers or against copying, and between two
paragraphs there may be a hidden third. Long hidden texts are left to the rules, because a click
expands them. ``aria-hidden`` hides nothing from the eye.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

from lxml.html import HtmlElement

from pipelines.extraction.html.dom import is_frame
from pipelines.text import weight

_MAX_HIDDEN_CHARS = 150  # characters; a longer span is the rest of a text, expanded by a click
_LINE_TAGS_LIST = "p li dd dt td th h1 h2 h3 h4 h5 h6 blockquote figcaption summary"
_LINE_TAGS = frozenset(_LINE_TAGS_LIST.split())
_INLINE_LIST = (
    "a abbr b bdi bdo big cite code data em font i ins kbd label mark q s samp small span strong "
    "sub sup time tt u var"
)
_INLINE = frozenset(_INLINE_LIST.split())
_BLOCKS = frozenset(("p", "div", "section", "li", "blockquote"))
TAGS = (*_INLINE, *_BLOCKS)
"""Tags of the elements that may be hidden within a text."""
ATTRIBUTES = frozenset(("style", "role", "hidden"))
"""Attributes other than the class that may hide one, or say what it is shown as."""
_PROSE = 80  # weight of a paragraph
_DEPTH = 6  # inline elements between a hidden one and its line
_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*(?:0(?:px|em|%)?|1px)\s*(?:;|$|!))"
    r"|(?:left|top|text-indent)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*0",
    re.I,
)
_NO_HEIGHT = re.compile(r"(?:^|[;\s])(?:max-)?height\s*:\s*0(?:px)?\s*(?:;|$|!)", re.I)
_NO_OVERFLOW = re.compile(r"overflow\s*:\s*hidden", re.I)
# Classes that move an element off the screen for everybody. Not ``hidden``: at some widths it is
# shown (``hidden md:inline``), and scripts remove it.
_CLASSES_LIST = (
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only "
    "screenreader-text assistive-text tooltiptext"
)
_CLASSES = frozenset(_CLASSES_LIST.split())


def unseen(elements: Sequence[HtmlElement], marked: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Return those of a page's ``TAGS`` within lines, and between paragraphs, that none sees.

    Args:
        elements: those of a page in ``TAGS``.
        marked: those of them that have one of the ``ATTRIBUTES``.
    """
    names = [one.get("class") for one in elements]
    hiding = {name for name in set(names) if name and _is_hidden_by(name)}
    named = compress(elements, map(hiding.__contains__, names)) if hiding else ()
    return [
        element
        for element in dict.fromkeys((*named, *filter(_is_hidden, marked)))
        if (
            (
                element.tag in _INLINE
                and (_is_in_line(element) or _is_hidden_by(element.get("class") or ""))
            )
            or _is_between(element)
        )
        and _is_aside("".join(element.itertext()))
    ]


def _is_hidden(element: HtmlElement) -> bool:
    """Return whether an element is hidden by its style, its role or the attribute for it."""
    style = element.get("style")
    return bool(
        (style and _is_hidden_style(style[:_MAX_HIDDEN_CHARS]))
        or element.get("role") == "tooltip"
        or element.get("hidden") is not None
    )


def _is_aside(text: str) -> bool:
    """Return whether a hidden text is short and contains words: marks alone separate words."""
    return len(text) <= _MAX_HIDDEN_CHARS and any(map(str.isalnum, text))


@lru_cache(maxsize=1024)  # a page repeats its styles and class names
def _is_hidden_style(style: str) -> bool:
    if _STYLE.search(style):
        return True
    return bool(_NO_HEIGHT.search(style) and _NO_OVERFLOW.search(style))


@lru_cache(maxsize=4096)
def _is_hidden_by(names: str) -> bool:
    return not _CLASSES.isdisjoint(names.lower().split())


def _is_in_line(element: HtmlElement) -> bool:
    """Return whether the element is in a paragraph, an item, a cell or a heading."""
    parent = element.getparent()
    for _ in range(_DEPTH):
        if parent is None:
            return False
        if parent.tag in _LINE_TAGS:
            return True
        if parent.tag not in _INLINE:
            return False
        parent = parent.getparent()
    return False


def _is_between(element: HtmlElement) -> bool:
    """Return whether the element is right before or after a paragraph of prose."""
    parent = element.getparent()
    place = parent if parent is not None and is_frame(parent) else element
    return any(
        one is not None
        and (one.tag == "p" or is_frame(one))
        and weight("".join(one.itertext())) >= _PROSE
        for one in (place.getprevious(), place.getnext())
    )
