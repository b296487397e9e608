"""Pictures that an old system left as lines of the text: file name, caption and credit."""

from __future__ import annotations

import re

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.dom import PICTURE_FILES
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import PARAGRAPH

_FILE = re.compile(r"[\w(][\w ,()'’&+-]{2,100}\.(?:jpe?g|png|gif|webp)$", re.I)
_CREDIT = re.compile(r"\([^().!?]{2,40}[/|][^()!?]{2,60}\)$")  # of a photographer and an outlet
_BELOW = ("caption", "credit")
_ENDS = (*PICTURE_FILES, ".JPG")
_CAPTION = 300  # characters


def lines_of_pictures(context: RuleContext) -> Removals:
    """Yield a picture's file name above the text, and the caption between it and a credit."""
    for block in context.blocks[: context.facts.first + 1]:
        if not _is_line(block) or not context.body.in_body[block.index]:
            continue
        if not block.text.endswith(_ENDS) or not _FILE.match(block.text):
            continue
        yield block.index, "image file name"
        below = context.blocks[block.index + 1 : block.index + 3]
        if len(below) == len(_BELOW) and _is_line(below[0]) and _CREDIT.match(below[1].text):
            yield from ((one.index, "caption") for one in below)


def _is_line(block: Block) -> bool:
    return block.kind is PARAGRAPH and not block.hrefs and len(block.text) <= _CAPTION
