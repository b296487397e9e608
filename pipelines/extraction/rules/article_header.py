"""Rules for the article's own header inside its text: title, date, byline, source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from pipelines.extraction.authors import header_line
from pipelines.extraction.authors.header_line import HeaderLine
from pipelines.extraction.authors.name_words import is_outlet
from pipelines.extraction.authors.names import looks_like_name
from pipelines.extraction.classifier import thresholds
from pipelines.extraction.dates import patterns
from pipelines.extraction.dates.date_alone import MAX_CHARS, is_date_alone, without_days
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.dom import parts_of, spaced
from pipelines.extraction.html.location import how_long_ago
from pipelines.extraction.html.main_content import prose
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.lexicon.agencies import SOURCE_LABELS
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.lists.list_items import is_bold
from pipelines.extraction.rules.widgets import dated_names
from pipelines.items import CODE, HEADING, LIST_ITEM, PARAGRAPH, TABLE
from pipelines.text import fold, has_digit

_DIGIT = re.compile(r"\d")  # saves most lines the patterns
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?", re.I)
_REWORDED_LEAST, _SAME, _REWORDED = 5, 3, 0.8  # words; of the words
_KICKER_LONGEST = 30  # characters
_AGO_LONGEST = 40  # characters of a line that says how long ago
_JOINTS = 3  # characters between two breadcrumbs
_SMALL_HEADINGS = frozenset(("h4", "h5", "h6"))  # templates set the names of authors so
_DATES_OF_ITS_OWN = (TABLE, CODE, LIST_ITEM)
_SOURCE = re.compile(
    rf"^(?:(?:{SOURCE_LABELS})\s*[:：៖]|(?-i:SOURCE)\s)"
    r"\s*\S.{0,50}$",
    re.I,
)
# How science news cites its study below the text: "More information: Ann Lee et al, ... DOI: ..."
_CITED = re.compile(
    r"(?:more information|(?:journal )?references?|(?:original )?(?:paper|study|publication)|"
    r"source|original(?:publikation|studie)|publikation|studie|quelle|référence|étude|fuente|estudio)\s?:"
    r"|[^.!?]{3,120}(?:\.[^.!?]{1,40}){0,4}\bet al\b",
    re.I,
)
_LOCATOR = re.compile(r"\bdoi\b|\barxiv\b", re.I)
_CITATION_LONGEST = 700  # characters
_MOST_CITATIONS = 2  # a paper has more: its references
_CITATION_REACH = 5  # blocks before and behind the last paragraph
_OUTLET_WORDS = 5
_LINE_LONGEST = 160  # characters of a line of byline, date and reading time
_OPENING = 2  # paragraphs of prose that may precede it: the standfirst, and the first one
_TOP = 60  # blocks of the body
_FEWEST = 2  # elements
_TIMELINE = 3  # such lines of one form
_HEADER_BLOCKS = 8  # between headline and text
_UNKNOWN_BUTTONS = 1
_READING = re.compile(rf"^\W*{patterns.READING_TIME.pattern}\W*$", re.I)
_TO_READ = re.compile(patterns.TO_READ, re.I)
_BY_ALONE = re.compile(r"^((?:by|von|par|por|oleh|bởi|door|di)\s?:?)\n", re.I | re.M)


def title(context: RuleContext) -> Removals:
    """Yield repeated headlines: as a heading, as a line above the text, or glued to a kicker."""
    if not (wanted := context.facts.title):
        return
    paragraphs = context.facts.core[1:2]
    for block in context.blocks:
        is_above = block.index < context.facts.first
        if not is_above and block.tag != "h1" and block.folded != wanted:
            continue
        is_amid = paragraphs != [] and paragraphs[0] < block.index < context.facts.last
        if _is_title(block, wanted, is_amid=is_amid) or (
            is_above
            and (
                _is_glued(block.folded, wanted) or _is_reworded(block, context)
                if block.kind is HEADING
                else _is_trail(block, wanted)
            )
        ):
            yield block.index, "headline repeated"


def _is_title(block: Block, wanted: str, *, is_amid: bool) -> bool:
    """Return whether a line is the headline, or an ``h1`` that holds it or is a part of it.

    Below paragraphs of the text such a heading is a section's (``Appendix: Rafts``).
    """
    text = block.folded
    return text == wanted or (
        block.tag == "h1" and not is_amid and text != "" and (text in wanted or wanted in text)
    )


def _is_trail(block: Block, title: str) -> bool:
    """Return whether a line is breadcrumbs: links, and the title as their unlinked end."""
    if not block.links or not block.folded.endswith(title):
        return False
    return len(block.folded) - len(title) <= block.links + _JOINTS * len(block.hrefs)


def _is_reworded(block: Block, context: RuleContext) -> bool:
    """Return whether a heading below the headline has its beginning and most of its words.

    Right above a paragraph of the text that is no standfirst it is a sub-heading.
    """
    wanted = context.facts.title.split()
    words = block.words
    if not 0 <= context.facts.title_at < block.index or len(words) < _REWORDED_LEAST:
        return False
    if words[:_SAME] != wanted[:_SAME]:
        return False
    facts = context.facts
    if block.index + 1 == facts.first and context.folded[facts.first] != facts.lead:
        return False
    own, stated = set(words), set(wanted)
    return len(own & stated) >= _REWORDED * max(len(own), len(stated))


def _is_glued(text: str, title: str) -> bool:
    """Return whether a kicker stands before the title without a space: ``TravelTwo new boats``."""
    kicker = text.removesuffix(title)
    return kicker != text and len(kicker) <= _KICKER_LONGEST and not kicker.endswith(" ")


def dates(context: RuleContext) -> Removals:
    """Yield lines that contain only a date, above or below the text; dates may also form a list.

    How long ago an entry was written counts from the visit. When a journal received, accepted and
    published a paper is a list that is none of the article's.
    """
    reviewed = -_FEWEST
    for block in context.judged:
        if len(block.text) > MAX_CHARS or not _DIGIT.search(block.text):
            continue
        is_beside = reviewed == block.index - 1 and is_date_alone(block.text)
        if is_beside or _is_of_review(block.text):
            reviewed = block.index
            yield block.index, "date line"
        elif context.content_probability[block.index] < thresholds.DATE_LINE:
            is_alone = not _is_of_dates(block) and is_date_alone(block.text)
            is_alone = is_alone and not _heads_entry(context, block)
            if is_alone or _is_how_long_ago(block) or _is_stamp(block):
                yield block.index, "date line"


def _heads_entry(context: RuleContext, date: Block) -> bool:
    """Return whether a bold date is one of several bold lines above the text: of a timeline."""
    if not context.body.in_body[date.index] or not is_bold(date):
        return False
    forms, likely = context.facts.forms, context.content_probability
    alike = (
        one.index
        for one in context.judged
        if forms[one.index] == forms[date.index] and is_bold(one) and has_digit(one.text)
    )
    above_text = (at for at in alike if likely[at + 1 : at + 2] >= [thresholds.KEEP])
    return len(list(islice(above_text, _TIMELINE))) == _TIMELINE


def _is_of_review(text: str) -> bool:
    label = patterns.OF_REVIEW.match(text)
    return label is not None and is_date_alone(text[label.end() :])


def _is_of_dates(block: Block) -> bool:
    """Return whether a date may be an item of a list of them, or a cell."""
    around = block.node.parent
    is_lone_item = around is not None and block.tag == "li" and around.end - around.start == 1
    return block.kind in _DATES_OF_ITS_OWN and not is_lone_item


def _is_stamp(block: Block) -> bool:
    """Return whether a line is a clock that the page marks as a time: when a post was written."""
    if not _CLOCK.fullmatch(block.text) or block.kind is HEADING:
        return False
    element = block.node.element
    return element.tag == "time" or element.find(".//time") is not None


def _is_how_long_ago(block: Block) -> bool:
    """Return whether a line says how long ago it was, and nothing else but a clock."""
    if len(block.text) > _AGO_LONGEST or block.kind is TABLE:
        return False
    folded = fold(spaced(block))
    found = how_long_ago.find(folded)
    return found is not None and not any(
        map(str.isalpha, folded[: found.start()] + folded[found.end() :])
    )


def source(context: RuleContext) -> Removals:
    """Yield lines that name the source: ``Source: VNA`` below, the outlet's name at either end."""
    for block in context.undecided:
        if block.index > context.facts.last and len(block.text) < 70 and _SOURCE.match(block.text):
            yield block.index, "source line"
    yield from _citations(context)
    opening = context.facts.core[:_OPENING][-1:]  # below the standfirst, too
    for block in context.undecided if opening else ():
        index = block.index
        if opening[0] < index < context.facts.last or not context.body.in_body[index]:
            continue
        if block.kind is PARAGRAPH and _names_outlet(block, context.known.host):
            yield index, "the outlet's name"


