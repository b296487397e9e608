"""Bytes of a feed, sitemap, listing or robots.txt in; candidates and further sources out. Pure.

One parser reads every XML form: lxml's, in recovery mode, without entities, DTD or network. It goes
on after errors, detects UTF-16 whatever the declaration says, and is fast; feedparser is slower by
far and needs much memory for large feeds, and Scrapy's sitemap reader gives no titles.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from lxml import etree
from lxml import html as lxml_html

from pipelines.items import Candidate, Hint
from pipelines.text import clean

MAX_ENTRIES = 50_000  # what sitemaps.org allows in one file
MAX_LINKS = 2_000  # of one listing page
MAX_BYTES = 64 << 20  # a gzip sitemap, unpacked; sitemaps.org allows 50 MB
MAX_TEXT = 1_000  # characters of a title or description

_XML = re.compile(rb"^[\s\xef\xbb\xbf]*<", re.ASCII)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_DAY_FIRST = re.compile(r"(\d{2})/(\d{2})/(\d{4})(?:\s+(\d{1,2}):(\d{2}))?")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


@dataclass(frozen=True, slots=True)
class Found:
    """What a source holds.

    Attributes:
        candidates: announced pages, in the source's order, addresses absolute.
        sources: further sources: sitemaps of an index with their ``lastmod``, feeds, next pages.
    """

    candidates: tuple[Candidate, ...] = ()
    sources: tuple[Candidate, ...] = ()


def read_xml(body: bytes, url: str, timezone: str = "UTC") -> Found:
    """Read a feed (RSS 0.9 to 2.0, Atom, JSON Feed), a sitemap or a sitemap index.

    A body that is none of these gives nothing.
    """
    body = _unpacked(body)
    if body.lstrip()[:1] == b"{":
        return _json_feed(body, url)
    candidates: list[Candidate] = []
    sources: list[Candidate] = []
    for tag, fields in _entries(_decoded(body)):
        candidate = _candidate(fields, url, timezone)
        if candidate is not None:
            (sources if tag == "sitemap" else candidates).append(candidate)
        if len(candidates) + len(sources) >= MAX_ENTRIES:
            break
    return Found(tuple(candidates), tuple(sources))


def read_listing(body: bytes, url: str, encoding: str = "utf-8") -> Found:
    """Read the links of a page, each with its text as title; feeds it names are sources."""
    try:
        parser = lxml_html.HTMLParser(encoding=encoding)
        tree = lxml_html.document_fromstring(body, parser=parser)
    except (etree.ParserError, LookupError, ValueError):
        return Found()
    base = urljoin(url, next(iter(tree.xpath("//base/@href")), ""))
    titles: dict[str, str] = {}
    for link in tree.iter("a"):
        address = _absolute(base, link.get("href"))
        if address is None:
            continue
        title = clean("".join(link.itertext()))[:MAX_TEXT]
        if len(title) > len(titles.get(address, "")) or address not in titles:
            titles[address] = title
        if len(titles) >= MAX_LINKS:
            break
    feeds = (
        _absolute(base, link.get("href"))
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "") and link.get("type") in _FEED_TYPES
    )
    return Found(
        tuple(
            Candidate(address, Hint(title=title or None), url) for address, title in titles.items()
        ),
        tuple(Candidate(feed, source=url) for feed in dict.fromkeys(feeds) if feed),
    )


def read_robots(body: bytes, url: str) -> Found:
    """Read the ``Sitemap:`` lines of a robots.txt (RFC 9309, 2.2.4)."""
    lines = body[: 512 << 10].decode("utf-8-sig", "replace").splitlines()
    named = (line.partition(":") for line in lines)
    sitemaps = (
        _absolute(url, value.strip())
        for name, _, value in named
        if name.strip().casefold() == "sitemap"
    )
    return Found(sources=tuple(Candidate(s, source=url) for s in dict.fromkeys(sitemaps) if s))


def _unpacked(body: bytes) -> bytes:
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
            return file.read(MAX_BYTES)
    except (OSError, EOFError, zlib.error):
        return b""


def _decoded(body: bytes) -> bytes:
    """Return UTF-8 where the bytes are UTF-16; a wrong declaration would stop the parser."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            return _undeclared(body.decode(encoding, "replace"))
    if body[:4] == b"<\x00?\x00":
        return _undeclared(body.decode("utf-16-le", "replace"))
    if body[:4] == b"\x00<\x00?":
        return _undeclared(body.decode("utf-16-be", "replace"))
    head = body[:200].lower()
    if b"encoding" in head and b"utf-16" in head:
        return _undeclared(body.decode("utf-8", "replace"))
    return body.lstrip()


