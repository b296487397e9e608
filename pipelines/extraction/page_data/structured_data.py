"""Structured data of the page: JSON-LD, meta tags, canonical link, title, language.

Structured data is sometimes wrong and often malformed, so this module only parses and limits it;
``metadata`` decides what to trust. Everything is linear in the size of the page, and no input
raises: an unreadable JSON-LD block is ignored.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from pipelines.extraction.page_data.json_mending import escape_quotes, mend
from pipelines.text import clean

Node = Mapping[str, Any]

_LD_CHARS = 2_000_000  # of one script; the largest real one seen has a tenth of that
_QUOTED_CHARS = 100_000  # of a script whose quotation marks are repaired
_LD_NODES = 2_000  # JSON objects examined per page
_LD_VALUES = 64  # values read from one list (authors, keywords, images)
_META_TAGS = 1_000
_META_CHARS = 20_000

# schema.org types of articles; compared in lower case, without the namespace.
_ARTICLE_TYPES_LIST = (
    "article newsarticle reportagenewsarticle opinionnewsarticle analysisnewsarticle "
    "backgroundnewsarticle reviewnewsarticle asknewsarticle advertisercontentarticle "
    "satiricalarticle blogposting liveblogposting socialmediaposting techarticle "
    "scholarlyarticle report review criticreview interview story howto recipe"
)
_ARTICLE_TYPES = frozenset(_ARTICLE_TYPES_LIST.split())
# Properties that may contain an article. Not itemListElement, hasPart or liveBlogUpdate: those
# contain others.
_NESTS = ("@graph", "mainEntity", "mainEntityOfPage", "review")

_DECODER = json.JSONDecoder(strict=False)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,500}>")


@dataclass(frozen=True, slots=True)
class Structured:
    """What a page states about itself.

    Attributes:
        ld_articles: JSON-LD nodes of an article type, in page order.
        ld_nodes: every other top-level JSON-LD node (WebPage, Organization, BreadcrumbList ...).
        ld_ids: ``@id`` to node, for references.
        meta: lower-case ``property`` or ``name`` to contents in page order, cleaned. Properties of
            microdata are under ``itemprop:name``.
        canonical: ``rel=canonical`` as written, or None.
        title: the text of ``<title>``, or None.
        lang: ``<html lang>``, or None.
    """

    ld_articles: tuple[Node, ...] = ()
    ld_nodes: tuple[Node, ...] = ()
    ld_ids: Mapping[str, Node] = field(default_factory=dict)
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    canonical: str | None = None
    title: str | None = None
    lang: str | None = None

    def first(self, *names: str) -> str | None:
        """Return the first non-empty content of these meta tags."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return None


def read(tree: HtmlElement) -> Structured:
    """Return the page's structured data."""
    nodes: list[Node] = []
    metas: dict[str, list[str]] = {}
    canonical = title = None
    count = 0
    for element in tree.iter("meta", "link", "script", "title"):
        tag = element.tag
        if tag == "meta":
            count += 1
            if count <= _META_TAGS:
                _add_meta(metas, element)
        elif tag == "script":
            if element.text and "ld+json" in (element.get("type") or "").lower():
                nodes.extend(_flatten(_loads(element.text), _LD_NODES - len(nodes)))
        elif tag == "link":
            if canonical is None and "canonical" in (element.get("rel") or "").lower().split():
                canonical = clean(element.get("href") or "") or None
        elif title is None:
            title = clean(element.text_content()[:_META_CHARS]) or None
    articles: list[Node] = []
    others: list[Node] = []
    for node in nodes:
        (articles if is_article(node) else others).append(node)
    return Structured(
        tuple(articles),
        tuple(others),
        {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str)},
        {name: tuple(contents) for name, contents in metas.items()},
        canonical,
        title,
        (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or None),
    )


def types(node: Node) -> frozenset[str]:
    """Return the node's schema.org types in lower case, without namespace."""
    found = node.get("@type")
    values = found if isinstance(found, list) else [found]
    return frozenset(
        value.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()
        for value in values[:_LD_VALUES]
        if isinstance(value, str)
    )


def is_article(node: Node) -> bool:
    """Return whether the node is of an article type."""
    return not _ARTICLE_TYPES.isdisjoint(types(node))


def text(value: object) -> str | None:
    """Return a JSON-LD value as clean text: entities and tags inside strings are removed."""
    if isinstance(value, list):
        value = next((item for item in value if item), None)
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name") or value.get("url")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return plain(value) or None


def plain(value: str) -> str:
    """Return a string without entities (escaped once or twice) and tags, cleaned."""
    if "&" in value:
        value = html.unescape(value)
        if "&" in value and ";" in value:
            value = html.unescape(value)
    if "<" in value:
        value = _TAG.sub(" ", value)
    return clean(value)


def values(value: object) -> Sequence[object]:
    """Return a JSON-LD value as a bounded list."""
    if value is None:
        return ()
    return value[:_LD_VALUES] if isinstance(value, list) else (value,)


def is_false(value: object) -> bool:
    """Return whether a value states false: ``false``, ``"False"``, ``https://schema.org/False``."""
    if isinstance(value, bool | int):
        return not value
    said = (text(value) or "").lower().rstrip("/").rsplit("/", 1)[-1]
    return said in ("false", "no", "0")


def _add_meta(found: dict[str, list[str]], tag: HtmlElement) -> None:
    content = tag.get("content")
    if not content:
        return
    content = plain(content[:_META_CHARS])
    if not content:
        return
    name = tag.get("property") or tag.get("name") or tag.get("http-equiv")
    if name:
        found.setdefault(name.strip().lower(), []).append(content)
    prop = tag.get("itemprop")
    if prop:
        found.setdefault(f"itemprop:{prop.strip().lower()}", []).append(content)


def _loads(text: str) -> list[object]:
    """Return the JSON values of a script, with common faults repaired."""
    if len(text) > _LD_CHARS:
        return []
    text = text.strip()
    unescaped = (html.unescape,) if "&quot;" in text else ()
    quoted = (escape_quotes, _quoted_and_mended) if len(text) <= _QUOTED_CHARS else ()
    for attempt in (str, mend, *unescaped, *quoted):
        try:
            return _values(attempt(text))
        except (ValueError, RecursionError):
            continue
    return []


def _quoted_and_mended(text: str) -> str:
    """Repair strings first: in what they hold, commas and slashes are no faults."""
    return mend(escape_quotes(text))


def _values(text: str) -> list[object]:
    """Parse one JSON value, or several in a row."""
    found: list[object] = []
    at = 0
    while at < len(text) and len(found) < _LD_VALUES:
        try:
            value, at = _DECODER.raw_decode(text, at)
        except ValueError:
            if found:
                break
            raise
        found.append(value)
        while at < len(text) and text[at] in " \t\r\n;,":
            at += 1
    return found


def _flatten(roots: list[object], limit: int) -> Iterator[Node]:
    """Yield the nodes in page order; iteratively, because hostile JSON nests arbitrarily deep."""
    stack = list(reversed(roots))
    while stack and limit > 0:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value[:_LD_NODES]))
        elif isinstance(value, dict):
            limit -= 1
            if "@type" in value or "@id" in value:
                yield value
            for key in reversed(_NESTS):
                inner = value.get(key)
                if isinstance(inner, dict | list):
                    stack.append(inner)
