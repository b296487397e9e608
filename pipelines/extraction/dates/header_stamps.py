"""Reads dates that lines below the headline have in attributes only.

A script prints ``2 days ago``, or a day without its year; the date that it prints it from stands
beside it: ``title="18 November 2026"``, ``data-timestamp="1791304200"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from pipelines.extraction.dates import parser
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.dom import MAX_PARTS, SHORT

_LONGEST = 80  # characters
_MOST_LINES = 4  # of the element that a line is printed in
_ATTRIBUTES = 12  # of an element
_NAMED = re.compile(r"^data-.*(?:date|time|publish|posted|created|unix|epoch|stamp|(?:-|^)ts$)")
_OTHER = re.compile(
    r"modif|updat|edit|expir|valid|until|end|start|close|count|zone|format|delay|out|read"
)
_HOLDERS = ("span", "time", "div", "p", "small", "i", "abbr")


def stamps(lines: Iterable[Block]) -> list[str]:
    """Return the dates in attributes of these lines' elements, those named as published first."""
    found = [one for line in lines if len(line.text) <= SHORT for one in _of_line(line)]
    return [value for _, value in sorted(found, key=lambda one: "publish" not in one[0])]


def _of_line(line: Block) -> Iterator[tuple[str, str]]:
    if line.node.end - line.node.start > _MOST_LINES:
        return
    for element in islice(line.node.element.iter(*_HOLDERS), MAX_PARTS):
        for name, value in islice(element.items(), _ATTRIBUTES):
            is_named = name == "title" or (_NAMED.match(name) and not _OTHER.search(name))
            if is_named and 0 < len(value) <= _LONGEST and parser.parse(value, month_first=True):
                yield name, value
