"""Captions that only their setting tells: a line right below an image, in italics or small print.

Below an image a template or an editor centres what belongs to it, in any language. Where the
paragraphs are set the same way, that says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from statistics import median

from lxml.html import HtmlElement

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.html.dom import inner_text
from pipelines.extraction.lexicon.appeal_words import kinds_beside
from pipelines.extraction.lexicon.sentence_ends import END_WITHIN, SENTENCE_ENDS
from pipelines.extraction.page_data.caption_credits import split_credit
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import HEADING, PARAGRAPH
from pipelines.text import weight

_SHORT_CAPTION = 120  # characters
_ITALIC_LONGEST = 250  # characters
_SET_LEAST, _SET_LONGEST = 25, 250  # weight of a line that only its place or size tells
_ALL = 0.9  # of a line's text
_MOST = 0.4  # of the text
_ABOVE = 3  # elements around a line, itself included
_FEW = 2  # blocks of an element that holds an image and its caption
_COMPARED = 12  # paragraphs of the text
_FRAMED_LONGEST = 160  # weight of a line alone with a picture
_SIGN = 100  # pixels
_CREDIT = 40  # characters
_WRAPPERS = 6  # elements within a line
_SMALL = re.compile(
    r"font-size:(?:(?:[5-9]|1[0-3])(?:\.\d+)?px|[6-9](?:\.\d+)?pt|0?\.\d+r?em|[5-8]\d%|"
    r"(?:x{1,2}-)?small)"
)
_SMALL_FONTS = frozenset(("1", "2", "-1", "-2"))
_NO_CAPTION = ("?", ":", "：", "？")  # ends of a line that leads to the next


def captions_by_setting(context: RuleContext) -> Removals:
    """Yield short lines right below an image that are set apart; a standfirst there is not one.

    Where such lines are most of the text, it is told in pictures.
    """
    lead = context.facts.lead
    placed: list[Block] = []
    for index in sorted(context.page.image_before):
        block = context.blocks[index] if index < len(context.blocks) else None
        if block is None or not 0 < len(block.text) < _ITALIC_LONGEST:
            continue
        if context.folded[index] == lead:
            continue
        is_boxed = bool(_credits_below(context, block)) or _is_framed(block)
        if index < context.facts.first and not lead and not is_boxed:
            continue
        if block.italic >= _ALL * len(block.text):
            if _is_caption_in_italics(context, block):
                yield index, "caption"
        elif _is_placed_as_caption(context, block):
            placed.append(block)
        elif context.content_probability[index] < thresholds.KEEP:
            yield from ((at, "caption") for at in _credits_below(context, block))
    if sum(weight(block.text) for block in placed) <= _MOST * context.facts.own_between(0):
        for block in placed:
            if _is_like_text(context, block):
                continue
            yield block.index, "caption"
            yield from ((at, "caption") for at in _credits_below(context, block))


def _is_caption_in_italics(context: RuleContext, block: Block) -> bool:
    return (
        _is_centred(block)
        or context.content_probability[block.index] < thresholds.CAPTION
        or _is_below_standfirst(context, block.index)
        or _is_amid_upright_text(context, block)
    )


def _is_amid_upright_text(context: RuleContext, line: Block) -> bool:
    """Return whether a short line stands between paragraphs, none of which is in italics.

    Above the text it may be the standfirst, below it a note on the author.
    """
    core = context.facts.core
    is_amid = bool(core) and min(core) < line.index < max(core)
    if not is_amid or len(line.text) > _SHORT_CAPTION or line.hrefs or line.kind is not PARAGRAPH:
        return False
    others = _paragraphs(context, line)
    return others != [] and not any(one.italic >= _ALL * len(one.text) for one in others)


def _is_below_standfirst(context: RuleContext, index: int) -> bool:
    """Return whether only the printed standfirst is between the headline and a line.

    A line that speaks of the outlet or to its readers introduces the text.
    """
    lead, block = context.facts.lead, context.blocks[index]
    above = range(max(0, context.facts.title_at + 1), index)
    is_printed = lead != "" and any(context.folded[at] == lead for at in above)
    if not is_printed or len(block.text) > _SHORT_CAPTION or kinds_beside(block.folded):
        return False
    return not any(context.facts.own_weights[at] > 0 and context.folded[at] != lead for at in above)


def _is_placed_as_caption(context: RuleContext, block: Block) -> bool:
    """Return whether a line is centred or in small print, as none of the paragraphs is."""
    if block.kind is not PARAGRAPH or block.bold > len(block.text) / 2:
        return False
    if not _SET_LEAST <= weight(block.text) <= _SET_LONGEST or block.text.isupper():
        return False
    if block.hrefs or block.text[0] in "([" or block.text.endswith(_NO_CAPTION):
        return False  # an offer, a remark, or what leads to the next line
    if not context.body.in_body[block.index]:
        return False
    others = _paragraphs(context, block)
    return any(
        others and is_set(block) and not any(map(is_set, others))
        for is_set in (_is_apart, _is_small)
    ) or _is_framed_only(context, block, others)


def _paragraphs(context: RuleContext, line: Block) -> list[Block]:
    """Return paragraphs of the text that no image stands right above, without the line itself."""
    return [
        context.blocks[index]
        for index in islice(context.facts.core, _COMPARED)
        if index != line.index and index not in context.page.image_before
    ]


def _is_like_text(context: RuleContext, line: Block) -> bool:
    """Return whether a line that only its frame tells is as likely text as the paragraphs are."""
    if _is_apart(line) or _is_small(line) or _is_credited(context, line):
        return False
    likely = context.content_probability
    return likely[line.index] >= median(likely[one.index] for one in _paragraphs(context, line))


def _is_credited(context: RuleContext, line: Block) -> bool:
    """Return whether a line ends in a picture's credit, or has one below it."""
    return len(_credits_below(context, line)) > 0 or split_credit(line.text)[1] is not None


