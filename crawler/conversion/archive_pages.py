"""Reads the web pages of one WARC file, in order, in one pass and in constant memory.

The rules of a crawl apply: a record counts if it is complete and its digest matches; a revisit gets
the body of the record that it refers to; a response that was not requested with GET, has no status
200 or was truncated is not a page.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler.archive.captures import Capture, url_key
from crawler.archive.index import recorded
from crawler.archive.response_lookup import LARGEST, StoredResponse, decoded
from crawler.archive.warc_reader import Damage, Entry, read_block, scan
from crawler.conversion.choice import Choice
from pipelines.bounded_warc import HEAD_LIMIT
from pipelines.errors import UserError
from pipelines.extraction.html.content_type import foreign_type

REVISITS = 100_000
"""Maximum number of revisits per file that wait for their bodies."""

_PAIR = 8  # records between a request and its response, in either order; usually none
_ID, _PARTNER = "warc-record-id", "warc-concurrent-to"
_OK, _NOT_MODIFIED = 200, 304
_LONGEST = LARGEST + HEAD_LIMIT  # bytes of the largest block that can hold a page


@dataclass(frozen=True, slots=True)
class LostResponse:
    """A response that may have been a page but cannot be read, or a damaged record."""

    url: str
    at: datetime | None
    offset: int
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A response that is not a page, or is filtered out."""

    reason: str


ArchivedPage = StoredResponse | LostResponse | LeftOut


def read_pages(path: Path, choice: Choice) -> Iterator[ArchivedPage]:
    """Yield a value for each response of a file, its revisits last.

    Raises:
        OSError: the file cannot be read.
    """
    revisits: list[Entry] = []
    for one in _asked_for(path, choice):
        if isinstance(one, LeftOut):
            yield one
        elif isinstance(one, Damage):
            yield LostResponse("", None, one.offset, one.reason)
        elif not one.url.lower().startswith(("http://", "https://")):
            yield LeftOut(f"no web address: {one.url.partition(':')[0][:20] or 'none'}")
        elif (reason := choice.why_not(one.url, one.at)) is not None:
            yield LeftOut(reason)
        elif one.kind != "revisit":
            yield _page(one)
        elif "server-not-modified" in one.headers.get("warc-profile", ""):
            yield LeftOut(f"HTTP {_NOT_MODIFIED}")
        elif len(revisits) < REVISITS:
            revisits.append(one)
        else:
            yield LostResponse(
                one.url, one.at, one.offset, f"more than {REVISITS:,} revisits in the file"
            )
    if revisits:
        yield from _revisited(path, revisits)


def _asked_for(path: Path, choice: Choice) -> Iterator[Entry | Damage | LeftOut]:
    """Yield responses and damages; a response to a method other than GET is left out.

    Some tools write the request before its response, some after it, so a few records are buffered.
    """

    def keep(kind: str, headers: dict[str, str]) -> bool:
        length = headers.get("content-length", "")
        is_small = length.isdecimal() and int(length[:20]) <= _LONGEST
        return kind in ("response", "resource") and is_small

    held: deque[Entry | Damage] = deque()
    posted: deque[str] = deque(maxlen=4 * _PAIR)
    for found in scan(path, keep):
        if isinstance(found, Entry):
            if found.kind == "request" and found.head.split(b" ", 1)[0] not in (b"GET", b""):
                posted.extend({found.headers.get(name, "") for name in (_ID, _PARTNER)} - {""})
            if found.kind not in ("response", "resource", "revisit"):
                continue
        held.append(found)
        if len(held) > _PAIR:
            yield _unless_posted(held.popleft(), posted)
    for found in held:
        yield _unless_posted(found, posted)


def _unless_posted(found: Entry | Damage, posted: deque[str]) -> Entry | Damage | LeftOut:
    if isinstance(found, Damage):
        return found
    is_posted = {found.headers.get(_ID), found.headers.get(_PARTNER)} & set(posted)
    return LeftOut("not asked for with GET") if is_posted else found


def _page(entry: Entry) -> ArchivedPage:
    if entry.headers.get("warc-truncated"):
        return _lost(entry, "truncated when it was fetched")
    status = _OK if entry.kind == "resource" else entry.status
    if status is None:
        return _lost(entry, "no HTTP status in the response")
    if status != _OK:
        return LeftOut(f"HTTP {status}")
    if entry.size > _LONGEST:
        return _lost(entry, f"larger than {LARGEST} bytes")
    return _response(entry, _capture(entry, status), entry.block)


def _response(
    entry: Entry, capture: Capture, block: bytes, original: bytes | None = None
) -> ArchivedPage:
    try:
        found = decoded(recorded(entry.url, capture, block, original))
    except UserError as error:
        return _lost(entry, str(error).removeprefix(f"{entry.url}: "))
    named = next((value for name, value in found.headers if name.lower() == "content-type"), "")
    kind = foreign_type(named, found.body)
    return found if kind is None else LeftOut(f"no web page: {kind}")


def _capture(entry: Entry, status: int, payload: Capture | None = None) -> Capture:
    kind = entry.headers.get("content-type", "") if entry.kind == "resource" else None
    return Capture(entry.at, entry.path, entry.offset, status, entry.size, kind, payload)


def _lost(entry: Entry, reason: str) -> LostResponse:
    return LostResponse(entry.url, entry.at, entry.offset, reason)


def _revisited(path: Path, revisits: list[Entry]) -> Iterator[ArchivedPage]:
    """Yield the revisits with the bodies they refer to; this reads the file a second time."""
    originals = _originals(path, {key for one in revisits for key in _references(one)})
    for one in revisits:
        original = next((originals[key] for key in _references(one) if key in originals), None)
        if original is None:
            yield _lost(one, "revisit of a payload that the file does not hold")
            continue
        status = one.status or original.status
        if status != _OK:
            yield LeftOut(f"HTTP {status}")
            continue
        if original.size > _LONGEST:
            yield _lost(one, f"larger than {LARGEST} bytes")
            continue
        blocks = read_block(path, one.offset), read_block(path, original.offset)
        yield _response(one, _capture(one, status, original), *blocks)


def _references(revisit: Entry) -> list[str]:
    """Return the references by which a revisit may name its original, the most reliable first."""
    headers = revisit.headers
    url, date = headers.get("warc-refers-to-target-uri"), headers.get("warc-refers-to-date")
    named = [headers.get("warc-refers-to"), headers.get("warc-payload-digest")]
    return [*filter(None, named), *([f"{url_key(url)} {date}"] if url and date else [])]


def _originals(path: Path, wanted: set[str]) -> dict[str, Capture]:
    """Return the responses that revisits refer to; of identical payloads, the first."""
    found: dict[str, Capture] = {}
    for one in scan(path):
        if not isinstance(one, Entry) or one.kind not in ("response", "resource"):
            continue
        status = _OK if one.kind == "resource" else one.status
        if status is None or one.headers.get("warc-truncated"):
            continue
        headers = one.headers
        date = headers.get("warc-date")
        names = [headers.get(_ID), headers.get("warc-payload-digest"), f"{url_key(one.url)} {date}"]
        for name in wanted.intersection(filter(None, names)):
            found.setdefault(name, _capture(one, status))
    return found
