"""Lines in the text that end in a link to a page of the site that is no article, in any words.

An outlet asks for something in words of its own, and in one form: its sentences share nothing with
the article, they stand apart from its paragraphs, and a short link that is part of none ends them.
The link leads to a page with a short address, as an article's never is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import islice, takewhile

from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Block, Node, text_length
from pipelines.extraction.html.dom import inner_text
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_ENDS
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.overlays import is_box, is_small
from pipelines.extraction.verdict.word_overlap import topic_terms_of
from pipelines.items import HEADING, LIST_ITEM, PARAGRAPH
from pipelines.text import fold

_LINK_WORDS, _LINK_LONGEST = 4, 32  # words and characters of the link
_LONGEST = 260  # characters of a line
_ALL = 0.9  # of a line is link, or set in italics
_SEGMENTS, _WORDS = 2, 3  # of an address, and of its last segment
_NUMBER = re.compile(r"\d{3}")
_TAGS = re.compile(r"/(?:tags?|topics?|author|autor|people|category|section)/", re.I)
_LEAST_TERMS = 3  # of an offer
_SHARED = 0.2  # of its terms, found in the article
_MOST, _MOST_TEXT = 3, 0.2  # boxes and lines of a page, and of its text
_MOST_CALLS = 8  # lines that may be calls: more are a menu
_COMPARED = 30  # paragraphs
_MOST_BUTTONS = 20  # of a body that are examined
_APP_LONGEST = 120  # characters
_OTHER_SYSTEM = ("Android", "安卓")
_FOOTNOTE = 120  # characters of a line below a button


def calls(context: RuleContext) -> Removals:
    """Yield lines and small boxes amid the text, or below it, that end in such a link.

    Or in a button and a line about what it does. A line that names the systems of both kinds of
    telephone, and nothing of the article's, offers the outlet's app.
    """
    called = (block for block in context.judged if block.hrefs and _is_call(context, block))
    linked = list(islice(called, _MOST_CALLS + 1))
    with_buttons = _boxes_with_buttons(context)
    of_app = [block.index for block in context.undecided if _offers_app(context, block)]
    if len(linked) > _MOST_CALLS or not (linked or with_buttons or of_app):
        return
    own = context.facts.own_weights
    text = [context.blocks[at] for at in islice(context.facts.core, _COMPARED)]
    found: list[range] = [range(node.start, node.end) for node in with_buttons]
    found += (range(at, at + 1) for at in of_app)
    for block in linked:
        if block.link_share < _ALL:
            found.append(range(block.index, block.index + 1))
        elif (box := box_ended_by(context, block)) is not None:
            found.append(range(box.start, box.end))
    boxes = [context.blocks[one.start : one.stop] for one in found if any(own[: one.start])]
    told = {block.index for lines in boxes for block in lines}
    terms = topic_terms_of(one for one in text if one.index not in told)
    foreign = [lines for lines in boxes if _are_foreign(context, lines, terms)]
    if len(foreign) > _MOST or sum(map(text_length, foreign)) > _MOST_TEXT * text_length(text):
        return
    for block in (one for lines in foreign for one in lines):
        yield block.index, "prompt: ends in a link to what the outlet offers"


def _offers_app(context: RuleContext, block: Block) -> bool:
    if "iOS" not in block.text or len(block.text) > _APP_LONGEST or block.kind is not PARAGRAPH:
        return False
    names_both = any(name in block.text for name in _OTHER_SYSTEM)
    return names_both and context.body.in_body[block.index] and _is_apart(context, block)


def _boxes_with_buttons(context: RuleContext) -> Sequence[Node]:
    """Return the only small box of the body with text above a button and a line below it."""
    buttons = [one for node in context.body.nodes for one in node.element.iter("button")]
    if not 0 < len(buttons) <= _MOST_BUTTONS:
        return ()
    by_element = context.page.by_element()
    found: dict[int, Node] = {}
    for button in buttons:
        if not inner_text(button):
            continue
        nodes = (by_element[one] for one in button.iterancestors() if one in by_element)
        small = takewhile(lambda one: is_small(context, one), nodes)
        box = next((one for one in small if is_box(one) and one.end - one.start > 1), None)
        if box is None or sum(1 for _ in box.element.iter("button")) > 1:
            continue  # questions that each open their answer
        if _is_footnoted(context, box, button):
            found[box.index] = box
    return list(found.values()) if len(found) == 1 else ()


def _is_footnoted(context: RuleContext, box: Node, button: HtmlElement) -> bool:
    """Return whether all but the last short line of a box stand above its button."""
    *above, last = context.blocks[box.start : box.end]
    elements = list(box.element.iter())
    at = elements.index(button)
    return (
        len(last.text) <= _FOOTNOTE
        and not any(one.hrefs or one.kind is LIST_ITEM for one in above)
        and all(elements.index(one.node.element) < at for one in above)
        and elements.index(last.node.element) > at
    )


def _is_call(context: RuleContext, block: Block) -> bool:
    """Return whether a line of the body ends in a short link, or is one, to no article."""
    if len(set(block.hrefs)) != 1 or len(block.text) > _LONGEST or block.kind is not PARAGRAPH:
        return False
    if not context.body.in_body[block.index] or _is_at_picture(context, block):
        return False
    if not _is_service(context, block):
        return False
    link = next((one for one in block.node.element.iter("a") if one.get("href")), None)
    words = inner_text(link) if link is not None else ""
    if not words or len(words) > _LINK_LONGEST or len(words.split()) > _LINK_WORDS:
        return False
    if block.link_share >= _ALL:
        return True
    above = block.text.removesuffix(words).rstrip()
    if above == block.text or not _is_apart(context, block):
        return False
    return above.endswith(SENTENCE_ENDS) or not any(map(above.count, ".!?。！？؟।"))


def _is_at_picture(context: RuleContext, block: Block) -> bool:
    """Return whether a line is a caption or its credit, which links to who took the picture."""
    bits = context.body.ancestor_flags[block.node.index] | block.flags
    return bool(bits & class_names.CAPTION) or block.index in context.captions


def _is_service(context: RuleContext, block: Block) -> bool:
    """Return whether a link leads to a page whose address is too short for a story.

    One of another site (an app's, a network's) is a line of its own.
    """
    targets = context.facts.link_targets(block)
    if len(targets) < 1 or (context.facts.offsite_share(block) > 0 and block.link_share < _ALL):
        return False
    target = targets[0]
    if target.scheme not in ("", "http", "https") or _TAGS.search(target.path):
        return False
    segments = [one for one in target.path.split("/") if one]
    if not segments:
        return target.fragment.startswith("/")
    last = segments[-1].rsplit(".", 1)[0]
    is_short = len(segments) <= _SEGMENTS and len(re.split(r"[-_]", last)) <= _WORDS
    return is_short and not _NUMBER.search(target.path)


def _is_apart(context: RuleContext, block: Block) -> bool:
    """Return whether a line is in italics, or in another form than the article's paragraphs."""
    if block.italic >= _ALL * len(block.text.replace(" ", "")):
        return True
    paths = context.facts.paths
    return not any(
        paths[at] == paths[block.index] for at in context.facts.core if at != block.index
    )


def box_ended_by(context: RuleContext, call: Block) -> Node | None:
    """Return the largest small box that a line ends, with text without links above it, or None."""
    found = None
    for node in takewhile(lambda one: is_small(context, one), call.node.ancestors()):
        if node.end != call.index + 1:
            break
        found = node if is_box(node) and node.end - node.start > 1 else found
    if found is None or any(one.hrefs for one in context.blocks[found.start : call.index]):
        return None
    return found


def _are_foreign(context: RuleContext, lines: Sequence[Block], terms: Set[str]) -> bool:
    """Return whether lines tell something, and share hardly a word with the article."""
    told = [one for one in lines if one.kind is not HEADING or len(lines) == 1]
    own = topic_terms_of(told)
    if len(own) < _LEAST_TERMS or len(own & terms) > _SHARED * len(own):
        return False
    return not any(fold(one.text) == context.facts.lead for one in lines)
