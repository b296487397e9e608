"""Fields read by the outlet's layout selectors, and the page's headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from pipelines.extraction.html.dom import MAX_PARTS, text_of
from pipelines.layout import Layout


@dataclass(frozen=True, slots=True)
class LayoutFields:
    """Printed fields: headings, and what the layout selects."""

    headings: list[str] = field(default_factory=list)
    layout_lead: str | None = None
    layout_authors: list[str] = field(default_factory=list)
    layout_dates: list[str] = field(default_factory=list)
    layout_section: str | None = None
    layout_tags: list[str] = field(default_factory=list)


def read(tree: HtmlElement, layout: Layout | None, headings: Sequence[HtmlElement]) -> LayoutFields:
    """Return the printed fields of the page.

    Args:
        tree: the page.
        layout: the template that matches it, or None.
        headings: each ``<h1>`` of the page.
    """
    if layout is None:
        return LayoutFields(_headings(headings))
    leads = _texts(tree, layout.lead)
    sections = _texts(tree, layout.section)
    return LayoutFields(
        headings=_texts(tree, layout.title) or _headings(headings),
        layout_lead=leads[0] if leads else None,
        layout_authors=_texts(tree, layout.author),
        layout_dates=list(_stamps(tree, layout.date)),
        layout_section=sections[-1] if sections else None,
        layout_tags=_texts(tree, layout.tags, 100),
    )


def _headings(headings: Sequence[HtmlElement]) -> list[str]:
    return [text for one in headings[:MAX_PARTS] if (text := text_of(one))]


def _texts(tree: HtmlElement, selector: str, most: int = MAX_PARTS) -> list[str]:
    if not selector:
        return []
    return [text for one in CSSSelector(selector)(tree)[:most] if (text := text_of(one))]


def _stamps(tree: HtmlElement, selector: str) -> Iterator[str]:
    if selector:
        for one in CSSSelector(selector)(tree)[:MAX_PARTS]:
            yield from filter(None, (one.get("datetime"), one.get("content"), text_of(one)))
