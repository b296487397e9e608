"""Lists of other articles: under a label, by their shape, or one line in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from pipelines.extraction.classifier import text_features, thresholds
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import BlockKind

_HALF_LINKED = 0.4  # a headline printed as plain words and again as a link
_LINKED = 0.6  # of the text is link: an item of a list, not a paragraph with links
_REACH = 60  # blocks
_FEWEST = 2  # headlines that make a box theirs
_OF_ITEM = 4  # blocks of one item: a headline, its teaser, its section, its date
_ALL_LINK = 0.9  # of a line that is a headline with a bullet or an arrow before it
_ARROWS = frozenset(">»►▶→☞⇒➤")
_ARROW_LINKED = 0.8  # of a line behind an arrow is link
_HEADLINE = 4  # words; a shorter link may be a name in a list of names
_SENTENCE_ENDS = tuple('.!?…”"')
_LIST_LINE = re.compile(
    r"^\d{1,2}[:h]\d{2}\s*[|,-]\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b[^:]{0,60}$"  # Customs News
    r"|^\d{1,2}[/.-]\d{1,2}[/.-]\d{4},?\s+\d{1,2}[:h]\d{2}(\s*(GMT|UTC)\S*)?$"  # VietnamPlus
)
_TWICE_LEAST = 15
_TWICE = re.compile(rf"^(.{{{_TWICE_LEAST},}})\s+\1$")


def _looks_like_item(block: Block) -> bool:
    if block.kind is BlockKind.TABLE and block.link_share < _LINKED:
        return False
    return block.link_share >= _LINKED or _is_list_line(block.text)


def _is_list_line(text: str) -> bool:
    if not text[0].isdigit() or text.endswith(_SENTENCE_ENDS):
        return False  # a timeline tells in sentences
    return bool(_LIST_LINE.match(text))


def labelled_lists(scene: RuleContext) -> Removals:
    """A list under a label: the label, and what follows as long as it looks like items.

    A label within the text is a sub-heading unless items follow: "Latest news" may be one.
    Items are links, list-shaped lines and what stands between them in the label's own container.
    """
    blocks = scene.blocks
    for block in blocks:
        label = scene.labels[block.index]
        if not label or label[0] is not phrases.LabelKind.LIST:
            continue
        reason = f"list: {block.text}"
        taken = _items(scene, block)
        if taken or scene.content_probability[block.index] < thresholds.LIST_LABEL:
            yield block.index, reason
            for index in taken:
                yield index, reason


def _items(scene: RuleContext, label: Block) -> list[int]:
    """Places of the label's items: in its container, or right after it."""
    blocks = scene.blocks
    holder = label.node.parent or label.node
    box = _box(scene, label)
    taken: list[int] = []
    pending: list[int] = []
    for block in blocks[label.index + 1 : label.index + 1 + _REACH]:
        following = scene.labels[block.index]
        if following and following[0] is phrases.LabelKind.LIST:
            break
        if _looks_like_item(block):
            taken += [*pending, block.index]
            pending = []
        elif block.index < box or (
            block.index < holder.end
            and scene.content_probability[block.index] < thresholds.LIST_LABEL
        ):
            pending.append(block.index)
        else:
            break
    return taken + _last_ones(scene, taken, pending)


def _box(scene: RuleContext, label: Block) -> int:
    """Return where the box ends that begins with the label and is its own; 0 where none is.

    One that holds several headlines is theirs, however much their teasers read like the article.
    """
    node = label.node
    while (
        node.parent is not None and node.parent.start == label.index and node.end == label.index + 1
    ):
        node = node.parent
    if node.start != label.index or node.end == label.index + 1:
        return 0
    inner = scene.blocks[label.index + 1 : min(node.end, label.index + 1 + _REACH)]
    items = [block.index for block in inner if _looks_like_item(block)]
    gaps = (after - before for before, after in pairwise((label.index, *items, inner[-1].index)))
    return node.end if len(items) >= _FEWEST and max(gaps) <= _OF_ITEM else 0


def _last_ones(scene: RuleContext, taken: list[int], pending: list[int]) -> list[int]:
    """What follows the last headline and is set as what stands between the others."""
    paths = scene.numbers.paths
    between = {paths[index] for index in taken if not _looks_like_item(scene.blocks[index])}
    return list(takewhile(lambda index: paths[index] in between, pending))


def _is_twice(text: str) -> bool:
    """Whether a line is a headline twice; of most lines the first words never return."""
    return text.find(text[:_TWICE_LEAST], _TWICE_LEAST) > 0 and bool(_TWICE.match(text))


