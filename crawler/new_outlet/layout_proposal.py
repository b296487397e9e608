"""Tries layouts for a site on which the generic engine errs, and proposes one with fewer errors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from crawler.discovery.results import moment
from crawler.new_outlet.generic_errors import Reading, read_pages
from pipelines.extraction.html.parse import parse
from pipelines.items import Page
from pipelines.layout import Layout
from pipelines.text import clean, fold

NAME = "found"
"""Name of a proposed layout, for a person to improve."""

_TRIED = 12  # bodies: the engine runs on each page for each
_LONG = 200  # characters of paragraphs in a body
_MOST = 0.8  # of the pages: a selector with fewer is not the template's
_BOXES = 4  # removed by a layout
_LONGEST_DATE = 60  # characters
_TOKEN = re.compile(r"[A-Za-z][A-Za-z_-]*")  # without numbers, which belong to one page


def propose_layout(pages: Sequence[Page], generic: Reading) -> tuple[Layout | None, Reading]:
    """Return the layout with the fewest errors and its results; None if none is better.

    A layout that loses an article of the generic engine is never proposed.
    """
    if not generic.errors or not pages:
        return None, generic
    trees = [parse(page.body, page.headers) for page in pages]
    fields = _fields(pages, trees, {error.field for error in generic.errors})
    best: tuple[Layout | None, Reading] = (None, generic)
    for body in _bodies(trees):
        layout = Layout(
            name=NAME, body=body, title=fields.get("title", ""), date=fields.get("date", "")
        )
        reading = read_pages(pages, (layout,))
        remove = _boxes(trees, body, reading.repeated)
        if remove:
            layout = replace(layout, remove=remove)
            reading = read_pages(pages, (layout,))
        fewer = len(reading.errors) < len(generic.errors)
        if fewer and _rank(reading) > _rank(best[1]) and not _loses(reading, generic):
            best = (layout, reading)
    return best


def _rank(reading: Reading) -> tuple[int, float]:
    return -len(reading.errors), reading.confidence


def _loses(reading: Reading, generic: Reading) -> bool:
    pairs = zip(reading.found, generic.found, strict=True)
    return any(old.article and not new.article for new, old in pairs)


def _bodies(trees: Sequence[HtmlElement]) -> list[str]:
    """Return selectors of elements that contain the pages' paragraphs, the narrowest first."""
    counted: Counter[str] = Counter()
    sizes: dict[str, int] = {}
    for tree in trees:
        once = Counter(one for element in tree.iter() for one in _selectors(element))
        for selector, times in once.items():
            if times == 1:
                (element,) = _css(selector)(tree)
                size = sum(len(_text(one)) for one in element.iter("p"))
                counted[selector] += size >= _LONG
                sizes[selector] = sizes.get(selector, 0) + size
    wide = [one for one, count in counted.items() if count >= _MOST * len(trees)]
    most = max((sizes[one] for one in wide), default=0)
    wide = [one for one in wide if sizes[one] * 2 >= most]
    return sorted(wide, key=lambda one: (sizes[one], len(one)))[:_TRIED]


def _fields(pages: Sequence[Page], trees: Sequence[HtmlElement], wrong: set[str]) -> dict[str, str]:
    """Return selectors of elements that contain the announced headline and day."""

    def headline(number: int, element: HtmlElement) -> bool:
        said = pages[number].hint.title
        return bool(said) and fold(said or "") == fold(_text(element))

    def day(number: int, element: HtmlElement) -> bool:
        page, text = pages[number], element.get("datetime") or _text(element)
        said = page.hint.published_at
        if said is None or not 0 < len(text) <= _LONGEST_DATE:
            return False
        found = moment(text, page.timezone)
        return found is not None and abs(found - said) < timedelta(days=1)

    fields = {
        "title": _common(trees, headline) if "title" in wrong else "",
        "date": _common(trees, day) if "published_at" in wrong else "",
    }
    return {name: selector for name, selector in fields.items() if selector}


def _common(trees: Sequence[HtmlElement], wanted: Callable[[int, HtmlElement], bool]) -> str:
    counted: Counter[str] = Counter()
    for number, tree in enumerate(trees):
        seen = {
            selector
            for element in tree.iter(etree.Element)
            if wanted(number, element)
            for selector in _selectors(element)
        }
        counted.update(one for one in seen if len(_css(one)(tree)) == 1)
    for selector, count in counted.most_common(1):
        if count >= _MOST * len(trees):
            return selector
    return ""


def _boxes(trees: Sequence[HtmlElement], body: str, lines: frozenset[str]) -> tuple[str, ...]:
    """Return selectors of boxes within the body that contain only lines shared by pages."""
    if not lines:
        return ()
    counted: Counter[str] = Counter()
    others: set[str] = set()
    for tree in trees:
        for element in (one for node in _css(body)(tree) for one in node.iterdescendants()):
            text = _text(element)
            selectors = {selector for selector in _selectors(element) if text}
            if text and _is_of(text, lines):
                counted.update(selectors)
            else:
                others |= selectors
    return tuple(one for one, _ in counted.most_common() if one not in others)[:_BOXES]


def _is_of(text: str, lines: frozenset[str]) -> bool:
    """Return whether a text consists of the lines only."""
    for line in sorted(lines, key=len, reverse=True):
        text = text.replace(line, "")
    return not text.strip()


def _selectors(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in ("html", "body", "script", "style"):
        return
    if element.get("itemprop") == "articleBody":
        yield "[itemprop=articleBody]"
    name = element.get("id") or ""
    if _TOKEN.fullmatch(name):
        yield f"#{name}"
    for token in (element.get("class") or "").split():
        if _TOKEN.fullmatch(token):
            yield f"{element.tag}.{token}"


def _text(element: HtmlElement) -> str:
    return clean("".join(str(part) for part in element.itertext()))


@cache
def _css(selector: str) -> CSSSelector:
    return CSSSelector(selector)
