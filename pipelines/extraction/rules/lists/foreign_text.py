"""Decides whether blocks are about other stories than the article next to them.

Paragraphs of one article share words; a list of other articles shares few with it. On the pages of
the public benchmarks, the last paragraphs of a text share less than an eighth of their words with
the text above in 3 of 100 articles, those of any other article in 6 of 10.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.rules.lists.common_words import subject_terms
from pipelines.extraction.rules.lists.list_items import ends_sentence
from pipelines.extraction.verdict.word_overlap import (
    distinctive_stems,
    has_glued_words,
    is_unspaced,
    is_vietnamese,
    overlap,
    stems,
)

MOST_SHARED = 0.12
MOST_SHARED_BELOW_LABEL = 0.16
"""The same where a label and three standfirsts tell, too."""
_PARAGRAPH = 60  # characters
_MOST_TERMS = 0.06  # as MOST_SHARED, of pairs of syllables and of letters
_REACH = 60  # blocks above and below
_OWN, _OWN_TERMS = 0.4, 0.08  # the same, above which they are the article's own
_MIN_WORDS = 30  # distinct words of the article: fewer prove nothing
_MIN_HEADLINE_SHARE = 0.25  # share of the headline's words in the article


def article_near(context: RuleContext, first: int, last: int) -> list[Block]:
    """Return the article's paragraphs above and below the blocks from ``first`` to ``last``."""
    blocks = context.blocks
    near = (*blocks[max(0, first - _REACH) : first], *blocks[last + 1 : last + 1 + _REACH])
    own = context.facts.own_weights
    return [
        block
        for block in near
        if own[block.index] > 0 and (ends_sentence(block.text) or _needs_no_stop(block.text))
    ]


def _needs_no_stop(text: str) -> bool:
    """Return whether a text is a paragraph in a script whose sentences end without a mark."""
    return len(text) > _PARAGRAPH and is_unspaced(text)


def is_foreign(
    blocks: Sequence[Block], article: Sequence[Block], title: str, most: float = MOST_SHARED
) -> bool:
    """Return whether ``blocks`` contain no word of the headline and few of the article.

    False, too, if the article has few of its headline's words or is too short.

    Args:
        blocks: what may be about other stories.
        article: paragraphs that are certainly the article's.
        title: its headline.
        most: maximum share of a block's words found in the article, mean over the blocks.
    """
    if is_unspaced(title) or is_vietnamese(title) or has_glued_words(title):
        return _is_foreign_in_terms(blocks, article, title)
    article_words = stems(article)
    if (
        len(article_words) < _MIN_WORDS
        or not blocks
        or overlap(title, article_words) < _MIN_HEADLINE_SHARE
    ):
        return False
    if overlap(title, stems(blocks)) > 0:
        return False
    return sum(shared(block, article_words) for block in blocks) <= most * len(blocks)


def _is_foreign_in_terms(blocks: Sequence[Block], article: Sequence[Block], title: str) -> bool:
    """Return the same where words are not separated, glued, or of common syllables."""
    about = subject_terms(title)
    words = _terms_of(article)
    items = [terms for block in blocks if (terms := subject_terms(block.text))]
    if len(words) < _MIN_WORDS or not items or not about & words:
        return False
    if any(terms & about for terms in items):
        return False
    shares = [len(terms & words) / len(terms) for terms in items]
    return sum(shares) <= _MOST_TERMS * len(shares)


def _terms_of(article: Sequence[Block]) -> set[str]:
    return set[str]().union(*(subject_terms(block.text) for block in article))


def is_own(blocks: Sequence[Block], article: Sequence[Block]) -> bool:
    """Return whether ``blocks`` share so many words with the article that they are its own."""
    if any(is_unspaced(block.text) for block in blocks):
        words, items = _terms_of(article), [subject_terms(block.text) for block in blocks]
        shares = [len(terms & words) / len(terms) for terms in items if terms]
        return len(words) >= _MIN_WORDS and sum(shares) >= _OWN_TERMS * len(shares) > 0
    article_words = stems(article)
    if len(article_words) < _MIN_WORDS:
        return False
    return sum(shared(block, article_words) for block in blocks) >= _OWN * len(blocks) > 0


def shared(block: Block, article_words: set[str]) -> float:
    """Return the share of a block's distinctive words that are in a text; 0 if it has none."""
    words = distinctive_stems(block)
    return sum(word in article_words for word in words) / len(words) if words else 0.0
