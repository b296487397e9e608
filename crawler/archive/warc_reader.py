"""Reads WARC files record by record, whichever tool wrote them and wherever they are cut.

warcio parses the file. This module decides what warcio leaves to its caller: a record is used if it
is complete and its block digest matches; after damage, reading continues at the next record that
can be found behind the damaged one: a page may contain what looks like a record of another outlet.
HTTP headers are kept as bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from base64 import b16decode, b32decode
from binascii import Error as BadDigest
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from pipelines.bounded_warc import HEAD_LIMIT, bounded_records

_UNREADABLE = (ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, ValueError)
_GZIP_MEMBER = b"\x1f\x8b\x08"
_PLAIN_RECORD = b"\r\nWARC/1."
_CHUNK = 1 << 18
_RECORD_LIMIT = 256 << 20  # bytes; four times the largest response of a crawl
_MEMBER_LIMIT = 1 << 30  # bytes of a damaged member that are decompressed to find its end
_PIECE = 1 << 12  # bytes of it at once; what is damaged is among the last ones
_TRIES = 1_000  # positions in a row without a record, after which the rest is skipped

Wanted = Callable[[str, dict[str, str]], bool]
"""Decides by a record's kind and headers whether its block is needed."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged position in a file, and the reason."""

    path: Path
    offset: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path} at byte {self.offset}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A complete record, without its payload unless requested.

    Attributes:
        path, offset: where the record begins.
        kind: ``WARC-Type``: ``response``, ``revisit``, ``resource``, ``request`` ...
        headers: the record's own headers, names in lower case.
        at: ``WARC-Date``, UTC.
        head: the HTTP header block, for records that hold HTTP; else empty.
        size: bytes of the block.
        block: the block, if requested; else empty.
    """

    path: Path
    offset: int
    kind: str
    headers: dict[str, str]
    at: datetime
    head: bytes
    size: int
    block: bytes = b""

    @property
    def url(self) -> str:
        """The target URL of the record, or ``""``."""
        return self.headers.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">")

    @property
    def status(self) -> int | None:
        """HTTP status in the header block, or None if there is none."""
        return status_of(self.head)


def _none(_kind: str, _headers: dict[str, str]) -> bool:
    return False


def scan(path: Path, keep: Wanted = _none) -> Iterator[Entry | Damage]:
    """Yield all complete records of a file in order, and the damaged positions.

    Args:
        path: the file.
        keep: decides by kind and headers of a record whether its block is kept.

    Raises:
        OSError: the file cannot be opened or read.
    """
    with path.open("rb") as file:
        packed = path.suffix == ".gz" or file.read(len(_GZIP_MEMBER)) == _GZIP_MEMBER
        start: int | None = 0
        tries = 0
        while start is not None:
            broken = yield from _scan_from(path, file, start, keep)
            if broken is None:
                return
            tries = tries + 1 if broken == start else 1
            if tries > _TRIES:
                yield Damage(path, broken, f"no record in {_TRIES} places: the rest is not read")
                return
            behind = _end_of_member(file, broken) if packed else broken
            start = _next_start(file, max(behind, broken + 1), packed=packed)


def whole_record_at(path: Path, offset: int) -> Entry | Damage:
    """Return the record that begins at ``offset``, with its block, or why there is none.

    Raises:
        OSError: the file cannot be opened or read.
    """
    with path.open("rb") as file:
        found = next(_scan_from(path, file, offset, lambda *_: True), None)
    if isinstance(found, Entry) and found.offset == offset:
        return found
    return found if isinstance(found, Damage) else Damage(path, offset, "no record begins here")


def read_block(path: Path, offset: int) -> bytes:
    """Return the block of the record at ``offset``: HTTP headers and payload as received.

    Raises:
        OSError: the file cannot be read any more, or changed since it was scanned.
    """
    with path.open("rb") as file:
        file.seek(offset)
        try:
            record = next(bounded_records(file), None)
            length = int(record.rec_headers.get_header("Content-Length", "")) if record else -1
            if record is None or length > _RECORD_LIMIT:
                raise ValueError("no record that could have been scanned")
            block = b"".join(_chunks(record))
        except _UNREADABLE as error:
            raise OSError(f"{path} at byte {offset}: changed since it was scanned") from error
    if len(block) != length:
        raise OSError(f"{path} at byte {offset}: changed since it was scanned")
    return block


def split_http(block: bytes) -> tuple[bytes, bytes]:
    """Split an HTTP message into header block and payload, without the empty line between."""
    gap = b"\r\n\r\n"
    at = block.find(gap)
    bare = block.find(b"\n\n", 0, at if at >= 0 else len(block))
    if bare >= 0:
        at, gap = bare, b"\n\n"
    if at < 0:
        return block.rstrip(b"\r\n"), b""
    return block[:at], block[at + len(gap) :]


def utc(text: str) -> datetime | None:
    """Return the time of a record's header, UTC; None if it is none, or not within UTC's years."""
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def status_of(head: bytes) -> int | None:
    """Return the status in the first line of an HTTP header block."""
    parts = head.split(b"\n", 1)[0].split()
    if len(parts) < 2 or not parts[0].startswith(b"HTTP/") or not parts[1].isdigit():
        return None
    status = int(parts[1][:4])
    return status if 100 <= status <= 999 else None


def headers_of(head: bytes) -> list[tuple[bytes, bytes]]:
    """Return the header lines in order, without the first line; folded lines are joined."""
    found: list[tuple[bytes, bytes]] = []
    for line in head.splitlines()[1:]:
        if line[:1] in (b" ", b"\t") and found:
            name, value = found[-1]
            found[-1] = (name, value + b" " + line.strip())
            continue
        name, colon, value = line.partition(b":")
        if colon and name.strip():
            found.append((name.strip(), value.strip()))
    return found


def unchunked(payload: bytes) -> bytes:
    """Remove chunk framing from a payload; an unframed payload is returned unchanged."""
    reader = ChunkedDataReader(BytesIO(payload))
    return b"".join(iter(lambda: reader.read(_CHUNK), b""))


def _scan_from(
    path: Path, file: BinaryIO, start: int, keep: Wanted = _none
) -> Generator[Entry | Damage, None, int | None]:
    """Yield records from ``start`` on; return where reading stopped, or None at the end."""
    file.seek(start)
    records = bounded_records(file)
    offset = start
    while True:
        try:
            records.reader.begin_head()
            record = next(records, None)
            if record is None:
                return None
            offset = int(records.offset)
            found = _examine(path, offset, record, keep)
            if isinstance(found, Entry):
                records.read_to_end()
        except _UNREADABLE as error:
            found = Damage(path, offset, _described(error))
        yield found
        if isinstance(found, Damage):  # its length may be wrong: search for the next record
            return offset
        offset = max(offset, int(records.offset))


def _examine(path: Path, offset: int, record: ArcWarcRecord, keep: Wanted) -> Entry | Damage:
    headers = {name.lower(): value for name, value in record.rec_headers.headers}
    length = headers.get("content-length", "")
    if not length.isdecimal():
        return Damage(path, offset, f"Content-Length is {length!r}, expected a number")
    if int(length[:20]) > _RECORD_LIMIT:
        reason = f"record of {length[:20]} bytes is over {_RECORD_LIMIT}, not used: "
        return Damage(path, offset, reason + headers.get("warc-target-uri", "")[:200])
    kept: list[bytes] | None = [] if keep(record.rec_type, headers) else None
    head, size, digest_is_right = _consume(record, headers, kept)
    if len(head) >= HEAD_LIMIT:
        reason = f"HTTP headers larger than {HEAD_LIMIT} bytes: "
        return Damage(path, offset, reason + headers.get("warc-target-uri", "")[:200])
    if size < int(length):
        return Damage(path, offset, f"cut short after {size} of {length} bytes")
    if not digest_is_right:
        return Damage(path, offset, f"digest is wrong: {headers.get('warc-target-uri', '')}")
    at = utc(headers.get("warc-date", ""))
    if at is None:
        return Damage(path, offset, f"WARC-Date is {headers.get('warc-date')!r}, expected a time")
    return Entry(path, offset, record.rec_type, headers, at, head, size, b"".join(kept or ()))


def _consume(
    record: ArcWarcRecord, headers: dict[str, str], kept: list[bytes] | None
) -> tuple[bytes, int, bool]:
    """Read a record; return HTTP header block, bytes read, and whether the digest matches.

    If ``kept`` is a list, the bytes read are appended to it.

    The block digest decides. The payload digest decides only if it stands alone, and never for a
    chunked payload, because tools differ on whether it covers the framing.
    """
    is_http = "application/http" in headers.get("content-type", "")
    algorithm, wanted = _parse_digest(headers.get("warc-block-digest", ""))
    whole = hashlib.new(algorithm, usedforsecurity=False) if algorithm else None
    payload_algorithm, payload_wanted = _parse_digest(headers.get("warc-payload-digest", ""))
    start = bytearray()
    size = 0
    payload = None
    if whole is None and payload_algorithm and record.rec_type in ("response", "resource"):
        payload = hashlib.new(payload_algorithm, usedforsecurity=False)
    in_head = is_http
    for chunk in _chunks(record):
        size += len(chunk)
        if kept is not None:
            kept.append(chunk)
        if whole:
            whole.update(chunk)
        if in_head:
            start += chunk
            head, body = split_http(bytes(start))
            in_head = not body and len(start) <= HEAD_LIMIT
            chunk = body
        if payload and not in_head:
            payload.update(chunk)
    head = split_http(bytes(start))[0] if is_http else b""
    if whole:
        return head, size, whole.digest() == wanted
    if payload and b"chunked" not in head.lower():
        return head, size, payload.digest() == payload_wanted
    return head, size, True


def _parse_digest(label: str) -> tuple[str | None, bytes]:
    """Return algorithm and value of ``sha1:BASE32`` or hexadecimal; None if unknown."""
    algorithm, _, value = label.partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in ("sha1", "sha256", "sha512", "md5"):
        return None, b""
    length = hashlib.new(algorithm, usedforsecurity=False).digest_size
    decode = b16decode if len(value) == 2 * length else b32decode
    try:
        return algorithm, decode(value.upper())
    except BadDigest:
        return algorithm, b""


def _chunks(record: ArcWarcRecord) -> Iterator[bytes]:
    return iter(lambda: record.raw_stream.read(_CHUNK), b"")


def _end_of_member(file: BinaryIO, start: int) -> int:
    """Return where the gzip member at ``start`` ends, or is damaged, or the file ends."""
    decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
    file.seek(start)
    reached, left = start, _MEMBER_LIMIT
    while piece := file.read(_PIECE):
        try:
            while piece and left > 0 and not decoder.eof:
                left -= len(decoder.decompress(piece, _CHUNK))
                piece = decoder.unconsumed_tail
        except zlib.error:
            return reached
        if decoder.eof or left <= 0:
            return file.tell() - len(decoder.unused_data or piece)
        reached = file.tell()
    return reached


def _next_start(file: BinaryIO, after: int, *, packed: bool) -> int | None:
    """Return where the next record may begin."""
    mark = _GZIP_MEMBER if packed else _PLAIN_RECORD
    file.seek(after)
    tail = b""
    position = after
    while chunk := file.read(_CHUNK):
        window = tail + chunk
        at = window.find(mark)
        if at >= 0:
            return position - len(tail) + at + (0 if packed else 2)
        tail = window[-(len(mark) - 1) :]
        position += len(chunk)
    return None


def _described(error: BaseException) -> str:
    text = " ".join(str(error).split())
    if "non-chunked gzip" in text:
        return "gzipped as one piece, not record by record; run: warcio recompress OLD NEW"
    return text[:200] or type(error).__name__
