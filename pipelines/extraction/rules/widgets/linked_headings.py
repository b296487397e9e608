"""Headings between paragraphs that are the linked headline of another story, not a sub-heading."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from pipelines.extraction.html.blocks import Block, is_link_to_page
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.rules.lists.common_words import telling_terms
from pipelines.extraction.rules.lists.foreign_text import MOST_SHARED
from pipelines.items import HEADING

_MOST = 2  # more are the items of a digest
_MIN_TERMS = 30  # distinct terms of the article: fewer prove nothing


def lone_headings(context: RuleContext, linked: Sequence[Block]) -> frozenset[int]:
    """Return those of ``linked`` blocks that are headings of other stories than the article's.

    Each stands between two paragraphs and leads to one page of the site. No other heading is set
    like it, as sub-headings are, and it is listed elsewhere on the page or shares no word with the
    article.
    """
    own, inside = context.facts.own_weights, context.body.in_body
    headings = (one for one in linked if one.kind is HEADING and inside[one.index])
    found = list(islice(filter(is_link_to_page, headings), _MOST + 1))
    if not 0 < len(found) <= _MOST:
        return frozenset()
    forms = context.facts.forms
    set_alike = {
        forms[one.index]
        for one in context.judged
        if one.kind is HEADING and not one.hrefs and context.body.in_body[one.index]
    }
    return frozenset(
        block.index
        for block in found
        if forms[block.index] not in set_alike
        and all(own[at : at + 1] > [0] for at in (block.index - 1, block.index + 1))
        and context.facts.leads_to_pages_here(block)
        and (context.facts.repeats[block.folded] > 1 or _is_foreign(context, block))
    )


def _is_foreign(context: RuleContext, heading: Block) -> bool:
    """Return whether the article has no word of a heading, or few of its pairs of letters."""
    words: set[str] = set()
    for index in context.facts.core:
        words |= telling_terms(context.blocks[index].text)
    terms = telling_terms(heading.text)
    return len(words) >= _MIN_TERMS and len(terms & words) <= MOST_SHARED * len(terms) > 0
