"""Parses feeds and sitemaps: RSS 0.9 to 2.0, Atom, JSON Feed, sitemaps, news sitemaps, indexes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.discovery.encoding import to_text, unpack, well_formed
from crawler.discovery.results import MAX_ENTRIES, MAX_URL, SourceContents, absolute, moment, plain
from crawler.discovery.text_formats import read_json, read_lines
from pipelines.items import Candidate, Hint

# Images and videos within an entry have titles and links of their own.
_FOREIGN = re.compile(r"image|video|mrss|media|itunes|slash|wfw|georss", re.IGNORECASE)
_ENTRIES = frozenset({"item", "entry", "url", "sitemap"})
_LAST_END = re.compile(r"</(?:[\w.-]{1,20}:)?(?:item|entry|url|sitemap)\s*>", re.IGNORECASE)
# Parts of an entry that have a title or a link of their own.
_OTHERS = frozenset({"source", "author", "contributor", "publication", *_ENTRIES})
_PARTS = frozenset({"link", "title", "guid", "pubdate", "description", "loc", "lastmod", *_OTHERS})
MAX_PARTS = 200  # elements within one part; descriptions hold markup
MAX_BASES = 16  # ``xml:base`` one in another; feeds have two or three
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_WEB = re.compile(r"(?:https?:)?(?![a-zA-Z][a-zA-Z0-9+.-]{0,20}:)", re.IGNORECASE)
_BASES = re.compile(r"""\bxml:base\s{0,9}=\s{0,9}["']([^"'<>]{1,2000})""")
_HEAD_CHARS = 20_000  # characters in which a feed names its site
_HOME = re.compile(r"<link>\s{0,99}(https?://[^<\s]{1,500})")
_LINKS = ("loc", "origlink", "link")
_PUBLISHED = ("publication_date", "pubdate", "published", "date", "issued", "created")
_MODIFIED = ("lastmod", "updated", "modified")
_DESCRIPTIONS = ("description", "summary", "subtitle")

_START = re.compile(r"<((?:[\w-]{1,20}:)?(?:item|entry|url|sitemap))(?=[\s>])", re.IGNORECASE)
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}

Fields = dict[str, str]
Entry = tuple[str, str, Fields]
"""Name of an entry's element, its ``xml:base``, its fields."""


def read_feed(body: bytes, url: str, timezone: str = "UTC") -> SourceContents:
    """Parse a feed, a sitemap or a sitemap index from its bytes, gzip or not.

    At most ``MAX_ENTRIES`` entries. Any other body gives no entries, and a reason.
    """
    text = to_text(unpack(body))
    start = text[:1000].lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return read_json(text.strip("\ufeff \t\r\n\x00"), url, timezone)
    if not start.startswith("<"):
        # Some servers print a warning before the feed.
        at = text[:20_000].find("<?xml")
        if at < 0:
            return read_lines(text, url) if start else SourceContents(reason="empty")
        text = text[at:]
    if re.match(r"<(?:!doctype\s+html|html|head|body)\b", start, re.IGNORECASE):
        return SourceContents(reason="a web page, no feed")
    return _read_xml(well_formed(_whole(text)), url, timezone)


def _whole(text: str) -> str:
    """Drop an incomplete last entry: its link may be truncated."""
    if text.rstrip()[-1:] == ">" and re.search(r"</[\w:.-]+\s*>\s*$", text[-100:]):
        return text
    ends = [found.end() for found in _LAST_END.finditer(text)]
    return text[: ends[-1]] if ends else text


def _read_xml(text: str, url: str, timezone: str) -> SourceContents:
    candidates: list[Candidate] = []
    sources: list[Candidate] = []
    head = text[:_HEAD_CHARS]
    first = _START.search(head)
    home = _HOME.search(head[: first.start()] if first else head)
    hosts = {_bare_host(one) for one in (url, home[1] if home else "")} - {""}
    for name, base, fields in _entries(text):
        found = _candidate(fields, urljoin(url, base), url, timezone, hosts)
        if found is not None:
            (sources if name == "sitemap" else candidates).append(found)
    reason = None if candidates or sources else "no entry that can be read"
    return SourceContents(tuple(candidates), tuple(sources), reason=reason)


def _entries(text: str) -> list[Entry]:
    """Yield the entries of a file, at most ``MAX_ENTRIES``."""
    found = list(islice(_parsed(text), MAX_ENTRIES))
    starts = list(islice(_START.finditer(text), MAX_ENTRIES))
    if len(found) >= len(starts):
        return found
    pieces = list(_by_piece(text, starts))
    return pieces if len(pieces) > len(found) else found


def _parsed(text: str) -> Iterator[Entry]:
    body = io.BytesIO(text.encode("utf-8", "replace"))
    events = etree.iterparse(body, events=("start", "end"), encoding="utf-8", recover=True, **_SAFE)
    bases = [("", 0)]  # of the open elements, each with its depth
    try:
        for kind, element in events:
            if kind == "start":
                bases.append(_within(bases[-1], element.get(_BASE)))
                continue
            base, _ = bases.pop() if len(bases) > 1 else bases[0]
            name = _local(element)
            if name in _ENTRIES:
                yield name, base, _fields(element)
                element.clear(keep_tail=False)
                before = element.getprevious()
                if (
                    before is not None
                    and _local(before) == name
                    and (parent := element.getparent()) is not None
                ):
                    parent.remove(before)
    except etree.XMLSyntaxError:
        return  # entries before the damage are kept


