"""What the place of a block tells: removed by the layout, after the end mark, repeated, foreign."""

from __future__ import annotations

import re

from pipelines.extraction import signs
from pipelines.extraction.body import FOREIGN
from pipelines.extraction.rules.scene import Scene, Verdicts

_STRONG_END = re.compile(r"\./\.\s*$")
_FEWEST = 3  # articles that must show a line before it counts as repeated
_SHARE = 0.3  # of the outlet's articles
_REFRAIN = 200  # characters: longer repeated lines are the story's own, told again


def removed(scene: Scene) -> Verdicts:
    """What the outlet's layout says to remove."""
    for index in sorted(scene.removed):
        yield index, "removed by the layout"


def after_end(scene: Scene) -> Verdicts:
    """Everything after the last end mark, unless running text follows inside the body.

    Digests hold several ``./.``; only the last counts.
    """
    ends = [
        block.index
        for block in scene.blocks
        if scene.body.inside[block.index] and _STRONG_END.search(block.text)
    ]
    if not ends:
        return
    for block in scene.blocks[ends[-1] + 1 :]:
        if not scene.body.inside[block.index]:
            yield block.index, "teaser after the end mark"


def repeated(scene: Scene) -> Verdicts:
    """A line that many articles of the outlet show, whatever it says."""
    counts, articles = scene.repeated.counts, scene.repeated.articles
    if articles < _FEWEST:
        return
    for block in scene.blocks:
        count = counts.get(scene.folded[block.index][:300], 0)
        if count >= _FEWEST and count >= _SHARE * articles and len(block.text) <= _REFRAIN:
            yield block.index, f"seen on {count} pages of this outlet"


def unlike(scene: Scene) -> Verdicts:
    """What the learned witness does not take for the article, with the plainest reason there is."""
    for block in scene.blocks:
        if scene.likely[block.index] >= scene_threshold(scene, block.index):
            continue
        yield block.index, reason(scene, block.index)


def scene_threshold(scene: Scene, index: int) -> float:
    """How sure the witness must be: less so where the outlet's layout vouches for the body."""
    if scene.body.witness == "layout" and scene.body.inside[index]:
        bits = scene.body.within[scene.blocks[index].node.index]
        return 0.45 if bits & FOREIGN else 0.15
    return 0.45


def reason(scene: Scene, index: int) -> str:
    """Return in words why a block is unlike the article."""
    block = scene.blocks[index]
    bits = scene.body.within[block.node.index] | block.signs
    known = bits & (FOREIGN | signs.CAPTION | signs.AUTHOR | signs.DATE | signs.TAGS | signs.META)
    if known:
        return f"marked as {signs.name(known)}"
    if block.link_share > 0.6:
        return "links to other pages"
    if index < scene.numbers.first:
        return "above the article"
    if index > scene.numbers.last:
        return "below the article"
    return "outside the body" if not scene.body.inside[index] else "unlike the article's text"
