"""Makes frames of elements without an end tag, which contain the page that follows them."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

VOID = frozenset(("embed", "source", "track"))  # libxml2 waits for their end
HOLDERS = frozenset(("p", "h1", "main"))  # their ancestors are examined
_DRAWINGS = frozenset(("svg", "math"))  # HTML's own elements end them, but for those in these two:
_FOREIGN = frozenset(("foreignobject", "annotation-xml"))
_NO_FRAMES = frozenset(("a", "button", "h1", "h2", "h3", "h4", "h5", "h6"))
_LONG = 60  # characters of a paragraph
_FEWEST_PARAGRAPHS = 3  # a card that is one link or button has two at most


def close(elements: Sequence[HtmlElement]) -> None:
    """Make frames of elements without an end tag.

    A browser shows the page within them: it knows which elements are empty, ends a drawing at the
    first paragraph, and shows what a link, a button or a headline contains.

    Args:
        elements: those of a page with a tag in ``VOID`` or ``HOLDERS``, and others, in page order.
    """
    for element in elements:
        if element.tag in VOID and (len(element) or element.text):
            element.tag = "span"
    held: dict[HtmlElement, int] = {}  # long paragraphs of each element, counted up to a few
    for one in elements:
        if one.tag not in HOLDERS:
            continue
        own_paragraphs = (
            _FEWEST_PARAGRAPHS if one.tag == "main" else int(one.tag == "p" and _is_long(one))
        )
        for around in one.iterancestors():
            known = held.get(around)
            is_counted = known is not None and (not own_paragraphs or known >= _FEWEST_PARAGRAPHS)
            if is_counted or around.tag in _FOREIGN:
                break  # no element is counted more often than that
            held[around] = (known or 0) + own_paragraphs
    for around, paragraphs in held.items():
        is_frame = around.tag in _NO_FRAMES and paragraphs >= _FEWEST_PARAGRAPHS
        if is_frame or around.tag in _DRAWINGS:
            around.tag = "div"


def _is_long(paragraph: HtmlElement) -> bool:
    size = 0
    for text in paragraph.itertext():
        size += len(text)
        if size >= _LONG:
            return True
    return False
