"""Numbers that describe each block: what the learned witness sees.

Every number can be read off the page by eye: length, share of link text, whether the block stands
in the body, how it looks beside the paragraphs of the article. None knows a host or a word of the
text other than the labels of ``labels_data``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log1p

from pipelines.extraction import labels, signs, story, wording
from pipelines.extraction.blocks import Block, Blocks, Node
from pipelines.extraction.body import FOREIGN, Body, prose
from pipelines.items import BlockKind
from pipelines.text import fold

_KINDS = (
    BlockKind.HEADING,
    BlockKind.LIST_ITEM,
    BlockKind.QUOTE,
    BlockKind.TABLE,
    BlockKind.CODE,
)
_SIGNS = (
    signs.NAV | signs.TOC,
    signs.SHARE,
    signs.RELATED | signs.TEASER,
    signs.COMMENT,
    signs.CAPTION,
    signs.AUTHOR,
    signs.DATE | signs.META,
    signs.TAGS | signs.KICKER,
    signs.AD | signs.PROMPT,
    signs.FOOTER,
    signs.SIDEBAR,
    signs.HIDDEN,
    signs.MEDIA,
    signs.TITLE | signs.HEADER,
    signs.LEAD,
    signs.BODY,
    signs.ARTICLE,
    signs.FORM,
    signs.QUOTE,
    signs.EMBED,
    signs.NOTICE,
)
_NAMES = (
    "length links link_count ends_sentence stops commas digits upper starts_lower bold italic "
    "ruled question heading list_item quote table code inside foreign s_nav s_share s_related "
    "s_comment s_caption s_author s_date s_tags s_ad s_footer s_side s_hidden s_media s_title "
    "s_lead s_body s_article s_form s_quote s_embed s_notice label_whole label_start label_above "
    "credit by_line date_shape same_parent same_path path_known path_prose first_gap last_gap "
    "position before_first after_last next_prose previous_prose next_links previous_links "
    "window parent_links parent_prose grand_links title_share title_equal lead_equal "
    "in_article_body has_article_body repeats alt_equal h_level after_title depth_gap "
    "siblings prose list_run text_share path_links path_count"
)
NAMES = (*_NAMES.split(), *story.NAMES, *wording.NAMES)

_UPPER = re.compile(r"[A-ZÀ-Þ]")
_DIGIT = re.compile(r"\d")
_STOP = re.compile(r"[.!?…。！？।。](?:[\"”’')\]»]|\s|$)")
_ENDS = re.compile(r"[.!?…。！？।:;][\"”’'）)\]»]*$")
_CREDIT = re.compile(
    r"\b(photo|photograph|image|picture|source|credit|getty|reuters|afp|ap photo|courtesy|"
    r"file photo|illustration|shutterstock|foto|imagen|bild|fuente|quelle|crédit|ảnh|фото)\b",
    re.I,
)
_BY = re.compile(r"(by|von|por|par|di|от|автор|written by|words by|text by|story by)\b", re.I)
_DATE = re.compile(
    r"\d{1,2}[:h.]\d{2}|\b(19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    r"|\bago\b|\bmin(ute)?s? read\b",
    re.I,
)


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


def _holder(block: Block) -> Node:
    return block.node.parent or block.node


def _level(block: Block) -> float:
    """Rank of a heading, 1 to 6."""
    for ancestor in block.node.ancestors():
        if len(ancestor.tag) == 2 and ancestor.tag[1] in "123456":
            return float(ancestor.tag[1])
    return 0.0


def _shingles(text: str) -> set[tuple[str, str, str]]:
    words = text.split()
    return set(zip(words, words[1:], words[2:], strict=False))


class Describer:
    """One page's numbers: sums made once, then a row per block."""

    def __init__(self, page: Blocks, body: Body, facts: Facts) -> None:
        self.page, self.body = page, body
        found = page.blocks
        self.folded = [fold(block.text) for block in found]
        self.prose = [prose(block) for block in found]
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
        self.repeats = Counter(self.folded)
        self.alts = {fold(alt) for _, alt in page.pictures if len(alt) > 15}
        self.by_parent: dict[int, float] = {}
        self.by_path: dict[tuple[str, str, str, str], float] = {}
        self.paths = [_path(block.node) for block in found]
        for block, weight, path in zip(found, self.own, self.paths, strict=True):
            if weight:
                key = _holder(block).index
                self.by_parent[key] = self.by_parent.get(key, 0.0) + weight
                self.by_path[path] = self.by_path.get(path, 0.0) + weight
        core = [i for i, weight in enumerate(self.own) if weight > 80]
        self.first = core[0] if core else 0
        self.last = core[-1] if core else len(found)
        self.depth = found[core[len(core) // 2]].node.depth if core else 0
        self.title = fold(facts.title)
        self.title_words = set(self.title.split())
        self.lead = fold(facts.lead)
        self.known = _shingles(fold(facts.article_body)) if facts.article_body else set()
        self.host = facts.host
        self.story = story.Story(found, self.folded, self.own, facts.authors, facts.lead)
        self.path_links: dict[tuple[str, str, str, str], list[float]] = {}
        for block, path in zip(found, self.paths, strict=True):
            self.path_links.setdefault(path, []).append(block.link_share)
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
            label = labels.whole(block.text)
            if label and label[0] is labels.LabelKind.LIST:
                since = 1
            elif since:
                since = 0 if block.kind is BlockKind.HEADING or since > 20 else since + 1
        return above

    def row(self, block: Block) -> list[float]:
        """Return the block's numbers, in the order of ``NAMES``."""
        return [
            *self._text(block),
            *self._signs(block),
            *self._place(block),
            *self._kin(block),
            *self.story.row(block),
            *wording.row(block, self.host),
        ]

    def _text(self, block: Block) -> list[float]:
        text = block.text
        size = len(text)
        kind = block.kind
        head = text[:400]
        short = len(head)
        return [
            log1p(size),
            block.link_share,
            min(len(block.hrefs), 10),
            1.0 if _ENDS.search(text) else 0.0,
            min(len(_STOP.findall(head)), 5),
            head.count(",") / short * 50,
            len(_DIGIT.findall(head)) / short,
            len(_UPPER.findall(head)) / short,
            1.0 if text[0].islower() else 0.0,
            min(1.0, block.bold / size),
            min(1.0, block.italic / size),
            1.0 if block.ruled else 0.0,
            1.0 if text[-1] == "?" else 0.0,
            *[1.0 if kind is one else 0.0 for one in _KINDS],
        ]

    def _signs(self, block: Block) -> list[float]:
        inside = self.body.inside[block.index]
        bits = self.body.within[block.node.index]
        text = block.text
        label = labels.whole(text)
        start = labels.start(text)
        return [
            1.0 if inside else 0.0,
            1.0 if bits & FOREIGN else 0.0,
            *[1.0 if (bits | block.signs) & one else 0.0 for one in _SIGNS],
            _LABEL_ORDER[label[0]] if label else 0.0,
            _LABEL_ORDER[start[0]] if start else 0.0,
            self.above[block.index],
            1.0 if len(text) < 300 and _CREDIT.search(text) else 0.0,
            1.0 if len(text) < 120 and _BY.match(text) else 0.0,
            1.0 if len(text) < 100 and _DATE.search(text) else 0.0,
        ]

    def _place(self, block: Block) -> list[float]:
        index = block.index
        path = self.paths[index]
        own = self.own[index]
        parent_share = (self.by_parent.get(_holder(block).index, 0.0) - own) / self.total
        path_share = (self.by_path.get(path, 0.0) - own) / self.total
        return [
            parent_share,
            path_share,
            1.0 if path in self.by_path else 0.0,
            own / self.total,
            max(-20, min(20, index - self.first)),
            max(-20, min(20, index - self.last)),
            index / len(self.page.blocks),
            1.0 if index < self.first else 0.0,
            1.0 if index > self.last else 0.0,
        ]

    def _share(self, node: Node, sums: Sequence[float]) -> float:
        size = self.text_sums[node.end] - self.text_sums[node.start]
        return (sums[node.end] - sums[node.start]) / size if size else 0.0

    def _near(self, index: int) -> tuple[float, float]:
        found = self.page.blocks
        if 0 <= index < len(found):
            return log1p(self.prose[index]), found[index].link_share
        return 0.0, 1.0

    def _kin(self, block: Block) -> list[float]:
        index = block.index
        found = self.page.blocks
        folded = self.folded[index]
        words = folded.split()
        next_prose, next_links = self._near(index + 1)
        previous_prose, previous_links = self._near(index - 1)
        low, high = max(0, index - 4), min(len(found), index + 5)
        holder = _holder(block)
        grand = holder.parent or holder
        overlap = len(self.title_words.intersection(words)) / len(words) if words else 0.0
        alike = self.path_links[self.paths[index]]
        known = 0.0
        if self.known:
            grams = list(zip(words, words[1:], words[2:], strict=False))
            if grams:
                known = sum(gram in self.known for gram in grams) / len(grams)
        return [
            next_prose,
            previous_prose,
            next_links,
            previous_links,
            log1p(self.prose_sums[high] - self.prose_sums[low] - self.prose[index]),
            self._share(holder, self.link_sums),
            self._share(holder, self.prose_sums),
            self._share(grand, self.link_sums),
            overlap,
            1.0 if folded == self.title else 0.0,
            1.0 if folded == self.lead else 0.0,
            known,
            1.0 if self.known else 0.0,
            min(self.repeats[folded], 4),
            1.0 if folded in self.alts else 0.0,
            _level(block) if block.kind is BlockKind.HEADING else 0.0,
            max(-20, min(20, index - self.title_at)) if self.title_at >= 0 else 0.0,
            max(-10, min(10, block.node.depth - self.depth)),
            min(20, holder.end - holder.start),
            log1p(self.prose[index]),
            self._list_run(block),
            len(block.text) / self.all,
            sum(alike) / len(alike),
            min(30, len(alike)),
        ]

    def _list_run(self, block: Block) -> float:
        """Share of link text in the list the block is an item of; -1 outside lists."""
        for ancestor in block.node.ancestors():
            if ancestor.tag in ("ul", "ol", "dl"):
                return self._share(ancestor, self.link_sums)
            if ancestor.tag in ("div", "section", "article", "body"):
                break
        return -1.0


_LABEL_ORDER = {kind: float(place + 1) for place, kind in enumerate(labels.LabelKind)}