def _is_framed_only(context: RuleContext, block: Block, others: Sequence[Block]) -> bool:
    """Return whether a line is alone with a picture, as no paragraph is.

    A section of a guide may be a heading, a picture and a sentence.
    """
    frame = _frame(block)
    if frame is None or not others or any(map(_is_framed, others)):
        return False
    if frame is block.node and any(map(_is_in_one_element, others)):
        return False
    if _is_credited(context, block):
        return True
    above = context.blocks[block.index - 1] if block.index else None
    if above is None or not context.body.in_body[above.index]:
        return True
    # Above the text only its standfirst is a sentence.
    is_above_text = not any(context.facts.first < at < block.index for at in context.facts.core)
    return above.kind is not HEADING and (is_above_text or above.text.endswith(SENTENCE_ENDS))


def _is_centred(block: Block) -> bool:
    element = block.node.element
    return "text-align:center" in _style(element) or element.get("align") == "center"


def _style(element: HtmlElement) -> str:
    """Return an element's own style in lower case, without spaces."""
    return (element.get("style") or "").replace(" ", "").lower()


def _is_apart(block: Block) -> bool:
    """Return whether a line is centred, by its own element or a small one around it."""
    for node in islice(block.node.ancestors(), _ABOVE):
        if node.end - node.start > _FEW:
            return False
        is_centre = node.tag == "center" or (node.element.get("align") or "").lower() == "center"
        if is_centre or "text-align:center" in _style(node.element):
            return True
    return False


def _is_framed(block: Block) -> bool:
    return _frame(block) is not None


def _frame(block: Block) -> Node | None:
    """Return the element in which a line of one sentence at most is alone with a picture."""
    if weight(block.text) > _FRAMED_LONGEST or _has_sentences(block.text):
        return None
    for node in islice(block.node.ancestors(), _ABOVE + 1):
        if node.end - node.start > _FEW or node.start != block.index:
            return None
        picture = next(node.element.iter("img", "amp-img"), None)
        if picture is not None:
            is_line = node is not block.node or _is_in_own_element(block)
            return node if is_line and not _is_sign(picture) else None
    return None


def _has_sentences(text: str) -> bool:
    """Return whether a line goes on after a sentence with more than a picture's credit."""
    if not END_WITHIN.search(text):
        return False
    caption, credit = split_credit(text)
    return credit is None or END_WITHIN.search(caption or "") is not None


def _credits_below(context: RuleContext, caption: Block) -> range:
    """Return the short line below a caption in the element of its picture."""
    below = caption.index + 1
    boxes = (one for one in islice(caption.node.ancestors(), _ABOVE + 1) if one.end == below + 1)
    if all(next(box.element.iter("img"), None) is None for box in boxes):
        return range(0)
    text = context.blocks[below].text
    is_credit = len(text) <= _CREDIT and not text.endswith(SENTENCE_ENDS)
    return range(below, below + 1) if is_credit else range(0)


def _is_in_own_element(block: Block) -> bool:
    """Return whether an inline element, the last in its box, holds the whole line."""
    return len(block.node.element) > 1 and _is_in_one_element(block)


def _is_in_one_element(block: Block) -> bool:
    element = block.node.element
    return len(element) > 0 and inner_text(element[-1]) == block.text


def _is_sign(picture: HtmlElement) -> bool:
    """Return whether a picture is as small as a sign beside a line."""
    width = picture.get("width") or ""
    return width.isdecimal() and int(width) <= _SIGN


def _is_small(block: Block) -> bool:
    """Return whether a line is in small print as a whole."""
    element = block.node.element
    for one in (element, *islice(element.iterdescendants(), _WRAPPERS)):
        is_small = one.tag == "small" or (one.tag == "font" and one.get("size") in _SMALL_FONTS)
        if is_small or _SMALL.search(_style(one)):
            return inner_text(one) == block.text
    return False
