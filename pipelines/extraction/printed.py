"""What the page prints of itself: headlines, standfirst, byline and date near the headline.

What stands around the headline is the article's; what stands elsewhere may be another's. By the
outlet's layout where it names the part, by tags, class names and wording else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from pipelines.extraction import dates, signs
from pipelines.extraction import dates_forms as forms
from pipelines.extraction.blocks import Block, Blocks, Node
from pipelines.extraction.titles import overlap
from pipelines.items import BlockKind
from pipelines.layout import Layout
from pipelines.text import clean, fold

_BEFORE, _AFTER = 8, 16  # blocks around the headline in which byline, date and standfirst stand
SHORT = 160
MOST = 12
_DATE_LINE = 90
_DATE_WORDS = 8
_LEAD_LONGEST = 700
_YEAR, _DIGIT = re.compile(r"\d{4}"), re.compile(r"\d")
FOREIGN = signs.RELATED | signs.COMMENT | signs.TEASER | signs.SIDEBAR | signs.FOOTER | signs.AD


@dataclass(frozen=True, slots=True)
class Printed:
    """What the page prints: headings, and what the layout names."""

    headings: list[str] = field(default_factory=list)
    layout_lead: str | None = None
    layout_authors: list[str] = field(default_factory=list)
    layout_dates: list[str] = field(default_factory=list)
    layout_section: str | None = None
    layout_tags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Near:
    """What stands near the headline.

    Attributes:
        start, end: the range of blocks.
        title_at: index of the headline's block, -1 where it is not found.
        dates: lines that are there for their date, those below the headline first.
        updates: texts that hold the date of a change.
        times: ``datetime`` of each ``<time>``, else its text.
        unread: lines that their template calls a date and that are none to us, the first one last.
    """

    start: int = 0
    end: int = 0
    title_at: int = -1
    dates: list[str] = field(default_factory=list)
    updates: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read(tree: HtmlElement, layout: Layout | None) -> Printed:
    """Return what the page prints."""
    if layout is None:
        return Printed(_headings(tree))
    leads = _texts(tree, layout.lead)
    sections = _texts(tree, layout.section)
    return Printed(
        headings=_texts(tree, layout.title) or _headings(tree),
        layout_lead=leads[0] if leads else None,
        layout_authors=_texts(tree, layout.author),
        layout_dates=list(_stamps(tree, layout.date)),
        layout_section=sections[-1] if sections else None,
        layout_tags=_texts(tree, layout.tags, 100),
    )


def _headings(tree: HtmlElement) -> list[str]:
    return [text for one in islice(tree.iter("h1"), MOST) if (text := text_of(one))]


def _texts(tree: HtmlElement, selector: str, most: int = MOST) -> list[str]:
    if not selector:
        return []
    return [text for one in CSSSelector(selector)(tree)[:most] if (text := text_of(one))]


def _stamps(tree: HtmlElement, selector: str) -> Iterator[str]:
    if selector:
        for one in CSSSelector(selector)(tree)[:MOST]:
            yield from filter(None, (one.get("datetime"), one.get("content"), text_of(one)))


def text_of(element: HtmlElement, between: str = " ") -> str:
    """Text with a blank between children, so that no words are glued."""
    parts = [part.strip() for part in islice(element.itertext(), 100)]
    return clean(between.join(part for part in parts if part)[:2_000])


def near_title(tree: HtmlElement, blocks: Blocks, title: str) -> Near:
    """Return what stands near the headline; near the page's beginning where it is not found."""
    at = _title_at(blocks.blocks, title)
    start, end = max(0, at - _BEFORE), min(len(blocks.blocks), max(at, 0) + _AFTER)
    found: list[str] = []
    updates: list[str] = []
    unread: list[str] = []
    around = blocks.blocks[start:end] if at >= 0 else []
    for block in (*around[at - start + 1 :], *reversed(around[: at - start])):
        called = (block.node.signs | block.signs) & signs.DATE and _DIGIT.search(block.text)
        if len(block.text) > SHORT or not (called or _YEAR.search(block.text)):
            continue
        if is_foreign(block.node, at) or (block.index < at and _is_page_head(block.node, at)):
            continue
        text = spaced(block)
        if _YEAR.search(block.text) and _is_date_line(text):
            part = dates.of_publication(text)
            (updates if forms.UPDATED.search(part) else found).append(part)
        elif called and dates.parse(text, month_first=True) is None:
            unread.insert(0, text)
    times: list[str] = []
    clocks = list(islice(tree.iter("time"), 60)) if at >= 0 else []
    nodes = {node.element: node for node in blocks.nodes} if clocks else {}
    for one in clocks:
        node = node_of(one, nodes)
        if node is not None and node.start < end and node.end >= start and not is_foreign(node, at):
            text = text_of(one)
            times.extend(filter(None, (one.get("datetime"), text)))
            if _is_date_line(text):
                part = dates.of_publication(text)
                (updates if forms.UPDATED.search(part) else found).append(part)
    return Near(start, end, at, found, updates, times, unread)


