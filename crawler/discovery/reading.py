"""A source's body read as what the source is: the one call that a guarded process is given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from crawler.discovery.feeds import read_feed
from crawler.discovery.listing import read_listing
from crawler.discovery.results import Found
from crawler.discovery.text_formats import read_robots
from pipelines.extraction.html.parse import decode


class SourceKind(Enum):
    """What a body is to be read as."""

    ROBOTS = auto()
    LISTING = auto()
    FEED = auto()


@dataclass(frozen=True, slots=True)
class SourceBody:
    """What a source answered.

    Attributes:
        kind: what it is to be read as.
        body: the body, decompressed.
        url: address the bytes came from.
        headers: response headers, names as received.
        timezone: IANA zone of times that have none.
    """

    kind: SourceKind
    body: bytes
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    timezone: str = "UTC"


def read(source: SourceBody) -> Found:
    """Return what a source announces and names. A page is decoded as the engine decodes one."""
    if source.kind is SourceKind.ROBOTS:
        return read_robots(source.body, source.url)
    if source.kind is SourceKind.LISTING:
        markup = decode(source.body, source.headers).encode("utf-8", "replace")
        return read_listing(markup, source.url, "utf-8", source.timezone)
    return read_feed(source.body, source.url, source.timezone)
