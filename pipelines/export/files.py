"""Writes a file of articles atomically; its name gives format and compression."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from pipelines.errors import UserError
from pipelines.export import parquet
from pipelines.export.moved_file import moved_when_whole
from pipelines.export.rows import Row
from pipelines.export.text_formats import (
    csv_lines,
    json_ld_lines,
    json_lines,
    markdown_documents,
)

TEXTS: dict[str, Callable[[Iterable[Row], Sequence[str]], Iterator[bytes]]] = {
    ".jsonl": lambda rows, _: json_lines(rows),
    ".csv": csv_lines,
    ".jsonld": lambda rows, _: json_ld_lines(rows),
    ".md": lambda rows, _: markdown_documents(rows),
}
"""Suffix to the function that formats rows; a format without nested columns is told the others."""
PARQUET = ".parquet"
COMPRESSED = (".gz", ".zst")
EXPECTED = "expected a name that ends in " + ", ".join(TEXTS) + " (also with .gz or .zst), .parquet"


def write(path: Path, rows: Iterable[Row], columns: Iterable[tuple[str, str]]) -> int:
    """Write ``rows`` to ``path`` through a temporary file; return their number.

    Args:
        path: ``articles.jsonl``, ``articles.csv.gz``, ``articles.parquet`` ...
        rows: consumed one by one.
        columns: name and meaning of the columns: those of CSV and Parquet.

    Raises:
        UserError: the name has no known format, or the folder is missing or not writable.
    """
    check(path)
    with moved_when_whole(path) as file:
        if path.suffix == PARQUET:
            return parquet.write(rows, file, columns)
        counted = _Counted(rows)
        with _compressed(file, path.suffix) as into:
            for line in TEXTS[_format(path)](counted, [name for name, _ in columns]):
                into.write(line)
        return counted.count


def check(path: Path) -> None:
    """Raise ``UserError`` if nothing can be written to ``path``."""
    if path.suffix != PARQUET and _format(path) not in TEXTS:
        raise UserError(f"{path}: {EXPECTED}")
    if not path.parent.is_dir():
        raise UserError(f"{path}: there is no folder {path.parent}: create it first")
    if path.is_dir():
        raise UserError(f"{path} is a folder: name a file")


def _format(path: Path) -> str:
    return Path(path.stem).suffix if path.suffix in COMPRESSED else path.suffix


class _Counted:
    """Counts rows as they are consumed."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


@contextmanager
def _compressed(file: BinaryIO, suffix: str) -> Iterator[BinaryIO]:
    if suffix == ".gz":
        # Without name and time: the same articles give the same bytes.
        with gzip.GzipFile("", "wb", 6, file, mtime=0) as into:
            yield cast("BinaryIO", into)
    elif suffix == ".zst":
        with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as into:
            yield cast("BinaryIO", into)
    else:
        yield file
