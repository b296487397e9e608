"""Bylines in the visible page: lines with "By", elements marked as author, names next to the date.

Used only if neither structured data nor the layout names people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from lxml.html import HtmlElement

from pipelines.calendar_names import MONTHS
from pipelines.extraction.authors import credit_lines, header_line
from pipelines.extraction.authors.agency_marks import glued_byline, is_agency
from pipelines.extraction.authors.byline import byline, may_be_phrase
from pipelines.extraction.authors.names import is_site, looks_like_name, name_with_role
from pipelines.extraction.authors.outlet_prefix import without_outlet
from pipelines.extraction.authors.people import people
from pipelines.extraction.authors.printed import beside_date, link_targets, marked_elements
from pipelines.extraction.authors.printed.link_targets import AUTHORS_PAGE
from pipelines.extraction.authors.printed.marked_elements import linked
from pipelines.extraction.dates import parser
from pipelines.extraction.dates.headline_area import HeadlineArea, holds
from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.extraction.html.dom import (
    MAX_PARTS,
    SHORT,
    close_ancestors,
    inner_text,
    is_foreign,
    parts_of,
    spaced,
    text_of,
)
from pipelines.extraction.lexicon import class_names
from pipelines.text import clean, fold

_DIGIT = re.compile(r"\d")  # no name has one
_LATIN = re.compile(r"[A-Za-z]")
_PREPOSITION = 4  # characters before a linked name
_CASELESS, _CASELESS_WORDS = 24, 4  # characters and words of a name in a script without capitals
_BY = re.compile(
    r"^\W{0,3}(?:(?:written|posted|story|words|reported|report|text)\s+)?"
    r"(?:by|von|par|por|tác giả|bởi|oleh|door|pewarta|penulis)\b[\s:]",
    re.I,
)
_INNER_BY = re.compile(r"\b[Bb]y\s+([^\W\d_].{2,60})$")  # "Posted on 21 May 2023 by A. Writer"
_POSTED = re.compile(
    r"^(?:posted by|publicado por|postado por|diposting oleh|dipos oleh|publié par|gepostet von|"
    r"eingestellt von|geplaatst door|pubblicato da|opublikowane przez|đăng bởi|gönderen|"
    r"опубликовано|posteado por|upplagd av|slået op af|lagt inn av)\s?:?\s+",
    re.I,
)
_JOINTS = " ,|·•–-"  # between the parts of a line
_DATED = ("time", "abbr")  # elements of dates
_NAME_WORDS = 4
_TEASER_LINES = 5
_INITIALS_BEHIND = re.compile(r"/[a-z]{2,4}$")  # of the editor: "dpa/jot"
_LETTER_SIZES = 2  # characters: "AA" is also a button for larger letters
_SOURCE = re.compile(
    r"^(?:sources?|quelle|fuente|fonte|bron|nguồn|sumber|kaynak|źródło|источник|来源|來源|출처|المصدر)"
    r"\s?[:：]\s*",
    re.I,
)


def find(
    tree: HtmlElement,
    blocks: Blocks,
    near: HeadlineArea,
    strict: bool,
    sites: frozenset[str] = frozenset(),
    persons: Sequence[str] = (),
) -> list[str]:
    """Return the text that names the authors: a line with "By", a marked element, a name.

    Args:
        tree, blocks, near: the page.
        strict: whether only text near the headline counts.
        sites: compact names of the site.
        persons: people whom the metadata describes without saying that they wrote the article.
    """
    around = [
        block
        for block in (blocks.blocks[near.start : near.end] if near.title_at >= 0 else ())
        if len(block.text) <= SHORT
        and block.index != near.title_at
        and block.index not in near.comments
        and not _is_of_picture(block.node)
        and not (block.index > near.text_at and _is_of_teaser(block.node, near.title_at))
        and not is_foreign(
            block.node,
            near.title_at,
            is_above_text=near.title_at < block.index < near.text_at,
            is_text_below=near.has_text,
        )
    ]
    sections = link_targets.sections([one for one in around if one.index < near.text_at])
    for at, block in enumerate(around):
        printed = link_targets.without(_byline_of(block) or "", sections)
        text = without_outlet(printed, sites)
        if text != printed and byline(text) is None:
            continue
        if text and block.index > near.text_at and _is_signed_by_reader(text):
            continue
        if text and not (may_be_phrase(text, people(text)) and _is_bare(at, around)):
            return [text]
    for block in blocks.blocks[near.start : near.end] if near.title_at >= 0 else ():
        glued = glued_byline(block.text)
        if glued:
            return [glued[0]]
    sites = sites | sections
    marked, is_above = marked_elements.find(tree, blocks, near, sites, strict=strict)
    if marked and is_above:
        return [marked]
    below = [block for block in around if block.index > near.title_at]
    known = {fold(name): name for name in persons if " " in name}
    for block in below:
        if block.index < near.text_at and block.folded in known:
            return [known[block.folded]]
    headline = blocks.blocks[near.title_at].folded if near.title_at >= 0 else ""
    own = [block for block in below if not is_foreign(block.node, near.title_at)]
    header = [block for block in own if block.index < near.text_at]
    if marked:
        return (
            _linked_line(header)
            or beside_date.find(header, near.text_at, sites, headline)
            or [marked]
        )
    in_header = [name for name in _in_header(below, near.text_at) if not is_site(name, sites)]
    if len(in_header) > 1:
        return in_header
    return (
        _linked_line(own)
        or beside_date.find(own, near.text_at, sites, headline)
        or in_header
        or _posted_by(blocks, near)
    )


def _posted_by(blocks: Blocks, near: HeadlineArea) -> list[str]:
    """Return the author that a line below the text says posted the article, as blogs print it."""
    for block in blocks.blocks[max(near.text_at, 0) :] if near.title_at >= 0 else ():
        posted = _POSTED.match(block.text) if len(block.text) <= SHORT else None
        if posted is None or block.index in near.comments or not holds(block.node, near.title_at):
            continue
        if not any(one.flags & class_names.FOOTER for one in close_ancestors(block.node)):
            continue  # of an embedded post
        words = takewhile(lambda word: looks_like_name(word), block.text[posted.end() :].split())
        name = " ".join(islice(words, _NAME_WORDS))
        if " " in name and people(name) == [name]:
            return [name]
    return []


def agency(blocks: Blocks, near: HeadlineArea, sites: frozenset[str]) -> str | None:
    """Return the agency that a line between headline and text names.

    It stands alone, as the source, or beside the newsroom: ``Harbour News with AFP``.
    """
    header = blocks.blocks[near.title_at + 1 : near.text_at] if near.title_at >= 0 else ()
    for block in header:
        if len(block.text) > SHORT or is_foreign(block.node, near.title_at, is_above_text=True):
            continue
        parts = [one for part in parts_of(block) for one in re.split(r"\s[|·•–-]\s", part)]
        for part in (block.text, *parts):
            name = _SOURCE.sub("", part).strip(" ,|·•–-()")
            name = _INITIALS_BEHIND.sub("", name)
            if len(name) > _LETTER_SIZES and is_agency(name):
                return name
            helped = beside_date.WITH_AGENCY.search(name)
            if helped and not people(name[: helped.start()], sites):
                return helped[1]
    return None


def _is_of_teaser(node: Node, title_at: int) -> bool:
    """Return whether a line stands in one element with the linked headline of another article."""
    for one in islice(node.ancestors(), 2):
        if holds(one, title_at) or one.end - one.start > _TEASER_LINES:
            return False
        headings = islice(one.element.iter("h2", "h3", "h4"), 2)
        if any(next(heading.iter("a"), None) is not None for heading in headings):
            return True
    return False


def _is_signed_by_reader(line: str) -> bool:
    """Return whether a byline names one word in Latin or Cyrillic letters, as below a comment."""
    named = people(line)
    return bool(named) and all(" " not in one and one[0].isupper() for one in named)


def _is_of_picture(node: Node) -> bool:
    return node.tag == "figcaption" or any(
        one.tag == "figure" for one in islice(node.ancestors(), 3)
    )


def _linked_line(below: Sequence[Block]) -> list[str]:
    """Return the names on a line that is links to their authors' pages, with a "di" before."""
    for block in below:
        if block.links and _letters_beside_links(block) <= _PREPOSITION:
            names: dict[str, str] = {}  # by page: a second link to one says "all articles"
            for one in islice(block.node.element.iter("a"), MAX_PARTS):
                page = AUTHORS_PAGE.search(one.get("href") or "")
                if page and text_of(one) in block.text:  # the element may have further lines
                    name = _name_of_page(text_of(one), page[1])
                    if name:
                        names.setdefault(page[1], name)
            if names:
                return list(names.values())
    return []