def _by_piece(text: str, starts: list[re.Match[str]]) -> Iterator[Entry]:
    """Yield the entries of a damaged file, each parsed separately, so that damage stays local."""
    parser = etree.XMLParser(recover=True, **_SAFE)
    ends = [*(start.start() for start in starts[1:]), len(text)]
    outer = ""
    for found in islice(_BASES.finditer(text[: starts[0].start()]), MAX_BASES):
        outer = _based(outer, found[1])
    for start, end in zip(starts, ends, strict=True):
        name = start[1]
        piece = text[start.start() : end].partition(f"</{name}>")[0]
        root = etree.fromstring(f"{piece}</{name}>".encode(), parser)
        if root is not None:
            yield _local(root), _based(outer, root.get(_BASE) or ""), _fields(root)


def _within(outer: tuple[str, int], inner: str | None) -> tuple[str, int]:
    base, count = outer
    return (_based(base, inner), count + 1) if inner and count < MAX_BASES else outer


def _based(outer: str, inner: str) -> str:
    """Return the base within an element with ``xml:base``, which is ignored if no web address."""
    base = _joined(outer, inner)
    try:
        urlsplit(base)
    except ValueError:
        return outer
    return base if _WEB.match(base) else outer


def _joined(outer: str, inner: str) -> str:
    """Join two base URLs, the inner one relative to the outer; an invalid one is ignored."""
    if not inner or len(inner) > MAX_URL:
        return outer
    try:
        return urljoin(outer, inner.strip())[: 2 * MAX_URL]
    except ValueError:
        return outer


def _bare_host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _local(element: etree._Element) -> str:
    """Return an element's name without namespace or prefix, declared or not."""
    if not isinstance(element.tag, str):
        return ""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower()


def _fields(element: etree._Element) -> Fields:
    """Return the text of an entry's parts by local name; the first of each counts.

    Nested parts count if the part itself is missing: within ``news:news``, and after a missing end
    tag, which makes a link appear inside the title.
    """
    fields: Fields = {}
    inner: list[etree._Element] = []
    for part in element:
        _take(fields, part)
        if _local(part) not in _OTHERS:
            inner += islice(part.iterdescendants(), MAX_PARTS)
    for part in inner:
        if not any(_local(one) in _OTHERS for one in (part, *islice(part.iterancestors(), 1))):
            _take(fields, part)
    fields.setdefault("about", _about(element))
    return fields


def _take(fields: Fields, part: etree._Element) -> None:
    name = _local(part)
    if not name or _is_foreign(part):
        return
    if name == "link" and part.get("href"):
        _take_link(fields, part)
    elif name not in fields and (text := _text(part)):
        not_a_link = name == "guid" and (part.get("isPermaLink") or "").lower() == "false"
        based = _joined(_based("", part.get(_BASE) or ""), text) if name in _LINKS else text
        fields[name] = "" if not_a_link else based


def _is_foreign(part: etree._Element) -> bool:
    """Return whether a part describes an image or a video."""
    space, _, name = str(part.tag).rpartition("}")
    return bool(_FOREIGN.search(space or name.rpartition(":")[0]))


def _take_link(fields: Fields, part: etree._Element) -> None:
    """Take an Atom link: the alternate one, or among several the one to a web page."""
    if (part.get("rel") or "alternate") != "alternate":
        return
    kind = part.get("type") or "text/html"
    if "link" not in fields or ("html" in kind and not fields.get("is html")):
        fields["link"] = _joined(_based("", part.get(_BASE) or ""), part.get("href", ""))
        fields["is html"] = "yes" if "html" in kind else ""


def _about(element: etree._Element) -> str:
    """Return ``rdf:about``, which RSS 1.0 entries have."""
    names = (key for key in element.attrib if str(key).endswith("}about"))
    return next((str(element.attrib[key]) for key in names), "")


def _text(element: etree._Element) -> str:
    """Return the text of a part, up to the next part; entities stay as written."""
    texts = [element.text or ""]
    for inner in islice(element.iterdescendants(), MAX_PARTS):
        if _local(inner) in _PARTS:
            break
        texts += [str(inner.text or ""), inner.tail or ""]
    return "".join(texts).strip()


def _candidate(
    fields: Fields, base: str, url: str, timezone: str, hosts: set[str]
) -> Candidate | None:
    """Return an entry, at the first of its URLs that is on one of ``hosts``.

    Links often lead through a counter on another host; the guid is then the permalink.
    """
    names = (fields.get(name) for name in _LINKS)
    ids = (fields.get(name, "") for name in ("guid", "about", "id"))
    links = [*(link for link in names if link), *(one for one in ids if one.startswith("http"))]
    if not links and fields.get("about", "").startswith("/"):
        links = [fields["about"]]  # RDF/XML: a URI reference, relative to the base
    addresses = [found for link in links if (found := absolute(base, link))]
    if not addresses:
        return None
    address = next((one for one in addresses if _bare_host(one) in hosts), addresses[0])
    hint = Hint(
        title=plain(fields.get("title")),
        description=plain(_first(fields, _DESCRIPTIONS)),
        published_at=moment(_first(fields, _PUBLISHED), timezone),
        modified_at=moment(_first(fields, _MODIFIED), timezone),
    )
    return Candidate(address, hint, url)


def _first(fields: Fields, names: tuple[str, ...]) -> str | None:
    return next((fields[name] for name in names if fields.get(name)), None)
