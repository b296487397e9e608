"""Rule for boxes about a person of the article or its author: ``Zur Person``, ``About the author``.

The label alone proves nothing, since an article may have a section of that name. A box does: it
holds the label, a few sentences, and nothing else, and it is a small part of the page's prose.
"""

from __future__ import annotations

from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.lexicon.phrases import LabelKind
from pipelines.extraction.rules.context import Removals, RuleContext

_LABELS = (LabelKind.PERSON, LabelKind.BIO)
_MAX_WORDS = 150
_MAX_SHARE = 0.3  # of the page's prose: a box with more is the article
_NO_BOX = ("article", "main", "body", "html")


def person_boxes(context: RuleContext) -> Removals:
    """Yield the lines of a box whose label says that it is about a person."""
    for block in context.blocks:
        label = context.labels[block.index]
        if label is None or label[0] not in _LABELS:
            continue
        box = _box(context, block)
        if box is not None:
            for index in range(box.start, box.end):
                yield index, f"about a person: {block.text}"


def _box(context: RuleContext, label: Block) -> Node | None:
    """Return the largest element that is such a box; its label may stand below a picture's caption.

    Without prose it is a byline in a frame of its own.
    """
    bodies = {node.index for node in context.body.nodes}
    total = sum(context.body.prose)
    found = None
    for node in label.node.ancestors():
        if node.tag in _NO_BOX or node.index in bodies or node.start < label.index - 1:
            break
        prose = sum(context.body.prose[node.start : node.end])
        words = sum(block.word_count for block in context.blocks[node.start : node.end])
        if words > _MAX_WORDS or prose > _MAX_SHARE * total:
            break
        if prose > 0:
            found = node
    return found
