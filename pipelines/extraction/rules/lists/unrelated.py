"""Decides whether sentences are standfirsts of other stories: related to nothing around them.

A standfirst is one sentence without a quotation. Standfirsts of other stories have no word of the
headline, few of the article, and few in common with each other, while an article's own paragraphs
share some. On the 1,148 pages of the public benchmarks, which have no such standfirsts, the end of
no text is like that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise, takewhile

from pipelines.extraction.authors import agency_marks
from pipelines.extraction.html.blocks import Block, text_length
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.lexicon.sentence_ends import (
    END_WITHIN,
    SENTENCE_BEFORE_BRACKET,
    SENTENCE_END,
    is_one_sentence,
)
from pipelines.extraction.rules.classifier_verdict import would_be_kept
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.ending import foreign_tail
from pipelines.extraction.rules.lists.foreign_text import shared
from pipelines.extraction.rules.lists.list_items import ends_sentence, is_headline
from pipelines.extraction.rules.lists.listed_elsewhere import are_listed_elsewhere
from pipelines.extraction.verdict.word_overlap import (
    distinctive_stems,
    distinctive_stems_of,
    is_unspaced,
    overlap,
    stems,
)
from pipelines.items import CODE, HEADING, LIST_ITEM, QUOTE, TABLE
from pipelines.text import is_wide

_MIN_ITEMS, _MIN_STANDFIRSTS, _MOST = 2, 3, 12  # with headlines, without, at most
_MIN_STANDFIRST_CHARS = 60
_WORDS = 6  # distinct words of one: fewer are an instruction or a caption
_MIN_WORDS = 30  # distinct words of the article: fewer prove nothing
_SHARED = 0.16  # mean share of a standfirst's words in the article
_FEW = 0.12  # the same in another standfirst, and of the headline's words in a standfirst
# Mean share of words that an article's paragraphs have in common, and that many times more than a
# standfirst shares with them.
_TIES, _ITEMS_TIES = (0.15, 3.0), (0.06, 1.0)
_FORM_TIES = 0.3  # the same where the article, too, is single sentences: form tells nothing
_MIN_HEADLINE_SHARE = 0.25  # share of the headline's words in the article
_MARK = 32  # characters from the end
_LONGER = 1.2  # of the article's length: items with more are the page's text
_HEADLINE_WORDS = 4
_BOX = 4  # blocks of an item
_OWN_FORMS = (TABLE, LIST_ITEM, QUOTE, CODE)
# A title in Vietnamese, whose words are of syllables too short and too common to tell a subject.
_SYLLABLES = re.compile(
    r"(?:[^\W\d_]{0,4}[\u1ea0-\u1ef9đơư][^\W\d_]{0,3}\b(?:\W+[^\W\d_]{1,7}\b){0,2}\W*){3}",
    re.IGNORECASE,
)
_QUOTES = re.compile('["“”«»„「]')
# Words that refer to the paragraph above, which no standfirst begins with.
_REFERS_BACK = re.compile(
    r"(?:they|he|she|his|her|their|its|these|those|both|but|and|also|however|meanwhile|then|yet|"
    r"there|afterwards|instead|still|so|such|others|another|"
    r"ông ấy|bà ấy|anh ấy|họ|đó|điều này|điều đó|tuy nhiên|ngoài ra|bên cạnh đó|theo đó|trong khi|"
    r"ia|mereka|dia|namun|selain itu|sementara|hal itu|il|ils|elle|elles|mais|cela|ces|cette|leur|"
    r"er|sie|es|aber|auch|doch|dies|diese|dort|él|ella|ellos|pero|además|también|esto|"
    r"ele|ela|eles|mas|também|isso|lui|loro|ma|anche|"
    r"hij|zij|maar|ook|dit|han|hon|men|också|også|ona|oni|jednak|też|także|"
    r"bu|onun|onlar|ancak|ayrıca|aynı|он|она|они|это|этот|однако|но|также|при этом|"
    r"він|вона|вони|це|також|але|"
    # Arabic and Hebrew glue "and" and "so" to the next word; few of their nouns begin so.
    r"و\w{2,}|ف\w{3,}|لكن|كما|غير أن|إلا أن|هذا|هذه|ذلك|ו\w{2,}|הוא|היא|הם|אבל|גם|"
    r"او|آنها|این|همچنین|اما)\b",
    re.IGNORECASE,
)


def stories_at_end(context: RuleContext) -> Removals:
    """Yield standfirsts of other stories that end the body, with headlines and buttons between.

    And what stands behind an end mark in any other form, if its subject tells (``foreign_tail``),
    and headlines that a list outside the body links to.
    """
    for block in foreign_tail.stories(context):
        yield block.index, "another story below the text"
    inner = [block for block in context.judged if _is_text(context, block)]
    for block in _headlines_of_lists(context, inner):
        yield block.index, "headline of another story"
    items = _items_at_end(context, inner)
    standfirsts = [block for block in items if is_standfirst(block)]
    for start in range(max(1, len(inner) - len(items)), len(inner)):
        tail = inner[start:]
        found = [block for block in standfirsts if block.index >= tail[0].index]
        if len(found) < _MIN_ITEMS:
            return
        forms = {context.facts.paths[block.index] for block in found}
        if len(forms) == 1 and are_other_stories(context, tail, inner[:start]):
            for block in tail:
                yield block.index, "standfirst of another story"
            return


def _headlines_of_lists(context: RuleContext, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield headlines in a row that the page prints again, with a link, in its lists.

    At the end those between them and below them go with them, set like them.
    """
    repeats, forms = context.facts.repeats, context.facts.forms
    listed = [one for one in blocks if repeats[one.folded] > 1 and is_headline(one.text)]
    if len(listed) < _MIN_ITEMS:
        return
    last = listed[-1]
    tail = list(
        takewhile(
            lambda one: is_headline(one.text) and forms[one.index] == forms[last.index],
            reversed(blocks),
        )
    )
    ending = [one for one in tail if one in listed]
    if 2 * len(ending) >= len(tail) > len(ending) and _are_listed(context, ending):
        yield from (one for one in tail if one.index >= ending[-1].index)
    rows: list[list[Block]] = [[]]
    for block in listed:
        if rows[-1] and block.index - rows[-1][-1].index > 1:
            rows.append([])
        rows[-1].append(block)
    for row in rows:
        is_end = row[-1] is blocks[-1]
        if (is_end or all(map(_is_long, row))) and _are_listed(context, row):
            yield from row


