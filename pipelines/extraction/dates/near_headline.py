"""The area around the headline: its dates and standfirst.

What is near the headline belongs to the article; anything elsewhere may belong to another one. The
outlet's layout decides if it names the part; otherwise tags, class names and wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from lxml.html import HtmlElement

from pipelines.extraction.dates import date_lines, header_stamps, parser, patterns
from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.extraction.html.dom import (
    SHORT,
    close_ancestors,
    is_foreign,
    node_of,
    parts_of,
    spaced,
    text_of,
)
from pipelines.extraction.html.main_content import Body, prose
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.page_data.headline import overlap
from pipelines.items import BlockKind
from pipelines.text import fold

_BEFORE, _AFTER = 8, 16  # blocks around the headline that may hold byline, date and standfirst
_RIGHT_ABOVE = 2  # blocks
_HEADER_LINES = 8  # between menu and text of a page that prints no headline
_MAX_TIMES = 60  # elements
_LINKED = 0.5  # share of link text from which a line is a link to elsewhere
_BEGUN = 80  # characters of running text: the body, or its standfirst
_LONG_STANDFIRST = 200  # characters of running text
_ITEM, _HEADLINE_WORDS = 300, 5  # characters of a list item; words of a headline in it
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class HeadlineArea:
    """The area around the headline.

    Attributes:
        start, end: the range of blocks.
        comments: the blocks of readers' comments.
        title_at: index of the headline's block, -1 if not found.
        dates: date lines, those below the headline first.
        updates: texts with the date of an update.
        times: ``datetime`` of each ``<time>``, else its text.
        unparsed: lines that the template marks as a date but that cannot be parsed, the first one
            last.
        above: those above the headline, which may belong to the page's masthead.
        sure: those of all these that are labelled or marked as the article's.
    """

    start: int = 0
    end: int = 0
    title_at: int = -1
    comments: frozenset[int] = frozenset()
    dates: list[str] = field(default_factory=list)
    updates: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    above: set[str] = field(default_factory=set)
    sure: set[str] = field(default_factory=set)

    def add(self, line: str) -> str:
        """Add a date line; return the part of it that counts."""
        part = parser.of_publication(line)
        (self.updates if patterns.UPDATED.search(part) else self.dates).append(part)
        return part

    def record_trust(self, texts: Iterable[str], node: Node, at: int, *, sure: bool) -> None:
        """Record how far the texts of a date line at block ``at`` are trusted."""
        if sure:
            self.sure.update(texts)
        if at < self.title_at and not (sure and _holds(node, self.title_at)):
            self.above.update(text for text in texts if not date_lines.is_labelled(text))


def around_headline(
    times: Sequence[HtmlElement], blocks: Blocks, title: str, body: Body | None = None
) -> HeadlineArea:
    """Return the area around the headline, or above the text of a page that prints no headline.

    Args:
        times: each ``<time>`` of the page.
        blocks: its blocks.
        title: its headline.
        body: the location of the article's text, if known.
    """
    at = _title_at(blocks.blocks, title)
    if at < 0 and body is not None:
        at = _header_at(blocks.blocks, body)
    start, end = max(0, at - _BEFORE), min(len(blocks.blocks), max(at, 0) + _AFTER)
    near = HeadlineArea(start, end, at, body.comments if body is not None else frozenset())
    if at >= 0:
        _read_lines(near, blocks.blocks[start:end])
        _read_times(near, times[:_MAX_TIMES], blocks)
        if not (near.dates or near.times or near.updates):
            near.times.extend(header_stamps.stamps(_header_lines(near, blocks.blocks)))
    return near


def _read_lines(near: HeadlineArea, around: Sequence[Block]) -> None:
    """Add the date lines, those below the headline first."""
    above, below = around[: near.title_at - near.start], around[near.title_at - near.start + 1 :]
    begun = next((one.index for one in below if prose(one) > _BEGUN), near.end)
    for block in (*below, *reversed(above)):
        called = (block.node.flags | block.flags) & class_names.DATE and _DIGIT.search(block.text)
        if len(block.text) > SHORT or not (called or patterns.may_have_short_day(block.text)):
            continue
        text = spaced(block)
        if not (called or parser.names_day(text)):
            continue
        is_above_text = near.title_at < block.index < begun
        if is_foreign(block.node, near.title_at, is_above_text=is_above_text) or (
            block.index < near.title_at and _is_page_head(block.node, near.title_at)
        ):
            continue
        if block.index > begun and block.link_share > _LINKED:
            continue  # of a linked headline within the text
        parts = parts_of(block)
        sure = bool(called) or any(map(date_lines.is_labelled, (text, *parts)))
        if not sure and not date_lines.may_be_date(block, begun=block.index > begun):
            continue
        if not sure and block.index < near.title_at and not _holds(block.node, near.title_at):
            continue
        # Templates glue byline and date: what each element says counts, too.
        lines = (text, *parts)
        line = next((one for one in lines if date_lines.is_date_line(one)), None)
        if line is not None:
            near.record_trust([near.add(line)], block.node, block.index, sure=sure)
        elif called and parser.parse(text, month_first=True) is None:
            near.unparsed.insert(0, text)
    if not near.dates and not near.updates:
        _read_right_above(near, above)


def _header_lines(near: HeadlineArea, blocks: Sequence[Block]) -> Iterable[Block]:
    """Return the lines between headline and text, but for those of other articles."""
    below = blocks[near.title_at + 1 : near.title_at + 1 + _HEADER_LINES]
    lines = takewhile(lambda block: prose(block) <= _LONG_STANDFIRST, below)
    return (block for block in lines if not is_foreign(block.node, is_above_text=True))


def _read_right_above(near: HeadlineArea, above: Sequence[Block]) -> None:
    """Add the date right above the headline, where a menu or a masthead may seem to hold it."""
    for block in reversed(above[-_RIGHT_ABOVE:]):
        text = spaced(block)
        if not (
            len(text) <= SHORT
            and parser.names_day(text)
            and date_lines.is_date_line(text)
            and date_lines.may_be_date(block, begun=False)
        ):
            continue
        near.record_trust([near.add(text)], block.node, block.index, sure=False)
        return


def _read_times(near: HeadlineArea, clocks: Sequence[HtmlElement], blocks: Blocks) -> None:
    """Add the ``<time>`` elements near the headline."""
    nodes = blocks.by_element() if clocks else {}
    any_published = any("published" in (one.get("class") or "") for one in clocks)
    for one in clocks:
        node = node_of(one, nodes)
        if node is None or node.start >= near.end or node.end < near.start:
            continue
        if is_foreign(node, near.title_at) or _is_of_item(one):
            continue
        if patterns.OTHER_DAY.match(_before(one)) or _is_other_term(one):
            continue
        text = text_of(one)
        called = one.get("class") or ""
        is_change = "modified" in (one.get("itemprop") or "").lower() or (
            any_published and "published" not in called and "updated" in called
        )
        stamp = one.get("datetime") or one.get("content") or one.get("title")
        machine = None if is_change else stamp
        if machine and _is_of_update(machine, text):
            machine = None
        stated = [value for value in (machine, text) if value]
        near.times.extend(stated)
        if date_lines.is_date_line(text):
            stated.append(near.add(text))
        sure = bool(node.flags & class_names.DATE) or date_lines.is_called_date(one)
        near.record_trust(stated, node, node.start, sure=sure)


def _is_of_update(machine: str, text: str) -> bool:
    """Return whether a machine's date is the second of two printed ones, that of the update."""
    part = parser.of_publication(text)
    if part == text or not (stated := parser.parse(machine)):
        return False
    printed = parser.parse(part, month_first=True)
    return printed is not None and stated.day > printed.day


