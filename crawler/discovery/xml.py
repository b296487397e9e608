"""Feeds and sitemaps: RSS 0.9 to 2.0, Atom, JSON Feed, sitemaps, news sitemaps, indexes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree

from crawler.discovery.decode import to_text, unpack, well_formed
from crawler.discovery.found import MAX_ENTRIES, Found, absolute, moment, plain
from crawler.discovery.plain import read_json, read_lines
from pipelines.items import Candidate, Hint

# Pictures and films have titles and addresses of their own within an entry.
_FOREIGN = re.compile(r"image|video|mrss|media|itunes|slash|wfw|georss", re.IGNORECASE)
_ENTRIES = frozenset({"item", "entry", "url", "sitemap"})
_LAST_END = re.compile(r"</(?:[\w.-]{1,20}:)?(?:item|entry|url|sitemap)\s*>", re.IGNORECASE)
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LINKS = ("loc", "origlink", "link")
_PUBLISHED = ("publication_date", "pubdate", "published", "date", "issued", "created")
_MODIFIED = ("lastmod", "updated", "modified")
_DESCRIPTIONS = ("description", "summary", "subtitle")

Fields = dict[str, str]


def read_feed(body: bytes, url: str, timezone: str = "UTC") -> Found:
    """Read a feed, a sitemap or an index of sitemaps; bytes as received, gzip or not.

    At most ``MAX_ENTRIES`` entries. A body that is none of these gives nothing, and a reason.
    """
    text = to_text(unpack(body))
    start = text[:1000].lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return read_json(text.strip("\ufeff \t\r\n\x00"), url, timezone)
    if not start.startswith("<"):
        # Some servers print a warning before the feed.
        at = text[:20_000].find("<?xml")
        if at < 0:
            return read_lines(text, url) if start else Found(reason="empty")
        text = text[at:]
    if re.match(r"<(?:!doctype\s+html|html|head|body)\b", start, re.IGNORECASE):
        return Found(reason="a web page, no feed")
    return _read_xml(well_formed(_whole(text)), url, timezone)


def _whole(text: str) -> str:
    """Cut a file that ends within an entry after the last whole one: its link may be cut short."""
    if text.rstrip()[-1:] == ">" and re.search(r"</[\w:.-]+\s*>\s*$", text[-100:]):
        return text
    ends = [found.end() for found in _LAST_END.finditer(text)]
    return text[: ends[-1]] if ends else text


def _read_xml(text: str, url: str, timezone: str) -> Found:
    candidates: list[Candidate] = []
    sources: list[Candidate] = []
    for name, base, fields in _entries(text):
        found = _candidate(fields, urljoin(url, base), url, timezone)
        if found is not None:
            (sources if name == "sitemap" else candidates).append(found)
        if len(candidates) + len(sources) >= MAX_ENTRIES:
            break
    reason = None if candidates or sources else "no entry that can be read"
    return Found(tuple(candidates), tuple(sources), reason=reason)


def _entries(text: str) -> Iterator[tuple[str, str, Fields]]:
    """Give each entry's name, its ``xml:base`` and its fields; memory stays flat."""
    events = etree.iterparse(
        io.BytesIO(text.encode("utf-8", "replace")),
        events=("end",),
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            name = _local(element)
            if name in _ENTRIES:
                yield name, _base(element), _fields(element)
                element.clear(keep_tail=False)
                before = element.getprevious()
                if before is not None and (parent := element.getparent()) is not None:
                    parent.remove(before)
    except etree.XMLSyntaxError:
        return  # what came before the damage stands


def _base(element: etree._Element) -> str:
    for one in (element, *element.iterancestors()):
        if base := one.get(_BASE):
            return base
    return ""


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _fields(element: etree._Element) -> Fields:
    """Return local names of an entry's parts with their text; the first of each counts.

    Parts of parts count for news sitemaps only (``news:news``).
    """
    fields: Fields = {}
    for part in element:
        name = _local(part)
        if not name or _FOREIGN.search(etree.QName(part).namespace or ""):
            continue
        if name == "link" and part.get("href"):
            _take_link(fields, part)
        elif name == "news":
            for inner in part:
                fields.setdefault(_local(inner), _text(inner))
        elif text := _text(part):
            fields.setdefault(name, text)
            if name == "guid" and part.get("ispermalink", part.get("isPermaLink")) == "false":
                fields["guid"] = ""
    fields.setdefault("about", _about(element))
    return fields


def _take_link(fields: Fields, part: etree._Element) -> None:
    """Take an Atom link: the alternate one, and of several the one to a web page."""
    if (part.get("rel") or "alternate") != "alternate":
        return
    kind = part.get("type") or "text/html"
    if "link" not in fields or ("html" in kind and not fields.get("is html")):
        fields["link"] = part.get("href", "")
        fields["is html"] = "yes" if "html" in kind else ""


def _about(element: etree._Element) -> str:
    """Return ``rdf:about``, which RSS 1.0 entries have."""
    names = (key for key in element.attrib if str(key).endswith("}about"))
    return next((str(element.attrib[key]) for key in names), "")


def _text(element: etree._Element) -> str:
    """Return the text of a part, markup within it left out and entities left as written."""
    return "".join(str(text) for text in element.itertext()).strip()


def _candidate(fields: Fields, base: str, url: str, timezone: str) -> Candidate | None:
    names = (fields.get(name) for name in _LINKS)
    ids = (fields.get(name, "") for name in ("guid", "about", "id"))
    links = [*(link for link in names if link), *(one for one in ids if one.startswith("http"))]
    address = next((found for link in links if (found := absolute(base, link))), None)
    if address is None:
        return None
    hint = Hint(
        title=plain(fields.get("title")),
        description=plain(_first(fields, _DESCRIPTIONS)),
        published_at=moment(_first(fields, _PUBLISHED), timezone),
        modified_at=moment(_first(fields, _MODIFIED), timezone),
    )
    return Candidate(address, hint, url)


def _first(fields: Fields, names: tuple[str, ...]) -> str | None:
    return next((fields[name] for name in names if fields.get(name)), None)
