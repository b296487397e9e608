"""What WARC files hold of each URL, and the answer to a request out of them."""

from __future__ import annotations

import glob
import logging
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from pathlib import Path

from w3lib.url import canonicalize_url

from crawler.archive.records import (
    Damage,
    Entry,
    headers_of,
    read_block,
    scan,
    split_http,
    status_of,
    unchunked,
)
from pipelines.errors import UserError
from pipelines.items import ArchiveRef

logger = logging.getLogger(__name__)

_NOT_MODIFIED = 304
_HOP_BY_HOP = (b"transfer-encoding", b"connection", b"keep-alive")
_MAGIC = {b"gzip": b"\x1f\x8b", b"x-gzip": b"\x1f\x8b", b"zstd": b"\x28\xb5\x2f\xfd"}


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer of a URL at one time.

    ``payload`` is the record that holds the bytes, where it is another one (a revisit).
    """

    at: datetime
    path: Path
    offset: int
    status: int
    size: int
    content_type: str | None = None
    payload: Capture | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A stored response: as received, but for chunk framing, which is taken away."""

    url: str
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    at: datetime
    ref: ArchiveRef


def url_key(url: str) -> str:
    """The form under which URLs are equal, the one Scrapy's request fingerprints use."""
    try:
        return str(canonicalize_url(url))
    except ValueError:
        return url


def expand(pattern: str) -> list[Path]:
    """The files that a path, folder or glob stands for, by name.

    Raises:
        UserError: there is none.
    """
    path = Path(pattern).expanduser()
    if path.is_dir():
        found = [*path.glob("*.warc"), *path.glob("*.warc.gz")]
    elif path.exists():
        found = [path]
    else:
        found = [Path(name) for name in glob.glob(str(path), recursive=True)]  # noqa: PTH207
    files = sorted(file for file in found if file.is_file())
    if not files:
        raise UserError(
            f"REPLAY_WARC={pattern}: no such file; expected the path or glob of WARC files "
            "(*.warc.gz, *.warc); correct it, or leave it empty to fetch from the network"
        )
    return files


@dataclass(slots=True)
class _Building:
    """What is known while files are scanned."""

    captures: dict[str, list[Capture]] = field(default_factory=dict)
    by_id: dict[str, Capture] = field(default_factory=dict)
    by_digest: dict[str, Capture] = field(default_factory=dict)
    revisits: list[Entry] = field(default_factory=list)
    not_get: set[str] = field(default_factory=set)
    damages: list[Damage] = field(default_factory=list)


class ArchiveIndex:
    """URL -> captures over a set of WARC files.

    Attributes:
        damages: places that could not be used; logged when the index is built.
    """

    def __init__(self, captures: dict[str, list[Capture]], damages: Iterable[Damage] = ()) -> None:
        self._captures = captures
        self.damages = tuple(damages)

    def __len__(self) -> int:
        return len(self._captures)

    @classmethod
    def open(cls, pattern: str) -> ArchiveIndex:
        """Scan the files that ``pattern`` names.

        Raises:
            UserError: there is no such file, one cannot be read, or none holds a response.
        """
        files = expand(pattern)
        building = _Building()
        # warcio tells of damage on stderr; here it is told once, in the log, with the place.
        with redirect_stderr(StringIO()):
            for path in files:
                try:
                    _add_file(building, path)
                except OSError as error:
                    raise UserError(
                        f"REPLAY_WARC={pattern}: {path} cannot be read ({error.strerror}); "
                        "expected a readable WARC file; correct its permissions or the path"
                    ) from error
        _resolve(building)
        for damage in building.damages:
            logger.warning("archive damaged: %s", damage)
        if not building.captures:
            first = f" ({building.damages[0]})" if building.damages else ""
            raise UserError(
                f"REPLAY_WARC={pattern}: no response found in {len(files)} file(s){first}; "
                "expected WARC files with response records; give others"
            )
        for captures in building.captures.values():
            captures.sort(key=lambda capture: capture.at)
        return cls(building.captures, building.damages)

    def urls(self) -> Iterator[str]:
        """The URLs that have an answer, as keys."""
        return iter(self._captures)

    def captures(self, url: str) -> tuple[Capture, ...]:
        """All captures of a URL, oldest first."""
        return tuple(self._captures.get(url_key(url), ()))

    def find(self, url: str, at: datetime | None = None) -> Capture | None:
        """The last capture of a URL, or the last one not later than ``at`` (aware)."""
        captures = self._captures.get(url_key(url), [])
        end = len(captures)
        if at is not None:
            end = bisect_right(captures, at, key=lambda capture: capture.at)
        return captures[end - 1] if end else None

    def read(self, url: str, capture: Capture) -> Recorded:
        """The stored response of a capture.

        Raises:
            OSError: the file is gone.
        """
        block = read_block(capture.path, capture.offset)
        ref = ArchiveRef(capture.path.name, capture.offset)
        if capture.content_type is not None:  # a resource record: the payload alone
            headers = [(b"Content-Type", capture.content_type.encode())]
            return Recorded(url, capture.status, headers, block, capture.at, ref)
        head, body = split_http(block)
        if capture.payload is not None:
            original = read_block(capture.payload.path, capture.payload.offset)
            original_head, body = split_http(original)
            chunked = _is_chunked(original_head)
            head = head if status_of(head) else original_head
            ref = ArchiveRef(capture.payload.path.name, capture.payload.offset)
        else:
            chunked = _is_chunked(head)
        body = unchunked(body) if chunked else body
        return Recorded(url, capture.status, _for_replay(head, body), body, capture.at, ref)


