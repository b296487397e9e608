"""Fields read by the outlet's layout selectors, and the page's headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from pipelines.extraction.html.dom import MAX_PARTS, text_of
from pipelines.extraction.lexicon import class_names
from pipelines.layout import Layout
from pipelines.text import weight

_KICKER_LONGEST = 30  # characters
_HEADLINE_WORDS, _HEADLINE_WEIGHT = 3, 14
_KICKERS = re.compile(
    r"kicker|eyebrow|surtitre|occhiello|ante-?titulo|chapeu|dachzeile|spitzmarke|roofline|overline"
    r"|vignette|pre-?title|(?:^|[\s_-])(?:label|badge|tag|topic|cate?|category|section|flag|icon)\b",
    re.I,
)
_BELOW = re.compile(r"sub-?(?:title|head|line|titre|titulo)|(?:^|[\s_-])(?:sub|deck|dek)\b", re.I)


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
    return [text for one in headings[:MAX_PARTS] if (text := _without_kicker(one))]


def _without_kicker(heading: HtmlElement) -> str:
    """Return a heading's text without a kicker or a standfirst that is an element in it."""
    whole = text_of(heading)
    parts = list(islice(heading.iterchildren(etree.Element), MAX_PARTS)) if len(heading) else []
    if not parts:
        return whole
    first, last = parts[0], parts[-1]
    kicker = text_of(first)
    rest = whole.removeprefix(kicker).lstrip(" :|/–-")
    is_first = not (heading.text or "").strip() and 0 < len(kicker) <= _KICKER_LONGEST
    if is_first and rest != whole and _is_headline(rest) and not kicker.endswith(":"):
        names = first.get("class") or ""
        if first.tag in ("a", "small") or _is_called(names, _KICKERS, class_names.KICKER):
            return rest
    below = text_of(last)
    rest = whole.removesuffix(below).rstrip(" :|/–-")
    is_last = not (last.tail or "").strip() and rest != whole and _is_headline(rest)
    if is_last and _is_called(last.get("class") or "", _BELOW, class_names.LEAD):
        return rest
    return whole


def _is_called(names: str, called: re.Pattern[str], flag: int) -> bool:
    return bool(names) and bool(called.search(names) or class_names.flags_from_names(names) & flag)


def _is_headline(text: str) -> bool:
    """Return whether what is left of a heading is long enough for a headline."""
    return len(text.split()) >= _HEADLINE_WORDS or weight(text) >= _HEADLINE_WEIGHT


def _texts(tree: HtmlElement, selector: str, most: int = MAX_PARTS) -> list[str]:
    if not selector:
        return []
    return [text for one in CSSSelector(selector)(tree)[:most] if (text := text_of(one))]


def _stamps(tree: HtmlElement, selector: str) -> Iterator[str]:
    if selector:
        for one in CSSSelector(selector)(tree)[:MAX_PARTS]:
            yield from filter(None, (one.get("datetime"), one.get("content"), text_of(one)))
