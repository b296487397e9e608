"""Lists of other articles below a line unknown to the lexicon."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, element_around, text_length
from pipelines.extraction.lexicon import class_names, phrases
from pipelines.extraction.lexicon.own_lists import announcements
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_BEFORE_BRACKET
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.lists import foreign_items, repeated_items
from pipelines.extraction.rules.lists.foreign_text import (
    MOST_SHARED_BELOW_LABEL,
    article_near,
    is_foreign,
)
from pipelines.extraction.rules.lists.item_parts import BOTH, DATE, HEADLINE, LINK
from pipelines.extraction.rules.lists.label_box import box_end, following, is_label
from pipelines.extraction.rules.lists.list_items import (
    ListItem,
    ends_sentence,
    has_words,
    is_bold,
    is_link,
    opening,
    parse_items,
    part_of,
)
from pipelines.items import HEADING, LIST_ITEM
from pipelines.text import has_digit, is_wide

_MIN_ITEMS = 2  # items
_ITEMS_ABOVE = 2  # lines in the form of an item, right above it
_ABOVE_KEPT = 3  # blocks: a label, and what may stand between it and its list
_SURE = 0.8  # content probability: such a text may be the article's
_HEADS_NOTHING = frozenset((phrases.LabelKind.AD, phrases.LabelKind.SHARE))  # amid the text
_GOOD_PART = 0.5  # of a list's blocks
_COUNT = re.compile(r"(\d{1,3})\b(?![:.,]\d)")  # no time, no amount
_YEAR = re.compile(r"\b20\d\d\b")
_LABEL_WORDS, _WIDE_LABEL_CHARS = 8, 40  # where blanks part words, and where they do not
# A mark or a credit behind a sentence, in brackets; in Chinese also without.
_MARK_BEHIND = re.compile(rf"{SENTENCE_BEFORE_BRACKET.pattern}|。.{{1,12}}$")
_MAX_LABEL_CHARS = 150  # characters that are examined


def lists_under_any_heading(context: RuleContext) -> Removals:
    """Yield lists of the site's other pages below an unknown line, and that line.

    Structure decides: a short line set apart, then headlines formatted alike, each a link to
    another page of the site. Without links the topic does: headlines, each with its teaser, about
    other stories than the article's. The line stays if it is a sub-heading, between which and its
    text the list was inserted.
    """
    for block in _above_kept(context):
        if not is_heading_like(context, block) or is_label(context, block):
            continue
        label = context.labels[block.index]
        if label is not None and label[0] in _HEADS_NOTHING:
            continue
        if _is_of_own_list(context, block) or is_last_of_text(context, block):
            continue
        around = element_around(block)
        box = box_end(context, block, around)
        below = following(context, block, box or around.end)
        items = parse_items(context, below, in_box=bool(box))
        if (
            _are_other_pages(context, items) and not _hold_text(context, block, items)
        ) or _are_other_stories(context, block, items):
            listed = [index for item in items for index in item.indexes]
        else:
            stories = foreign_items.stories_below(context, block, below)
            listed = [story.index for story in stories]
            listed = listed or [*repeated_items.stories_below(context, block, below)]
            items = []
        if not listed or _go_on_counting(context, block, listed):
            continue
        if not items or not _is_sub_heading(context, block, listed[-1] + 1):
            yield block.index, f"list: {block.text}"
        for index in listed:
            yield index, f"list: {block.text}"


def is_set_as_text(context: RuleContext, line: Block) -> bool:
    """Return whether a line is set like the article's paragraphs: it may be the last of them."""
    forms = context.facts.forms
    is_plain = line.kind is not HEADING and not is_bold(line)
    return is_plain and forms[line.index] in {forms[index] for index in context.facts.core}


def is_last_of_text(context: RuleContext, line: Block) -> bool:
    """Return whether a line, set like the paragraphs beside it, is the last in their element.

    A label stands with its list.
    """
    around = line.node.parent
    if around is None or around.end != line.index + 1 or not is_set_as_text(context, line):
        return False
    core = context.facts.core
    return any(context.blocks[one].node.parent is around for one in core)