def _add_file(building: _Building, path: Path) -> None:
    for found in scan(path):
        if isinstance(found, Damage):
            building.damages.append(found)
        elif found.kind == "request" and found.head.split(b" ", 1)[0] not in (b"GET", b""):
            building.not_get.add(found.headers.get("warc-concurrent-to", ""))
        elif found.url.startswith(("http://", "https://")):
            _add_entry(building, found)


def _add_entry(building: _Building, entry: Entry) -> None:
    if entry.kind == "revisit":
        building.revisits.append(entry)
        return
    if entry.kind not in ("response", "resource"):
        return
    if entry.headers.get("warc-truncated"):
        reason = f"truncated when it was fetched: {entry.url}"
        building.damages.append(Damage(entry.path, entry.offset, reason))
        return
    content_type = None
    status = entry.status
    if entry.kind == "resource":
        content_type = entry.headers.get("content-type", "application/octet-stream")
        status = 200
    if status is None:
        reason = f"no HTTP status in the response: {entry.url}"
        building.damages.append(Damage(entry.path, entry.offset, reason))
        return
    capture = Capture(entry.at, entry.path, entry.offset, status, entry.size, content_type)
    building.by_id[entry.headers.get("warc-record-id", "")] = capture
    if digest := entry.headers.get("warc-payload-digest"):
        building.by_digest.setdefault(digest, capture)
    if status != _NOT_MODIFIED:  # it says that the capture before it still holds
        building.captures.setdefault(url_key(entry.url), []).append(capture)


def _resolve(building: _Building) -> None:
    """Find the payload of each revisit, and drop what was not asked for with GET."""
    for entry in building.revisits:
        if "server-not-modified" in entry.headers.get("warc-profile", ""):
            continue
        original = _original(building, entry)
        if original is None:
            reason = f"revisit of a payload that none of the files holds: {entry.url}"
            building.damages.append(Damage(entry.path, entry.offset, reason))
            continue
        capture = Capture(
            entry.at,
            entry.path,
            entry.offset,
            entry.status or original.status,
            original.size,
            payload=original,
        )
        building.captures.setdefault(url_key(entry.url), []).append(capture)
    dropped = [building.by_id[name] for name in building.not_get if name in building.by_id]
    if dropped:
        places = {(capture.path, capture.offset) for capture in dropped}
        for key, captures in list(building.captures.items()):
            kept = [each for each in captures if (each.path, each.offset) not in places]
            if kept:
                building.captures[key] = kept
            else:
                del building.captures[key]


def _original(building: _Building, entry: Entry) -> Capture | None:
    if by_id := building.by_id.get(entry.headers.get("warc-refers-to", "")):
        return by_id
    if by_digest := building.by_digest.get(entry.headers.get("warc-payload-digest", "")):
        return by_digest
    date = entry.headers.get("warc-refers-to-date", "")
    url = entry.headers.get("warc-refers-to-target-uri", "")
    for capture in building.captures.get(url_key(url), ()) if url and date else ():
        if capture.at == _time(date):
            return capture
    return None


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _is_chunked(head: bytes) -> bool:
    return any(
        name.lower() == b"transfer-encoding" and b"chunked" in value.lower()
        for name, value in headers_of(head)
    )


def _for_replay(head: bytes, body: bytes) -> list[tuple[bytes, bytes]]:
    """Headers without those of the connection, and without an encoding that was undone.

    Some tools store a body decompressed and leave ``Content-Encoding`` as it was.
    """
    return [
        (name, value)
        for name, value in headers_of(head)
        if name.lower() not in _HOP_BY_HOP
        and not (
            name.lower() == b"content-encoding"
            and not body.startswith(_MAGIC.get(value.lower(), b""))
        )
    ]
