"""Segments the parsed page into blocks and nodes, in one walk.

One loop over the tree's events: pages nested to any depth use no stack. It runs for every element
of every page, so an element costs only a few look-ups.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Block, Blocks, Node, without_numbers
from pipelines.extraction.html.dom import FRAMES, PICTURE_FILES, frames_one, frames_picture
from pipelines.extraction.html.elements import buttons
from pipelines.extraction.html.elements.code_lines import code_of
from pipelines.extraction.html.elements.noscript import NoscriptContent
from pipelines.extraction.html.elements.tables import fold_table
from pipelines.extraction.html.elements.tag_roles import (
    CUSTOM,
    INLINE,
    SKIP,
    TAG_ROLES,
    is_within_line,
)
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_MARKS
from pipelines.items import CODE, HEADING, LIST_ITEM, PARAGRAPH, QUOTE
from pipelines.text import clean

# The kind of a block, by its nearest ancestor that determines it.
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
    **dict.fromkeys(("li", "dd", "dt"), LIST_ITEM),
    **dict.fromkeys(("article", "section", "main", "table", "body"), PARAGRAPH),
    "blockquote": QUOTE,
}
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em"))
_INLINE_SIGNS = (
    class_names.CAPTION
    | class_names.AUTHOR
    | class_names.DATE
    | class_names.SHARE
    | class_names.HIDDEN
    | class_names.TAGS
)
_SENTENCE_END = re.compile(rf"[:{SENTENCE_MARKS}”“\"»«）)]\s*$")
_BREAK_LENGTH = 60  # characters of a line that ends a sentence before <br>: it is a paragraph
_MAX_HEADING_CHARS = 100  # characters
_NO_HEADING = frozenset(".,;:…")  # what a sub-heading between line breaks does not end in
_ABBREVIATION = 12  # characters: "Prof. Dr. " is shorter


def read(tree: HtmlElement) -> Blocks:
    """Return the page's blocks and nodes."""
    return _Segmenter(tree).run()


@dataclass(frozen=True, slots=True)
class _Line:
    """Start of a block's last line: its part; characters, linked, bold and italic ones before."""

    part: int = 0
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)


_START = _Line()


