"""What the page prints of itself: its headings, what the layout names, and whose a part is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.lexicon import class_names
from pipelines.layout import Layout
from pipelines.text import clean

SHORT = 160
MOST = 12
OTHER_ARTICLE_FLAGS = (
    class_names.RELATED
    | class_names.COMMENT
    | class_names.TEASER
    | class_names.SIDEBAR
    | class_names.FOOTER
    | class_names.AD
)


@dataclass(frozen=True, slots=True)
class LayoutFields:
    """What the page prints: headings, and what the layout names."""

    headings: list[str] = field(default_factory=list)
    layout_lead: str | None = None
    layout_authors: list[str] = field(default_factory=list)
    layout_dates: list[str] = field(default_factory=list)
    layout_section: str | None = None
    layout_tags: list[str] = field(default_factory=list)


def read(tree: HtmlElement, layout: Layout | None) -> LayoutFields:
    """Return what the page prints."""
    if layout is None:
        return LayoutFields(_headings(tree))
    leads = _texts(tree, layout.lead)
    sections = _texts(tree, layout.section)
    return LayoutFields(
        headings=_texts(tree, layout.title) or _headings(tree),
        layout_lead=leads[0] if leads else None,
        layout_authors=_texts(tree, layout.author),
        layout_dates=list(_stamps(tree, layout.date)),
        layout_section=sections[-1] if sections else None,
        layout_tags=_texts(tree, layout.tags, 100),
    )


def _headings(tree: HtmlElement) -> list[str]:
    return [text for one in islice(tree.iter("h1"), MOST) if (text := text_of(one))]


def _texts(tree: HtmlElement, selector: str, most: int = MOST) -> list[str]:
    if not selector:
        return []
    return [text for one in CSSSelector(selector)(tree)[:most] if (text := text_of(one))]


def _stamps(tree: HtmlElement, selector: str) -> Iterator[str]:
    if selector:
        for one in CSSSelector(selector)(tree)[:MOST]:
            yield from filter(None, (one.get("datetime"), one.get("content"), text_of(one)))


def text_of(element: HtmlElement, between: str = " ") -> str:
    """Text with a blank between children, so that no words are glued."""
    parts = [part.strip() for part in islice(element.itertext(), 100)]
    return clean(between.join(part for part in parts if part)[:2_000])


def spaced(block: Block) -> str:
    """The block's text with blanks between its elements: "By Jo LeeDec 5" is two."""
    return text_of(block.node.element) if block.node.end - block.node.start == 1 else block.text


def is_foreign(node: Node, title_at: int = -1) -> bool:
    """Whether an element stands in a part of the page that is about other articles.

    What holds the headline too is not, whatever its template calls it (``with-sidebar``), and a
    single line is no sidebar: it has a colour of that name (``text-secondary``).
    """
    return any(
        one.flags
        & (
            OTHER_ARTICLE_FLAGS
            if one.end - one.start > 1
            else OTHER_ARTICLE_FLAGS & ~class_names.SIDEBAR
        )
        and not one.flags & class_names.BODY
        and not one.start <= title_at < one.end
        for one in close_ancestors(node)
    )


def close_ancestors(node: Node) -> Iterator[Node]:
    """Yield the element and those right around it; the page as a whole is no part of it."""
    for one in islice(node.ancestors(), 5):
        if one.tag in ("body", "html", "main"):
            return
        yield one


def node_of(element: HtmlElement, nodes: dict[HtmlElement, Node]) -> Node | None:
    """Return the block-level element that an element is, or stands in."""
    one: HtmlElement | None = element
    for _ in range(8):
        if one is None:
            return None
        if one in nodes:
            return nodes[one]
        one = one.getparent()
    return None