def _citations(context: RuleContext) -> Removals:
    """Yield the citation of the study that a text reports on, at its end."""
    last = context.facts.last + 1
    found = [
        block.index
        for block in context.blocks[max(0, last - _CITATION_REACH) : last + _CITATION_REACH]
        if context.body.in_body[block.index] and _is_citation(block)
    ]
    if len(found) <= _MOST_CITATIONS:
        for index in found:
            yield index, "source line: the study"


def _is_citation(block: Block) -> bool:
    if block.kind is not PARAGRAPH or len(block.text) > _CITATION_LONGEST:
        return False
    return bool(_LOCATOR.search(block.text) and _CITED.match(block.text))


def _names_outlet(block: Block, host: str) -> bool:
    """Return whether a line is only an outlet's name, as the host spells it or by its last word."""
    words = block.folded.split()
    if len(words) == 1:
        return words[0] in host.split(".")
    if not 1 < len(words) <= _OUTLET_WORDS or not looks_like_name(block.text):
        return False
    return is_outlet(block.text) or "".join(words).removeprefix("the") in host.replace(".", "")


def _glued_lines(context: RuleContext) -> Removals:
    """Yield lines above the text of only names, date and reading time, in separate elements.

    Such elements are often glued (``By Ann LeeMay 5, 20265 min read``): as text they look like
    words.
    """
    passed = 0
    inner = (block for block in context.judged if context.body.in_body[block.index])
    for block in islice(inner, _TOP):
        if passed > _OPENING:
            return
        is_prose = prose(block) > 0
        may_stay = context.content_probability[block.index] >= thresholds.KEEP_IN_LAYOUT_BODY
        is_short = len(block.text) <= _LINE_LONGEST
        if is_short and (may_stay or is_prose) and _is_byline(block):
            yield block.index, "byline"
        else:
            passed += is_prose


