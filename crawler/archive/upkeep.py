"""Lists, verifies and prunes the WARC files of the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.archive.captures import ScanState, add_file, resolve
from crawler.archive.cdxj import FILES, INDEX, warc_files
from crawler.archive.warc_reader import Damage


@dataclass(frozen=True, slots=True)
class WarcFile:
    """A WARC file: bytes, responses, times of the first and the last one (UTC), damages."""

    path: Path
    size: int
    responses: int
    first: datetime | None
    last: datetime | None
    damages: tuple[Damage, ...]


def look(folder: Path) -> Iterator[WarcFile]:
    """Read every file of a folder to its end; a damaged file does not stop the others."""
    for path in warc_files(folder):
        gathered = ScanState()
        try:
            add_file(gathered, path)
            resolve(gathered)
        except OSError as error:
            gathered.damages.append(Damage(path, 0, str(error.strerror)))
        times = sorted(one.at for found in gathered.captures.values() for one in found)
        yield WarcFile(
            path,
            path.stat().st_size,
            len(times),
            times[0] if times else None,
            times[-1] if times else None,
            tuple(gathered.damages),
        )


def older(folder: Path, before: datetime) -> list[Path]:
    """Return the files last written before a time (aware).

    A file that a crawl is writing is excluded, unless it was idle for that long.
    """
    return [
        path
        for path in warc_files(folder)
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
    ]


def remove(paths: list[Path]) -> int:
    """Delete files and the index, which is rebuilt later; return the bytes freed."""
    freed = 0
    for path in paths:
        freed += path.stat().st_size
        path.unlink()
    for folder in {path.parent for path in paths}:
        for name in (INDEX, FILES):
            (folder / name).unlink(missing_ok=True)
    return freed
