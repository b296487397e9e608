"""What follows the headline in a title that no ``<h1>`` prints: a section, words for searchers.

``Headline - Economy`` may be all headline. It is cut where the page prints the first part alone,
or has a menu that leads to the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pipelines.extraction.html.blocks import Blocks
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.page_data import headline
from pipelines.text import fold

_LEAST = 3  # words of a headline: a menu prints shorter ones
_SECTION = 4  # words of a section's name
_LINKS = 400
_MENU_LINE = 0.5  # share of link text from which a line leads elsewhere


def without_tail(title: str, blocks: Blocks) -> str:
    """Return a title without what the page does not print with its headline."""
    ends = [at for at, _ in headline.breaks(title) if len(title[:at].split()) >= _LEAST]
    if not ends:
        return title
    printed = {block.folded for block in blocks.blocks if block.link_share < _MENU_LINE}
    if fold(title) in printed:
        return title
    for end in reversed(ends):
        if fold(title[:end]) in printed:
            return title[:end]
    last = fold(title[ends[-1] :])
    if len(last.split()) <= _SECTION and last in _menu(blocks):
        return title[: ends[-1]]
    return title


def _menu(blocks: Blocks) -> Iterator[str]:
    """Yield the folded texts of the links in menus and crumbs."""
    menus = (
        node
        for node in blocks.nodes
        if node.flags & class_names.NAV
        and not (node.parent and node.parent.flags & class_names.NAV)
    )
    links = (link for menu in menus for link in menu.element.iter("a"))
    for link in islice(links, _LINKS):
        yield fold(" ".join(islice(link.itertext(), 10))[:100])
