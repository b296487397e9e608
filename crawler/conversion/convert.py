"""Converts one archive to one Parquet file: the idempotent unit of work of every engine."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import redirect_stderr
from dataclasses import asdict, dataclass, field, replace
from io import StringIO
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from crawler.archive.response_lookup import StoredResponse
from crawler.conversion import locations
from crawler.conversion.archive_pages import ArchivedPage, LeftOut, LostResponse, read_pages
from crawler.conversion.choice import Choice
from crawler.conversion.language_guess import is_another
from crawler.conversion.outlets_by_host import outlet_of
from crawler.outlet import Outlet
from crawler.stored.pages import as_page
from pipelines.errors import UserError
from pipelines.export import converted_file
from pipelines.export.extracted_row import ARTICLE, FAILED, REFUSED, without_article
from pipelines.export.rows import Row
from pipelines.extraction import ENGINE, NotAnArticle
from pipelines.items import Page
from pipelines.storage.views.article_views import ARTICLES
from pipelines.urls.canonical import article_url, canonical_url
from pipelines.workers.pool import ExtractionFailed, ExtractionPool

EXTRACT = "pipelines.export.extracted_row:extracted_row"
"""The function that the worker processes run."""
COLUMNS = tuple((column.name, column.comment) for column in ARTICLES.columns)

_LANGUAGE = "another language"
_AHEAD = 8  # pages prefetched per process
_AHEAD_SIZE = 64 << 20  # bytes of prefetched pages

Pool = ExtractionPool[dict[str, Any]]
_SUMMARY = ("archive", "articles", "refused", "failed", "left_out", "size")


@dataclass(frozen=True, slots=True)
class ConversionResult:
    """The result of a conversion.

    Attributes:
        archive: URL or path of the WARC file.
        file: URL or path of the Parquet file.
        articles, refused, failed: rows of each kind.
        left_out: reason to number of responses without a row: not a page, or filtered out.
        size: bytes of the archive, or None if unknown.
        was_there: whether an earlier run had written the file.
    """

    archive: str
    file: str
    articles: int = 0
    refused: int = 0
    failed: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    size: int | None = None
    was_there: bool = False

    @property
    def pages(self) -> int:
        """Return the number of rows, without the summary."""
        return self.articles + self.refused + self.failed


def make_pool(workers: int = 1) -> Pool:
    """Return a worker pool that extracts pages; one pool serves any number of archives."""
    return ExtractionPool(workers, EXTRACT)


def file_of(warc_url: str, out: str, choice: Choice) -> str:
    """Return the output file of an archive; it depends on the engine and the filters."""
    location = locations.absolute(warc_url)
    identity = json.dumps([location, asdict(choice)], default=str, sort_keys=True)
    key = hashlib.sha256(identity.encode()).hexdigest()[:8]
    name = PurePosixPath(urlsplit(location).path if "://" in location else location).name
    stem = name.removesuffix(".gz").removesuffix(".warc")
    return f"{out.rstrip('/')}/{stem}.engine-{ENGINE}.{key}.parquet"


def convert(
    warc_url: str,
    out: str,
    choice: Choice | None = None,
    *,
    resume: bool = True,
    pool: Pool | None = None,
    workers: int = 1,
    tell: Callable[[int], None] = lambda _pages: None,
) -> ConversionResult:
    """Write the pages of an archive to one Parquet file in ``out``, and return their counts.

    The file appears once it is complete. If it exists and was made from an archive of this size, it
    is left alone. Rows are in the order of the archive; memory does not grow with it. A page that
    hangs or kills its process costs only its own row.

    Args:
        warc_url: a path, or a URL that pyarrow or fsspec can read.
        out: a folder, as a path or URL.
        choice: the filters; everything by default.
        resume: whether an existing file is left alone; otherwise it is replaced.
        pool: worker pool of ``make_pool``; by default ``workers`` processes are started for this
            call.
        workers: see ``pool``.
        tell: called after each page with the number of pages done.

    Raises:
        UserError: the archive cannot be read, or the file cannot be written.
    """
    chosen = choice or Choice()
    warc_url = locations.absolute(warc_url)
    file = file_of(warc_url, out, chosen)
    size = locations.size_of(warc_url)
    before = _done_before(file) if resume else None
    if before is not None and before.archive == warc_url and before.size == size:
        return before
    if pool is None:
        with make_pool(workers) as own:
            return _convert(warc_url, file, size, chosen, own, workers, tell)
    return _convert(warc_url, file, size, chosen, pool, workers, tell)


def _done_before(file: str) -> ConversionResult | None:
    try:
        with locations.open_binary(file) as opened:
            summary = converted_file.read_summary(opened)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(f"{file}: {error.strerror or error}") from error
    if summary is None:
        return None
    known = {name: summary[name] for name in _SUMMARY if name in summary}
    return (
        ConversionResult(file=file, was_there=True, **known)
        if len(known) == len(_SUMMARY)
        else None
    )


def _convert(
    warc_url: str,
    file: str,
    size: int | None,
    choice: Choice,
    pool: Pool,
    workers: int,
    tell: Callable[[int], None],
) -> ConversionResult:
    counts: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    summary: dict[str, Any] = {"archive": warc_url, "engine": ENGINE, "size": size}

    def rows() -> Iterator[Row]:
        with locations.errors_named(warc_url), locations.local_copy(warc_url) as path:
            work = _Work(pool, choice, left_out, workers * _AHEAD)
            for row in work.rows(_quietly(read_pages(path, choice))):
                counts[row["outcome"]] += 1
                tell(counts.total())
                yield row
        summary.update(
            articles=counts[ARTICLE],
            refused=counts[REFUSED],
            failed=counts[FAILED],
            left_out=dict(left_out.most_common()),
        )

    same = {"archive": warc_url, "engine": ENGINE}
    with locations.moved_when_whole(file) as written:
        converted_file.write(written, rows(), COLUMNS, same, summary)
    return ConversionResult(file=file, **{name: summary[name] for name in _SUMMARY})


def _quietly(found: Iterator[ArchivedPage]) -> Iterator[ArchivedPage]:
    """Silence warcio's messages about damage on stderr: the rows report it, with the position."""
    while True:
        with redirect_stderr(StringIO()):
            one = next(found, None)
        if one is None:
            return
        yield one


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A finished row, or a page that is being extracted."""

    size: int = 0
    row: Row | None = None
    page: Page | None = None
    outlet: Outlet | None = None
    future: Future[dict[str, Any]] | None = None


@dataclass(slots=True)
class _Work:
    """The pages of one archive in the worker pool, in order."""

    pool: Pool
    choice: Choice
    left_out: Counter[str]
    ahead: int
    taken: int = 0
    waiting: deque[_Waiting] = field(default_factory=deque)
    size: int = 0

    def rows(self, found: Iterator[ArchivedPage]) -> Iterator[Row]:
        for one in found:
            if isinstance(one, LeftOut):
                self.left_out[one.reason] += 1
                continue
            if not isinstance(one, LostResponse) and is_another(one.body, self.choice):
                self.left_out[_LANGUAGE] += 1
                continue
            if self.taken == self.choice.sample:
                break
            self.taken += 1
            self.waiting.append(self._begun(one))
            self.size += self.waiting[-1].size
            while len(self.waiting) > self.ahead or self.size > _AHEAD_SIZE:
                yield from self._next()
        while self.waiting:
            yield from self._next()

    def _begun(self, one: StoredResponse | LostResponse) -> _Waiting:
        if isinstance(one, LostResponse):
            row = without_article(
                FAILED, one.reason, url=one.url, fetched_at=one.at, offset=one.offset
            )
            return _Waiting(row=row)
        try:
            name, outlet = outlet_of(one.url)
            canonical_url(one.url, outlet.rules)
        except ValueError as error:
            return self._begun(
                LostResponse(one.url, one.at, one.ref.offset, f"no page's address: {error}")
            )
        page = as_page(one, name, outlet)
        return _Waiting(len(page.body), None, page, outlet, self.pool.submit(page))

    def _next(self) -> Iterator[Row]:
        one = self.waiting.popleft()
        self.size -= one.size
        row = one.row if one.row is not None else self._row(one)
        if row["outcome"] == ARTICLE and not self.choice.has_language(row["language"]):
            self.left_out[_LANGUAGE] += 1
        else:
            yield row

    def _row(self, one: _Waiting, *, is_last_try: bool = False) -> Row:
        """Return the row of an extracted page.

        A page whose process died is tried once more: the process may have been killed by an
        operator, or by the kernel for the memory that another one had used.
        """
        if one.future is None or one.page is None or one.outlet is None:
            raise ValueError("nothing was begun")
        try:
            row = one.future.result()
        except NotAnArticle as rejection:
            return without_article(REFUSED, rejection.reason, one.page)
        except ExtractionFailed as error:
            if error.process_died and not is_last_try:
                return self._row(replace(one, future=self.pool.submit(one.page)), is_last_try=True)
            return without_article(FAILED, f"extraction: {error.reason}", one.page)
        row["url"] = article_url(one.page.url, row["url"], one.outlet.rules)
        return row
