"""Lines of a date and a name above the text, in scripts in which nothing else tells a name."""

from __future__ import annotations

import re
from itertools import islice

from pipelines.extraction.dates.date_alone import is_date_alone
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.dom import parts_of
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_ENDS
from pipelines.extraction.rules.classifier_verdict import would_be_kept
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import PARAGRAPH

_DIGIT = re.compile(r"\d")
_LONGEST, _FEW_WORDS = 70, 4  # characters of a line, words of what stands beside its date
_PARTED = re.compile(r"\s*[|·•,،;]\s+|\s[–—-]\s")
_HEADER_BLOCKS = 8  # between headline and text


def dates_with_names(context: RuleContext) -> Removals:
    """Yield the line right above the text of a date and a few words: a name of any script.

    Several are the first lines of a timeline.
    """
    first = context.facts.title_at + 1
    passed, found = 0, []
    for block in islice(context.blocks, first, first + _HEADER_BLOCKS) if first else ():
        if _is_date_with_name(block):
            found.append(block.index)
            continue
        passed += context.body.prose[block.index] > 0
        if passed > 1:
            break
    if len(found) == 1 and would_be_kept(context, found[0]):
        yield found[0], "date line"


def _is_date_with_name(block: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST or block.kind is not PARAGRAPH or not _DIGIT.search(text):
        return False
    parts = parts_of(block)
    parts = parts if len(parts) > 1 else _PARTED.split(text)
    others = [one for one in parts if not is_date_alone(one)]
    is_parted = len(parts) > len(others) > 0 and not text.endswith(SENTENCE_ENDS)
    return is_parted and all(len(one.split()) <= _FEW_WORDS for one in others)
