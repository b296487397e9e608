"""Puts parts that a page streams behind its end where their place is marked.

A server may send a page with empty places first, and what belongs there later, in hidden elements
that a script moves. A place is ``<template id="B:1">``, its part ``<div hidden id="S:1">``; a part
may have places of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

_PLACE = re.compile(r"[BP]:([0-9a-z]{1,8})$")
_HOLDERS = ("div", "section", "main", "span", "p")


def put_in_place(tree: HtmlElement, templates: Iterable[HtmlElement]) -> None:
    """Move what hidden parts hold to their places, each below its place's mark.

    Args:
        tree: the page.
        templates: its ``<template>`` elements, in page order.
    """
    places = {
        found[1]: template
        for template in templates
        if (found := _PLACE.match(template.get("id") or "")) is not None
    }
    if not places:
        return
    parts = {
        ident[2:]: one
        for one in tree.iter(*_HOLDERS)
        if one.get("hidden") is not None and (ident := one.get("id") or "").startswith("S:")
    }
    for key, place in places.items():
        part = parts.get(key)
        if part is None or any(one is part for one in place.iterancestors()):
            continue
        if not (part.tail or "").strip():
            part.tail = None  # line breaks
            part.attrib.pop("hidden")
            place.addnext(part)
