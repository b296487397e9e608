"""In-memory index of WARC files: URL to captures, and the stored response."""

from __future__ import annotations

import glob
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path

from crawler.archive.captures import Capture, ScanState, add_file, resolve, url_key
from crawler.archive.warc_reader import (
    Damage,
    headers_of,
    read_block,
    split_http,
    status_of,
    unchunked,
)
from pipelines.errors import UserError
from pipelines.items import ArchiveRef

_HOP_BY_HOP = (b"transfer-encoding", b"connection", b"keep-alive")
_MAGIC = {b"gzip": b"\x1f\x8b", b"x-gzip": b"\x1f\x8b", b"zstd": b"\x28\xb5\x2f\xfd"}


@dataclass(frozen=True, slots=True)
class RecordedResponse:
    """A stored response as received, without chunk framing."""

    url: str
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    at: datetime
    ref: ArchiveRef


def expand(pattern: str) -> list[Path]:
    """Return the files that a path, folder or glob matches, sorted by name.

    Raises:
        UserError: it matches none.
    """
    path = Path(pattern).expanduser()
    missing = "no such file"
    if path.is_dir():
        missing = "no WARC file in this folder"
        found = [*path.glob("*.warc"), *path.glob("*.warc.gz")]
    elif path.exists():
        found = [path]
    else:
        found = [Path(name) for name in glob.glob(str(path), recursive=True)]  # noqa: PTH207
    files = sorted(file for file in found if file.is_file())
    if not files:
        raise UserError(
            f"REPLAY_WARC={pattern}: {missing}; expected the path or glob of WARC files "
            "(*.warc.gz, *.warc); correct it, or leave it empty to fetch from the network"
        )
    return files


class ReplayIndex:
    """URL to captures, over a set of WARC files.

    Attributes:
        damages: unusable records; logged when the crawl begins.
    """

    def __init__(self, captures: dict[str, list[Capture]], damages: Iterable[Damage] = ()) -> None:
        self._captures = captures
        self.damages = tuple(damages)

    def __len__(self) -> int:
        return len(self._captures)

    @classmethod
    def open(cls, pattern: str) -> ReplayIndex:
        """Scan the files that match ``pattern``.

        Raises:
            UserError: no file matches, one cannot be read, or none holds a response.
        """
        files = expand(pattern)
        gathered = ScanState()
        # warcio reports damage on stderr; here it is reported once, with its position.
        with redirect_stderr(StringIO()):
            for path in files:
                try:
                    add_file(gathered, path)
                except OSError as error:
                    raise UserError(
                        f"REPLAY_WARC={pattern}: {path} cannot be read ({error.strerror}); "
                        "expected a readable WARC file; correct its permissions or the path"
                    ) from error
        resolve(gathered)
        if not gathered.captures:
            first = f" ({gathered.damages[0]})" if gathered.damages else ""
            raise UserError(
                f"REPLAY_WARC={pattern}: no response found in {len(files)} file(s){first}; "
                "expected WARC files with response records; give others"
            )
        for captures in gathered.captures.values():
            captures.sort(key=lambda capture: capture.at)
        return cls(gathered.captures, gathered.damages)

    def urls(self) -> Iterator[str]:
        """Return the keys of the URLs that have a response."""
        return iter(self._captures)

    def captures(self, url: str) -> tuple[Capture, ...]:
        """Return all captures of a URL, oldest first."""
        return tuple(self._captures.get(url_key(url), ()))

    def find(self, url: str, at: datetime | None = None) -> Capture | None:
        """Return the last capture of a URL, or the last one not later than ``at`` (aware)."""
        captures = self._captures.get(url_key(url), [])
        end = len(captures)
        if at is not None:
            end = bisect_right(captures, at, key=lambda capture: capture.at)
        return captures[end - 1] if end else None

    def read(self, url: str, capture: Capture) -> RecordedResponse:
        """Read the stored response of a capture.

        Raises:
            OSError: the file no longer exists.
        """
        block = read_block(capture.path, capture.offset)
        if capture.payload is None:
            return recorded(url, capture, block)
        original = read_block(capture.payload.path, capture.payload.offset)
        return recorded(url, capture, block, original)


def recorded(
    url: str, capture: Capture, block: bytes, original: bytes | None = None
) -> RecordedResponse:
    """Build the stored response of a capture from its block.

    ``original`` is the block of ``capture.payload``, if the capture is a revisit.
    """
    ref = ArchiveRef(capture.path.name, capture.offset)
    if capture.content_type is not None:  # a resource record holds only the payload
        headers = [(b"Content-Type", capture.content_type.encode())]
        return RecordedResponse(url, capture.status, headers, block, capture.at, ref)
    head, body = split_http(block)
    chunked = _is_chunked(head)
    if capture.payload is not None and original is not None:
        original_head, body = split_http(original)
        chunked = _is_chunked(original_head)
        head = head if status_of(head) else original_head
        ref = ArchiveRef(capture.payload.path.name, capture.payload.offset)
    body = unchunked(body) if chunked else body
    return RecordedResponse(url, capture.status, _for_replay(head, body), body, capture.at, ref)


def _is_chunked(head: bytes) -> bool:
    return any(
        name.lower() == b"transfer-encoding" and b"chunked" in value.lower()
        for name, value in headers_of(head)
    )


def _for_replay(head: bytes, body: bytes) -> list[tuple[bytes, bytes]]:
    """Drop connection headers, and the ``Content-Encoding`` of a decompressed body.

    Some tools store a body decompressed and keep its ``Content-Encoding``.
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
