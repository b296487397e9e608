"""The text of an article as HTML: paragraphs, and lists where items follow each other."""

from __future__ import annotations

from html import escape
from itertools import groupby

_ITEM = "- "  # before a list item, see the column ``body``


def body_html(text: str) -> str:
    """Return blocks separated by blank lines as HTML; line ends in a block (a table, code) stay."""
    written = []
    for is_list, blocks in groupby(text.split("\n\n"), lambda block: block.startswith(_ITEM)):
        if is_list:
            items = (f"<li>{_lines(block.removeprefix(_ITEM))}</li>" for block in blocks)
            written.append(f"<ul>{''.join(items)}</ul>")
        else:
            written += [f"<p>{_lines(block)}</p>" for block in blocks]
    return "".join(written)


def _lines(block: str) -> str:
    return escape(block).replace("\n", "<br>")
