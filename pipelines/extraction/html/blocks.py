"""The block list of a page: paragraphs, headings, list items and tables in page order.

Besides the list there is a reduced tree of the block-level elements (``Node``), so that no rule has
to walk the page again. ``segment.read`` builds both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml.etree import SubElement
from lxml.html import Element, HtmlElement

from pipelines.extraction.lexicon import phrases
from pipelines.items import HEADING, PARAGRAPH, BlockKind
from pipelines.text import fold_words, without_digits, word_count

_NAME_WORDS = 5
_ALL_LINK = 0.9  # of a line's text; a mark or a date may stand beside it

Label = tuple[phrases.LabelKind, str]

without_numbers = lru_cache(maxsize=4096)(without_digits)  # a page repeats its class names


def _read_line(text: str) -> tuple[Sequence[str], str, Label | None, Label | None, bool]:
    """Return a line's ``words``, ``folded``, ``label``, ``start`` and ``announces`` (``Block``)."""
    words = fold_words(text)
    folded = " ".join(words)
    label = phrases.of_line(text, folded)
    announces = phrases.announces_list(text, folded, label)
    return words, folded, label, phrases.of_start(text, folded), announces


_read_short_line = lru_cache(maxsize=4096)(_read_line)  # each page of a site has the same menus


@dataclass(slots=True, eq=False)
class Node:
    """A block-level element, the container of blocks.

    Attributes:
        element: the element itself.
        parent: the enclosing block-level element, None for the root.
        tag, names: its tag; its class and id as written.
        shape: tag and names without digits, which tell elements of one form apart.
        depth: number of enclosing block-level elements.
        flags: roles by tag, class and id (bits of ``flags``).
        start, end: its blocks are ``blocks[start:end]``.
        index: index among the page's nodes, parents before children.
        kind: the kind of a block directly in it.
    """

    element: HtmlElement
    parent: Node | None
    tag: str
    names: str
    shape: tuple[str, str]
    depth: int
    flags: int
    index: int
    kind: BlockKind
    start: int = 0
    end: int = 0

    def ancestors(self) -> Iterator[Node]:
        """Yield this node and its ancestors, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True, eq=False)
class Block:
    """A run of text that the page sets apart.

    Attributes:
        index: index on the page, from 0.
        text: cleaned text, one line (code and tables keep their lines).
        kind: its kind in an article.
        node: the block-level element that contains it.
        links: characters of link text.
        hrefs: targets of its links, in order.
        bold, italic: characters in bold, in italics.
        flags: roles by its inline wrappers (``<span class="caption">``), besides the node's.
        is_all_linked: whether all of its text is in links.
        tag: the tag of the element that contains it.
        link_share: share of the text that is link text, 0 to 1.
        folded, words: the text folded for comparison, and its words; nearly every step needs them.
        label, start: the label that the whole text is (``phrases.of_line``), and the one that it
            begins with, or None.
        announces: whether the text announces a list of other articles.
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
    is_all_linked: bool = False
    tag: str = field(init=False)
    link_share: float = field(init=False)
    folded: str = field(init=False)
    words: Sequence[str] = field(init=False)
    label: Label | None = field(init=False)
    start: Label | None = field(init=False)
    announces: bool = field(init=False)
    _word_count: int = field(init=False, default=-1, repr=False)

    def __post_init__(self) -> None:
        text = self.text
        self.tag = self.node.tag
        self.link_share = min(1.0, self.links / len(text)) if self.links else 0.0
        read = _read_short_line if len(text) <= phrases.WHOLE_LONGEST else _read_line
        self.words, self.folded, self.label, self.start, self.announces = read(text)

    @property
    def word_count(self) -> int:
        """Return the number of words of ``text``; about so many where none are printed apart."""
        if self._word_count < 0:
            self._word_count = word_count(self.text)
        return self._word_count


@dataclass(slots=True)
class Blocks:
    """The page as a list of blocks, with their tree.

    Attributes:
        blocks: in page order.
        nodes: block-level elements, parents before children; ``nodes[0]`` is the root.
        pictures: the alt text of every ``<img>``.
        image_before: indices of blocks right after an image, with no text between.
        captions: those of them that are alone with it in an element within a line.
        named: block-level elements with ``flags``, as segmented; flags may be removed later.
        dialogs: elements that are dialogs by tag or role.
        frames: elements around one block-level element, which is the node (``dom.is_frame``).
    """

    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    image_before: set[int] = field(default_factory=set)
    captions: set[int] = field(default_factory=set)
    named: list[Node] = field(default_factory=list)
    dialogs: list[Node] = field(default_factory=list)
    frames: list[HtmlElement] = field(default_factory=list)
    _by_element: dict[HtmlElement, Node] = field(init=False, default_factory=dict, repr=False)
    _by_tag: dict[str, list[Node]] = field(init=False, default_factory=dict, repr=False)
    _headings: list[Block] | None = field(init=False, default=None, repr=False)

    def by_element(self) -> Mapping[HtmlElement, Node]:
        """Return each block-level element's node; a frame has that of what it frames."""
        found = self._by_element
        if not found:
            found.update([(node.element, node) for node in self.nodes])
            for frame in reversed(self.frames):  # the inner ones first
                if frame[0] in found:
                    found[frame] = found[frame[0]]
        return found

    def of_tag(self, tag: str) -> Sequence[Node]:
        """Return the block-level elements of a tag, in page order."""
        found = self._by_tag
        if not found:
            for node in self.nodes:
                found.setdefault(node.tag, []).append(node)
        return found.get(tag, ())

    def headings(self) -> Sequence[Block]:
        """Return the blocks that are headings, in page order."""
        if self._headings is None:
            self._headings = [block for block in self.blocks if block.kind is HEADING]
        return self._headings

    def first_headings(self) -> list[int]:
        """Return the index of the first block of each ``<h1>`` with text."""
        return [node.start for node in self.of_tag("h1") if node.end > node.start]

    @classmethod
    def of_lines(cls, lines: Sequence[tuple[str, BlockKind]]) -> Blocks:
        """Return lines of plain text as the paragraphs of a page without markup."""
        root = Node(Element("body"), None, "body", "", ("body", ""), 0, 0, 0, PARAGRAPH)
        root.end = len(lines)
        page = cls(nodes=[root])
        for index, (text, kind) in enumerate(lines):
            element = SubElement(root.element, "p")
            element.text = text
            node = Node(element, root, "p", "", ("p", ""), 1, 0, index + 1, kind, index, index + 1)
            page.nodes.append(node)
            page.blocks.append(Block(index, text, kind, node))
        return page


def element_around(block: Block) -> Node:
    """Return the innermost element that contains a block and another one below it."""
    node = block.node
    while node.parent is not None and node.end == block.index + 1:
        node = node.parent
    return node


def close_box(block: Block) -> Node | None:
    """Return the innermost of a block's three closest elements that contains another block."""
    return next((one for one in islice(block.node.ancestors(), 3) if one.end - one.start > 1), None)


def is_link_to_page(block: Block) -> bool:
    """Return whether a line is one link to another page; to a place in one it has a ``#``."""
    if block.link_share < _ALL_LINK or len(set(block.hrefs)) != 1:
        return False
    return "#" not in block.hrefs[0]


def are_names(blocks: Sequence[Block]) -> bool:
    """Return whether lines have as few words as names, in the mean; headlines have more."""
    return sum(block.word_count for block in blocks) <= _NAME_WORDS * len(blocks)


def text_length(blocks: Iterable[Block]) -> int:
    """Return the number of characters in the texts of blocks."""
    return sum(len(block.text) for block in blocks)
