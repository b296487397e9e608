"""Smooths uncertain content probabilities towards the mean of sibling blocks.

The classifier judges each block by itself. But items of one list, or paragraphs of one section, are
rarely half the article's. A list of which a fair part is the article's is so as a whole, and so are
headings that count.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.main_content import NON_CONTENT_FLAGS
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_END
from pipelines.items import BlockKind

_OWN_WEIGHT = 0.5  # weight of the block's own probability
_MIN_SIBLINGS = 4  # minimum size of a group of siblings that counts
_FEWEST_KEPT = 2  # of them, at least
_MOST_KEPT = 0.8  # of a list's items: the label above them is kept, too
_FAIR_SHARE = 0.4  # of a list's items: so many kept ones keep the others
_SURE_HEADING = 0.5  # content probability
_MIN_IN_BOX, _MAX_IN_BOX = 3, 8  # blocks of a box beside the text
_MOST_OF_BOX = 0.66  # of its blocks: so many lost ones take the doubtful with them
_SURE_TEXT, _LAST_DOUBT = 0.85, 0.2  # content probability of paragraphs, and of a last one
_MOST_SURE = 0.8  # of the paragraphs in one form
_BOX_WORDS = 12  # below a heading in its box
_LISTS = frozenset(("ul", "ol", "dl"))
_LABEL_WORDS = 4  # of a label that is a paragraph
_MAY_BE_OWN = 0.3  # content probability of a label, and mean of its list
_LONG_LIST = 8  # items; no box of a template has so many without a link
_COLONS = (":", "：")
_NUMBER = re.compile(r"#?(\d{1,3})(?:[.):]\s*|\s+)[^\s\d]")
_MIN_NUMBERED = 3  # headings


def smooth(likely: Sequence[float], facts: PageFacts) -> list[float]:
    """Return content probabilities with uncertain ones drawn towards their siblings.

    Uncertain blocks move to the mean of their siblings: those of the same kind and the same path of
    tags and class names, at most two elements apart. Of a list in the body of which a fair share is
    kept, no item without a link is lost for its own words; one is enough of a list below a heading,
    none of one below a sentence of the text that ends with a colon. The same as of lists holds of
    sub-headings in one form; those that number the parts of the text all stay. Of a box that is
    called foreign and of which most is lost, nothing doubtful is kept.
    """
    result = _towards_siblings(likely, facts)
    _keep(result, _last_paragraphs(result, facts))

    def is_kept(index: int) -> bool:
        return result[index] >= thresholds.KEEP

    for items in _lists(facts):
        if _is_promised(items, result, facts):
            _keep(result, items)
            continue
        label = _label(items, facts)
        if label is not None and _is_own(label, items, result):
            _keep(result, (label, *items))
            continue
        enough = max(_FAIR_SHARE * len(items), _FEWEST_KEPT)
        is_own = len(items) >= _LONG_LIST or _is_headed(items[0], result, facts)
        _keep_together(result, items, 1 if is_own else enough)
        if label is not None and result[label] >= thresholds.KEEP_IN_LAYOUT_BODY:
            _keep_together(result, (label, *items), _MOST_KEPT * len(items))
    for headings in _sub_headings(facts):
        _keep_together(result, headings, _FAIR_SHARE * len(headings))
    for headings in _numbered_headings(result, facts):
        _keep(result, headings)
    for heading, rest in _boxed_headings(facts):
        if not _is_text_at(rest.stop, result, facts) and not any(map(is_kept, rest)):
            result[heading] = min(result[heading], max(result[index] for index in rest))
    for box in _named_boxes(facts):
        lost = [index for index in box if result[index] < thresholds.KEEP]
        if len(lost) >= _MOST_OF_BOX * len(box):
            most = max(result[index] for index in lost)
            for index in box:
                if result[index] < thresholds.DOUBT[1]:
                    result[index] = min(result[index], most)
    return result


def _keep_together(likely: list[float], indexes: Sequence[int], enough: float) -> None:
    """Raise doubtful blocks to be kept if as many of them are as is enough."""
    if sum(likely[index] >= thresholds.KEEP for index in indexes) >= enough:
        for index in indexes:
            if likely[index] > thresholds.KEEP_IN_LAYOUT_BODY:
                likely[index] = max(likely[index], thresholds.KEEP)


def _keep(likely: list[float], indexes: Sequence[int]) -> None:
    for index in indexes:
        likely[index] = max(likely[index], thresholds.KEEP)


def _is_text_at(index: int, likely: Sequence[float], facts: PageFacts) -> bool:
    """Return whether a block is kept that is no heading: the text goes on there."""
    if index >= len(likely) or facts.page.blocks[index].kind is BlockKind.HEADING:
        return False
    return likely[index] >= thresholds.KEEP


def _boxed_headings(facts: PageFacts) -> Iterator[tuple[int, range]]:
    """Yield each heading that begins a small box in the body, and the rest; the last first."""
    blocks, inside = facts.page.blocks, facts.body.in_body
    headings = [one for one in blocks if one.kind is BlockKind.HEADING and inside[one.index]]
    for block in reversed(headings):
        if block.node.parent is not None and block.node.parent.start < block.index:
            continue
        box = next(
            (one for one in islice(block.node.ancestors(), 3) if one.end - one.start > 1), None
        )
        if box is None or box.start != block.index or box.end - box.start > _MAX_IN_BOX:
            continue
        rest = range(box.start + 1, box.end)
        if sum(blocks[index].word_count for index in rest) >= _BOX_WORDS:
            yield block.index, rest


def _named_boxes(facts: PageFacts) -> Iterable[range]:
    """Return the blocks of each small box that its template names as none of the article's."""
    for node in facts.page.nodes:
        if node.flags & NON_CONTENT_FLAGS and _MIN_IN_BOX <= node.end - node.start <= _MAX_IN_BOX:
            yield range(node.start, node.end)


