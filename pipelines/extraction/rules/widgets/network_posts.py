"""Posts of social networks that a text embeds, as their networks print them.

Without its network's script a post is a quotation, with its author's account and a link to it.
"""

from __future__ import annotations

import re
from itertools import islice

from pipelines.extraction.html.blocks import Node, text_length
from pipelines.extraction.html.dom import text_of
from pipelines.extraction.page_data.network_accounts import is_on_network
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import QUOTE

_NAMES = re.compile(r"\b(?:twitter-tweet|instagram-media|tiktok-embed|bluesky-embed|fb-post)\b")
_ACCOUNT = "(@"
_ABOVE = 3  # elements
_MOST = 0.5  # of the article's text: with more it is told in posts


def posts_in_text(context: RuleContext) -> Removals:
    """Yield posts in a network's own markup, or linked to it, be they long."""
    quoted = [one for one in context.judged if one.kind is QUOTE] if context.facts.core else ()
    found = [
        block
        for block in quoted
        if any(_is_post(context, one) for one in islice(block.node.ancestors(), _ABOVE))
    ]
    if text_length(found) <= _MOST * context.facts.own_between(0):
        for block in found:
            yield block.index, "a post of a network"


def _is_post(context: RuleContext, node: Node) -> bool:
    is_named = _NAMES.search(node.names) is not None
    if not (is_named or node.tag == "blockquote") or _ACCOUNT not in text_of(node.element):
        return False
    lines = context.blocks[node.start : node.end]
    links = (link for line in lines for link in context.facts.link_targets(line))
    return is_named or any(map(is_on_network, links))
