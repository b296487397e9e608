"""Where the article is: the elements that hold its text, by agreement of witnesses.

Each witness looks at the page on its own: the outlet's ``Layout``, what templates call the body,
the text of ``articleBody``, and where the prose stands thickest. None is believed alone: a
selector must match prose, a class name must hold a fair part of what density found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml.cssselect import CSSSelector

from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.extraction.lexicon import class_names
from pipelines.items import BlockKind
from pipelines.layout import Layout

# Signs of what is never the article, unless it holds most of the page's prose.
FOREIGN = (
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
_MOST = 0.5  # of the page's prose: an element with so much of it is no sidebar, whatever its name
_FAIR = 0.4  # of what density found: a body by name must hold so much of it
_SENTENCE = re.compile(r"[.!?…。！？।။។]|[,，、;:]\s")
_WIDE = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WIDE_WEIGHT = 2.5  # one such character says as much as so many Latin letters
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Body:
    """The article's place on the page.

    Attributes:
        nodes: elements that hold the text, in page order; several where it is split.
        inside: for each block of the page, whether it is in one of them.
        witness: what they were found by.
        within: for each node of the page, the signs of the elements between it and the body.
        prose: for each block of the page, how much running text it holds (``prose``).
        layout: the outlet's template that matched, or None.
    """

    nodes: tuple[Node, ...]
    inside: tuple[bool, ...]
    witness: str
    within: tuple[int, ...]
    prose: tuple[float, ...]
    layout: Layout | None = None


def prose(block: Block) -> float:
    """Return how much running text a block holds, in characters; 0 for lists of links."""
    if block.link_share > 0.5 or block.kind is BlockKind.HEADING:
        return 0.0
    size = len(block.text)
    if not block.text.isascii() and _WIDE.search(block.text):
        size = int(size * _WIDE_WEIGHT)
    if size < _SHORT or not _SENTENCE.search(block.text):
        return 0.0
    weight = size * (1 - block.link_share)
    if block.kind in (BlockKind.TABLE, BlockKind.LIST_ITEM):
        weight *= 0.5
    return weight


def footers(page: Blocks) -> list[Node]:
    """Return each outermost ``<footer>`` with text but no headline: it is never the article.

    Its imprint may well be the most prose of a page whose article is results, verse or a brief.
    """
    heads = [node.start for node in page.nodes if node.tag == "h1" and node.end > node.start]
    found: list[Node] = []
    for node in page.nodes:
        if node.tag != "footer" or node.end <= max(node.start, found[-1].end if found else 0):
            continue
        at = bisect_left(heads, node.start)
        if at == len(heads) or heads[at] >= node.end:
            found.append(node)
    return found


class _Scene:
    """Sums over the page that all witnesses use."""

    def __init__(self, page: Blocks) -> None:
        self.page = page
        self.of_blocks = raw = [prose(block) for block in page.blocks]
        self.raw = [0.0, *accumulate(raw)]
        total = self.raw[-1]
        self.footers = footers(page)
        self.never = {node.index for node in self.footers}
        self.foreign = foreign = [False] * len(page.nodes)
        for node in page.nodes:
            if node.parent is None:
                continue
            bad = foreign[node.parent.index] or node.index in self.never
            if not bad and node.signs & FOREIGN and not node.signs & class_names.BODY:
                bad = self._sum(self.raw, node) < _MOST * total
            foreign[node.index] = bad
        self.weights = [
            weight * (0.05 if foreign[block.node.index] else 1.0)
            for weight, block in zip(raw, page.blocks, strict=True)
        ]
        for footer in self.footers:
            self.weights[footer.start : footer.end] = [0.0] * (footer.end - footer.start)
        self.sums = [0.0, *accumulate(self.weights)]

    @staticmethod
    def _sum(sums: Sequence[float], node: Node) -> float:
        return sums[node.end] - sums[node.start]

    def prose(self, node: Node) -> float:
        return self._sum(self.sums, node)


def find(page: Blocks, layouts: Sequence[Layout] = ()) -> Body:
    """Return where the article is; the whole page where nothing tells."""
    scene = _Scene(page)
    chosen, layout = _by_layout(scene, layouts)
    witness = "layout"
    if not chosen:
        dense = _by_density(scene)
        named = _by_name(scene, dense)
        chosen, witness = (named, "name") if named else (_grow(scene, dense), "density")
    return _body(scene, tuple(chosen), witness, layout)


def _body(
    scene: _Scene, nodes: tuple[Node, ...], witness: str, layout: Layout | None = None
) -> Body:
    page = scene.page
    inside = [False] * len(page.blocks)
    for node in nodes:
        inside[node.start : node.end] = [True] * (node.end - node.start)
    most = _MOST * sum(scene.raw[node.end] - scene.raw[node.start] for node in nodes)
    within = _within(scene, nodes, most)
    holding = _holding(scene, within, inside, most)
    if holding:
        within = [bits & ~holding for bits in within]
    return Body(nodes, tuple(inside), witness, tuple(within), tuple(scene.of_blocks), layout)


def _within(scene: _Scene, nodes: tuple[Node, ...], most: float) -> list[int]:
    """For each node the signs between it and the body, save those that hold most of the prose."""
    within = [0] * len(scene.page.nodes)
    own = {node.index for node in nodes}
    for node in scene.page.nodes:
        if node.parent is not None and node.index not in own:
            bits = node.signs
            holds_most = scene.raw[node.end] - scene.raw[node.start] > most
            if bits & FOREIGN and holds_most and node.index not in scene.never:
                bits &= ~FOREIGN  # it holds the article, whatever it is called
            within[node.index] = within[node.parent.index] | bits
    return within


def _holding(scene: _Scene, within: list[int], inside: list[bool], most: float) -> int:
    """Names of frames that most of the body's prose stands under, part by part.

    A template may set each section of an article as a ``card``: there the word tells nothing.
    """
    weights: dict[int, float] = {}
    for block, weight in zip(scene.page.blocks, scene.of_blocks, strict=True):
        bits = within[block.node.index] & _FRAMES if weight else 0
        if bits and inside[block.index]:
            weights[bits] = weights.get(bits, 0.0) + weight
    holding = 0
    for bit in class_names.NAMES:
        if bit & _FRAMES and sum(w for bits, w in weights.items() if bits & bit) > most:
            holding |= bit
    return holding


def _by_layout(scene: _Scene, layouts: Sequence[Layout]) -> tuple[list[Node], Layout | None]:
    """The elements that the first fitting layout's selector matches, where they hold text."""
    by_element = {node.element: node for node in scene.page.nodes} if layouts else {}
    root = scene.page.nodes[0].element
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


