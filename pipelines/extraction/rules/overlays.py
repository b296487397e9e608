"""Rules for sign-up boxes and dialogs, recognised by their fields and words."""

from __future__ import annotations

from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Node
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.rules.context import Removals, RuleContext

_BOX_LONGEST = 800  # characters of a box with an email field
_SHARE = 0.3  # of the page's prose: a box with more is the text, with a form in it


def sign_up_boxes(context: RuleContext) -> Removals:
    """Yield the lines of a box that a template marks as a prompt and that has an email field."""
    prose = context.body.prose
    total = sum(prose)
    for node in context.page.nodes:
        if not node.flags & class_names.PROMPT or node.start == node.end:
            continue
        size = sum(len(block.text) for block in context.blocks[node.start : node.end])
        if size > _BOX_LONGEST or sum(prose[node.start : node.end]) > _SHARE * total:
            continue
        if _asks_for_address(node.element):
            for index in range(node.start, node.end):
                yield index, "prompt: a field for an address"


def _asks_for_address(element: HtmlElement) -> bool:
    return any(
        field.get("type") == "email" or "email" in (field.get("name") or "").lower()
        for field in element.iter("input")
    )


def dialogs(context: RuleContext) -> Removals:
    """Yield the contents of a closed dialog outside the body.

    The role alone is not enough: some pages mark parts of their text as dialogs.
    """
    for node in context.page.dialogs:
        if _is_closed(node):
            for index in range(node.start, node.end):
                if not context.body.in_body[index]:
                    yield index, "dialog"


def _is_closed(dialog: Node) -> bool:
    element = dialog.element
    if dialog.tag == "dialog":
        return element.get("open") is None
    return element.get("aria-hidden") == "true" or element.get("hidden") is not None