def _letters_beside_links(block: Block) -> int:
    """Return the number of characters of a line besides its links, dates and times."""
    beside = len(block.text) * (1 - block.link_share)
    if beside <= _PREPOSITION or len(block.text) > SHORT:
        return int(beside)
    rest = spaced(block)
    for one in islice(block.node.element.iter("a"), MAX_PARTS):
        rest = rest.replace(text_of(one), " ", 1)
    words = re.findall(r"[^\W\d]+", header_line.without_times(rest))  # "18 ноября" has no year
    return sum(len(word) for word in words if word.lower() not in MONTHS)


def _name_of_page(text: str, page: str) -> str | None:
    """Return the name of a link to an author's page, whose address has it or a number."""
    if _LATIN.search(text):
        name = name_with_role(text)
        is_number = page.strip("/").isdecimal()
        return name if name and (is_number or fold(name).split()[-1] in fold(page)) else None
    is_name = len(text) <= _CASELESS and len(text.split()) <= _CASELESS_WORDS
    return text if is_name and people(text) == [text] else None


def _in_header(below: Sequence[Block], text_at: int) -> list[str]:
    """Return the names on a line below the headline of names, roles and dates.

    Several lines of names within the text head what people say.
    """
    within: list[tuple[str, ...]] = []
    for block in below:
        line = header_line.parse(spaced(block))
        if line is None or not line.authors or line.is_bare:
            continue
        if block.index < text_at:
            return list(line.authors)
        if any(" " in one for one in line.authors):
            within.append(line.authors)
    return list(within[0]) if len(within) == 1 else []


