"""One list of blocks: what a reader sees as paragraphs, headings, items, cells, in page order.

Beside the list stands a small shadow of the tree, the block-level elements (``Node``), so that no
rule has to walk the page again. The walk is one loop over the tree's events: nested pages of any
depth cost no stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extraction import signs
from pipelines.items import BlockKind
from pipelines.text import clean, fold

# Elements whose text no reader reads as text: page furniture by definition.
_SKIPPED_TAGS = (
    "script style svg canvas template head noscript iframe object embed applet audio video map "
    "button select option optgroup textarea input datalist progress meter title math noembed "
    "noframes area param source track img"
)
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr picture amp-img"
)
SKIPPED = frozenset(_SKIPPED_TAGS.split())
_INLINE = frozenset(_INLINE_TAGS.split())
# What a block is, by the nearest element around it that says so.
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("article", "section", "main", "table", "body"), BlockKind.PARAGRAPH),
    "blockquote": BlockKind.QUOTE,
}
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em"))
_SENTENCE_END = re.compile(r"[.!?:…。！？”\"»）)]\s*$")
_BREAK_LENGTH = 60  # a line of this many characters that ends a sentence before <br> is a paragraph
_CODE_SPACE = re.compile(r"[^\S\n]+(?=\n)|^\n+|\s+$")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True, eq=False)
class Node:
    """A block-level element: where blocks hang.

    Attributes:
        element: the element itself.
        parent: the block-level element around it, None for the root.
        tag, names: its tag; its class and id as printed.
        depth: number of block-level elements around it.
        signs: what tag, class and id say (bits of ``signs``).
        start, end: its blocks are ``blocks[start:end]``.
        index: place among the page's nodes, parents before children.
        kind: what a block that hangs here is.
    """

    element: HtmlElement
    parent: Node | None
    tag: str
    names: str
    depth: int
    signs: int
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
        ruled: whether a line (``<hr>``) is drawn above it.
        signs: what its inline wrappers say (``<span class="caption">``), beside the node's.
        order: place of the block's end among the tree's events; pictures have one too.
        link_share: share of the text that is link text, 0 to 1.
    """

    index: int
    text: str
    kind: BlockKind
    node: Node
    links: int = 0
    hrefs: tuple[str, ...] = ()
    bold: int = 0
    italic: int = 0
    ruled: bool = False
    signs: int = 0
    order: int = 0
    link_share: float = field(init=False)
    _folded: str | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.link_share = min(1.0, self.links / len(self.text))

    @property
    def tag(self) -> str:
        """Return the tag of the element that holds the block."""
        return self.node.tag

    @property
    def folded(self) -> str:
        """Return the text as it is compared; nearly every step asks, it is folded once."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded


@dataclass(slots=True)
class Blocks:
    """The page as a list of blocks, with the shadow tree they hang in.

    Attributes:
        blocks: in page order.
        nodes: block-level elements, parents before children; ``nodes[0]`` is the root.
        pictures: every ``<img>``'s alt text with its place among the tree's events.
    """

    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    pictures: list[tuple[int, str]] = field(default_factory=list)


def read(tree: HtmlElement) -> Blocks:
    """Return the page's blocks and nodes."""
    return _Walk(tree).run()


def blocks(tree: HtmlElement) -> list[Block]:
    """Return the page's blocks alone."""
    return read(tree).blocks


