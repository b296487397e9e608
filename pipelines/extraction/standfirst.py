"""Finds the standfirst: the lead paragraph printed near the headline."""

from __future__ import annotations

import re
from itertools import islice

from pipelines.extraction.authors.byline import byline
from pipelines.extraction.authors.name_words import JOBS
from pipelines.extraction.authors.names import looks_like_name
from pipelines.extraction.authors.printed.link_targets import AUTHORS_PAGE
from pipelines.extraction.dates import parser
from pipelines.extraction.dates.headline_area import HeadlineArea
from pipelines.extraction.html.blocks import Block, Blocks
from pipelines.extraction.html.dom import OTHER_ARTICLE_FLAGS, spaced
from pipelines.extraction.lexicon import class_names, phrases
from pipelines.extraction.lexicon.appeal_words import is_addressed
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_END
from pipelines.extraction.page_data.headline import overlap
from pipelines.extraction.page_data.layout_fields import LayoutFields
from pipelines.items import HEADING, PARAGRAPH
from pipelines.text import fold, weight

_LEAD_LONGEST = 700
_DATE_LINE = 90  # characters of a line of byline and date
_HEADLINE_AGAIN = 0.8  # share of its words: a line below the headline that repeats it
_LINKED = 0.9
_LEAD_SHORTEST = 12  # characters of a line right below the headline
_HEADING_WORDS = 3  # words of a standfirst in a heading element
_JOB_WORDS = 6
_JOBS = JOBS | {"historian"}
_LEAD_WORDS = 6  # words of a standfirst in a paragraph without a full stop
_NO_LEAD_FLAGS = (
    (OTHER_ARTICLE_FLAGS & ~class_names.TEASER)
    | class_names.CAPTION
    | class_names.AUTHOR
    | class_names.DATE
)
_CAPTION = 2  # lines of a picture's box
_ALL_BOLD, _HALF_BOLD = 0.9, 0.5  # of a paragraph's text
_NAME = 40  # weight that no person's name has
_BOLD_LEAD = 60  # weight of the shortest one
_ASKS = ("?", "？", "?”", '?"')
_QUOTES = '“„"«'  # a quotation set apart
_NEAR = 3  # blocks: an interview's first question may stand between
_REACH = 20  # blocks between a standfirst and the first paragraph: bylines, dates, share bars
_LEAD_HEADINGS = frozenset(("h2", "h3", "h4"))
_NO_LEAD = re.compile(
    r"^(?:by|von|par|por|oleh|bởi|theo)\b|\bmin(?:ute)?s?(?: to)? read\b|^\W*\d[\d\W]*$|@|©"
    r"|\b(?:newsletters?|sign up|subscri\w+|log in|abonn\w+|inbox)\b"
    r"|\b(?:historian|correspondent|reporter)\b"
    r"|[$€£]\s?\d|\d\s?[$€£]",
    re.I,
)


def standfirst(
    seen: LayoutFields, near: HeadlineArea, blocks: Blocks, description: str | None, title: str
) -> tuple[str | None, str]:
    """Return the standfirst and its source.

    Without a layout it is a block near the headline that its template marks as a standfirst, or
    that repeats the page's description and is separate from the paragraphs of the body.
    """
    if seen.layout_lead:
        return seen.layout_lead, "layout"
    if near.title_at < 0:
        return None, ""
    wanted, headline = fold(description or ""), fold(title)
    elsewhere = _NO_LEAD_FLAGS & ~_said_of_headline(blocks.blocks[near.title_at])
    for block in blocks.blocks[near.title_at + 1 : near.end]:
        if block.link_share > 0.6 or block.folded == headline:
            continue
        is_first = block.index == near.title_at + 1
        if is_first and _is_headline_again(block.text, title):
            continue
        shortest = _LEAD_SHORTEST if is_first else 30
        if weight(block.text) < shortest and block.folded != wanted:
            continue
        if block.node.flags & elsewhere or _is_of_person(block, blocks, near.title_at):
            continue
        if _is_job(block, blocks):
            continue
        is_same = _same(block.folded, wanted) and _apart(block, blocks)
        if block.node.flags & class_names.TEASER and not is_same:
            continue  # German templates call the standfirst so
        if len(block.text) < _LEAD_LONGEST and _is_called_lead(block):
            return block.text, "page"
        if is_same:
            return block.text, "description"
        if _is_set_as_lead(block, blocks) and block.index == _below_header_lines(near, blocks):
            return block.text, "position"
        if _is_bold_lead(block, blocks):
            return block.text, "bold"
        if block.kind is PARAGRAPH and len(block.text) > 120:
            break
    return None, ""


def _said_of_headline(headline: Block) -> int:
    """Return what the headline's element is called: page builders call each part a widget."""
    around = headline.node.parent
    return (headline.node.flags | (around.flags if around else 0)) & class_names.SIDEBAR


def _is_of_person(block: Block, blocks: Blocks, title_at: int) -> bool:
    """Return whether a line begins with a name that stands alone above: it describes the author."""
    above = blocks.blocks[title_at + 1 : block.index]
    return any(
        block.text.startswith(f"{one.text} ") and " " in one.text and looks_like_name(one.text)
        for one in above
    )


def _is_job(block: Block, blocks: Blocks) -> bool:
    """Return whether a line says what the person is whose name is right above it in its box."""
    words = block.text.split()
    above = blocks.blocks[block.index - 1]
    is_called_so = len(words) <= _JOB_WORDS and words[-1].lower() in _JOBS
    return is_called_so and above.node.parent is block.node.parent and looks_like_name(above.text)


