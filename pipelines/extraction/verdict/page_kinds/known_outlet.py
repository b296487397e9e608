"""Recognises short pages of a known outlet that are no articles: forms, players, requests.

An outlet's article stands in one of its templates and tells something; news carries an agency's
mark, a name, a number. A short text with none of these, that a form holds or that speaks to its
reader, is the site's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon.notices.notice_words import asks_visitor
from pipelines.extraction.lexicon.sentence_ends import is_one_sentence
from pipelines.extraction.verdict.page_evidence import PageEvidence
from pipelines.extraction.verdict.page_kinds.unknown_site import tells
from pipelines.extraction.verdict.standfirst_list import is_marked
from pipelines.extraction.verdict.word_overlap import is_unspaced, is_vietnamese
from pipelines.items import HEADING, TABLE
from pipelines.text import fold

_BRIEF = 60  # words
_SHOTS = 3  # captions of a page of pictures
_POLL_WORDS, _BELOW = 150, 3  # words of a poll's introduction; blocks from it to its form
_POLL = re.compile(
    r"(?:(?:reader |readers['’] |opinion )?(?:poll|survey|quiz)|bình chọn|thăm dò|khảo sát)"
    r"\s?[:–—-]",
    re.I,
)
_CHOICES = frozenset(("radio", "checkbox", "password"))
_MOST_IN_FORM = 60  # words: some systems print the whole page in a form
_DEEP = 6  # elements from a block up to its form
_MOST_FIELDS = 40
_STOPS, _SENTENCE = (".", "!", "”", '"', "»"), 5  # words of the shortest sentence
_CONTENTS = re.compile(r"(?:in this issue|in this edition|trong so nay|dans ce numero)\b")


def kind_of(case: PageEvidence, kept: Sequence[Block], words: int) -> str | None:
    """Return the kind of a page, or None if it may be an article.

    Args:
        case, kept: the page.
        words: of the text kept. Most kinds are told from briefs only, of fewer than 60.
    """
    texts = [block for block in kept if block.kind is not HEADING]
    if any(map(is_marked, kept)):
        return None
    lines = [block for block in texts if len(block.words) > 1]  # not a mark alone: "VCN -"
    if len(lines) >= _SHOTS and all(_is_below_picture(block, case) for block in lines):
        return "photo page"
    if case.metadata.authors:
        return None
    if words < _POLL_WORDS and _POLL.match(case.metadata.title) and _is_above_form(case, kept):
        return "form or poll"
    return _short_kind(case, texts) if words < _BRIEF else None


def _short_kind(case: PageEvidence, texts: Sequence[Block]) -> str | None:
    if case.is_body_empty and not _states_article(case):
        return "no article: a short text outside the outlet's templates"
    if any(block.kind is TABLE for block in texts):
        return None
    told = [block for block in texts if tells(block.text)]
    if told and all(map(_is_in_form, told)):
        return "form or poll"
    if not any(map(_is_sentence, (case.lead or "", *(block.text for block in texts)))):
        return "no text: no sentence"
    if any(_CONTENTS.match(block.folded) for block in texts):
        return "contents of an issue"
    text = " ".join([case.lead or "", *(block.text for block in texts)])
    if not is_unspaced(text) and asks_visitor(text, is_address_enough=not is_vietnamese(text)):
        return "notice: the site speaks to its visitor"
    return None


def _is_below_picture(block: Block, case: PageEvidence) -> bool:
    """Return whether a sentence alone in its box stands below a picture."""
    box = block.node.parent
    is_alone = box is not None and box.end - box.start == 1
    return block.index in case.pictured and is_alone and is_one_sentence(block.text)


def _is_above_form(case: PageEvidence, kept: Sequence[Block]) -> bool:
    """Return whether a form with choices is right below the text, or around its end."""
    last = kept[-1].index
    return any(map(_is_in_form, case.blocks[last : last + _BELOW]))


def _is_sentence(line: str) -> bool:
    """Return whether a line is a sentence, however short: one of results, of a brief."""
    if is_unspaced(line):
        return tells(line)
    return tells(line) or (line.endswith(_STOPS) and len(line.split()) >= _SENTENCE)


def _states_article(case: PageEvidence) -> bool:
    stated = case.stated
    is_article = fold(stated.first("og:type") or "") == "article"
    return bool(stated.ld_articles or stated.first("article:published_time")) or is_article


def _is_in_form(block: Block) -> bool:
    """Return whether a block is in a small form that offers choices or asks for a password."""
    for node in islice(block.node.ancestors(), _DEEP):
        if node.tag == "form":
            fields = islice(node.element.iter("input", "select"), _MOST_FIELDS)
            asks = any(one.tag == "select" or one.get("type") in _CHOICES for one in fields)
            return asks and len("".join(node.element.itertext()).split()) <= _MOST_IN_FORM
    return False
