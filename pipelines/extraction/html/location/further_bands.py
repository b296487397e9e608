"""Further parts of a text that a template prints below its body: in bands, or section by section.

The body, by its name or its density, is then only the beginning: the rest stands beside it, in
several elements of one name, with boxes for advertisements and letters between them, or in
neighbours that each hold a sub-heading and its paragraphs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile

from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.extraction.html.location.subject_words import shared_words
from pipelines.extraction.html.location.whole_text import begins_article
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.sentence_ends import is_one_sentence
from pipelines.items import HEADING, PARAGRAPH

_FEWEST = 2  # elements of one name
_LEAST = 150  # characters of prose in them
_SHARED = 0.2  # of their words, mean, in the body
_LINKED, _HEADLINE = 0.5, 25  # share of link in a headline of another page; its characters
_CAPTIONS, _CAPTIONED = 4, 3  # lines right below the body; elements around a line of one
_BOLD, _LONGEST = 0.9, 160  # share of bold letters in a sub-heading; its characters
_NOT_TEXT = class_names.CAPTION | class_names.COMMENT | class_names.AUTHOR | class_names.BIO


def further_bands(page: Blocks, body: Sequence[Node], prose: Sequence[float]) -> list[Node]:
    """Return the elements below the body that continue its text; none below another heading.

    Args:
        page: its blocks and elements.
        body: the elements taken for the body, in page order.
        prose: the amount of running text in each block.
    """
    first = max(node.end for node in body)
    below = list(takewhile(_may_be_amid_text, page.blocks[first:]))
    end = first + len(below)
    if sum(prose[first:end]) < _LEAST:
        return []
    groups: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in page.nodes:
        if node.start >= end:
            break
        if node.start >= first and node.end <= end and node.names and node.end > node.start:
            group = groups[node.tag, node.names]
            if not group or node.start >= group[-1].end:
                group.append(node)
    text = [block for node in body for block in page.blocks[node.start : node.end]]
    for group in groups.values():
        if len(group) >= _FEWEST and not any(node.flags & _NOT_TEXT for node in group):
            blocks = [block for node in group for block in page.blocks[node.start : node.end]]
            told = [block for block in blocks if prose[block.index]]
            is_plain = all(one.kind is PARAGRAPH and not one.hrefs for one in blocks)
            if is_plain and sum(prose[one.index] for one in told) >= _LEAST:
                return group if shared_words(told, text) >= _SHARED else []
    return []


def further_sections(
    page: Blocks, body: Sequence[Node], prose: Sequence[float], is_foreign: Sequence[bool]
) -> list[Node]:
    """Return the sections right below the body: neighbours, each a sub-heading and paragraphs.

    What a template prints there of other stories is linked, dated or signed, or tells each in a
    sentence.

    Args:
        page: its blocks and elements.
        body: the elements taken for the body, in page order.
        prose: the amount of running text in each block.
        is_foreign: tells of each element whether a name calls it, or one around it, foreign.
    """
    end = max(node.end for node in body)
    below = islice(page.blocks, end, end + _CAPTIONS)
    first = next((one.index for one in below if not _is_caption(one)), len(prose))
    if first + 1 >= len(prose) or not (prose[first + 1] and _is_sub_heading(page.blocks[first])):
        return []
    around = {node.index for one in body for node in one.ancestors()}
    for box in page.blocks[first].node.ancestors():
        if box.parent is None or box.start < end:
            return []
        beside = (one for one in page.nodes[box.index :] if one.parent is box.parent)
        found = _run_of_sections(page, beside, prose, is_foreign)
        if len(found) >= _FEWEST and _near(box.parent, around):
            return found
    return []


def _run_of_sections(
    page: Blocks, beside: Iterable[Node], prose: Sequence[float], is_foreign: Sequence[bool]
) -> list[Node]:
    found: list[Node] = []
    end = 0
    for node in beside:
        lines = [one for one in page.blocks[node.start : node.end] if not _is_caption(one)]
        is_next = not found or (node.tag == found[0].tag and node.start == end)
        end = node.end
        if is_next and not lines:
            continue
        if not is_next or len(lines) < _FEWEST or not _is_sub_heading(lines[0]):
            break
        if any(is_foreign[one.node.index] or one.node.flags & _NOT_TEXT for one in lines):
            break
        told = [one for one in lines if prose[one.index]]
        is_told = len(told) > 1 or (told and not is_one_sentence(told[0].text))
        if not is_told or any(one.link_share > _LINKED for one in lines) or begins_article(node):
            break
        found.append(node)
    return found


def _is_caption(block: Block) -> bool:
    return any(one.tag == "figcaption" for one in islice(block.node.ancestors(), _CAPTIONED))


def _near(parent: Node, around: set[int]) -> bool:
    """Return whether an element is one around the body, or the box of what stands below it."""
    return any(one.index in around and one.tag != "body" for one in islice(parent.ancestors(), 2))


def _is_sub_heading(block: Block) -> bool:
    size = len(block.text)
    is_set = block.kind is HEADING or block.bold >= _BOLD * size
    return is_set and not block.hrefs and size <= _LONGEST and block.label is None


def _may_be_amid_text(block: Block) -> bool:
    """Return whether a block may stand between bands of one text: no heading, no headline."""
    is_headline = block.link_share > _LINKED and len(block.text) > _HEADLINE
    return block.kind is not HEADING and not is_headline
