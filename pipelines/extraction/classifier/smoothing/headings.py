"""Headings of the text: those in one form, and those that count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, Node, are_names
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.items import HEADING

_NUMBER = re.compile(r"#?(\d{1,3})(?:[.):]\s*|\s+)[^\s\d]")
_MIN_NUMBERED, _MIN_LINKED = 3, 3  # headings
_MIN_ROWS, _ROW = 3, 4  # headings; blocks of a row up to its text, with a caption
_COUNTS = frozenset("#0123456789")
_ALL = 0.9  # of a line
_MOST, _FAIR_PART = 0.5, 0.3  # of the article's text
_LONGEST = 160  # characters of a heading


def of_each_form(facts: PageFacts) -> Iterable[list[int]]:
    """Return the indices of the body's headings of each form, those right above a paragraph."""
    found: dict[int, list[int]] = {}
    for block in facts.page.blocks[:-1]:
        is_heading = block.kind is HEADING and not (block.hrefs and _leads_away(block))
        if is_heading and facts.body.in_body[block.index] and facts.own[block.index + 1] > 0:
            found.setdefault(facts.forms[block.index], []).append(block.index)
    return (one for one in found.values() if len(one) > 1)


def _leads_away(block: Block) -> bool:
    """Return whether a heading has a link to elsewhere than a place of its own page."""
    return any(not one.startswith("#") for one in block.hrefs)


def numbered(likely: Sequence[float], facts: PageFacts) -> Iterator[list[int]]:
    """Yield the headings that count up or down by one, each above text that is kept.

    Those set in bold count apart from the others. Each may be linked to what it names: of a list of
    other articles that are numbered nothing is kept in between.
    """
    bold_lines = (
        one
        for one in facts.page.blocks
        if one.bold
        and one.text[0] in _COUNTS
        and one.bold >= _ALL * len(one.text)
        and one.kind is not HEADING
        and facts.body.in_body[one.index]
    )
    yield from _counting(facts.page.headings(), likely, facts)
    yield from _counting(bold_lines, likely, facts)


def _counting(
    blocks: Iterable[Block], likely: Sequence[float], facts: PageFacts
) -> Iterator[list[int]]:
    run: list[tuple[int, int]] = []  # number, index
    step = 0
    for block in blocks:
        found = _NUMBER.match(block.text)
        if found is None:
            continue
        number = int(found[1])
        by = number - run[-1][0] if run else 0
        goes_on = bool(run) and abs(by) == 1 and by == (step or by)
        if goes_on and _is_text_between(run[-1][1], block.index, likely, facts):
            step = by
        else:
            yield from _long_enough(run)
            run, step = [], 0
        run.append((number, block.index))
    yield from _long_enough(run)


def above_text(likely: Sequence[float], facts: PageFacts) -> list[int]:
    """Return the doubtful sub-headings of the body that stand right above a paragraph of the text.

    Both are in the element that holds the text, be each in a frame of its own, the heading has no
    link and is no label: what else would it head?
    """
    return [
        block.index
        for block, is_own in zip(facts.page.blocks[:-1], likely, strict=False)
        if thresholds.KEEP_IN_LAYOUT_BODY < is_own < thresholds.KEEP
        and likely[block.index + 1] > thresholds.DOUBT[1]
        and _heads_text(block, facts)
        and (block.kind is HEADING or is_own >= thresholds.DOUBT[0])
    ]


def above_kept_rows(likely: Sequence[float], facts: PageFacts) -> Iterator[list[int]]:
    """Yield doubtful headings in one form outside the body, each above text that is kept.

    Where each part of the text is in an element of its own, the body may be the first one alone.
    """
    found: dict[int, list[int]] = {}
    for block in facts.page.headings():
        if facts.body.in_body[block.index] or block.hrefs:
            continue
        if thresholds.KEEP_IN_LAYOUT_BODY <= likely[block.index] < thresholds.KEEP:
            below = range(block.index + 1, min(block.index + _ROW, len(likely)))
            text = next((at for at in below if likely[at] >= thresholds.LAST_DOUBT), None)
            if text is not None and likely[text] >= thresholds.KEEP and facts.prose[text] > 0:
                found.setdefault(facts.forms[block.index], []).append(block.index)
    for heads in found.values():
        if sum(likely[one] >= thresholds.LAST_DOUBT for one in heads) >= _MIN_ROWS:
            yield heads


