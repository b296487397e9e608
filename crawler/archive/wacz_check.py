"""Verifies a WACZ file: members against digests, index lines against records."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive.wacz import DATAPACKAGE, DIGEST, INDEX, PAGES
from pipelines.errors import UserError

_CHUNK = 1 << 20
_LENGTHS_AT = 26  # in a local header: the lengths of its name and its extra field
_LARGEST = 64 << 20  # bytes of a description; records are not read into memory


def faults(path: Path, advance: Callable[[int], None]) -> Iterator[str]:
    """Yield the faults of a WACZ file, a line each; none if it is intact.

    Args:
        path: the file.
        advance: called with the number of bytes read.

    Raises:
        UserError: it is not a WACZ file, or cannot be read.
    """
    try:
        with ZipFile(path) as archive:
            package = _package(path, archive)
            yield from _wrong_digest(archive)
            yield from _wrong_members(archive, package, advance)
            yield from _wrong_lines(path, archive)
    except (OSError, BadZipFile, zlib.error) as error:
        raise UserError(f"{path}: cannot be read as a WACZ file: {error}") from error


def _package(path: Path, archive: ZipFile) -> dict[str, Any]:
    try:
        package = json.loads(_small(archive, DATAPACKAGE))
        resources = package["resources"]
        if not all({"path", "hash", "bytes"} <= one.keys() for one in resources):
            raise ValueError("a resource without path, hash and bytes")
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UserError(f"{path}: no WACZ file: {DATAPACKAGE}: {error}") from error
    return dict(package)


def _wrong_digest(archive: ZipFile) -> Iterator[str]:
    if DIGEST not in archive.namelist():
        return  # it is optional
    stated = json.loads(_small(archive, DIGEST)).get("hash")
    if stated != f"sha256:{hashlib.sha256(_small(archive, DATAPACKAGE)).hexdigest()}":
        yield f"{DATAPACKAGE}: is not what {DIGEST} says"


def _wrong_members(
    archive: ZipFile, package: dict[str, Any], advance: Callable[[int], None]
) -> Iterator[str]:
    named = {str(one["path"]): one for one in package["resources"]}
    present = set(archive.namelist()) - {DATAPACKAGE, DIGEST}
    unnamed = sorted(present - named.keys())
    yield from (f"{name}: is not there" for name in sorted(named.keys() - present))
    yield from (f"{name}: {DATAPACKAGE} does not name it" for name in unnamed)
    for name in sorted(named.keys() & present):
        digest, size = hashlib.new(str(named[name]["hash"]).partition(":")[0]), 0
        try:
            with archive.open(name) as member:
                while chunk := member.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    advance(len(chunk))
        except (BadZipFile, zlib.error) as error:
            yield f"{name}: damaged: {error}"
            continue
        if size != named[name]["bytes"]:
            yield f"{name}: {size:,} bytes, not {named[name]['bytes']:,}"
        if digest.hexdigest() != str(named[name]["hash"]).partition(":")[2]:
            yield f"{name}: its bytes are not those of its digest"
        if name.startswith("archive/") and archive.getinfo(name).compress_type != ZIP_STORED:
            yield f"{name}: compressed by the ZIP, so that no record can be read by its offset"


def _wrong_lines(path: Path, archive: ZipFile) -> Iterator[str]:
    """Read the record of each index line, and check that each page is in the index."""
    indexed = set()
    with path.open("rb") as file:
        starts = {info.filename: _start(file, info) for info in archive.infolist()}
        for number, line in enumerate(_lines(archive, INDEX), 1):
            try:
                value = json.loads(line.split(" ", 2)[2])
                file.seek(starts[f"archive/{value['filename']}"] + int(value["offset"]))
                found = _url_of(file.read(int(value["length"])))
            except (LookupError, ValueError, StopIteration, ArchiveLoadFailed) as error:
                yield f"{INDEX}, line {number}: no record there ({error})"
                continue
            if found != value["url"]:
                yield f"{INDEX}, line {number}: names {value['url']}, the record there {found}"
            indexed.add(found)
    for number, line in enumerate(_lines(archive, PAGES), 1):
        url = json.loads(line).get("url")
        if number > 1 and url not in indexed:
            yield f"{PAGES}, line {number}: {url} is not in the index"


def _url_of(record: bytes) -> str:
    """Return the URL of the single record in the bytes, read to its end."""
    found = next(ArchiveIterator(BytesIO(record)))
    found.content_stream().read()
    return str(found.rec_headers.get_header("WARC-Target-URI")).strip("<>")


def _start(file: BinaryIO, info: ZipInfo) -> int:
    """Return where a member's bytes begin: after its local header, whose length differs."""
    file.seek(info.header_offset + _LENGTHS_AT)
    name, extra = struct.unpack("<HH", file.read(4))
    return info.header_offset + _LENGTHS_AT + 4 + int(name) + int(extra)


def _lines(archive: ZipFile, name: str) -> Iterator[str]:
    if name in archive.namelist():
        with archive.open(name) as member:
            yield from (line.decode("utf-8").rstrip("\n") for line in member)


def _small(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        data = member.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(f"{name}: larger than {_LARGEST} bytes")
    return data
