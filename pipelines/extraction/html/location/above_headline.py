"""Detects banners and offers above the headline of a page with a short text below it.

The densest element of such a page may be a carousel in its head. Only the words of the page's own
headline and description decide: some templates print the headline below the text.
"""

from __future__ import annotations

from pipelines.extraction.html.blocks import Blocks, Node
from pipelines.extraction.html.location.subject_words import block_stems, subject_stems

_MIN_HEADLINE_SHARE = 0.5  # share of the headline's words below it
_MIN_TIMES = 2.0  # multiple of their number above


def starts_at(page: Blocks, dense: Node, headline: str) -> int:
    """Return the first block at which the article may begin; 0 if nothing above is excluded.

    Args:
        page: its blocks and elements.
        dense: the element whose prose weighs most.
        headline: title and description as stated in the page's ``<head>``, folded.
    """
    heads = (
        one.index
        for one in page.blocks[dense.end :]
        if one.tag == "h1" and one.folded and one.folded in headline
    )
    head = next(heads, None)
    words = subject_stems(headline.split())
    if head is None or not words:
        return 0
    below = len(words & block_stems(page.blocks[head + 1 :])) / len(words)
    above = len(words & block_stems(page.blocks[dense.start : dense.end])) / len(words)
    return head if below >= max(_MIN_HEADLINE_SHARE, _MIN_TIMES * above) else 0
