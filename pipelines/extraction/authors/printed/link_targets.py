"""Tells by their addresses what links around the headline name: an author, or a section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Block, Blocks
from pipelines.extraction.html.dom import MAX_PARTS, text_of
from pipelines.extraction.page_data.headline import compact
from pipelines.text import fold

AUTHORS_PAGE = re.compile(
    r"/(?:authors?|editors?|staff|by|contributors?|writers?|reporters?|journalists?|columnists?|"
    r"tac-gia|penulis|autor(?:es|en)?|auteurs?|signataires?)/(.{1,80})",
    re.I,
)
_SECTION = re.compile(
    r"/(?:categor(?:y|ies|ia|ias|ie)|kategorien?|kategori|kategoria|categoria|rubri(?:k|que|ca|c|ek)s?|"
    r"tags?|topics?|sections?|chuyen-muc|themen?|labels?|main-topics)/",
    re.I,
)
_CALLED = re.compile(r"(?<![a-z])(?:cat|category|categories|section|rubrik|rubric)(?![a-z])")
_BETWEEN = re.compile(r"\s*[,|•·]\s*")
_HOME = re.compile(r"(?:https?://[^/]{0,100})?/?")
_MENU_LINKS = 400


def sections(lines: Sequence[Block]) -> frozenset[str]:
    """Return what links to sections and tags, and lines named after them, say; in compact form."""
    found = {compact(text_of(link)) for block in lines for link in _links(block)}
    called = (block for block in lines if _CALLED.search(block.node.names))
    return frozenset(found | {compact(block.text) for block in called} - {""})


def is_of_menu(name: str, blocks: Blocks, title_at: int) -> bool:
    """Return whether a name of one word is what a link above the headline says: a section's.

    A link home says whose blog it is, and an account is no section.
    """
    if " " in name or name.islower() or title_at <= 0:
        return False
    folded = fold(name)
    above = (block for block in blocks.blocks[:title_at] if block.hrefs and folded in block.folded)
    links = (link for block in islice(above, MAX_PARTS) for link in block.node.element.iter("a"))
    return any(
        fold(text_of(link)) == folded and _HOME.fullmatch(link.get("href") or "") is None
        for link in islice(links, _MENU_LINKS)
    )


def _links(block: Block) -> Iterator[HtmlElement]:
    links = islice(block.node.element.iter("a"), MAX_PARTS) if block.hrefs else ()
    for link in links:
        href = link.get("href") or ""
        is_tag = "tag" in (link.get("rel") or "").split()
        is_section = (is_tag or _SECTION.search(href)) and not AUTHORS_PAGE.search(href)
        if is_section and not any(map(_is_author, link.iter())):
            yield link


def _is_author(element: HtmlElement) -> bool:
    """Return whether microdata calls an element the author; some outlets tag their authors."""
    return "author" in (element.get("itemprop") or "").split()


def without(byline: str, named: frozenset[str]) -> str:
    """Return a byline without the sections named in it: ``By Lan Vien | Harbour, Boats``."""
    if not named or not byline:
        return byline
    parts = _BETWEEN.split(byline)
    if any(compact(parts[0]).endswith(one) for one in named):
        return byline  # of authors who have a tag each
    kept = [part for part in parts if compact(part) not in named]
    return byline if len(kept) == len(parts) else ", ".join(filter(str.strip, kept))
