"""Items of other stories below a line unknown to the lexicon, recognised by their subjects.

Without links little in the markup distinguishes them from a list of the article's own. But they
share no words with the article, nor with each other. Lists of the article's own are of short items,
or of sentences, or of its subject; and its sub-headings have text below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.html.blocks import Block, text_length
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.rules.lists.foreign_text import article_near
from pipelines.extraction.rules.lists.item_parts import BOTH, TEXT
from pipelines.extraction.rules.lists.list_items import (
    ends_sentence,
    is_headline,
    is_link,
    part_of,
)
from pipelines.extraction.verdict.word_overlap import is_unspaced, topic_terms, topic_terms_of
from pipelines.items import CODE, HEADING, LIST_ITEM, QUOTE, TABLE

_MIN_ITEMS, _MOST_ITEMS = 2, 12
_MANY = 3  # items: so many may share a word with the headline
_MIN_WORDS, _MEAN_WORDS = 4, 5.0  # of a headline; their mean
_LABEL_WORDS = 4  # of a label with a colon
_MIN_TERMS = 30  # distinct terms of the article: fewer prove nothing
_MIN_HEADLINE_SHARE = 0.2  # share of the headline's terms in the article
_IN_COMMON = 0.1  # mean share of terms that two items have in common
# Mean share of an item's terms in the article: where the form tells, and where nothing else does.
_MOST_SHARED, _DOUBTFUL = 0.34, 0.2
_TEASER = 420  # characters of an item
_DIGITS = 0.2  # of an item's characters: facts and results have more
_BULLET = re.compile(
    r"^(?:\W{0,3}\d{1,2}[:h.]\d{2}\b\W*|\W{0,3}\d{1,2}[.)/]\s+|[\s>»►▶→☞•▪■·*–—-]+)+"
)
_STARTS_COUNTED = re.compile(r"^[^\W\d]{0,12}\d")  # an amount, as in recipes and price lists
_ARROWS = ">»►▶→☞"
_OWN_FORMS = (LIST_ITEM, TABLE, QUOTE, CODE)


@dataclass(frozen=True, slots=True)
class Run:
    """Items below a line: their first blocks, and all blocks."""

    heads: Sequence[Block]
    blocks: Sequence[Block]

    def texts(self) -> list[str]:
        """Return the text of each item."""
        ends = [*(head.index for head in self.heads[1:]), self.blocks[-1].index + 1]
        return [
            " ".join(one.text for one in self.blocks if head.index <= one.index < end)
            for head, end in zip(self.heads, ends, strict=True)
        ]


def stories_below(context: RuleContext, label: Block, below: Sequence[Block]) -> Sequence[Block]:
    """Return the headlines of other stories at the beginning of ``below``; none if unsure.

    A line that the page repeats is a sub-heading of its sections.
    """
    run = _run_below(context, label, below)
    if run is None or _is_set_alike(context, label, run.heads[0]):
        return ()
    is_list = _is_set_as_list(context, run)
    return run.blocks if is_list and _are_apart(context, label, run, _MOST_SHARED) else ()


def perhaps_stories(context: RuleContext, label: Block, below: Sequence[Block]) -> Sequence[Block]:
    """Return what may be headlines of other stories, or a list of the article's own."""
    run = _run_below(context, label, below)
    return run.blocks if run is not None and _are_apart(context, label, run, _DOUBTFUL) else ()


def _run_below(context: RuleContext, label: Block, below: Sequence[Block]) -> Run | None:
    text = label.text
    if context.facts.repeats[label.folded] > 1 or not text[0].isalpha():
        return None
    if text.endswith(":") and len(text.split()) > _LABEL_WORDS:
        return None  # the article announces its own list
    run = _run(context, below)
    return None if run is None or are_questions(run.heads) else run


def _is_set_alike(context: RuleContext, label: Block, head: Block) -> bool:
    """Return whether the line above the items is formatted like them."""
    paths = context.facts.forms
    return paths[label.index] == paths[head.index] and bool(label.bold) == bool(head.bold)


def _run(context: RuleContext, below: Sequence[Block]) -> Run | None:
    """Return the items that are formatted like the first, each with a teaser at most."""
    if not below:
        return None
    paths = context.facts.forms
    first = paths[below[0].index]
    heads: list[Block] = []
    blocks: list[Block] = []
    for block in below:
        if len(heads) > _MOST_ITEMS:
            break
        if paths[block.index] == first and _may_be_head(context, block):
            heads.append(block)
        elif not heads or not _is_teaser(block, heads[-1], paths):
            break
        blocks.append(block)
    if not _MIN_ITEMS <= len(heads) <= _MOST_ITEMS:
        return None
    if heads[1].index == heads[0].index + 1:  # no teasers
        blocks = [block for block in blocks if block.index <= heads[-1].index]
    return Run(heads, blocks)


