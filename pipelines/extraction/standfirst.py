"""The standfirst: the lead paragraph that the page prints near its headline."""

from __future__ import annotations

from pipelines.extraction.dates.near_headline import HeadlineArea
from pipelines.extraction.html.blocks import Block, Blocks
from pipelines.extraction.html.dom import (
    OTHER_ARTICLE_FLAGS,
)
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.page_data.layout_fields import LayoutFields
from pipelines.items import BlockKind
from pipelines.text import fold

_LEAD_LONGEST = 700


def standfirst(
    seen: LayoutFields, near: HeadlineArea, blocks: Blocks, description: str | None, title: str
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
        if block.node.flags & (
            OTHER_ARTICLE_FLAGS | class_names.CAPTION | class_names.AUTHOR | class_names.DATE
        ):
            continue
        if len(block.text) < _LEAD_LONGEST and _is_called_lead(block):
            return block.text, "page"
        if _same(block.folded, wanted) and _apart(block, blocks):
            return block.text, "description"
        if block.kind is BlockKind.PARAGRAPH and len(block.text) > 120:
            break
    return None, ""


def _is_called_lead(block: Block) -> bool:
    own = (block.node.flags | block.flags) & class_names.LEAD
    above = block.node.parent.flags & class_names.LEAD if block.node.parent else 0
    return bool(own or above) and not block.node.flags & class_names.BODY


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
