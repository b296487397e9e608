"""DOM helpers: text, ancestors, and the part of the page an element belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.lexicon import class_names
from pipelines.text import clean, weight

SHORT = 160

MAX_PARTS = 12

PICTURE_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
"""How the address or the name of a picture's file ends."""

FRAMES = frozenset(("div", "section"))
_FRAMED = frozenset(("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote"))

OTHER_ARTICLE_FLAGS = (
    class_names.RELATED
    | class_names.COMMENT
    | class_names.TEASER
    | class_names.SIDEBAR
    | class_names.FOOTER
    | class_names.AD
    | class_names.EMBED
)

NAMED_ABOVE_TEXT = class_names.FOOTER | class_names.COMMENT
_PICTURE_BOXES = frozenset(("div", "p", "figure"))
_BUILT = "elementor-widget"
_HEADER_LINES = 8  # of author, date, section, share links
_LINKS = 6
_HEADLINE_WORDS = 4
_LONG_NAME = 40  # weight that a person's name of three words may have


def by_tag(tree: HtmlElement, *tags: str) -> dict[str, list[HtmlElement]]:
    """Return a page's elements of each tag in page order, found in one walk."""
    found: dict[str, list[HtmlElement]] = {tag: [] for tag in tags}
    for element in tree.iter(*tags):
        found[str(element.tag)].append(element)
    return found


def text_of(element: HtmlElement, between: str = " ") -> str:
    """Return the text with a space between children, so that no words are glued."""
    parts = [part.strip() for part in islice(element.itertext(), 100)]
    return clean(between.join(part for part in parts if part)[:2_000])


def inner_text(element: HtmlElement) -> str:
    """Return the text as it stands in the markup, with no space between children."""
    return clean("".join(element.itertext()))


def parts_of(block: Block) -> list[str]:
    """Return the texts of the elements of a line; other lines may be in its element, too."""
    parts = [clean(part) for part in islice(block.node.element.itertext(), MAX_PARTS)]
    if block.node.end - block.node.start == 1:
        return [part for part in parts if part]
    found, end = [], 0
    for part in parts:
        at = block.text.find(part, end) if part else -1
        if at >= 0:
            found.append(part)
            end = at + len(part)
    return found or [block.text]


def spaced(block: Block) -> str:
    """Return the block's text with spaces between its elements, to split "By Jo LeeDec 5"."""
    return text_of(block.node.element) if block.node.end - block.node.start == 1 else block.text


def is_foreign(
    node: Node, title_at: int = -1, *, is_above_text: bool = False, is_text_below: bool = False
) -> bool:
    """Return whether an element is in a part of the page about other articles.

    An element that also contains the headline is not, whatever its class name (``with-sidebar``);
    a single line is no sidebar, but has a colour of that name (``text-secondary``); what is
    between headline and text is no footer of the page (``headline__footer``), and a few lines there
    without a linked headline are no sidebar (``<aside class="meta">``); and where a page builder
    made the page every part of it is a widget. Between headline and text there are no comments: a
    bar named so counts them (``social-comments-above``).

    Args:
        node, title_at: the element, and the block of the headline.
        is_above_text: whether it is below the headline, and above the text if there is any.
        is_text_below: whether there is.
    """
    named = NAMED_ABOVE_TEXT if is_text_below else class_names.FOOTER
    flags = OTHER_ARTICLE_FLAGS & ~(named if is_above_text else 0)
    return any(
        one.flags & (flags if _may_be_sidebar(one, is_above_text) else flags & ~class_names.SIDEBAR)
        and not one.flags & class_names.BODY
        and not one.start <= title_at < one.end
        for one in close_ancestors(node)
    )


def _may_be_sidebar(node: Node, is_above_text: bool) -> bool:
    """Return whether an element is more than a line, and no widget of a page builder."""
    if node.end - node.start <= 1 or _BUILT in node.names:
        return False
    return not (
        is_above_text
        and node.flags & class_names.SIDEBAR
        and (node.tag == "aside" or node.flags & class_names.META)
        and "sidebar" not in node.names
        and node.end - node.start <= _HEADER_LINES
        and not links_headline(node.element, _LONG_NAME)
    )


def links_headline(element: HtmlElement, least: int = 25) -> bool:
    """Return whether one of an element's first links has a headline's words, or weight at least."""
    links = (text_of(link) for link in islice(element.iter("a"), _LINKS))
    return any(len(text.split()) >= _HEADLINE_WORDS or weight(text) >= least for text in links)


def close_ancestors(node: Node) -> Iterator[Node]:
    """Yield the element and its close ancestors, up to but without the page as a whole."""
    for one in islice(node.ancestors(), 5):
        if one.tag in ("body", "html", "main"):
            return
        yield one


def node_of(element: HtmlElement, nodes: Mapping[HtmlElement, Node]) -> Node | None:
    """Return the block-level element that an element is, or is in."""
    one: HtmlElement | None = element
    for _ in range(8):
        if one is None:
            return None
        if one in nodes:
            return nodes[one]
        one = one.getparent()
    return None


def is_frame(element: HtmlElement, within: int = 3) -> bool:
    """Return whether an element is only a frame around one paragraph, list or heading.

    Page builders print such frames, also one in another, with names that say nothing. What stands
    in one has the place and the neighbours that it would have without.

    Args:
        within: how many frames may stand in each other.
    """
    if element.tag not in FRAMES or not frames_one(element, within):
        return False
    return not element.attrib or not class_names.flags_from_element(element.tag, element.items())[1]


def frames_one(element: HtmlElement, within: int = 3) -> bool:
    """Return whether an element, whatever its names, holds what a frame does, and nothing else."""
    if len(element) != 1:
        return False
    only = element[0]
    if only.tag not in _FRAMED and not (within > 1 and is_frame(only, within - 1)):
        return False
    return _is_blank(element.text) and _is_blank(only.tail)


def frames_picture(element: HtmlElement) -> bool:
    """Return whether an inline element begins with a block around a picture, and holds no other.

    Its line is displayed below the picture, and the text behind the element below that.
    """
    first = next(iter(element), None)
    if first is None or first.tag not in _PICTURE_BOXES or not _is_blank(element.text):
        return False
    if next(first.iter("img"), None) is None or inner_text(first):
        return False
    return not any(one.tag in _PICTURE_BOXES for one in first.itersiblings())


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()
