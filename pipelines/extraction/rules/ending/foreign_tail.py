"""The end of a text that has nothing to do with what is above: another story, or standfirsts.

A mark above it and its subject tell it. How many terms a paragraph of the article shares with the
rest of it is measured on the page itself, whatever the language and script; the end shares a part
of that. Below a line set apart like a headline the subject proves nothing: a section of the article
is as far from the rest of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import islice

from pipelines.extraction.authors import agency_marks
from pipelines.extraction.html.blocks import Block, text_length
from pipelines.extraction.lexicon import article_notes
from pipelines.extraction.lexicon.sentence_ends import END_WITHIN, FULL_STOPS
from pipelines.extraction.rules.classifier_verdict import would_be_kept
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.rules.ending import own_text, site_marks
from pipelines.extraction.rules.lists.common_words import telling_terms
from pipelines.extraction.rules.lists.list_items import ends_sentence
from pipelines.items import CODE, HEADING, LIST_ITEM, QUOTE, TABLE
from pipelines.text import is_wide

_MOST = 12  # blocks of the end
_REACH = 120  # blocks at the end of the page
_MIN_ARTICLE, _MIN_TERMS = 3, 30  # paragraphs above it, and their terms: fewer prove nothing
_LEAST_TIES = 0.06  # mean share of a paragraph's terms in the rest of the article
_MARKED = 0.55  # of that, what the end may share
_MOST_SHARED = 0.2
# Of the ties: a text of several sentences that shares more is the article's, and one of a single
# sentence, which has the form of a standfirst.
_OWN, _OWN_SINGLE = 0.5, 0.7
_PARAGRAPH = 40  # characters; in scripts without spaces half of it
_STORY = 2  # paragraphs
_MARK = re.compile(
    rf"[{FULL_STOPS}!?]\s?[(（\[][^()（）\[\]:：]{{2,16}}[)）\]]\.?$"
    rf"|[{FULL_STOPS}!?”\"»]\s?[–—/-]\s?\w[\w ./+]{{1,20}}$"
    rf"|[{FULL_STOPS}!?”\"»]\s(?:[^\W\d_a-zà-ÿ](?:[\w/]{{1,8}}|\w{{1,8}}/[\w+]{{2,12}})|(?:[^\W\d_a-zà-ÿ]\.\s?){{2,3}})$"
    r"|[\u0e00-\u0eff]\s[–—-]\s?\S{2,16}$|[\u0e00-\u0eff\u1780-\u17ff]\s?[(（\[][^()（）\[\]:：]{2,16}[)）\]]$"
)
_LONGEST_MARK = 30  # characters
_LINE_MARK = re.compile(
    r"^(?:[(（\[–—/-]\s?\w[\w ./+–—-]{1,22}[)）\]]?|[^\W\d_a-zà-ÿ]{2,5}(?:/\w{2,5})?"
    r"|(?:[^\W\d_a-zà-ÿ]\.\s?){2,3})$"
)
_QUOTED = re.compile('["“”«»„「]')
_MARKED_FORMS = (TABLE, LIST_ITEM, QUOTE, CODE)


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of the body: its blocks, the terms of each, and in how many blocks each term is."""

    blocks: Sequence[Block]
    terms: Sequence[Set[str]]
    uses: Counter[str]


def stories(context: RuleContext) -> Sequence[Block]:
    """Return the blocks behind the text's only mark, at its end, if they are of other stories."""
    if not _may_end_above(context):
        return ()
    first = next((at for at, is_in in enumerate(context.body.in_body) if is_in), 0)
    inner = [one for one in context.blocks[first:] if would_be_kept(context, one.index)]
    if len(inner) < _MIN_ARTICLE + _STORY or not _may_be_foreign(inner):
        return ()
    marks = [at for at, block in enumerate(inner) if _is_mark(context, block)]
    start = marks[0] + 1 if len(marks) == 1 else 0  # several are of a digest
    if not max(_MIN_ARTICLE, len(inner) - _MOST) <= start <= len(inner) - _STORY:
        return ()
    tail = inner[start:]
    if any(map(_is_own_form, tail)) or not any(map(_is_paragraph, tail)):
        return ()
    title = context.known.title
    if own_text.goes_on(inner[:start], tail, title):
        return ()
    return tail if _is_far(_text_of(inner), start, telling_terms(title)) else ()


def _text_of(blocks: Sequence[Block]) -> _Text:
    terms = [telling_terms(block.text) for block in blocks]
    return _Text(blocks, terms, Counter(term for one in terms for term in one))


