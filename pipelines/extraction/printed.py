"""What the page prints of itself: headlines, standfirst, byline and date near the headline.

Elements are asked for by one XPath each, blocks by their place: what stands around the headline is
the article's, what stands elsewhere may be another's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from pipelines.extraction import dates, signs
from pipelines.extraction.authors import byline, people
from pipelines.extraction.blocks import Block, Blocks
from pipelines.extraction.titles import overlap
from pipelines.items import BlockKind
from pipelines.layout import Layout
from pipelines.text import clean, fold

_BEFORE, _AFTER = 6, 14  # blocks around the headline in which byline, date and standfirst stand
_SHORT = 160
_MOST = 12
_BY = re.compile(
    r"^\W{0,3}(?:(?:written|posted|story|words|reported|report)\s+)?(?:by|von|par|por|tác giả|bởi)\b[\s:]",
    re.I,
)
_ELEMENTS = etree.XPath(
    "//*[self::time or @rel='author' or @itemprop='author' or @itemprop='datePublished'"
    " or contains(@class,'author') or contains(@class,'Author') or contains(@class,'byline')"
    " or contains(@class,'Byline') or contains(@class,'writer') or contains(@class,'contributor')"
    " or contains(@class,'publish') or contains(@class,'timestamp') or contains(@data-testid,'yline')"
    " or contains(@class,'post-date') or contains(@class,'entry-date') or contains(@class,'pubdate')"
    " or contains(@class,'article-date') or contains(@class,'article__date')]"
)
_FOREIGN = (
    signs.RELATED
    | signs.COMMENT
    | signs.TEASER
    | signs.SIDEBAR
    | signs.NAV
    | signs.FOOTER
    | signs.AD
)


@dataclass(frozen=True, slots=True)
class Printed:
    """What the page prints: by the layout where it names the part, by tags else."""

    headings: list[str] = field(default_factory=list)
    layout_lead: str | None = None
    layout_authors: list[str] = field(default_factory=list)
    layout_dates: list[str] = field(default_factory=list)
    layout_section: str | None = None
    layout_tags: list[str] = field(default_factory=list)
    breadcrumb: str | None = None
    elements: list[HtmlElement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Near:
    """What stands near the headline: block range, bylines, dates."""

    start: int = 0
    end: int = 0
    title_at: int = -1
    authors: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)


def read(tree: HtmlElement, blocks: Blocks, layout: Layout | None) -> Printed:
    """Return what the page prints."""
    titles = _texts(tree, layout.title) if layout and layout.title else []
    headings = titles or [text for element in tree.iter("h1") if (text := _text(element))][:_MOST]
    leads = _texts(tree, layout.lead) if layout and layout.lead else []
    sections = _texts(tree, layout.section) if layout and layout.section else []
    return Printed(
        headings=headings,
        layout_lead=leads[0] if leads else None,
        layout_authors=_texts(tree, layout.author) if layout and layout.author else [],
        layout_dates=_layout_dates(tree, layout) if layout and layout.date else [],
        layout_section=sections[-1] if sections else None,
        layout_tags=_texts(tree, layout.tags, 100) if layout and layout.tags else [],
        elements=_ELEMENTS(tree)[:200],
    )


def _texts(tree: HtmlElement, selector: str, most: int = _MOST) -> list[str]:
    return [text for element in CSSSelector(selector)(tree)[:most] if (text := _text(element))]


def _layout_dates(tree: HtmlElement, layout: Layout) -> list[str]:
    found: list[str] = []
    for element in CSSSelector(layout.date)(tree)[:_MOST]:
        found.extend(
            filter(None, (element.get("datetime"), element.get("content"), _text(element)))
        )
    return found


def _text(element: HtmlElement) -> str:
    """Text with a blank between children, so that no words are glued."""
    parts: list[str] = []
    for count, text in enumerate(element.itertext()):
        if count > 100:
            break
        parts.append(text)
    return clean(" ".join(parts)[:2_000])


def near_title(seen: Printed, blocks: Blocks, title: str) -> Near:
    """Return what stands near the headline; near the page's first heading where it is not found."""
    at = _title_at(blocks.blocks, title)
    start, end = max(0, at - _BEFORE), min(len(blocks.blocks), max(at, 0) + _AFTER)
    around = blocks.blocks[start:end]
    nodes = {node.element: node for node in blocks.nodes}
    bylines: list[str] = []
    times: list[str] = []
    stamps: list[str] = []
    for element in seen.elements:
        node = _node(element, nodes)
        if node is None:
            continue
        if any(one.signs & _FOREIGN and not one.signs & signs.BODY for one in _close(node)):
            continue
        inside = node.start < end + 40 and node.end >= start
        if element.tag == "time":
            times.extend(filter(None, (element.get("datetime"), _text(element))) if inside else ())
        elif _is_date(element):
            stamps.extend(filter(None, (element.get("content"), _text(element)[:_SHORT])))
        elif len(text := _text(element)) <= _SHORT:
            bylines.append(text)
    printed = [
        block.text for block in around if len(block.text) <= _SHORT and not block.index == at
    ]
    marked = [text for text in printed if _BY.match(text) or byline(text)]
    dated = [text for text in printed if dates.parse(text) is not None]
    return Near(start, end, at, _best(bylines, marked), dated + stamps, times)


