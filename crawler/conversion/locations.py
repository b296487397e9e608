"""File access by path or by URL, such as ``s3://bucket/folder/file``.

A path needs no library. pyarrow reads S3, Google Cloud Storage and HDFS; fsspec reads other URLs.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from pipelines.errors import UserError
from pipelines.export import moved_file
from pipelines.export.parquet import pyarrow
from pipelines.own_name import own_name

_BY_PYARROW = frozenset({"s3", "gs", "gcs", "hdfs", "viewfs", "abfs", "abfss"})
_CHUNK = 4 << 20  # bytes
_SUFFIXES = (".warc.gz", ".warc")
_EXPECTED = "a path, or a URL such as s3://bucket/folder or https://host/file"


def is_url(location: str) -> bool:
    """Return whether a location is a URL rather than a path."""
    return "://" in location and not location.startswith("file://")


def as_path(location: str) -> Path:
    """Return a local location as an absolute path."""
    return Path(location.removeprefix("file://")).expanduser().absolute()


def absolute(location: str) -> str:
    """Return a location that means the same from any working directory."""
    return location if is_url(location) else str(as_path(location))


def expand(pattern: str) -> list[str]:
    """Return the archives that a path, a folder, a URL or a glob matches, in order.

    Raises:
        UserError: there are none, or they cannot be listed.
    """
    if not is_url(pattern):
        found = _local_archives(pattern)
    else:
        files, path = _file_system(pattern)
        with errors_named(pattern):
            names = files.glob(path) if "*" in path else [path]
            if len(names) == 1 and "*" not in path and not path.endswith(_SUFFIXES):
                names = [
                    one for end in _SUFFIXES for one in files.glob(f"{path.rstrip('/')}/*{end}")
                ]
        scheme = pattern.partition("://")[0]
        found = [name if "://" in name else f"{scheme}://{name}" for name in sorted(names)]
    if not found:
        raise UserError(
            f"{pattern}: no archive there; expected the path, URL or glob of WARC files "
            "(*.warc.gz, *.warc), or a folder of them"
        )
    return found


def _local_archives(pattern: str) -> list[str]:
    path = as_path(pattern)
    if path.is_dir():
        found = [one for end in _SUFFIXES for one in path.glob(f"*{end}")]
    elif path.exists():
        found = [path]
    else:
        found = list(Path(path.anchor).glob(str(path.relative_to(path.anchor))))
    return sorted(str(one) for one in found if one.is_file())


def size_of(location: str) -> int | None:
    """Return the size of a file in bytes, or None if unknown.

    Raises:
        UserError: there is no such file, or it cannot be reached.
    """
    with errors_named(location):
        if not is_url(location):
            return as_path(location).stat().st_size
        files, path = _file_system(location)
        size = files.info(path).get("size")
        return None if size is None else int(size)


@contextmanager
def local_copy(location: str) -> Iterator[Path]:
    """Yield a local copy of a file; the copy is deleted afterwards.

    An archive of a gigabyte takes a quarter of an hour to extract, and no connection should have to
    last that long.

    Raises:
        UserError: it cannot be read or copied.
    """
    if not is_url(location):
        yield as_path(location)
        return
    files, path = _file_system(location)
    with tempfile.TemporaryDirectory(prefix="tinsach-") as folder:
        copy = Path(folder) / Path(path).name
        with errors_named(location), files.open(path, "rb") as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target, _CHUNK)
        yield copy


@contextmanager
def moved_when_whole(location: str) -> Iterator[BinaryIO]:
    """Yield a file to write to; it is moved to ``location`` at the end.

    If the block raises, nothing appears there. Until then its name begins with a dot, so readers of
    Parquet folders skip it.

    Raises:
        UserError: it cannot be written.
    """
    if not is_url(location):
        path = as_path(location)
        with errors_named(location):
            path.parent.mkdir(parents=True, exist_ok=True)
        with moved_file.moved_when_whole(path) as file:
            yield file
        return
    files, target = _file_system(location)
    folder, _, name = target.rpartition("/")
    with errors_named(location), tempfile.NamedTemporaryFile(prefix="tinsach-") as here:
        yield here  # type: ignore[misc]  # it is one
        here.flush()
        part = f"{folder}/.{name}.{own_name()}.part"
        files.makedirs(folder, exist_ok=True)
        files.put_file(here.name, part)
        files.mv(part, target)


@contextmanager
def open_binary(location: str) -> Iterator[Any]:
    """Return a seekable file; ``FileNotFoundError`` if there is none."""
    if not is_url(location):
        with as_path(location).open("rb") as file:
            yield file
        return
    files, path = _file_system(location)
    with files.open(path, "rb") as file:
        yield file


def write_text(location: str, text: str) -> None:
    """Write a small file atomically."""
    with moved_when_whole(location) as file:
        file.write(text.encode())


@contextmanager
def errors_named(location: str) -> Iterator[None]:
    """Turn an error of the file system into a ``UserError`` that names the location."""
    try:
        yield
    except OSError as error:
        missing = (
            "No such file or directory" if isinstance(error, FileNotFoundError) else str(error)
        )
        raise UserError(f"{location}: {error.strerror or missing}") from error


def _file_system(address: str) -> tuple[Any, str]:
    """Return the fsspec file system of a URL, and the path in it."""
    try:
        import fsspec  # only needed for remote files
        from fsspec.implementations.arrow import ArrowFSWrapper
    except ImportError:
        raise UserError(
            f"{address}: URLs need fsspec: install it with pip install 'tinsach[export]'"
        ) from None
    scheme = address.partition("://")[0]
    try:
        if scheme in _BY_PYARROW:
            with suppress(AttributeError):
                pyarrow()
            from pyarrow.fs import FileSystem

            address_of_store, _, rest = address.partition("://")[2].partition("/")
            bucket = address_of_store.rpartition("@")[2]
            files, _ = FileSystem.from_uri(f"{scheme}://{address_of_store}")
            path = rest if scheme in ("hdfs", "viewfs") else f"{bucket}/{rest}"
            return ArrowFSWrapper(files), path
        found, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError, OSError) as error:
        raise UserError(f"{address}: {error}; expected {_EXPECTED}") from error
    return found, path