def _is_of_many(scene: RuleContext, block: Block) -> bool:
    """Whether a like line stands right beside, as in fixtures; lists have headlines between."""
    beside = scene.blocks[max(0, block.index - 1) : block.index + 2]
    return any(one is not block and _is_list_line(one.text) for one in beside)


def list_style_lines(scene: RuleContext) -> Removals:
    """Lines that only a list prints: a time, a date and a section, or a headline twice."""
    for block in scene.blocks:
        if len(block.text) > 300:
            continue
        if _is_list_line(block.text):
            before = scene.blocks[block.index - 1] if block.index else None
            is_linked = before is not None and before.link_share >= _LINKED
            if not is_linked and (
                scene.content_probability[block.index] >= thresholds.LIST_LABEL
                or _is_of_many(scene, block)
            ):
                continue
            yield block.index, "list-shaped line"
            if before is not None and is_linked:
                yield before.index, "list-shaped line"
        elif _is_twice(block.text) and (
            scene.content_probability[block.index] < thresholds.LIST_LABEL
            or block.link_share > _HALF_LINKED
        ):
            yield block.index, "headline twice on one line"


def read_also_lines(scene: RuleContext) -> Removals:
    """One line that sends the reader to another article: ``Read also: ...``."""
    for block in scene.blocks:
        if len(block.text) > 250 or block.kind is BlockKind.TABLE or not block.hrefs:
            continue
        if block.text[0] in _ARROWS and block.link_share >= _ARROW_LINKED:
            yield block.index, "read also: an arrow"
            continue
        start = scene.starts[block.index]
        if start and start[0] is phrases.LabelKind.PREFIX and block.link_share >= 0.4:
            yield block.index, f"read also: {start[1]}"


def unlabelled_headline_runs(scene: RuleContext) -> Removals:
    """Headlines of the site's other pages one below the other, with no label above.

    They are told or taken together: the witness, asked one by one, keeps every other one.
    """
    for run in _runs(scene):
        if sum(scene.content_probability[index] for index in run) <= thresholds.HEADLINE_RUN * len(
            run
        ):
            for index in run:
                yield index, "headline of another page"


def _runs(scene: RuleContext) -> Iterator[list[int]]:
    """Yield the places of each two or more headlines in the body that are set alike."""
    run: list[int] = []
    for block in scene.blocks:
        if not _is_headline(scene, block):
            continue
        follows = run and run[-1] == block.index - 1
        if follows and scene.numbers.paths[run[-1]] == scene.numbers.paths[block.index]:
            run.append(block.index)
            continue
        if len(run) > 1:
            yield run
        run = [block.index]
    if len(run) > 1:
        yield run


def _is_headline(scene: RuleContext, block: Block) -> bool:
    return (
        block.link_share >= _ALL_LINK
        and scene.body.in_body[block.index]
        and block.folded.count(" ") + 1 >= _HEADLINE
        and not block.text.endswith(_SENTENCE_ENDS)
        and text_features.offsite(scene.numbers, block) == 0
    )


_FILE_NAME = re.compile(r"^(?:tin nhap \d{14}|\d{4}-\d{4}-[\w-]+)\b")


_SENTENCE_ENDS = tuple('.!?…”"')


def link_only_paragraphs(scene: RuleContext) -> Removals:
    """A paragraph of the body that is nothing but the headline of another page.

    Where no layout vouches for the body, the classifier has a say.
    """
    vouched = scene.body.located_by == "layout"
    for block in scene.blocks:
        if not scene.body.in_body[block.index] or not block.hrefs:
            continue
        in_doubt = (
            block.kind is BlockKind.PARAGRAPH
            and scene.content_probability[block.index] <= thresholds.LINKED_HEADLINE
        )
        if not vouched and not in_doubt:
            continue
        if block.kind is BlockKind.LIST_ITEM or block.text.rstrip()[-1:] in _SENTENCE_ENDS:
            continue
        if _headline_alone(scene, block):
            yield block.index, "headline of another page"


def _headline_alone(scene: RuleContext, block: Block) -> bool:
    """Whether a block is a link, or a link with its own words before it (``slug words Headline``).

    Customs News prints related pages so: as slug and headline, as file name and headline, as
    headline and empty table cells.
    """
    letters = sum(char.isalnum() for char in block.text)
    if block.links >= 0.9 * letters and letters > 12:
        return True
    words = scene.folded[block.index].split()
    half = len(words) // 2
    if len(words) >= 6 and len(words) % 2 == 0 and words[:half] == words[half:]:
        return True
    return bool(_FILE_NAME.match(block.text)) and block.links > 12
