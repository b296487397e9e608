"""Writes WARC files: one gzip member per record, the same bytes for the same input.

Live crawls, samples and tests all write through ``WarcWriter``. Record ids derive from the content
and dates come from the caller, so writing a file twice gives the same file. warcio writes the
records; HTTP headers are passed as raw bytes, because warcio percent-encodes non-ASCII characters
and an archive must keep headers as received.
"""

from __future__ import annotations

import os
import uuid
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipelines.items import ArchiveRef

Header = tuple[str | bytes, str | bytes]

_NAMESPACE = uuid.UUID("7b1f6a7e-8a52-5d0c-9d0e-5b8f1e6a4c11")
_REMEMBERED = 100_000  # payload digests kept for revisit records: at most about 20 MB


@dataclass(frozen=True, slots=True)
class _Original:
    """The first record with a given payload."""

    record_id: str
    url: str
    date: str


class _RawHeaders(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """An HTTP header block that is written byte by byte as received."""

    def __init__(self, raw: bytes) -> None:
        super().__init__("raw", [], protocol="HTTP/1.1")
        self.raw = raw

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """Return the bytes unchanged."""
        self.headers_buff = self.raw


class WarcWriter:
    """Writes one WARC file; a context manager.

    Args:
        path: file to create, named ``*.warc.gz`` for one gzip member per record or ``*.warc`` for
            plain records. It is opened for exclusive creation unless ``overwrite`` is set.
        software: the ``software`` line of the ``warcinfo`` record.
        overwrite: replace an existing file.

    Raises:
        OSError: the file cannot be created or written. After a failed ``write`` the file is
            truncated to its previous length, so that earlier records stay readable.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, software: str = "tinsach", overwrite: bool = False
    ) -> None:
        self.path = Path(path)
        self._software = software
        self._file = self.path.open("wb" if overwrite else "xb", buffering=0)
        self._originals: dict[str, _Original] = {}
        self._started = False
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Flush everything to disk and close the file; may be called twice."""
        if not self._file.closed:
            os.fsync(self._file.fileno())
            self._file.close()

    def write(
        self,
        url: str,
        status: int,
        headers: Iterable[Header],
        body: bytes,
        at: datetime,
        *,
        method: str = "GET",
        request_headers: Iterable[Header] = (),
        request_body: bytes = b"",
        protocol: str = "HTTP/1.1",
        ip_address: str | None = None,
    ) -> ArchiveRef:
        """Write a response and its request; a payload seen before becomes a ``revisit``.

        Args:
            url: requested URL, absolute, without fragment.
            status: HTTP status.
            headers: response headers in order. Strings are written as UTF-8.
            body: the payload as received (compressed if it was), without chunk framing.
            at: time of the fetch, aware.
            method: request method.
            request_headers: request headers in order; ``Host`` is added when it is missing.
            request_body: body of the request.
            protocol: version of HTTP.
            ip_address: IP address of the server.

        Returns:
            File name and offset of the response record.
        """
        date = _warc_date(at)
        block = _status_line(protocol, status) + _header_block(headers)
        records: list[ArcWarcRecord] = [] if self._started else [self._info(date)]
        extra = {"WARC-IP-Address": ip_address} if ip_address else {}
        digest = _digest(body)
        response = self._response(url, date, block, body, digest, extra)
        response_id = response.rec_headers.get_header("WARC-Record-ID")
        request_block = _request_line(url, method, request_headers)
        request = self._record(
            "request", url, date, request_block, request_body, {"WARC-Concurrent-To": response_id}
        )
        pieces = [self._serialised(record) for record in (*records, response, request)]
        offset = self.size + sum(len(piece) for piece in pieces[: len(records)])
        self._append(b"".join(pieces))
        self._started = True
        if body and digest not in self._originals and len(self._originals) < _REMEMBERED:
            self._originals[digest] = _Original(response_id, url, date)
        return ArchiveRef(self.path.name, offset)

    def _append(self, data: bytes) -> None:
        """Append all of ``data``, or leave the file unchanged."""
        view = memoryview(data)
        try:
            while view:
                view = view[self._file.write(view) :]
        except OSError:
            self._file.truncate(self.size)
            self._file.seek(self.size)
            raise
        self.size += len(data)

    def _response(
        self, url: str, date: str, block: bytes, body: bytes, digest: str, extra: dict[str, str]
    ) -> ArcWarcRecord:
        extra = {**extra, "WARC-Payload-Digest": digest}
        original = self._originals.get(digest)
        if original is None:
            return self._record("response", url, date, block, body, extra)
        extra |= {
            "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
            "WARC-Refers-To": original.record_id,
            "WARC-Refers-To-Target-URI": original.url,
            "WARC-Refers-To-Date": original.date,
        }
        return self._record("revisit", url, date, block, b"", extra)

    def _info(self, date: str) -> ArcWarcRecord:
        text = f"software: {self._software}\r\nformat: WARC File Format 1.1\r\n".encode()
        extra = {"WARC-Filename": self.path.name}
        return self._record("warcinfo", "", date, None, text, extra)

    def _record(
        self,
        kind: str,
        url: str,
        date: str,
        block: bytes | None,
        body: bytes,
        extra: dict[str, str],
    ) -> ArcWarcRecord:
        seed = sha1(b"\0".join((block or b"", body)), usedforsecurity=False).hexdigest()
        record_id = uuid.uuid5(_NAMESPACE, "\n".join((kind, url, date, str(self.size), seed)))
        headers = {
            "WARC-Type": kind,
            "WARC-Record-ID": f"<urn:uuid:{record_id}>",
            "WARC-Date": date,
            **extra,
        }
        return self._builder(BytesIO()).create_warc_record(
            url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            warc_headers_dict=headers,
            http_headers=None if block is None else _RawHeaders(block),
        )

    def _serialised(self, record: ArcWarcRecord) -> bytes:
        out = BytesIO()
        self._builder(out).write_record(record)
        return out.getvalue()

    def _builder(self, out: BytesIO) -> WARCWriter:
        return WARCWriter(out, gzip=self.path.suffix == ".gz", warc_version="1.1")


def _warc_date(at: datetime) -> str:
    """Format a time in UTC as in WARC 1.1; fractions of a second only if there are any."""
    if at.tzinfo is None:
        raise ValueError(f"time of a capture without a zone: {at!r}; expected an aware datetime")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _digest(payload: bytes) -> str:
    return f"sha1:{b32encode(sha1(payload, usedforsecurity=False).digest()).decode()}"


def _status_line(protocol: str, status: int) -> bytes:
    reasons = {known.value: known.phrase for known in HTTPStatus}
    return f"{protocol} {status} {reasons.get(status, 'Unknown')}\r\n".encode()


def _request_line(url: str, method: str, headers: Iterable[Header]) -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    given = list(headers)
    if not any(_bytes(name).lower() == b"host" for name, _ in given):
        given.insert(0, ("Host", parts.netloc.rpartition("@")[2]))
    return f"{method} {target} HTTP/1.1\r\n".encode() + _header_block(given)


def _header_block(headers: Iterable[Header]) -> bytes:
    lines = [_bytes(name) + b": " + _one_line(_bytes(value)) for name, value in headers]
    return b"".join(line + b"\r\n" for line in lines) + b"\r\n"


def _one_line(value: bytes) -> bytes:
    """Remove line breaks from a header value: they would end the header block."""
    return value.replace(b"\r", b" ").replace(b"\n", b" ")


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value
