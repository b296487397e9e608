"""Rule for a second article that a page with infinite scroll prints below the first.

Both have the same structure, side by side in one element. The second begins with its own headline,
which is a link, or is above a date; sub-headings of one article are neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pipelines.extraction.html.blocks import Block, Node, is_link_to_page
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.second_article.story_below import story_below
from pipelines.items import HEADING

_MIN_ARTICLE_CHARS = 200  # characters of prose: an element with fewer contains no article
_MAX_HEADER_BLOCKS = 4  # blocks: headline, byline, date
_LINK = 0.8
_DATE_LINE = 60  # characters
_YEAR = re.compile(r"\b20\d\d\b")


def second_articles(context: RuleContext) -> Removals:
    """Yield every block of a second article, or of its beginning with a link to the rest."""
    for index in _begun(context):
        yield index, "another article"
    for block in story_below(context):
        yield block.index, "another article"
    if context.facts.title_at < 0:
        return
    for node in _beside(context):
        for index in range(node.start, node.end):
            yield index, "another article"


def _begun(context: RuleContext) -> Sequence[int]:
    """Return the indices from the body's only linked heading to the button that ends the body.

    A list of places to see has several such headings, and no button at its end.
    """
    inner = [block for block in context.judged if context.body.in_body[block.index]]
    heads = [
        block
        for block in inner
        if block.kind is HEADING and block.link_share >= _LINK and block.hrefs
    ]
    if len(heads) != 1 or context.facts.prose_between(0, heads[0].index) <= _MIN_ARTICLE_CHARS:
        return ()
    target = heads[0].hrefs[0]
    buttons = [
        block
        for block in inner
        if block.hrefs
        and (phrases.leads_on(block.text) or block.link_share >= _LINK)
        and block.hrefs[0] == target
        and block is not heads[0]
    ]
    if len(buttons) != 1 or buttons[0].index <= heads[0].index:
        return ()
    return range(heads[0].index, buttons[0].index + 1)


def _beside(context: RuleContext) -> Iterator[Node]:
    """Yield the elements below the article with the same structure."""
    own_parts: dict[int, Node] = {}  # elements around the headline, by the element around each
    for own in context.blocks[context.facts.title_at].node.ancestors():
        if own.parent is not None and own.tag != "body" and _holds_text(context, own):
            own_parts[own.parent.index] = own
    if not own_parts or not context.body.nodes:
        return
    first = min(own.index for own in own_parts.values())
    beside = [
        (node, own_parts[node.parent.index])
        for node in islice(context.page.nodes, first, None)
        if node.parent is not None and node.parent.index in own_parts
    ]
    for node, part in beside:
        if node.start < part.end or node.end == node.start:
            continue
        is_alike = (node.tag, node.names) == (part.tag, part.names)
        if not _holds_text(context, node):
            continue
        if (is_alike and _begins_article(context, node)) or _is_headed_alike(context, node):
            yield node


def _holds_text(context: RuleContext, node: Node) -> bool:
    return context.facts.prose_between(node.start, node.end) > _MIN_ARTICLE_CHARS


def _begins_article(context: RuleContext, node: Node) -> bool:
    """Return whether an element begins with its own headline."""
    first = context.blocks[node.start : min(node.end, node.start + _MAX_HEADER_BLOCKS)]
    heads = [block for block in first if block.kind is HEADING]
    if not heads or context.folded[heads[0].index] == context.facts.title:
        return False
    if (heads[0].tag == "h1" and node.tag == "article") or is_link_to_page(heads[0]):
        return True
    if _contains(node, context.body.nodes[0]):
        return False  # the text, below the headline and a lead
    return heads[0].link_share >= _LINK or any(map(_tells_date, first))


def _is_headed_alike(context: RuleContext, node: Node) -> bool:
    """Return whether an element has a body of its own below a heading named as the headline is."""
    title = context.blocks[context.facts.title_at]
    if not any(_contains(node, one) for one in context.body.nodes[1:]):
        return False
    first = context.blocks[node.start : node.start + _MAX_HEADER_BLOCKS]
    head = next((block for block in first if block.kind is HEADING), None)
    if head is None or not title.node.names or title.kind is not HEADING:
        return False
    return head.node.names == title.node.names and head.folded != title.folded


def _contains(node: Node, other: Node) -> bool:
    """Return whether an element has all blocks of another."""
    return node.start <= other.start and other.end <= node.end


def _tells_date(block: Block) -> bool:
    return len(block.text) <= _DATE_LINE and _YEAR.search(block.text) is not None