def _is_date_line(text: str) -> bool:
    """Whether a line is there for its date; sentences, tweets and captions tell of other days."""
    if len(text) > _DATE_LINE or text.startswith(("—", "–", "“", '"', "(")):
        return False
    if len(text.split()) > _DATE_WORDS and text.endswith((".", "!", "?")):
        return False
    return dates.parse(text, month_first=True) is not None


def labelled_dates(blocks: Blocks) -> list[str]:
    """Return lines anywhere on the page that say when it was published, not updated."""
    return [
        block.text
        for block in blocks.blocks
        if len(block.text) <= _DATE_LINE
        and _YEAR.search(block.text)
        and forms.PUBLISHED.match(block.text)
        and not is_foreign(block.node)
        and _is_date_line(block.text)
    ][:3]


def spaced(block: Block) -> str:
    """The block's text with blanks between its elements: "By Jo LeeDec 5" is two."""
    return text_of(block.node.element) if block.node.end - block.node.start == 1 else block.text


def _is_page_head(node: Node, title_at: int) -> bool:
    """Whether a block stands in the head of the page, where today's date is, not the article's."""
    head = signs.HEADER | signs.NAV | signs.FORM
    return any(
        (one.tag == "header" or one.signs & head) and not one.start <= title_at < one.end
        for one in close_ancestors(node)
    )


def is_foreign(node: Node, title_at: int = -1) -> bool:
    """Whether an element stands in a part of the page that is about other articles.

    What holds the headline too is not, whatever its template calls it (``with-sidebar``), and a
    single line is no sidebar: it has a colour of that name (``text-secondary``).
    """
    return any(
        one.signs & (FOREIGN if one.end - one.start > 1 else FOREIGN & ~signs.SIDEBAR)
        and not one.signs & signs.BODY
        and not one.start <= title_at < one.end
        for one in close_ancestors(node)
    )


def close_ancestors(node: Node) -> Iterator[Node]:
    """Yield the element and those right around it; the page as a whole is no part of it."""
    for one in islice(node.ancestors(), 5):
        if one.tag in ("body", "html", "main"):
            return
        yield one


def node_of(element: HtmlElement, nodes: dict[HtmlElement, Node]) -> Node | None:
    """Return the block-level element that an element is, or stands in."""
    one: HtmlElement | None = element
    for _ in range(8):
        if one is None:
            return None
        if one in nodes:
            return nodes[one]
        one = one.getparent()
    return None


def _title_at(blocks: Sequence[Block], title: str) -> int:
    folded = fold(title)
    if not folded:
        return -1
    close = -1
    shortest, longest = len(title) // 2, 2 * len(title) + 20
    for block in blocks:
        if not shortest <= len(block.text) <= longest:
            continue
        if block.kind is not BlockKind.HEADING and close >= 0:
            continue
        if block.folded == folded:
            close = block.index
            if block.tag == "h1":
                break
        elif close < 0 and block.kind is BlockKind.HEADING and overlap(block.text, title) > 0.8:
            close = block.index
    return close


def lead(
    seen: Printed, near: Near, blocks: Blocks, description: str | None, title: str
) -> tuple[str | None, str]:
    """Return the standfirst and its source.

    Without a layout it is a block near the headline that its template calls a standfirst, or that
    repeats the page's description and stands apart from the paragraphs of the body.
    """
    if seen.layout_lead:
        return seen.layout_lead, "layout"
    if near.title_at < 0:
        return None, ""
    wanted, headline = fold(description or ""), fold(title)
    for block in blocks.blocks[near.title_at + 1 : near.end]:
        if len(block.text) < 30 or block.link_share > 0.6 or block.folded == headline:
            continue
        if block.node.signs & (FOREIGN | signs.CAPTION | signs.AUTHOR | signs.DATE):
            continue
        if len(block.text) < _LEAD_LONGEST and _is_called_lead(block):
            return block.text, "page"
        if _same(block.folded, wanted) and _apart(block, blocks):
            return block.text, "description"
        if block.kind is BlockKind.PARAGRAPH and len(block.text) > 120:
            break
    return None, ""


def _is_called_lead(block: Block) -> bool:
    own = (block.node.signs | block.signs) & signs.LEAD
    above = block.node.parent.signs & signs.LEAD if block.node.parent else 0
    return bool(own or above) and not block.node.signs & signs.BODY


def _same(text: str, wanted: str) -> bool:
    """Whether the block is the description, either possibly cut short."""
    if len(wanted) < 30:
        return False
    return text.startswith(wanted) or (wanted.startswith(text) and len(text) > 60)


def _apart(block: Block, blocks: Blocks) -> bool:
    """Whether the block is a heading, or stands in another element than the next paragraph."""
    if block.kind is BlockKind.HEADING:
        return True
    for other in blocks.blocks[block.index + 1 : block.index + 8]:
        if other.kind is BlockKind.PARAGRAPH and len(other.text) > 60:
            return other.node.parent is not block.node.parent
    return False
