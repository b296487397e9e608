"""Reads the article's tags as printed: links to pages of tags below the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.extraction.html.dom import close_ancestors, is_foreign
from pipelines.extraction.lexicon import class_names
from pipelines.text import clean

_TO_TAG = re.compile(  # in lower case
    r"(?:^|[/?&])(?:tags?|topics?|keywords?|labels?|tu-?khoa|chu-?de|etiketa?|etiqueta|temas?|thema|"
    r"themen|sujets?|mots?-cles?|stichwort|argomenti|hashtag)[/=]"
)
_OWN = re.compile(r"entry|post|article|story|node", re.I)
_LINKED = 0.4  # share of link text; the rest is a label and commas
_LINKS = 40
_MOST = 20  # tags of an article; more are all of a blog's
_COUNTED = re.compile(r"\s\(?\d+\)?$")  # "coffee 3", in a blog's cloud
_TAG_LONGEST = 60  # characters


def find(blocks: Blocks, title_at: int) -> list[str]:
    """Return the tags of the first line or list below the headline that is links to tags."""
    for block in blocks.blocks[title_at + 1 :] if title_at >= 0 else ():
        if not block.hrefs or block.link_share < _LINKED:
            continue
        if not any(map(_TO_TAG.search, map(str.lower, block.hrefs))):
            continue
        node = _list_of(block)
        if node is None or is_foreign(node, title_at, is_above_text=True) or _is_aside(node):
            continue
        tags = list(_tags(node.element))
        if 0 < len(tags) <= _MOST and not all(map(_COUNTED.search, tags)):
            return tags
    return []


def _list_of(block: Block) -> Node | None:
    """Return the element of all tags: one that its class calls so, or else the line's list."""
    called = [one for one in close_ancestors(block.node) if one.flags & class_names.TAGS]
    if called:
        return called[-1]
    links = islice(block.node.element.iter("a"), _LINKS)
    return block.node if any(_is_tag(link) for link in links) else None


def _is_aside(node: Node) -> bool:
    """Return whether tags stand beside or below all of the page, not in an article's own foot."""
    for one in close_ancestors(node):
        if one.tag in ("article", "main"):
            return False
        is_foot = one.tag == "footer" or one.flags & class_names.FOOTER
        if one.tag in ("aside", "nav") or (is_foot and not _OWN.search(one.names)):
            return True
    return False


def _is_tag(link: HtmlElement) -> bool:
    relations = (link.get("rel") or "").lower().split()
    return "tag" in relations and "category" not in relations


def _tags(element: HtmlElement) -> Iterator[str]:
    for link in islice(element.iter("a"), _LINKS):
        text = clean(" ".join(islice(link.itertext(), 5)))
        if text and len(text) <= _TAG_LONGEST and (_is_tag(link) or _leads_to_tag(link)):
            yield text


def _leads_to_tag(link: HtmlElement) -> bool:
    return _TO_TAG.search((link.get("href") or "").lower()) is not None
