"""Numbers that describe each block: what the learned witness sees.

Every number can be read off the page by eye: length, share of link text, whether the block stands
in the body, how it looks beside the paragraphs of the article. None knows a host or a word of the
text other than the labels of ``labels_data``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from pipelines.extraction import labels, signs, story
from pipelines.extraction.blocks import Block, Blocks, Node
from pipelines.extraction.body import FOREIGN, Body
from pipelines.extraction.wording import WORDS, Words, label_rank, shingles
from pipelines.items import BlockKind
from pipelines.text import fold

_KINDS = {
    "heading": BlockKind.HEADING,
    "list_item": BlockKind.LIST_ITEM,
    "quote": BlockKind.QUOTE,
    "table": BlockKind.TABLE,
    "code": BlockKind.CODE,
}
_SIGNS = {
    "s_nav": signs.NAV | signs.TOC,
    "s_share": signs.SHARE,
    "s_related": signs.RELATED | signs.TEASER,
    "s_comment": signs.COMMENT,
    "s_caption": signs.CAPTION,
    "s_author": signs.AUTHOR,
    "s_date": signs.DATE | signs.META,
    "s_tags": signs.TAGS | signs.KICKER,
    "s_ad": signs.AD | signs.PROMPT,
    "s_footer": signs.FOOTER,
    "s_side": signs.SIDEBAR,
    "s_hidden": signs.HIDDEN,
    "s_media": signs.MEDIA,
    "s_title": signs.TITLE | signs.HEADER,
    "s_lead": signs.LEAD,
    "s_body": signs.BODY,
    "s_article": signs.ARTICLE,
    "s_form": signs.FORM,
    "s_quote": signs.QUOTE,
    "s_embed": signs.EMBED,
    "s_notice": signs.NOTICE,
}
_PLACE = (
    "inside foreign length links link_count starts_lower bold italic ruled question "
    "label_whole label_above "
    "same_parent same_path path_known path_prose first_gap last_gap position before_first "
    "after_last next_prose previous_prose next_links previous_links window parent_links "
    "parent_prose grand_links title_equal lead_equal has_article_body repeats alt_equal h_level "
    "after_title depth_gap siblings prose list_run text_share path_links path_count"
)
PLACE = (*_PLACE.split(), *_KINDS, *_SIGNS, *story.PLACE)
NAMES = (*PLACE, *WORDS)
Column = np.ndarray


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the article before its text is: from the head of the page.

    Attributes:
        title, lead, article_body: as the page states them; ``""`` where it does not.
        authors: people.
        host: where the page is, without ``www.``.
    """

    title: str = ""
    lead: str = ""
    article_body: str = ""
    authors: tuple[str, ...] = ()
    host: str = ""


def _path(node: Node) -> tuple[str, str, str, str]:
    parent = node.parent
    if parent is None:
        return (node.tag, node.names, "", "")
    return (node.tag, node.names, parent.tag, parent.names)


def _alike(
    blocks: Sequence[Block], paths: Sequence[tuple[str, str, str, str]]
) -> dict[tuple[str, str, str, str], tuple[float, int]]:
    """For each path the sum of the link shares of the blocks that stand there, and their number."""
    found: dict[tuple[str, str, str, str], tuple[float, int]] = {}
    for block, path in zip(blocks, paths, strict=True):
        links, count = found.get(path, (0.0, 0))
        found[path] = links + block.link_share, count + 1
    return found


def _level(block: Block) -> float:
    """Rank of a heading, 1 to 6; 0 for what is none."""
    if block.kind is BlockKind.HEADING:
        for ancestor in block.node.ancestors():
            if len(ancestor.tag) == 2 and ancestor.tag[1] in "123456":
                return float(ancestor.tag[1])
    return 0.0