def has_doubtful_list(context: RuleContext, kept: Collection[int]) -> bool:
    """Return whether a list that was kept, in good part, may be of other stories."""
    for block in context.blocks:
        if block.index + 1 not in kept or not is_heading_like(context, block):
            continue
        if is_label(context, block):
            continue
        around = element_around(block)
        below = following(context, block, box_end(context, block, around) or around.end)
        stories = foreign_items.perhaps_stories(context, block, below)
        if stories and sum(one.index in kept for one in stories) >= _GOOD_PART * len(stories):
            return True
    return False


def items_at_end(context: RuleContext) -> Removals:
    """Yield linked headlines of other stories, with teasers, that end the body without a label."""
    inner = [block for block in context.judged if context.body.in_body[block.index]]
    for at, block in enumerate(inner):
        if not block.hrefs or part_of(context, block) not in (BOTH, LINK):
            continue
        items = parse_items(context, inner[at:], in_box=False)
        indexes = [index for item in items for index in item.indexes]
        if indexes[-1:] == [inner[-1].index] and _are_linked_stories(context, block, items):
            for index in indexes:
                yield index, "headline and teaser of another story"
        return  # what is set alike before is of the same list, and so of the article


def _are_linked_stories(context: RuleContext, first: Block, items: Sequence[ListItem]) -> bool:
    heads = [context.blocks[item.head_at] for item in items]
    is_here = all(context.facts.leads_to_pages_here(head) for head in heads)
    return is_here and _are_other_stories(context, first, items)


def _above_kept(context: RuleContext) -> Iterator[Block]:
    """Yield the blocks of which one of the next is not stripped anyway, nor all below them."""
    last = context.judged[-1].index if context.judged else -1
    least = thresholds.KEEP_IN_LAYOUT_BODY
    kept = (at for at, likely in enumerate(context.content_probability) if likely >= least)
    near = {at - above for at in kept for above in range(_ABOVE_KEPT)}
    return (block for block in context.blocks[: last + 1] if block.index in near)


def is_heading_like(context: RuleContext, block: Block) -> bool:
    """Return whether a line is as short as labels are, and stands alone."""
    text = block.text
    if len(text) > phrases.WHOLE_LONGEST or block.word_count > _LABEL_WORDS or _ends_text(text):
        return False
    if len(text) > _WIDE_LABEL_CHARS and is_wide(text):
        return False
    if (context.body.ancestor_flags[block.node.index] | block.flags) & class_names.CAPTION:
        return False
    if _YEAR.search(text) or (has_digit(text) and part_of(context, block) is DATE):
        return False
    if block.kind is LIST_ITEM or text[0].isdigit() or is_link(block):
        return block.kind is HEADING and not _is_of_series(context, block)
    return context.folded[block.index] != context.facts.title


def _is_of_own_list(context: RuleContext, line: Block) -> bool:
    """Return whether a line names a list of the article's own without links, or is an item of one.

    An item stands below the sentence that promises the list, or below other items in its form.
    """
    below = context.blocks[line.index + 1 : line.index + 2]
    if below and not below[0].hrefs and announcements.names_list(line.folded):
        return True
    if line.kind is HEADING or line.hrefs or line.index < _ITEMS_ABOVE:
        return False
    forms, above = context.facts.forms, context.blocks[line.index - _ITEMS_ABOVE : line.index]
    if announcements.promises(above[-1].text):
        likely = context.content_probability[above[-1].index]
        return likely >= thresholds.KEEP and context.body.in_body[line.index]
    return all(
        forms[one.index] == forms[line.index]
        and len(one.text) <= phrases.WHOLE_LONGEST
        and not one.hrefs
        for one in above
    )


def _is_sub_heading(context: RuleContext, heading: Block, below: int) -> bool:
    """Return whether text follows at ``below``, and right below another line of the same form."""
    own = context.facts.own
    if below >= len(own) or own[below] <= 0:
        return False
    form, bold = context.facts.forms[heading.index], is_bold(heading)
    return any(
        one is not heading
        and context.facts.forms[one.index] == form
        and is_bold(one) == bold
        and own[one.index + 1 : one.index + 2].any()
        and is_heading_like(context, one)
        for one in context.blocks
        if context.body.in_body[one.index]
    )