class _Walk:
    """The state of one walk: the open element, and the text since the last flush."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self.out = Blocks()
        self.node = self._open(tree, "html")
        self.order = 0
        self.code = 0
        self.link_depth = 0
        self.bold_depth = 0
        self.italic_depth = 0
        self.ruled = False
        self.beside_link = False
        self._reset()

    def _reset(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.links = 0
        self.bold = 0
        self.italic = 0
        self.hrefs: list[str] = []
        self.signs = 0
        self.begun = False

    def run(self) -> Blocks:
        tree = self.tree
        if tree.text:
            self._text(tree.text)
        events = etree.iterwalk(tree, events=("start", "end"))
        next(events)  # the root is open
        element: Any  # lxml's types allow tags of bytes here
        for event, element in events:
            if element is tree:
                break
            self.order += 1
            tag = element.tag
            if event == "end":
                self._end(element, tag)
            elif tag in SKIPPED:
                self._skip(element, tag)
                events.skip_subtree()
            elif tag in _INLINE:
                self._start_inline(element, tag)
            elif tag == "br":
                self._break(element)
            else:
                self._start_block(element, tag)
        self._set_apart()
        self.out.nodes[0].end = len(self.out.blocks)
        return self.out

    def _open(self, element: HtmlElement, tag: str, parent: Node | None = None) -> Node:
        names = element.get("class") or ""
        ident = element.get("id")
        if ident:
            names = f"{names} {ident}"
        bits = signs.of_tag(tag) | signs.of_names(names)
        if len(element.attrib) > 1 or not names:
            bits |= _other_signs(element)
        nodes, start = self.out.nodes, len(self.out.blocks)
        node = Node(
            element,
            parent,
            tag,
            names,
            parent.depth + 1 if parent is not None else 0,
            bits,
            len(nodes),
            _KINDS.get(tag) or _kind_within(parent, start),
            start,
        )
        nodes.append(node)
        return node

    def _start_block(self, element: HtmlElement, tag: str) -> None:
        self._set_apart()
        self.beside_link = False
        self.node = self._open(element, tag, self.node)
        if tag == "pre":
            self.code += 1
        elif tag == "hr":
            self.ruled = True
        text = element.text
        if text:
            self._text(text)

    def _start_inline(self, element: HtmlElement, tag: str) -> None:
        if tag == "a":
            self.link_depth += 1
            href = element.get("href")
            if href:
                self.hrefs.append(href)
                self.begun = True
            if self.beside_link:
                self._space(" ")  # links side by side are words apart
        elif tag in _BOLD:
            self.bold_depth += 1
        elif tag in _ITALIC:
            self.italic_depth += 1
        self.beside_link = False
        names = element.get("class")
        if names:
            self.signs |= signs.of_names(names) & _INLINE_SIGNS
        text = element.text
        if text:
            self._text(text)

    def _end(self, element: HtmlElement, tag: str) -> None:
        tail = element.tail
        self.beside_link = False
        if tag in _INLINE:
            if tag == "a":
                self.link_depth -= 1
                self.beside_link = not tail
            elif tag in _BOLD:
                self.bold_depth -= 1
            elif tag in _ITALIC:
                self.italic_depth -= 1
        elif tag != "br" and tag not in SKIPPED:
            self._set_apart()
            if tag == "pre":
                self.code -= 1
            node = self.node
            node.end = len(self.out.blocks)
            if tag == "table":
                _fold_table(self.out, node)
            self.node = node.parent or self.out.nodes[0]
        if tail:
            self._text(tail)

    def _skip(self, element: HtmlElement, tag: str) -> None:
        if tag == "img":
            alt = element.get("alt")
            if alt:
                self.out.pictures.append((self.order, clean(alt)))

    def _break(self, element: HtmlElement) -> None:
        if self.code:
            self._space("\n")
            return
        follows = element.getnext()
        double = (
            follows is not None
            and follows.tag == "br"
            and not (element.tail or "").strip("\xa0 \t\r\n\u200b")
        )
        if double:
            self._set_apart()
            return
        last = self.parts[-1] if self.parts else ""
        if self.size >= _BREAK_LENGTH and _SENTENCE_END.search(last[-_BREAK_LENGTH:]):
            self._set_apart()
        else:
            self._space(" ")

    def _space(self, space: str) -> None:
        self.begun = True
        self.parts.append(space)

    def _text(self, text: str) -> None:
        self.size += len(text)
        if not self.parts and not self.code and text.isspace():
            return  # indentation before a block's text: most texts of a page are that
        self.begun = True
        self.parts.append(text)
        if self.link_depth or self.bold_depth or self.italic_depth:
            size = len(text.strip())
            if self.link_depth:
                self.links += size
            if self.bold_depth:
                self.bold += size
            if self.italic_depth:
                self.italic += size

    def _set_apart(self) -> None:
        """End the block where an element begins or ends; between most elements nothing stands."""
        if self.begun:
            self._flush()
        elif self.size:
            self.size = self.signs = 0

    def _flush(self) -> None:
        raw = "".join(self.parts)
        text = _code(raw) if self.code else clean(raw)
        if text:
            node = self.node
            block = Block(
                len(self.out.blocks),
                text,
                BlockKind.CODE if self.code else node.kind,
                node,
                self.links,
                tuple(self.hrefs),
                self.bold,
                self.italic,
                self.ruled,
                self.signs,
                self.order,
            )
            self.ruled = False
            self.out.blocks.append(block)
        self._reset()


_INLINE_SIGNS = signs.CAPTION | signs.AUTHOR | signs.DATE | signs.SHARE | signs.HIDDEN | signs.TAGS

_ROLES = {
    "navigation": signs.NAV,
    "menu": signs.NAV,
    "menubar": signs.NAV,
    "complementary": signs.SIDEBAR,
    "contentinfo": signs.FOOTER,
    "banner": signs.HEADER,
    "dialog": signs.PROMPT,
    "alertdialog": signs.PROMPT,
    "search": signs.FORM,
    "article": signs.ARTICLE,
    "main": signs.ARTICLE,
}
_ITEMPROPS = {
    "articlebody": signs.BODY,
    "text": signs.BODY,
    "headline": signs.TITLE,
    "author": signs.AUTHOR,
    "datepublished": signs.DATE,
    "datemodified": signs.DATE,
    "keywords": signs.TAGS,
    "caption": signs.CAPTION,
    "comment": signs.COMMENT,
}


def _other_signs(element: HtmlElement) -> int:
    """Bits from role, itemprop, hiding attributes and the names of components."""
    bits = 0
    for key, value in element.items():
        if key == "role":
            bits |= _ROLES.get(value.lower(), 0)
        elif key in ("itemprop", "property"):
            bits |= _ITEMPROPS.get(value.lower(), 0)
        elif key == "hidden" or (key == "aria-hidden" and value == "true"):
            bits |= signs.HIDDEN
        elif key == "style":
            if _HIDDEN_STYLE.search(value[:200]):
                bits |= signs.HIDDEN
        elif key in ("type", "data-type", "data-component", "data-testid", "data-module"):
            bits |= signs.of_names(value[:200])
    return bits


def _kind_within(parent: Node | None, start: int) -> BlockKind:
    """What hangs in an element without a kind of its own; only an item's first blocks are items."""
    if parent is None or (parent.kind is BlockKind.LIST_ITEM and parent.start != start):
        return BlockKind.PARAGRAPH
    return parent.kind


