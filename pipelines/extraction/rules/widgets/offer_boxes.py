"""Boxes in the text that end in a link to what the outlet offers: its letter, access, membership.

The address of the link says what the box is for, in whatever words it is offered.
"""

from __future__ import annotations

import re

from pipelines.extraction.html.blocks import Block, Node, text_length
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.widgets import call_lines

_ALL = 0.9  # of a line's text is link
_BUTTON_WORDS, _BUTTON = 5, 40  # words and characters
_ARTICLE = 3  # times the box's text
_OFFERED = re.compile(
    r"(?:^|[/.?&=_-])(?:subscri(?:be|ptions?)|abos?|abonn(?:ement|er|ieren|ez|e)s?|digital-?abo|"
    r"suscri(?:be|bete|pcion|pciones|birse)|assin(?:e|ar|atura)s?|abbona(?:ti|menti|mento)|"
    r"prenumer(?:era|ation|ata)|abonament|predplatne|elofizetes|podpiska|tilaa|"
    r"join(?:-us)?|become-a-member|members?|membership|mitglied(?:schaft)?|"
    r"newsletters?|infolettres?|nyhetsbrev|nyhedsbrev|nieuwsbrief|boletin(?:es)?|hirlevel|"
    r"uutiskirje|bulten|letters?|donate|donations?|spenden|paywall)"
    r"(?:$|[/.?&#=_-])",
    re.I,
)


def offer_boxes(context: RuleContext) -> Removals:
    """Yield the lines of a small box in the text whose last line is such a link, alone.

    And lines apart from the text that end in a short link to no article (``call_lines``).
    """
    yield from call_lines.calls(context)
    for block in [one for one in context.judged if one.hrefs and one.link_share >= _ALL]:
        if not _is_call(context, block):
            continue
        box = _box_around(context, block)
        if box is None:
            continue
        for index in range(box.start, box.end):
            yield index, "prompt: a box that links to an offer"


def _is_call(context: RuleContext, block: Block) -> bool:
    """Return whether a line is one short link to a page of the site that offers something."""
    if block.word_count > _BUTTON_WORDS or len(block.text) > _BUTTON or len(set(block.hrefs)) > 1:
        return False
    path = block.hrefs[0].split("//", 1)[-1]
    path = path[path.find("/") :] if block.hrefs[0] != path else path
    return _OFFERED.search(path) is not None and context.facts.leads_to_pages_here(block)


def _box_around(context: RuleContext, call: Block) -> Node | None:
    """Return the box that the line ends if the article is far longer, or None."""
    box = call_lines.box_ended_by(context, call)
    if box is None:
        return None
    above = context.blocks[box.start : call.index]
    return box if context.facts.own_between(0) >= _ARTICLE * text_length(above) else None
