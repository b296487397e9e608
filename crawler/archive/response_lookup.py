"""Reads one stored response: by its offset, or the latest capture of a URL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler.archive.captures import Capture
from crawler.archive.cdxj import FolderIndex
from crawler.archive.index import RecordedResponse, ReplayIndex, recorded
from crawler.archive.warc_reader import Entry, scan, whole_record_at
from pipelines.content_coding import DamagedStream, OverBudget, codings_of, decompress
from pipelines.errors import UserError
from pipelines.items import ArchiveRef

LARGEST = 16 << 20  # bytes of a page after decompression, as in a crawl


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """A response from the archive, with its body decompressed.

    Attributes:
        url: the URL it came from, after redirects.
        at: time of the fetch, UTC.
        headers: names as received.
        ref: its position in the archive.
    """

    url: str
    status: int
    at: datetime
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ref: ArchiveRef


def read_at(folder: Path, ref: ArchiveRef) -> StoredResponse:
    """Return the response at a position.

    Raises:
        UserError: the file does not exist, or holds no response at this position.
    """
    path = folder / ref.warc
    if not path.is_file():
        raise UserError(
            f"{path}: no such file; expected the WARC files of the crawl in ARCHIVE_DIR={folder}; "
            "set it to where they are"
        )
    found = whole_record_at(path, ref.offset)
    if not isinstance(found, Entry):
        raise UserError(f"{found}: the stored page cannot be read")
    payload = _original(path, found) if found.kind == "revisit" else None
    status = found.status or (payload.status if payload else None) or 200
    kind = found.headers.get("content-type") if found.kind == "resource" else None
    capture = Capture(found.at, path, found.offset, status, found.size, kind, payload)
    if payload is None:
        return decoded(recorded(found.url, capture, found.block))
    return decoded(_read(found.url, capture))


def newest(folder: Path, url: str, at: datetime | None = None) -> StoredResponse | None:
    """Return the latest capture of ``url``, not later than ``at``, or None."""
    captures = FolderIndex(folder).find(url)
    chosen = [one for one in captures if at is None or one.at <= at]
    return read_at(folder, chosen[-1].ref) if chosen else None


def _read(url: str, capture: Capture) -> RecordedResponse:
    try:
        return ReplayIndex({}).read(url, capture)
    except OSError as error:
        raise UserError(f"{error}: the stored page cannot be read") from error


def _original(path: Path, revisit: Entry) -> Capture | None:
    """Return the record that holds the bytes of a revisit, which is in the same file."""
    wanted = revisit.headers.get("warc-refers-to", "")
    for one in _entries(path):
        if one.offset < revisit.offset and one.headers.get("warc-record-id") == wanted:
            return Capture(one.at, path, one.offset, one.status or 200, one.size)
    raise UserError(
        f"{path} at byte {revisit.offset}: the response {wanted} that it repeats is not there"
    )


def _entries(path: Path) -> Iterator[Entry]:
    return (one for one in scan(path) if isinstance(one, Entry))


def decoded(found: RecordedResponse) -> StoredResponse:
    """Return a stored response with its body decompressed, up to the size limit of a crawl.

    Raises:
        UserError: its body cannot be decompressed, or is too large.
    """
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in found.headers
    )
    lines = [value for name, value in headers if name.lower() == "content-encoding"]
    try:
        body = decompress(found.body, codings_of(lines), LARGEST)
    except (DamagedStream, OverBudget) as error:
        raise UserError(f"{found.url}: the stored body cannot be decompressed: {error}") from error
    kept = tuple(one for one in headers if one[0].lower() != "content-encoding")
    return StoredResponse(found.url, found.status, found.at, kept, body, found.ref)
