"""Runs the current engine over stored pages, to preview or to store the changes."""

from __future__ import annotations

import difflib
import hashlib
import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from crawler.archive.response_lookup import StoredResponse
from crawler.outlet import Outlet
from crawler.stored.pages import as_page
from crawler.stored.reextraction_task import ReextractedArticle
from pipelines.extraction import ENGINE, NotAnArticle
from pipelines.items import ArchiveRef, Article, Digest, RepeatedLines
from pipelines.similarity.digest import digest
from pipelines.similarity.text_hash import text_hash
from pipelines.storage import stored_page
from pipelines.storage.articles import reextraction_rows
from pipelines.storage.articles.reextraction_rows import Selection, StoredVersion
from pipelines.storage.database.opened import Database
from pipelines.storage.reading.article_rows import snapshot
from pipelines.storage.reading.overview import outlet_names
from pipelines.workers.pool import ExtractionFailed, ExtractionPool

BATCH = 200  # articles extracted and written in one transaction
_PAGES = 5_000  # of a process: its start costs as much as some fifty pages
_TASK = "crawler.stored.reextraction_task"
Pool = ExtractionPool[ReextractedArticle | str]
_NEVER = datetime.min.replace(tzinfo=UTC)
Read = tuple[StoredVersion, Article, Digest | None]
Batch = list[tuple[StoredVersion, Future[ReextractedArticle | str]]]
"""Articles in the order of their ids: their future results, or why their page cannot be read."""


@dataclass(slots=True)
class Summary:
    """The result of a re-extraction.

    Attributes:
        articles: number of articles processed.
        unreadable: reason to number of articles whose stored page could not be used.
        lost: reason to number of articles that are no longer articles.
        changed: field to number of articles in which it would change (``text`` and ``title`` too).
        emptied: field to number of articles in which it would become empty.
        written: texts stored.
        largest: (size, URL, diff) of the largest changes of text.
    """

    articles: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    emptied: Counter[str] = field(default_factory=Counter)
    written: int = 0
    largest: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReextractionJob:
    """The parameters of a re-extraction.

    Attributes:
        folder: the archive.
        outlet: returns the declaration of an outlet.
        workers: extraction processes.
        limit: maximum number of articles, None for all.
        diffs: how many of the largest changes are kept.
        write: whether changes are stored.
    """

    engine: Database
    folder: Path
    outlet: Callable[[str], Outlet]
    selection: Selection
    workers: int
    limit: int | None = None
    diffs: int = 5
    write: bool = False


def run(work: ReextractionJob, tell: Callable[[Summary], None]) -> Summary:
    """Re-extract the selection, or resume a killed run; calls ``tell`` after each batch."""
    summary = Summary()
    name = identity(work)
    after = reextraction_rows.read_so_far(work.engine, name) if work.write else 0
    made_by = f"{_TASK}:{'reextract' if work.write else 'preview'}"
    with Pool(work.workers, made_by, pages=_PAGES) as pool:
        for batch in _one_ahead(_submitted(work, pool, after)):
            read = list(_results(work, batch, summary))
            if work.write:
                last = batch[-1][0].id
                summary.written += reextraction_rows.write(work.engine, read, name, last)
            tell(summary)
    if work.write and work.limit is None:
        reextraction_rows.forget(work.engine, name)
    return summary


def identity(work: ReextractionJob) -> str:
    """Return a hash of the selection and of everything that affects the extraction of a page."""
    with snapshot(work.engine) as connection:
        names = work.selection.outlets or outlet_names(connection)
    declared = [repr(work.outlet(name)) for name in names]
    parts = repr((asdict(work.selection), ENGINE, declared))
    return hashlib.sha256(parts.encode()).hexdigest()


def _room(limit: int | None, done: int) -> int:
    return BATCH if limit is None else min(BATCH, limit - done)


def _one_ahead(batches: Iterable[Batch]) -> Iterator[Batch]:
    """Yield each batch after the next is submitted: no process idles while one is written."""
    before: Batch = []
    for batch in batches:
        if before:
            yield before
        before = batch
    if before:
        yield before


