"""Finds the element that holds a whole text of which one part is known.

A template may put each section, picture or number of a list into a box of its own. The densest
element, or the one named as a body, is then one part among many.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, takewhile

from pipelines.extraction.html.blocks import Blocks, Node
from pipelines.extraction.html.location.running_sums import held_by, running
from pipelines.items import HEADING, PARAGRAPH

_MORE = 0.1  # of the part's prose: a parent with so much more continues the text
_PARTS = 0.5  # the same of an element around the part's own box
_SECTIONS = 0.8  # of the prose beside a part: sections of one article
_LEAST_SECTIONS = 3  # of one form, in one parent
_LEAST_POSTS = 2
_DEPTHS = 2  # between boxes of the same kind
_FEW = 0.5  # of the whole text: named bodies with less are parts of it
_LINKED = 0.9  # of a headline
_OUTERMOST = frozenset(("html", "body"))
_ITEMS = frozenset(("li", "section"))  # alike among themselves without a name
_BOXES = frozenset(("div", "section"))
_WHOLE = frozenset(("article", "main"))


def around(page: Blocks, part: Node, weights: Sequence[float]) -> Node:
    """Return the outermost element around ``part`` that adds prose of the same text.

    Beyond the part's own box only boxes of the same name count, and no text that is printed again,
    for small screens.

    Args:
        page: its blocks.
        part: an element that holds a part of the text.
        weights: the amount of running text in each block.
    """
    posts = _posts(page, part)
    if posts:
        part = posts[0].parent or part
    sums = _sums(page, [part], weights)
    is_one = len(page.of_tag("main")) == 1
    ends = _WHOLE if is_one else _WHOLE - {"main"}  # several are names for boxes
    whole = part
    boxes = [part]  # ``whole`` and the elements around it that add little
    for node in islice(part.ancestors(), 1, None):
        if boxes[-1].tag in ends or node.tag in _OUTERMOST:
            break
        more = (sums[node.end] - sums[node.start]) / max(1.0, sums[whole.end] - sums[whole.start])
        if more < 1 + _MORE:
            boxes.append(node)
        elif (
            boxes[-1] is whole
            or _is_section(page, boxes[-1], node, sums)
            or any(_is_one_of_many(page, box, node, sums) for box in boxes)
            or _is_nameless_section(page, boxes[-1], node, sums)
            or _is_only_text(page, node, sums)
        ):
            whole, boxes = node, [node]
        elif more < 1 + _PARTS:
            boxes.append(node)
        else:
            break
    return whole


def _posts(page: Blocks, part: Node) -> list[Node]:
    """Return the posts of a live blog, if ``part`` is in one: articles alike below the headline.

    Another article would have a headline of its own, and a teaser a link to its page.
    """
    post = next((node for node in part.ancestors() if node.tag == "article"), None)
    if post is None or post.parent is None or post.parent.tag in _OUTERMOST:
        return []
    beside = islice(page.nodes, post.parent.index + 1, None)
    alike = [node for node in beside if node.parent is post.parent and node.shape == post.shape]
    if len(alike) < _LEAST_POSTS or not any(at < post.start for at in page.first_headings()):
        return []
    heads = [one for node in alike for one in page.blocks[node.start : node.end]]
    is_other = any(one.tag == "h1" or (one.kind is HEADING and one.hrefs) for one in heads)
    return [] if is_other else alike


def _is_section(page: Blocks, box: Node, around: Node, sums: Sequence[float]) -> bool:
    """Return whether what ``around`` adds to ``box`` in one article is in elements like it.

    An editor may end a section anywhere: the longest may hold most of the text.
    """
    if not _name(box) or not any(node.tag == "article" for node in around.ancestors()):
        return False
    alike = (
        node
        for node in islice(page.nodes, around.index + 1, None)
        if node.parent is around and node.tag == box.tag and node.names == box.names
    )
    held = sum(sums[node.end] - sums[node.start] for node in alike if node is not box)
    added = sums[around.end] - sums[around.start] - sums[box.end] + sums[box.start]
    return held >= _SECTIONS * added > 0


def _is_nameless_section(page: Blocks, box: Node, around: Node, sums: Sequence[float]) -> bool:
    """Return whether what ``around`` adds is in nameless elements beside ``box``, nested as in it.

    What a builder of pages puts into one: a part of the text, a quotation, a list of facts.
    """
    if box.names or box.tag not in _BOXES or box.parent is not around:
        return False
    beside = [
        node
        for node in islice(page.nodes, around.index + 1, None)
        if node.parent is around and node.tag == box.tag and not node.names
    ]
    if len(beside) < _LEAST_SECTIONS or any(map(begins_article, beside)):
        return False
    prose = [at for at in range(around.start, around.end) if sums[at + 1] > sums[at]]
    forms = {_way(page, at, around) for at in prose if box.start <= at < box.end}
    added = [at for at in prose if not box.start <= at < box.end]
    alike = [at for at in added if _way(page, at, around) in forms]
    held = sum(sums[at + 1] - sums[at] for at in alike)
    return held >= _SECTIONS * sum(sums[at + 1] - sums[at] for at in added) > 0


def _is_only_text(page: Blocks, node: Node, sums: Sequence[float]) -> bool:
    """Return whether an element holds nothing but paragraphs without links, in whatever boxes."""
    return all(
        sums[block.index + 1] > sums[block.index] and block.kind is PARAGRAPH and not block.hrefs
        for block in page.blocks[node.start : node.end]
    )


def begins_article(node: Node) -> bool:
    """Return whether an element has what another article or a comment begins with."""
    return next(node.element.iter("h1", "time", "address", "article"), None) is not None


def _way(page: Blocks, at: int, around: Node) -> tuple[str, ...]:
    """Return the tags of the elements between a block and an element around it."""
    ways = takewhile(lambda one: one is not around, page.blocks[at].node.ancestors())
    return tuple(f"{node.tag} {node.names}" for node in ways)


def _is_one_of_many(page: Blocks, box: Node, around: Node, sums: Sequence[float]) -> bool:
    """Return whether boxes named as ``box`` hold far more of the prose in ``around`` than it."""
    wanted = _name(box)
    if not wanted:
        return False
    held, end = 0.0, 0
    for node in islice(page.nodes, around.index + 1, None):
        if node.depth <= around.depth:
            break
        is_like = node.tag == box.tag and abs(node.depth - box.depth) <= _DEPTHS
        if node.start >= end and is_like and _name(node) == wanted:
            held, end = held + sums[node.end] - sums[node.start], node.end
    return held >= (1 + _PARTS) * (sums[box.end] - sums[box.start])


def _name(node: Node) -> str:
    """Return the first word of an element's class or id; without one, a tag that tells as much."""
    tells = node.tag in _ITEMS or "-" in node.tag  # <app-widget>
    return next(iter(node.names.split()), node.tag if tells else "")


