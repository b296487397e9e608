"""Lists and boxes above the text: who wrote the article, and when; or its own points.

Templates print both as lists of terms, of lines as short as each other. Points say what the
article says below, in its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipelines.extraction.authors import header_line
from pipelines.extraction.authors.byline import byline
from pipelines.extraction.classifier import thresholds
from pipelines.extraction.dates.date_alone import is_date_alone
from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.html.location.subject_words import shared_words
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_END
from pipelines.items import HEADING, LIST_ITEM, PARAGRAPH, TABLE
from pipelines.text import weight

_FEWEST, _MOST = 3, 8  # points
_LEAST = 0.12  # content probability
_LEAST_WORDS, _MEAN_WORDS, _LONGEST = 3, 5, 200  # words and characters of a point
_SHARED = 0.4  # of their words, found in the text
_LEAST_LEAD = 40  # folded characters of a standfirst
_LEAST_CORE = 2  # paragraphs
_SCRAP, _NAME = 80, 30  # characters of a line
_MOST_SHORT = 6  # lines of a few words: more are a list
_REACH = 30  # blocks between headline and text


def are_above_text(lines: Sequence[Block], facts: PageFacts) -> bool:
    """Return whether one of these lines, all above the first paragraph, is a credit or a date."""
    if not lines or lines[-1].index >= facts.first:
        return False
    return any(is_date_alone(one.text) or byline(one.text) is not None for one in lines)


def key_points(likely: Sequence[float], facts: PageFacts) -> Iterator[Sequence[int]]:
    """Yield the points of the article that a box between headline and first paragraph lists."""
    start = facts.title_at + 1
    if facts.title_at < 0 or not _FEWEST <= facts.first - start <= _REACH:
        return
    lines = facts.page.blocks[start : facts.first]
    for _, group in groupby(lines, key=lambda one: facts.paths[one.index]):
        points = list(group)
        if not _FEWEST <= len(points) <= _MOST or not all(map(_is_point, points)):
            continue
        if sum(one.word_count for one in points) < _MEAN_WORDS * len(points):
            continue
        if not all(likely[one.index] >= _LEAST for one in points):
            continue
        if not any(likely[one.index] < thresholds.KEEP for one in points):
            continue
        text = [facts.page.blocks[at] for at in facts.core]
        if not are_above_text(points, facts) and shared_words(points, text) >= _SHARED:
            yield [one.index for one in points]


def printed_lead(likely: Sequence[float], facts: PageFacts) -> Sequence[int]:
    """Return the lines between headline and text that print the page's own description."""
    if facts.title_at < 0 or len(facts.lead) < _LEAST_LEAD:
        return ()
    lines = facts.page.blocks[facts.title_at + 1 : min(facts.first, facts.title_at + _REACH)]
    return [
        one.index
        for one in lines
        if one.folded == facts.lead and not one.hrefs and likely[one.index] >= _LEAST
    ]


def scraps(likely: Sequence[float], facts: PageFacts) -> list[int]:
    """Return the lines between headline and text that are the header's: without a sentence.

    A role, a clock, a credit: what the lexicons tell of such a line is only a part of it. A
    doubtful one unlike the text is, and one of few words beside a credit or a date. In a list with
    a date among them all items are.
    """
    if facts.title_at < 0 or len(facts.core) < _LEAST_CORE:
        return []
    form = Counter(facts.paths[at] for at in facts.core).most_common(1)[0][0]
    lines = list(_between(facts))
    dated = {_around(one).index for one in lines if is_date_alone(one.text)}
    counts = Counter(facts.paths[one.index] for one in lines)
    of_header = _beside_credits(lines, likely)
    return [
        one.index
        for one in lines
        if likely[one.index] >= thresholds.KEEP
        and one.folded != facts.lead
        and not SENTENCE_END.search(one.text)
        and (
            one.index in of_header
            or (one.kind is LIST_ITEM and _around(one).index in dated and len(one.text) <= _SCRAP)
            or (
                (path := facts.paths[one.index]) != form
                and (
                    is_date_alone(one.text)
                    or (counts[path] < _FEWEST and _is_scrap(one, likely[one.index]))
                )
            )
        )
    ]


def _between(facts: PageFacts) -> Iterator[Block]:
    """Yield the lines between the headline and the first that is long or has a sentence.

    The page's own description and what is not prose do not end them.
    """
    core = frozenset(facts.core)
    start = facts.title_at + 1
    for line in facts.page.blocks[start : start + _REACH]:
        is_text = line.index in core and line.folded != facts.lead
        if is_text and (SENTENCE_END.search(line.text) or weight(line.text) > _SCRAP):
            return
        yield line


def _beside_credits(lines: Sequence[Block], likely: Sequence[float]) -> frozenset[int]:
    """Return the lines of a few words that have a credit or a date beside them.

    Above it they are the header's, below it if they are not surely the text: it may begin with a
    sub-heading.
    """
    short = [one for one in lines if likely[one.index] >= thresholds.KEEP and _is_plain_name(one)]
    if not short:  # as on most pages: to parse each line is dear
        return frozenset()
    credited = [
        one.index
        for one in lines
        if is_date_alone(one.text) or header_line.parse(one.text) is not None
    ]
    kept = [one for one in short if one.index not in credited]
    if not credited or len(kept) > _MOST_SHORT:
        return frozenset()
    return frozenset(
        one.index
        for one in kept
        if one.index < credited[-1] or likely[one.index] < thresholds.SURE_TEXT
    )


def _is_plain_name(block: Block) -> bool:
    """Return whether a line is as short as a name or a role, and leads to nothing below it."""
    is_plain = block.kind is PARAGRAPH and 2 * block.bold <= len(block.text)
    return is_plain and weight(block.text) <= _NAME and not block.text.endswith((":", "：", "?"))


def _around(block: Block) -> Node:
    return block.node.parent or block.node


def _is_scrap(block: Block, likely: float) -> bool:
    if block.kind is not PARAGRAPH or 2 * block.bold > len(block.text):
        return False
    size = weight(block.text)
    if size <= _NAME:
        return likely < thresholds.STANDFIRST
    return size <= _SCRAP and likely < thresholds.DOUBT[1]


def _is_point(block: Block) -> bool:
    if block.hrefs or block.kind in (HEADING, TABLE) or len(block.text) > _LONGEST:
        return False
    return block.word_count >= _LEAST_WORDS
