"""Bylines in the visible page: lines with "By", elements marked as author, names next to the date.

Used only if neither structured data nor the layout names people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from pipelines.calendar_names import ENGLISH_MONTHS, MONTHS
from pipelines.extraction.authors import header_line
from pipelines.extraction.authors.agency_marks import glued_byline
from pipelines.extraction.authors.byline import byline, may_be_phrase
from pipelines.extraction.authors.name_words import is_role_line, is_staff
from pipelines.extraction.authors.names import name_with_role
from pipelines.extraction.authors.people import people
from pipelines.extraction.dates import parser
from pipelines.extraction.dates.headline_area import HeadlineArea
from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.extraction.html.dom import (
    MAX_PARTS,
    OTHER_ARTICLE_FLAGS,
    SHORT,
    close_ancestors,
    is_foreign,
    node_of,
    parts_of,
    spaced,
    text_of,
)
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.agencies import AGENCY_PATTERN
from pipelines.extraction.page_data.headline import compact
from pipelines.text import clean, fold

_DIGIT = re.compile(r"\d")  # no name has one
_LATIN = re.compile(r"[A-Za-z]")
_PREPOSITION = 4  # characters before a linked name
_CASELESS, _CASELESS_WORDS = 24, 4  # characters and words of a name in a script without capitals
_CASELESS_NAME = range(2, 5)
_CASELESS_WORD = re.compile(r"[\u0590-\u05ff\u0620-\u06ff\u0e00-\u0e7f]+")  # Hebrew, Arabic, Thai
_AT_DESK = re.compile(
    r"^([\u4e00-\u9fff\u3040-\u30ff]{3,6})[（(][\u4e00-\u9fff]{1,6}[部局社班][）)]$"
)
_OF_OUTLET = re.compile(r",\s(?:da|do|de|del|of|von|vom|du|della)\s(?:the\s)?([^,]{3,50})$")
_CALLED = 60  # elements marked as author; a page of comments has thousands
_BY = re.compile(
    r"^\W{0,3}(?:(?:written|posted|story|words|reported|report|text)\s+)?"
    r"(?:by|von|par|por|tác giả|bởi|oleh|door|pewarta|penulis)\b[\s:]",
    re.I,
)
_INNER_BY = re.compile(r"\b[Bb]y\s+([^\W\d_].{2,60})$")  # "Posted on 21 May 2023 by A. Writer"
_BEFORE_DATE = re.compile(
    r"^([^\W\d_][^\d_|,]{3,40}?)\s?(?:[-–|,]\s?)?"
    rf"(?:{'|'.join(ENGLISH_MONTHS)})\b\.?\s\d",
    re.I,
)
_WITH_AGENCY = re.compile(rf"\s(?:with|avec|mit|con|com|dengan)\s(?:{AGENCY_PATTERN})$")
_AT_OUTLET = re.compile(r"\s\|\s[^|\d]{2,40}$")  # "Lan Vien | Harbour News"
_PLACES = re.compile(r"(?<![a-z])(?:location|place|city|dateline)(?![a-z])")  # in class names
_FOR_OUTLET = re.compile(r"\s(?:for|für|pour|para|untuk)\s(?:the\s)?[A-ZÀ-Þ][^,;|]{2,50}$")
_JOINED = re.compile(r"\s(?:and|und|et|y|e|dan|và|&|[-–—])\s")  # places have commas only
_JOINTS = re.compile(r",?\s(?:and|und|et|y|e|dan|và|&|[-–—])\s|,\s")
_PROFILE = re.compile(
    r"/(?:authors?|profiles?|staff|people|by|contributors?|writers?|reporters?|team|bio|tac-gia)/",
    re.I,
)
AUTHORS_PAGE = re.compile(
    r"/(?:authors?|staff|by|contributors?|writers?|reporters?|journalists?|columnists?|tac-gia|"
    r"penulis|autor(?:es|en)?|auteurs?|signataires?)/(.{1,80})",
    re.I,
)


def find(
    tree: HtmlElement,
    blocks: Blocks,
    near: HeadlineArea,
    strict: bool,
    sites: frozenset[str] = frozenset(),
) -> list[str]:
    """Return the text that names the authors: a line with "By", a marked element, a name.

    Args:
        tree, blocks, near: the page.
        strict: whether only text near the headline counts.
        sites: compact names of the site.
    """
    around = [
        block
        for block in (blocks.blocks[near.start : near.end] if near.title_at >= 0 else ())
        if len(block.text) <= SHORT
        and block.index != near.title_at
        and block.index not in near.comments
        and not is_foreign(block.node, near.title_at)
    ]
    for at, block in enumerate(around):
        text = _byline_of(block)
        if text and not (may_be_phrase(text, people(text)) and _is_bare(at, around)):
            return [text]
    for block in blocks.blocks[near.start : near.end] if near.title_at >= 0 else ():
        glued = glued_byline(block.text)
        if glued:
            return [glued[0]]
    called = list(islice(_called_author(tree), _CALLED))
    nodes = blocks.by_element() if called else {}
    items = _of_items(called)
    for one in called:
        node = node_of(one, nodes)
        if (
            node is None
            or next(one.iterancestors("figure"), None) is not None
            or node.start in near.comments
            or _is_elsewhere(node)
            or one in items
            or (strict and not near.start <= node.start < near.end)
        ):
            continue
        text = _linked(one) or _without_place(one) or _unseen_name(one)
        if text and len(text) <= SHORT and (_people_beside_date(text) or is_staff(text)):
            return [text]
    below = [block for block in around if block.index > near.title_at]
    return _linked_line(below) or _beside_date(below, sites) or _in_header(below)


def _of_items(called: Sequence[HtmlElement]) -> set[HtmlElement]:
    """Return the elements marked as author in two or more articles beside each other.

    Comments and teasers are articles, too, and none of them is the page's own.
    """
    by_parent: dict[HtmlElement, dict[HtmlElement, list[HtmlElement]]] = {}
    for one in called:
        item = next(one.iterancestors("article"), None)
        parent = item.getparent() if item is not None else None
        if item is not None and parent is not None and next(item.iter("h1"), None) is None:
            by_parent.setdefault(parent, {}).setdefault(item, []).append(one)
    several = (items for items in by_parent.values() if len(items) > 1)
    return {one for items in several for inner in items.values() for one in inner}


def _unseen_name(author: HtmlElement) -> str:
    """Return the name that microdata states for machines: ``<meta itemprop="name">``."""
    meta = next((one for one in author.iter("meta") if one.get("itemprop") == "name"), None)
    return clean(meta.get("content") or "") if meta is not None else ""


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


def _without_place(marked: HtmlElement) -> str:
    """Return the text of an element marked as author, without where its people are."""
    parts = list(islice(marked.iterchildren("div", "p", "span"), MAX_PARTS))
    kept = [one for one in parts if not _PLACES.search(one.get("class") or "")]
    if not kept or len(kept) == len(parts):
        return text_of(marked, " | ")
    return " | ".join(text_of(one, " | ") for one in kept)


def _people_beside_date(text: str) -> list[str]:
    """Return the people that a text names; one word beside a date is a place, or a day's name."""
    found = people(text)
    is_dated = any(map(str.isdigit, text)) and parser.parse(text, month_first=True) is not None
    return [name for name in found if " " in name] if is_dated else found