def _submitted(work: ReextractionJob, pool: Pool, after: int) -> Iterator[Batch]:
    """Yield the articles with ids above ``after`` in batches, submitted to all processes."""
    lines: dict[str, RepeatedLines] = {}
    done = 0
    while size := _room(work.limit, done):
        versions = reextraction_rows.chunk(work.engine, work.selection, after, size)
        if not versions:
            return
        batch: Batch = []
        if new := {one.outlet for one in versions} - lines.keys():
            lines |= stored_page.repeated(work.engine, new)
        # By outlet: a process is sent the repeated lines whenever the outlet changes.
        by_outlet = sorted(versions, key=lambda one: one.outlet)
        for name, of_outlet in groupby(by_outlet, key=lambda one: one.outlet):
            outlet = work.outlet(name)
            for version in of_outlet:
                batch.append((version, _submit(work, pool, version, outlet, lines[name])))
        yield sorted(batch, key=lambda one: one[0].id)
        done += len(versions)
        after = versions[-1].id


def _submit(
    work: ReextractionJob,
    pool: Pool,
    version: StoredVersion,
    outlet: Outlet,
    repeated: RepeatedLines,
) -> Future[ReextractedArticle | str]:
    if version.archived is None:
        missing: Future[ReextractedArticle | str] = Future()
        missing.set_result("no page in the archive")
        return missing
    where = ArchiveRef(str(work.folder / version.archived.warc), version.archived.offset)
    unread = StoredResponse(version.page_url, 200, _NEVER, (), b"", where)
    return pool.submit(
        as_page(unread, version.outlet, outlet, hint=version.hint, repeated=repeated)
    )


def _results(work: ReextractionJob, batch: Batch, summary: Summary) -> Iterator[Read]:
    """Wait for a batch, and count how each article differs."""
    for version, future in batch:
        summary.articles += 1
        try:
            extracted = future.result()
        except NotAnArticle as rejection:
            summary.lost[rejection.reason] += 1
            continue
        except ExtractionFailed as error:
            summary.unreadable[error.reason] += 1
            continue
        if isinstance(extracted, str):
            summary.unreadable[extracted] += 1
            continue
        if version.source_hash not in (None, extracted.source_hash):
            summary.unreadable["the archived page has another version"] += 1
            continue
        changed = _has_other_text(version, extracted)
        _compare(work, version, extracted.article, changed, summary)
        yield version, extracted.article, _digest(extracted) if work.write and changed else None


def _has_other_text(old: StoredVersion, new: ReextractedArticle) -> bool:
    """Return whether the text differs; a preview computes the hash of texts that look different."""
    article = new.article
    if new.text_hash is None and (old.title, old.lead or "", old.body) == (
        article.title, article.lead or "", article.body_text
    ):  # fmt: skip
        return False
    return (new.text_hash or text_hash(article)) != old.text_hash


def _digest(extracted: ReextractedArticle) -> Digest:
    return replace(digest(extracted.article, None), source_hash=extracted.source_hash)


def _compare(
    work: ReextractionJob,
    old: StoredVersion,
    article: Article,
    text_changed: bool,
    summary: Summary,
) -> None:
    for name, value in _values(article).items():
        before = old.values[name]
        if before != value:
            summary.changed[name] += 1
            summary.emptied[name] += bool(before) and not value
    summary.changed["title"] += old.title != article.title
    if not text_changed:
        return
    summary.changed["text"] += 1
    diff = list(_diff(old, article))
    size = sum(len(line) for line in diff)
    heapq.heappush(summary.largest, (size, old.url, "\n".join(diff)))
    if len(summary.largest) > work.diffs:
        heapq.heappop(summary.largest)


def _values(article: Article) -> dict[str, Any]:
    """Return the article's fields as the database would return them."""
    found = {name: getattr(article, name) for name in reextraction_rows.FIELDS}
    for name in ("published_at", "modified_at"):
        found[name] = found[name].replace(microsecond=0) if found[name] is not None else None
    return found | {name: list(found[name]) for name in ("authors", "tags")}


def _diff(old: StoredVersion, article: Article) -> Iterator[str]:
    before = [old.title, old.lead or "", *old.body.split("\n\n")]
    after = [article.title, article.lead or "", *article.body_text.split("\n\n")]
    lines = difflib.unified_diff(before, after, lineterm="", n=0)
    return (line for line in lines if not line.startswith(("---", "+++", "@@")))
