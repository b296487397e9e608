"""Extracts one page and explains the result.

A page is a file (``page.html``, ``page.html.gz``), ``-`` for standard input or, with ``--warc``,
the URL of a capture in an archive; nothing is fetched. Exit code 0: an article; 1: not an article;
2: wrong input.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed

from pipelines.bounded_warc import bounded_records
from pipelines.content_coding import DamagedStream, OverBudget, unwrap
from pipelines.errors import UserError
from pipelines.extraction import explain
from pipelines.extraction.engine import run
from pipelines.items import Page
from pipelines.printable import say

_USAGE = 2
_NO_ARTICLE = 1
_LARGEST = 64 << 20  # bytes of a page; a crawl takes 16 MiB
_EXPECTED = "expected an HTML file, - for standard input, or a URL with --warc FILE"


def _parser() -> argparse.ArgumentParser:
    described = (__doc__ or "").replace("``", "")
    parser = argparse.ArgumentParser(prog="python -m pipelines.extraction", description=described)
    parser.add_argument(
        "page", metavar="FILE-or-URL", help="HTML file, - for stdin, or a URL with --warc"
    )
    parser.add_argument("--warc", type=Path, help="the archive that holds the URL")
    parser.add_argument("--url", help="the URL of the page in FILE")
    parser.add_argument("--timezone", default="UTC", help="zone of printed times without one")
    parser.add_argument("--explain", action="store_true", help="show each block and its rule")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write the page with colours")
    return parser


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError(
            f"--timezone {name}: expected an IANA zone, as in Asia/Ho_Chi_Minh"
        ) from None


def _from_file(name: str, url: str | None, timezone: str) -> Page:
    if name.startswith(("http://", "https://")):
        raise UserError(f"{name}: a URL without an archive: add --warc FILE")
    try:
        # By its number: Python has no ``sys.stdin`` where it is closed.
        with open(0, "rb") if name == "-" else Path(name).open("rb") as file:
            body = file.read(_LARGEST + 1)
            changed = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
        if len(body) > _LARGEST:
            raise OverBudget(f"larger than {_LARGEST} bytes")
        body = unwrap(body, _LARGEST)
    except (OSError, DamagedStream, OverBudget) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UserError(f"{name}: {reason}: {_EXPECTED}") from error
    return Page(url=url or "", body=body, fetched_at=changed, timezone=timezone)


def _from_warc(address: str, warc: Path, timezone: str) -> Page:
    """Return the last capture of ``address`` that has a body."""
    found: Page | None = None
    try:
        with warc.open("rb") as stream:
            records = bounded_records(stream, parse_http=True)
            for record in records:
                records.reader.begin_head()
                head = record.rec_headers
                if record.rec_type != "response" or head["WARC-Target-URI"] != address:
                    continue
                found = Page(
                    url=address,
                    body=_bounded(record.content_stream()),
                    fetched_at=datetime.fromisoformat(head["WARC-Date"]),
                    status=int(record.http_headers.get_statuscode()),
                    headers=tuple(record.http_headers.headers),
                    timezone=timezone,
                )
    except (OSError, ArchiveLoadFailed, ValueError) as error:
        raise UserError(f"{warc}: cannot be read as WARC: {error}") from error
    if found is None:
        raise UserError(f"{address}: no response for this URL in {warc}")
    return found


def _bounded(stream: BufferedReader) -> bytes:
    body: bytes = stream.read(_LARGEST + 1)
    if len(body) > _LARGEST:
        raise ValueError(f"the page is larger than {_LARGEST} bytes")
    return body


def _write(path: Path, html: str) -> None:
    try:
        path.write_text(html, encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"--html {path}: cannot be written ({error.strerror}): name a file in a writable folder"
        ) from error
    say(f"written: {path}", error=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    given = _parser().parse_args(arguments)
    try:
        _check_zone(given.timezone)
        if given.warc:
            page = _from_warc(given.page, given.warc, given.timezone)
        else:
            page = _from_file(given.page, given.url, given.timezone)
        found = run(page)
        if given.html:
            _write(given.html, explain.page_html(found, page.url))
    except UserError as error:
        say(str(error), error=True)
        return _USAGE
    parts = [explain.block_table(found)] if given.explain else []
    if found.article is None:
        parts.append(f"no article: {found.not_article}")
    else:
        parts.append(explain.article_text(found.article))
    try:
        say(*"\n\n".join(parts).split("\n"))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (`head`, `less`) has closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0 if found.article else _NO_ARTICLE


if __name__ == "__main__":
    sys.exit(main())
