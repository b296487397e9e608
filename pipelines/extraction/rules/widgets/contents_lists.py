"""Rule for lists of contents: the article's own sub-headings, listed above the first of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import HEADING
from pipelines.text import is_wide

_MIN_SECTIONS = 2  # of a list of contents
_MAX_SECTIONS = 100  # each is compared with each line above
_MOST = 0.6  # of the sub-headings, in a list without links
_LABEL_WORDS, _WIDE_LABEL = 4, 6  # words; characters where a letter is a syllable or a word
_CONTENTS_LONGEST = 600  # folded characters of one line that lists all sections
_NUMBERED = re.compile(r"^\d{1,2} (?=\D)")


def contents_lists(context: RuleContext) -> Removals:
    """Yield lists of the article's own sub-headings above the first of them, with their label.

    They are links to the sections, or plain lines.
    """
    inside = context.body.in_body
    headings = {
        _NUMBERED.sub("", block.folded): block.index
        for block in context.judged
        if block.kind is HEADING and block.folded and inside[block.index]
    }
    if not _MIN_SECTIONS <= len(headings) <= _MAX_SECTIONS:
        return
    lines: list[int] = []
    named: set[str] = set()
    first = max(headings.values())
    for block in context.judged:
        if block.index >= first:
            break
        if block.kind is HEADING or not inside[block.index]:
            continue
        found = _named_sections(block, headings)
        if found:
            lines.append(block.index)
            named.update(found)
            first = min(first, *map(headings.__getitem__, found))
    are_linked = all(context.blocks[index].hrefs for index in lines)
    if not are_linked and len(named) < _MOST * len(headings):
        return
    if len(named) < _MIN_SECTIONS or lines[-1] - lines[0] >= len(lines) + _MIN_SECTIONS:
        return
    for index in lines:
        yield index, "contents of the page"
    label = context.blocks[lines[0] - 1] if lines[0] else None
    if label is not None and inside[label.index] and _is_label(label, are_linked):
        yield label.index, "contents of the page"


def _is_label(line: Block, is_above_links: bool) -> bool:
    """Return whether a short line is the label of the list below it, by its form or the links."""
    if len(line.words) > _LABEL_WORDS:
        return False
    is_set_off = line.bold >= len(line.text) or line.kind is HEADING
    is_word = is_above_links and is_wide(line.text) and len(line.text) <= _WIDE_LABEL
    return is_set_off or is_word or line.text.endswith((":", "："))


def _named_sections(block: Block, headings: Mapping[str, int]) -> list[str]:
    """Return the later headings that a block consists of; none if it says anything else."""
    text = _NUMBERED.sub("", block.folded)
    if headings.get(text, -1) > block.index:
        return [text]
    if len(text) > _CONTENTS_LONGEST:
        return []
    found = [head for head, at in headings.items() if at > block.index and head in text]
    if len(found) < _MIN_SECTIONS:
        return []
    for head in sorted(found, key=len, reverse=True):
        text = text.replace(head, " ", 1)
    return [] if any(map(str.isalpha, text)) else found
