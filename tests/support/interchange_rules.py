"""What standards ask of an article or a feed handed on: a function for each returns faults.

``news_article_faults`` follows https://schema.org/NewsArticle (properties, and the types each may
have), ``atom_faults`` RFC 4287 sections 4.1 and 4.2, ``json_feed_faults`` JSON Feed 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

# RFC 3339, which is ISO 8601 with a time and a zone.
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # BCP 47


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_time(value: Any) -> bool:
    return isinstance(value, str) and _TIME.fullmatch(value) is not None


def _is_url(value: Any) -> bool:
    return _is_text(value) and bool(urlsplit(value).scheme and urlsplit(value).netloc)


def _is_language(value: Any) -> bool:
    return isinstance(value, str) and _LANGUAGE.fullmatch(value) is not None


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


Check = Callable[[Any], bool]
# Type to its properties: what a value must be, as a test or as the types of https://schema.org.
_PROPERTIES: dict[str, dict[str, Check | frozenset[str]]] = {
    "NewsArticle": {
        **dict.fromkeys(("@id", "url"), _is_url),
        **dict.fromkeys(("headline", "description", "articleBody", "dateline"), _is_text),
        **dict.fromkeys(("articleSection", "keywords", "creditText"), _is_text),
        **dict.fromkeys(("datePublished", "dateModified"), _is_time),
        "inLanguage": _is_language,
        "wordCount": _is_number,
        "author": frozenset({"Person", "Organization"}),
        "publisher": frozenset({"Person", "Organization"}),
        "image": frozenset({"ImageObject"}),
    },
    "Person": {"name": _is_text, "url": _is_url},
    "Organization": {"name": _is_text, "alternateName": _is_text, "url": _is_url},
    "ImageObject": {"contentUrl": _is_url, "caption": _is_text, "creditText": _is_text},
}
_REQUIRED = {
    "NewsArticle": {"url", "headline", "articleBody", "publisher", "wordCount"},
    "Person": {"name"},
    "Organization": {"name"},
    "ImageObject": {"contentUrl"},
}


def news_article_faults(document: dict[str, Any]) -> list[str]:
    """Return what is wrong with a JSON-LD document of an article."""
    faults = [] if document.get("@context") == "https://schema.org" else ["no @context"]
    if document.get("@type") != "NewsArticle":
        faults.append(f"@type {document.get('@type')}")
    return faults + list(_thing_faults(document))


def _thing_faults(thing: dict[str, Any]) -> Iterator[str]:
    kind = thing["@type"]
    yield from (f"{kind} without {name}" for name in sorted(_REQUIRED[kind] - set(thing)))
    for name, value in thing.items():
        if name in ("@context", "@type"):
            continue
        if name not in _PROPERTIES[kind]:
            yield f"{kind} has no property {name}"
            continue
        wanted = _PROPERTIES[kind][name]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(wanted, frozenset):
                if not isinstance(one, dict) or one.get("@type") not in wanted:
                    yield f"{kind}.{name}: {one!r}"
                else:
                    yield from _thing_faults(one)
            elif not wanted(one):
                yield f"{kind}.{name}: {one!r}"


_ATOM = "{http://www.w3.org/2005/Atom}"


def atom_faults(document: bytes) -> list[str]:
    """Return what is wrong with an Atom feed."""
    feed = ET.fromstring(document)
    entries = feed.findall(f"{_ATOM}entry")
    faults = [] if feed.tag == f"{_ATOM}feed" else [f"the root is {feed.tag}"]
    for each in (feed, *entries):
        for name in ("id", "title", "updated"):
            if len(each.findall(f"{_ATOM}{name}")) != 1:
                faults.append(f"{each.tag} without one {name}")
        if not _is_url(each.findtext(f"{_ATOM}id")):
            faults.append(f"id {each.findtext(f'{_ATOM}id')!r}")
        for name in ("updated", "published"):
            faults += [
                f"{name} {one.text!r}"
                for one in each.findall(f"{_ATOM}{name}")
                if not _is_time(one.text)
            ]
        faults += [
            "a link without address" for one in each.findall(f"{_ATOM}link") if not one.get("href")
        ]
        faults += [
            "a category without term" for o in each.findall(f"{_ATOM}category") if not o.get("term")
        ]
    for entry in entries:
        names = [one.text for one in entry.findall(f"{_ATOM}author/{_ATOM}name")]
        if not names or not all(map(_is_text, names)):
            faults.append(f"authors {names}")
        if entry.find(f"{_ATOM}content") is None and entry.find(f"{_ATOM}link") is None:
            faults.append("neither content nor link")
    seen = [one.findtext(f"{_ATOM}id") for one in entries]
    return faults + (["two entries with one id"] if len(seen) != len(set(seen)) else [])


_FEED: dict[str, Check] = {
    "version": lambda value: value == "https://jsonfeed.org/version/1.1",
    "title": _is_text,
    "items": lambda value: isinstance(value, list),
}
_ITEM: dict[str, Check] = {
    "id": _is_text,
    "url": _is_url,
    "title": _is_text,
    "content_html": _is_text,
    "summary": _is_text,
    "date_published": _is_time,
    "date_modified": _is_time,
    "authors": lambda value: bool(value) and all(_is_text(one.get("name")) for one in value),
    "tags": lambda value: isinstance(value, list) and all(map(_is_text, value)),
    "language": _is_language,
}


def json_feed_faults(feed: dict[str, Any]) -> list[str]:
    """Return what is wrong with a JSON Feed."""
    faults = [f"{name}: {feed.get(name)!r}" for name, ok in _FEED.items() if not ok(feed.get(name))]
    for item in feed["items"]:
        faults += [f"an item without {name}" for name in ("id", "content_html") if name not in item]
        faults += [
            f"{name}: {value!r}"
            for name, value in item.items()
            if name not in _ITEM or not _ITEM[name](value)
        ]
    return faults