def _undeclared(text: str) -> bytes:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).lstrip().encode("utf-8", "replace")


def _entries(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    if not _XML.match(body):
        return
    events = etree.iterparse(
        io.BytesIO(body),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        for _, element in events:
            name = _local(element)
            if name in ("item", "entry", "url", "sitemap"):
                yield name, _fields(element)
                element.clear()
    except etree.XMLSyntaxError:
        return


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _fields(element: etree._Element) -> dict[str, str]:
    """Return local names of an entry's elements with their text; the first of each counts."""
    fields: dict[str, str] = {}
    for part in element.iterdescendants():
        name = _local(part)
        if name == "link" and part.get("href") and part.get("rel", "alternate") == "alternate":
            fields.setdefault("link", part.get("href", ""))
        elif part.text and part.text.strip():
            fields.setdefault(name, part.text[: 20 * MAX_TEXT])
    return fields


def _candidate(fields: dict[str, str], url: str, timezone: str) -> Candidate | None:
    guid = fields.get("guid", "")
    address = _absolute(url, fields.get("loc") or fields.get("link") or guid or fields.get("id"))
    if address is None:
        return None
    published = _first(fields, ("publication_date", "pubdate", "published", "date", "issued"))
    modified = _first(fields, ("lastmod", "updated", "modified"))
    hint = Hint(
        title=_plain(fields.get("title")),
        description=_plain(fields.get("description") or fields.get("summary")),
        published_at=parse_time(published, timezone),
        modified_at=parse_time(modified, timezone),
    )
    return Candidate(address, hint, url)


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((fields[name] for name in names if name in fields), None)


def _plain(text: str | None) -> str | None:
    if not text:
        return None
    return clean(html.unescape(_TAGS.sub(" ", html.unescape(text))))[:MAX_TEXT] or None


def _absolute(base: str, link: str | None) -> str | None:
    if not link or len(link) > 4_000:
        return None
    try:
        address = urljoin(base, html.unescape(link.strip()))
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


def parse_time(text: str | None, timezone: str = "UTC") -> datetime | None:
    """Return a source's time in UTC, or None: ISO 8601, RFC 822, or DD/MM/YYYY HH:MM.

    A time without a zone is in ``timezone``.
    """
    if not text:
        return None
    text = text.strip()[:64]
    found = _iso_time(text) or _day_first(text) or _mail_time(text)
    if found is None or not 1990 <= found.year <= 2100:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=ZoneInfo(timezone))
    return found.astimezone(UTC)


def _iso_time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _day_first(text: str) -> datetime | None:
    match = _DAY_FIRST.search(text)
    if match is None:
        return None
    day, month, year, hour, minute = (int(part or 0) for part in match.groups())
    try:
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001  the zone is set by the caller
    except ValueError:
        return None


def _mail_time(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None


def _json_feed(body: bytes, url: str) -> Found:
    try:
        items: Any = json.loads(body).get("items", [])
        entries = [item for item in items[:MAX_ENTRIES] if isinstance(item, dict)]
    except (ValueError, AttributeError, TypeError, RecursionError):
        return Found()
    names = {"link": "url", "title": "title", "summary": "summary"}
    names |= {"published": "date_published", "updated": "date_modified"}
    found = (
        _candidate(
            {key: item[name] for key, name in names.items() if isinstance(item.get(name), str)},
            url,
            "UTC",
        )
        for item in entries
    )
    return Found(tuple(candidate for candidate in found if candidate))
