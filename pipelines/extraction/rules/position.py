"""Rules by position: removed by the layout, after the end mark, below the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from pipelines.extraction.authors import agency_marks, closing_marks, sign_offs
from pipelines.extraction.authors.names import name_with_role
from pipelines.extraction.html.blocks import Block, text_length
from pipelines.extraction.lexicon import article_notes
from pipelines.extraction.rules.classifier_verdict import would_be_kept
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.ending import foreign_tail, headlines, own_text, site_marks
from pipelines.extraction.rules.lists import unrelated
from pipelines.extraction.rules.lists.list_items import ends_sentence, is_headline
from pipelines.extraction.rules.second_article.relatedness import relatedness, subject_of
from pipelines.extraction.verdict.word_overlap import overlap, stems
from pipelines.items import HEADING, PARAGRAPH, TABLE

_AGENCY_END = re.compile(
    r"(?:[A-ZĐ]{2}|\w\+|[—–-]\s{0,2}[A-Z][\w+]{2,14}|[(\[][A-Z][\w+/]{2,20}(?:\s[A-Z]\w{1,14})?)[)\]]?\s?\.?$"
    r"|（[A-Z\u3400-\u9fff]{2,8}）$|\((?:[\uac00-\ud7af]{3,6}|[\u0e00-\u0e4f]{4,20}|dpa|sda|apa|ots|afp|epd|kna|sid|rtr|pap)\)$"
)
_AGENCY_REACH = 24  # characters from the end
_TEASERS, _TEASER = 6, 420  # standfirsts below a mark; characters of one
_TAIL = 0.5  # of the text before a mark: anything longer is not a tail
_SHORT_TAIL = 1.2  # the same for a few short sentences, which may be as long as a brief
_SIGNATURE = 60  # characters
_ITALIC = 0.9  # of a block's text
_LINKED = 0.5
_OTHER_STORY = 0.9  # relatedness of a tail with its own dateline
_MIN_HEADLINE_SHARE = 0.25  # share of the headline's words before the mark


def removed_by_layout(context: RuleContext) -> Removals:
    """Yield what the outlet's layout removes."""
    for index in sorted(context.removed):
        yield index, "removed by the layout"


def after_end(context: RuleContext) -> Removals:
    """Yield everything after the last end mark, except the article's notes at its end.

    Outside the body nothing below a mark is the article's. Within it standfirsts of other articles
    may follow, as sentences like any; so may notes, which are kept. In a digest, which has several
    marks above unlike items, and in a text that continues, the mark is not the end.
    """
    inner = [block for block in context.judged if _may_end(context, block)]
    ends = [block for block in inner if _ends_here(block.text, context.marks)]
    ends = ends or [block for block in inner if _is_signature(context, block)]
    is_site = not ends
    if is_site:
        names = context.known.site_names
        ends = [block for block in inner if site_marks.end(block.text, names)]
    if not ends:
        for block in _story_below_name(context, inner):
            yield block.index, "another story below the author's name"
        return
    last = ends[-1]
    tail = context.blocks[last.index + 1 :]
    in_body = (
        block
        for block in tail
        if context.body.in_body[block.index] and block.index not in context.removed
    )
    below = list(takewhile(lambda block: not article_notes.heads_notes(block.text), in_body))
    is_known = _is_signature(context, last) or _ends_here(last.text, context.marks, known=True)
    above = [block for block in inner if block.index <= last.index]
    is_end = is_known or _are_unlike(context, last, below)
    if is_site and not is_end:
        is_end = own_text.shares_nothing(above, below, context.known.title)
    takes_teasers = is_end and _are_teasers(context, last.index, below)
    if takes_teasers and len(ends) > 1 and not _are_of_one_text(context, ends, above):
        takes_teasers = False
    if takes_teasers and foreign_tail.continues(context, above, below):
        takes_teasers = False
    if not takes_teasers and (len(ends) == 1 or _are_of_one_text(context, ends, above)):
        left = [block for block in below if _may_end(context, block)]
        takes_teasers = headlines.begins_story(above, left, context.known.title)
    teasers = {block.index for block in below if takes_teasers and not _is_foot(block)}
    for mark in ends:
        if closing_marks.is_closing(mark.text):
            yield mark.index, "end mark"
    for block in tail:
        if not context.body.in_body[block.index] or block.index in teasers:
            yield block.index, "teaser after the end mark"


