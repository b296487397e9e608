"""Rule for blocks below the classifier's keep threshold."""

from __future__ import annotations

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.main_content import NON_CONTENT_FLAGS
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.rules.context import Removals, RuleContext

_TELLING = (
    NON_CONTENT_FLAGS
    | class_names.CAPTION
    | class_names.AUTHOR
    | class_names.DATE
    | class_names.TAGS
    | class_names.META
)


def below_threshold(scene: RuleContext) -> Removals:
    """What the classifier does not take for the article, with the plainest reason there is."""
    for index, likely in enumerate(scene.content_probability):
        if likely < keep_threshold(scene, index):
            yield index, reason(scene, index)


def keep_threshold(scene: RuleContext, index: int) -> float:
    """Keep-threshold; lower inside a body located by the outlet's layout."""
    if scene.body.located_by == "layout" and scene.body.in_body[index]:
        bits = scene.body.ancestor_flags[scene.blocks[index].node.index]
        return thresholds.KEEP if bits & NON_CONTENT_FLAGS else thresholds.KEEP_IN_LAYOUT_BODY
    return thresholds.KEEP


def reason(scene: RuleContext, index: int) -> str:
    """Return in words why a block is unlike the article."""
    block = scene.blocks[index]
    bits = scene.body.ancestor_flags[block.node.index] | block.flags
    if bits & _TELLING:
        return f"marked as {class_names.name(bits & _TELLING)}"
    if block.link_share > 0.6:
        return "links to other pages"
    if index < scene.numbers.first:
        return "above the article"
    if index > scene.numbers.last:
        return "below the article"
    return "outside the body" if not scene.body.in_body[index] else "unlike the article's text"
