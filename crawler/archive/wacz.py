"""Packs WARC files into one WACZ file: archive, index and list of pages in a ZIP.

The format is WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/). The ZIP stores the WARC files
uncompressed, so that a reader can fetch a record by its offset.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from crawler.archive.captures import Capture
from crawler.archive.cdxj import index_line
from crawler.archive.index import recorded
from crawler.archive.response_lookup import decoded
from crawler.archive.warc_reader import Damage, Entry, headers_of, read_block, scan
from pipelines import VERSION
from pipelines.errors import UserError
from pipelines.extraction.html.parse import parse
from pipelines.text import clean

WACZ_VERSION = "1.1.1"
DATAPACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
INDEX, PAGES = "indexes/index.cdxj", "pages/pages.jsonl"
_CHUNK = 1 << 20
_INDEXED = ("response", "revisit", "resource")


@dataclass(frozen=True, slots=True)
class PackResult:
    """The contents of a WACZ file: WARC files, responses, pages; and damages."""

    files: int
    responses: int
    pages: int
    damages: tuple[Damage, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """A record with its length in bytes in the file."""

    entry: Entry
    length: int


def pack(
    warcs: Iterable[Path], target: Path, title: str, advance: Callable[[int], None]
) -> PackResult:
    """Write ``target`` from WARC files; an existing file is replaced once the new one is complete.

    A file that a crawl is writing is packed up to its current end.

    Args:
        warcs: the files.
        target: the WACZ file.
        title: of the collection.
        advance: called with the number of bytes done.

    Raises:
        OSError: a file cannot be read, or the target cannot be written.
    """
    new = target.with_name(f".{target.name}.new")
    damages: list[Damage] = []
    lines: list[str] = []
    pages: list[str] = []
    resources: list[dict[str, object]] = []
    try:
        with ZipFile(new, "w", ZIP_STORED, allowZip64=True) as archive:
            for path in warcs:
                size = path.stat().st_size
                records = list(_records(path, size, damages))
                lines += [_index_line(one) for one in records if one.entry.kind in _INDEXED]
                pages += [page for one in records if (page := _page_line(one.entry))]
                with path.open("rb") as file:
                    name = f"archive/{path.name}"
                    resources.append(_add(archive, name, _chunks(file, size)))
                advance(size)
            head = {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}
            index = "".join(f"{line}\n" for line in sorted(lines)).encode()
            listed = "".join(f"{line}\n" for line in (_json(head), *pages)).encode()
            resources.append(_add(archive, INDEX, [index]))
            resources.append(_add(archive, PAGES, [listed], ZIP_DEFLATED))
            package = _json(_package(resources, title), indent=2).encode()
            _add(archive, DATAPACKAGE, [package], ZIP_DEFLATED)
            digest = {"path": DATAPACKAGE, "hash": _hash(package)}
            _add(archive, DIGEST, [_json(digest, indent=2).encode()], ZIP_DEFLATED)
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)
    return PackResult(len(resources) - 2, len(lines), len(pages), tuple(damages))


def _records(path: Path, size: int, damages: list[Damage]) -> Iterator[_Record]:
    """Yield the complete records within the first ``size`` bytes; damages are noted."""
    before: Entry | None = None
    for found in scan(path):
        if before is not None and found.offset <= size:
            yield _Record(before, found.offset - before.offset)
        if found.offset >= size:
            return
        before = found if isinstance(found, Entry) else None
        if isinstance(found, Damage):
            damages.append(found)
    if before is not None and path.stat().st_size == size:
        yield _Record(before, size - before.offset)


def _index_line(record: _Record) -> str:
    entry = record.entry
    value = {
        "url": entry.url,
        "mime": "warc/revisit" if entry.kind == "revisit" else _mime(entry),
        "status": str(entry.status or 200),
        "digest": entry.headers.get("warc-payload-digest", "-"),
        "length": str(record.length),
        "offset": str(entry.offset),
        "filename": entry.path.name,
    }
    return index_line(entry, value)


def _mime(entry: Entry) -> str:
    named = dict(headers_of(entry.head)) if entry.head else {}
    header = next((value for name, value in named.items() if name.lower() == b"content-type"), b"")
    kind = header.decode("latin-1") or entry.headers.get("content-type", "")
    return kind.partition(";")[0].strip().lower() or "unk"


def _page_line(entry: Entry) -> str | None:
    """Return the line of a completely received web page, with its title; None for others."""
    if entry.kind != "response" or entry.status != 200 or _mime(entry) != "text/html":
        return None
    capture = Capture(entry.at, entry.path, entry.offset, 200, entry.size)
    try:
        block = read_block(entry.path, entry.offset)
        response = decoded(recorded(entry.url, capture, block))
        tree = parse(response.body, response.headers)
    except (UserError, ValueError):
        return None
    title = clean(tree.findtext(".//title") or "")
    name = hashlib.sha256(f"{entry.url} {entry.at.isoformat()}".encode()).hexdigest()[:22]
    return _json(
        {"id": name, "url": entry.url, "ts": f"{entry.at:%Y-%m-%dT%H:%M:%SZ}"}
        | ({"title": title} if title else {})
    )


def _package(resources: list[dict[str, object]], title: str) -> dict[str, object]:
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return {
        "profile": "data-package",
        "wacz_version": WACZ_VERSION,
        "title": title,
        "software": f"tinsach {VERSION}",
        "created": now,
        "modified": now,
        "resources": resources,
    }


def _add(
    archive: ZipFile, name: str, chunks: Iterable[bytes], compression: int = ZIP_STORED
) -> dict[str, object]:
    """Write a member; return its entry in ``datapackage.json``."""
    info = ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    info.compress_type = compression
    digest, size = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=True) as member:
        for chunk in chunks:
            member.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return {
        "name": name.rpartition("/")[2].lower(),
        "path": name,
        "hash": f"sha256:{digest.hexdigest()}",
        "bytes": size,
    }


def _chunks(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (chunk := file.read(min(_CHUNK, size))):
        size -= len(chunk)
        yield chunk


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
