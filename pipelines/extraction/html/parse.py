"""Parses a page once; drops elements that no rule reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extraction.html.attribute_limit import cut_attributes
from pipelines.extraction.html.decoding import Headers, decode, is_utf8
from pipelines.extraction.html.elements import visibility
from pipelines.extraction.html.elements.buttons import HEADING_TAGS, heading_controls
from pipelines.extraction.html.mending import displayed_form, shadow_slots, streamed_parts
from pipelines.extraction.page_data.script_states import holds_data

# huge_tree: otherwise libxml2 drops everything nested deeper than 255 elements.
_PARSER = etree.HTMLParser(
    encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
)
# lxml.html's own parser calls Python for the class of every element; one class is enough.
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))

# "armâ<80><99>s": a page encoded twice by way of Latin-1. In no language is an accented letter
# followed by a control character.
_MANGLED = "\u2019".encode()[:2].decode("latin-1").encode()
_TWICE = re.compile(rb"\xc3[\x80-\xb4](?:\xc2[\x80-\xbf]){1,3}")
_DOCUMENT_END = re.compile(rb"</[Hh][Tt][Mm][Ll]\s*+>")  # twice as fast as with re.I
_ENDS = re.compile(rb"</(?:html|body)\s*+>", re.I)
_START_TAG = re.compile(rb"<[a-z]", re.I)
# Elements unknown to libxml2, which therefore leaves them in the head of a page without a body.
_BODY_TAGS = frozenset(("main", "nav", "article", "header", "section", "footer", "aside", "figure"))
_VOID = frozenset(("embed", "source", "track"))  # libxml2 waits for their end
_HOLDERS = frozenset(("p", "h1", "main"))  # their ancestors are examined
_DRAWINGS = frozenset(("svg", "math"))  # HTML's own elements end them, but for those in these two:
_FOREIGN = frozenset(("foreignobject", "annotation-xml"))
_NO_FRAMES = frozenset(("a", "button", "h1", "h2", "h3", "h4", "h5", "h6"))
_MAY_BE_FRAMES = _DRAWINGS | _NO_FRAMES
_LONG = 60  # characters of a paragraph
_FEWEST_PARAGRAPHS = 3  # a card that is one link or button has two at most
_SHADOW_MODES = frozenset(("shadowrootmode", "shadowroot"))
_DROPPED = ("script", "style", "svg", "canvas", "template", "rt", "rp", "rtc")
_DATA = "data-script"  # while scripts are dropped: few are data, and renaming takes time


def parse(body: bytes, headers: Headers = ()) -> HtmlElement:
    """Return the page's tree from response bytes. Any input gives a tree, even empty input.

    Raises:
        MemoryError: the memory allowed to the process is used up. libxml2 reports that as an error
            of syntax; a tree without text would make the page an empty one.
    """
    if is_utf8(body, headers):  # nearly every page: it need not be decoded and encoded again
        return _parse(body)
    return parse_text(decode(body, headers))


def parse_text(html: str) -> HtmlElement:
    """Return the page's tree from markup that is already text."""
    return _parse(html.encode("utf-8", "replace"))


def _twice_encoded(found: re.Match[bytes]) -> bytes:
    """Repair one character whose bytes were taken for Latin-1 and encoded again."""
    once = found[0].decode("utf-8").encode("latin-1")
    try:
        once.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    return once


def _parse(utf8: bytes) -> HtmlElement:
    utf8 = utf8.replace(b"\x00", b"")
    if _MANGLED[:1] in utf8 and _MANGLED in utf8:  # a search for one byte is ten times faster
        utf8 = _TWICE.sub(_twice_encoded, utf8)
    tree: Any  # lxml.html elements, by the parser; its types do not say so
    try:
        tree = etree.fromstring(_unended(cut_attributes(utf8)) or b"<html/>", _PARSER)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError("no memory left for the page's tree") from error
        tree = None
    if tree is None:  # nothing but spaces or comments
        tree = etree.fromstring(b"<html><body></body></html>", _PARSER)
    _open_body(tree)
    _mend(tree)
    return cast(HtmlElement, tree)