def _byline_of(block: Block) -> str | None:
    """Return the part of a line that names authors by its wording."""
    whole, parts = spaced(block), parts_of(block)
    text = _without_dated_parts(_without_dates(block, whole, parts)).rstrip(_JOINTS)
    if _BY.match(text) and people(text):
        return linked(block.node.element) or text
    if _is_credit(text):
        return text
    undated = header_line.without_times(text).strip(_JOINTS) if _DIGIT.search(text) else ""
    if undated and _is_credit(undated):
        return undated
    for part in parts:
        if _is_credit(part):
            return part
    beside = _credit_of_element(block) if len(parts) > 1 else None
    if beside:
        return beside
    named = credit_lines.within(whole) if _DIGIT.search(block.text) else ()
    if named:
        return ", ".join(named)
    inner = _INNER_BY.search(whole)
    if inner and parser.parse(whole, month_first=True) and people(inner[1]):
        return inner[1]
    return None


def _credit_of_element(block: Block) -> str | None:
    """Return the credit that is the first element of a line, but for a date's: ``just now`` behind.

    In a sentence there is text between the elements.
    """
    element = block.node.element
    if block.node.end - block.node.start > 1 or any(
        clean(one.tail or "") for one in islice(element, MAX_PARTS)
    ):
        return None
    first = next((one for one in element if one.tag not in _DATED), None)
    if first is None or not isinstance(first.tag, str):
        return None
    credit = f"{clean(element.text or '')} {text_of(first)}".strip()
    return credit if _BY.match(credit) and _is_credit(credit) else None


def _is_credit(text: str) -> bool:
    """Return whether a line credits its writers: ``Additional reporting by X`` names none."""
    found = byline(text)
    return found is not None and bool(found.authors or not found.others)


def _without_dates(block: Block, text: str, parts: Sequence[str]) -> str:
    """Return a block's text without those parts that contain a date, with or without a year."""
    if len(parts) < 2:
        return text
    times = {inner_text(one) for one in block.node.element.iter("time")}
    return (
        " ".join(part for part in parts if part not in times and _DIGIT.search(part) is None)
        or text
    )


def _without_dated_parts(text: str) -> str:
    """Return a line without the parts between bars that contain a date."""
    if "|" not in text:
        return text
    parts = [part.strip() for part in text.split("|")]
    kept = [one for one in parts if _BY.match(one) or not parser.parse(one, month_first=True)]
    return " | ".join(kept) if len(kept) < len(parts) and kept else text


def _is_bare(at: int, around: Sequence[Block]) -> bool:
    """Return whether nothing confirms a byline: no class name, no link to a person, no date."""
    block = around[at]
    called = (block.node.flags | block.flags) & (class_names.AUTHOR | class_names.META)
    beside = around[max(0, at - 1) : at + 2]
    return not (
        called
        or linked(block.node.element)
        or any(parser.parse(one.text, month_first=True) for one in beside)
    )
