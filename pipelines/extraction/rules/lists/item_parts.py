"""ItemPart: the role of a block in a list of other articles."""

from __future__ import annotations

from enum import Enum


class ItemPart(Enum):
    """The role of a block in a list."""

    LINK = "a headline that leads to another page"
    BOTH = "headline and teaser in one block"
    BEHIND = "a teaser, and behind it the headline that leads to the page"
    HEADLINE = "a headline without a link"
    LINES = "headlines, a line each"
    DATE = "a date or a section"
    TEXT = "a sentence or more"


# By names of their own, for loops over blocks, as the kinds of blocks are (``pipelines.items``).
LINK, BOTH, BEHIND, HEADLINE, LINES, DATE, TEXT = ItemPart
