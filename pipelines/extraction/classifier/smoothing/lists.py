"""Lists of the text: whether a list without links, or most of it, is the article's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.classifier.smoothing import header_facts
from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.items import HEADING, LIST_ITEM, PARAGRAPH

_TAGS = frozenset(("ul", "ol", "dl"))
_FEWEST_KEPT = 2  # items, of a list that nothing announces
_FAIR_SHARE = 0.4  # of the items: so many kept ones keep the others
_MOST_KEPT = 0.8  # of the items: the label above them is kept, too
_LONG_LIST = 8  # items; no box of a template has so many without a link
_SURE_HEADING = 0.5  # content probability
_LABEL_WORDS = 4  # of a label that is a paragraph
_MAY_BE_OWN = 0.3  # content probability of a label, and mean of its list
_COLONS = (":", "：")
_FEWEST_ITEMS = 4  # below a heading that is made of the headline's words
_SUBJECT_LETTERS, _FEWEST_SHARED = 4, 2  # of words; of a heading's words that are in the headline
_MOST_SHARED = 0.66  # of the heading's words


def own_lists(likely: Sequence[float], facts: PageFacts) -> Iterator[tuple[Sequence[int], float]]:
    """Yield blocks that belong together, with how many kept ones of them are enough to keep all.

    The blocks are the items of a list in the body that have no link. None is enough (0) where a
    sentence of the text announces the list, or where its label, which is then among them, is
    likely the article's; one where the list is long or below a heading of the text. A label in
    doubt goes with most of its list.
    """
    for items in _lists(facts):
        if header_facts.are_above_text([facts.page.blocks[one] for one in items], facts):
            continue
        if _is_promised(items, likely, facts):
            yield items, 0
            continue
        label = _label(items, facts)
        if label is not None and (
            _is_own(label, items, likely) or _is_of_headline(label, items, likely, facts)
        ):
            yield (label, *items), 0
            continue
        is_one_enough = len(items) >= _LONG_LIST or _is_headed(items[0], likely, facts)
        yield items, 1 if is_one_enough else max(_FAIR_SHARE * len(items), _FEWEST_KEPT)
        if label is not None and likely[label] >= thresholds.KEEP_IN_LAYOUT_BODY:
            yield (label, *items), _MOST_KEPT * len(items)


def _lists(facts: PageFacts) -> Iterable[list[int]]:
    """Return the indices of the items of each list in the body, those without links."""
    items: dict[int, list[int]] = {}
    inside = facts.body.in_body
    for block in facts.page.blocks:
        if block.kind is LIST_ITEM and not block.hrefs and inside[block.index]:
            holder = _holder(block)
            if holder is not None:
                items.setdefault(holder.index, []).append(block.index)
    return items.values()


def _holder(block: Block) -> Node | None:
    """Return the list element that a block stands in."""
    return next((one for one in block.node.ancestors() if one.tag in _TAGS), None)


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
    if line is None or line.kind is not HEADING:
        return False
    return likely[line.index] >= _SURE_HEADING and not line.hrefs


def _label(items: Sequence[int], facts: PageFacts) -> int | None:
    """Return the index of the heading or the short line right above a list, or None."""
    line = _line_above(items[0], facts)
    if line is None or line.hrefs:
        return None
    is_short = line.kind is PARAGRAPH and line.word_count <= _LABEL_WORDS
    return line.index if is_short or line.kind is HEADING else None


def _is_own(label: int, items: Sequence[int], likely: Sequence[float]) -> bool:
    """Return whether neither a label nor the list below it is likely the template's.

    Lists of a few words are alike in an article and in a template's box: pros and cons, facts.
    Their labels are not.
    """
    mean = sum(likely[index] for index in items) / len(items)
    return min(likely[label], mean) >= _MAY_BE_OWN


def _is_of_headline(
    label: int, items: Sequence[int], likely: Sequence[float], facts: PageFacts
) -> bool:
    """Return whether several items stand below a heading that is made of the headline's words."""
    if len(items) < _FEWEST_ITEMS or not _is_whole(items, facts):
        return False
    words = {word for word in facts.page.blocks[label].words if len(word) >= _SUBJECT_LETTERS}
    shared = words.intersection(facts.title.split())
    is_named = len(shared) >= max(_FEWEST_SHARED, _MOST_SHARED * len(words))
    mean = sum(likely[index] for index in items) / len(items)
    return is_named and mean >= thresholds.KEEP_IN_LAYOUT_BODY


def _is_promised(items: Sequence[int], likely: Sequence[float], facts: PageFacts) -> bool:
    """Return whether a line of the text ends with a colon right above a list without any link."""
    line = _line_above(items[0], facts)
    if line is None or line.kind is HEADING or not line.text.endswith(_COLONS):
        return False
    return likely[line.index] >= thresholds.RUNNING_TEXT and _is_whole(items, facts)


def _is_whole(items: Sequence[int], facts: PageFacts) -> bool:
    """Return whether no block of a list has a link: those are not among its items."""
    holder = _holder(facts.page.blocks[items[0]])
    return holder is not None and holder.end - holder.start == len(items)
