"""The text's last line, when it is the label of a list that is not in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon.own_lists import announcements
from pipelines.extraction.rules.context import Removal, Removals, RuleContext
from pipelines.extraction.rules.lists.headed_list import (
    is_heading_like,
    is_last_of_text,
    is_set_as_text,
)
from pipelines.items import HEADING, PARAGRAPH
from pipelines.text import has_digit

_MIN_ITEMS = 2  # items
_DOUBTFUL = 0.6  # content probability below which a last line may be a label
_MIN_PARAGRAPHS = 3  # of the text: fewer do not tell how it is set
# Rules that recognise a list without its label.
_RULES_OF_ITEMS = frozenset(
    (
        "headline-run",
        "headline-link",
        "linked-box",
        "items-at-end",
        "headed-list",
        "list-line",
        "stories-at-end",
    )
)
_IS_FACT = re.compile(r"[:：|].|^\W|\d")  # a value behind its name, a source in brackets


def label_left(context: RuleContext, removals: Mapping[int, Removal]) -> Removals:
    """Yield the text's last line, if it is a label whose list other rules stripped.

    Or one that stands there without a list. Where the text goes on below the list
    the line may be a sub-heading, which stays.
    """
    blocks = context.blocks
    at = next((one.index for one in reversed(blocks) if one.index not in removals), len(blocks))
    if at < len(blocks) and _is_bare_label(context, blocks[at]):
        yield at, f"list: {blocks[at].text}"
        return
    rule = removals[at + 1].rule_id if at + 1 in removals else ""
    if rule not in _RULES_OF_ITEMS or not context.body.in_body[at]:
        return
    label = blocks[at]
    targets: set[str] = set()
    for item in blocks[at + 1 :]:
        if removals[item.index].rule_id != rule:
            break
        is_listed = context.facts.repeats[item.folded] > 1
        targets.update(item.hrefs or [item.folded] * is_listed)
    is_set_off = label.kind is HEADING or not _IS_FACT.search(label.text)
    may_be_text = not blocks[at + 1].hrefs and is_set_as_text(context, label)
    if may_be_text or is_last_of_text(context, label):
        return
    if len(targets) >= _MIN_ITEMS and is_set_off and is_heading_like(context, label):
        yield at, f"list: {label.text}"


def _is_bare_label(context: RuleContext, line: Block) -> bool:
    """Return whether the last line is a label below the text, set as none of its paragraphs is.

    Its list is elsewhere, or a script fills it. A sign-off, a place or a date stand there, too: a
    line of them is set as the text is, in bold or italics, or has a number.
    """
    likely = context.content_probability[line.index]
    if likely >= _DOUBTFUL or line.kind is not PARAGRAPH or line.index <= context.facts.last:
        return False
    if line.hrefs or max(line.bold, line.italic) > 0 or not line.text[0].isalpha():
        return False
    forms, core = context.facts.forms, context.facts.core
    if len(core) < _MIN_PARAGRAPHS or has_digit(line.text) or _IS_FACT.search(line.text):
        return False
    if any(forms[line.index] == forms[at] for at in core) or not is_heading_like(context, line):
        return False
    return not announcements.promises(context.blocks[line.index - 1].text)
