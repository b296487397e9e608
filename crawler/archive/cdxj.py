"""The index of a folder's WARC files: URL -> captures, as CDXJ (pywb's format).

``index.cdxj`` lies beside the files, a line per response, sorted by URL: ``key time {json}``. It
lists only what the crawl's own reader accepts, so whatever is found can be read. New files are
indexed when the index is opened; ``index.files.json`` lists those that already are.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from string import ascii_letters, digits, punctuation
from urllib.parse import quote, urlsplit

from crawler.archive.captures import url_key
from crawler.archive.warc_reader import Damage, Entry, scan
from pipelines.errors import UserError
from pipelines.items import ArchiveRef

INDEX, FILES = "index.cdxj", "index.files.json"
_TIME = "%Y%m%d%H%M%S"
_PRINTABLE = ascii_letters + digits + punctuation


@dataclass(frozen=True, slots=True)
class IndexedCapture:
    """A capture of a URL: time (UTC), HTTP status, position in the archive."""

    url: str
    at: datetime
    status: int
    ref: ArchiveRef


def warc_files(folder: Path) -> list[Path]:
    """Return the WARC files of a folder, sorted by name.

    Raises:
        UserError: there is no such folder, or it cannot be read.
    """
    if not folder.is_dir():
        raise UserError(
            f"ARCHIVE_DIR={folder}: no such folder; expected the one with the crawl's WARC files"
        )
    try:
        # Not by ``glob``, for which a folder that cannot be read is empty.
        names = [one.name for one in folder.iterdir()]
    except OSError as error:
        raise UserError(f"ARCHIVE_DIR={folder}: cannot be read ({error.strerror})") from None
    return sorted(folder / name for name in names if name.endswith((".warc", ".warc.gz")))


class FolderIndex:
    """The index of a folder, updated when it is opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damages: list[Damage] = []
        self._lines = self._update()

    def find(self, url: str) -> list[IndexedCapture]:
        """Return the captures of ``url``, oldest first."""
        key = search_key(url)
        start = bisect_left(self._lines, f"{key} ")
        found = []
        for line in self._lines[start:]:
            if not line.startswith(f"{key} "):
                break
            found.append(_capture(line))
        return found

    def __iter__(self) -> Iterator[IndexedCapture]:
        return map(_capture, self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def _update(self) -> list[str]:
        present = {
            path.name: [path.stat().st_size, path.stat().st_mtime_ns]
            for path in warc_files(self.folder)
        }
        indexed = self._indexed()
        lines = self._read() if indexed else []
        if lines is None:
            indexed, lines = {}, []
        stale = {name for name, state in indexed.items() if present.get(name) != state}
        if stale:
            lines = [line for line in lines if _capture(line).ref.warc not in stale]
        fresh = [name for name, state in present.items() if indexed.get(name) != state]
        for name in fresh:
            lines += self._lines_of(self.folder / name)
        if stale or fresh:
            lines.sort()
            self._write(lines, present)
        return lines

    def _indexed(self) -> dict[str, list[int]]:
        try:
            found = json.loads((self.folder / FILES).read_text("utf-8"))
            return found if isinstance(found, dict) and (self.folder / INDEX).exists() else {}
        except (OSError, ValueError):
            return {}

    def _read(self) -> list[str] | None:
        """Return the lines, or None if an earlier version wrote some that are not ASCII."""
        try:
            text = (self.folder / INDEX).read_text("ascii")
        except UnicodeDecodeError:
            return None
        return [line for line in text.split("\n") if line]

    def _lines_of(self, path: Path) -> Iterator[str]:
        """Yield one line per response; damaged records are noted and skipped."""
        try:
            for found in scan(path):
                if isinstance(found, Damage):
                    self.damages.append(found)
                elif found.kind in ("response", "revisit", "resource"):
                    yield _line(found)
        except OSError as error:
            self.damages.append(Damage(path, 0, str(error.strerror)))

    def _write(self, lines: list[str], files: dict[str, list[int]]) -> None:
        """Write both files, unless the folder is read-only: then the index is rebuilt each time."""
        try:
            for name, text in ((INDEX, "\n".join(lines)), (FILES, json.dumps(files))):
                new = self.folder / f".{name}.new"
                new.write_text(text, encoding="utf-8")
                new.replace(self.folder / name)
        except OSError:
            return


def search_key(url: str) -> str:
    """Return the sort key of a URL (SURT): reversed host, then path and query, in printable ASCII.

    What is no URL, which a record may claim, is its own key.
    """
    try:
        parts = urlsplit(url_key(url))
        host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return _ascii(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _ascii(f"{host}{port}){target}")


def _digits(at: datetime) -> str:
    return at.strftime(_TIME).zfill(14)  # year 33 has two digits


def _ascii(key: str) -> str:
    return quote(key, safe=_PRINTABLE, errors="surrogatepass")


def index_line(entry: Entry, fields: Mapping[str, str]) -> str:
    """Return the CDXJ line of a record: sort key, time (UTC) and fields as JSON; ASCII only.

    URLs and file names may hold whatever separates lines for some reader.
    """
    return f"{search_key(entry.url)} {_digits(entry.at)} {json.dumps(fields)}"


def _line(entry: Entry) -> str:
    value = {
        "url": entry.url,
        "status": str(entry.status or 200),
        "filename": entry.path.name,
        "offset": str(entry.offset),
        "digest": entry.headers.get("warc-payload-digest", "-"),
    }
    return index_line(entry, value)


def _capture(line: str) -> IndexedCapture:
    _key, at, fields = line.split(" ", 2)
    value = json.loads(fields)
    return IndexedCapture(
        value["url"],
        datetime.strptime(at, _TIME).replace(tzinfo=UTC),
        int(value["status"]),
        ArchiveRef(value["filename"], int(value["offset"])),
    )
