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
    article_near,
    is_foreign,
    is_own,
    shared,
)
from pipelines.extraction.rules.lists.list_items import is_bold, is_headline
from pipelines.extraction.verdict.word_overlap import is_unspaced, stems

_MIN_ITEMS = 2  # items
_MIN_ITEMS_BELOW_SUB_HEADING = 3  # standfirsts
_PARAGRAPHS, _SINGLE = 4, 0.25  # of an article with longer paragraphs; share of single sentences
_MAX_STANDFIRSTS = 6  # below one label
_REACH = 200  # blocks above a label
_TEASER = 420  # characters of a headline and its teaser in one line
_TAIL = 0.5  # of the text above: anything longer is not a tail
_FOREIGN_TAIL = 2.0  # the same if it is about other stories
_MOST_OF_ONE = 0.25  # share of one sentence's words in the article
_QUOTES = '"“”«»„「'
_QUOTED = re.compile(f"[{_QUOTES}]")


def teasers(
    context: RuleContext, label: Block, blocks: Sequence[Block], *, in_box: bool
) -> list[int]:
    """Return the standfirsts below a label: one sentence each.

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
    is_tail = len(blocks) <= _MAX_STANDFIRSTS and size <= _FOREIGN_TAIL * before
    is_short = size <= _TAIL * before
    title = context.known.title
    if is_tail and _are_teasers(blocks, prose_above, title, may_head_text, is_short):
        return [block.index for block in blocks]
    return [] if may_head_text else [block.index for block in _amid_text(context, label, blocks)]


def _are_teasers(
    blocks: Sequence[Block],
    above: Sequence[Block],
    title: str,
    may_head_text: bool,
    is_short: bool,
) -> bool:
    """Return whether all blocks down to the end of the text are standfirsts of other articles."""
    fewest = _MIN_ITEMS_BELOW_SUB_HEADING if may_head_text else _MIN_ITEMS
    if len(blocks) < fewest:
        return False
    if is_short and all(map(_is_standfirst, blocks)) and not is_own(blocks, above):
        return not (may_head_text and _resembles_standfirsts(above)) or is_foreign(
            blocks, above, title, MOST_SHARED_BELOW_LABEL
        )
    return (
        not may_head_text
        and all(map(_is_teaser, blocks))
        and not _may_be_one_headline(blocks)
        and is_foreign(blocks, above, title)
    )


def _amid_text(context: RuleContext, label: Block, blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the standfirsts right below a label, up to the first text with the article's words.

    None where a single sentence of the article shares as few of its words, or where words are not
    separated.
    """
    run = list(takewhile(_is_standfirst, blocks[:_MAX_STANDFIRSTS]))
    if len(run) < _MIN_ITEMS or is_unspaced(run[0].text):
        return []
    nearby = article_near(context, label.index, run[-1].index)
    words = stems(nearby)
    run = list(takewhile(lambda block: shared(block, words) <= _MOST_OF_ONE, run))
    if not _MIN_ITEMS <= len(run) < len(blocks):
        return []
    most = max(shared(block, words) for block in run)
    sentences = [block for block in nearby if _is_standfirst(block)]
    if any(shared(one, stems(x for x in nearby if x is not one)) <= most for one in sentences):
        return []
    return run if is_foreign(run, nearby, context.known.title, MOST_SHARED_BELOW_LABEL) else []


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