def _is_of_series(context: RuleContext, heading: Block) -> bool:
    """Return whether a numbered heading is one of several: of the article's sections."""
    return heading.text[0].isdigit() and any(
        one.text[0].isdigit() and one is not heading and context.body.in_body[one.index]
        for one in context.page.headings()
    )


def _go_on_counting(context: RuleContext, line: Block, listed: Sequence[int]) -> bool:
    """Return whether the headings below a line count on from one above it: a ranking's places."""
    heads = (one for at in listed if (one := context.blocks[at]).kind is HEADING)
    number = _number(next(heads, None))
    return number > 1 and any(
        _number(one) == number - 1 and context.body.in_body[one.index]
        for one in context.page.headings()
        if one.index < line.index
    )


def _number(heading: Block | None) -> int:
    """Return the number with which a heading begins; 0 if there is none."""
    found = _COUNT.match(heading.text) if heading is not None else None
    return int(found[1]) if found else 0


def _ends_text(text: str) -> bool:
    """Return whether a line ends with a sentence, or with a mark or a credit behind one."""
    return ends_sentence(text) or _MARK_BEHIND.search(text) is not None


def _are_other_pages(context: RuleContext, items: Sequence[ListItem]) -> bool:
    """Return whether these are headlines of the site's other pages and the classifier doubts."""
    if len(items) < _MIN_ITEMS:
        return False
    heads = [context.blocks[item.head_at] for item in items]
    if any(map(_leads_on, (context.starts[head.index] for head in heads))):
        return False
    targets = {head.hrefs[0] for head in heads if len(set(head.hrefs)) == 1}
    if len(targets) < len(heads) or any("#" in target for target in targets):
        return False
    if not all(map(context.facts.leads_to_pages_here, heads)):
        return False
    if not all(has_words(head.text[:_MAX_LABEL_CHARS]) for head in heads):
        return False
    return sum(
        context.content_probability[head.index] for head in heads
    ) <= thresholds.HEADED_LIST * len(heads)


def _leads_on(start: tuple[phrases.LabelKind, str] | None) -> bool:
    """Return whether a line begins with "read also": it stands alone between two paragraphs."""
    return start is not None and start[0] is phrases.LabelKind.PREFIX


def _hold_text(context: RuleContext, label: Block, items: Sequence[ListItem]) -> bool:
    """Return whether the article's own paragraphs stand between links to other pages."""
    likely = context.content_probability
    texts = [context.blocks[at] for item in items for at in item.texts if likely[at] > _SURE]
    if not texts:
        return False
    nearby = article_near(context, label.index, items[-1].indexes[-1])
    return not is_foreign(texts, nearby, context.known.title, MOST_SHARED_BELOW_LABEL)


def _are_other_stories(context: RuleContext, label: Block, items: Sequence[ListItem]) -> bool:
    """Return whether these are headlines with teasers about other stories than the article's.

    In a digest or a list of indexes the items are the article: they have more text than what is
    above.
    """
    if len(items) < _MIN_ITEMS or not all(_has_teaser(context, item) for item in items):
        return False
    heads = [context.blocks[item.head_at] for item in items]
    if len({bool(head.hrefs) for head in heads}) > 1:
        return False
    if foreign_items.are_questions(heads) and not heads[0].hrefs:
        return False
    blocks = [context.blocks[index] for item in items for index in item.indexes]
    nearby = article_near(context, label.index, blocks[-1].index)
    if text_length(blocks) > text_length(nearby):
        return False
    return is_foreign(blocks, nearby, context.known.title)


def _has_teaser(context: RuleContext, item: ListItem) -> bool:
    head = context.blocks[item.head_at]
    if item.head is BOTH:
        return has_words(opening(head))  # a name with a colon is a speaker's
    return item.head in (HEADLINE, LINK) and bool(item.texts) and has_words(head.text)