def _may_end_above(context: RuleContext) -> bool:
    """Return whether one of the last blocks is a mark; spares most pages the rest."""
    kept = (one for one in reversed(context.blocks[-_REACH:]) if would_be_kept(context, one.index))
    return any(_is_mark(context, block) for block in islice(kept, 1, _MOST + 1))


def _may_be_foreign(inner: Sequence[Block]) -> bool:
    """Return whether the last block shares few of its terms with the others; costs little."""
    last = telling_terms(inner[-1].text)
    if not last or inner[-1].kind in _MARKED_FORMS or article_notes.is_note(inner[-1].text):
        return False
    left = set(last)
    for block in inner[:-_STORY]:
        left -= telling_terms(block.text)
    return len(last) - len(left) <= _MOST_SHARED * 2 * len(last)


def _is_own_form(block: Block) -> bool:
    text = block.text
    is_note = article_notes.is_note(text) or article_notes.heads_notes(text)
    return block.kind in _MARKED_FORMS or is_note


def _is_paragraph(block: Block) -> bool:
    size = len(block.text)
    if block.kind is HEADING:
        return False
    if is_wide(block.text):
        return size >= (_PARAGRAPH // 4 if ends_sentence(block.text) else _PARAGRAPH)
    return size >= _PARAGRAPH and ends_sentence(block.text)


def _is_mark(context: RuleContext, block: Block) -> bool:
    """Return whether a block ends as the last of a story does: a name or initials behind it."""
    text = block.text
    if block.kind is HEADING:
        return False
    if len(text) > _LONGEST_MARK:
        return _MARK.search(text[-_LONGEST_MARK:]) is not None
    end = agency_marks.end(text, context.marks) or site_marks.end(text, context.known.site_names)
    if end is not None:
        return True
    return _LINE_MARK.match(text) is not None and (text.isupper() or not text[0].isalpha())


def _shares(text: _Text, start: int, part: Sequence[Set[str]]) -> tuple[float, float]:
    """Return what paragraphs above ``start`` share with each other, and ``part`` with them."""
    above = [one for one in text.terms[:start] if one]
    within = Counter(term for one in text.terms[start:] for term in one)
    uses = {term: count - within[term] for term, count in text.uses.items()}
    ties = _mean([sum(uses[term] > 1 for term in one) / len(one) for one in above])
    share = _mean([sum(uses[term] > 0 for term in one) / len(one) for one in part if one])
    return ties, share


def ties_and_share(above: Sequence[Block], below: Sequence[Block]) -> tuple[float, float]:
    """Return what a paragraph above shares with the others, and one below with those above."""
    text = _text_of([*above, *below])
    return _shares(text, len(above), text.terms[len(above) :])


def is_far(above: Sequence[Block], below: Sequence[Block], title: str) -> bool:
    """Return whether blocks below an article have as little to do with it as another story."""
    return _is_far(_text_of([*above, *below]), len(above), telling_terms(title))


def continues(context: RuleContext, above: Sequence[Block], below: Sequence[Block]) -> bool:
    """Return whether what is below a mark is the article's.

    Its subject or form tells (``own_text``), or it shares as much with the article as its
    paragraphs do. Standfirsts are one sentence each: of such more is asked, and a word of the
    headline in each.
    """
    blocks = [block for block in (*above, *below) if would_be_kept(context, block.index)]
    start = sum(would_be_kept(context, block.index) for block in above)
    if own_text.goes_on(blocks[:start], blocks[start:], context.known.title):
        return True
    is_single = not any(END_WITHIN.search(block.text) for block in blocks[start:])
    text = _text_of(blocks)
    part = [text.terms[at] for at in range(start, len(blocks)) if _is_paragraph(blocks[at])]
    about = telling_terms(context.known.title)
    if not part or (is_single and not all(one & about for one in part)):
        return False
    ties, share = _shares(text, start, part)
    return ties >= _LEAST_TIES and share >= (_OWN_SINGLE if is_single else _OWN) * ties


def _is_far(text: _Text, start: int, about: Set[str]) -> bool:
    """Return whether the end shares so small a part of what the article's paragraphs share."""
    article = set[str]().union(*text.terms[:start])
    below = text.terms[start:]
    if sum(map(bool, text.terms[:start])) < _MIN_ARTICLE or len(article) < _MIN_TERMS:
        return False
    in_title = sum(len(one & about) for one in below)
    by_chance = 1 if len(below) >= _MIN_ARTICLE else 0
    if not about & article or in_title > by_chance:
        return False
    if text_length(text.blocks[start:]) > text_length(text.blocks[:start]):
        return False
    ties, share = _shares(text, start, below)
    return ties >= _LEAST_TIES and share <= min(_MOST_SHARED, _MARKED * ties)


def _mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares) if shares else 1.0
