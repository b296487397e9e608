"""Finds briefs of a sentence or two, too short for the classifier.

A page of which the classifier keeps nothing, or a single line in doubt, may still be an article:
the template marks the position, or the head of the page states the text. Blocks stripped by other
rules stay stripped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.extraction import rules
from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.main_content import NON_CONTENT_FLAGS
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_ENDS
from pipelines.extraction.rules.context import Removal, RuleContext
from pipelines.extraction.verdict.word_overlap import overlap, stems
from pipelines.items import HEADING
from pipelines.text import fold

CLASSIFIER_RULE = "classifier"  # the rule that a brief overrides
_LINKED = 0.3  # of a block's text; more leads elsewhere
_MIN_HEADLINE_SHARE = 0.25  # of its words in the text; notices have such class names too
_OUTSIDE = Removal("outside-brief", "outside the brief")
_UNPROVED = Removal(CLASSIFIER_RULE, "a lone line, named by nothing as the article")
_TEXT_ENDS = (*SENTENCE_ENDS, ")")  # "... said. (VNA)"


def is_wanted(context: RuleContext, kept: Sequence[Block]) -> bool:
    """Return whether no line but headings was kept, or one of which the classifier is not sure."""
    text = [block for block in kept if block.kind is not HEADING]
    return not text or _is_lone(context, text, thresholds.LONE_LINE_BY_PLACE)


def unproved(context: RuleContext, kept: Sequence[Block]) -> dict[int, Removal]:
    """Return the removal of a page's only line if it is no brief and likelier not the article's."""
    text = [block for block in kept if block.kind is not HEADING]
    is_lone = _is_lone(context, text, thresholds.LONE_LINE)
    return {text[0].index: _UNPROVED} if is_lone else {}


def _is_lone(context: RuleContext, text: Sequence[Block], least: float) -> bool:
    return len(text) == 1 and context.content_probability[text[0].index] < least


def find(context: RuleContext, without: frozenset[str]) -> dict[int, Removal] | None:
    """Return the removals that leave the brief, or None if the page has none.

    Args:
        context: the page.
        without: rules that are switched off.
    """
    others = rules.apply_everywhere(context, without | {CLASSIFIER_RULE})
    left = [block for block in context.blocks if block.index not in others and _may_be_text(block)]
    brief = list(_stated(context, left)) or list(_placed(context, left))
    if not any(block.text.endswith(_TEXT_ENDS) for block in brief):
        return None
    indexes = {block.index for block in brief}
    return {
        block.index: others.get(block.index, _OUTSIDE)
        for block in context.blocks
        if block.index not in indexes
    }


def _may_be_text(block: Block) -> bool:
    return block.link_share < _LINKED and block.kind is not HEADING


def _stated(context: RuleContext, left: Sequence[Block]) -> Iterator[Block]:
    """Return blocks of the text that the head of the page states."""
    stated = fold(context.known.article_body)
    for block in left:
        if block.folded and block.folded in stated and block.text.endswith(_TEXT_ENDS):
            yield block


def _placed(context: RuleContext, left: Sequence[Block]) -> Sequence[Block]:
    """Return blocks of a body found by class name, if they have the headline's words."""
    if context.body.located_by == "density" or not context.known.title:
        return ()
    own = [
        block
        for block in left
        if context.body.in_body[block.index]
        and not context.body.ancestor_flags[block.node.index] & NON_CONTENT_FLAGS
    ]
    return own if own and overlap(context.known.title, stems(own)) >= _MIN_HEADLINE_SHARE else ()
