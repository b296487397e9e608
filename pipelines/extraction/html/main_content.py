"""Locates the main content: the elements that contain the article's text.

Several detectors examine the page independently: the outlet's ``Layout``, class names of a body,
the text of ``articleBody``, and text density. None is trusted alone: a selector must match prose,
and a class name must cover a fair part of what density found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from lxml.cssselect import CSSSelector

from pipelines.extraction.html import name_evidence
from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.extraction.html.location import (
    above_headline,
    body_parts,
    comment_threads,
    teaser_streams,
    whole_text,
)
from pipelines.extraction.html.location.further_bands import further_bands, further_sections
from pipelines.extraction.html.location.labelled_boxes import labelled_boxes, of_other_articles
from pipelines.extraction.html.location.page_footers import page_footers
from pipelines.extraction.html.location.running_sums import held_by, running
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_MARKS
from pipelines.items import HEADING, LIST_ITEM, TABLE
from pipelines.layout import Layout
from pipelines.text import weight

# Flags of what is never the article, unless it contains most of the page's prose.
NON_CONTENT_FLAGS = (
    class_names.NAV
    | class_names.SHARE
    | class_names.RELATED
    | class_names.COMMENT
    | class_names.AD
    | class_names.PROMPT
    | class_names.FOOTER
    | class_names.SIDEBAR
    | class_names.HIDDEN
    | class_names.TEASER
    | class_names.FORM
    | class_names.TOC
    | class_names.EMBED
    | class_names.NOTICE
    | class_names.BIO
)
_FRAMES = (
    class_names.TEASER | class_names.SIDEBAR | class_names.FORM | class_names.TOC
)  # names that sections may have
_MIN_MAIN_SHARE = 0.5  # of the page's prose: an element with this much is no sidebar
_CARD = 0.2  # of the page's prose: an element named a card may be the article
_FAIR = 0.4  # of what density found: a body by class name must contain this much of it
_LINKED = 0.9  # of a headline
_SENTENCE = re.compile(rf"[{SENTENCE_MARKS}]|[,，、;:]\s")
_SHORT = 40
_LISTED = 0.3  # share of a block's weight that counts in a labelled list
_STOPLESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_MIN_PROSE_WEIGHT = 150  # weight of a text that is not a headline


@dataclass(frozen=True, slots=True)
class Body:
    """The location of the article's text.

    Attributes:
        nodes: elements that contain the text, in page order; several if it is split.
        in_body: for each block of the page, whether it is in one of them.
        located_by: the method that found them.
        ancestor_flags: for each node of the page, the flags of the elements between it and body.
        prose: for each block of the page, its amount of running text (``prose``).
        consent: indices of the blocks that ask for consent, or are other notices.
        comments: indices of the blocks of readers' comments.
        cards: indices of the blocks in cards of other stories beside the text.
        layout: the outlet's template that matched, or None.
    """

    nodes: tuple[Node, ...]
    in_body: tuple[bool, ...]
    located_by: str
    ancestor_flags: tuple[int, ...]
    prose: tuple[float, ...]
    consent: frozenset[int] = frozenset()
    comments: frozenset[int] = frozenset()
    cards: frozenset[int] = frozenset()
    layout: Layout | None = None


def prose(block: Block) -> float:
    """Return the amount of running text in a block, in characters; 0 for lists of links."""
    if block.link_share > 0.5 or block.kind is HEADING:
        return 0.0
    size = weight(block.text)
    if size < _SHORT or not (_SENTENCE.search(block.text) or _without_stops(block.text, size)):
        return 0.0
    chars = size * (1 - block.link_share)
    if block.kind in (TABLE, LIST_ITEM):
        chars *= 0.5
    return chars


def _without_stops(text: str, size: int) -> bool:
    """Return whether a text is long and in a script without sentence-ending marks."""
    return size > _MIN_PROSE_WEIGHT and _STOPLESS.search(text) is not None


class _PageSums:
    """Prefix sums over the page that all detectors use."""

    def __init__(self, page: Blocks, headline: str) -> None:
        self.page = page
        raw = [prose(block) for block in page.blocks]
        self.comments = comment_threads.find(page, raw, headline)
        self.of_blocks = raw = [
            0.0 if index in self.comments else weight for index, weight in enumerate(raw)
        ]
        self.footers = page_footers(page, raw)
        consent = name_evidence.void(page, raw, self.footers, headline)
        body_parts.void_box_names(page, raw)
        body_parts.void_captions(page, raw)
        self.consent = frozenset(at for node in consent for at in range(node.start, node.end))
        self.footers += consent
        self.raw = running(raw)
        self.total = self.raw[-1]
        self.streams: list[Node] | None = None  # not looked for
        self.never = {node.index for node in self.footers}
        self.foreign = foreign = list[bool]()
        for node in page.nodes:
            outer, bits = node.parent, node.flags & NON_CONTENT_FLAGS
            bad = outer is not None and (foreign[outer.index] or node.index in self.never)
            foreign.append(bad or (bits > 0 and outer is not None and self._is_foreign(node)))
        self.weights = [
            weight and weight * (0.05 if foreign[block.node.index] else 1.0)
            for weight, block in zip(raw, page.blocks, strict=True)
        ]
        for box in (*labelled_boxes(page), *(self.streams or ())):
            self.weights[box.start : box.end] = [
                weight * _LISTED for weight in self.weights[box.start : box.end]
            ]
        cards = teaser_streams.cards_beside(page, raw, headline)
        self.cards = frozenset(at for card in cards for at in range(card.start, card.end))
        for footer in (*self.footers, *cards):
            self.weights[footer.start : footer.end] = [0.0] * (footer.end - footer.start)
        self.sums = running(self.weights)

    def _is_foreign(self, node: Node) -> bool:
        """Return whether an element with a foreign name holds little enough to be what it says."""
        if node.flags & class_names.BODY:
            return False
        held = held_by(self.raw, (node,))
        if self.streams is None and node.flags & class_names.TEASER and held >= _CARD * self.total:
            self.streams = teaser_streams.find(self.page, self.of_blocks)
            self.total -= held_by(self.raw, self.streams)
        return held < _MIN_MAIN_SHARE * self.total

    def leave_out(self, *parts: range) -> None:
        """Ignore the prose of these blocks."""
        for part in parts:
            self.weights[part.start : part.stop] = [0.0] * len(part)
        self.sums = running(self.weights)

    def prose(self, node: Node) -> float:
        return held_by(self.sums, (node,))


def find(page: Blocks, layouts: Sequence[Layout] = (), headline: str = "") -> Body:
    """Return the location of the article; the whole page if nothing identifies it.

    Args:
        page: its blocks and elements; flags that its prose refutes are removed from them.
        layouts: templates of the outlet.
        headline: the headline as stated in the page's ``<head>``, folded.
    """
    sums_of_page = _PageSums(page, headline)
    chosen, layout = _by_layout(sums_of_page, layouts)
    located_by = "layout"
    if not chosen:
        dense = _by_density(sums_of_page)
        start = above_headline.starts_at(page, dense, headline)
        if start:
            sums_of_page.leave_out(range(start))
            dense = _by_density(sums_of_page)
        lists = of_other_articles(page, dense, sums_of_page.of_blocks, headline)
        if lists:
            sums_of_page.leave_out(*(range(box.start, box.end) for box in lists))
            dense = _by_density(sums_of_page)
        named = _by_name(sums_of_page, dense)
        whole = whole_text.around(page, dense, sums_of_page.weights)
        if named and not whole_text.exceeds(page, whole, named, sums_of_page.weights):
            box = body_parts.box_around(named, sums_of_page.sums)
            chosen, located_by = [box] if box else named, "name"
        else:
            chosen, located_by = [whole], "density"
        chosen += further_bands(page, chosen, sums_of_page.of_blocks) or further_sections(
            page, chosen, sums_of_page.of_blocks, sums_of_page.foreign
        )
        above = (above_headline.columns(page, one, headline, sums_of_page.sums) for one in chosen)
        return _body(sums_of_page, tuple(chosen), located_by, above=chain(*above))
    return _body(sums_of_page, tuple(chosen), located_by, layout)


def _body(
    sums_of_page: _PageSums,
    nodes: tuple[Node, ...],
    located_by: str,
    layout: Layout | None = None,
    above: Iterable[int] = (),
) -> Body:
    """Return the body in these elements, without the blocks ``above`` its headline."""
    page = sums_of_page.page
    in_body = [False] * len(page.blocks)
    for node in nodes:
        in_body[node.start : node.end] = [True] * (node.end - node.start)
    for index in above:
        in_body[index] = False
    most = _MIN_MAIN_SHARE * held_by(sums_of_page.raw, nodes)
    ancestor_flags = _ancestor_flags(sums_of_page, nodes, most)
    holding = _holding(sums_of_page, ancestor_flags, in_body, most)
    if holding:
        ancestor_flags = [bits & ~holding for bits in ancestor_flags]
    return Body(
        nodes,
        tuple(in_body),
        located_by,
        tuple(ancestor_flags),
        tuple(sums_of_page.of_blocks),
        sums_of_page.consent - {at for at, is_in in enumerate(in_body) if is_in},
        sums_of_page.comments,
        sums_of_page.cards,
        layout,
    )


def _ancestor_flags(sums_of_page: _PageSums, nodes: tuple[Node, ...], most: float) -> list[int]:
    """Return for each node the flags between it and the body, if not around most prose."""
    page, body = sums_of_page.page, {node.index for node in nodes}
    own = [node.flags for node in page.nodes]
    for node in page.named:
        may_hold = node.flags & NON_CONTENT_FLAGS and node.index not in sums_of_page.never
        if may_hold and held_by(sums_of_page.raw, (node,)) > most:
            own[node.index] &= ~NON_CONTENT_FLAGS  # it contains the article, whatever its name
    ancestor_flags: list[int] = []
    for node, bits in zip(page.nodes, own, strict=True):
        around = None if node.index in body else node.parent
        ancestor_flags.append(0 if around is None else ancestor_flags[around.index] | bits)
    return ancestor_flags


def _holding(
    sums_of_page: _PageSums, ancestor_flags: list[int], in_body: list[bool], most: float
) -> int:
    """Return class-name words of wrappers around most of the body's prose, part by part.

    A template may put each section of an article in a ``card``: there the word means nothing.
    """
    weights: dict[int, float] = {}
    for block, amount in zip(sums_of_page.page.blocks, sums_of_page.of_blocks, strict=True):
        bits = ancestor_flags[block.node.index] & _FRAMES if amount else 0
        if bits and in_body[block.index]:
            weights[bits] = weights.get(bits, 0.0) + amount
    holding = 0
    for bit in class_names.NAMES:
        if bit & _FRAMES and sum(w for bits, w in weights.items() if bits & bit) > most:
            holding |= bit
    return holding


def _by_layout(
    sums_of_page: _PageSums, layouts: Sequence[Layout]
) -> tuple[list[Node], Layout | None]:
    """Return the elements matched by the first fitting layout, if they contain text."""
    by_element = sums_of_page.page.by_element() if layouts else {}
    root = sums_of_page.page.nodes[0].element
    for layout in layouts:
        if not layout.body:
            continue
        found = [by_element[e] for e in CSSSelector(layout.body)(root) if e in by_element]
        found = [node for node in _outermost(found) if node.end > node.start]
        if found:
            return found, layout
    return [], None


def _outermost(nodes: Sequence[Node]) -> list[Node]:
    chosen: list[Node] = []
    taken: set[int] = set()
    for node in sorted(nodes, key=lambda node: node.index):
        if not any(ancestor.index in taken for ancestor in node.ancestors()):
            chosen.append(node)
            taken.add(node.index)
    return chosen


def _by_density(sums_of_page: _PageSums) -> Node:
    """Return the element whose own paragraphs or lines weigh most; half counts for its parent."""
    scores: dict[int, float] = {}
    for block, amount in zip(sums_of_page.page.blocks, sums_of_page.weights, strict=True):
        if not amount:
            continue
        is_one_of_lines = block.node.end - block.node.start > 1
        holder = block.node if is_one_of_lines else block.node.parent or block.node
        share = amount
        for ancestor in holder.ancestors():
            scores[ancestor.index] = scores.get(ancestor.index, 0.0) + share
            share *= 0.5
            if share < amount / 8:
                break
    if not scores:
        return sums_of_page.page.nodes[0]
    best = max(scores, key=lambda index: (scores[index], index))
    return sums_of_page.page.nodes[best]


def _by_name(sums_of_page: _PageSums, dense: Node) -> list[Node]:
    """Return elements with the class name of a body, if they contain what density found."""
    total = max(sums_of_page.prose(dense), 1.0)
    named = [
        node
        for node in sums_of_page.page.named
        if node.flags & class_names.BODY
        and node.tag not in ("html", "body")
        and not sums_of_page.foreign[node.index]
        and sums_of_page.prose(node) > 0
    ]
    chosen = _outermost(named)
    chosen = [one for one in chosen if not _is_teaser(sums_of_page.page, one)] or chosen
    held = sum(sums_of_page.prose(node) for node in chosen)
    around = {ancestor.index for ancestor in dense.ancestors()}
    if any(node.index in around for node in chosen):
        return [node for node in chosen if node.index in around or _is_sibling(node, dense)]
    return chosen if held >= _FAIR * total and held > 0.8 * sums_of_page.sums[-1] * _FAIR else []


def _is_teaser(page: Blocks, node: Node) -> bool:
    """Return whether a linked headline stands right above an element, in one box with it."""
    if node.parent is None or node.start <= node.parent.start or node.parent.tag == "body":
        return False
    above = page.blocks[node.start - 1]
    return above.link_share >= _LINKED and node.end - node.start == 1


def _is_sibling(node: Node, dense: Node) -> bool:
    """Return whether a second body continues the first: the same name, the same depth."""
    return node.names == dense.names or abs(node.depth - dense.depth) <= 1
