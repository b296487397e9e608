"""The block list of a page: paragraphs, headings, list items and tables in page order.

Beside the list stands a small shadow of the tree, the block-level elements (``Node``), so that no
rule has to walk the page again. ``walk.read`` makes both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import SubElement
from lxml.html import Element, HtmlElement

from pipelines.items import BlockKind
from pipelines.text import fold


@dataclass(slots=True, eq=False)
class Node:
    """A block-level element: where blocks hang.

    Attributes:
        element: the element itself.
        parent: the block-level element around it, None for the root.
        tag, names: its tag; its class and id as printed.
        depth: number of block-level elements around it.
        flags: what tag, class and id say (bits of ``flags``).
        start, end: its blocks are ``blocks[start:end]``.
        index: place among the page's nodes, parents before children.
        kind: what a block that hangs here is.
    """

    element: HtmlElement
    parent: Node | None
    tag: str
    names: str
    depth: int
    flags: int
    index: int
    kind: BlockKind
    start: int = 0
    end: int = 0

    def ancestors(self) -> Iterator[Node]:
        """Yield this node and every one around it, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True, eq=False)
class Block:
    """A run of text that the page sets apart.

    Attributes:
        index: place on the page, from 0.
        text: cleaned text, one line (code and tables keep their lines).
        kind: what it is in an article.
        node: the block-level element that holds it.
        links: characters that are link text.
        hrefs: targets of its links, in order.
        bold, italic: characters in bold, in italics.
        flags: what its inline wrappers say (``<span class="caption">``), beside the node's.
        link_share: share of the text that is link text, 0 to 1.
        folded: the text as it is compared; nearly every step asks for it.
    """

    index: int
    text: str
    kind: BlockKind
    node: Node
    links: int = 0
    hrefs: tuple[str, ...] = ()
    bold: int = 0
    italic: int = 0
    flags: int = 0
    link_share: float = field(init=False)
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        self.link_share = min(1.0, self.links / len(self.text))
        self.folded = fold(self.text)

    @property
    def tag(self) -> str:
        """Return the tag of the element that holds the block."""
        return self.node.tag


@dataclass(slots=True)
class Blocks:
    """The page as a list of blocks, with the shadow tree they hang in.

    Attributes:
        blocks: in page order.
        nodes: block-level elements, parents before children; ``nodes[0]`` is the root.
        pictures: every ``<img>``'s alt text.
        image_before: places of the blocks that a picture stands right before, with no text between.
    """

    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    image_before: set[int] = field(default_factory=set)

    @classmethod
    def of_lines(cls, lines: Sequence[tuple[str, BlockKind]]) -> Blocks:
        """Return lines of plain text as the paragraphs of a page without any markup."""
        root = Node(Element("body"), None, "body", "", 0, 0, 0, BlockKind.PARAGRAPH)
        root.end = len(lines)
        page = cls(nodes=[root])
        for index, (text, kind) in enumerate(lines):
            element = SubElement(root.element, "p")
            element.text = text
            node = Node(element, root, "p", "", 1, 0, index + 1, kind, index, index + 1)
            page.nodes.append(node)
            page.blocks.append(Block(index, text, kind, node))
        return page
