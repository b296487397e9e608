"""Puts an element's own children where its shadow tree shows them: in its slots."""

from __future__ import annotations

from lxml.html import HtmlElement

_UNSHOWN = frozenset(("template", "script", "style", "slot"))


def fill(template: HtmlElement) -> None:
    """Move what stands beside a declarative shadow tree into the slots of the tree.

    A slot with a name takes the children that ask for it, the one without a name the others and
    the text. Children without a slot stay: no browser shows them, but what wrote the page may.
    """
    host = template.getparent()
    slots = [one for one in template.iter("slot") if not len(one)] if host is not None else []
    if host is None or not slots:
        return
    for slot in slots:
        name = slot.get("name")
        shown = [
            child
            for child in host
            if child is not template
            and child.tag not in _UNSHOWN
            and (child.get("slot") or None) == name
        ]
        if name is None and (template.tail or "").strip():
            slot.text, template.tail = template.tail, None
        for child in shown:
            slot.append(child)
        slot.tag = "div" if shown else "span"
