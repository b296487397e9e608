"""Captures: find the WARC record that holds the response for a URL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from w3lib.url import canonicalize_url

from crawler.archive.warc_reader import Damage, Entry, scan, utc

_NOT_MODIFIED = 304
_IMPLIED_PORT = re.compile(r"^(http://[^/]*):80(?=/)|^(https://[^/]*):443(?=/)")
_ID = "warc-record-id"
_PARTNER = "warc-concurrent-to"


@dataclass(frozen=True, slots=True)
class Capture:
    """One response for a URL at one time.

    ``payload`` is the record that holds the bytes, if it is another one (for a revisit).
    """

    at: datetime
    path: Path
    offset: int
    status: int
    size: int
    content_type: str | None = None
    payload: Capture | None = None


def url_key(url: str) -> str:
    """Return the key by which URLs compare: Scrapy's canonical form, without a default port."""
    try:
        return _IMPLIED_PORT.sub(r"\1\2", canonicalize_url(url))
    except ValueError:
        return url


@dataclass(slots=True)
class ScanState:
    """State collected while files are scanned."""

    captures: dict[str, list[Capture]] = field(default_factory=dict)
    by_id: dict[str, Capture] = field(default_factory=dict)
    by_digest: dict[str, Capture] = field(default_factory=dict)
    revisits: list[Entry] = field(default_factory=list)
    by_partner: dict[str, Capture] = field(default_factory=dict)
    not_get: set[str] = field(default_factory=set)
    damages: list[Damage] = field(default_factory=list)


def add_file(gathered: ScanState, path: Path) -> None:
    """Index all records of a file; raises ``OSError`` if it cannot be read."""
    for found in scan(path):
        if isinstance(found, Damage):
            gathered.damages.append(found)
        elif found.kind == "request" and found.head.split(b" ", 1)[0] not in (b"GET", b""):
            # Some tools link the request to the response, others the response to the request.
            gathered.not_get |= {found.headers.get(name, "") for name in (_ID, _PARTNER)} - {""}
        elif found.url.startswith(("http://", "https://")):
            _add_entry(gathered, found)


def _add_entry(gathered: ScanState, entry: Entry) -> None:
    if entry.kind == "revisit":
        gathered.revisits.append(entry)
        return
    if entry.kind not in ("response", "resource"):
        return
    if entry.headers.get("warc-truncated"):
        reason = f"truncated when it was fetched: {entry.url}"
        gathered.damages.append(Damage(entry.path, entry.offset, reason))
        return
    content_type = None
    status = entry.status
    if entry.kind == "resource":
        content_type = entry.headers.get("content-type", "application/octet-stream")
        status = 200
    if status is None:
        reason = f"no HTTP status in the response: {entry.url}"
        gathered.damages.append(Damage(entry.path, entry.offset, reason))
        return
    capture = Capture(entry.at, entry.path, entry.offset, status, entry.size, content_type)
    gathered.by_id[entry.headers.get(_ID, "")] = capture
    if partner := entry.headers.get(_PARTNER):
        gathered.by_partner[partner] = capture
    if digest := entry.headers.get("warc-payload-digest"):
        gathered.by_digest.setdefault(digest, capture)
    if status != _NOT_MODIFIED:  # a 304 means that the previous capture still holds
        gathered.captures.setdefault(url_key(entry.url), []).append(capture)


def resolve(gathered: ScanState) -> None:
    """Resolve the payload of each revisit, and drop what was not requested with GET.

    Call it after the last file. Only responses are payloads, so that no chain of revisits arises.
    """
    by_time: dict[tuple[str, datetime], Capture] = {}
    for key, captures in gathered.captures.items():
        for capture in captures:
            by_time.setdefault((key, capture.at), capture)
    for entry in gathered.revisits:
        if "server-not-modified" in entry.headers.get("warc-profile", ""):
            continue
        original = _original(gathered, entry, by_time)
        if original is None:
            reason = f"revisit of a payload that none of the files holds: {entry.url}"
            gathered.damages.append(Damage(entry.path, entry.offset, reason))
            continue
        capture = Capture(
            entry.at,
            entry.path,
            entry.offset,
            entry.status or original.status,
            original.size,
            payload=original,
        )
        gathered.captures.setdefault(url_key(entry.url), []).append(capture)
    stored_at = {
        (originals[name].path, originals[name].offset)
        for originals in (gathered.by_id, gathered.by_partner)
        for name in gathered.not_get & originals.keys()
    }
    if stored_at:
        for key, captures in list(gathered.captures.items()):
            kept = [each for each in captures if (each.path, each.offset) not in stored_at]
            if kept:
                gathered.captures[key] = kept
            else:
                del gathered.captures[key]


def _original(
    gathered: ScanState, entry: Entry, by_time: Mapping[tuple[str, datetime], Capture]
) -> Capture | None:
    if by_id := gathered.by_id.get(entry.headers.get("warc-refers-to", "")):
        return by_id
    if by_digest := gathered.by_digest.get(entry.headers.get("warc-payload-digest", "")):
        return by_digest
    date = entry.headers.get("warc-refers-to-date", "")
    url = entry.headers.get("warc-refers-to-target-uri", "")
    at = utc(date) if url and date else None
    return by_time.get((url_key(url), at)) if at else None
