"""Rules for lines that link to other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.dom import inner_text
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_ENDS, is_one_sentence
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.lists.list_items import is_headline
from pipelines.extraction.rules.widgets.linked_headings import lone_headings
from pipelines.extraction.rules.widgets.template_lines import is_part_of_items
from pipelines.items import HEADING, LIST_ITEM, PARAGRAPH, QUOTE, TABLE
from pipelines.text import fold, is_wide

_HALF_LINKED = 0.4  # a headline as plain words and again as a link
_LINKED = 0.6  # of the text is link: an item of a list, not a paragraph with links
_ALL_LINK = 0.9  # of a line that is a headline after a bullet or an arrow
_READ_ALSO_CHARS = 250  # of a line, for each link
_INVITATION_CHARS = 120
_LABEL_CHARS = 30
_OPENERS, _SEPARATORS, _CLOSERS = " ([>»►▶→☞⇒➤*•", ":：|–—»>›-] ", " )]»>›*"
_BETWEEN_LINKS = f"{_CLOSERS}{_SEPARATORS}{_OPENERS};,"
_MAX_BESIDE = 12  # blocks of one element, whose links are searched for those of each
_DATE = re.compile(r"\b\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b")
_ARROWS = frozenset(">»►▶→☞⇒➤")
_ARROW_LINKED = 0.8  # of a line after an arrow is link
_LISTS = frozenset(("ul", "ol"))
_MAX_ALONE = 2
_MIN_HEADLINE_WORDS = 4  # words; a shorter link may be a name in a list of names
_LETTERS, _WIDE_LETTERS = 12, 5  # of a linked headline
_STOPS = frozenset(".…")  # a headline may be a question, an exclamation or a quotation
_LIST_LINE = re.compile(
    r"^\d{1,2}[:h]\d{2}\s*[|,-]\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b[^:]{0,60}$"  # Customs News
    r"|^\d{1,2}[/.-]\d{1,2}[/.-]\d{4},?\s+\d{1,2}[:h]\d{2}(\s*(GMT|UTC)\S*)?$"  # VietnamPlus
)
_TWICE_LEAST = 15
_ADDRESS = re.compile(r"\W{0,3}(?:https?://|www\.)\S{3,}")
_ALL_ADDRESS = 0.8  # of a line's characters: marks may stand beside, as in "[1] https://..."


def _is_list_line(text: str) -> bool:
    if not text[0].isdigit() or text.endswith(SENTENCE_ENDS):
        return False  # a timeline has sentences
    return bool(_LIST_LINE.match(text))


def _is_twice(text: str) -> bool:
    """Return whether a line is a headline twice; in most lines the first words do not recur."""
    half = len(text) // 2
    return half >= _TWICE_LEAST and text[half] == " " and text[:half] == text[half + 1 :]


def _sure_of_twice(block: Block) -> float:
    """Return the probability from which a line without a link says something twice.

    A sentence may be said twice for effect.
    """
    is_sentence = block.text.endswith(SENTENCE_ENDS)
    return thresholds.KEEP if is_sentence else thresholds.LIST_LABEL


def _is_of_many(context: RuleContext, block: Block) -> bool:
    """Return whether a similar line is adjacent, as in fixtures; lists have headlines between."""
    beside = context.blocks[max(0, block.index - 1) : block.index + 2]
    return any(one is not block and _is_list_line(one.text) for one in beside)


def list_style_lines(context: RuleContext) -> Removals:
    """Yield lines typical of lists: a time, a date and a section, or a headline twice."""
    for block in context.judged:
        if len(block.text) > 300:
            continue
        if _is_list_line(block.text):
            before = context.blocks[block.index - 1] if block.index else None
            is_linked = before is not None and before.link_share >= _LINKED
            if not is_linked and (
                context.content_probability[block.index] >= thresholds.LIST_LABEL
                or _is_of_many(context, block)
            ):
                continue
            yield block.index, "list-shaped line"
            if before is not None and is_linked:
                yield before.index, "list-shaped line"
        elif _is_twice(block.text) and (
            context.content_probability[block.index] < _sure_of_twice(block)
            or block.link_share > _HALF_LINKED
        ):
            yield block.index, "headline twice on one line"


def read_also_lines(context: RuleContext) -> Removals:
    """Yield single lines that link to another article: ``Read also: ...``."""
    for block in context.judged:
        if len(block.text) > _READ_ALSO_CHARS * max(1, len(block.hrefs)) or block.kind is TABLE:
            continue
        if not block.hrefs:
            label = _unlinked_label(context, block)
            if label:
                yield block.index, f"read also: {label}"
            continue
        if block.text[0] in _ARROWS and block.links >= _ARROW_LINKED * _letters(block.text):
            yield block.index, "read also: an arrow"
            continue
        start = context.starts[block.index]
        prefix = start[1] if start and start[0] is phrases.LabelKind.PREFIX else ""
        if prefix and (block.link_share >= _HALF_LINKED or _is_invitation(context, block, prefix)):
            yield block.index, f"read also: {prefix}"
            continue
        label = _label_before_link(context, block)
        if label:
            yield block.index, f"read also: {label}"


def _is_invitation(context: RuleContext, block: Block, label: str) -> bool:
    """Return whether a label of several words begins a sentence with a link that ends the text.

    As in ``Readers are invited to our section Ports for more articles``.
    """
    if " " not in label or len(block.text) > _INVITATION_CHARS or not is_one_sentence(block.text):
        return False
    return context.facts.own_between(block.index + 1) == 0


def _unlinked_label(context: RuleContext, block: Block) -> str:
    """Return the label of a line with only a label, a colon and a headline; ``""`` without one."""
    head, colon, headline = block.text.replace("：", ":").partition(":")
    head = head.strip(_OPENERS)
    if not colon or not is_headline(headline.strip(_CLOSERS)):
        return ""
    start = context.starts[block.index]
    if phrases.may_head_text(fold(head)):
        return ""
    if start and start[0] is phrases.LabelKind.PREFIX and fold(head) == fold(start[1]):
        return start[1] if " " in start[1] or not start[1].isascii() else ""
    return head if _is_label(head) else ""


def _label_before_link(context: RuleContext, block: Block) -> str:
    """Return the label before linked headlines that end the line; ``""`` if it has none.

    The lexicon knows the label; or its form tells it, before headlines of the site's own.
    """
    if not block.link_share >= _HALF_LINKED or block.kind is HEADING:
        return ""
    if block.is_all_linked and block.node.end - block.node.start == 1:
        return ""  # as in nearly every menu: no text stands before its link
    before, headlines, rest = _around_links(block)
    label = before.strip(_OPENERS + _SEPARATORS)
    if (
        not label
        or _DATE.sub("", rest).strip(_BETWEEN_LINKS)
        or not all(map(is_headline, headlines))
    ):
        return ""
    is_named = all(map(_is_more_than_a_name, headlines))
    if _is_label(label):
        is_phrase = " " in label or not label.isascii() or is_named
        return label if is_phrase and (is_named or not phrases.may_head_text(fold(label))) else ""
    is_set_off = before[-1] in _SEPARATORS and len(label) <= _LABEL_CHARS
    is_line = block.kind is PARAGRAPH and context.body.in_body[block.index]
    if not (is_set_off and is_named and is_line):
        return ""
    likely = context.content_probability[block.index]
    is_here = context.facts.leads_to_pages_here(block)
    if not is_here or likely > thresholds.OWN_HEADLINE or is_part_of_items(context, before):
        return ""
    return label


def _letters(text: str) -> int:
    """Return the characters of a line without its arrows."""
    return len(text.strip(_OPENERS + _CLOSERS))


def _is_more_than_a_name(headline: str) -> bool:
    """Return whether a headline has more words than names have."""
    return is_wide(headline) or len(headline.split()) > _MIN_HEADLINE_WORDS


def _is_label(text: str) -> bool:
    """Return whether a line announces other articles, or one."""
    label = phrases.whole(text)
    if label is not None and label[0] is phrases.LabelKind.PREFIX:
        return True
    return phrases.announces_list(text, fold(text), label)


def _around_links(block: Block) -> tuple[str, list[str], str]:
    """Return the text before the first link, the texts of the links, and all other text."""
    before, between, after = "", "", block.text
    headlines: list[str] = []
    if block.node.end - block.node.start > _MAX_BESIDE:
        return before, headlines, after
    for link in block.node.element.iter("a"):
        text = inner_text(link)
        if not text or text not in after:
            continue  # in another block of the element
        skipped, _, after = after.partition(text)
        if headlines:
            between += skipped
        else:
            before = skipped.rstrip()
        headlines.append(text)
    return before, headlines, between + after


def unlabelled_headline_runs(context: RuleContext) -> Removals:
    """Yield headlines of the site's other pages in a row, with no label above.

    They are stripped or kept together: one by one, the classifier would keep every other one.
    """
    for run in _runs(context):
        is_inside = context.body.in_body[run[0]]
        limit = thresholds.HEADLINE_RUN if is_inside else thresholds.LIST_LABEL
        if sum(context.content_probability[index] for index in run) <= limit * len(run):
            for index in run:
                yield index, "headline of another page"


def _runs(context: RuleContext) -> Iterator[list[int]]:
    """Yield the indices of two or more consecutive headlines of the body formatted alike."""
    run: list[int] = []
    for block in context.judged:
        if not _is_headline(context, block):
            continue
        follows = run and run[-1] == block.index - 1
        if follows and context.facts.forms[run[-1]] == context.facts.forms[block.index]:
            run.append(block.index)
            continue
        if len(run) > 1:
            yield run
        run = [block.index]
    if len(run) > 1:
        yield run


def _is_headline(context: RuleContext, block: Block) -> bool:
    return (
        block.link_share >= _ALL_LINK
        and block.word_count >= _MIN_HEADLINE_WORDS
        and not block.text.endswith(SENTENCE_ENDS)
        and _is_below_headline(context, block)
        and context.facts.leads_to_pages_here(block)
    )


def _is_below_headline(context: RuleContext, block: Block) -> bool:
    """Return whether a block is in the body, or stands between it and the printed headline."""
    facts = context.facts
    return context.body.in_body[block.index] or 0 <= facts.title_at < block.index < facts.first


def link_only_paragraphs(context: RuleContext) -> Removals:
    """Yield paragraphs below the headline that are only the headline of another page.

    If no layout vouches for the body, the classifier has a say.
    """
    vouched = context.body.located_by == "layout"
    linked = [block for block in context.judged if block.hrefs]
    alone = _listed_alone(context) | lone_headings(context, linked)
    for block in linked:
        if not context.body.in_body[block.index] and not _is_below_headline(context, block):
            continue
        likely = context.content_probability[block.index]
        is_alone = block.index in alone
        may_be_line = block.kind is PARAGRAPH or is_alone or _is_framed(block)
        in_doubt = may_be_line and likely <= _doubt(context, block)
        if not vouched and not in_doubt:
            continue
        ends = _STOPS if context.facts.leads_to_pages_here(block) else SENTENCE_ENDS
        if (block.kind is LIST_ITEM and not is_alone) or block.text.rstrip()[-1:] in ends:
            continue
        if is_address(block.text):
            continue
        if is_headline_alone(context, block):
            before = "" if block.is_all_linked else _around_links(block)[0]
            if not is_part_of_items(context, before):
                yield block.index, "headline of another page"


def _listed_alone(context: RuleContext) -> frozenset[int]:
    """Return the linked items that are their list's only one, as lines that stand alone.

    Many such lists are a part of the text that has this form.
    """
    found = [
        block.index
        for block in context.judged
        if block.hrefs
        and block.kind is LIST_ITEM
        and _is_below_headline(context, block)
        and block.word_count > _MIN_HEADLINE_WORDS
        and (holder := block.node.parent) is not None
        and holder.tag in _LISTS
        and holder.end - holder.start == 1
    ]
    return frozenset(found if len(found) <= _MAX_ALONE else ())


def _is_framed(block: Block) -> bool:
    """Return whether a block is all of a block quotation; beside words a link is their source."""
    if block.kind is not QUOTE:
        return False
    around = next((one for one in block.node.ancestors() if one.tag == "blockquote"), block.node)
    return around.end - around.start == 1


def _doubt(context: RuleContext, block: Block) -> float:
    """Return the classifier's maximum probability for stripping a headline-length link.

    Lines in capitals are left to it: some newsrooms insert them into the article by hand.
    """
    is_one = len(set(block.hrefs)) == 1 and "#" not in block.hrefs[0]
    if not is_one or block.text.isupper() or block.word_count <= _MIN_HEADLINE_WORDS:
        return thresholds.LINKED_HEADLINE
    is_here = context.facts.leads_to_pages_here(block)
    return thresholds.OWN_HEADLINE if is_here else thresholds.AWAY_HEADLINE


def is_address(text: str) -> bool:
    """Return whether a line is a URL or several: sources that the text prints, not headlines."""
    if "://" not in text and "www." not in text:
        return False
    found = (len(part) for part in text.split() if _ADDRESS.match(part))
    return sum(found) >= _ALL_ADDRESS * len(text)


def _is_here(href: str) -> bool:
    """Return whether a link leads to a place on its own page."""
    return href.startswith("#")


def is_headline_alone(context: RuleContext, block: Block) -> bool:
    """Return whether a block is a link, or a link after its own words (``slug words Headline``).

    Customs News prints related pages so: as slug and headline, as headline and empty table cells.
    """
    letters = sum(map(str.isalnum, block.text)) if block.links else 0
    least = _WIDE_LETTERS if is_wide(block.text) else _LETTERS
    if block.links >= 0.9 * letters and letters > least:
        is_of_contents = block.kind is HEADING and all(map(_is_here, block.hrefs))
        return not is_of_contents
    words = block.words
    half = len(words) // 2
    return len(words) >= 6 and len(words) % 2 == 0 and words[:half] == words[half:]