class _Segmenter:
    """The state of one walk: the open element, and the text since the last flush."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self.out = Blocks()
        self.blocks, self.nodes = self.out.blocks, self.out.nodes
        self.node = self._root()
        self.parts: list[str] = []
        self.hrefs: list[str] = []
        self.code = 0
        self.last_table = -1  # index of the table that began last
        self.open_links: list[str] = []  # around the text: a link may hold several blocks
        self.linked_from: list[int] = []  # the number of blocks before each of these links
        self.bold_depth = self.italic_depth = 0
        self.previous_inline_tag = ""  # the inline tag that ended right before
        self.unscripted = NoscriptContent(tree)
        self._reset()

    def _reset(self) -> None:
        self.parts.clear()
        self.hrefs[:] = filter(None, self.open_links)
        self.size = self.links = self.bold = self.italic = self.flags = 0
        self.line = _START
        self.begun = self.has_unlinked = False

    def run(self) -> Blocks:
        tree = self.tree
        events = etree.iterwalk(tree, events=("start", "end"))
        next(events)  # skip the root, which is open
        text = tree.text
        parts = self.parts
        part_of = TAG_ROLES.__getitem__
        element: Any  # lxml's types allow tags of bytes here
        skipped: Any = None
        for event, element in events:
            # White space between elements is not text: most texts of a page are that.
            if text and (parts or self.code or not text.isspace()):
                self._text(text)
            tag = element.tag
            part = part_of(tag)
            if part is not None and part is not INLINE and element is not skipped:
                part = self._part_in_place(element, tag, part)
            if event == "end":
                if element is tree:
                    break
                self.previous_inline_tag = ""
                text = element.tail
                if part is None:
                    self._end_block(element, tag)
                elif part is INLINE:
                    self._end_inline(element, tag, text)
                continue
            text = element.text
            if part is None:
                self._start_block(element, tag)
            elif part is INLINE:
                self._start_inline(element, tag)
            else:
                text = None
                if part is SKIP:
                    if tag == "img":
                        self._picture(element)
                    events.skip_subtree()
                    skipped = element
                else:
                    self._break(element)
        self._flush()
        self.nodes[0].end = len(self.blocks)
        return self.out

    def _part_in_place(self, element: HtmlElement, tag: str, part: int) -> int | None:
        """Return the role of an element whose tag alone does not tell it."""
        if part is CUSTOM:
            return INLINE if is_within_line(element) else None
        if part is not SKIP:
            return part
        if tag == "noscript":
            return None if self.unscripted.holds(element) else SKIP
        return INLINE if tag == "button" and buttons.is_text(element) else SKIP

    def _root(self) -> Node:
        names, bits = class_names.flags_from_element("html", self.tree.items())
        shape = ("html", without_numbers(names))
        root = Node(self.tree, None, "html", names, shape, 0, bits, 0, PARAGRAPH)
        self.nodes.append(root)
        if bits:
            self.out.named.append(root)
        return root

    def _start_block(self, element: HtmlElement, tag: str) -> None:
        if self.begun:
            self._flush()
        self.flags = 0
        self.previous_inline_tag = ""
        names, bits = class_names.flags_from_element(tag, element.items())
        if not bits and tag in FRAMES and frames_one(element):
            self.out.frames.append(element)
            return
        parent, nodes = self.node, self.nodes
        start = len(self.blocks)
        if (kind := _KINDS.get(tag)) is None:
            kind = parent.kind
            if kind is LIST_ITEM and parent.start != start:
                kind = PARAGRAPH  # only an item's first blocks are items
        shape = (tag, without_numbers(names) if names else "")
        self.node = Node(
            element, parent, tag, names, shape, parent.depth + 1, bits, len(nodes), kind, start
        )
        nodes.append(self.node)
        if bits:
            self.out.named.append(self.node)
            if bits & class_names.PROMPT and class_names.is_dialog(tag, element.get("role")):
                self.out.dialogs.append(self.node)
        if tag == "pre":
            self.code += 1
        elif tag == "table":
            self.last_table = self.node.index

    def _end_block(self, element: HtmlElement, tag: str) -> None:
        if self.begun:
            self._flush()
        self.flags = 0
        node = self.node
        if node.element is not element:
            return  # a frame
        node.end = len(self.blocks)
        if tag == "pre":
            self.code -= 1
        elif tag == "table" and self.last_table == node.index:
            fold_table(self.out, node)  # a table that contains tables is used for page layout
        self.node = node.parent or self.nodes[0]

    def _start_inline(self, element: HtmlElement, tag: str) -> None:
        if tag == "a":
            href = element.get("href") or ""
            if href.endswith(PICTURE_FILES):
                href = ""  # leads to no page
            self.open_links.append(href)
            self.linked_from.append(len(self.blocks))
            if href:
                self.hrefs.append(href)
                self.begun = True
            if self.previous_inline_tag == tag:
                self._space(" ")  # adjacent links are separate words
        elif tag == "span":
            if self.previous_inline_tag == tag and self._is_after_sentence():
                self._space(" ")  # such spans are displayed as blocks
        elif tag == "amp-img":
            self._picture(element)
        elif tag in _BOLD:
            self.bold_depth += 1
        elif tag in _ITALIC:
            self.italic_depth += 1
        self.previous_inline_tag = ""
        if names := element.get("class"):
            self.flags |= class_names.flags_from_names(names) & _INLINE_SIGNS

    def _end_inline(self, element: HtmlElement, tag: str, tail: str | None) -> None:
        if not tail:
            self.previous_inline_tag = tag
        if tag == "a":
            self.open_links.pop()
            if len(self.blocks) > self.linked_from.pop() and not self.size:
                self.hrefs[:] = filter(None, self.open_links)  # the blocks in it had the link
        elif tag in _BOLD:
            self.bold_depth -= 1
        elif tag in _ITALIC:
            self.italic_depth -= 1
        elif tag == "span" and self.size and self._is_below_picture(element):
            self.out.captions.add(len(self.blocks))
            self._flush()

    def _is_after_sentence(self) -> bool:
        """Return whether the text so far ends a sentence longer than an abbreviation."""
        last = self.parts[-1] if self.parts else ""
        return len(last) > _ABBREVIATION and bool(_SENTENCE_END.search(last[-_BREAK_LENGTH:]))

    def _is_below_picture(self, frame: HtmlElement) -> bool:
        return len(self.blocks) in self.out.image_before and frames_picture(frame)

    def _picture(self, element: HtmlElement) -> None:
        if not self.size:
            self.out.image_before.add(len(self.blocks))
        if alt := element.get("alt"):
            self.out.pictures.append(clean(alt))

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
            self._flush_line() if self._is_heading_line(element) else self._flush()
            return
        last = self.parts[-1] if self.parts else ""
        if self._is_heading_line(element):
            self._flush_line()
        elif self.size >= _BREAK_LENGTH and _SENTENCE_END.search(last[-_BREAK_LENGTH:]):
            self._flush()
        else:
            self._space(" ")
            self.line = _Line(len(self.parts), (self.size, self.links, self.bold, self.italic))

    def _is_heading_line(self, end: HtmlElement) -> bool:
        """Return whether the ending line is short and bold, as sub-headings between breaks are."""
        if self.bold_depth and (end.getnext() is not None or (end.tail or "").strip()):
            return False  # the bold text continues
        size, bold = self.size - self.line.counts[0], self.bold - self.line.counts[2]
        if not 0 < bold <= _MAX_HEADING_CHARS:
            return False
        text = "".join(self.parts[self.line.part :]).strip()
        return bool(text) and bold >= len(text) and text[-1] not in _NO_HEADING and size > 0

    def _flush_line(self) -> None:
        """End the block before the line's first part, and make the line a block of its own."""
        line, hrefs = self.line, list(self.hrefs)
        parts, counts = self.parts[line.part :], (self.size, self.links, self.bold, self.italic)
        if line.part and "".join(self.parts[: line.part]).strip():
            del self.parts[line.part :]
            self.size, self.links, self.bold, self.italic = line.counts
            self._flush()
            self.parts.extend(parts)
            self.hrefs.extend(hrefs if counts[1] > line.counts[1] else ())
            self.size, self.links, self.bold, self.italic = (
                count - before for count, before in zip(counts, line.counts, strict=True)
            )
            self.begun = True
        self._flush()

    def _space(self, space: str) -> None:
        self.begun = True
        self.parts.append(space)

    def _text(self, text: str) -> None:
        self.size += len(text)
        self.begun = True
        self.parts.append(text)
        if self.open_links or self.bold_depth or self.italic_depth:
            size = len(text.strip())
            if self.open_links:
                self.links += size
            if self.bold_depth:
                self.bold += size
            if self.italic_depth:
                self.italic += size
        if not (self.open_links or self.has_unlinked or text.isspace()):
            self.has_unlinked = True

    def _flush(self) -> None:
        """End the block at an element's start or end; usually it has no text yet."""
        raw = "".join(self.parts)
        text = code_of(raw) if self.code else clean(raw)
        if text:
            node = self.node
            block = Block(
                len(self.blocks),
                text,
                CODE if self.code else node.kind,
                node,
                self.links,
                tuple(self.hrefs),
                self.bold,
                self.italic,
                self.flags,
                not self.has_unlinked,
            )
            self.blocks.append(block)
        self._reset()
