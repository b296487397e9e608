"""Bounded line reader for warcio, so that a hostile archive cannot exhaust memory.

warcio reads the headers of a record line by line, however long a line is.
"""

from __future__ import annotations

from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.utils import BUFF_SIZE

HEAD_LIMIT = 1 << 20
"""Maximum bytes of a header block, of the record or of HTTP: no server sends a megabyte."""
_LINE_LIMIT = 1 << 16  # bytes of one header line


class BoundedReader(DecompressingBufferedReader):  # type: ignore[misc]  # warcio has no types
    """Reads lines of bounded length: warcio reads headers by lines, payloads by bytes.

    What follows a record within its gzip member is also read by lines, to check that it is empty.
    """

    _lines = 0

    def begin_head(self) -> None:
        """Count the following lines as those of one header block."""
        self._lines = 0

    def readline(self, length: int | None = None) -> bytes:
        """Return the next line; raises ``ArchiveLoadFailed`` if it is too long."""
        line: bytes = super().readline(min(length or _LINE_LIMIT, _LINE_LIMIT))
        self._lines += len(line)
        if len(line) >= _LINE_LIMIT:
            raise ArchiveLoadFailed(f"a header line of {_LINE_LIMIT} bytes or more")
        if self._lines > HEAD_LIMIT:
            raise ArchiveLoadFailed(f"record headers larger than {HEAD_LIMIT} bytes")
        return line


def bounded_records(file: BinaryIO, *, parse_http: bool = False) -> ArchiveIterator:
    """Return an iterator over the records from the current position of the file.

    If there may be several, call its ``reader.begin_head()`` before each record.
    """
    records = ArchiveIterator(file, no_record_parse=not parse_http)
    records.reader = BoundedReader(file, block_size=BUFF_SIZE)
    return records
