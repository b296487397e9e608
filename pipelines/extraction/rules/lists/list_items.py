"""Items of a list: a headline as a link, plain, or with its teaser; a date; text.

A list of other articles repeats one form: headline, perhaps a date, perhaps a teaser. It is
recognised by the formatting of the block and the end of its sentences, never by a class name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from lxml.html import HtmlElement

from pipelines.extraction.authors.byline import byline
from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.dom import inner_text
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.lexicon.sentence_ends import CLOSING, FULL_STOPS, SENTENCE_MARKS
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.rules.lists.item_parts import (
    BEHIND,
    BOTH,
    DATE,
    HEADLINE,
    LINES,
    LINK,
    TEXT,
    ItemPart,
)
from pipelines.items import HEADING, TABLE
from pipelines.text import clean, is_wide

_LINKED = 0.6  # of the text is link: a headline, not a paragraph with links
_TABLE_LINKED = 0.15  # of a table's text is link, if each row is a headline and its teaser
_MAX_HEADLINE_CHARS = 170  # characters; no headline is longer
_UNENDED = 90  # the same in scripts whose sentences may end without a mark
_MIN_HEADLINE_CHARS = 12  # characters of a headline in Latin letters
_MIN_HEADLINE_WORDS = 4
_MIN_WIDE_HEADLINE_CHARS = 5  # and in scripts where a letter is a syllable or a word
_DATE_LINE = 45  # characters
_MARKS, _STOPS = frozenset(SENTENCE_MARKS), frozenset(FULL_STOPS)
_WITHOUT_STOPS = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff]")
_STAMP = re.compile(
    r"^\W{0,3}(?:\d{1,2}[:h.]\d{2}|\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}年|\d{1,2}\s\w+,?\s\d{4}"
    r"|\w+\s\d{1,2},?\s\d{4}|\d+\s\w+\s\w+$)"
)
_BULLETS = "-–—•·*▪■►▸» "
_SECTION = 24  # characters of a section's name
_TEASERS = 2  # paragraphs of one item
_TEASER = 420  # characters
_BOLD = 0.9  # of a line
_BETWEEN = 3  # blocks between two headlines of a box
_SET_OFF = frozenset(("a", "b", "strong", "em", "span", "big", "u", "font"))
_DEEP = 4  # elements around a headline's words within its block


@dataclass(slots=True)
class ListItem:
    """A headline and what follows it: indices of its blocks, and which of them are sentences."""

    head: ItemPart
    path: int
    head_at: int
    indexes: list[int]
    texts: list[int]


def part_of(context: RuleContext, block: Block) -> ItemPart:
    """Return the role of ``block``, if it is in a list of other articles; many rules ask."""
    found = context.item_parts.get(block.index)
    if found is None:
        found = context.item_parts[block.index] = _part_of(block)
    return found


def _part_of(block: Block) -> ItemPart:
    text = block.text
    if is_link(block):
        return LINK
    if block.kind is TABLE:
        return TEXT
    if block.link_share >= _LINKED and block.hrefs:
        return DATE  # a button
    if _is_stamp(text):
        return DATE
    if opening(block):
        return BOTH
    if _leads_on_behind(block):
        return BEHIND
    if len(headline_lines(block)) > 1:
        return LINES
    if len(text) <= _DATE_LINE and byline(text) is not None:
        return DATE
    if is_headline(text) or (block.kind is HEADING and len(text) <= _MAX_HEADLINE_CHARS):
        return HEADLINE
    return DATE if len(text) <= _DATE_LINE and not ends_sentence(text) else TEXT


def is_link(block: Block) -> bool:
    """Return whether ``part_of`` is a headline that leads to another page."""
    if block.kind is TABLE:
        return _is_list_table(block)
    return block.link_share >= _LINKED and bool(block.hrefs) and not phrases.is_button(block.folded)


def _is_stamp(text: str) -> bool:
    """Return whether a short line is a date or a time without a headline after it."""
    stamp = _STAMP.match(text) if len(text) <= _DATE_LINE else None
    return stamp is not None and not is_headline(text[stamp.end() :].strip(" ,|–-"))


def is_bold(block: Block) -> bool:
    """Return whether nearly all of a line is bold."""
    return block.bold >= _BOLD * len(block.text)


def ends_sentence(text: str) -> bool:
    """Return whether a line ends like a sentence."""
    bare = text.rstrip(CLOSING)
    return bare[-1:] in _MARKS or "»" in text[len(bare) :]


def _ends_in_stop(text: str) -> bool:
    """Return whether a line ends in a full stop, before closing marks or a ``»`` set apart."""
    bare = text.rstrip(CLOSING)
    return bare[-1:] in _STOPS or (
        bare[-1:] == " " and f"{bare}»" == text and bare[-2:-1] in _STOPS
    )


def may_be_unended(text: str) -> bool:
    """Return whether a line is in a script whose sentences may end without a mark."""
    return not text.isascii() and _WITHOUT_STOPS.search(text) is not None


def is_headline(text: str) -> bool:
    """Return whether a line has the length and end of a headline; questions may be headlines."""
    size = len(text)
    if not _MIN_WIDE_HEADLINE_CHARS <= size <= _MAX_HEADLINE_CHARS or _ends_in_stop(text):
        return False
    if size < _MIN_HEADLINE_CHARS and not is_wide(text):
        return False
    return size <= _UNENDED or not may_be_unended(text)


def has_words(text: str) -> bool:
    """Return whether a headline has several words; a name or a place is not a headline."""
    return is_headline(text) and (len(text.split()) >= _MIN_HEADLINE_WORDS or not text.isascii())


def headline_lines(block: Block) -> list[str]:
    """Return the headlines of a block with one per line (``<br>``); none if a line is not one."""
    node = block.node
    element = node.element
    if node.end - node.start != 1 or next(element.iter("br"), None) is None:
        return []
    lines = [""]
    for part in element.iter():
        if part.tag == "br":
            lines.append("")
        elif isinstance(part.tag, str):
            lines[-1] += part.text or ""
        lines[-1] += (part.tail or "") if part is not element else ""
    found = [line for line in map(clean, lines) if line]
    is_whole = len(found) > 1 and clean(" ".join(found)) == block.text
    return found if is_whole and all(is_headline(line.lstrip(_BULLETS)) for line in found) else []


def _leads_on_behind(block: Block) -> bool:
    """Return whether a teaser is followed by its linked headline."""
    if len(set(block.hrefs)) != 1 or len(block.text) > _TEASER:
        return False
    links = [one for one in block.node.element.iterchildren("a") if not clean(one.tail or "")]
    if not links:
        return False
    headline = inner_text(links[-1])
    teaser = block.text[: -len(headline)].rstrip()
    return is_headline(headline) and block.text.endswith(headline) and ends_sentence(teaser)


def opening(block: Block) -> str:
    """Return the headline right before a block's teaser, or ``""``.

    It is set off by a link, bold or a ``<span>``, or by the line's end (``<br>``).
    """
    for head in _openings(block.node.element, block.text):
        rest = block.text[len(head) :]
        if is_headline(head.rstrip(" :–—-")) and _goes_on(rest):
            return head
    return ""


def _goes_on(rest: str) -> bool:
    """Return whether a teaser begins here: a sentence, not the rest of the words before."""
    start = rest.lstrip(" –—:|-“\"‘'«「„(")
    return len(rest) > _MIN_WIDE_HEADLINE_CHARS and start != "" and not start[0].islower()


def _openings(element: HtmlElement, text: str, depth: int = 0) -> Iterator[str]:
    """Yield what is set off at the block's beginning, the longest first."""
    before = clean(element.text or "")
    for child in element:
        if before:
            if child.tag == "br" and text.startswith(before):
                yield before
            return
        words = inner_text(child) if child.tag in _SET_OFF else ""
        if words:
            if text.startswith(words) and len(words) < len(text):
                yield words
            if depth < _DEEP:
                yield from _openings(child, text, depth + 1)
            return
        before = clean(child.tail or "")


