"""Results of parsing a source, and conversion of its text to values."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urljoin, urlsplit

from pipelines.extraction.dates import line_days, parser
from pipelines.items import Candidate
from pipelines.text import clean
from pipelines.urls.idn import ascii_host

MAX_ENTRIES = 50_000  # what sitemaps.org allows in one file
MAX_TEXT = 1_000  # characters of a title or description
MAX_URL = 4_000  # characters of a link as printed; its canonical form has its own limit

_TAGS = re.compile(r"<[^<>]{0,2000}>")
# Unescape "&amp;amp;" in one go, however often it was escaped.
_AMPERSANDS = re.compile(r"&(?:(?:amp|#0{0,9}38|#x0{0,9}26);)+", re.IGNORECASE)
_AROUND = "".join(map(chr, (*range(0x21), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028)))
_AROUND += "\u2029\u202f\u205f\u3000"
_BREAKS = re.compile(r"[\n\r\t]")
_BLANKS = re.compile(r"[\s\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class SourceContents:
    """What a source holds.

    Attributes:
        candidates: listed pages, in the source's order, with absolute URLs.
        sources: further sources: the sitemaps of an index or of robots.txt, with their ``lastmod``
            as ``hint.modified_at``; the feeds that a page names.
        next_page: URL of the next page of this listing, if it names one.
        reason: why there is nothing, if known (``"a web page, no feed"``).
    """

    candidates: tuple[Candidate, ...] = ()
    sources: tuple[Candidate, ...] = ()
    next_page: str | None = None
    reason: str | None = None


def absolute(base: str, link: str | None) -> str | None:
    """Return ``link`` as an absolute http(s) URL, or None.

    Links that were escaped too often (``&amp;amp;``) are repaired. Other entities are left alone:
    ``&copy=2`` within a URL is a parameter, not a copyright sign. White space and control
    characters around a link, and line breaks and tabs within it, are removed; other white space
    within it is percent-encoded (WHATWG URL, section 4.4).
    """
    if not link or len(link) > MAX_URL:
        return None
    link = _AMPERSANDS.sub("&", _BREAKS.sub("", link.strip(_AROUND)))
    link = _BLANKS.sub(lambda blank: quote(blank[0]), link)
    try:
        address = urljoin(base, link)
        parts = urlsplit(address)
        port = parts.port
        if parts.hostname and not parts.hostname.isascii():
            host = ascii_host(parts.hostname)
            parts = parts._replace(netloc=host if port is None else f"{host}:{port}")
            address = parts.geturl()
    except ValueError:
        return None
    good = parts.scheme in ("http", "https") and parts.hostname and port != 0
    return address if good and len(address) <= MAX_URL else None


def plain(text: str | None) -> str | None:
    """Return a title or description as one line of text: feeds hold HTML, escaped once or twice."""
    if not text:
        return None
    text = _TAGS.sub(" ", html.unescape(text[: 20 * MAX_TEXT]))
    return clean(_TAGS.sub(" ", html.unescape(text)))[:MAX_TEXT].strip() or None


def moment(text: str | None, timezone: str) -> datetime | None:
    """Parse a source's time into UTC, or None; a time without a zone is in ``timezone``."""
    if not text:
        return None
    found = parser.parse(text[: line_days.MAX_DATE_CHARS], parser.zone(timezone))
    return found.at if found else None
