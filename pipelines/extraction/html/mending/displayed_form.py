"""Gives inline elements the tag of what a reader sees: a block, a figure, a word's first letter.

Styles and the order of elements say so; the tag does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from lxml.html import HtmlElement

_LINES = frozenset(("span", "font", "em", "strong", "b", "i", "small", "label"))
_BLOCK_STYLE = re.compile(r"(?:^|;)\s{0,3}display\s{0,3}:\s{0,3}(?:block|flex|grid)\b", re.I)
_BOLD_STYLE = re.compile(r"(?:^|;)\s{0,3}font-weight\s{0,3}:\s{0,3}(?:bold|bolder|[6-9]00)\b", re.I)
_STYLE_CHARS = 200
_MAX_STYLED = 2_000  # elements of a page
_MIN_CAPTION_CHARS, _MIN_CAPTION_WORDS, _MAX_CAPTION_CHARS = 20, 4, 300
_MIN_TEXT_AROUND = 60  # characters of the paragraph around a picture and its caption
_WRAPPERS = frozenset(("span", "small", "font", "a"))


def show_blocks(styled: Sequence[tuple[HtmlElement, str]]) -> None:
    """Make blocks of inline elements that their own style, given with each, displays as blocks."""
    lines = (one for one in styled if "display" in one[1] and one[0].tag in _LINES)
    for element, style in islice(lines, _MAX_STYLED):
        if next(element.iterancestors("pre", "code"), None) is not None:
            continue  # lines of code
        if _BLOCK_STYLE.search(style[:_STYLE_CHARS]):
            element.tag = "div"


def show_bold(styled: Sequence[tuple[HtmlElement, str]]) -> None:
    """Make bold the spans that their own style, given with each, sets in bold."""
    for element, style in styled:
        may_be_bold = element.tag == "span" and "font-weight" in style
        if may_be_bold and _BOLD_STYLE.search(style[:_STYLE_CHARS]):
            element.tag = "b"


def show_figures(pictures: Iterable[HtmlElement]) -> None:
    """Make figures of inline elements that hold a picture and its caption amid a paragraph.

    A flag or an emoji stands beside a word; a caption has several.
    """
    for picture in pictures:
        around = picture.getparent()
        if around is None or around.tag not in _WRAPPERS or (around.text or "").strip():
            continue
        paragraph = around.getparent()
        if paragraph is None or paragraph.tag != "p" or around[0] is not picture:
            continue
        caption = "".join(around.itertext()).strip()
        if not _MIN_CAPTION_CHARS <= len(caption) <= _MAX_CAPTION_CHARS:
            continue
        rest = len("".join(paragraph.itertext())) - len(caption)
        if len(caption.split()) >= _MIN_CAPTION_WORDS and rest >= _MIN_TEXT_AROUND:
            around.tag = "figure"


def set_initials_inline(elements: Iterable[HtmlElement]) -> None:
    """Make a part of the text of a block that holds only the capital of the word behind it."""
    for element in [one for one in elements if one.tag == "div" and not len(one)]:
        initial, behind = (element.text or "").strip(), element.tail or ""
        if len(initial) == 1 and initial.isupper() and behind[:1].islower():
            element.tag, element.text = "span", initial


def join_initials(paragraphs: Iterable[HtmlElement]) -> None:
    """Put a capital that stands alone before a paragraph in front of the word it begins."""
    for paragraph in paragraphs:
        before = paragraph.getprevious()
        if before is None or len(before) or not paragraph.text:
            continue
        initial = (before.text or "").strip()
        is_apart = not (before.tail or "").strip()
        if len(initial) == 1 and initial.isupper() and is_apart and paragraph.text[0].islower():
            paragraph.text = initial + paragraph.text
            before.text = None
