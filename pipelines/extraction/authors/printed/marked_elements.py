"""Elements that a template marks as the author's, by rel, itemprop or class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extraction.authors.name_words import is_staff
from pipelines.extraction.authors.people import people
from pipelines.extraction.dates import parser
from pipelines.extraction.dates.headline_area import HeadlineArea
from pipelines.extraction.html.blocks import Blocks, Node
from pipelines.extraction.html.dom import (
    MAX_PARTS,
    NAMED_ABOVE_TEXT,
    OTHER_ARTICLE_FLAGS,
    SHORT,
    close_ancestors,
    node_of,
    text_of,
)
from pipelines.extraction.lexicon import class_names
from pipelines.text import clean

_AROUND_QUOTE = 3  # elements
_CALLED = 60  # elements; a page of comments has thousands
_TAGS = (
    *("a", "span", "address", "em", "strong", "b", "i", "small", "div", "p", "li", "cite"),
    *("h3", "h4", "h5", "h6", "dd", "td"),
)
_PLACES = re.compile(r"(?<![a-z])(?:location|place|city|dateline)(?![a-z])")  # in class names
_FIRST_NAME = re.compile(r"(?:^|\s)(?:first|given)-?_?name\b", re.I)
_NAME_PARTS = re.compile(r"(?:^|\s)(?:first|given|last|family)-?_?name\b", re.I)
_PROFILE = re.compile(
    r"/(?:authors?|editors?|profiles?|staff|people|by|contributors?|writers?|reporters?|team|bio|tac-gia)/",
    re.I,
)


def find(
    tree: HtmlElement, blocks: Blocks, near: HeadlineArea, sites: frozenset[str], *, strict: bool
) -> tuple[str, bool]:
    """Return the text of the first marked element that names people or the newsroom, or nothing.

    Also whether it stands above the text, where nobody else is named.

    Args:
        tree, blocks, near: the page.
        sites: compact names of the site, which may link its home page as its author.
        strict: whether only elements near the headline count.
    """
    items: set[HtmlElement] | None = None
    for one in islice(_called_author(tree), _CALLED):
        node = node_of(one, blocks.by_element())
        if (
            node is None
            or next(one.iterancestors("figure"), None) is not None
            or _is_quoted(one)
            or node.start in near.comments
            or _is_elsewhere(node, near)
            or _is_of_body_or_picture(one)
            or (strict and not near.start <= node.start < near.end)
        ):
            continue
        text = _name_in(one, sites)
        if not text or len(text) > SHORT:
            continue
        if not (_people_beside_date(text, sites) or is_staff(text)):
            continue
        if next(one.iterancestors("article"), None) is not None:
            items = _of_items(tree) if items is None else items
            if one in items:
                continue
        return text, node.start < near.text_at
    return "", False


def _name_in(author: HtmlElement, sites: frozenset[str]) -> str:
    """Return what names the people in an element marked as author.

    Beside the one name that microdata states there, "by", a job or a paper may be printed.
    """
    inner = [one for one in islice(author.iter(), MAX_PARTS) if one.get("itemprop") == "author"]
    stated = _stated_names(inner[0] if len(inner) == 1 else author)
    if len(stated) == 1 and people(stated[0], sites):
        return stated[0]
    return linked(author) or _without_place(author) or ", ".join(stated)


def _is_quoted(author: HtmlElement) -> bool:
    """Return whether an element stands in one of a quotation: it names who said that."""
    return any(
        one.tag == "blockquote" or "quote" in (one.get("class") or "").lower()
        for one in islice(author.iterancestors(), _AROUND_QUOTE)
    )


def _is_of_body_or_picture(author: HtmlElement) -> bool:
    """Return whether microdata says that the author is an organisation, or a class a licence."""
    kind = (author.get("itemtype") or "").lower()
    return kind.endswith("organization") or "license" in (author.get("class") or "").lower()


def _of_items(tree: HtmlElement) -> set[HtmlElement]:
    """Return the elements marked as author in two or more articles beside each other.

    Comments and teasers are articles, too, and none of them is the page's own.
    """
    by_parent: dict[HtmlElement, dict[HtmlElement, list[HtmlElement]]] = {}
    for one in islice(_called_author(tree), _CALLED):
        item = next(one.iterancestors("article"), None)
        parent = item.getparent() if item is not None else None
        if item is not None and parent is not None and next(item.iter("h1"), None) is None:
            by_parent.setdefault(parent, {}).setdefault(item, []).append(one)
    several = (items for items in by_parent.values() if len(items) > 1)
    return {one for items in several for inner in items.values() for one in inner}


def _stated_names(author: HtmlElement) -> list[str]:
    """Return the names that microdata states in an element, for readers or for machines alone."""
    names = (
        clean(one.get("content") or "") if one.tag == "meta" else text_of(one)
        for one in (islice(author.iter(), MAX_PARTS) if author.get("itemprop") else ())
        if one.get("itemprop") == "name"
    )
    return [name for name in names if name]


def _without_place(marked: HtmlElement) -> str:
    """Return the text of an element marked as author, without where its people are."""
    parts = list(islice(marked.iterchildren("div", "p", "span"), MAX_PARTS))
    named = [one for one in islice(marked.iter("span"), MAX_PARTS) if _is_part_of_name(one)]
    if named:
        return ", ".join(_joined(named))
    kept = [one for one in parts if not _PLACES.search(one.get("class") or "")]
    if not kept or len(kept) == len(parts):
        return text_of(marked, " | ")
    return " | ".join(text_of(one, " | ") for one in kept)


def _is_part_of_name(element: HtmlElement) -> bool:
    return _NAME_PARTS.search(element.get("class") or "") is not None


def _joined(parts: Sequence[HtmlElement]) -> Iterator[str]:
    """Yield full names of the first and last names that follow each other."""
    words: list[str] = []
    for one in parts:
        is_first = _FIRST_NAME.search(one.get("class") or "") is not None
        if is_first and words:
            yield " ".join(words)
            words = []
        words.append(text_of(one))
    if words:
        yield " ".join(words)


def _people_beside_date(text: str, sites: frozenset[str]) -> list[str]:
    """Return the people that a text names; one word beside a date is a place, or a day's name."""
    found = people(text, sites)
    is_dated = any(map(str.isdigit, text)) and parser.parse(text, month_first=True) is not None
    return [name for name in found if " " in name] if is_dated else found


def _is_elsewhere(node: Node, near: HeadlineArea) -> bool:
    """Return whether an element is in a part of the page that names other people."""
    is_above_text = near.title_at < node.start < near.text_at and near.has_text
    parts = OTHER_ARTICLE_FLAGS & ~(NAMED_ABOVE_TEXT if is_above_text else class_names.FOOTER)
    return any(
        one.flags & parts
        and not one.flags & class_names.BODY
        and not one.start <= near.title_at < one.end  # it also holds the headline
        for one in close_ancestors(node)
    )


def _called_author(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements marked as author by rel, itemprop or class, in page order."""
    for one in tree.iter(*_TAGS):
        names = one.get("class")
        if (
            (names and class_names.flags_from_names(names) & class_names.AUTHOR)
            or one.get("rel") == "author"
            or "author" in (one.get("itemprop"), (one.get("property") or "").rpartition(":")[2])
        ):
            yield one


def linked(element: HtmlElement) -> str:
    """Return the names linked to an author page, if the byline has such links."""
    links = [
        text_of(one)
        for one in islice(element.iter("a"), MAX_PARTS)
        if one.get("rel") == "author" or _PROFILE.search(one.get("href") or "")
    ]
    return ", ".join(dict.fromkeys(text for text in links if text and people(text)))
