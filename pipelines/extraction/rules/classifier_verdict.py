"""Rule for blocks below the classifier's keep threshold."""

from __future__ import annotations

from itertools import islice

from pipelines.extraction.authors import agency_marks
from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.main_content import NON_CONTENT_FLAGS
from pipelines.extraction.lexicon import article_notes, class_names
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.related_links import is_address
from pipelines.items import CODE, HEADING, LIST_ITEM, QUOTE, TABLE

_LIST_TAGS = frozenset(("ul", "ol", "menu"))
_LIST_DEPTH, _LIST_LONGEST = 8, 40  # elements around an item; blocks of its list
_SURE_TEXT = 0.85  # content probability of what stands below a section's heading
_TABLE_REACH = 2  # blocks to a paragraph above
_TELLING = (
    NON_CONTENT_FLAGS
    | class_names.CAPTION
    | class_names.AUTHOR
    | class_names.DATE
    | class_names.TAGS
    | class_names.META
)


def below_threshold(context: RuleContext) -> Removals:
    """Yield blocks below the threshold, each with the most obvious reason.

    A heading below the text goes with what it heads.
    """
    yield from _headings_of_nothing(context)
    kept = _kept(context)
    for index in range(len(context.blocks)):
        if index not in kept:
            yield index, reason(context, index)


def _kept(context: RuleContext) -> frozenset[int]:
    """Return the indices of the blocks at or above their threshold; many rules ask."""
    if context.kept is None:
        least, surely = thresholds.KEEP_IN_LAYOUT_BODY, thresholds.KEEP
        likely = context.content_probability
        may_be = [at for at, value in enumerate(likely) if value >= least]
        context.kept = frozenset(
            at for at in may_be if likely[at] >= surely or likely[at] >= keep_threshold(context, at)
        )
    return context.kept


def _headings_of_nothing(context: RuleContext) -> Removals:
    """Yield headings outside the body with no kept text below them."""
    for index in range(len(context.blocks) - 1, context.facts.last, -1):
        if context.content_probability[index] < thresholds.KEEP:
            continue
        if context.blocks[index].kind is not HEADING or context.body.in_body[index]:
            return
        yield index, "heads nothing of the article"


def keep_threshold(context: RuleContext, index: int) -> float:
    """Return the keep threshold; lower inside a body located by the outlet's layout."""
    if context.body.located_by == "layout" and context.body.in_body[index]:
        bits = context.body.ancestor_flags[context.blocks[index].node.index]
        return thresholds.KEEP if bits & NON_CONTENT_FLAGS else thresholds.KEEP_IN_LAYOUT_BODY
    if context.content_probability[index] < thresholds.KEEP_IN_LAYOUT_BODY:
        return thresholds.KEEP  # most blocks
    if (
        _is_code(context, index)
        or _is_note_at_end(context, index)
        or _is_table_of_text(context, index)
        or _is_of_kept_list(context, index)
        or _is_quoted(context, index)
        or _heads_box_of_text(context, index)
    ):
        return thresholds.KEEP_IN_LAYOUT_BODY
    is_source = _is_announced_address(context, index)
    return thresholds.KEEP_IN_LAYOUT_BODY if is_source else thresholds.KEEP


def would_be_kept(context: RuleContext, index: int) -> bool:
    """Return whether only another rule may strip a block: classifier and layout keep it."""
    return index in _kept(context) and index not in context.removed


def _is_note_at_end(context: RuleContext, index: int) -> bool:
    """Return whether a line of the body is a note right below the article's end mark.

    A correction of the article needs no mark above it.
    """
    likely = context.content_probability[index]
    if not thresholds.KEEP_IN_LAYOUT_BODY <= likely < thresholds.KEEP:
        return False
    if index == 0 or not context.body.in_body[index] or context.blocks[index].hrefs:
        return False
    text = context.blocks[index].text
    if article_notes.is_correction(text):
        return True
    if not article_notes.is_note(text):
        return False
    end = agency_marks.end(context.blocks[index - 1].text, context.marks)
    return end is not None and end.agency is not None


