"""Recognises pages of a list: headlines of the site's other pages, with teasers or without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.calendar_names import MONTHS
from pipelines.extraction.authors.names import name_with_role
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon.notices.reuse_notices import is_reuse_notice
from pipelines.extraction.page_data.site_names import address_path, is_home, local_path
from pipelines.extraction.page_data.structured_data import types
from pipelines.extraction.rules.lists.list_items import opening
from pipelines.extraction.verdict.page_evidence import PageEvidence
from pipelines.extraction.verdict.word_overlap import (
    distinctive_stems_of,
    is_unspaced,
    overlap,
    stems,
    title_share,
)
from pipelines.items import HEADING
from pipelines.text import fold, without_digits

LINKED = 0.8
"""Share of a block that is link: it leads elsewhere."""
_LEAST_HEADLINE, _LEAST_UNSPACED = 15, 6  # characters of a linked headline
_BESIDE_LINK = 3  # characters
_MOST_OWN = 0.3  # of a list's paragraphs: they lead to no other page
_PARAGRAPH = 40  # characters
_SECTION_WORDS, _SECTION_ITEMS = 3, 5  # of the name of a section; pages it lists
_LONG_NAME, _SIGNS_A_WORD = 5, 2.5  # words; characters of one, in scripts without spaces
_INTRODUCTION, _MOST_WORDS = 2, 60  # lines and words above a section's items
_TOLD = 0.5  # of a headline's words, in the text
_NAME_WORDS = 2  # distinctive words of a person's or a topic's name; a headline has more
_LIST_TYPES = frozenset(("collectionpage", "searchresultspage"))
# Names of tag pages, folded, and their directories.
_TAG_PAGE = re.compile(
    r"^(?:tags?|topics?|chu de|tu khoa|topik|tagar|kata kunci|etiqueta|themen?|thema|tema|sujet|"
    r"mots? cles?|archives?|category|categories|kategori|chuyen muc)\b"
)
_TAG_PATH = re.compile(
    r"/(?:tags?|topics?|chu-de|tu-khoa|topik|tema|thema|themen|etiqueta|category|archives?)/"
)
_NUMBERED = re.compile(r"\d{4}|/\d+/")


def is_list(case: PageEvidence, kept: Sequence[Block], names: Sequence[str]) -> bool:
    """Return whether the text is headlines with teasers, each linking to another page."""
    if is_home(case.page.url) and sum(map(_is_linked_heading, kept)) >= _SECTION_ITEMS:
        return True  # of a portal, its items lead to other hosts
    schema_types = {kind for node in case.stated.ld_nodes for kind in types(node)}
    paragraphs = [block for block in kept if block.kind is not HEADING] or kept
    if not paragraphs:
        return bool(schema_types & _LIST_TYPES)
    is_unsigned = not case.metadata.authors and (
        not case.metadata.is_dated or case.page.outlet  # its date is the first item's
    )
    found: list[str | None] = []
    own = 0  # paragraphs that lead nowhere
    for block in paragraphs:
        target = leads_elsewhere(block, case)
        if target is None and is_unsigned:
            target = _begins_elsewhere(block, case)
        found.append(target)
        own += target is None
        if own > _MOST_OWN * len(paragraphs):
            return False  # nearly every article, early
    targets = {target for target in found if target}
    share = 1 - own / len(paragraphs)
    if len(targets) < 3:
        return False
    is_section = len(case.metadata.title.split()) <= _SECTION_WORDS and all(found)
    if is_section and len(targets) >= _SECTION_ITEMS and not case.metadata.authors:
        return True
    if is_unsigned and (
        any(map(_TAG_PAGE.search, names)) or _TAG_PATH.search(address_path(case.page.url))
    ):
        return True
    title, description = case.metadata.title, case.metadata.description
    is_name = name_with_role(title) is not None
    # A name's words are in the introduction above the items, too.
    items = [block for block, target in zip(paragraphs, found, strict=True) if target]
    if schema_types & _LIST_TYPES or case.page.outlet:
        if not is_name and len(distinctive_stems_of(title)) > _NAME_WORDS:
            return overlap(title, stems(kept)) < 0.6
        return not distinctive_stems_of(title) or overlap(title, stems(items)) < 0.6
    telling = items if is_name else kept
    described = overlap(description, stems(telling)) if description else 0.0
    is_told = title_share(title, telling) >= 0.3 or described >= 0.5
    are_items = share > 0.85 or (is_name and all(found[1:]))
    return not is_told and are_items and not _hold_text(paragraphs, found)


def _hold_text(paragraphs: Sequence[Block], found: Sequence[str | None]) -> bool:
    """Return whether there is more below most linked headlines than a teaser: a round-up's text."""
    below = Counter(
        target
        for block, target in zip(paragraphs, found, strict=True)
        if target and not block.hrefs and len(block.text) >= _PARAGRAPH
    )
    return 2 * sum(count > 1 for count in below.values()) > len({*found} - {None})


