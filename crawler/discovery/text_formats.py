"""Parses sources that are neither XML nor HTML: robots.txt, JSON Feed, a list of URLs."""

from __future__ import annotations

import json
from typing import Any

from crawler.discovery.encoding import to_text
from crawler.discovery.results import MAX_ENTRIES, SourceContents, absolute, moment, plain
from pipelines.items import Candidate, Hint

MAX_ROBOTS = 512 << 10  # RFC 9309, 2.5: at least 500 KiB
MAX_SITEMAPS = 100  # of one robots.txt


def read_robots(body: bytes, url: str) -> SourceContents:
    """Parse the ``Sitemap:`` lines of a robots.txt."""
    found: dict[str, None] = {}
    for line in to_text(body[:MAX_ROBOTS]).splitlines():
        name, colon, value = line.partition(":")
        address = absolute(url, value) if name.strip().casefold() == "sitemap" and colon else None
        if address is not None:
            found[address] = None
        if len(found) >= MAX_SITEMAPS:
            break
    return SourceContents(sources=tuple(Candidate(address, source=url) for address in found))


def read_json(text: str, url: str, timezone: str) -> SourceContents:
    """Parse a JSON Feed (jsonfeed.org, version 1 and 1.1)."""
    try:
        items: Any = json.loads(text)["items"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return SourceContents(reason="JSON that is no feed")
    if not isinstance(items, list):
        return SourceContents(reason="JSON that is no feed")
    entries = (one for one in items[:MAX_ENTRIES] if isinstance(one, dict))
    found = (_entry(one, url, timezone) for one in entries)
    return SourceContents(candidates=tuple(one for one in found if one is not None))


def _entry(item: dict[str, Any], url: str, timezone: str) -> Candidate | None:
    text = {key: value for key, value in item.items() if isinstance(value, str)}
    link = text.get("url") or text.get("id", "")
    address = absolute(url, link) if text.get("url") or link.startswith("http") else None
    if address is None:
        return None
    hint = Hint(
        title=plain(text.get("title")),
        description=plain(text.get("summary") or text.get("content_text")),
        published_at=moment(text.get("date_published"), timezone),
        modified_at=moment(text.get("date_modified"), timezone),
    )
    return Candidate(address, hint, url)


def read_lines(text: str, url: str) -> SourceContents:
    """Parse a text sitemap: one URL per line."""
    lines = (line.strip() for line in text.splitlines()[:MAX_ENTRIES])
    links = (absolute(url, line) for line in lines if line.startswith(("http://", "https://")))
    found = dict.fromkeys(link for link in links if link)
    reason = None if found else "neither feed nor sitemap"
    return SourceContents(tuple(Candidate(link, source=url) for link in found), reason=reason)
