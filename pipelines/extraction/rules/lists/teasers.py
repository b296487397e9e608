"""Standfirsts of other articles below a label: sentences like the article's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from pipelines.extraction.html.blocks import Block, text_length
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.lexicon.sentence_ends import is_one_sentence
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.rules.lists.foreign_text import (
    MOST_SHARED_BELOW_LABEL,
    is_foreign,
    is_own,
)
from pipelines.extraction.rules.lists.list_items import is_bold, is_headline

_MIN_ITEMS = 2  # items
_MIN_ITEMS_BELOW_SUB_HEADING = 3  # standfirsts
_PARAGRAPHS, _SINGLE = 4, 0.25  # of an article with longer paragraphs; share of single sentences
_MAX_STANDFIRSTS = 6  # below one label
_REACH = 200  # blocks above a label
_TEASER = 420  # characters of a headline and its teaser in one line
_TAIL = 0.5  # of the text above: anything longer is not a tail
_FOREIGN_TAIL = 2.0  # the same if it is about other stories
_QUOTES = '"“”«»„「'
_QUOTED = re.compile(f"[{_QUOTES}]")


def teasers(
    context: RuleContext, label: Block, blocks: Sequence[Block], *, in_box: bool
) -> list[int]:
    """Return the standfirsts below a label: one sentence each, to the end of the text.

    A label may head nothing if a script writes the list: then the article continues, at length, in
    paragraphs of several sentences, about the same story.
    """
    if not blocks:
        return []
    may_head_text = phrases.may_head_text(label.folded)
    if in_box and not may_head_text:
        return [block.index for block in blocks]
    start = max(0, label.index - _REACH)
    near = context.blocks[start : label.index]
    above = [block for block in near if context.body.in_body[block.index]]
    prose_above = [block for block in above if context.facts.own_weights[block.index] > 0]
    bold = list(takewhile(is_bold, blocks))
    if len(bold) >= _MIN_ITEMS and not may_head_text and not any(map(is_bold, prose_above)):
        return [block.index for block in bold]
    size, before = text_length(blocks), text_length(above)
    if len(blocks) > _MAX_STANDFIRSTS or size > _FOREIGN_TAIL * before:
        return []
    fewest = _MIN_ITEMS_BELOW_SUB_HEADING if may_head_text else _MIN_ITEMS
    title = context.known.title
    if (
        len(blocks) >= fewest
        and all(map(_is_standfirst, blocks))
        and size <= _TAIL * before
        and not is_own(blocks, prose_above)
        and not (
            may_head_text
            and _resembles_standfirsts(prose_above)
            and not is_foreign(blocks, prose_above, title, MOST_SHARED_BELOW_LABEL)
        )
    ):
        return [block.index for block in blocks]
    if (
        not may_head_text
        and len(blocks) >= _MIN_ITEMS
        and all(map(_is_teaser, blocks))
        and not _may_be_one_headline(blocks)
        and is_foreign(blocks, prose_above, title)
    ):
        return [block.index for block in blocks]
    return []


def _may_be_one_headline(blocks: Sequence[Block]) -> bool:
    """Return whether only the first is a headline: what follows may be the article, which goes on.

    A teaser is one sentence.
    """
    first, *others = (is_headline(block.text) for block in blocks)
    is_prose = not any(is_one_sentence(block.text) for block in blocks[1:])
    return first and not any(others) and is_prose


def _is_teaser(block: Block) -> bool:
    """Return whether a block, without a quotation, may be a headline and its teaser in one line."""
    return len(block.text) <= _TEASER and not _QUOTED.search(block.text)


def _resembles_standfirsts(paragraphs: Sequence[Block]) -> bool:
    """Return whether an article is short, or has one-sentence paragraphs like standfirsts.

    Standfirsts cannot be distinguished from those.
    """
    single = sum(map(_is_standfirst, paragraphs))
    return len(paragraphs) < _PARAGRAPHS or single > _SINGLE * len(paragraphs)


def _is_standfirst(block: Block) -> bool:
    """Return whether a block may be a standfirst: none quotes whole sentences."""
    return block.text[0] not in _QUOTES and is_one_sentence(block.text)