def _heads_text(block: Block, facts: PageFacts) -> bool:
    index, size = block.index, len(block.text)
    if not facts.body.in_body[index] or index <= facts.title_at or size > _LONGEST:
        return False
    if block.hrefs and _leads_away(block):
        return False
    if block.kind is not HEADING and block.bold < _ALL * size:
        return False
    if facts.labels[index] is not None or facts.announces[index]:
        return False
    around = _element_of_several(block)
    if around is None or _element_of_several(facts.page.blocks[index + 1]) is not around:
        return False
    held = facts.own_between(around.start, around.end)
    is_of_contents = bool(block.hrefs)  # the list of contents and its headings link to each other
    is_fair = is_of_contents or held > _FAIR_PART * facts.own_between(0)
    return facts.own_weights[index + 1] > 0 and is_fair


def _element_of_several(block: Block) -> Node | None:
    """Return the innermost element around a line that holds another: a frame of its own is none."""
    around = block.node.ancestors()
    return next((one for one in around if one.end - one.start > 1), None)


def of_linked_sources(likely: Sequence[float], facts: PageFacts) -> Iterator[list[int]]:
    """Yield the sub-headings of a digest: each links to what it names, above the text on it.

    Most of the article's text is below headlines of other sites, a fair part below names, which no
    teaser has. With them go the headings right above, of the digest's sections.
    """
    found: dict[str | int, list[int]] = {}
    for block in [one for one in facts.page.blocks[:-1] if one.hrefs]:
        if _is_linked_heading(block, facts) and likely[block.index + 1] >= thresholds.KEEP:
            is_heading = block.kind is HEADING  # each may have an id of its own
            form = block.tag if is_heading else facts.forms[block.index]
            found.setdefault(form, []).append(block.index)
    for alike in found.values():
        name_it = _name_what_is_below(alike, facts)
        indexes = alike if name_it else [one for one in alike if _leads_to_source(one, facts)]
        sure = sum(likely[index + 1] >= thresholds.RUNNING_TEXT for index in indexes)
        if sure < _MIN_LINKED or 2 * sure < len(indexes):
            continue
        part = (_FAIR_PART if name_it else _MOST) * facts.own_between(0)
        ends = [*indexes[1:], facts.last + 1]
        if sum(map(facts.own_between, indexes, ends)) > part:
            yield [*indexes, *_sections(indexes, facts)]


def _is_linked_heading(block: Block, facts: PageFacts) -> bool:
    """Return whether a line of the body is a heading, or set in bold, and a link to what it names.

    The article's prose is right below it.
    """
    if facts.own_weights[block.index + 1] <= 0:
        return False  # most blocks
    size = len(block.text)
    is_heading = block.kind is HEADING or block.bold >= _ALL * size
    if not is_heading or block.links < _ALL * size or size > _LONGEST:
        return False
    return bool(facts.body.in_body[block.index]) and facts.labels[block.index] is None


def _name_what_is_below(indexes: Sequence[int], facts: PageFacts) -> bool:
    """Return whether lines are short, as headlines seldom are, and none recurs as a button does."""
    blocks = [facts.page.blocks[index] for index in indexes]
    return are_names(blocks) and all(facts.repeats[block.folded] == 1 for block in blocks)


def _leads_to_source(index: int, facts: PageFacts) -> bool:
    return facts.offsite_share(facts.page.blocks[index]) == 1


def _sections(indexes: Sequence[int], facts: PageFacts) -> Iterator[int]:
    """Yield the headings without links right above others."""
    for index in indexes:
        above = facts.page.blocks[max(0, index - 1)]
        is_heading = above.kind is HEADING and not above.hrefs
        if is_heading and facts.body.in_body[above.index] and above.index > facts.title_at:
            yield above.index


def _long_enough(run: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    if len(run) >= _MIN_NUMBERED:
        yield [index for _, index in run]


def _is_text_between(start: int, end: int, likely: Sequence[float], facts: PageFacts) -> bool:
    between = range(start + 1, end)
    return any(facts.prose[one] > 0 and likely[one] >= thresholds.KEEP for one in between)