def exceeds(page: Blocks, whole: Node, named: Sequence[Node], weights: Sequence[float]) -> bool:
    """Return whether the named bodies are but small parts of the text in ``whole``."""
    sums = _sums(page, named, weights)
    inside = [node for node in named if whole.start <= node.start and node.end <= whole.end]
    held = held_by(sums, inside)
    return len(inside) == len(named) and held < _FEW * held_by(sums, (whole,))


def _sums(page: Blocks, parts: Sequence[Node], weights: Sequence[float]) -> list[float]:
    """Return prefix sums of the weights, without other articles and copies of the parts' text.

    What stands under a linked headline, in one box with it, is a teaser.
    """
    own = set[int]().union(*(range(part.start, part.end) for part in parts))
    texts = {page.blocks[at].folded for at in own}
    articles = [range(node.start, node.end) for node in page.of_tag("article")]
    other = set[int]().union(*filter(own.isdisjoint, articles))
    teasers: dict[int, range] = {}  # of each box, from its first linked headline to its end
    for block in page.headings():
        box = block.node.parent
        if box and block.link_share >= _LINKED:
            teasers.setdefault(box.index, range(block.index, box.end))
    for indexes in teasers.values():
        other.update(set(indexes) - own)
    rest = list(weights)
    for at in other:
        rest[at] = 0.0
    for at, weight in enumerate(rest):
        if weight and at not in own and page.blocks[at].folded in texts:
            rest[at] = 0.0
    return running(rest)
