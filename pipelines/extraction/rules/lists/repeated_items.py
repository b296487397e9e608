"""Items of other stories, recognised by their period: the same forms again, about other subjects.

Below a line that stands alone, a list repeats one sequence of forms: a headline, perhaps a date,
perhaps a teaser; or both in one block, or in one row of a table. What an article itself prints in
such forms, portraits, tests, steps, shares the article's words as its paragraphs do among
themselves. Other stories share hardly half as many, and none with each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Block, text_length
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_MARKS
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.rules.lists.common_words import subject_terms
from pipelines.extraction.rules.lists.foreign_text import article_near
from pipelines.extraction.rules.lists.item_parts import BOTH, TEXT
from pipelines.extraction.rules.lists.list_items import (
    ends_sentence,
    is_bold,
    is_headline,
    opening,
    part_of,
)
from pipelines.items import TABLE
from pipelines.text import clean, is_wide

_MIN_ITEMS, _MOST_ITEMS = 2, 12
_MANY = 3  # items: so many may have one term of the headline
_PERIOD = 4  # blocks of an item
_TEASER = 420  # characters
_MIN_TEASER = 20
_MIN_WORDS, _MEAN_WORDS = 3, 4.5  # of a headline; their mean
_MIN_TERMS = 20  # distinct terms of the article: fewer prove nothing
# An item's mean share of terms in the article, as a part of what its own paragraphs share with the
# rest, and at most: headlines that are links, headlines with teasers.
_LINKED, _LINKED_MOST = 0.75, 0.25
_PLAIN, _PLAIN_MOST = 0.55, 0.2
_LONGER_LINKED = 2  # of the article's length: more are the page's own text
_LEAST_TIES = 0.05  # shared by the article's paragraphs: below this it is as loose as a list
_IN_COMMON = 0.1  # mean share of terms that two items have in common
_DIGITS = 0.15  # of an item's characters: facts and results have more
_PARTS = 80  # elements examined for lines
_STAMPED = re.compile(r"^\W{0,3}(?:\d{1,2}[:h.]\d{2}\b|\d{1,4}\b)")
_GLUE = re.compile(r"\s[–—-]\s|:\s|：|——")


@dataclass(frozen=True, slots=True)
class Items:
    """Items in one form.

    Attributes:
        indexes: their blocks.
        heads: their headlines.
        texts: headline and teaser of each.
        targets: the pages to which they lead, for each item; empty without links.
        have_teasers: whether each has a text behind its headline.
    """

    indexes: Sequence[int]
    heads: Sequence[str]
    texts: Sequence[str]
    targets: Sequence[str]
    have_teasers: bool


def stories_below(context: RuleContext, label: Block, below: Sequence[Block]) -> Sequence[int]:
    """Return the indices of the items at the beginning of ``below``, if they are other stories.

    A linked line in whose form the items lead on is the headline of the first, and no label.
    """
    if not below:
        return ()
    for items in (*_rows(below[0]), *_periods(context, below)):
        if _may_be_stories(items) and _are_apart(context, label, items):
            forms = context.facts.forms
            is_item = label.hrefs and any(forms[at] == forms[label.index] for at in items.indexes)
            return () if is_item else items.indexes
    return ()


def _rows(block: Block) -> Iterator[Items]:
    """Yield the rows of a table as items: a headline, and in the next cell its teaser."""
    if block.kind is not TABLE:
        return
    rows = [[cell for cell in line.split(" | ") if cell] for line in block.text.split("\n")]
    if any(len(row) < 2 for row in rows):
        return
    targets = tuple(dict.fromkeys(block.hrefs))
    yield Items(
        (block.index,),
        [row[0] for row in rows],
        [" ".join(row) for row in rows],
        targets if len(targets) == len(rows) else (),
        have_teasers=all(ends_sentence(row[1]) or _is_long_wide(row[1]) for row in rows),
    )


def _periods(context: RuleContext, below: Sequence[Block]) -> Iterator[Items]:
    """Yield the blocks as items of one block, of two, and so on."""
    below = below[: _PERIOD * _MOST_ITEMS]
    elements = [context.facts.forms[block.index] for block in below]
    if elements[0] not in elements[1 : _PERIOD + 1] or _is_no_headline(_head(below[0])):
        return
    forms: dict[int, tuple[object, ...]] = {}  # of the blocks that are compared
    for period in range(1, _PERIOD + 1):
        size = period
        while (
            size < len(below)
            and elements[size] == elements[size - period]
            and _form(context, below[size], forms) == _form(context, below[size - period], forms)
        ):
            size += 1
        count = size // period
        if count < _MIN_ITEMS:
            continue
        items = [below[at * period : (at + 1) * period] for at in range(count)]
        heads = [_head(item[0]) for item in items]
        targets = [target for item in items if (target := _target(item))]
        yield Items(
            [block.index for item in items for block in item],
            heads,
            [" ".join(block.text for block in item) for item in items],
            targets if len(set(targets)) == count else (),
            all(map(_has_teaser, items, heads)),
        )


def _form(
    context: RuleContext, block: Block, known: dict[int, tuple[object, ...]]
) -> tuple[object, ...]:
    """Return what items of a list have in common: link, weight, role in the item."""
    form = known.get(block.index)
    if form is not None:
        return form
    part = part_of(context, block)
    if part is TEXT and _glued_head(block):
        part = BOTH
    form = known[block.index] = (part, is_bold(block), bool(block.hrefs))
    return form


def _head(block: Block) -> str:
    """Return the headline of an item: its first block, or what begins it."""
    return _glued_head(block) or opening(block) or block.text


def _glued_head(block: Block) -> str:
    """Return the headline before a teaser in one block, ``""`` without one."""
    text = block.text
    if len(text) > _TEASER or block.kind is TABLE:
        return ""
    for link in block.node.element.iter("a") if block.hrefs else ():
        words = " ".join("".join(link.itertext()).split())
        if words and len(words) < len(text) and text.startswith(words) and is_headline(words):
            return words
    for line in _first_lines(block.node.element):
        if len(line) < len(text) and text.startswith(line) and is_headline(line):
            return line
    mark = _GLUE.search(text)
    if mark is None:
        return ""
    head, rest = text[: mark.start()], text[mark.end() :]
    is_teaser = ends_sentence(rest) and rest[:1].isalpha() and not rest[:1].islower()
    return head if is_teaser and is_headline(head) else ""


def _first_lines(element: HtmlElement) -> Iterator[str]:
    """Yield the first lines of an element that breaks its lines with ``<br>``."""
    line = ""
    breaks = next(element.iter("br"), None) is not None
    for part in islice(element.iter(), _PARTS) if breaks else ():
        if part.tag == "br":
            yield clean(line)
            line = ""
        elif isinstance(part.tag, str):
            line += part.text or ""
        line += (part.tail or "") if part is not element else ""


def _target(item: Sequence[Block]) -> str:
    """Return the only page to which an item's blocks lead, ``""`` if to none or several."""
    found = {target for block in item for target in block.hrefs}
    return found.pop() if len(found) == 1 else ""