def is_section(case: PageEvidence, kept: Sequence[Block]) -> bool:
    """Return whether a page with a section's name introduces the site's pages that it lists.

    The introduction is a line or two above the items, whose teasers may have been kept. An
    article's address has a date or a number; a longer name could be a headline, which is dated or
    told by the text.
    """
    title = case.metadata.title
    if _NUMBERED.search(address_path(case.page.url)):
        return False
    if case.stated.ld_articles or case.stated.first("article:published_time"):
        return False
    words = len(title) / _SIGNS_A_WORD if is_unspaced(title) else len(title.split())
    if words > _LONG_NAME:
        return False
    if words > _SECTION_WORDS and (case.metadata.is_dated or overlap(title, stems(kept)) >= _TOLD):
        return False
    texts = [block for block in kept if block.kind is not HEADING]
    found = [leads_elsewhere(block, case) for block in texts]
    own = [block for block, target in zip(texts, found, strict=True) if target is None]
    if len(own) > _INTRODUCTION or sum(block.word_count for block in own) >= _MOST_WORDS:
        return False
    below = case.blocks[own[-1].index + 1 if own else 0 :]
    targets = {leads_elsewhere(one, case) for one in below if _is_linked(one)} - {None}
    return len(targets) >= _SECTION_ITEMS and not _hold_text(texts, found)


def is_below_list(case: PageEvidence, kept: Sequence[Block], *, is_dated: bool) -> bool:
    """Return whether the few words kept, none of the headline's, are below a list of links.

    Who may reuse the site's texts is none of this page's, whatever words the headline has.

    Of a page with a date the list stands between headline and words, where no article has a menu.
    """
    title = case.metadata.title
    if not kept:
        return False
    is_imprint = all(is_reuse_notice(block.text, block.folded) for block in kept)
    if not is_imprint and (is_unspaced(title) or overlap(title, stems(kept)) > 0):
        return False
    above = case.blocks[: kept[0].index]
    if is_dated:
        folded = fold(title)
        heads = [one.index for one in above if one.kind is HEADING and one.folded == folded]
        above = above[heads[0] :] if heads else ()
    targets = {leads_elsewhere(block, case) for block in above if _is_linked(block)} - {None}
    return len(targets) >= _SECTION_ITEMS


def _begins_elsewhere(block: Block, case: PageEvidence) -> str | None:
    """Return the page that a teaser's own first words, set off as a link, lead to."""
    if not block.hrefs or not (head := opening(block)) or len(head) > block.links + _BESIDE_LINK:
        return None
    target = local_path(block.hrefs[0], case.page.url)
    return target if target and target != address_path(case.page.url) else None


def _is_linked_heading(block: Block) -> bool:
    return block.kind is HEADING and _is_linked(block)


def _is_linked(block: Block) -> bool:
    """Return whether a block is a linked headline, with or without a date behind it."""
    least = _LEAST_UNSPACED if is_unspaced(block.text) else _LEAST_HEADLINE
    size = len(block.text)
    if size <= least or not block.link_share:
        return False
    words = without_digits(block.text).split()
    beside = sum(len(word) + 1 for word in words if word.lower() in MONTHS)
    return block.link_share * size >= LINKED * (len(" ".join(words)) - beside)


def _are_of_one_box(headline: Block, block: Block) -> bool:
    """Return whether the box around a headline, with anything else in it, holds a block below it.

    A box between two paragraphs may end in a headline: the next one is not its teaser.
    """
    box = headline.node
    while box.parent is not None and box.end - box.start == 1:
        box = box.parent
    return box.start <= block.index < box.end


def leads_elsewhere(block: Block, case: PageEvidence) -> str | None:
    """Return the page of the same site that a teaser, or the headline right above it, links to."""
    above = case.blocks[max(0, block.index - 2) : block.index]
    for one in (block, *reversed(above)):
        if one.hrefs and _is_linked(one) and (one is block or _are_of_one_box(one, block)):
            target = local_path(one.hrefs[0], case.page.url)
            if target and target != address_path(case.page.url):
                return target
    return None