def _in_header(below: Sequence[Block]) -> list[str]:
    """Return the names on a line below the headline of names, roles and dates."""
    for block in below:
        line = header_line.parse(spaced(block))
        if line is not None and line.authors and not line.is_bare:
            return list(line.authors)
    return []


def _byline_of(block: Block) -> str | None:
    """Return the part of a line that names authors by its wording."""
    text = _without_dated_parts(_without_dates(block))
    if _BY.match(text) and people(text):
        return _linked(block.node.element) or text
    if byline(text):
        return text
    for part in parts_of(block):
        if byline(part):
            return part
    text = spaced(block)
    inner = _INNER_BY.search(text)
    if inner and parser.parse(text, month_first=True) and people(inner[1]):
        return inner[1]
    return None


def _without_dates(block: Block) -> str:
    """Return the block's text without elements that contain a date, with or without a year."""
    text = spaced(block)
    parts = parts_of(block)
    if len(parts) < 2:
        return text
    times = {clean("".join(one.itertext())) for one in block.node.element.iter("time")}
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
        or _linked(block.node.element)
        or any(parser.parse(one.text, month_first=True) for one in beside)
    )


def _beside_date(below: Sequence[Block], sites: frozenset[str]) -> list[str]:
    """Return a line below the headline that is a name, next to the date or glued to it."""
    for at, block in enumerate(below):
        text = spaced(block)
        if parser.parse(text, month_first=True) is None:
            continue
        glued = _BEFORE_DATE.match(text)
        beside = [
            _above_role(one) for one in (*below[max(0, at - 1) : at], *below[at + 1 : at + 2])
        ]
        within = [part.strip(" ,|·•–-") for part in parts_of(below[at])]
        for text in [*within, *([glued[1]] if glued else []), *beside]:
            line = _FOR_OUTLET.sub("", _WITH_AGENCY.sub("", _AT_OUTLET.sub("", text.strip())))
            head, _, outlet = line.rpartition(" - ")
            line = head if head and compact(outlet) in sites else line
            of_outlet = _OF_OUTLET.search(line)
            if of_outlet and compact(of_outlet[1]) in sites:
                line = line[: of_outlet.start()]
            name = name_with_role(line)
            if name and people(name) == [name]:
                return [name]
            if _are_names(line) or _is_caseless_name(line):
                return [line]
            at_desk = _AT_DESK.match(line)
            if at_desk:
                return [at_desk[1]]
    return []