def _story_below_name(context: RuleContext, inner: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of another story below a line that holds only a name, or none."""
    for at, block in enumerate(inner):
        if len(block.text) > _SIGNATURE or block.kind is not PARAGRAPH:
            continue
        if not _is_in_lower_half(context, block) or name_with_role(block.text) is None:
            continue
        if headlines.begins_story(inner[:at], inner[at + 1 :], context.known.title):
            return inner[at + 1 :]
    return ()


def _are_of_one_text(context: RuleContext, ends: Sequence[Block], above: Sequence[Block]) -> bool:
    """Return whether the article goes on below each mark but the last; a digest has other stories.

    Marks right behind each other (``./.``, ``VNA``) are one.
    """
    title = context.known.title
    for mark, following in pairwise(ends):
        before = [block for block in above if block.index <= mark.index]
        stretch = [block for block in above if mark.index < block.index <= following.index]
        is_mark = stretch == [following] and _is_mark_alone(context, following)
        if not is_mark and not own_text.goes_on(before, stretch, title):
            return False
    return True


def _may_end(context: RuleContext, block: Block) -> bool:
    """Return whether a mark in a block may end the article: captions have marks too."""
    if not context.body.in_body[block.index]:
        return False
    return would_be_kept(context, block.index) or _is_mark_alone(context, block)


def _is_mark_alone(context: RuleContext, block: Block) -> bool:
    """Return whether a line is a mark, which is too short for the classifier to tell."""
    text = block.text
    if len(text) > _AGENCY_REACH or block.kind not in (PARAGRAPH, HEADING):
        return False
    if closing_marks.is_closing(text):
        return True
    is_set_off = text[0] in "(（[—–-" and agency_marks.is_agency(text, context.marks)
    if not is_set_off and block.kind is PARAGRAPH and not block.hrefs:
        is_set_off = site_marks.end(text, context.known.site_names) is not None
    return is_set_off and _is_in_lower_half(context, block)


def _is_in_lower_half(context: RuleContext, block: Block) -> bool:
    facts = context.facts
    return facts.own_between(0, block.index) >= facts.own_between(block.index)


def _is_signature(context: RuleContext, block: Block) -> bool:
    """Return whether a line in the lower half of the text contains only a credit."""
    if len(block.text) > _SIGNATURE or not _is_in_lower_half(context, block):
        return False
    if sign_offs.names_editors(block.text):
        return True
    end = agency_marks.end(block.text, context.marks) or sign_offs.end(block.text, context.marks)
    if end is None or end.text or not (end.authors or end.translators):
        return False
    above = context.blocks[block.index - 1].text  # a byline below a headline begins an item
    is_below_headline = is_headline(above) and not ends_sentence(above)
    return not is_below_headline or agency_marks.end(above, context.marks) is not None


def _is_foot(block: Block) -> bool:
    """Return whether a block below the end is a note on the article; some are in italics."""
    if block.kind is TABLE:
        return not block.hrefs  # of results or prices
    if block.italic >= _ITALIC * len(block.text):
        return not block.hrefs
    return block.link_share < _LINKED and article_notes.is_note(block.text)


def _are_teasers(context: RuleContext, end: int, tail: Sequence[Block]) -> bool:
    """Return whether the blocks of the body below its end mark are few and short."""
    sizes = [len(block.text) for block in tail if context.body.prose[block.index] > 0]
    before = [block for block in context.blocks[: end + 1] if context.body.in_body[block.index]]
    is_short = len(sizes) <= _TEASERS and max(sizes, default=0) <= _TEASER
    most = _SHORT_TAIL if is_short else _TAIL
    if sum(sizes) > most * text_length(before):
        left = [block for block in tail if _may_end(context, block)]
        if _is_about_title(context, before):
            return unrelated.are_apart(context, left) or _begin_story(context, before, left)
        return False
    paths = context.facts.forms
    heads = {paths[block.index] for block in before if block.kind is HEADING}
    # A heading formatted like an earlier one opens a further section of the same text.
    return not any(block.kind is HEADING and paths[block.index] in heads for block in tail)


def _are_unlike(context: RuleContext, mark: Block, tail: Sequence[Block]) -> bool:
    """Return whether what follows a mark of an unknown agency is of unlike other stories."""
    before = [block for block in context.blocks[: mark.index] if context.body.in_body[block.index]]
    left = [block for block in tail if _may_end(context, block) and not _is_foot(block)]
    return _is_about_title(context, before) and unrelated.are_apart(context, left)


def _begin_story(context: RuleContext, before: Sequence[Block], left: Sequence[Block]) -> bool:
    """Return whether another story without a headline follows: its dateline and subject tell."""
    if not left or agency_marks.dateline(left[0].text) is None:
        return False
    subject = subject_of(context.known.title, before)
    return subject.is_clear and relatedness(subject, left) < _OTHER_STORY


def _is_about_title(context: RuleContext, blocks: Sequence[Block]) -> bool:
    return overlap(context.known.title, stems(blocks)) >= _MIN_HEADLINE_SHARE


def _ends_here(text: str, names: tuple[str, ...], *, known: bool = False) -> bool:
    """Return whether a line ends with an end mark, of a ``known`` agency or of any."""
    if text.endswith("/."):  # "./." and its remainder
        return not closing_marks.ends_address(text)
    if closing_marks.closes(text):
        return True
    if not _AGENCY_END.search(text[-_AGENCY_REACH:]):
        return False
    end = agency_marks.end(text, names)
    if end is None or end.agency is None:
        return False
    return not known or agency_marks.is_agency(end.agency, names)


def below_layout_body(context: RuleContext) -> Removals:
    """Yield everything below the body of the outlet's layout."""
    if context.body.located_by != "layout":
        return
    inside = [index for index, is_in in enumerate(context.body.in_body) if is_in]
    for block in context.blocks[inside[-1] + 1 :] if inside else ():
        yield block.index, "below the article"
