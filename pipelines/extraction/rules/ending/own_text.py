"""Whether the article goes on below an end mark: an update, a further section, a list of facts.

Standfirsts of other stories below a mark are sentences like any. What tells the article's own is
its subject (each paragraph has a word of the text above), a quotation, which standfirsts do not
have, by somebody or on something named above, and a form that no headlines have: names of facts
with their values. Where the article's paragraphs have several sentences and those below the mark
one each, their form is that of standfirsts, and a few words in common prove nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon.own_lists import announcements
from pipelines.extraction.lexicon.sentence_ends import END_WITHIN, SENTENCE_MARKS
from pipelines.extraction.rules.lists.common_words import telling_terms
from pipelines.extraction.rules.lists.list_items import ends_sentence, is_bold
from pipelines.extraction.verdict.word_overlap import is_vietnamese
from pipelines.items import HEADING, LIST_ITEM
from pipelines.text import has_digit, is_wide

_PARAGRAPH, _WIDE_PARAGRAPH = 40, 12  # characters
_SEVERAL = 3  # paragraphs: that each has a word of the text above by chance is unlikely
_OWN_SHARE = 0.5  # of the paragraphs below a mark
_CHANCE = 30  # terms of a text, of which one may be in another by chance
_BY_CHANCE = 1  # words of the text above
_RUNS = 2  # shared runs of letters that are one word: where words are not separated, one is chance
_LETTERS = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff]")
_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_GRAMMAR = re.compile(r"[\u3040-\u309f]+")  # endings and particles
_QUOTATION = re.compile(r"[“”„\"«»「『]([^“”„\"«»「」『』]{8,})[“”\"«»」』]")
_QUOTED_WORDS = 4  # of a spaced script: fewer are a name or a title
_NAME = re.compile(rf"(?<![{SENTENCE_MARKS}:“”„«»\"(–—-])\s([^\W\d_a-zà-ÿ][^\W\d_]+)")
_FACT = re.compile(r"^[^:：៖\d]{2,48}[:：៖]\s?\S.{0,28}$")
_LEAST_LISTED = 2  # blocks: the line that announces a list, and one that holds it
_FACT_WORDS, _WIDE_FACT = 4, 16  # words, characters
_MOSTLY = 0.6  # of a list's items


def goes_on(above: Sequence[Block], below: Sequence[Block], title: str) -> bool:
    """Return whether the blocks below a mark are the article's.

    Args:
        above: blocks of the article, the one with the mark last.
        below: blocks that the mark may end the article above.
        title: the article's headline.
    """
    if _is_announced_list(below):
        return True
    facts = [block for block in below if block.kind is LIST_ITEM]
    if facts and not any(block.hrefs for block in below):
        return sum(_FACT.match(block.text) is not None for block in facts) >= _MOSTLY * len(below)
    paragraphs = [block for block in below if _is_paragraph(block)]
    if not paragraphs or any(block.hrefs and block.link_share > _MOSTLY for block in below):
        return False
    terms = _subject(title, above)
    names = {name for block in above for name in _named(block)}
    shares = [_shared(block.text, terms) for block in paragraphs]
    for block, share in zip(paragraphs, shares, strict=True):
        if _has_quotation(block.text) and (share or names.intersection(_named(block))):
            return True
    related = sum(map(bool, shares))
    if related < _OWN_SHARE * len(shares):
        return False
    if related == len(shares) >= _SEVERAL:
        return _is_section(below, paragraphs) or _have_its_form(above, paragraphs)
    if _is_section(below, paragraphs):
        return sum(shares) >= len(shares)
    return sum(shares) > len(shares) and _have_its_form(above, paragraphs)


def shares_nothing(above: Sequence[Block], below: Sequence[Block], title: str) -> bool:
    """Return whether what is below has no more than a word of the text above."""
    terms = _subject(title, above)
    names = {name for block in above for name in _named(block)}
    return sum(_shared(one.text, terms) for one in below) <= _BY_CHANCE and not any(
        names.intersection(_named(one)) for one in below
    )


def _is_announced_list(below: Sequence[Block]) -> bool:
    """Return whether a line names a list of the article's own, or promises one of facts."""
    if len(below) < _LEAST_LISTED or any(block.hrefs for block in below):
        return False
    first, *items = below
    if any(_is_paragraph(block) and ends_sentence(block.text) for block in items):
        return False
    if announcements.names_list(first.folded):
        return True
    return announcements.promises(first.text) and sum(map(_is_fact, items)) >= _MOSTLY * len(items)


def _is_fact(block: Block) -> bool:
    """Return whether a line has a number, or is shorter than headlines are."""
    if has_digit(block.text):
        return True
    return len(block.text) <= _WIDE_FACT if is_wide(block.text) else block.word_count <= _FACT_WORDS


def _is_paragraph(block: Block) -> bool:
    text = block.text
    if block.kind is HEADING or is_bold(block):
        return False
    least = _WIDE_PARAGRAPH if is_wide(text) else _PARAGRAPH
    return len(text) >= least and (ends_sentence(text) or _LETTERS.search(text) is not None)


def _has_quotation(text: str) -> bool:
    quoted = (match[1] for match in _QUOTATION.finditer(text))
    return any(is_wide(one) or len(one.split()) >= _QUOTED_WORDS for one in quoted)


def _shared(text: str, terms: Set[str]) -> int:
    """Return how many words of a text are among the terms of another; 0 if that may be chance."""
    own = telling_terms(text)
    common = {term for term in own & terms if not _GRAMMAR.fullmatch(term)}
    return _words(common) if len(common) * _CHANCE >= len(own) else 0


def _subject(title: str, above: Sequence[Block]) -> Set[str]:
    """Return the terms of the article; a syllable of a Vietnamese one counts if it is repeated."""
    parts = [telling_terms(title), *(telling_terms(block.text) for block in above)]
    if not any(is_vietnamese(block.text) for block in above):
        return set[str]().union(*parts)
    uses = Counter(term for part in parts for term in part)
    return {term for term, count in uses.items() if count > 1}


def _words(terms: Set[str]) -> int:
    """Return how many words the terms of a text are: runs that overlap are one."""
    if any(map(_LETTERS.search, terms)):
        return len(terms) // _RUNS
    if any(map(_SIGNS.search, terms)):
        ends = {term[-1] for term in terms}
        return sum(term[0] not in ends for term in terms)
    return len(terms)


def _named(block: Block) -> list[str]:
    """Return the words with a capital within sentences."""
    return [name for name in _NAME.findall(block.text) if name[0].isupper()]


def _is_section(below: Sequence[Block], paragraphs: Sequence[Block]) -> bool:
    """Return whether a line set apart begins several paragraphs: a headline has one standfirst."""
    heads = [block for block in below if block.kind is HEADING or is_bold(block)]
    return bool(heads) and heads[0] is below[0] and len(paragraphs) > len(heads)


def _have_its_form(above: Sequence[Block], paragraphs: Sequence[Block]) -> bool:
    """Return whether paragraphs have several sentences, or those above them one each, too."""
    if any(END_WITHIN.search(block.text) for block in paragraphs):
        return True
    own = [block for block in above if _is_paragraph(block)]
    return sum(END_WITHIN.search(block.text) is None for block in own) > len(own) / 2