def _has_teaser(item: Sequence[Block], head: str) -> bool:
    first, *others = item
    behind = first.text[len(head) :].strip(" –—-:：")
    texts = [behind, *(block.text for block in others)]
    return any(map(_is_teaser, texts))


def _is_teaser(text: str) -> bool:
    least = _MIN_TEASER // 2 if is_wide(text) else _MIN_TEASER
    return _is_long_wide(text) or (len(text) >= least and ends_sentence(text))


def _is_long_wide(text: str) -> bool:
    return is_wide(text) and len(text) >= _MIN_TEASER


def _may_be_stories(items: Items) -> bool:
    """Return whether the first parts are headlines, and the rest no facts."""
    if not _MIN_ITEMS <= len(items.heads) <= _MOST_ITEMS:
        return False
    if not (items.targets or items.have_teasers):
        return False
    if not items.targets and all(head.endswith(("?", "？")) for head in items.heads):
        return False  # an interview
    if any("#" in target for target in items.targets):
        return False
    if any(_is_no_headline(head) for head in items.heads):
        return False
    if any(sum(map(str.isdigit, text)) > _DIGITS * len(text) for text in items.texts):
        return False
    return sum(map(_words, items.heads)) >= _MEAN_WORDS * len(items.heads)


def _is_no_headline(head: str) -> bool:
    if not is_headline(head) or _STAMPED.match(head):
        return True
    return _words(head) < _MIN_WORDS or head.rstrip('"”»').endswith(tuple(SENTENCE_MARKS[:9]))


def _words(text: str) -> float:
    return _MEAN_WORDS if is_wide(text) else len(text.split())


def _are_apart(context: RuleContext, label: Block, items: Items) -> bool:
    """Return whether the items are about other subjects than the article, and than each other."""
    blocks = [context.blocks[index] for index in items.indexes]
    if any(block.hrefs and context.facts.offsite_share(block) > 0 for block in blocks):
        return False
    article = article_near(context, label.index, items.indexes[-1])
    paragraphs = [terms for block in article if (terms := subject_terms(block.text))]
    about, texts = subject_terms(context.known.title), [subject_terms(text) for text in items.texts]
    words = set[str]().union(*paragraphs)
    if len(words) < _MIN_TERMS or len(paragraphs) < _MIN_ITEMS or not about & words:
        return False
    longest = (_LONGER_LINKED if items.targets else 1) * text_length(article)
    if not all(texts) or sum(map(len, items.texts)) > longest:
        return False
    if sum(len(one & about) for one in texts) > (len(texts) >= _MANY):
        return False
    ties = _mean([_in_others(paragraphs, at) for at in range(len(paragraphs))])
    share = _mean([len(one & words) / len(one) for one in texts])
    part, most = (_LINKED, _LINKED_MOST) if items.targets else (_PLAIN, _PLAIN_MOST)
    pairs = [len(one & two) / len(one) for one in texts for two in texts if one is not two]
    return ties >= _LEAST_TIES and share <= min(most, part * ties) and _mean(pairs) <= _IN_COMMON


def _in_others(paragraphs: Sequence[Set[str]], at: int) -> float:
    """Return the share of a paragraph's terms in the others."""
    others = set[str]().union(*(terms for other, terms in enumerate(paragraphs) if other != at))
    return len(paragraphs[at] & others) / len(paragraphs[at])


def _mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares) if shares else 0.0
