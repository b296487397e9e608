"""Lists in any markup that the text announces: by a colon, or under the name of such a list.

Most lists are no ``<ul>``: lines of a ``<div>``, rows, cards, numbered paragraphs. Their items are
as short as a template's lines, and only what stands above them tells whose they are. They may link
to other sites: tools, sources, those who signed; to the outlet's own pages link teasers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.classifier.smoothing.plain_boxes import speaks_of_outlet
from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.html.main_content import NON_CONTENT_FLAGS
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.own_lists import announcements
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_END
from pipelines.items import CODE, HEADING, PARAGRAPH, QUOTE, TABLE

_LONGEST_ITEM = 160  # characters, except of a table
_MOST_ITEMS = 40  # blocks
_FEWEST = 2  # blocks, unless one block holds the list
_WHOLE = frozenset((TABLE, QUOTE, CODE))
_PERIOD = 2  # items are in one form, or in two by turns: a name, and what is said of it
_FOREIGN = NON_CONTENT_FLAGS & ~class_names.TEASER  # a card without a link is no teaser
_SURE_LINE = 0.5  # content probability; a short line in the text's end is in some doubt
_NAME_WORDS = 9  # of a line that names a list


def announced_lists(likely: Sequence[float], facts: PageFacts) -> Iterator[Sequence[int]]:
    """Yield the blocks of each list that the text announces, with the name of the list."""
    inside = facts.body.in_body
    for block in facts.page.blocks[:-1]:
        if not inside[block.index] or block.hrefs:
            continue
        if _is_promise(block, likely):
            items = _promised(block, likely, facts)
        elif _is_name(block, facts):
            items = [block.index, *found] if (found := _below(block, facts)) else []
        else:
            continue
        if items:
            yield items


def _is_promise(block: Block, likely: Sequence[float]) -> bool:
    if block.kind is not PARAGRAPH or likely[block.index] < thresholds.DOUBT[0]:
        return False
    return announcements.promises(block.text)


def _promised(line: Block, likely: Sequence[float], facts: PageFacts) -> list[int]:
    """Return the indices of the list that a sentence promises, with the sentence's if in doubt.

    In doubt it is the text's only above links to several other sites, which no template prints.
    """
    if speaks_of_outlet((line,), facts):
        return []
    items = _below(line, facts)
    if likely[line.index] >= _SURE_LINE:
        return items
    linked = [target for one in items for target in facts.link_targets(facts.page.blocks[one])]
    several = len({target.netloc for target in linked}) >= _FEWEST
    return [line.index, *items] if several else []


def _is_name(block: Block, facts: PageFacts) -> bool:
    if len(block.folded) > announcements.LONGEST_NAME or facts.labels[block.index]:
        return False  # most lines of the text
    if block.kind is not HEADING and block.word_count > _NAME_WORDS:
        return False
    return announcements.names_list(block.folded)


def _below(line: Block, facts: PageFacts) -> list[int]:
    """Return the indices of the list right below a line; empty if it links here or is none."""
    first = facts.page.blocks[line.index + 1]
    holder = _holder(first, line.index)
    if _is_speech(line, first, holder):
        return []
    flags = int(facts.ancestor_flags[line.index])
    units: list[range] = []
    shapes: list[tuple[str, str]] = []
    for unit, shape in _units(first, first.node if holder is None else holder.parent, facts):
        lines = [facts.page.blocks[one] for one in unit]
        is_name = len(lines) == 1 and len(units) % _PERIOD == 0 and shape != line.node.shape
        if not all(_is_item(one, facts, flags, may_head=is_name) for one in lines):
            break
        if len(shapes) > 1 and shape != shapes[len(shapes) % _PERIOD]:
            break  # neither alike, nor a name and what is said of it in turn
        units.append(unit)
        shapes.append(shape)
    if len(shapes) > 1 and shapes[0] != shapes[1] and len(shapes) < 2 * _PERIOD:
        units = units[:1]
    if first.kind is HEADING and len(shapes) < 2 * _PERIOD:
        return []
    found = [one for unit in units for one in unit]
    is_list = len(found) >= _FEWEST or (found and _holds_list(first))
    return found if is_list and len(found) <= _MOST_ITEMS else []


def _units(
    first: Block, parent: Node | None, facts: PageFacts
) -> Iterator[tuple[range, tuple[str, str]]]:
    """Yield the blocks and the shape of each child of an element, from a block on."""
    blocks = facts.page.blocks
    at = first.index
    while at < len(blocks) and at <= first.index + _MOST_ITEMS:
        unit = _child(blocks[at], parent)
        if unit is not None and unit.start < at:
            return
        end = at + 1 if unit is None else unit.end
        yield range(at, end), ("", "") if unit is None else unit.shape
        at = end


def _is_speech(line: Block, first: Block, holder: Node | None) -> bool:
    """Return whether a sentence in the form of the line above it follows: what somebody says."""
    alike = holder is first.node and holder.shape == line.node.shape
    return (holder is None or alike) and SENTENCE_END.search(first.text) is not None


def _holder(block: Block, above: int) -> Node | None:
    """Return the outermost element around a block that begins below another one."""
    found = None
    for node in block.node.ancestors():
        if node.start <= above:
            break
        found = node
    return found


def _child(block: Block, parent: Node | None) -> Node | None:
    """Return the child of an element in which a block stands; None if it is the element's own."""
    found = None
    for node in block.node.ancestors():
        if node is parent:
            return found
        found = node
    return found


def _holds_list(block: Block) -> bool:
    """Return whether a block is a list by itself: a table, or lines between breaks."""
    if block.kind in _WHOLE:
        return True
    return sum(1 for _ in islice(block.node.element.iterchildren("br"), _FEWEST)) == _FEWEST


def _is_item(block: Block, facts: PageFacts, flags: int, *, may_head: bool) -> bool:
    index = block.index
    if not facts.body.in_body[index] or (block.hrefs and facts.offsite_share(block) < 1):
        return False
    if block.kind is HEADING and not may_head:
        return False
    if facts.labels[index] or facts.starts[index]:
        return False
    if len(block.text) > _LONGEST_ITEM and not _holds_list(block):
        return False
    return not int(facts.ancestor_flags[index]) & _FOREIGN & ~flags
