"""The area around the headline: its dates and standfirst.

What is near the headline belongs to the article; anything elsewhere may belong to another one. The
outlet's layout decides if it names the part; otherwise tags, class names and wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice, takewhile

from lxml.html import HtmlElement

from pipelines.extraction.dates import (
    date_lines,
    header_stamps,
    line_days,
    parser,
    patterns,
    time_elements,
)
from pipelines.extraction.dates.headline_area import (
    HeadlineArea,
    holds,
    is_of_teaser,
    is_of_update,
)
from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.extraction.html.dom import (
    SHORT,
    close_ancestors,
    is_foreign,
    parts_of,
    spaced,
)
from pipelines.extraction.html.main_content import Body, prose
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.page_data.headline import overlap
from pipelines.items import HEADING
from pipelines.text import fold

_BEFORE, _AFTER = 8, 16  # blocks around the headline that may hold byline, date and standfirst
_RIGHT_ABOVE = 2  # blocks
_HEADER_LINES = 8  # between menu and text of a page that prints no headline
_LINKED = 0.5  # share of link text from which a line is a link to elsewhere
_BEGUN = 80  # characters of running text: the body, or its standfirst
_LONG_STANDFIRST = 200  # characters of running text
_ITEM = 300  # characters of a list item, or of a standfirst
_DIGIT = re.compile(r"\d")


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
    begun = _text_at(blocks.blocks[at + 1 : end], end) if at >= 0 else -1
    near = HeadlineArea(start, end, at, begun, body.comments if body is not None else frozenset())
    if at >= 0:
        _read_lines(near, blocks.blocks[start:end])
        time_elements.read(near, times, blocks)
        if not (near.dates or near.times or near.updates):
            near.times.extend(header_stamps.stamps(_header_lines(near, blocks.blocks)))
    return near


def _text_at(below: Sequence[Block], end: int) -> int:
    """Return the index of the first block of the text below the headline.

    A standfirst begins no text: it stands elsewhere than the paragraphs, and byline and date may
    be between them.
    """
    first, second = islice(chain((one for one in below if prose(one) > _BEGUN), (None, None)), 2)
    if first is None:
        return end
    is_standfirst = (
        second is not None
        and second.index > first.index + 1
        and len(first.text) <= _ITEM
        and (first.node.parent is not second.node.parent or first.node.flags & class_names.LEAD)
    )
    return second.index if second is not None and is_standfirst else first.index


def _read_lines(near: HeadlineArea, around: Sequence[Block]) -> None:
    """Add the date lines, those below the headline first."""
    begun = near.text_at
    above, below = around[: near.title_at - near.start], around[near.title_at - near.start + 1 :]
    for block in (*below, *reversed(above)):
        called = (block.node.flags | block.flags) & class_names.DATE and _DIGIT.search(block.text)
        if len(block.text) > SHORT or not (called or patterns.may_have_short_day(block.text)):
            continue
        text = spaced(block)
        if not (called or line_days.names_day(text)):
            continue
        is_above_text = near.title_at < block.index < begun
        if is_foreign(
            block.node, near.title_at, is_above_text=is_above_text, is_text_below=near.has_text
        ) or (block.index < near.title_at and _is_page_head(block.node, near.title_at)):
            continue
        if block.index > begun and block.link_share > _LINKED:
            continue  # of a linked headline within the text
        parts = parts_of(block)
        said = dict.fromkeys((text, *parts))
        is_labelled = any(map(date_lines.is_labelled, said))
        if block.index > begun and not is_labelled and is_of_teaser(block.node, near.title_at):
            continue
        sure = bool(called) or is_labelled
        if not sure and not date_lines.may_be_date(block, begun=block.index > begun):
            if is_above_text and (part := date_lines.dated_part(block, parts)):
                near.record_trust([near.add(part)], block.node, block.index, sure=False)
            continue
        if not sure and block.index < near.title_at and not holds(block.node, near.title_at):
            continue
        # Templates glue byline and date: what each element says counts, too.
        lines = [one for one in said if date_lines.is_date_line(one)]
        own = (one for one in lines if not is_of_update(one))
        line = next(own, lines[0] if lines else None)
        if line is not None:
            near.record_trust([near.add(line)], block.node, block.index, sure=sure)
            near.updates.extend(one for one in lines if one != line and is_of_update(one))
        elif called and parser.parse(text, month_first=True) is None:
            near.unparsed.insert(0, text)
    if not near.dates and not near.updates:
        _read_right_above(near, above)
    if not near.dates and not near.updates and near.title_at >= 0:
        _read_within(near, around[near.title_at - near.start])


def _header_lines(near: HeadlineArea, blocks: Sequence[Block]) -> Iterable[Block]:
    """Return the lines between headline and text, but for those of other articles."""
    below = blocks[near.title_at + 1 : near.title_at + 1 + _HEADER_LINES]
    lines = takewhile(lambda block: prose(block) <= _LONG_STANDFIRST, below)
    return (
        block for block in lines if not is_foreign(block.node, near.title_at, is_above_text=True)
    )


def _read_right_above(near: HeadlineArea, above: Sequence[Block]) -> None:
    """Add the date right above the headline, where a menu or a masthead may seem to hold it."""
    for block in reversed(above[-_RIGHT_ABOVE:]):
        text = spaced(block)
        if not (
            len(text) <= SHORT
            and line_days.names_day(text)
            and date_lines.is_date_line(text)
            and date_lines.may_be_date(block, begun=False)
        ):
            continue
        near.record_trust([near.add(text)], block.node, block.index, sure=False)
        return


def _read_within(near: HeadlineArea, headline: Block) -> None:
    """Add a date with an element of its own before the headline: ``<h1><span>5 May 2026``."""
    parts = parts_of(headline) if patterns.may_have_day(headline.text) else []
    if len(parts) < 2 or not line_days.names_day(parts[0]):
        return
    if not any(map(str.isalpha, line_days.without_days(parts[0]))):
        near.record_trust([near.add(parts[0])], headline.node, headline.index, sure=True)


def header_lines(near: HeadlineArea, blocks: Blocks) -> Iterable[str]:
    """Yield the short lines between headline and text, and what each of their elements says."""
    for block in _header_lines(near, blocks.blocks) if near.title_at >= 0 else ():
        is_short = block.index < near.text_at and len(block.text) <= SHORT
        if is_short and not is_of_teaser(block.node, near.title_at):
            yield from dict.fromkeys((*parts_of(block), spaced(block)))


def labelled_dates(blocks: Blocks) -> list[str]:
    """Return lines anywhere on the page labelled as published, else as updated.

    A blog's sentence below the text counts as such a line; a line in a footer only if it says
    published, and no other one there says another day.
    """
    lines: list[str] = []
    in_footer: list[str] = []
    for block in blocks.blocks:
        if not patterns.may_have_short_day(block.text):
            continue
        filed = date_lines.filed(block.text)
        is_line = filed is not None or (
            len(block.text) <= date_lines.MAX_LINE_CHARS
            and date_lines.is_labelled(block.text)
            and date_lines.is_date_line(block.text)
        )
        if not is_line or is_foreign(block.node, is_above_text=True):
            continue
        line = filed or block.text
        if not is_foreign(block.node):
            lines.append(line)
        elif filed or patterns.PUBLISHED.match(line_days.of_publication(line)):
            in_footer.append(line)
    if lines:
        return sorted(lines, key=lambda line: not patterns.PUBLISHED.match(line))[:3]
    days = {moment.day for one in in_footer if (moment := parser.parse(one, month_first=True))}
    return in_footer[:1] if len(days) == 1 else []


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
        same = block.folded == folded or (block.tag == "h1" and _is_dated(block.folded, folded))
        if not same and (block.kind is not HEADING or overlap(block.text, title) <= 0.8):
            continue
        own = (same and block.tag == "h1") or not (
            block.link_share > _LINKED or is_foreign(block.node) or _is_item(block.node)
        )
        is_heading = block.kind is HEADING
        found.append(((own, same, own and block.tag == "h1", is_heading), -block.index))
    return -max(found)[1] if found else -1


def _is_dated(heading: str, headline: str) -> bool:
    """Return whether a heading is the headline and, beside it, nothing but a date's numbers."""
    rest = heading.replace(headline, "", 1)
    return len(rest) < len(heading) and not any(map(str.isalpha, rest))


def _header_at(blocks: Sequence[Block], body: Body) -> int:
    """Return the last block above the lines that stand right above the text; -1 if there are none.

    These lines say who, where and when. Above them are the page's menu and name, which are links.
    """
    inner = (at for at, is_in in enumerate(body.in_body) if is_in and body.prose[at])
    text_at, second = islice(chain(inner, (0, 0)), 2)
    if text_at + 1 < second and len(blocks[text_at].text) <= _ITEM:
        text_at = second  # below a standfirst
    first = max(0, text_at - _HEADER_LINES)
    for block in reversed(blocks[first:text_at]):
        if block.link_share > _LINKED or is_foreign(block.node) or len(block.text) > _ITEM:
            return block.index if block.index < text_at - 1 else -1
    return -1


def _is_item(node: Node) -> bool:
    return any(one.tag == "li" for one in close_ancestors(node))
