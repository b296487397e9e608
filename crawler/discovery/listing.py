"""Parses listing pages: links with title, time and teaser, the next page, the feeds they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qs, urldefrag, urlsplit

from lxml import etree, html

from crawler.discovery.results import MAX_TEXT, SourceContents, absolute, moment
from pipelines.extraction.html.attribute_limit import cut_attributes
from pipelines.items import Candidate, Hint
from pipelines.text import clean

MAX_LINKS = 2_000  # per page; the rest is a trap, or a site map that has sitemaps too
MAX_DEPTH = 5  # levels above a link at which its entry's box may be
MAX_BOX = 40  # elements in such a box; a larger one is the list itself

_FEEDS = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml)", re.IGNORECASE)
_STAMP = re.compile(
    r"\d{1,2}[:hH]\d{2}\s*\|\s*\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{1,2}/\d{4}(?:\s+\d{1,2}:\d{2})?"
)
_NUMBERS = frozenset({"p", "page", "trang", "pg", "paged", "pageindex"})
_NUMBERED = re.compile(
    r"^(.*?)(?:/|/?(?:page|trang)[/-]?)(\d{1,5})(?:\.\w{2,5})?/?$", re.IGNORECASE
)


def read_listing(
    body: bytes, url: str, encoding: str = "utf-8", timezone: str = "UTC"
) -> SourceContents:
    """Parse the links of a page, each with the title, time and teaser next to it.

    At most ``MAX_LINKS`` different links, in page order, without fragments.
    """
    try:
        parser = html.HTMLParser(encoding=encoding)
        markup = cut_attributes(body.replace(b"\x00", b""))
        tree = html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, LookupError, ValueError, AssertionError):
        return SourceContents(reason="a page that cannot be read")
    base = absolute(url, next(iter(tree.xpath("//base/@href")), None)) or url
    links: dict[str, list[html.HtmlElement]] = {}
    for link in tree.iter("a"):
        address = absolute(base, link.get("href"))
        if address is None or link.get("href", "").lstrip().startswith("#"):
            continue
        links.setdefault(urldefrag(address).url, []).append(link)
        if len(links) > MAX_LINKS:
            break
    candidates = (_candidate(address, found, url, timezone) for address, found in links.items())
    return SourceContents(
        candidates=tuple(candidates),
        sources=tuple(_feeds(tree, base, url)),
        next_page=_next_page(tree, links, base, url),
    )


def _candidate(address: str, links: list[html.HtmlElement], url: str, timezone: str) -> Candidate:
    titles = [_title(link) for link in links[:4]]
    box = next((found for link in links[:2] if (found := _box(link)) is not None), None)
    stamp = _time(box) if box is not None else None
    hint = Hint(
        title=max(titles, key=len)[:MAX_TEXT] or None,
        description=_teaser(box) if box is not None else None,
        published_at=moment(stamp, timezone),
    )
    return Candidate(address, hint, url)


def _title(link: html.HtmlElement) -> str:
    text = clean("".join(str(part) for part in link.itertext()))
    return text or clean(link.get("title") or "")


def _box(link: html.HtmlElement) -> html.HtmlElement | None:
    """Return the largest element around a link that contains no other entry's link."""
    address, box = _bare(link), None
    for count, parent in enumerate(link.iterancestors()):
        if count >= MAX_DEPTH or parent.tag in ("body", "html", "ul", "ol", "nav"):
            break
        for size, one in enumerate(parent.iter(), start=1):
            if size > MAX_BOX or (one.tag == "a" and _bare(one) != address):
                return box
        box = parent
    return box


def _bare(link: html.HtmlElement) -> str:
    return (link.get("href") or "").strip().partition("#")[0]


def _time(box: html.HtmlElement) -> str | None:
    for time in box.iter("time"):
        return time.get("datetime") or "".join(str(part) for part in time.itertext())
    found = _STAMP.search(" ".join(str(part) for part in box.itertext())[: 2 * MAX_TEXT])
    return found[0] if found else None


def _teaser(box: html.HtmlElement) -> str | None:
    texts = (clean("".join(str(part) for part in one.itertext())) for one in box.iter("p"))
    return max(texts, key=len, default="")[:MAX_TEXT] or None


def _feeds(tree: html.HtmlElement, base: str, url: str) -> Iterator[Candidate]:
    """Yield the feeds of ``<link rel=alternate>``."""
    seen = set()
    for link in tree.iter("link"):
        if "alternate" not in (link.get("rel") or "").lower().split():
            continue
        address = absolute(base, link.get("href"))
        if address and address not in seen and _FEEDS.search(link.get("type") or ""):
            seen.add(address)
            yield Candidate(address, source=url)


def _next_page(
    tree: html.HtmlElement, links: dict[str, list[html.HtmlElement]], base: str, url: str
) -> str | None:
    """Return the next page: ``rel=next``, or else a link to this listing with the next number."""
    for element in tree.iter("link", "a"):
        if "next" in (element.get("rel") or "").lower().split():
            address = absolute(base, element.get("href"))
            if address and address != url:
                return address
    path, number = _numbered(urlsplit(url))
    for address, found in links.items():
        named = _numbered(urlsplit(address))
        if named == (path, number + 1):
            return address
        # If pages are counted from 0, the second page has the number 1 but the link text 2.
        called_2 = address != url and any(_title(one) == "2" for one in found)
        if called_2 and number == 1 and named == (path, 1):
            return address
    return None


def _numbered(parts: SplitResult) -> tuple[str, int]:
    """Return a listing's URL without its page number, and the number: 1 if it has none."""
    host, path = parts.netloc, parts.path.rstrip("/")
    for name, values in parse_qs(parts.query).items():
        if name.lower() in _NUMBERS and values[-1].isdecimal():
            return f"{host}{path}", int(values[-1][:6])
    found = _NUMBERED.match(parts.path)
    if found and re.search(r"(?:page|trang)[/-]?\d+(?:\.\w+)?/?$", parts.path, re.IGNORECASE):
        return f"{host}{found[1].rstrip('/')}", int(found[2])
    return f"{host}{path}", 1
