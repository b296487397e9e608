"""Reports which of an outlet's selectors match a page: the first sign of a changed template.

The article may be right nevertheless, because structured data or the generic engine has it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from pipelines.layout import NO_TEMPLATE, Layout, TemplateMatch


def match(tree: HtmlElement, layout: Layout | None, layouts: tuple[Layout, ...]) -> TemplateMatch:
    """Return which selectors of ``layout``, the one whose body matched, match the page.

    Args:
        tree: the page.
        layout: None if no body matched.
        layouts: all layouts of the outlet; without any, nothing is matched.
    """
    if layout is None or not layouts:
        return NO_TEMPLATE
    found: dict[bool, list[str]] = {True: [], False: []}
    for field, selector in _selectors(layout):
        found[bool(_compiled(selector)(tree))].append(f"{field} {selector}")
    name = layout.name or f"layout {layouts.index(layout) + 1}"
    return TemplateMatch(name, tuple(found[True]), tuple(found[False]))


def _selectors(layout: Layout) -> Iterator[tuple[str, str]]:
    for one in fields(layout):
        value = getattr(layout, one.name)
        if one.name != "name":
            for selector in value if isinstance(value, tuple) else (value,):
                if selector:
                    yield one.name, selector


@lru_cache(maxsize=1_000)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector)
