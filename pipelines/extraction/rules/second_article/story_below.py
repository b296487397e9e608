"""Finds a second story below the article in its own container, with neither link nor box.

It begins with a headline. What is printed at a story's beginning and never at a section's tells it:
a byline or a date below the headline, a dateline, the end mark of the story above. A subject of its
own must agree; where it is printed like a section, nothing else tells. Sections of one form, as in
round-ups and live blogs, are not stories, whatever their subjects.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice, takewhile

from pipelines.extraction.authors import agency_marks, header_line
from pipelines.extraction.authors.byline import byline
from pipelines.extraction.authors.names import name_with_role
from pipelines.extraction.dates.date_alone import is_date_alone
from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.html.dom import spaced
from pipelines.extraction.html.location.running_sums import running
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.sentence_ends import END_WITHIN, is_one_sentence
from pipelines.extraction.rules.classifier_verdict import would_be_kept
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.rules.ending import headlines, own_text
from pipelines.extraction.rules.lists.list_items import ends_sentence, is_bold, is_headline
from pipelines.extraction.rules.second_article.relatedness import (
    Subject,
    relatedness,
    subject_of,
    title_terms,
)
from pipelines.extraction.verdict.word_overlap import (
    is_unspaced,
    is_vietnamese,
    topic_terms,
    topic_terms_of,
)
from pipelines.items import CODE, HEADING, LIST_ITEM, QUOTE, TABLE
from pipelines.text import is_wide

_MIN_PROSE = 200  # characters: an element with fewer contains no article
_LINE = 60  # characters of a byline or a date
_STANDFIRST = 2  # first paragraphs of a story: one may be its standfirst, above the dateline
_HEADER = 4  # blocks below a headline that may be byline, date and standfirst
_MIN_WORDS, _STORY_WORDS = 4, 6  # of a headline; of one that nothing else tells
_MIN_CHARS = 8  # of a headline in a script without spaces
_MIN_PARAGRAPHS = 3  # of each story where only the subjects tell
_LINKED = 0.5  # of a headline: it leads to the story, which is not below
# Relatedness: below a credit; the same in a series; with another sign; where nothing else tells.
_CREDITED, _SERIES, _SIGNED, _BARE = 1.0, 0.6, 0.9, 0.6
_UPDATE = 0.4  # from here on the article may go on below its end mark
_UNCLEAR = 0.2  # the same below a credit, outside a text whose own subject is not clear
_DOUBT = 0.3  # above these it may be a story or a section
_TEXT_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p"))
_MARKED = (LIST_ITEM, TABLE, QUOTE, CODE)


@dataclass(frozen=True, slots=True)
class _Story:
    """What may be a story below the article: its blocks, headline first, and what tells it."""

    head: Block
    above: Sequence[Block]
    blocks: Sequence[Block]
    ends_text: bool
    has_credit: bool
    signs: int
    below_mark: bool
    alike: int  # lines below that are formatted like the headline


def story_below(context: RuleContext) -> Sequence[Block]:
    """Return the blocks of the first story below the article; empty if there is none."""
    return next((found for found, is_sure in _once(context) if is_sure), ())


def may_have_story_below(context: RuleContext, kept: Set[int]) -> bool:
    """Return whether some of the blocks ``kept`` may be a second story, or a section."""
    found = (one for one, is_sure in _once(context) if not is_sure)
    return any(block.index in kept for blocks in found for block in blocks)


def _once(context: RuleContext) -> list[tuple[Sequence[Block], bool]]:
    if context.stories_below is None:
        context.stories_below = list(_stories(context))
    return context.stories_below


def _stories(context: RuleContext) -> Iterator[tuple[Sequence[Block], bool]]:
    """Yield what may be a story below the article, and whether it surely is one."""
    title = context.known.title
    article: Sequence[Block] | None = None  # the text above the first headline
    whole: Subject | None = None  # its subject
    for story in _candidates(context):
        article = story.above if article is None else article
        if _is_apart_in_terms(context, story):
            yield [story.head, *story.blocks], True
        most = _most_related(context, story)
        if most > 0:  # few are, and comparing words costs most
            whole = subject_of(title, article) if whole is None else whole
            if not whole.is_clear:
                if not (story.has_credit and _is_outside_text(context, story.head)):
                    return
                most = _UNCLEAR
            own = whole if story.above is article else subject_of(title, story.above)
            related = relatedness(own, story.blocks)
            if related < most + _DOUBT and not _is_update(story, title, related):
                yield [story.head, *story.blocks], related < most


def _candidates(context: RuleContext) -> Iterator[_Story]:
    if context.facts.own_between(0) < 2 * _MIN_PROSE:
        return
    inner = [block for block in context.judged if would_be_kept(context, block.index)]
    if not inner:
        return
    kept = {block.index for block in inner}
    prose = (weight if at in kept else 0.0 for at, weight in enumerate(context.body.prose))
    above = running(prose)  # each block
    forms: set[tuple[int, bool]] = set()
    first, last = max(0, context.facts.title_at) + 1, inner[-1].index
    lines = [block for block in context.blocks[first:last] if _is_line(block)]
    for at, head in enumerate(lines):
        form = _form(context, head)
        if form in forms:
            continue
        forms.add(form)
        if not _is_headline(context, head):
            continue
        if above[head.index + 1] < _MIN_PROSE:
            continue
        end = _end(context, head, last + 1)
        if above[end] - above[head.index + 1] < _MIN_PROSE:
            continue
        blocks = [block for block in inner if head.index < block.index < end]
        article = [block for block in inner if block.index < head.index]
        is_apart = _is_set_apart(context, head, [*article, *blocks])
        if not is_apart or blocks[0].index > head.index + _HEADER:
            continue
        alike = sum(_form(context, one) == form for one in lines[at + 1 :])
        has_credit = _has_credit(head, context.blocks[head.index + 1 : head.index + 1 + _HEADER])
        line = context.blocks[head.index - 1].text
        below_mark = agency_marks.end(line, context.marks) is not None
        signs = _signs(context, head, blocks) + below_mark
        yield _Story(head, article, blocks, end > last, has_credit, signs, below_mark, alike)


def _is_line(block: Block) -> bool:
    """Return whether a block may be a headline by its form."""
    if block.kind is HEADING:
        return True
    if block.kind in _MARKED or block.hrefs:  # its words lead to the story, which is not below
        return False
    return is_headline(block.text) and not ends_sentence(block.text)


def _is_headline(context: RuleContext, block: Block) -> bool:
    """Return whether a line may be the headline of a story; questions are headlines, too."""
    text = block.text
    if context.labels[block.index] or not is_headline(text):
        return False
    if block.link_share >= _LINKED and not _begins_story_below(context, block):
        return False
    if block.kind is not HEADING and (
        END_WITHIN.search(text)
        or agency_marks.end(text) is not None
        or block.index in context.page.image_before  # a caption
    ):
        return False
    return len(text) >= _MIN_CHARS if is_unspaced(text) else block.word_count >= _MIN_WORDS


def _begins_story_below(context: RuleContext, head: Block) -> bool:
    """Return whether what a headline leads to is below it as well.

    Then its credit is, too, or an ``article`` outside the text begins with it.
    """
    if _has_credit(head, context.blocks[head.index + 1 : head.index + 1 + _HEADER]):
        return True
    is_article = any(node.tag == "article" for node in _begun_by(head))
    return is_article and _is_outside_text(context, head)


def _begun_by(head: Block) -> Iterator[Node]:
    """Yield the elements that begin with a headline, from the inside."""
    return takewhile(lambda node: node.start == head.index, head.node.ancestors())


def _is_set_apart(context: RuleContext, head: Block, text: Sequence[Block]) -> bool:
    """Return whether a headline is not formatted like the paragraphs around it."""
    form = _form(context, head)
    return head.kind is HEADING or all(
        _form(context, block) != form for block in text if _is_prose(context, block)
    )


def _form(context: RuleContext, block: Block) -> tuple[int, bool]:
    return context.facts.forms[block.index], is_bold(block)


def _end(context: RuleContext, head: Block, last: int) -> int:
    """Return the end of the story: of the largest box in the body that begins with the headline."""
    box: Node | None = None
    for node in head.node.ancestors():
        if node.start < head.index or any(node is one for one in context.body.nodes):
            break
        box = node
    in_box = context.facts.prose_between(box.start, box.end) if box is not None else 0
    if box is None or not in_box or _is_header(context, head, box):
        return last  # a box of the headline alone, or with what is printed below it
    end = box.end
    for node in context.page.nodes[box.index + 1 :]:  # further stories in boxes like this
        if node.parent is box.parent and node.start == end and node.end > end:
            if (node.tag, node.names) != (box.tag, box.names):
                break
            end = node.end
    return end


def _is_header(context: RuleContext, head: Block, box: Node) -> bool:
    """Return whether a box holds a headline, a standfirst and a credit, and the text is below."""
    rest = context.blocks[head.index + 1 : box.end]
    is_short = context.facts.prose_between(head.index + 1, box.end) < _MIN_PROSE
    return is_short and len(rest) <= _HEADER and _has_credit(head, rest)


def _has_credit(head: Block, below: Sequence[Block]) -> bool:
    """Return whether one of the short lines right below a headline is a credit.

    One longer line may be the standfirst.
    """
    is_below_standfirst = False
    for block in below:
        if block.kind is HEADING:
            return False
        if len(block.text) > _LINE:
            if is_below_standfirst or not is_one_sentence(block.text):
                return False
            is_below_standfirst = True
            continue
        if _is_credit(block, names_suffice=is_vietnamese(head.text)):
            return True
        if is_headline(block.text):
            return False
    return False


def _is_credit(block: Block, *, names_suffice: bool) -> bool:
    """Return whether a line below a headline names who wrote the story, or its day.

    Vietnamese newsrooms print the name alone.
    """
    text = block.text
    if ends_sentence(text):
        return False
    if is_date_alone(text) or (names_suffice and name_with_role(text) is not None):
        return True
    line = header_line.parse(spaced(block))  # "By Lan Vien 2 March 2026"
    is_line = line is not None and line.is_dated and bool(line.authors)
    return is_line or byline(text) is not None or bool(block.node.flags & class_names.AUTHOR)


def _signs(context: RuleContext, head: Block, blocks: Sequence[Block]) -> int:
    """Return how many other signs of a story's beginning there are, but for a mark above it."""
    first = islice((block for block in blocks if _is_prose(context, block)), _STANDFIRST)
    holders = list(_begun_by(head))
    signs = (
        any(agency_marks.dateline(block.text) for block in first),
        any(node.tag == "article" for node in holders),
        any(_is_beside_own(context, node) for node in holders),
        _is_second_h1(context, head) and _is_outside_text(context, head),
    )
    return sum(signs)