class Describer:
    """One page's numbers: sums made once, then a row per block.

    What tells where blocks stand is worked out for all blocks at once, column by column; what
    reads a block's words (``Words``) is left until it is asked for.
    """

    def __init__(self, page: Blocks, body: Body, facts: Facts) -> None:
        self.page, self.body = page, body
        found = page.blocks
        self.folded = [block.folded for block in found]
        self.prose = body.prose
        self.own = [
            weight
            if body.inside[block.index] and not body.within[block.node.index] & FOREIGN
            else 0.0
            for block, weight in zip(found, self.prose, strict=True)
        ]
        self.total = sum(self.own) or 1.0
        self.all = sum(self.prose) or 1.0
        self.prose_sums = [0.0, *accumulate(self.prose)]
        self.link_sums = [0, *accumulate(block.links for block in found)]
        self.text_sums = [0, *accumulate(len(block.text) for block in found)]
        self.labels = [labels.of_line(block.text, block.folded) for block in found]
        self.starts = [labels.of_start(block.text, block.folded) for block in found]
        self.repeats = Counter(self.folded)
        self.alts = {fold(alt) for _, alt in page.pictures if len(alt) > 15}
        self.holders = [block.node.parent or block.node for block in found]
        self.by_parent: dict[int, float] = {}
        self.by_path: dict[tuple[str, str, str, str], float] = {}
        self.paths = [_path(block.node) for block in found]
        for holder, weight, path in zip(self.holders, self.own, self.paths, strict=True):
            if weight:
                key = holder.index
                self.by_parent[key] = self.by_parent.get(key, 0.0) + weight
                self.by_path[path] = self.by_path.get(path, 0.0) + weight
        self.alike = _alike(found, self.paths)
        core = [i for i, weight in enumerate(self.own) if weight > 80]
        self.first = core[0] if core else 0
        self.last = core[-1] if core else len(found)
        self.depth = found[core[len(core) // 2]].node.depth if core else 0
        self.title = fold(facts.title)
        self.title_words = set(self.title.split())
        self.lead = fold(facts.lead)
        self.known = set(shingles(fold(facts.article_body)))
        self.host = facts.host
        self.story = story.Story(found, self.own, facts.authors, facts.lead)
        self.title_at = self._title_at()
        self.above = self._labels_above()

    def _title_at(self) -> int:
        at = -1
        for block, text in zip(self.page.blocks, self.folded, strict=True):
            if text == self.title or (block.tag == "h1" and at < 0):
                at = block.index
                if text == self.title and block.kind is BlockKind.HEADING:
                    break
        return at

    def _labels_above(self) -> list[int]:
        """For each block, how far above it the last label of a list stands; 0 for none."""
        above = []
        since = 0
        for block in self.page.blocks:
            above.append(since)
            label = self.labels[block.index]
            if label and label[0] is labels.LabelKind.LIST:
                since = 1
            elif since:
                since = 0 if block.kind is BlockKind.HEADING or since > 20 else since + 1
        return above

    def rows(self, most: int | None = None) -> list[list[float]]:
        """Return the numbers ``PLACE`` of the page's first blocks, a row per block."""
        found = self.page.blocks[:most]
        if not found:
            return []
        columns = self._own(found) | self._near(found) | self._around(found) | self._marks(found)
        columns |= self.story.columns(len(found))
        rows: list[list[float]] = np.column_stack([columns[name] for name in PLACE]).tolist()
        return rows

    def table(self) -> list[list[float]]:
        """Return all numbers of all blocks, in the order of ``NAMES``; for training."""
        words = [Words(self, block).all() for block in self.page.blocks]
        return [[*row, *told] for row, told in zip(self.rows(), words, strict=True)]

    def _own(self, found: Sequence[Block]) -> dict[str, Column]:
        """What each block is by itself."""
        sizes = np.array([len(block.text) for block in found])
        return {
            "length": np.log1p(sizes),
            "links": np.array([block.link_share for block in found]),
            "link_count": np.array([min(len(block.hrefs), 10) for block in found]),
            "starts_lower": np.array([block.text[0].islower() for block in found]),
            "bold": np.minimum(1.0, np.array([block.bold for block in found]) / sizes),
            "italic": np.minimum(1.0, np.array([block.italic for block in found]) / sizes),
            "ruled": np.array([block.ruled for block in found]),
            "question": np.array([block.text[-1] == "?" for block in found]),
            "prose": np.log1p(self.prose[: len(found)]),
            "text_share": sizes / self.all,
            "label_whole": np.array([label_rank(one) for one in self.labels[: len(found)]]),
            "title_equal": np.array([block.folded == self.title for block in found]),
            "lead_equal": np.array([block.folded == self.lead for block in found]),
            "repeats": np.array([min(self.repeats[block.folded], 4) for block in found]),
            "alt_equal": np.array([block.folded in self.alts for block in found]),
            "h_level": np.array([_level(block) for block in found]),
            "has_article_body": np.full(len(found), bool(self.known)),
        }

    def _near(self, found: Sequence[Block]) -> dict[str, Column]:
        """Where each block stands on the page, and what stands beside it."""
        count, whole = len(found), len(self.prose)
        at = np.arange(count)
        prose = np.log1p([0.0, *self.prose[: count + 1], 0.0])
        links = np.array([1.0, *(one.link_share for one in self.page.blocks[: count + 1]), 1.0])
        sums = np.array(self.prose_sums)
        window = sums[np.minimum(whole, at + 5)] - sums[np.maximum(0, at - 4)]
        return {
            "first_gap": np.clip(at - self.first, -20, 20),
            "last_gap": np.clip(at - self.last, -20, 20),
            "position": at / whole,
            "before_first": at < self.first,
            "after_last": at > self.last,
            "previous_prose": prose[:count],
            "next_prose": prose[2 : count + 2],
            "previous_links": links[:count],
            "next_links": links[2 : count + 2],
            "window": np.log1p(window - self.prose[:count]),
            "label_above": np.array(self.above[:count]),
            "after_title": np.clip(at - self.title_at, -20, 20) * (self.title_at >= 0),
            "depth_gap": np.clip([one.node.depth - self.depth for one in found], -10, 10),
        }

    def _around(self, found: Sequence[Block]) -> dict[str, Column]:
        """What the elements around each block hold."""
        own = np.array(self.own[: len(found)])
        holders = self.holders[: len(found)]
        grands = [holder.parent or holder for holder in holders]
        parents = [self.by_parent.get(holder.index, 0.0) for holder in holders]
        paths = [self.by_path.get(path, 0.0) for path in self.paths[: len(found)]]
        alike = [self.alike[path] for path in self.paths[: len(found)]]
        return {
            "same_parent": (parents - own) / self.total,
            "same_path": (paths - own) / self.total,
            "path_known": np.array(paths) > 0,
            "path_prose": own / self.total,
            "parent_links": self._share(holders, self.link_sums),
            "parent_prose": self._share(holders, self.prose_sums),
            "grand_links": self._share(grands, self.link_sums),
            "siblings": np.minimum(20, [holder.end - holder.start for holder in holders]),
            "list_run": self._list_runs(found),
            "path_links": np.array([links / count for links, count in alike]),
            "path_count": np.minimum(30, [count for _, count in alike]),
        }

    def _marks(self, found: Sequence[Block]) -> dict[str, Column]:
        """What the template calls each block, and whether it is in the body."""
        within = np.array([self.body.within[block.node.index] for block in found])
        bits = within | np.array([block.signs for block in found])
        return {
            "inside": np.array(self.body.inside[: len(found)]),
            "foreign": within & FOREIGN != 0,
            **{name: bits & mask != 0 for name, mask in _SIGNS.items()},
            **{
                name: np.array([one.kind is kind for one in found]) for name, kind in _KINDS.items()
            },
        }

    def _share(self, nodes: Sequence[Node], sums: Sequence[float]) -> Column:
        """For each element the share of its text that ``sums`` counts."""
        starts = np.array([node.start for node in nodes])
        ends = np.array([node.end for node in nodes])
        texts, counts = np.array(self.text_sums), np.array(sums)
        sizes = texts[ends] - texts[starts]
        share: Column = (counts[ends] - counts[starts]) / np.maximum(1, sizes)
        return share

    def _list_runs(self, found: Sequence[Block]) -> Column:
        """For each block the share of link text in the list it is an item of; -1 outside lists."""
        lists = self._lists()
        runs = np.full(len(found), -1.0)
        known = {block.index: held for block in found if (held := lists[block.node.index])}
        if known:
            runs[list(known)] = self._share(list(known.values()), self.link_sums)
        return runs

    def _lists(self) -> list[Node | None]:
        """For each element of the page the list it is, or is an item in."""
        lists: list[Node | None] = []
        for node in self.page.nodes:
            if node.tag in ("ul", "ol", "dl"):
                lists.append(node)
            elif node.parent is None or node.tag in ("div", "section", "article", "body"):
                lists.append(None)
            else:
                lists.append(lists[node.parent.index])
        return lists
