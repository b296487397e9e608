"""warcio's reader with bounds on lines: an archive is somebody's file, and may be made to hang one.

warcio reads the headers of a record line by line, however long a line is.
"""

from __future__ import annotations

from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.utils import BUFF_SIZE

HEAD_LIMIT = 1 << 20
"""Bytes of a header block, of the record or of HTTP: no server sends a megabyte."""
_LINE_LIMIT = 1 << 16  # bytes of one header line


class BoundedReader(DecompressingBufferedReader):  # type: ignore[misc]  # warcio has no types
    """Gives lines of a bounded length: warcio reads headers by lines, and payloads by bytes.

    What follows a record within its gzip member is read by lines too, to see that it is empty.
    """

    _lines = 0

    def begin_head(self) -> None:
        """Count the lines that follow as those of one header block."""
        self._lines = 0

    def readline(self, length: int | None = None) -> bytes:
        """Return the next line; raises ``ArchiveLoadFailed`` where it has no end in sight."""
        line: bytes = super().readline(min(length or _LINE_LIMIT, _LINE_LIMIT))
        self._lines += len(line)
        if len(line) >= _LINE_LIMIT:
            raise ArchiveLoadFailed(f"a header line of {_LINE_LIMIT} bytes or more")
        if self._lines > HEAD_LIMIT:
            raise ArchiveLoadFailed(f"record headers larger than {HEAD_LIMIT} bytes")
        return line


def bounded_records(file: BinaryIO, *, parse_http: bool = False) -> ArchiveIterator:
    """Return an iterator over the records from the file's present place on.

    Its ``reader.begin_head()`` is to be called before each record, where there may be many.
    """
    records = ArchiveIterator(file, no_record_parse=not parse_http)
    records.reader = BoundedReader(file, block_size=BUFF_SIZE)
    return records
