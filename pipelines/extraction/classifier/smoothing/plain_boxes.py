"""Boxes of short lines amid the article's paragraphs, with nothing that a template's box has.

A box of facts, of dates, of what one needs is as short as a template's lines, and shares few words
with the text. What a template puts between paragraphs has links, pictures, fields or buttons.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.classifier.smoothing import header_facts
from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.html.main_content import NON_CONTENT_FLAGS
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.notices import outlet_voice
from pipelines.extraction.lexicon.own_lists import announcements
from pipelines.items import HEADING, TABLE

_FEWEST, _MOST = 3, 30  # lines
_LONGEST_LINE = 160  # characters
_DEPTH = 5  # elements between a line and the text's element
_LEAST_MEAN = 0.11  # content probability of its lines
_MIN_PARAGRAPHS = 2  # of the text, beside the box
_PARTS = ("a", "img", "picture", "video", "iframe", "form", "input", "select", "button", "svg")
# A card is no teaser without a link, nor is an aside another page's.
_FOREIGN = NON_CONTENT_FLAGS & ~(class_names.TEASER | class_names.SIDEBAR)
# How to reach or to pay an outlet (addresses, numbers of telephones, prices), and tags in a row.
_TEMPLATE = re.compile(
    r"@\w|\bwww\.|\w\.\w{2,}/|\d[\d ()/-]{7,}\d|[€£$¥₫₽฿]|\d ?(?:đ|руб|kr|zł)\b|[•·|/,]$"
)


def plain_boxes(likely: Sequence[float], facts: PageFacts) -> Iterator[Sequence[int]]:
    """Yield the blocks of each box of short lines that stands beside paragraphs of the article."""
    low, high = _LEAST_MEAN, thresholds.KEEP
    doubtful = [index for index, value in enumerate(likely) if low <= value < high]
    doubtful = [index for index in doubtful if facts.body.in_body[index]]
    if not doubtful:
        return
    blocks = facts.page.blocks
    around = Counter((blocks[one].node.parent or blocks[one].node).index for one in facts.core)
    seen: set[int] = set()
    for index in doubtful:
        box = None if blocks[index].hrefs else _box(blocks[index], around)
        if box is None or box.index in seen:
            continue
        seen.add(box.index)
        if _is_plain(box, facts) and _mean(box, likely) >= _LEAST_MEAN:
            yield range(box.start, box.end)


def _box(block: Block, around: Counter[int]) -> Node | None:
    """Return the element around a block that stands beside paragraphs of the text."""
    fewest = 1 if block.kind is TABLE else _FEWEST
    for node in islice(block.node.ancestors(), _DEPTH):
        if node.parent is not None and around[node.parent.index] >= _MIN_PARAGRAPHS:
            return node if fewest <= node.end - node.start <= _MOST else None
    return None


def _mean(box: Node, likely: Sequence[float]) -> float:
    values = likely[box.start : box.end]
    return sum(values) / len(values)


def _is_plain(box: Node, facts: PageFacts) -> bool:
    """Return whether a box has short lines only, the first of which may be its heading."""
    lines = facts.page.blocks[box.start : box.end]
    above = facts.page.blocks[max(0, box.start - 1) : box.start]
    if any(facts.labels[one.index] or facts.starts[one.index] for one in above):
        return False
    if any(map(_is_label, (*above, lines[0]))) or speaks_of_outlet((*above, *lines), facts):
        return False
    if header_facts.are_above_text(lines, facts):
        return False
    for line in lines:
        index = line.index
        if line.hrefs or facts.labels[index] or facts.starts[index]:
            return False
        if line.kind is HEADING and index != box.start:
            return False
        if len(line.text) > _LONGEST_LINE and line.kind is not TABLE:
            return False
        if int(facts.ancestor_flags[index]) & _FOREIGN or not facts.body.in_body[index]:
            return False
    if sum(_TEMPLATE.search(line.text) is not None for line in lines) * _FEWEST > len(lines):
        return False
    return not _has_parts(box)


def _is_label(line: Block) -> bool:
    """Return whether a line ends with a colon and promises nothing ("Editor:")."""
    return (
        line.text.endswith(announcements.COLONS)
        and not announcements.promises(line.text)
        and not announcements.names_list(line.folded)
    )


def speaks_of_outlet(lines: Sequence[Block], facts: PageFacts) -> bool:
    """Return whether one of these lines is about the press, or what an outlet offers or asks."""
    voice = outlet_voice.of_language(facts.known.language)
    short = [line for line in lines if len(line.text) <= _LONGEST_LINE]
    return voice is not None and any(voice.has_matter(one.text, one.words) for one in short)


def _has_parts(box: Node) -> bool:
    """Return whether a box has, or is followed by, a part that a reader may use or look at."""
    below = box.element.getnext()
    if below is not None and (below.tag == "form" or below.find(".//input") is not None):
        return True
    return next(box.element.iter(*_PARTS), None) is not None
