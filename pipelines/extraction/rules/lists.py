"""Lists of other articles: under a label, by their shape, or one line in the text."""

from __future__ import annotations

import re
from itertools import takewhile

from pipelines.extraction import labels
from pipelines.extraction.blocks import Block
from pipelines.extraction.rules.scene import Scene, Verdicts
from pipelines.items import BlockKind

_SURE = 0.9  # the learned witness is this sure: a list label above does not reach the block
_HALF_LINKED = 0.4  # a headline printed as plain words and again as a link
_LINKED = 0.6  # of the text is link: an item of a list, not a paragraph with links
_REACH = 60  # blocks
_LIST_LINE = re.compile(
    r"^\d{1,2}[:h]\d{2}\s*[|,-]\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b.{0,60}$"  # Customs News
    r"|^\d{1,2}[/.-]\d{1,2}[/.-]\d{4},?\s+\d{1,2}[:h]\d{2}(\s*(GMT|UTC)\S*)?$"  # VietnamPlus
)
_TWICE_LEAST = 15
_TWICE = re.compile(rf"^(.{{{_TWICE_LEAST},}})\s+\1$")


def _looks_like_item(block: Block) -> bool:
    if block.kind is BlockKind.TABLE and block.link_share < _LINKED:
        return False
    return block.link_share >= _LINKED or bool(_LIST_LINE.match(block.text))


def labelled(scene: Scene) -> Verdicts:
    """A list under a label: the label, and what follows as long as it looks like items.

    A label within the text is a sub-heading unless items follow: "Latest news" may be one.
    Items are links, list-shaped lines and what stands between them in the label's own container.
    """
    blocks = scene.blocks
    for block in blocks:
        label = scene.labels[block.index]
        if not label or label[0] is not labels.LabelKind.LIST:
            continue
        reason = f"list: {block.text}"
        taken = _items(scene, block)
        if taken or scene.likely[block.index] < _SURE:
            yield block.index, reason
            for index in taken:
                yield index, reason


def _items(scene: Scene, label: Block) -> list[int]:
    """Places of the label's items: in its container, or right after it."""
    blocks = scene.blocks
    holder = label.node.parent or label.node
    taken: list[int] = []
    pending: list[int] = []
    for block in blocks[label.index + 1 : label.index + 1 + _REACH]:
        following = scene.labels[block.index]
        if following and following[0] is labels.LabelKind.LIST:
            break
        if _looks_like_item(block):
            taken += [*pending, block.index]
            pending = []
        elif block.index < holder.end and scene.likely[block.index] < _SURE:
            pending.append(block.index)
        else:
            break
    return taken + _last_ones(scene, taken, pending)


def _last_ones(scene: Scene, taken: list[int], pending: list[int]) -> list[int]:
    """What follows the last headline and is set as what stands between the others."""
    paths = scene.numbers.paths
    between = {paths[index] for index in taken if not _looks_like_item(scene.blocks[index])}
    return list(takewhile(lambda index: paths[index] in between, pending))


def _is_twice(text: str) -> bool:
    """Whether a line is a headline twice; of most lines the first words never return."""
    return text.find(text[:_TWICE_LEAST], _TWICE_LEAST) > 0 and bool(_TWICE.match(text))


def list_lines(scene: Scene) -> Verdicts:
    """Lines that only a list prints: a time, a date and a section, or a headline twice."""
    for block in scene.blocks:
        if len(block.text) > 300:
            continue
        if block.text[0].isdigit() and _LIST_LINE.match(block.text):
            yield block.index, "list-shaped line"
            before = block.index - 1
            if before >= 0 and scene.blocks[before].link_share >= _LINKED:
                yield before, "list-shaped line"
        elif _is_twice(block.text) and (
            scene.likely[block.index] < _SURE or block.link_share > _HALF_LINKED
        ):
            yield block.index, "headline twice on one line"


def read_also(scene: Scene) -> Verdicts:
    """One line that sends the reader to another article: ``Read also: ...``."""
    for block in scene.blocks:
        if len(block.text) > 250 or block.kind is BlockKind.TABLE or not block.hrefs:
            continue
        start = scene.starts[block.index]
        if start and start[0] is labels.LabelKind.PREFIX and block.link_share >= 0.4:
            yield block.index, f"read also: {start[1]}"
