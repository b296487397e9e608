"""Weighs class names against prose: a name is a hint, prose is evidence.

Templates name an element ``paywall``, ``share-text`` or ``hidden`` and put the article in it. If
elements of one shape contain much of the page's running text, the flags of their names are void:
nothing after this sees them. Four kinds of names may outweigh prose, each by other evidence: a
comment thread by the lines between comments, a list of other articles by its links, a notice of
consent or rights by its words, a hidden element by its text or its subject being elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import or_

from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.extraction.html.location import hidden_boxes, unnamed_notices
from pipelines.extraction.html.location.headed_sections import are_amid_text, headed_sections
from pipelines.extraction.html.location.running_sums import held_by, running
from pipelines.extraction.html.location.subject_words import (
    UNSPACED,
    shared_words,
    subject_stems,
)
from pipelines.extraction.html.location.unnamed_notices import ASKS
from pipelines.extraction.lexicon import class_names, phrases
from pipelines.extraction.lexicon.appeal_words import kinds_beside
from pipelines.items import HEADING

# Names that locate the text stay; a table stays a table.
_HINTS = ~(class_names.BODY | class_names.ARTICLE | class_names.TABLE)
_LISTS = (
    class_names.RELATED
    | class_names.TEASER
    | class_names.NAV
    | class_names.SIDEBAR
    | class_names.TOC
    | class_names.AD
)
_SPEAKING = class_names.PROMPT | class_names.COMMENT | class_names.SHARE  # to readers, or by them
_TERMS = class_names.PROMPT | class_names.NOTICE
_RIGHTS = re.compile(r"\bcopyrights?\b|\brights reserved\b|\btous droits\b|\balle rechte\b")
_PARAGRAPH = 80  # weight of prose: shorter paragraphs may be a prompt's
_MIN_PARAGRAPHS = 3  # paragraphs: a box within the text has fewer
_MIN_PART = 2  # paragraphs, where they share words with the text that they continue
_SHARED = 0.2  # of a paragraph's words, mean
_SHARED_IN_ROW = 0.1  # the same, for one of several pieces of a text that are set alike
_MOST_KINDS = 2  # of words of appeals to readers, in a part of an article
_LARGE = 0.1  # of the page's prose
_MIN_MAIN_SHARE = 0.5  # of the page's prose: this much is no box, in however few paragraphs
_MIN_HIDDEN_SHARE = 0.3  # the same: a longer hidden box may be taken for the article
_APART = 2  # blocks between two consecutive paragraphs
_BETWEEN = 0.34  # lines, or links, between paragraphs, per paragraph
_MIN_HEADLINE_SHARE = 0.2  # of the headline's words
_MIN_UNSPACED_SHARE = 0.06  # of its runs of characters; a box about other things has none
_HALF = 0.5
_RARE = 60  # words: a consent text repeats its request once in this many
_ARTICLE = 400  # weight of prose beside a thread: less is no article with comments
_LINK = 20  # characters of a link that is a headline
Shape = tuple[tuple[str, str], tuple[str, str], int]


def void(page: Blocks, prose: Sequence[float], never: Sequence[Node], headline: str) -> list[Node]:
    """Remove flags from the page's elements and blocks that their prose refutes.

    Args:
        page: its blocks and elements; their ``flags`` are changed.
        prose: running text of each block, in characters.
        never: elements that are never the article, whatever they contain.
        headline: the headline as stated in the page's ``<head>``.

    Returns:
        The elements that ask for consent, and other notices beside the article.
    """
    sums = _Sums(page, prose, never, headline)
    consent: list[Node] = []
    if not sums.total:
        return consent
    shapes: dict[Shape, list[Node]] = defaultdict(list)
    for node in page.named:
        if node.flags & _HINTS and node.parent is not None:
            shapes[_shape(node)].append(node)
    named = [node for nodes in shapes.values() for node in nodes]
    named.sort(key=lambda node: node.index)
    for nodes in headed_sections(page, named, lambda index: sums.weights[index] > 0):
        bits = ~_HINTS
        if not are_amid_text(page, nodes, lambda index: sums.is_plain(index, 1)):
            nodes = [node for node in nodes if held_by(sums.long, [node])]
            flags = reduce(or_, (node.flags for node in nodes), 0)
            bits = sums.believed(nodes, flags, sums.share(nodes)) if len(nodes) > 1 else ~0
        for node in nodes:
            node.flags &= bits
    for nodes in shapes.values():
        held = _outermost(nodes) if len(nodes) > 1 else nodes
        share = sums.share(held)
        if not share:
            continue
        is_hidden = nodes[0].flags & class_names.HIDDEN and share > _MIN_HIDDEN_SHARE
        if is_hidden and hidden_boxes.are_foreign(
            page, sums.weights, held, headline, sums.goes_on(held)
        ):
            consent += held
            continue
        bits = sums.believed(held, nodes[0].flags, share)
        if nodes[0].flags & bits & _TERMS and sums.is_consent(held):
            consent += held
        for node in nodes:
            node.flags &= bits
    _void_inline(page, sums)
    consent += [node for node in page.dialogs if sums.is_consent([node])]
    return consent + unnamed_notices.find(
        page,
        sums.weights,
        (headline, sums.headline),
        never,
        sums.mentions,
        lambda node: sums.is_consent([node]),
    )


def forget(page: Blocks) -> None:
    """Remove all flags of names from the page, except those that locate the text."""
    for node in page.nodes:
        node.flags &= ~_HINTS
    for block in page.blocks:
        block.flags = 0


def _void_inline(page: Blocks, sums: _Sums) -> None:
    """Do the same for flags of inline wrappers: ``<p><span class="caption">``."""
    weights: dict[int, list[int]] = defaultdict(list)
    for block in page.blocks:
        if block.flags and sums.weights[block.index] >= _PARAGRAPH:
            weights[block.flags].append(block.index)
    for bits, indexes in weights.items():
        if sum(sums.weights[index] for index in indexes) > _MIN_MAIN_SHARE * sums.total:
            for index in indexes:
                page.blocks[index].flags &= ~bits


def _shape(node: Node) -> Shape:
    around = node.parent.shape if node.parent is not None else ("", "")
    return node.shape, around, node.flags


def _outermost(nodes: Sequence[Node]) -> list[Node]:
    chosen: list[Node] = []
    for node in nodes:
        if not chosen or node.start >= chosen[-1].end:
            chosen.append(node)
    return chosen


class _Sums:
    """Prefix sums over the page, and their evidence on elements of one shape."""

    def __init__(
        self, page: Blocks, prose: Sequence[float], never: Sequence[Node], headline: str
    ) -> None:
        self.page = page
        self.weights = list(prose)
        for node in never:
            self.weights[node.start : node.end] = [0.0] * (node.end - node.start)
        self.prose = running(self.weights)
        self.total = self.prose[-1]
        self.long = running([weight >= _PARAGRAPH for weight in self.weights])
        self.linked = running(
            [block.link_share > 0.5 and len(block.text) > _LINK for block in page.blocks]
        )
        self.lines = running(
            [
                not weight and block.kind is not HEADING
                for block, weight in zip(page.blocks, self.weights, strict=True)
            ]
        )
        self.mentions = list(map(unnamed_notices.mentions, page.blocks))
        self.ads = running(list(map(_is_ad, page.blocks)))
        heads = [block.folded for block in page.blocks if block.node.tag == "h1"]
        self.headline = subject_stems(" ".join((headline, *heads)).split())
        self.has_runs = any(UNSPACED.search(stem) for stem in self.headline)
        self.least_share = _MIN_UNSPACED_SHARE if self.has_runs else _MIN_HEADLINE_SHARE
        self.headline_words: dict[int, set[str]] = {}

    def share(self, nodes: Sequence[Node]) -> float:
        """Return the share of the page's prose that the elements contain."""
        return held_by(self.prose, nodes) / self.total

    def believed(self, nodes: Sequence[Node], bits: int, share: float) -> int:
        """Return a mask of the flags to keep for elements of one shape."""
        most = share > _MIN_MAIN_SHARE
        if not most and share < _LARGE:
            return ~0
        long = held_by(self.long, nodes)
        goes_on = long >= _MIN_PART and self.goes_on(nodes)
        if not (most or goes_on):
            return ~0
        is_row = most and goes_on and all(map(self._is_in_paragraphs, nodes))
        is_part = goes_on and (is_row or self._is_of_one_text(nodes, bits))
        if not (most or is_part or long >= _MIN_PARAGRAPHS):
            return ~0
        is_main = self._headline_share(nodes) >= self.least_share
        if not (is_main or is_part) or (not (most and is_main) and self._is_legal(nodes)):
            return ~0
        kept = ~_HINTS
        if bits & class_names.COMMENT and self._is_thread(nodes, long):
            kept |= class_names.COMMENT
        if bits & _LISTS and held_by(self.linked, nodes) >= _HALF * long:
            kept |= _LISTS
        if bits & class_names.HIDDEN and self._is_copy(nodes):
            kept |= class_names.HIDDEN
        if bits & class_names.CAPTION and self._is_pictured(nodes, long):
            kept |= class_names.CAPTION
        return kept

    def _is_of_one_text(self, nodes: Sequence[Node], bits: int) -> bool:
        """Return whether the paragraphs share many words with the plain text around them.

        What is called a prompt and says nothing to the reader is no prompt.
        """
        inside = {index for node in nodes for index in range(node.start, node.end)}
        long = [index for index, weight in enumerate(self.weights) if weight >= _PARAGRAPH]
        blocks = self.page.blocks
        kinds = kinds_beside(" ".join(blocks[index].folded for index in sorted(inside)))
        if kinds > _MOST_KINDS:
            return False  # an appeal may name the subject of the day, too
        if not kinds and not bits & _HINTS & ~_SPEAKING:
            return True
        if self.has_runs:
            return kinds < _MOST_KINDS
        plain = [blocks[i] for i in long if i not in inside and self.is_plain(i)]
        own = [blocks[i] for i in long if i in inside]
        enough = _SHARED_IN_ROW if all(map(self._is_in_row, nodes)) else _SHARED
        return shared_words(own, plain) >= enough

    def _is_in_row(self, node: Node) -> bool:
        """Return whether an element and the one before it are alike, both of paragraphs alone."""
        if node.start == 0 or not self._is_of_paragraphs(node):
            return False
        above = self.page.blocks[node.start - 1].node.ancestors()
        before = next((one for one in above if one.parent is node.parent), None)
        return before is not None and before.tag == node.tag and self._is_of_paragraphs(before)

    def _is_of_paragraphs(self, node: Node) -> bool:
        return node.end - node.start == held_by(self.long, [node]) >= _MIN_PART

    def _is_in_paragraphs(self, node: Node) -> bool:
        """Return whether an element is a paragraph itself, beside plain ones, and no box."""
        around = node.parent or node
        is_leaf = node.end - node.start == 1 and self.page.blocks[node.start].node is node
        return is_leaf and any(map(self.is_plain, range(around.start, around.end)))

    def _headline_share(self, nodes: Sequence[Node]) -> float:
        """Return the share of the headline's words in the elements; 1 without a headline."""
        if not self.headline:
            return 1.0
        words: set[str] = set()
        for node in nodes:
            for index in range(node.start, node.end):
                if index not in self.headline_words:
                    block = self.page.blocks[index]
                    self.headline_words[index] = self.headline & subject_stems(block.words)
                words |= self.headline_words[index]
        return len(words) / len(self.headline)

    def _is_legal(self, nodes: Sequence[Node]) -> bool:
        """Return whether the text is about consent or rights, which may be paragraphs, too."""
        blocks = (one for node in nodes for one in self.page.blocks[node.start : node.end])
        text = " ".join(block.folded for block in blocks)
        asks = len(ASKS.findall(text)) >= 2 or self.is_consent(nodes)
        return asks or bool(_RIGHTS.search(text))

    def is_consent(self, nodes: Sequence[Node]) -> bool:
        """Return whether the text asks for consent, with no word of the headline."""
        consents = sum(sum(self.mentions[node.start : node.end]) for node in nodes)
        if consents < 2:
            return False
        blocks = (one for node in nodes for one in self.page.blocks[node.start : node.end])
        return (
            consents * _RARE >= sum(block.word_count for block in blocks)
            and self._headline_share(nodes) < self.least_share
        )

    def goes_on(self, nodes: Sequence[Node]) -> bool:
        """Return whether text without lines or links continues plain paragraphs next to it."""
        lines = held_by(self.lines, nodes) - held_by(self.ads, nodes)
        if max(lines, held_by(self.linked, nodes)) > _BETWEEN * held_by(self.long, nodes):
            return False
        return any(self.is_plain(index) for node in nodes for index in self._beside(node))

    def _beside(self, node: Node) -> Iterator[int]:
        """Yield the blocks around an element within its parent, but for labels of advertisements.

        An outlet prints those between any two paragraphs.
        """
        around, ads = hidden_boxes.surroundings(node, self.prose), self.ads
        before = range(node.start - 1, around.start - 1, -1)
        for indexes in (before, range(node.end, around.end)):
            near = (one for one in indexes[: 2 * _APART] if ads[one] == ads[one + 1])
            yield from islice(near, _APART)

    def is_plain(self, index: int, least: float = _PARAGRAPH) -> bool:
        """Return whether a block is a paragraph of so much prose without a telling name."""
        flags = self.page.blocks[index].node.flags
        return self.weights[index] >= least and not flags & _HINTS

    def _is_thread(self, nodes: Sequence[Node], long: float) -> bool:
        """Return whether these are comments, one by one, beside an article or below one."""
        if self.total - held_by(self.prose, nodes) < _ARTICLE:
            return False
        starts = [0] * (len(self.page.blocks) + 1)
        for node in self.page.named:
            if node.flags & class_names.COMMENT and node.end > node.start:
                starts[node.start + 1] += 1
        inner = held_by(running(starts[1:]), nodes)
        lines = held_by(self.lines, nodes)
        return inner >= _MIN_PARAGRAPHS and (lines >= _HALF * long or len(nodes) >= _MIN_PARAGRAPHS)

    def _is_copy(self, nodes: Sequence[Node]) -> bool:
        """Return whether most of the text is elsewhere on the page, too."""
        inside = {index for node in nodes for index in range(node.start, node.end)}
        own = {self.page.blocks[index].folded for index in inside if self.weights[index]}
        other = {block.folded for block in self.page.blocks if block.index not in inside}
        return len(own & other) > _HALF * len(own)

    def _is_pictured(self, nodes: Sequence[Node], long: float) -> bool:
        """Return whether most paragraphs are right below an image, or alone with one."""
        if any(node.tag == "figcaption" for node in nodes):
            return True
        indexes = (index for node in nodes for index in range(node.start, node.end))
        below = sum(
            index in self.page.image_before
            for index in indexes
            if self.weights[index] >= _PARAGRAPH
        )
        return below >= _HALF * long or sum(map(_has_picture, nodes)) >= _HALF * len(nodes)


def _is_ad(block: Block) -> bool:
    return block.label is not None and block.label[0] is phrases.LabelKind.AD


def _has_picture(node: Node) -> bool:
    """Return whether the parent contains only an image and the element's text."""
    around = node.parent
    if around is None or around.end - around.start > 2 * (node.end - node.start) + 2:
        return False
    return next(around.element.iter("img"), None) is not None
