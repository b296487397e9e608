"""What the place of a block tells: removed by the layout, after the end mark, repeated, foreign."""

from __future__ import annotations

import re

from pipelines.extraction.authors import agency_marks
from pipelines.extraction.rules.context import Removals, RuleContext

_AGENCY_END = re.compile(r"[A-ZĐ]{2}[)\]]?\s?\.?$")
_AGENCY_REACH = 6  # characters from the end


def removed_by_layout(scene: RuleContext) -> Removals:
    """What the outlet's layout says to remove."""
    for index in sorted(scene.removed):
        yield index, "removed by the layout"


def after_end(scene: RuleContext) -> Removals:
    """Everything after the last end mark, unless running text follows inside the body.

    Digests hold several ``./.``; only the last counts.
    """
    ends = [
        block.index
        for block in scene.blocks
        if scene.body.in_body[block.index] and _ends_here(block.text, scene.marks)
    ]
    if not ends:
        return
    for block in scene.blocks[ends[-1] + 1 :]:
        if not scene.body.in_body[block.index]:
            yield block.index, "teaser after the end mark"


def _ends_here(text: str, names: tuple[str, ...]) -> bool:
    if text.endswith("./."):
        return True
    tail = text[-_AGENCY_REACH:]
    if tail.islower() or not _AGENCY_END.search(tail):
        return False
    end = agency_marks.end(text, names)
    return end is not None and end.agency is not None


def below_layout_body(scene: RuleContext) -> Removals:
    """Everything below the body that the outlet's layout names."""
    if scene.body.located_by != "layout":
        return
    inside = [index for index, is_in in enumerate(scene.body.in_body) if is_in]
    for block in scene.blocks[inside[-1] + 1 :] if inside else ():
        yield block.index, "below the article"
