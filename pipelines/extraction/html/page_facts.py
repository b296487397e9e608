"""Facts of a page that rules and classifier both use: labels, repeats, headline, main text.

None of them is a score. The classifier's features are derived from them in ``classifier.features``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult

import numpy as np

from pipelines.extraction.html.blocks import Block, Blocks
from pipelines.extraction.html.location.running_sums import running
from pipelines.extraction.html.main_content import NON_CONTENT_FLAGS, Body
from pipelines.items import HEADING
from pipelines.text import fold
from pipelines.urls import plain_urls

_MIN_ALT_CHARS = 15  # shorter alternative texts are words that any line may contain
_MIN_CORE_WEIGHT = 80  # characters of prose from which a paragraph belongs to the article
_MAX_LINKS = 5  # links examined per block
_MAX_LINK_CHARS = 2_000
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|csv|od[ts]|pptx?|zip)(?:[?#\s]|$)", re.I)


@dataclass(frozen=True, slots=True)
class KnownMetadata:
    """What the head of the page says about the article.

    Attributes:
        title, lead, article_body: as the page states them; ``""`` if it does not.
        authors: people.
        host: the page's host, without ``www.``.
        site_name: the site's name as printed.
        language: of the article, as ISO 639-1.
        site_names: what the site is called, in compact form (``page_data.site_names``).
    """

    title: str = ""
    lead: str = ""
    article_body: str = ""
    authors: tuple[str, ...] = ()
    host: str = ""
    site_name: str = ""
    language: str = ""
    site_names: frozenset[str] = frozenset()


class PageFacts:
    """Facts of one page, each computed once. Lists and arrays have one entry per block.

    Attributes:
        page, body, known: blocks, location of the article, and metadata of the head.
        folded: each text folded for comparison.
        labels, starts: the label that a block is, and the one that it begins with.
        announces: whether a block announces a list of other articles.
        repeats: how often each folded text is on the page.
        alts: folded alternative texts of its images.
        paths: a number for each path of tags and class names; equal for equal paths.
        forms: the same without numbers in names, which tell elements of one form apart.
        ancestor_flags: flags of the elements around a block (bits of ``class_names``).
        prose: a block's amount of running text, in characters.
        own: the same inside the article's body, 0 elsewhere; ``own_weights``: as plain numbers,
            which rules compare one by one.
        first, last: the first and the last paragraph of the article.
        title, lead: folded.
        title_at: the block with the headline; -1 if there is none.
    """

    def __init__(self, page: Blocks, body: Body, known: KnownMetadata) -> None:
        self.page, self.body, self.known = page, body, known
        found = page.blocks
        self.folded = [block.folded for block in found]
        self.labels = [block.label for block in found]
        self.starts = [block.start for block in found]
        self.announces = [block.announces for block in found]
        self.repeats = Counter(self.folded)
        self.alts = {fold(alt) for alt in page.pictures if len(alt) > _MIN_ALT_CHARS}
        self.paths, self.forms = _paths_and_forms(found)
        self.ancestor_flags = np.array(
            [body.ancestor_flags[block.node.index] for block in found], int
        )
        self.prose = np.array(body.prose)
        own = (self.ancestor_flags & NON_CONTENT_FLAGS == 0) & np.array(body.in_body, bool)
        self.own = np.where(own, self.prose, 0.0)
        self.own_weights: list[float] = self.own.tolist()
        self._prose_sums = running(body.prose)
        self._own_sums = running(self.own_weights)
        self.core = np.flatnonzero(self.own > _MIN_CORE_WEIGHT).tolist()
        self.first = self.core[0] if self.core else 0
        self.last = self.core[-1] if self.core else len(found)
        self.title = fold(known.title)
        self.lead = fold(known.lead)
        self.title_at = self._title_at()
        self._targets: dict[int, list[SplitResult]] = {}

    def _title_at(self) -> int:
        at = -1
        for block, text in zip(self.page.blocks, self.folded, strict=True):
            if text == self.title or (block.tag == "h1" and at < 0):
                at = block.index
                if text == self.title and block.kind is HEADING:
                    break
        return at

    def prose_between(self, start: int, end: int | None = None) -> float:
        """Return the running text of ``blocks[start:end]``, in characters."""
        sums = self._prose_sums
        return sums[-1 if end is None else end] - sums[start]

    def own_between(self, start: int, end: int | None = None) -> float:
        """Return the same inside the article's body."""
        sums = self._own_sums
        return sums[-1 if end is None else end] - sums[start]

    def offsite_share(self, block: Block) -> float:
        """Return the share of a block's links to other hosts; -1 without a link."""
        host = self.known.host
        hosts = [target.netloc for target in self.link_targets(block)]
        away = sum(bool(host and other) and not other.endswith(host) for other in hosts)
        return away / len(block.hrefs[:_MAX_LINKS]) if block.hrefs else -1.0

    def leads_to_pages_here(self, block: Block) -> bool:
        """Return whether a block links to this site alone, and to none of its documents.

        Reports and tables that a text is about are printed as links like headlines are.
        """
        return not self.offsite_share(block) and not _DOCUMENT.search(" ".join(block.hrefs))

    def link_targets(self, block: Block) -> list[SplitResult]:
        """Return the targets of a block's first links; invalid URLs are left out."""
        cached = self._targets.get(block.index)
        if cached is None:
            cached = self._targets[block.index] = _link_targets(block)
        return cached


def _link_targets(block: Block) -> list[SplitResult]:
    found = []
    for href in block.hrefs[:_MAX_LINKS]:
        if len(href) < _MAX_LINK_CHARS:
            with suppress(ValueError):  # an invalid URL has no target
                found.append(plain_urls.split(href))
    return found


def _paths_and_forms(blocks: Sequence[Block]) -> tuple[list[int], list[int]]:
    """Return for each block the number of its path and that of its form, which the path tells."""
    paths: list[int] = []
    seen: dict[tuple[str, str, str, str], int] = {}
    form_of: list[int] = []  # of each path
    forms: dict[Hashable, int] = {}
    for block in blocks:
        node = block.node
        around = node.parent or node
        key = (node.tag, node.names, around.tag, around.names)
        path = seen.get(key)
        if path is None:
            path = seen[key] = len(seen)
            form_of.append(forms.setdefault((node.shape, around.shape), len(forms)))
        paths.append(path)
    return paths, list(map(form_of.__getitem__, paths))
