"""Boxes that ask for an address, and dialogs beside the text: told by what they hold and say."""

from __future__ import annotations

from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Node
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.rules.context import Removals, RuleContext

_BOX_LONGEST = 800  # characters of a box that asks for an address
_SHARE = 0.3  # of the page's prose: a box with more is the text, with a form in it
_DIALOGS = frozenset(("dialog", "alertdialog"))


def sign_up_boxes(context: RuleContext) -> Removals:
    """The lines of a box that a template calls a prompt and that holds a field for an address."""
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
    """What stands in a closed dialog outside the body.

    That it is called a dialog is not enough: some pages set parts of their text so.
    """
    for node in context.page.nodes:
        if _is_dialog(node):
            for index in range(node.start, node.end):
                if not context.body.in_body[index]:
                    yield index, "dialog"


def _is_dialog(node: Node) -> bool:
    element = node.element
    if node.tag == "dialog":
        return element.get("open") is None
    is_closed = element.get("aria-hidden") == "true" or element.get("hidden") is not None
    return is_closed and (element.get("role") or "").lower() in _DIALOGS