def _is_of_item(time: HtmlElement) -> bool:
    """Return whether a ``<time>`` is in a list item with a linked headline: another article's.

    Lists consist of ``<article>`` elements, too; with an ``<h1>`` in it, it is the page's own.
    """
    item = next(islice(time.iterancestors("li", "article"), 1), None)
    if item is not None and item.tag == "article" and next(item.iter("h1"), None) is not None:
        return False
    if item is None or len(text_of(item)) > _ITEM:
        return False
    links = (text_of(link) for link in islice(item.iter("a"), 5))
    return any(len(text.split()) >= _HEADLINE_WORDS for text in links)


def _is_other_term(time: HtmlElement) -> bool:
    """Return whether another term of the same ``<dl>`` is the one that says "published"."""
    holder = next(islice(time.iterancestors("dd"), 1), None)
    around = holder.getparent() if holder is not None else None
    if holder is None or around is None:
        return False
    terms = [one for one in islice(around.iterchildren("dt"), _MAX_TIMES) if _says_so(one)]
    own = next(islice(holder.itersiblings("dt", preceding=True), 1), None)
    return bool(terms) and own not in terms


def _says_so(term: HtmlElement) -> bool:
    return patterns.PUBLISHED.match(text_of(term)) is not None


def _before(time: HtmlElement) -> str:
    """Return the text right before a ``<time>`` in its own element: ``Accepted: ``."""
    before, parent = time.getprevious(), time.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else None
    return (text or "").strip()[:SHORT]