def _below_header_lines(near: HeadlineArea, blocks: Blocks) -> int:
    """Return the index of the first block below the headline, byline and date.

    Names, roles, buttons and labels may stand among those, as may a caption, right below its
    picture, or a word of the outlet's to its readers: about its links, its newsletter.
    """
    first = near.title_at + 1
    for block in blocks.blocks[first : near.end]:
        if _is_header_line(block):
            continue
        if _is_in_picture_box(block, blocks):
            first += block.index == first
            continue
        if block.index in blocks.image_before or is_addressed(block.folded):
            return first
        if _is_set_as_lead(block, blocks) or not _is_label(block):
            return block.index
    return first


def _is_in_picture_box(block: Block, blocks: Blocks) -> bool:
    """Return whether a line is right below a picture in its box, which has one more at most."""
    if block.index not in blocks.image_before:
        return False
    around = (one for one in islice(block.node.ancestors(), 3) if one.end - one.start <= _CAPTION)
    return any(next(one.element.iter("img", "amp-img"), None) is not None for one in around)


def _is_label(block: Block) -> bool:
    """Return whether a line has too few words for a standfirst, as a name, a role or a button."""
    return len(block.text.split()) < _LEAD_WORDS and not SENTENCE_END.search(block.text)


def _is_header_line(block: Block) -> bool:
    text = spaced(block)
    if len(text) > _DATE_LINE:
        return False
    if block.link_share > _LINKED and AUTHORS_PAGE.search(block.hrefs[0] if block.hrefs else ""):
        return True
    return byline(text) is not None or parser.parse(text, month_first=True) is not None


def _is_headline_again(text: str, title: str) -> bool:
    """Return whether a line is the headline, give or take a word or two."""
    sizes = sorted((len(text.split()), len(title.split())))
    return sizes[0] > 2 and 2 * sizes[1] <= 3 * sizes[0] and overlap(text, title) > _HEADLINE_AGAIN


def _is_set_as_lead(block: Block, blocks: Blocks) -> bool:
    """Return whether a line right below the headline, separate from the body, is a standfirst.

    Bylines, dates, reading times and labels appear there too: they are short, and not sentences.
    """
    if block.hrefs or len(block.text) > _LEAD_LONGEST or not _apart(block, blocks):
        return False
    following = blocks.blocks[block.index + 1 : block.index + 8]
    siblings = (one for one in following if one.node.parent is block.node.parent)
    if any(one.tag == "p" and not _is_header_line(one) for one in siblings):
        return False
    if (block.node.flags | block.flags) & (
        class_names.META | class_names.PROMPT | class_names.TAGS | class_names.SHARE
    ):
        return False
    text = spaced(block)
    if phrases.whole(text) or phrases.start(text) or _NO_LEAD.search(text):
        return False
    if byline(text) or parser.parse(text, month_first=True):
        return False
    if SENTENCE_END.search(text):
        return True
    if block.node.tag in _LEAD_HEADINGS:
        return len(text.split()) >= _HEADING_WORDS
    if weight(text) > 2 * len(text):  # a script whose sentences have no stop
        return block.node.tag in ("p", "div") and weight(text) >= _NAME  # less is a name
    return block.node.tag == "p" and len(text.split()) >= _LEAD_WORDS


def _is_bold_lead(block: Block, blocks: Blocks) -> bool:
    """Return whether a sentence in bold opens the text, above paragraphs in the same element.

    A question in bold opens an interview, whose answer follows; a caption stands below a picture.
    """
    text = block.text
    if block.kind is not PARAGRAPH or block.bold < _ALL_BOLD * len(text):
        return False
    if block.hrefs or len(text) > _LEAD_LONGEST or weight(text) < _BOLD_LEAD:
        return False
    if not SENTENCE_END.search(text) or text.endswith(_ASKS) or block.index in blocks.image_before:
        return False
    if _NO_LEAD.search(text) or is_addressed(block.folded) or text[0] in _QUOTES:
        return False
    above = blocks.blocks[block.index - 1]
    if above.kind is HEADING and above.tag != "h1":
        return False
    below = blocks.blocks[block.index + 1 : block.index + 1 + _NEAR]
    plain = (one for one in below if one.bold < _HALF_BOLD * len(one.text))
    return any(one.node.parent is block.node.parent and weight(one.text) > 60 for one in plain)


def _is_called_lead(block: Block) -> bool:
    own = (block.node.flags | block.flags) & class_names.LEAD
    above = block.node.parent.flags & class_names.LEAD if block.node.parent else 0
    return bool(own or above) and not block.node.flags & class_names.BODY


def _same(text: str, wanted: str) -> bool:
    """Return whether the block is the description, either possibly truncated."""
    if weight(wanted) < 30:
        return text == wanted != ""
    return text.startswith(wanted) or (wanted.startswith(text) and len(text) > 60)


def _apart(block: Block, blocks: Blocks) -> bool:
    """Return whether the block is a heading, or in another element than the next paragraph."""
    if block.kind is HEADING:
        return True
    for other in blocks.blocks[block.index + 1 : block.index + 1 + _REACH]:
        is_line = len(other.text) < _DATE_LINE and parser.parse(other.text, month_first=True)
        if other.kind is PARAGRAPH and weight(other.text) > 60 and not is_line:
            return other.node.parent is not block.node.parent
    return False
