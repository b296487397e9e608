"""Measures independent evidence on a text, from which the confidence is computed.

A text is right as far as the page agrees with it: the metadata (``wordCount``, ``articleBody``,
description, headline), the location of the page's prose, and the classifier's certainty about kept
and stripped blocks.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence, Set
from itertools import chain

from pipelines.extraction.classifier.features import BlockFeatures
from pipelines.extraction.html.blocks import Block, text_length
from pipelines.extraction.page_data.structured_data import Structured
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.verdict.word_overlap import overlap
from pipelines.text import shingles

_PARAGRAPH = 80  # weight of prose that counts in a run
_STATED = 300  # characters of an articleBody that is not a summary
_COUNTED = 50  # words: a smaller wordCount counts something else
_BEGINNING = 4  # blocks
_PROSE = 0.5  # of a block's text may be link in prose
_UNDECIDED = (0.2, 0.7)  # content probabilities around the line between kept and stripped
_SURE, _SURELY_KEPT = 0.7, 0.9
_NO_TITLE = 0.5  # half a doubt: nothing to compare with
_MOST = 5.0  # of a ratio: more makes no difference
_SIZE_STEP = 0.25  # of the log of a text's length
_LONGER = 2.0  # log of a ratio of word counts, at most

Numbers = dict[str, float]


def measure(
    features: BlockFeatures,
    context: RuleContext,
    kept: Sequence[Block],
    kept_words: Set[str],
    stated: Structured,
    description: str | None,
) -> Numbers:
    """Return the evidence on a text: the larger a number, the less the page agrees with the text.

    Args:
        features, context: the page, as the classifier and the rules see it.
        kept, kept_words: the text's blocks, and the stems of their words.
        stated: the page's metadata.
        description: a summary that is not the text.
    """
    title = context.known.title
    in_body = context.body.in_body
    total = text_length(kept) or 1
    return {
        **_by_classifier(context, kept),
        "shorter_than_word_count": _shorter(stated, kept),
        "article_body_missing": _missing(features, kept),
        "description_untold": 1 - overlap(description, kept_words) if description else 0.0,
        "title_untold": 1 - overlap(title, kept_words) if title else _NO_TITLE,
        "outside_body": text_length([block for block in kept if not in_body[block.index]]) / total,
        "longest_run_removed": _longest_run(context, {block.index for block in kept}) / total,
        "length": _rounded(math.log1p(total / 1000)),
    }


def _rounded(size: float) -> float:
    """Return the log of a length in steps of a quarter.

    In a short text one wrong line counts more, and a very long one contains more that may be wrong.
    """
    return round(size / _SIZE_STEP) * _SIZE_STEP


def _by_classifier(context: RuleContext, kept: Sequence[Block]) -> Numbers:
    """Return the classifier's doubt about kept blocks, and about stripped ones between them."""
    likely = context.content_probability
    held = {block.index for block in kept}
    total = text_length(kept) or 1
    low, high = _UNDECIDED
    undecided = [block for block in context.blocks if low < likely[block.index] < high]
    within = context.blocks[min(held, default=0) : max(held, default=0)]
    removed = [block for block in within if block.index not in held]
    prose = [block for block in removed if block.link_share < _PROSE]
    surely_kept = max((at for at in held if likely[at] >= _SURELY_KEPT), default=-1)
    likely_removed = sum(len(block.text) * likely[block.index] for block in removed)
    return {
        "doubtful_kept": sum(len(block.text) * (1 - likely[block.index]) for block in kept) / total,
        "doubtful_blocks": sum(likely[at] < _SURE for at in held) / max(1, len(held)),
        "doubtful_start": max((1 - likely[one.index] for one in kept[:_BEGINNING]), default=1.0),
        "kept_below_sure": text_length([block for block in kept if block.index > surely_kept])
        / total,
        "undecided": min(_MOST, text_length(undecided) / total),
        "removed_within": min(_MOST, text_length(prose) / total),
        "likely_removed_within": min(_MOST, likely_removed / total),
    }


def _longest_run(context: RuleContext, kept: Collection[int]) -> float:
    """Return the weight of the page's longest stripped run of prose without a kept block."""
    longest = run = 0.0
    for index, weight in enumerate(context.body.prose):
        if index in kept:
            run = 0.0
        elif weight >= _PARAGRAPH:
            run += weight
            longest = max(longest, run)
    return longest


def _word_count(stated: Structured) -> int:
    for node in stated.ld_articles:
        value = str(node.get("wordCount")).replace(",", "")
        if value.isascii() and value.isdigit() and len(value) < 8 and int(value) >= _COUNTED:
            return int(value)
    return 0


def _shorter(stated: Structured, kept: Sequence[Block]) -> float:
    """Return the log of the ratio of ``wordCount`` to the text's words; 0 if not stated."""
    count = _word_count(stated)
    words = sum(block.word_count for block in kept) or 1
    return min(_LONGER, max(0.0, math.log(count / words))) if count else 0.0


def _missing(features: BlockFeatures, kept: Sequence[Block]) -> float:
    """Return the share of ``articleBody`` that is not in the text; 0 if not stated."""
    if len(features.facts.known.article_body) < _STATED:
        return 0.0
    found = features.stated.intersection(
        chain.from_iterable(shingles(block.words) for block in kept)
    )
    return 1 - len(found) / max(1, len(features.stated))