def _above_role(block: Block) -> str:
    """Return a line's text; of a name and a role in elements or lines of their own, the name."""
    parts = parts_of(block)
    return parts[0] if len(parts) > 1 and is_role_line(parts[1]) else block.text


def _is_caseless_name(line: str) -> bool:
    """Return whether a line is two to four words in a script without capitals: a person's name.

    An Arabic name of a place or an office begins with the article.
    """
    words = line.split()
    is_short = len(words) in _CASELESS_NAME and all(1 < len(word) < 13 for word in words)
    if not is_short or not all(map(_CASELESS_WORD.fullmatch, words)):
        return False
    return not any(word.startswith("ال") for word in words[:1]) and people(line) == [line]


def _are_names(line: str) -> bool:
    """Return whether a line is two or more full names, joined by a word or a dash."""
    names = _JOINTS.split(line)
    if len(line) > SHORT or len(names) < 2 or not _JOINED.search(line):
        return False
    return all(name_with_role(name) == name for name in names) and people(line) == names


def _is_elsewhere(node: Node) -> bool:
    """Return whether an element is in a part of the page that names other people."""
    parts = OTHER_ARTICLE_FLAGS & ~class_names.FOOTER
    return any(
        one.flags & parts and not one.flags & class_names.BODY for one in close_ancestors(node)
    )


def _called_author(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements marked as author by rel, itemprop or class, in page order."""
    for one in tree.iter("a", "span", "address", "em", "strong", "b", "div", "p", "li", "cite"):
        names = one.get("class")
        if (
            (names and class_names.flags_from_names(names) & class_names.AUTHOR)
            or one.get("rel") == "author"
            or "author" in (one.get("itemprop"), (one.get("property") or "").rpartition(":")[2])
        ):
            yield one


def _linked(element: HtmlElement) -> str:
    """Return the names linked to an author page, if the byline has such links."""
    links = [
        text_of(one)
        for one in islice(element.iter("a"), MAX_PARTS)
        if one.get("rel") == "author" or _PROFILE.search(one.get("href") or "")
    ]
    return ", ".join(dict.fromkeys(text for text in links if text and people(text)))