def _is_long(headline: Block) -> bool:
    """Return whether a line has more words than a name, which a table may print, too."""
    return is_wide(headline.text) or headline.word_count >= _HEADLINE_WORDS


def _are_listed(context: RuleContext, row: Sequence[Block]) -> bool:
    return len(row) >= _MIN_ITEMS and are_listed_elsewhere(context, row)


def _items_at_end(context: RuleContext, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks at the end that may be items, with no more standfirsts than a list has.

    A label begins them, unless the page repeats it as a button below each item.
    """
    found: list[Block] = []
    left = _MOST
    for block in takewhile(is_of_item, reversed(blocks)):
        between = range(block.index + 1, found[-1].index if found else 0)
        left -= is_standfirst(block)
        if left < 0 or any(_begins_list(context, index) for index in between):
            break
        found.append(block)
        if _begins_list(context, block.index):
            break
    return found[::-1]


def _begins_list(context: RuleContext, index: int) -> bool:
    """Return whether a block is a list's label, kept or not, that the page prints once."""
    facts = context.facts
    return facts.announces[index] and facts.repeats[facts.folded[index]] == 1


def _is_text(context: RuleContext, block: Block) -> bool:
    """Return whether a block of the body would be kept and is no mark of an advertisement."""
    if not context.body.in_body[block.index] or not would_be_kept(context, block.index):
        return False
    label = context.labels[block.index]
    return label is None or label[0] is not phrases.LabelKind.AD


def is_of_item(block: Block) -> bool:
    """Return whether a block may be part of another story's item: no last line with its mark."""
    if SENTENCE_BEFORE_BRACKET.search(block.text[-_MARK:]):
        return False
    return is_standfirst(block) or is_line(block)


def is_standfirst(block: Block) -> bool:
    """Return whether a block is one sentence, of a paragraph's length, without a quotation."""
    text = block.text
    if len(text) < _MIN_STANDFIRST_CHARS or block.kind in _OWN_FORMS:
        return False
    if not is_one_sentence(text) or not SENTENCE_END.search(text) or _REFERS_BACK.match(text):
        return False
    if _QUOTES.search(text) or agency_marks.dateline(text) is not None:
        return False
    return len(distinctive_stems(block)) >= _WORDS and agency_marks.end(text) is None


def is_line(block: Block) -> bool:
    """Return whether a block may be the headline of an item."""
    text = block.text
    if not is_headline(text) or ends_sentence(text) or END_WITHIN.search(text):
        return False
    is_set = block.kind in _OWN_FORMS
    return block.word_count >= _HEADLINE_WORDS and not is_set and not agency_marks.end(text)


def are_other_stories(
    context: RuleContext, blocks: Sequence[Block], article: Sequence[Block]
) -> bool:
    """Return whether all of ``blocks`` are items of other stories than the article's.

    Where each has a headline or a button, less has to be shown. False, too, where the article is
    too short or too loose to tell: in a digest no paragraph shares words with another.
    """
    words = stems(article)
    own = [block for block in article if block.kind is not HEADING]
    standfirsts = [block for block in blocks if is_standfirst(block)]
    if len(words) < _MIN_WORDS or overlap(context.known.title, words) < _MIN_HEADLINE_SHARE:
        return False
    if len(standfirsts) >= _MIN_ITEMS and are_listed_elsewhere(context, standfirsts):
        return True
    have_buttons = _have_buttons(standfirsts) and not _have_buttons(own[-1:])
    are_items = len(blocks) >= 2 * len(standfirsts) or have_buttons
    if len(standfirsts) < (_MIN_ITEMS if are_items else _MIN_STANDFIRSTS):
        return False
    if text_length(blocks) > _LONGER * text_length(own):
        return False
    shares = [shared(block, words) for block in standfirsts]
    ends = (standfirsts[0], standfirsts[-1])  # the article's last paragraph, or its next
    if max(shares[0], shares[-1]) > _SHARED or sum(shares) > _SHARED * len(shares):
        return False
    if overlap(context.known.title, stems(ends)) > 0 or not are_apart(context, blocks):
        return False
    if are_items and _have_form(context, blocks, article):
        return False
    ties, contrast = _ITEMS_TIES if are_items else _TIES
    if not are_items:
        own = _alike(context, own, standfirsts[0])
        ties = _FORM_TIES if _is_of_sentences(own) else ties
    return _ties(own) >= max(ties, contrast * sum(shares) / len(shares))


def _alike(context: RuleContext, own: list[Block], item: Block) -> list[Block]:
    """Return the article's paragraphs in an item's form, or all if they have another.

    Its standfirst and captions say again what is in the text, and its sub-headings have words of
    it alone: they tie any paragraphs.
    """
    paths = context.facts.paths
    alike = [block for block in own if paths[block.index] == paths[item.index]]
    return [block for block in alike or own if ends_sentence(block.text)]


def _have_form(context: RuleContext, items: Sequence[Block], article: Sequence[Block]) -> bool:
    """Return whether the article, too, has a line above each paragraph, as a live report has.

    Or a line of the items: a template sets it between paragraphs, in whatever language.
    """
    told = {block.folded for block in article}
    if any(block.folded in told for block in items if is_line(block)):
        return True
    paths = context.facts.paths
    forms = {paths[block.index] for block in items if is_line(block)}
    lines = [
        at
        for at, block in enumerate(article)
        if paths[block.index] in forms and not ends_sentence(block.text)
    ]
    alone = sum(after - line == 2 for line, after in pairwise((*lines, len(article))))
    return len(lines) >= _MIN_ITEMS and 2 * alone >= len(lines)


def _is_of_sentences(paragraphs: Sequence[Block]) -> bool:
    """Return whether most paragraphs are one sentence, as standfirsts are."""
    return 2 * sum(is_one_sentence(block.text) for block in paragraphs) > len(paragraphs)


def _have_buttons(standfirsts: Sequence[Block]) -> bool:
    """Return whether each standfirst has a box of its own, with a button."""
    boxes = {
        box for block in standfirsts if (box := block.node.parent) and box.end - box.start <= _BOX
    }
    return len(boxes) == len(standfirsts) and all(
        next(box.element.iter("button"), None) is not None for box in boxes
    )


def are_apart(context: RuleContext, blocks: Sequence[Block]) -> bool:
    """Return whether all of ``blocks`` are standfirsts, or their headlines, of unlike stories.

    Each has a word of the page's headline at most, few have one of its description.
    """
    standfirsts = [block for block in blocks if is_standfirst(block)]
    if not _MIN_ITEMS <= len(standfirsts) <= _MOST or not all(map(is_of_item, blocks)):
        return False
    title = context.known.title
    if not title or is_unspaced(title) or _SYLLABLES.search(title):
        return False
    words = [distinctive_stems(block) for block in standfirsts]
    headline = distinctive_stems_of(title)
    if any(len(one & headline) > 1 for one in words):
        return False
    about = distinctive_stems_of(context.known.lead)
    return (
        _mean_share([headline] * len(words), words) <= _FEW
        and _mean_share([about] * len(words), words) <= _FEW
        and _mean_in_common(words) <= _FEW
    )


def _ties(paragraphs: Sequence[Block]) -> float:
    """Return the mean share of words that a paragraph has in common with the others."""
    if len(paragraphs) < _MIN_ITEMS:
        return 0.0
    uses = Counter(stem for one in paragraphs for stem in stems([one]))
    common = {stem for stem, count in uses.items() if count > 1}
    return sum(shared(one, common) for one in paragraphs) / len(paragraphs)


def _mean_in_common(words: Sequence[Set[str]]) -> float:
    pairs = [(one, other) for one in words for other in words if one is not other]
    return _mean_share(*map(list, zip(*pairs, strict=True)))


def _mean_share(ours: Sequence[Set[str]], theirs: Sequence[Set[str]]) -> float:
    """Return the mean share of a set's words in the set it is paired with."""
    shares = [len(one & other) / len(one) for one, other in zip(ours, theirs, strict=True) if one]
    return sum(shares) / len(shares) if shares else 0.0
