"""Articles as feeds: Atom (RFC 4287) and JSON Feed 1.1 (https://jsonfeed.org/version/1.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from console.body_html import body_html
from pipelines.storage.reading.records import Record

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Characters that XML 1.0 cannot represent.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def atom(articles: Sequence[Record], title: str, address: str) -> bytes:
    """Return an Atom feed; a changed article is the same entry with a later ``updated``."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", title)
    _add(feed, "id", address)
    _add(feed, "updated", _time(max((_updated(one) for one in articles), default=_EPOCH)))
    _add(feed, "link", rel="self", href=address)
    for article in articles:
        language = {_LANGUAGE: article["language"]} if article["language"] else {}
        entry = _add(feed, "entry", **language)
        _add(entry, "title", article["title"])
        _add(entry, "id", article["url"])
        _add(entry, "link", rel="alternate", href=article["url"])
        _add(entry, "updated", _time(_updated(article)))
        if article["published_at"] is not None:
            _add(entry, "published", _time(article["published_at"]))
        for name in article["authors"] or [article["agency"] or article["outlet"]]:
            _add(_add(entry, "author"), "name", name)
        for term in filter(None, (article["section"], *article["tags"])):
            _add(entry, "category", term=term)
        if article["lead"]:
            _add(entry, "summary", article["lead"])
        _add(entry, "content", body_html(article["text"]), type="html")
    written: bytes = ET.tostring(feed, "utf-8", xml_declaration=True)
    return written


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    written = {key: _UNWRITABLE.sub("", value) for key, value in attributes.items()}
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", written)
    element.text = None if text is None else _UNWRITABLE.sub("", text)
    return element


def json_feed(articles: Sequence[Record], title: str, address: str) -> dict[str, Any]:
    """Return a JSON Feed; ``date_modified`` is when a change was stored."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "feed_url": address,
        "items": [_item(article) for article in articles],
    }


def _item(article: Record) -> dict[str, Any]:
    fields = {
        "id": article["url"],
        "url": article["url"],
        "title": article["title"],
        "content_html": body_html(article["text"]),
        "summary": article["lead"],
        "date_published": article["published_at"] and _time(article["published_at"]),
        "date_modified": _time(_updated(article)),
        "authors": [{"name": name} for name in article["authors"]],
        "tags": article["tags"],
        "language": article["language"],
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _updated(article: Record) -> datetime:
    """Return when a reader should fetch an entry again: the time its change was stored."""
    found: datetime = article["changed_at"] or article["first_seen_at"]
    return found


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
