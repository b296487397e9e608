"""Rule for the template's own lines between paragraphs, told by their repetition in any language.

A template prints the same line again and again amid the text: ``Advertisement``, ``Read more
here``, the label before a linked headline. What an article repeats is something else: a refrain
stands among other verses, a speaker's name among other speakers, a question ends as one, a heading
above the text of its item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.dom import inner_text
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.lexicon.sentence_ends import CLOSING
from pipelines.extraction.page_data.network_accounts import is_on_network
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.lists.list_items import is_bold, is_headline
from pipelines.items import CODE, HEADING, LIST_ITEM, TABLE
from pipelines.text import fold, has_digit, is_wide

_LONGEST = 90  # characters of a line
_MOST = 30  # times on the page
_COPIES, _COPIES_AS_TEXT = 2, 3  # of a line in a form of its own, and in that of the paragraphs
_BETWEEN = 2  # copies that stand between two long paragraphs
_PARAGRAPH_AND_LINE = 2  # blocks
_FACT = 50  # characters of a line, with its label
_LABEL = 40  # characters before a linked headline
_LINKED = 0.3  # of a line that leads somewhere
_HEADLINE_WORDS = 3
_NO_LINES = (TABLE, LIST_ITEM, CODE)
_ENDS = frozenset(".?!:…。？！：；;")


def template_lines(context: RuleContext) -> Removals:
    """Yield lines that stand twice or more between paragraphs, alike or but for their headline."""
    linked, plain = _repeated(context)
    if len(plain) == 1 and _is_of_template(context, plain[0]):  # two alternate, as speakers do
        linked += plain
    for copies in (*linked, *_labelled(context)):
        for block in copies:
            yield block.index, f"repeated between paragraphs: {block.text}"


def _repeated(context: RuleContext) -> tuple[list[list[Block]], list[list[Block]]]:
    """Return the lines that stand again between paragraphs: with one link, and without."""
    found: defaultdict[str, list[Block]] = defaultdict(list)
    repeats, inside = context.facts.repeats, context.body.in_body
    for block in context.undecided:
        if 1 < repeats[block.folded] <= _MOST and inside[block.index] and _is_line(block):
            found[block.folded].append(block)
    groups = [copies for copies in found.values() if _are_between(context, copies)]
    linked = [copies for copies in groups if _lead_to_one_place(context, copies)]
    return linked, [copies for copies in groups if not any(one.hrefs for one in copies)]


def _is_line(block: Block) -> bool:
    return (
        len(block.text) <= _LONGEST
        and block.kind not in _NO_LINES
        and any(map(str.isalpha, block.text))
    )


def _are_between(context: RuleContext, copies: Sequence[Block]) -> bool:
    """Return whether all copies stand between paragraphs, the last one perhaps below them."""
    return len(copies) >= _COPIES and all(
        _is_prose(context, one.index - 1)
        and (_is_prose(context, one.index + 1) or context.facts.own_between(one.index + 1) == 0)
        for one in copies
    )


def _is_prose(context: RuleContext, at: int) -> bool:
    """Return whether a block is running text of the body, in the setting of most."""
    own = context.facts.own_weights
    if not 0 <= at < len(own) or own[at] <= 0:
        return False
    block = context.blocks[at]
    return block.kind is not HEADING and not is_bold(block)


def _lead_to_one_place(context: RuleContext, copies: Sequence[Block]) -> bool:
    """Return whether all copies link to one page of the site, or to one account on a network."""
    targets = {href for one in copies for href in one.hrefs}
    if len(targets) != 1 or any(one.link_share < _LINKED for one in copies):
        return False
    links = context.facts.link_targets(copies[0])
    return context.facts.leads_to_pages_here(copies[0]) or any(map(is_on_network, links))


def _is_of_template(context: RuleContext, copies: Sequence[Block]) -> bool:
    """Return whether lines without a link say nothing that the article takes up.

    They end no sentence and announce nothing, and no heading stands before each, as in a ranking.
    """
    core = set(context.facts.core)
    if sum({one.index - 1, one.index + 1} <= core for one in copies) < _BETWEEN:
        return False
    if all(below.index - above.index <= _PARAGRAPH_AND_LINE for above, below in pairwise(copies)):
        return False  # a refrain, or the label of each paragraph
    first = copies[0]
    text = first.text.rstrip(CLOSING)
    if first.kind is HEADING or is_bold(first) or has_digit(text) or text[-1:] in _ENDS:
        return False
    if any(
        first.folded in one.folded
        for one in context.undecided
        if one.folded != first.folded and context.body.in_body[one.index]
    ):
        return False
    forms = context.facts.forms
    is_set_apart = all(
        forms[one.index] not in (forms[one.index - 1], *forms[one.index + 1 : one.index + 2])
        for one in copies
    )
    if len(copies) < (_COPIES if is_set_apart else _COPIES_AS_TEXT):
        return False
    return not _are_of_items(context, copies)


def _are_of_items(context: RuleContext, copies: Sequence[Block]) -> bool:
    """Return whether a heading stands between each two: the lines are a part of each item."""
    return all(
        any(map(_is_set_off, context.blocks[above.index + 1 : below.index]))
        for above, below in pairwise(copies)
    )


def is_part_of_items(context: RuleContext, label: str) -> bool:
    """Return whether short lines tell a fact each, behind a label and a colon, below headings."""
    if not label.endswith((":", "：")) or phrases.of_start(label, fold(label)) is not None:
        return False
    lines = [one for one in context.undecided if one.hrefs and one.text.startswith(label)]
    are_facts = all(len(one.text) <= _FACT and len(set(one.hrefs)) == 1 for one in lines)
    return len(lines) >= _COPIES and are_facts and _are_of_items(context, lines)


def _is_set_off(block: Block) -> bool:
    return block.kind is HEADING or is_bold(block)


def _labelled(context: RuleContext) -> Iterator[Sequence[Block]]:
    """Yield lines of a label and one linked headline of the site, with the same label each."""
    found: defaultdict[str, list[Block]] = defaultdict(list)
    inside = context.body.in_body
    for block in context.undecided:
        if block.hrefs and not block.is_all_linked and inside[block.index]:
            label = _label(context, block)
            if label and _is_prose(context, block.index - 1):
                found[label].append(block)
    for copies in found.values():
        targets = {one.hrefs[0] for one in copies}
        are_lines = all(below.index - above.index > 1 for above, below in pairwise(copies))
        is_repeated = len(copies) >= _COPIES and len(targets) == len(copies)
        if is_repeated and are_lines and not _are_of_items(context, copies):
            yield copies


def _label(context: RuleContext, block: Block) -> str:
    """Return what stands before a line's only link, a headline of the site that ends it."""
    if block.kind in _NO_LINES or len(set(block.hrefs)) != 1:
        return ""
    if block.link_share < _LINKED or context.facts.offsite_share(block) > 0:
        return ""
    words = [inner_text(one) for one in block.node.element.iter("a")]
    headline = words[-1] if words else ""
    if not headline or not block.text.endswith(headline) or not is_headline(headline):
        return ""
    if not is_wide(headline) and len(headline.split()) < _HEADLINE_WORDS:
        return ""  # a person of a list of facts
    label = block.text.removesuffix(headline).strip()
    return label if len(label) <= _LABEL and any(map(str.isalpha, label)) else ""
