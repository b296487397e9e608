"""Features of each block, the input of the classifier.

Every feature can be read off the page by eye: length, link density, position in the body,
appearance next to the article's paragraphs. None depends on a host, or on a word of the text other
than the labels of ``phrases.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import numpy as np

from pipelines.extraction.classifier import topic_overlap
from pipelines.extraction.classifier.text_features import (
    TEXT_FEATURES,
    label_rank,
    text_features,
)
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.main_content import NON_CONTENT_FLAGS
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.extraction.lexicon import class_names, phrases
from pipelines.items import CODE, HEADING, LIST_ITEM, QUOTE, TABLE
from pipelines.text import fold, shingles

_KINDS = {
    "heading": HEADING,
    "list_item": LIST_ITEM,
    "quote": QUOTE,
    "table": TABLE,
    "code": CODE,
}
_SIGNS = {
    "s_nav": class_names.NAV | class_names.TOC,
    "s_share": class_names.SHARE,
    "s_related": class_names.RELATED | class_names.TEASER,
    "s_comment": class_names.COMMENT,
    "s_caption": class_names.CAPTION,
    "s_author": class_names.AUTHOR,
    "s_date": class_names.DATE | class_names.META,
    "s_tags": class_names.TAGS | class_names.KICKER,
    "s_ad": class_names.AD | class_names.PROMPT,
    "s_footer": class_names.FOOTER,
    "s_side": class_names.SIDEBAR,
    "s_hidden": class_names.HIDDEN,
    "s_media": class_names.MEDIA,
    "s_title": class_names.TITLE | class_names.HEADER,
    "s_lead": class_names.LEAD,
    "s_body": class_names.BODY,
    "s_article": class_names.ARTICLE,
    "s_form": class_names.FORM,
    "s_quote": class_names.QUOTE,
    "s_embed": class_names.EMBED,
    "s_notice": class_names.NOTICE,
}
_MASKS = np.array(list(_SIGNS.values()))[:, None]
_KIND_ORDER = {kind: index for index, kind in enumerate(_KINDS.values())}
_FARTHEST_LABEL = 21  # blocks
_LISTS = frozenset(("ul", "ol", "dl"))
_LIST_EDGES = _LISTS | {"div", "section", "article", "body"}
_EDGES = attrgetter("start"), attrgetter("end")
_KIND_PLACES = np.arange(len(_KINDS))[:, None]
_POSITION_FEATURES = (
    "inside foreign length links link_count bold italic "
    "label_whole label_start label_above same_parent same_path path_known path_prose "
    "first_gap last_gap position before_first after_last next_prose previous_prose next_links "
    "previous_links window parent_links parent_prose grand_links lead_equal "
    "has_article_body repeats h_level after_title depth_gap siblings prose list_run "
    "text_share path_links path_count"
)
POSITION_FEATURES = (
    *_POSITION_FEATURES.split(),
    *topic_overlap.POSITION_FEATURES,
    *_KINDS,
    *_SIGNS,
)
NAMES = (*POSITION_FEATURES, *TEXT_FEATURES)
Column = np.ndarray


def _sums(column: Column) -> Column:
    """Return the sums of the first 0, 1, 2 ... numbers."""
    return np.concatenate(([0.0], np.cumsum(column)))


def _between(column: Column, edge: float) -> Column:
    return np.concatenate(([edge], column, [edge]))


def _limited(column: Column, most: int) -> Column:
    """Return the numbers between ``-most`` and ``most``; a fifth of the time of ``np.clip``."""
    limited: Column = np.minimum(np.maximum(column, -most), most)
    return limited


def _level(heading: Block) -> float:
    """Return the rank of a heading, 1 to 6; 0 if no element around it has one."""
    for ancestor in heading.node.ancestors():
        if len(ancestor.tag) == 2 and ancestor.tag[1] in "123456":
            return float(ancestor.tag[1])
    return 0.0


def _ranks(labels: Sequence[tuple[phrases.LabelKind, str] | None]) -> Column:
    return np.array([label_rank(label) if label else 0.0 for label in labels])


def _list_of(block: Block) -> int:
    """Return the index of the list that a block is in, -1 outside lists."""
    node = block.node
    while node.tag not in _LIST_EDGES and node.parent is not None:
        node = node.parent
    return node.index if node.tag in _LISTS else -1


class BlockFeatures:
    """The features of one page: prefix sums once, then a row per block.

    Position features are computed for all blocks at once, column by column; text features
    (``text_features``) are computed on demand.
    """

    def __init__(self, facts: PageFacts) -> None:
        self.facts = facts
        found = facts.page.blocks
        self.holders = [block.node.parent or block.node for block in found]
        self.sizes = np.array([len(block.text) for block in found], float)
        self.links = np.array([block.links for block in found], float)
        self.shares = np.array([block.link_share for block in found], float)
        self.total = facts.own.sum() or 1.0
        core = facts.core
        self.depth = found[core[len(core) // 2]].node.depth if core else 0
        self.title_words = set(facts.title.split())
        self.stated = set(shingles(fold(facts.known.article_body).split()))
        self.topic = topic_overlap.TopicOverlap(
            found, facts.own.tolist(), facts.known.authors, facts.known.lead
        )
        self.above = self._labels_above()

    def _labels_above(self) -> list[int]:
        """Return for each block the distance to the last list label above it, or 0."""
        blocks = self.facts.page.blocks
        above = [0] * len(blocks)
        for at, label in enumerate(self.facts.labels):
            if label and label[0] is phrases.LabelKind.LIST:
                for block in blocks[at + 1 : at + _FARTHEST_LABEL + 1]:
                    above[block.index] = block.index - at
                    if block.kind is HEADING:
                        break
        return above

    def columns(self, most: int | None = None) -> np.ndarray:
        """Return ``POSITION_FEATURES`` of the page's first blocks, a column per block."""
        found = self.facts.page.blocks[:most]
        numbers = np.empty((len(POSITION_FEATURES), len(found)))
        if found:
            columns = (
                self._own(found) | self._near(found) | self._around(found) | self._known(found)
            )
            columns |= self.topic.columns(len(found)) | self._marks(found)
            for index, name in enumerate(POSITION_FEATURES):
                numbers[index] = columns[name]
        return numbers

    def table(self) -> list[list[float]]:
        """Return all features of all blocks, in the order of ``NAMES``, for training."""
        words = [text_features(self, block) for block in self.facts.page.blocks]
        rows = self.columns().T.tolist()
        return [[*row, *word_columns] for row, word_columns in zip(rows, words, strict=True)]

    def _marks(self, found: Sequence[Block]) -> dict[str, Column]:
        """Return the flags of each block's element and of its ancestors in the body."""
        bits = self.facts.ancestor_flags[: len(found)] | np.array([block.flags for block in found])
        kinds = [block.kind for block in found]
        marked = bits & _MASKS != 0
        alike = np.array([_KIND_ORDER.get(kind, -1) for kind in kinds]) == _KIND_PLACES
        return dict(zip(_SIGNS, marked, strict=True)) | dict(zip(_KINDS, alike, strict=True))

    def _own(self, found: Sequence[Block]) -> dict[str, Column]:
        """Return the features of each block by itself."""
        count = len(found)
        sizes = self.sizes[:count]
        return {
            "length": np.log1p(sizes),
            "links": self.shares[:count],
            "link_count": np.minimum(10, [len(block.hrefs) for block in found]),
            "bold": np.minimum(1.0, [block.bold for block in found] / sizes),
            "italic": np.minimum(1.0, [block.italic for block in found] / sizes),
            "prose": np.log1p(self.facts.prose[:count]),
            "text_share": sizes / (self.facts.prose.sum() or 1.0),
            "h_level": np.array(
                [_level(block) if block.kind is HEADING else 0.0 for block in found]
            ),
        }

    def _known(self, found: Sequence[Block]) -> dict[str, Column]:
        """Return each block's overlap with the metadata, and whether it is in the body."""
        count = len(found)
        folded = self.facts.folded[:count]
        return {
            "inside": np.array(self.facts.body.in_body[:count]),
            "foreign": self.facts.ancestor_flags[:count] & NON_CONTENT_FLAGS != 0,
            "label_whole": _ranks(self.facts.labels[:count]),
            "label_start": _ranks(self.facts.starts[:count]),
            "lead_equal": np.array([text == self.facts.lead for text in folded]),
            "repeats": np.minimum(4, [self.facts.repeats[text] for text in folded]),
            "has_article_body": np.full(count, bool(self.stated)),
        }

    def _near(self, found: Sequence[Block]) -> dict[str, Column]:
        """Return each block's position on the page, and features of its neighbours."""
        count, whole = len(found), len(self.facts.prose)
        at = np.arange(count)
        prose = np.log1p(_between(self.facts.prose, 0.0))
        links = _between(self.shares, 1.0)
        sums = _sums(self.facts.prose)
        window = sums[np.minimum(whole, at + 5)] - sums[np.maximum(0, at - 4)]
        return {
            "first_gap": _limited(at - self.facts.first, 20),
            "last_gap": _limited(at - self.facts.last, 20),
            "position": at / whole,
            "before_first": at < self.facts.first,
            "after_last": at > self.facts.last,
            "previous_prose": prose[:count],
            "next_prose": prose[2 : count + 2],
            "previous_links": links[:count],
            "next_links": links[2 : count + 2],
            "window": np.log1p(window - self.facts.prose[:count]),
            "label_above": np.array(self.above[:count]),
            "after_title": _limited(at - self.facts.title_at, 20) * (self.facts.title_at >= 0),
            "depth_gap": _limited(np.array([one.node.depth for one in found]) - self.depth, 10),
        }

    def _around(self, found: Sequence[Block]) -> dict[str, Column]:
        """Return features of the elements around each block."""
        count = len(found)
        own = self.facts.own[:count]
        holders = np.array([holder.index for holder in self.holders])
        grands = np.array([(holder.parent or holder).index for holder in self.holders[:count]])
        lists = np.array([_list_of(block) for block in found])
        starts, ends = (np.array(list(map(of, self.facts.page.nodes))) for of in _EDGES)
        texts, proses, links = (
            sums[ends] - sums[starts]
            for sums in map(_sums, (self.sizes, self.facts.prose, self.links))
        )
        link_shares = links / np.maximum(1, texts)
        paths = np.array(self.facts.paths)
        of_path = np.bincount(paths, self.facts.own)[paths[:count]]
        alike = np.bincount(paths)[paths[:count]]
        of_parent = np.bincount(holders, self.facts.own)[holders[:count]]
        holders = holders[:count]
        return {
            "same_parent": (of_parent - own) / self.total,
            "same_path": (of_path - own) / self.total,
            "path_known": of_path > 0,
            "path_prose": own / self.total,
            "parent_links": link_shares[holders],
            "parent_prose": (proses / np.maximum(1, texts))[holders],
            "grand_links": link_shares[grands],
            "siblings": np.minimum(20, (ends - starts)[holders]),
            "path_links": np.bincount(paths, self.shares)[paths[:count]] / alike,
            "path_count": np.minimum(30, alike),
            "list_run": np.where(lists < 0, -1.0, link_shares[lists]),
        }