def _sub_headings(facts: PageFacts) -> Iterable[list[int]]:
    """Return the indices of the body's headings of each form, those right above a paragraph."""
    found: dict[int, list[int]] = {}
    for block in facts.page.blocks[:-1]:
        is_heading = block.kind is BlockKind.HEADING and not block.hrefs
        if is_heading and facts.body.in_body[block.index] and facts.own[block.index + 1] > 0:
            found.setdefault(facts.forms[block.index], []).append(block.index)
    return (one for one in found.values() if len(one) > 1)


def _last_paragraphs(likely: Sequence[float], facts: PageFacts) -> list[int]:
    """Return the indices of doubtful paragraphs in one form with the text, below the most of it.

    A link that a template inserts before the last paragraph hides from the classifier whose it is.
    """
    low, high = _LAST_DOUBT, thresholds.KEEP
    doubtful = [index for index, value in enumerate(likely) if low <= value < high]
    return [
        index
        for index in doubtful
        if index and _is_below_link(index, likely, facts) and _is_last_of_text(index, likely, facts)
    ]


def _is_last_of_text(index: int, likely: Sequence[float], facts: PageFacts) -> bool:
    """Return whether most paragraphs in one form with a block are surely the text, all above it."""
    own = _sibling_group(facts, index)
    group = [at for at in range(len(likely)) if _sibling_group(facts, at) == own]
    sure = [at for at in group if likely[at] >= _SURE_TEXT]
    is_most = len(sure) >= max(_MIN_SIBLINGS, _MOST_SURE * len(group))
    return is_most and sure[-1] < index


def _is_below_link(index: int, likely: Sequence[float], facts: PageFacts) -> bool:
    """Return whether a sentence without links stands right below a link that is not the text's."""
    block, above = facts.page.blocks[index], facts.page.blocks[index - 1]
    if block.kind is not BlockKind.PARAGRAPH or block.hrefs or not above.hrefs:
        return False
    is_inside = facts.body.in_body[index] and likely[index - 1] < thresholds.KEEP
    return is_inside and SENTENCE_END.search(block.text) is not None


