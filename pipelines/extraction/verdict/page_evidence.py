"""The evidence for the type of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.metadata import Metadata
from pipelines.extraction.page_data.structured_data import Structured
from pipelines.items import Page


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """The evidence for the page type.

    Attributes:
        kept: the article's blocks.
        blocks: every block of the page.
        metadata, stated, page: everything known besides the text.
        lead: the standfirst.
        is_brief: whether the text was kept only for its position (``short_articles``).
        is_body_empty: whether no template of the outlet found text in its body.
        pictured: indices of the blocks right below an image.
    """

    kept: Sequence[Block]
    blocks: Sequence[Block]
    metadata: Metadata
    stated: Structured
    page: Page
    lead: str | None = None
    is_brief: bool = False
    is_body_empty: bool = False
    pictured: frozenset[int] = frozenset()
