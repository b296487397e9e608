"""Detects banners and offers above the headline of a page with a short text below it.

The densest element of such a page may be a carousel in its head. Only the words of the page's own
headline and description decide: some templates print the headline below the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.html.blocks import Blocks, Node
from pipelines.extraction.html.location.subject_words import block_stems, subject_stems

_MIN_WORDS = 3  # of a headline: fewer may be the site's name
_FEWEST_ABOVE = 6  # blocks: fewer are kicker, standfirst and buttons
_MOST_ABOVE = 0.2  # of a body's prose: what stands above its headline is a column of other things
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


def columns(page: Blocks, body: Node, headline: str, sums: Sequence[float]) -> range:
    """Return the blocks of a body that stand above its headline, in elements that end there.

    Args:
        page: its blocks and elements.
        body: an element with the text.
        headline: title and description as stated in the page's ``<head>``, folded.
        sums: prefix sums of the prose in the page's blocks.
    """
    if next(body.element.iter("h1"), None) is None:
        return range(0)
    blocks = page.blocks[body.start : body.end]
    head = next((one for one in blocks if one.tag == "h1" and one.folded in headline), None)
    if head is None or head.folded.count(" ") + 1 < _MIN_WORDS:
        return range(0)
    above = range(body.start, head.index)
    held, whole = sums[head.index] - sums[body.start], sums[body.end] - sums[body.start]
    if len(above) < _FEWEST_ABOVE or not 0 < held < _MOST_ABOVE * whole:
        return range(0)
    around = next(one for one in head.node.ancestors() if one.start < head.index)
    is_beside = all(page.blocks[at].node.parent is not around for at in above)
    return above if is_beside and around.end >= body.end else range(0)