def _unended(utf8: bytes) -> bytes:
    """Remove end tags of the document before its last elements.

    A template may print header, text and footer as documents of their own. A browser continues
    after ``</html>`` ("after after body" in HTML's tree construction); libxml2 does not.
    """
    end = _DOCUMENT_END.search(utf8)
    if end is None or not _START_TAG.search(utf8, end.end()):
        return utf8
    return _ENDS.sub(b"", utf8)


def _open_body(tree: HtmlElement) -> None:
    """Turn a head that contains the page's content into a body."""
    head = tree.find("head")
    if head is not None and not _BODY_TAGS.isdisjoint(child.tag for child in head):
        head.tag = "body" if tree.find("body") is None else "div"


def _close(elements: Sequence[HtmlElement]) -> None:
    """Make frames of elements without an end tag.

    A browser shows the page within them: it knows which elements are empty, ends a drawing at the
    first paragraph, and shows what a link, a button or a headline contains.

    Args:
        elements: those of a page in ``_VOID`` and ``_HOLDERS``, and others, in page order.
    """
    for element in elements:
        if element.tag in _VOID and (len(element) or element.text):
            element.tag = "span"
    holders = [one for one in elements if one.tag in _HOLDERS]
    if not _are_in_frames(holders):
        return
    held: dict[HtmlElement, int] = {}  # long paragraphs of each element, counted up to a few
    for one in holders:
        own_paragraphs = (
            _FEWEST_PARAGRAPHS if one.tag == "main" else int(one.tag == "p" and _is_long(one))
        )
        for around in one.iterancestors():
            count = held.get(around)
            is_counted = count is not None and (not own_paragraphs or count >= _FEWEST_PARAGRAPHS)
            if is_counted or around.tag in _FOREIGN:
                break  # no element is counted more often than that
            held[around] = (count or 0) + own_paragraphs
    for around, paragraphs in held.items():
        is_frame = around.tag in _NO_FRAMES and paragraphs >= _FEWEST_PARAGRAPHS
        if is_frame or around.tag in _DRAWINGS:
            around.tag = "div"


def _are_in_frames(holders: Iterable[HtmlElement]) -> bool:
    """Return whether an element around one of these may have to become a frame: on few pages."""
    seen: set[HtmlElement] = set()
    for one in holders:
        for around in one.iterancestors():
            if around in seen:
                break
            seen.add(around)
            if around.tag in _MAY_BE_FRAMES:
                return True
    return False


def _is_long(paragraph: HtmlElement) -> bool:
    size = 0
    for text in paragraph.itertext():
        size += len(text)
        if size >= _LONG:
            return True
    return False


def _mend(tree: HtmlElement) -> None:
    """Frame what has no end tag; drop styles, drawings, scripts and hidden inline text.

    Structured data stays. A template that a browser renders (declarative shadow DOM) is page text.
    """
    # Two walks: an expression over the tree takes as long as ten of them.
    found = list(tree.iter(*_VOID, *_HOLDERS, *HEADING_TAGS, "script", "template", "img"))
    streamed_parts.put_in_place(tree, (one for one in found if one.tag == "template"))
    _close(found)
    elements = list(tree.iter(*visibility.TAGS))
    # Few have one of these attributes, and their names are read faster than a value of each.
    marked = [one for one in elements if not visibility.ATTRIBUTES.isdisjoint(one.keys())]
    styled = [(one, style) for one in marked if (style := one.get("style"))]
    displayed_form.show_blocks(styled)
    displayed_form.show_bold(styled)
    displayed_form.set_initials_inline(elements)
    displayed_form.show_figures(one for one in found if one.tag == "img")
    displayed_form.join_initials(one for one in found if one.tag == "p")
    # Not drop_tree(): it rewrites the text after it, and control characters, which the parser
    # accepts, cannot be written.
    headings = [one for one in found if one.tag in HEADING_TAGS]
    headings += [one for one in marked if one.get("role") == "heading" and one.tag in ("div", "p")]
    unseen = visibility.unseen(elements, marked)
    for element in (*unseen, *heading_controls(headings)):
        element.tag = "style"
    data = [one for one in found if one.tag == "script" and holds_data(one)]
    for element in data:
        element.tag = _DATA
    for element in found:
        if element.tag == "template" and not _SHADOW_MODES.isdisjoint(element.attrib):
            shadow_slots.fill(element)
            element.tag = "div"
    etree.strip_elements(tree, *_DROPPED, with_tail=False)
    for element in data:
        element.tag = "script"
