"""Rules for sign-up boxes, polls and dialogs, recognised by their fields, buttons and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from lxml.html import HtmlElement

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, Node, close_box, text_length
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_ENDS
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import CODE

_SMALL, _MAX_BLOCKS = 500, 6  # characters and blocks of a box that asks something else
_FIELDS = ("input", "select", "textarea", "button")
_MAX_CONTROLS = 60  # of a body that are examined
_MAX_ALIKE = 2  # boxes of one form
_MIN_POLL, _ANSWER_WORDS = 3, 5  # blocks of a poll, words of an answer
_ASKS = ("?", "？", "؟")
_BOXES = frozenset(("div", "section", "aside", "form", "fieldset"))
_CONTROLS = frozenset(("button", "a", "option", "script", "style"))
_COUNT = re.compile(r"^\d[\d.,\s]{0,9}\s?(?:[%٪％]|[^\W\d_]{0,12})$")  # "1,204 votes", "61 %"
_SHARE_OF_VOTES = re.compile(r"\d\s?[%٪％]$")
_SHARE = 0.3  # of the page's prose: a box with more is the text, with a form in it


def control_boxes(context: RuleContext) -> Removals:
    """Yield the lines of a small box in the text that has fields, or ends in a button; and polls.

    A box that asks is not repeated: where each paragraph or slide has its button, the text is in
    such boxes. What a button unfolds stands below it.
    """
    inner = [
        (control, node)
        for control, node in with_text_around(context, _FIELDS, _MAX_CONTROLS)
        if is_box(node) and not _is_silent(context, control, node)
    ]
    forms = context.facts.forms
    alike = Counter(forms[start] for start in {node.start for _, node in inner})
    for control, node in inner:
        box = (
            _box_around(context, control, node) if alike[forms[node.start]] <= _MAX_ALIKE else None
        )
        for index in range(box.start, box.end) if box is not None else ():
            yield index, "a box that asks the reader"
    for node in (one for one in context.page.named if one.flags & class_names.FORM):
        for index in _poll(context, node):
            yield index, "a box that asks the reader"
    for block in context.judged:
        if block.text.endswith((*_ASKS, "か")) and context.body.in_body[block.index]:
            for index in _counted_poll(context, block):
                yield index, "a box that asks the reader"


def with_text_around(
    context: RuleContext, tags: Sequence[str], most: int
) -> Iterator[tuple[HtmlElement, Node]]:
    """Yield the body's first elements of these tags, each with the innermost one with text."""
    inside = (one for node in context.body.nodes for one in node.element.iter(*tags))
    elements = list(islice(inside, most))
    by_element = context.page.by_element() if elements else {}
    for element in elements:
        around = (by_element[one] for one in element.iterancestors() if one in by_element)
        node = next((node for node in around if node.start < node.end), None)
        if node is not None:
            yield element, node


def _counted_poll(context: RuleContext, question: Block) -> range:
    """Return the blocks of a small box of a question, answers of one form, and counts of votes."""
    box = close_box(question)
    if box is None or box.start != question.index or not is_small(context, box):
        return range(0)
    below = context.blocks[box.start + 1 : box.end]
    answers = [one for one in below if not _COUNT.match(one.text)]
    forms = {context.facts.forms[one.index] for one in answers}
    if not answers and len(list(islice(box.element.iter("button"), _MAX_BLOCKS))) == len(below):
        return range(box.start, box.end)  # a count beside each
    if len(answers) < _MIN_POLL - 1 or len(forms) > 1 or any(one.hrefs for one in below):
        return range(0)
    if any(one.word_count > _ANSWER_WORDS or one.text.endswith(SENTENCE_ENDS) for one in answers):
        return range(0)
    are_counted = len(answers) < len(below) or all(
        _SHARE_OF_VOTES.search(one.text) for one in answers
    )
    return range(box.start, box.end) if are_counted else range(0)


def _is_silent(context: RuleContext, control: HtmlElement, around: Node) -> bool:
    """Return whether a control asks nothing: a hidden field, a sign below a paragraph of text."""
    if control.tag == "button":
        is_paragraph = around.end - around.start == 1
        is_text = context.content_probability[around.start] >= thresholds.CAPTION
        return is_paragraph and is_text and not "".join(control.itertext()).strip()
    return control.get("type") == "hidden"


def _poll(context: RuleContext, node: Node) -> range:
    """Return the blocks of a small box named as a form, if it is a question and short answers."""
    blocks = range(node.start, node.end)
    if len(blocks) < _MIN_POLL or not is_small(context, node):
        return range(0)
    question, *answers = (context.blocks[index] for index in blocks)
    is_poll = question.text.endswith(_ASKS) and all(
        answer.word_count <= _ANSWER_WORDS for answer in answers
    )
    return blocks if is_poll else range(0)


def is_box(node: Node) -> bool:
    """Return whether an element's tag may be a box's: one of HTML's, or of the site's own."""
    return node.tag in _BOXES or "-" in node.tag


def _box_around(context: RuleContext, control: HtmlElement, innermost: Node) -> Node | None:
    """Return the largest small box in the body around a field or a button, or None."""
    found = None
    for node in takewhile(lambda one: is_small(context, one), innermost.ancestors()):
        found = node if is_box(node) else found
    if found is None or (control.tag == "button" and _has_text_below(found, control)):
        return None
    return found


def is_small(context: RuleContext, node: Node) -> bool:
    """Return whether an element in the body is small enough for a box beside the text."""
    blocks = context.blocks[node.start : node.end]
    facts = context.facts
    return (
        len(blocks) <= _MAX_BLOCKS
        and all(context.body.in_body[block.index] for block in blocks)
        and all(block.kind is not CODE and block.tag != "h1" for block in blocks)
        and text_length(blocks) <= _SMALL
        and facts.own_between(node.start, node.end) <= _SHARE * facts.own_between(0)
        and not any(node is one for one in context.body.nodes)
    )


def _has_text_below(box: Node, button: HtmlElement) -> bool:
    """Return whether text stands below a button in its box; a count of votes is none."""
    elements = list(box.element.iter())
    below = elements[elements.index(button) + len(list(button.iter())) :]
    texts = ((one.text or "").strip() for one in below if one.tag not in _CONTROLS)
    return any(text and not _COUNT.match(text) for text in texts)


def dialogs(context: RuleContext) -> Removals:
    """Yield the contents of a closed dialog outside the body, and of what is hidden like one.

    The role alone is not enough: some pages mark parts of their text as dialogs. Nor is a class
    name: some pages hide nearly all of their text until a script shows it.
    """
    hidden = (node for node in context.page.named if node.flags & class_names.HIDDEN)
    for node in (*context.page.dialogs, *hidden):
        if _is_closed(node):
            for index in range(node.start, node.end):
                if not context.body.in_body[index]:
                    yield index, "dialog"


def _is_closed(dialog: Node) -> bool:
    element = dialog.element
    if dialog.tag == "dialog":
        return element.get("open") is None
    return element.get("aria-hidden") == "true" or element.get("hidden") is not None