def labelled_dates(blocks: Blocks) -> list[str]:
    """Return lines anywhere on the page labelled as published, else as updated."""
    lines = [
        block.text
        for block in blocks.blocks
        if len(block.text) <= date_lines.MAX_LINE_CHARS
        and date_lines.is_labelled(block.text)
        and not is_foreign(block.node)
        and date_lines.is_date_line(block.text)
    ]
    return sorted(lines, key=lambda line: not patterns.PUBLISHED.match(line))[:3]


def _holds(node: Node, at: int) -> bool:
    """Return whether an element, or a close ancestor of it, also contains a block."""
    return any(one.start <= at < one.end for one in close_ancestors(node))


def _is_page_head(node: Node, title_at: int) -> bool:
    """Return whether a block is in the page's masthead, which shows today's date."""
    head = class_names.HEADER | class_names.NAV | class_names.FORM
    return any(
        (one.tag == "header" or one.flags & head) and not one.start <= title_at < one.end
        for one in close_ancestors(node)
    )


def _title_at(blocks: Sequence[Block], title: str) -> int:
    """Return the index of the headline's block, -1 if there is none.

    A list of most-read articles may contain the headline too, above the real one. So links, and
    headings among other articles, are used only if there is nothing else.
    """
    folded = fold(title)
    if not folded:
        return -1
    shortest, longest = len(title) // 2, 2 * len(title) + 20
    found: list[tuple[tuple[bool, ...], int]] = []
    for block in blocks:
        if not shortest <= len(block.text) <= longest:
            continue
        same = block.folded == folded
        if not same and (block.kind is not BlockKind.HEADING or overlap(block.text, title) <= 0.8):
            continue
        own = (same and block.tag == "h1") or not (
            block.link_share > _LINKED or is_foreign(block.node) or _is_item(block.node)
        )
        is_heading = block.kind is BlockKind.HEADING
        found.append(((own, same, own and block.tag == "h1", is_heading), -block.index))
    return -max(found)[1] if found else -1


def _header_at(blocks: Sequence[Block], body: Body) -> int:
    """Return the last block above the lines that stand right above the text; -1 if there are none.

    These lines say who, where and when. Above them are the page's menu and name, which are links.
    """
    inner = (at for at, is_in in enumerate(body.in_body) if is_in and body.prose[at])
    text_at = next(inner, 0)
    first = max(0, text_at - _HEADER_LINES)
    for block in reversed(blocks[first:text_at]):
        if block.link_share > _LINKED or is_foreign(block.node) or len(block.text) > _ITEM:
            return block.index if block.index < text_at - 1 else -1
    return -1


def _is_item(node: Node) -> bool:
    return any(one.tag == "li" for one in close_ancestors(node))
