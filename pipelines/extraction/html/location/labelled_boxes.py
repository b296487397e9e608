"""Boxes that begin with the label of a list of other articles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from pipelines.extraction.html.blocks import Block, Blocks, Node, element_around
from pipelines.extraction.html.location.subject_words import block_stems, subject_stems
from pipelines.extraction.lexicon import class_names, phrases
from pipelines.extraction.lexicon.sentence_ends import is_one_sentence

_REACH = 2  # blocks between the page's headline and its text: a date, a name
_RUNNING = 0.3  # of a box's prose
_MIN_HEADLINE_SHARE = 0.25  # of the headline's words, in the text beside the boxes


def labelled_boxes(page: Blocks) -> list[Node]:
    """Return the boxes that begin with the label of a list of other articles.

    Such a list may contain more prose than the article next to it. A box with a headline of its own
    does not count, nor does one that contains all of the page's text.
    """
    return _begun_by(page, [block for block in page.blocks if _is_label(block)])


def of_other_articles(
    page: Blocks, part: Node, prose: Sequence[float], headline: str
) -> list[Node]:
    """Return the boxes of announced lists, if ``part`` is within one and the article beside them.

    A brief may have less prose than a list below it, but stands right below the headline, or tells
    what it does. A box named as the article's body is no list, nor is one of running text.

    Args:
        page: its blocks.
        part: the element taken for the text.
        prose: the amount of running text in each block.
        headline: the headline as stated in the page's ``<head>``, folded.
    """
    announced = [block for block in page.blocks if block.announces]
    boxes = [
        one
        for one in _begun_by(page, announced)
        if not (one.flags & class_names.BODY or _is_running_text(page, one, prose))
    ]
    if not any(box.start <= part.start and part.end <= box.end for box in boxes):
        return []
    listed = set(chain.from_iterable(range(box.start, box.end) for box in boxes))
    beside = [block for block in page.blocks if prose[block.index] and block.index not in listed]
    heads = [node.end for node in page.of_tag("h1") if node.end > node.start]
    if len(heads) == 1 and any(0 <= block.index - heads[0] <= _REACH for block in beside):
        return boxes
    wanted = subject_stems(set(headline.split()))
    told = len(wanted & block_stems(beside))
    items = (page.blocks[at] for at in listed if prose[at])
    least = max(0, _MIN_HEADLINE_SHARE * len(wanted), len(wanted & block_stems(items)))
    return boxes if told > least else []


def _is_running_text(page: Blocks, box: Node, prose: Sequence[float]) -> bool:
    """Return whether a box without links has paragraphs right below one another, as no list has.

    A list has one teaser below each headline, or standfirsts of one sentence. The label is then
    the article's first sub-heading: ``Latest`` in a live blog.
    """
    told = [block for block in page.blocks[box.start : box.end] if prose[block.index]]
    if any(block.hrefs for block in page.blocks[box.start : box.end]):
        return False
    below = [block for block in told if prose[block.index - 1] and block.index > box.start]
    goes_on = sum(prose[block.index] for block in below if not is_one_sentence(block.text))
    return goes_on > _RUNNING * sum(prose[block.index] for block in told) > 0


def _begun_by(page: Blocks, labels: Sequence[Block]) -> list[Node]:
    """Return the box that each of these lines begins, without those around the page's headline."""
    heads = page.first_headings()
    found: list[Node] = []
    for block in labels:
        node = element_around(block)
        holds_head = any(node.start <= head < node.end for head in heads)
        if node.start == block.index and node.tag != "body" and not holds_head:
            found.append(node)
    return found


def _is_label(block: Block) -> bool:
    label, folded = block.label, block.folded
    if not label or label[0] is not phrases.LabelKind.LIST:
        return False
    return not phrases.may_head_text(folded) and not phrases.is_button(folded)