def header_lines(context: RuleContext) -> Removals:
    """Yield lines between headline and text that say only who wrote it, where and when.

    Below the standfirst they must name somebody by their wording. A date that others like it follow
    further below is the first one of a timeline.
    """
    yield from _glued_lines(context)
    yield from _dates_with_tools(context)
    above = list(_above_text(context))
    is_dated = any(line.is_dated for _, line, _ in above)
    is_credited = any(line.authors and not line.is_bare for _, line, _ in above)
    rows = [context.facts.paths[one.index] for one, line, _ in above if _is_row(one, line)]
    for block, line, passed in above:
        if line.is_bare and (passed or not is_dated):
            continue
        if rows.count(context.facts.paths[block.index]) >= _TIMELINE and _is_row(block, line):
            continue
        if line.authors:
            yield block.index, "byline"
        elif _says_reading_time(block.text) or (
            (not passed or is_credited) and not _dates_follow(context, block, above[-1][0].index)
        ):
            yield block.index, "date line"
    yield from dated_names.dates_with_names(context)


def _dates_with_tools(context: RuleContext) -> Removals:
    """Yield a line above the text that begins with a date and goes on with buttons.

    ``14/01/2016 14:18 GMT+7 Email Print Like 0``: one of the buttons may be unknown.
    """
    first = context.facts.title_at + 1 or context.facts.first
    for block in islice(context.blocks, first, first + _HEADER_BLOCKS):
        if context.body.prose[block.index] > 0 and len(block.text) > _LINE_LONGEST:
            return
        if len(block.text) > _AGO_LONGEST + MAX_CHARS or not block.text[:1].isdigit():
            continue
        if context.content_probability[block.index] < thresholds.KEEP_IN_LAYOUT_BODY:
            continue
        rest = without_days(block.text)
        words = [word for word in rest.split() if not any(map(str.isdigit, word))]
        known = sum(map(_is_button, words))
        if rest != block.text and known and len(words) <= known + _UNKNOWN_BUTTONS:
            yield block.index, "date line"


def _is_button(word: str) -> bool:
    label = phrases.whole(word)
    return label is not None and label[0] is phrases.LabelKind.SHARE


def _is_row(block: Block, line: HeaderLine) -> bool:
    """Return whether a line has a date and more, as each of a timeline has."""
    return bool(line.is_dated and line.authors) and not is_date_alone(block.text)


def _says_reading_time(text: str) -> bool:
    return bool(_READING.match(text) and _TO_READ.search(text))


def _above_text(context: RuleContext) -> Iterator[tuple[Block, HeaderLine, int]]:
    """Yield lines between headline and text, parsed, with the number of paragraphs above each."""
    passed = 0
    first = context.facts.title_at + 1 or context.facts.first
    for block in islice(context.blocks, first, first + _HEADER_BLOCKS):
        is_small = block.tag in _SMALL_HEADINGS
        line = header_line.parse(block.text) if block.kind is PARAGRAPH or is_small else None
        if line is not None and not (is_small and line.is_bare):
            yield block, line, passed
        elif context.body.prose[block.index] > 0:
            passed += 1
        if passed > 1:
            return


def _dates_follow(context: RuleContext, line: Block, last: int) -> bool:
    """Return whether the text has further dates formatted like a line above it."""
    form = context.facts.forms[line.index]
    return any(
        context.facts.forms[block.index] == form and is_date_alone(block.text)
        for block in context.blocks[last + 1 :]
        if len(block.text) <= MAX_CHARS and context.body.in_body[block.index]
    )


def _is_byline(block: Block) -> bool:
    if block.kind is not PARAGRAPH or len(parts := parts_of(block)) < _FEWEST:
        return False
    parts = _BY_ALONE.sub(r"\1 ", "\n".join(parts)).split("\n")
    whole = header_line.parse(" | ".join(parts))
    lines = [whole] if whole else list(takewhile(bool, map(header_line.parse, parts)))
    is_credit = whole is not None or len(lines) == len(parts)
    return is_credit and not all(line.is_bare for line in lines if line)