def behind_teasers(context: RuleContext, below: Sequence[Block]) -> Run | None:
    """Return items of a teaser and, in the next block, its linked headline; None without two."""
    paths = context.facts.forms
    heads: list[Block] = []
    links: list[Block] = []
    for teaser, link in zip(below[::2], below[1::2], strict=False):
        forms = (paths[teaser.index], paths[link.index])
        if heads and forms != (paths[heads[0].index], paths[links[0].index]):
            break
        is_item = part_of(context, teaser) is TEXT and len(teaser.text) <= _TEASER
        if not is_item or not is_link(link) or not is_headline(link.text):
            break
        heads.append(teaser)
        links.append(link)
    targets = {link.hrefs[0] for link in links}
    if not _MIN_ITEMS <= len(heads) <= _MOST_ITEMS or len(targets) < len(links):
        return None
    return Run(heads, below[: 2 * len(heads)])


def _may_be_head(context: RuleContext, block: Block) -> bool:
    if (block.hrefs and part_of(context, block) is not BOTH) or block.kind in (
        TABLE,
        QUOTE,
        CODE,
    ):
        return False
    text = _BULLET.sub("", block.text)
    if sum(map(str.isdigit, text)) > _DIGITS * len(text) or _STARTS_COUNTED.match(text):
        return False
    if block.kind is LIST_ITEM and ends_sentence(text) and len(text) <= _TEASER:
        head, colon, _ = text.partition(": ")  # or a sentence of the article's
        return part_of(context, block) is BOTH or (colon != "" and _is_long(head))
    if part_of(context, block) is BOTH:
        return True
    if not is_headline(text) or ends_sentence(text.rstrip('?!"”»')):
        return False
    return _is_long(text)


def _is_long(text: str) -> bool:
    return is_unspaced(text) or len(text.split()) >= _MIN_WORDS


def _is_teaser(block: Block, head: Block, paths: Sequence[int]) -> bool:
    """Return whether a block is the text right below a headline: of another form, or in one box."""
    if block.index != head.index + 1 or block.hrefs or len(block.text) > _TEASER:
        return False
    if paths[block.index] != paths[head.index] and block.kind not in _OWN_FORMS:
        return True
    box = head.node if block.node is head.node else head.node.parent
    is_boxed = box is not None and (box.start, box.end) == (head.index, block.index + 1)
    return is_boxed and ends_sentence(block.text)


def _are_apart(context: RuleContext, label: Block, run: Run, most: float) -> bool:
    """Return whether the items share at most so much with the article, and little among them."""
    article = article_near(context, label.index, run.blocks[-1].index)
    title = topic_terms(context.known.title)
    words = topic_terms_of(article)
    items = [topic_terms(text) for text in run.texts()]
    if (
        len(words) < _MIN_TERMS
        or len(title & words) < _MIN_HEADLINE_SHARE * len(title)
        or not title
    ):
        return False
    if not all(items) or text_length(run.blocks) > text_length(article):
        return False
    if _mean_words(run.heads) < _MEAN_WORDS:
        return False
    in_title = sum(len(item & title) for item in items)
    if in_title > (len(items) >= _MANY):
        return False
    shares = [len(item & words) / len(item) for item in items]
    pairs = [len(one & two) / len(one) for one in items for two in items if one is not two]
    return sum(shares) <= most * len(shares) and sum(pairs) <= _IN_COMMON * len(pairs)


def _is_set_as_list(context: RuleContext, run: Run) -> bool:
    """Return whether an article prints nothing of its own in this form.

    It prints tips, results, times and addresses as items and as lines, but no headings without
    text, no lines after arrows, and no linked headlines with teasers of other subjects.
    """
    heads = run.heads
    if any(head.kind is LIST_ITEM for head in heads):
        return False
    are_lines = len(run.blocks) == len(heads)
    if are_lines and all(head.kind is HEADING for head in heads):
        return True
    if any(one.hrefs for one in run.blocks) or all(head.text[0] in _ARROWS for head in heads):
        return True
    return not context.body.in_body[heads[0].index] and not are_lines


def are_questions(heads: Sequence[Block]) -> bool:
    """Return whether these are questions, as in an interview, which the article answers."""
    return all(head.text.endswith(("?", "？")) for head in heads)


def _mean_words(heads: Sequence[Block]) -> float:
    if any(is_unspaced(head.text) for head in heads):
        return _MEAN_WORDS
    return sum(head.word_count for head in heads) / len(heads)