def _is_code(context: RuleContext, index: int) -> bool:
    """Return whether a block is code in the body: an outlet's own words are never; not a gutter."""
    block = context.blocks[index]
    if block.kind is not CODE or not context.body.in_body[index]:
        return False
    is_foreign = context.body.ancestor_flags[block.node.index] & NON_CONTENT_FLAGS
    return not is_foreign and any(map(str.isalpha, block.text))


def _is_table_of_text(context: RuleContext, index: int) -> bool:
    """Return whether a table without links stands right below a paragraph of the body."""
    block = context.blocks[index]
    if block.kind is not TABLE or block.hrefs or not context.body.in_body[index]:
        return False
    if context.body.ancestor_flags[block.node.index] & NON_CONTENT_FLAGS:
        return False
    return any(context.facts.own_weights[max(0, index - _TABLE_REACH) : index])


def _is_of_kept_list(context: RuleContext, index: int) -> bool:
    """Return whether an item without links is of a list of the body that is kept otherwise."""
    block = context.blocks[index]
    if block.kind is not LIST_ITEM or block.hrefs or not context.body.in_body[index]:
        return False
    lists = [one for one in islice(block.node.ancestors(), _LIST_DEPTH) if one.tag in _LIST_TAGS]
    if not lists or lists[-1].end - lists[-1].start > _LIST_LONGEST:
        return False
    items = context.blocks[lists[-1].start : lists[-1].end]
    likely = context.content_probability
    kept = sum(likely[one.index] >= thresholds.KEEP for one in items)
    return 2 * kept >= len(items) and not any(one.hrefs for one in items)


def _is_quoted(context: RuleContext, index: int) -> bool:
    """Return whether a line is quoted without a link amid the body's text, in its own element.

    The words of others are seldom like the article's.
    """
    block, own = context.blocks[index], context.facts.own_weights
    if block.kind is not QUOTE or block.hrefs or not context.body.in_body[index]:
        return False
    bits = context.body.ancestor_flags[block.node.index] | block.flags
    return not bits & _TELLING and any(own[:index]) and any(own[index + 1 :])


def _heads_box_of_text(context: RuleContext, index: int) -> bool:
    """Return whether a heading without a link begins a box of the body that is text to its end.

    The builders of pages put each section in a box, and the heading in another within it.
    """
    block = context.blocks[index]
    if block.kind is not HEADING or block.hrefs or not context.body.in_body[index]:
        return False
    around = islice(block.node.ancestors(), _LIST_DEPTH)
    box = next((one for one in around if one.end > index + 1), None)
    if box is None or box.start != index:
        return False
    rest = range(index + 1, box.end)
    if not all(context.content_probability[one] >= _SURE_TEXT for one in rest):
        return False
    flags = context.body.ancestor_flags
    named = flags[block.node.index] & ~flags[context.blocks[index + 1].node.index]
    is_foreign = named & _TELLING & ~class_names.SIDEBAR  # a single line is no sidebar
    return not is_foreign and any(context.body.prose[one] for one in rest)


def _is_announced_address(context: RuleContext, index: int) -> bool:
    """Return whether a line is a URL that the article's line above announces with a colon."""
    above = index - 1
    if above < 0 or not context.blocks[above].text.endswith((":", "：")):
        return False
    if context.content_probability[above] < thresholds.KEEP or not context.body.in_body[index]:
        return False
    return is_address(context.blocks[index].text)


def reason(context: RuleContext, index: int) -> str:
    """Return in words why a block is unlike the article."""
    block = context.blocks[index]
    bits = context.body.ancestor_flags[block.node.index] | block.flags
    if bits & _TELLING:
        return f"marked as {class_names.name(bits & _TELLING)}"
    if block.link_share > 0.6:
        return "links to other pages"
    if index < context.facts.first:
        return "above the article"
    if index > context.facts.last:
        return "below the article"
    return "outside the body" if not context.body.in_body[index] else "unlike the article's text"