def _close(node: object) -> list[object]:
    found: list[object] = []
    for one in node.ancestors():  # type: ignore[attr-defined]
        if one.tag in ("body", "html", "main"):
            break
        found.append(one)
        if len(found) >= 5:
            break
    return found


def _node(element: HtmlElement, nodes: dict[HtmlElement, object]) -> object | None:
    one: HtmlElement | None = element
    for _ in range(8):
        if one is None:
            return None
        if one in nodes:
            return nodes[one]
        one = one.getparent()
    return None


def _is_date(element: HtmlElement) -> bool:
    if element.get("itemprop") == "datePublished":
        return True
    names = (element.get("class") or "").lower()
    return ("date" in names or "publish" in names or "time" in names) and "author" not in names


def _best(bylines: Sequence[str], marked: Sequence[str]) -> list[str]:
    """The first byline that names people: lines with "By" before class names."""
    for text in (*marked, *bylines):
        if people(text):
            return [text]
    return []


def _title_at(blocks: Sequence[Block], title: str) -> int:
    folded = fold(title)
    if not folded:
        return -1
    close = -1
    for block in blocks:
        if len(block.text) > 2 * len(title) + 20:
            continue
        other = fold(block.text)
        if other == folded and (block.tag == "h1" or close < 0):
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
    wanted = fold(description or "").removesuffix(" ...")
    for block in blocks.blocks[near.title_at + 1 : near.end]:
        if len(block.text) < 30 or fold(block.text) == fold(title) or block.link_share > 0.6:
            continue
        called = bool((block.node.signs | block.signs) & signs.LEAD) or bool(
            block.node.parent and block.node.parent.signs & signs.LEAD
        )
        if block.node.signs & (_FOREIGN | signs.CAPTION | signs.AUTHOR | signs.DATE):
            continue
        other = fold(block.text)
        same = (
            bool(wanted)
            and len(wanted) > 30
            and (
                other == wanted
                or other.startswith(wanted)
                or (wanted.startswith(other) and len(other) > 60)
            )
        )
        if called and len(block.text) < 700 and not block.node.signs & signs.BODY:
            return block.text, "page"
        if same and _apart(block, blocks):
            return block.text, "description"
        if block.kind is BlockKind.PARAGRAPH and len(block.text) > 120:
            break
    return None, ""


def _apart(block: Block, blocks: Blocks) -> bool:
    """Whether the block is a heading, or stands in another element than the next paragraph."""
    if block.kind is BlockKind.HEADING:
        return True
    for other in blocks.blocks[block.index + 1 : block.index + 8]:
        if other.kind is BlockKind.PARAGRAPH and len(other.text) > 60:
            return other.node.parent is not block.node.parent
    return False
