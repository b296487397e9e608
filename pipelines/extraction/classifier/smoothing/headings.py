"""Headings of the text: those in one form, and those that count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.items import HEADING

_NUMBER = re.compile(r"#?(\d{1,3})(?:[.):]\s*|\s+)[^\s\d]")
_MIN_NUMBERED = 3  # headings


def of_each_form(facts: PageFacts) -> Iterable[list[int]]:
    """Return the indices of the body's headings of each form, those right above a paragraph."""
    found: dict[int, list[int]] = {}
    for block in facts.page.blocks[:-1]:
        is_heading = block.kind is HEADING and not block.hrefs
        if is_heading and facts.body.in_body[block.index] and facts.own[block.index + 1] > 0:
            found.setdefault(facts.forms[block.index], []).append(block.index)
    return (one for one in found.values() if len(one) > 1)


def numbered(likely: Sequence[float], facts: PageFacts) -> Iterator[list[int]]:
    """Yield the body's headings that count up or down by one, each above text that is kept.

    Of a list of other articles that are numbered nothing is kept in between.
    """
    run: list[tuple[int, int]] = []  # number, index
    step = 0
    for block in facts.page.blocks:
        if block.kind is not HEADING or not facts.body.in_body[block.index]:
            continue
        found = None if block.hrefs else _NUMBER.match(block.text)
        if found is None:
            continue
        number = int(found[1])
        by = number - run[-1][0] if run else 0
        goes_on = bool(run) and abs(by) == 1 and by == (step or by)
        if goes_on and _is_text_between(run[-1][1], block.index, likely, facts):
            step = by
        else:
            yield from _long_enough(run)
            run, step = [], 0
        run.append((number, block.index))
    yield from _long_enough(run)


def _long_enough(run: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    if len(run) >= _MIN_NUMBERED:
        yield [index for _, index in run]


def _is_text_between(start: int, end: int, likely: Sequence[float], facts: PageFacts) -> bool:
    between = range(start + 1, end)
    return any(facts.own[one] > 0 and likely[one] >= thresholds.KEEP for one in between)