def _is_update(story: _Story, title: str, related: float) -> bool:
    """Return whether the article goes on below an end mark, which alone makes a story of it."""
    if story.has_credit or story.signs != 1 or not story.below_mark:
        return False
    if related < _UPDATE and not is_wide(title):  # of signs, few are a paragraph to it
        return False
    return own_text.goes_on(story.above, [story.head, *story.blocks], title)


def _is_outside_text(context: RuleContext, head: Block) -> bool:
    """Return whether the element around the last paragraph above ended before the headline."""
    above = (block for block in reversed(context.blocks[: head.index]) if _is_prose(context, block))
    parent = next((block.node.parent for block in above), None)
    return parent is not None and parent.end <= head.index


def _is_beside_own(context: RuleContext, node: Node) -> bool:
    """Return whether an element is formatted like the one beside it that holds the headline."""
    title_at = context.facts.title_at
    if title_at < 0 or node.tag in _TEXT_TAGS:
        return False
    around = context.blocks[title_at].node.ancestors()
    own = next((one for one in around if one.parent is node.parent), None)
    return (
        own is not None
        and own.end > title_at + 1
        and (own.tag, own.names) == (node.tag, node.names)
    )


def _most_related(context: RuleContext, story: _Story) -> float:
    """Return the relatedness up to which this is another story; 0 if it is a section."""
    text = story.head.text
    tells_subject = not (is_unspaced(text) or is_vietnamese(text))
    paragraphs = _paragraphs(context, story.blocks)
    if story.alike:
        are_stories = paragraphs >= _MIN_PARAGRAPHS * (1 + story.alike) and tells_subject
        return _SERIES if story.has_credit and are_stories else 0.0
    if story.has_credit or story.signs:
        return _CREDITED if story.has_credit else _SIGNED
    if not (tells_subject and story.ends_text) or story.head.word_count < _STORY_WORDS:
        return 0.0
    if min(_paragraphs(context, story.above), paragraphs) < _MIN_PARAGRAPHS:
        return 0.0
    about = topic_terms(text)
    if about & title_terms(context.known.title):
        return 0.0
    if 2 * len(about & topic_terms_of(story.blocks)) < len(about):
        return 0.0
    return _BARE


def _is_apart_in_terms(context: RuleContext, story: _Story) -> bool:
    """Return whether the last element, outside the text's, is another story by its terms."""
    text = story.head.text
    if not (is_unspaced(text) or is_vietnamese(text)) or story.alike or not story.ends_text:
        return False
    title, blocks = context.known.title, [story.head, *story.blocks]
    is_outside = _is_outside_text(context, story.head)
    return is_outside and headlines.are_of_story(story.above, blocks, title)


def _is_second_h1(context: RuleContext, head: Block) -> bool:
    title_at = context.facts.title_at
    return head.tag == "h1" and title_at >= 0 and context.blocks[title_at].tag == "h1"


def _paragraphs(context: RuleContext, blocks: Sequence[Block]) -> int:
    return sum(_is_prose(context, block) for block in blocks)


def _is_prose(context: RuleContext, block: Block) -> bool:
    return context.body.prose[block.index] > 0