def _numbered_headings(likely: Sequence[float], facts: PageFacts) -> Iterator[list[int]]:
    """Yield the body's headings that count up or down by one, each above text that is kept.

    Of a list of other articles that are numbered nothing is kept in between.
    """
    run: list[tuple[int, int]] = []  # number, index
    step = 0
    for block in facts.page.blocks:
        if block.kind is not BlockKind.HEADING or not facts.body.in_body[block.index]:
            continue
        found = None if block.hrefs else _NUMBER.match(block.text)
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


def _long_enough(run: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    if len(run) >= _MIN_NUMBERED:
        yield [index for _, index in run]


def _is_text_between(start: int, end: int, likely: Sequence[float], facts: PageFacts) -> bool:
    between = range(start + 1, end)
    return any(facts.own[one] > 0 and likely[one] >= thresholds.KEEP for one in between)


def _line_above(first: int, facts: PageFacts) -> Block | None:
    """Return the body's block above a list, unless it begins like a label."""
    above = first - 1
    is_label = above >= 0 and (facts.starts[above] or facts.labels[above])
    if above < 0 or is_label or not facts.body.in_body[above]:
        return None
    return facts.page.blocks[above]


def _is_headed(first: int, likely: Sequence[float], facts: PageFacts) -> bool:
    """Return whether a list is below a heading that is the article's."""
    line = _line_above(first, facts)
    if line is None or line.kind is not BlockKind.HEADING:
        return False
    return likely[line.index] >= _SURE_HEADING and not line.hrefs


def _label(items: Sequence[int], facts: PageFacts) -> int | None:
    """Return the index of the heading or the short line right above a list, or None."""
    line = _line_above(items[0], facts)
    if line is None or line.hrefs:
        return None
    is_short = line.kind is BlockKind.PARAGRAPH and line.word_count <= _LABEL_WORDS
    return line.index if is_short or line.kind is BlockKind.HEADING else None


def _is_own(label: int, items: Sequence[int], likely: Sequence[float]) -> bool:
    """Return whether neither a label nor the list below it is likely the template's.

    Lists of a few words are alike in an article and in a template's box: pros and cons, facts.
    Their labels are not.
    """
    mean = sum(likely[index] for index in items) / len(items)
    return min(likely[label], mean) >= _MAY_BE_OWN


def _is_promised(items: Sequence[int], likely: Sequence[float], facts: PageFacts) -> bool:
    """Return whether a line of the text ends with a colon right above a list without any link."""
    line = _line_above(items[0], facts)
    if line is None or line.kind is BlockKind.HEADING or not line.text.endswith(_COLONS):
        return False
    whole = items[-1] - items[0] + 1 == len(items)  # items with links are not among them
    return whole and likely[line.index] >= thresholds.RUNNING_TEXT


def _lists(facts: PageFacts) -> Iterable[list[int]]:
    """Return the indices of the items of each list in the body, those without links."""
    items: dict[int, list[int]] = {}
    inside = facts.body.in_body
    for block in facts.page.blocks:
        if block.kind is BlockKind.LIST_ITEM and not block.hrefs and inside[block.index]:
            holder = next((one for one in block.node.ancestors() if one.tag in _LISTS), None)
            if holder is not None:
                items.setdefault(holder.index, []).append(block.index)
    return items.values()


def _towards_siblings(likely: Sequence[float], facts: PageFacts) -> list[float]:
    low, high = thresholds.DOUBT
    doubtful = [index for index, value in enumerate(likely) if low < value < high]
    if not doubtful:
        return list(likely)
    families: dict[Hashable, list[float]] = {}
    keys = [_sibling_group(facts, index) for index in range(len(likely))]
    for key, value in zip(keys, likely, strict=True):
        families.setdefault(key, []).append(value)
    result = list(likely)
    for index in doubtful:
        family = families[keys[index]]
        mean = sum(family) / len(family)
        if len(family) >= _MIN_SIBLINGS and mean < thresholds.RUNNING_TEXT:
            result[index] = _OWN_WEIGHT * likely[index] + (1 - _OWN_WEIGHT) * mean
    return result


def _sibling_group(facts: PageFacts, index: int) -> Hashable:
    node = facts.page.blocks[index].node
    holder = node.parent or node
    around = holder.parent or holder
    return around.index, facts.paths[index], facts.page.blocks[index].kind