def _by_density(scene: _Scene) -> Node:
    """The element whose own paragraphs weigh most; half goes to the element around it."""
    scores: dict[int, float] = {}
    for block, weight in zip(scene.page.blocks, scene.weights, strict=True):
        if not weight:
            continue
        holder = block.node.parent or block.node
        share = weight
        for ancestor in holder.ancestors():
            scores[ancestor.index] = scores.get(ancestor.index, 0.0) + share
            share *= 0.5
            if share < weight / 8:
                break
    if not scores:
        return scene.page.nodes[0]
    best = max(scores, key=lambda index: (scores[index], index))
    return scene.page.nodes[best]


def _by_name(scene: _Scene, dense: Node) -> list[Node]:
    """Elements that the template calls the body, where they hold what density found."""
    total = max(scene.prose(dense), 1.0)
    named = [
        node
        for node in scene.page.nodes
        if node.signs & class_names.BODY
        and node.tag not in ("html", "body")
        and not scene.foreign[node.index]
        and scene.prose(node) > 0
    ]
    chosen = _outermost(named)
    held = sum(scene.prose(node) for node in chosen)
    around = {ancestor.index for ancestor in dense.ancestors()}
    if any(node.index in around for node in chosen):
        return [node for node in chosen if node.index in around or _kin(node, dense)]
    return chosen if held >= _FAIR * total and held > 0.8 * scene.sums[-1] * _FAIR else []


def _kin(node: Node, dense: Node) -> bool:
    """Whether a second body goes on with the first: the same name, the same depth."""
    return node.names == dense.names or abs(node.depth - dense.depth) <= 1


def _grow(scene: _Scene, node: Node) -> list[Node]:
    """Go up while the element around adds prose of the same article."""
    while node.parent is not None and node.parent.tag not in ("html", "body"):
        parent = node.parent
        gain = scene.prose(parent) - scene.prose(node)
        if gain < 0.1 * scene.prose(node) or node.tag in ("article", "main"):
            break
        node = parent
    return [node]
