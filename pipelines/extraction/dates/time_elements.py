"""Reads the ``<time>`` elements near the headline, and leaves those of other articles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extraction.dates import date_lines, line_days, parser, patterns
from pipelines.extraction.dates.headline_area import HeadlineArea, holds, is_of_teaser
from pipelines.extraction.html.blocks import Blocks
from pipelines.extraction.html.dom import SHORT, is_foreign, node_of, text_of
from pipelines.extraction.lexicon import class_names

_MAX_TIMES = 60  # elements
_ITEM, _HEADLINE_WORDS = 300, 5  # characters of a list item; words of a headline in it
_LABELS = ("span", "b", "strong", "i", "em", "small", "label")


def read(near: HeadlineArea, times: Sequence[HtmlElement], blocks: Blocks) -> None:
    """Add the ``<time>`` elements near the headline.

    Those below the beginning of the text may be a teaser's: they count if nothing above it does, or
    if the line they stand in does.

    Args:
        near: the area around the headline, with the dates of its lines.
        times: each ``<time>`` of the page.
        blocks: its blocks.
    """
    begun = near.text_at
    clocks = times[:_MAX_TIMES]
    nodes = blocks.by_element() if clocks else {}
    late: list[list[str]] = []
    any_published = any("published" in (one.get("class") or "") for one in clocks)
    for one in clocks:
        node = node_of(one, nodes)
        if node is None:
            continue
        is_own = _is_published(one) and holds(node, near.title_at)
        if not is_own and (node.start >= near.end or node.end < near.start):
            continue
        is_above_text = is_own or near.title_at < node.start < begun
        if _is_of_item(one) or is_foreign(
            node, near.title_at, is_above_text=is_above_text, is_text_below=near.has_text
        ):
            continue
        before = _before(one)
        if patterns.OTHER_DAY.match(before) or _is_other_term(one):
            continue
        text = text_of(one)
        called = one.get("class") or ""
        is_change = "modified" in (one.get("itemprop") or "").lower() or (
            any_published and "published" not in called and "updated" in called
        )
        stamp = one.get("datetime") or one.get("content") or one.get("title")
        says_so = patterns.says_updated(before) and not patterns.PUBLISHED.match(before)
        if stamp and (is_change or says_so):
            near.updates.append(stamp)
        if says_so:
            near.updates.append(text)
            continue
        machine = None if is_change else stamp
        if machine and (_is_of_update(machine, text) or _is_of_another_day(machine, text)):
            machine = None
        stated = [value for value in (machine, text) if value]
        if node.start > begun and not is_own and is_of_teaser(node, near.title_at):
            continue
        if node.start > begun and not date_lines.is_called_date(one):
            late.append(stated)
            continue
        near.times.extend(stated)
        if date_lines.is_date_line(text):
            stated.append(near.add(text))
        sure = bool(node.flags & class_names.DATE) or date_lines.is_called_date(one)
        near.record_trust(stated, node, node.start, sure=sure)
    is_alone = not (near.times or near.dates)
    for stated in late:
        if is_alone or any(stated[-1] in line for line in near.dates):
            near.times.extend(stated)


def _is_published(time: HtmlElement) -> bool:
    """Return whether a date says that it is of the publication, wherever it stands."""
    named = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower().split()
    return not {"published", "datepublished", "dt-published"}.isdisjoint(named)


def _is_of_update(machine: str, text: str) -> bool:
    """Return whether a machine's date is the second of two printed ones, that of the update."""
    part = line_days.of_publication(text)
    if part == text or not (stated := parser.parse(machine)):
        return False
    printed = parser.parse(part, month_first=True)
    return printed is not None and stated.day > printed.day


def _is_of_another_day(machine: str, text: str) -> bool:
    """Return whether the text says "published" and names a day that a machine's date is not."""
    if not patterns.PUBLISHED.match(text) or not (stated := parser.parse(machine)):
        return False
    printed = parser.parse(text, month_first=True)
    return printed is not None and abs((printed.day - stated.day).days) > 1


def _is_of_item(time: HtmlElement) -> bool:
    """Return whether a ``<time>`` is in a list item with a linked headline: another article's.

    Lists consist of ``<article>`` elements, too; with an ``<h1>`` in it, it is the page's own.
    """
    item = next(islice(time.iterancestors("li", "article"), 1), None)
    if item is not None and item.tag == "article" and next(item.iter("h1"), None) is not None:
        return False
    if item is None or len(text_of(item)) > _ITEM:
        return False
    links = (text_of(link) for link in islice(item.iter("a"), 5))
    return any(len(text.split()) >= _HEADLINE_WORDS for text in links)


def _is_other_term(time: HtmlElement) -> bool:
    """Return whether another term or item of the same list is the one that says "published"."""
    holder = next(islice(time.iterancestors("dd", "li"), 1), None)
    around = holder.getparent() if holder is not None else None
    if holder is None or around is None:
        return False
    if holder.tag == "li":
        items = islice(around.iterchildren("li"), _MAX_TIMES)
        return not _says_so(holder) and any(_says_so(one) for one in items if len(one))
    terms = [one for one in islice(around.iterchildren("dt"), _MAX_TIMES) if _says_so(one)]
    own = next(islice(holder.itersiblings("dt", preceding=True), 1), None)
    return bool(terms) and own not in terms


def _says_so(term: HtmlElement) -> bool:
    return patterns.PUBLISHED.match(text_of(term)) is not None


def _before(time: HtmlElement) -> str:
    """Return the text right before a ``<time>`` in its own element: ``Accepted: ``.

    The label may be an element of its own.
    """
    before, parent = time.getprevious(), time.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else None
    if before is not None and before.tag in _LABELS and not (text or "").strip(" :-–|"):
        text = text_of(before)
    return (text or "").strip()[:SHORT]