def _code(raw: str) -> str:
    """Code keeps its lines; trailing blanks go."""
    lines = (clean(line) if line.strip() else "" for line in raw.expandtabs(4).split("\n"))
    indents = (len(line) - len(line.lstrip(" ")) for line in raw.expandtabs(4).split("\n"))
    text = "\n".join(
        " " * indent + line if line else "" for line, indent in zip(lines, indents, strict=True)
    )
    return _CODE_SPACE.sub("", text.strip("\n"))


_CELL_LENGTH = 120  # mean cell text above this: a table that lays out a page
_MIN_CELLS = 4


def _fold_table(out: Blocks, table: Node) -> None:
    """Make one block of a table of data: a line a row, `` | `` between cells.

    A table that holds tables, headings or paragraphs of prose lays out the page: its cells stay
    blocks. A table of one row or one column holds no data either.
    """
    cells = out.blocks[table.start :]
    if len(cells) < _MIN_CELLS or sum(len(cell.text) for cell in cells) > _CELL_LENGTH * len(cells):
        return
    if any(node.tag == "table" for node in out.nodes[table.index + 1 :]):
        return
    rows: dict[int, list[str]] = {}
    columns: dict[int, set[int]] = {}
    for cell in cells:
        row = column = -1
        for ancestor in cell.node.ancestors():
            if ancestor.tag in ("td", "th") and column < 0:
                column = ancestor.index
            elif ancestor.tag == "tr":
                row = ancestor.index
                break
            elif ancestor is table:
                break
        if cell.node.tag != "caption" and column in columns.get(row, ()):
            rows[row][-1] += f" {cell.text}"
            continue
        rows.setdefault(row, []).append(cell.text)
        columns.setdefault(row, set()).add(column)
    if len(rows) < 2 or max(map(len, rows.values())) < 2:
        return
    first = cells[0]
    merged = Block(
        first.index,
        "\n".join(" | ".join(row) for row in rows.values()),
        BlockKind.TABLE,
        table,
        sum(cell.links for cell in cells),
        tuple(href for cell in cells for href in cell.hrefs),
        sum(cell.bold for cell in cells),
        signs=first.signs,
        order=cells[-1].order,
    )
    del out.blocks[table.start :]
    out.blocks.append(merged)
    for node in out.nodes[table.index :]:
        node.start, node.end = merged.index, merged.index + 1
