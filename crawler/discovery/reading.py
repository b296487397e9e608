"""Parses a source's body by its kind: the function that a guarded worker process runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from crawler.discovery.feeds import read_feed
from crawler.discovery.listing import read_listing
from crawler.discovery.results import SourceContents
from crawler.discovery.text_formats import read_robots
from pipelines.extraction.html.decoding import decode


class SourceKind(Enum):
    """The kind of a source's body."""

    ROBOTS = auto()
    LISTING = auto()
    FEED = auto()


@dataclass(frozen=True, slots=True)
class SourceBody:
    """The response of a source.

    Attributes:
        kind: how to parse the body.
        body: the body, decompressed.
        url: final URL of the response.
        headers: response headers, names as received.
        timezone: IANA zone of times without one.
    """

    kind: SourceKind
    body: bytes
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    timezone: str = "UTC"


def read(source: SourceBody) -> SourceContents:
    """Return what a source lists and names. Pages are decoded as the engine decodes them."""
    if source.kind is SourceKind.ROBOTS:
        return read_robots(source.body, source.url)
    if source.kind is SourceKind.LISTING:
        markup = decode(source.body, source.headers).encode("utf-8", "replace")
        return read_listing(markup, source.url, "utf-8", source.timezone)
    return read_feed(source.body, source.url, source.timezone)