def _is_list_table(block: Block) -> bool:
    """Return whether a table's rows link to other pages, one each."""
    return len(set(block.hrefs)) > 1 and block.link_share >= _TABLE_LINKED


def parse_items(context: RuleContext, blocks: Sequence[Block], *, in_box: bool) -> list[ListItem]:
    """Return the items at the beginning of the blocks, up to the first that fits none.

    In a box of the label's own a few more blocks may stand between two headlines.
    """
    items: list[ListItem] = []
    forms: set[tuple[ItemPart, int]] = set()  # of the items' headlines
    pending: list[int] = []
    for block in blocks:
        part = part_of(context, block)
        path = context.facts.forms[block.index]
        if part is DATE:
            pending.append(block.index)
        elif part is TEXT:
            if items and len(block.text) <= _TEASER and _fits(context, items, block):
                items[-1].indexes += [*pending, block.index]
                items[-1].texts.append(block.index)
                pending = []
            elif in_box and items and len(pending) < _BETWEEN:
                pending.append(block.index)
            else:
                break
        elif items and not (
            part is LINK or (part, path) in forms or _may_differ(items, in_box=in_box)
        ):
            if len(block.text) > _SECTION:
                break
            pending.append(block.index)  # a section's name, formatted unlike the headlines
        else:
            items.append(ListItem(part, path, block.index, [*pending, block.index], []))
            forms.add((part, path))
            pending = []
    if len(items) == 1 and not in_box:
        _drop_continuing_text(context, items[0])
    if items:
        between = _between(context, items)
        items[-1].indexes += takewhile(lambda at: context.facts.forms[at] in between, pending)
    return items


def _drop_continuing_text(context: RuleContext, item: ListItem) -> None:
    """Remove from the only item what may also be the continuing article."""
    prose = [
        index for index in item.texts if context.content_probability[index] >= thresholds.ONE_TEASER
    ]
    if prose:
        item.indexes = [index for index in item.indexes if index < prose[0]]


def _between(context: RuleContext, items: Sequence[ListItem]) -> set[int]:
    """Return how the text between the headlines is formatted."""
    inner = (index for item in items[:-1] for index in item.indexes if index != item.head_at)
    return {context.facts.forms[index] for index in inner}


def _may_differ(items: Sequence[ListItem], *, in_box: bool) -> bool:
    """Return whether the next headline may have another form: the first is often larger.

    Below a linked one, a line without a link may be a paragraph that ends like a headline.
    """
    return len(items) == 1 and (in_box or items[0].head is not LINK)


def _fits(context: RuleContext, items: Sequence[ListItem], block: Block) -> bool:
    """Return whether a sentence is the last item's teaser, if the items before have one more."""
    if context.blocks[items[-1].head_at].node is block.node:
        return True
    here = len(items[-1].texts)
    if len(items) == 1:
        return here < _TEASERS
    paths = context.facts.forms
    like = items[0].texts
    return here < len(like) and paths[like[here]] == paths[block.index]
