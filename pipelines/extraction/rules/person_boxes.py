"""Rule for boxes about a person of the article or its author: ``Zur Person``, ``About the author``.

The label alone proves nothing, since an article may have a section of that name. A box does: it
holds the label, a few sentences, and nothing else, and it is a small part of the page's prose.
"""

from __future__ import annotations

from itertools import pairwise

from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.lexicon.phrases import LabelKind
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import LIST_ITEM, PARAGRAPH

_LABELS = (LabelKind.PERSON, LabelKind.BIO)
_MAX_WORDS = 150
_MAX_SHARE = 0.3  # of the page's prose: a box with more is the article
_NAME_LONGEST = 40  # characters
_HEADER = 8  # lines below the headline
_TEXT = 3  # paragraphs of the text
_NO_BOX = ("article", "main", "body", "html")


def person_boxes(context: RuleContext) -> Removals:
    """Yield the lines of a box whose label says that it is about a person.

    Or whose text begins with the name above it, which is the author's.
    """
    yield from _name_and_note(context)
    for block in context.blocks:
        label = context.labels[block.index]
        if label is None or label[0] not in _LABELS:
            continue
        box = _box(context, block)
        if box is not None:
            for index in range(box.start, box.end):
                yield index, f"about a person: {block.text}"


def _name_and_note(context: RuleContext) -> Removals:
    """Yield a name and the note that begins with it, alone in a box above or below the text.

    The name is printed near the headline, and the text does not speak of the person.
    """
    core = context.facts.core
    for name, note in pairwise(context.judged):
        if not _is_about_name(name, note) or note.index != name.index + 1:
            continue
        box = next(one for one in note.node.ancestors() if one.start <= name.index)
        if (box.start, box.end) != (name.index, note.index + 1):
            continue
        text = [at for at in core if at != note.index and context.folded[at] != context.facts.lead]
        if len(text) < _TEXT or text[0] < name.index < text[-1]:
            continue
        header = context.blocks[context.facts.title_at + 1 : min(text[0], _HEADER + note.index)]
        is_credited = any(name.folded in one.folded for one in header[:_HEADER] if one is not note)
        if is_credited and not any(
            name.folded in context.folded[at] or _is_headed(context.blocks[at]) for at in text
        ):
            yield from ((at, "about the author") for at in (name.index, note.index))


def _is_headed(paragraph: Block) -> bool:
    """Return whether a paragraph is alone with the line above it, as such notes are."""
    around, at = paragraph.node.parent, paragraph.index
    return around is not None and (around.start, around.end) == (at - 1, at + 1)


def _is_about_name(name: Block, note: Block) -> bool:
    if len(name.text) > _NAME_LONGEST or note.kind is not PARAGRAPH or name.kind is LIST_ITEM:
        return False
    is_name = name.text.replace(" ", "").isalpha() and len(name.folded) < len(note.folded)
    return is_name and note.folded.startswith(name.folded) and note.word_count <= _MAX_WORDS


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
