"""Runs the current engine over stored pages, to preview or to store the changes."""

from __future__ import annotations

import difflib
import hashlib
import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from crawler.archive.response_lookup import StoredResponse, read_at
from crawler.outlet import Outlet
from crawler.stored.pages import as_page
from pipelines.errors import UserError
from pipelines.extraction import ENGINE, NotAnArticle
from pipelines.items import Article, Digest, RepeatedLines
from pipelines.similarity.digest import digest
from pipelines.storage import stored_page
from pipelines.storage.articles import reextraction_rows
from pipelines.storage.articles.reextraction_rows import Selection, StoredVersion
from pipelines.storage.database.opened import Database
from pipelines.workers.pool import ExtractionFailed, ExtractionPool
from pipelines.workers.task import ExtractedArticle

BATCH = 200  # articles extracted and written in one transaction
Read = tuple[StoredVersion, Article, Digest]


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
    lines: dict[str, RepeatedLines] = {}
    made_by = "pipelines.workers.task:extract_with_digest"
    with ExtractionPool[ExtractedArticle](work.workers, made_by) as pool:
        while size := _room(work.limit, summary.articles):
            versions = reextraction_rows.chunk(work.engine, work.selection, after, size)
            if not versions:
                break
            read = list(_read(work, pool, versions, lines, summary))
            after = versions[-1].id
            if work.write:
                summary.written += reextraction_rows.write(work.engine, read, name, after)
            tell(summary)
    if work.write and work.limit is None:
        reextraction_rows.forget(work.engine, name)
    return summary


def identity(work: ReextractionJob) -> str:
    """Return a hash of the selection and of everything that affects the extraction of a page."""
    layouts = {name: repr(work.outlet(name).layouts) for name in work.selection.outlets}
    parts = repr((asdict(work.selection), ENGINE, layouts))
    return hashlib.sha256(parts.encode()).hexdigest()


def _room(limit: int | None, done: int) -> int:
    return BATCH if limit is None else min(BATCH, limit - done)


def _read(
    work: ReextractionJob,
    pool: ExtractionPool[ExtractedArticle],
    versions: Sequence[StoredVersion],
    lines: dict[str, RepeatedLines],
    summary: Summary,
) -> Iterator[Read]:
    """Extract a batch in all processes at once, and count how each article differs."""
    waiting: list[tuple[StoredVersion, Future[ExtractedArticle]]] = []
    for name, of_outlet in groupby(versions, key=lambda one: one.outlet):
        outlet = work.outlet(name)
        if name not in lines:
            lines[name] = stored_page.repeated(work.engine, name)
        for version in of_outlet:
            summary.articles += 1
            found = _bytes(work.folder, version)
            if isinstance(found, str):
                summary.unreadable[found] += 1
                continue
            page = as_page(
                found,
                name,
                outlet,
                requested_url=version.page_url,
                hint=version.hint,
                repeated=lines[name],
            )
            waiting.append((version, pool.submit(page)))
    for version, future in waiting:
        try:
            extracted = future.result()
        except NotAnArticle as rejection:
            summary.lost[rejection.reason] += 1
            continue
        except ExtractionFailed as error:
            summary.unreadable[error.reason] += 1
            continue
        digest_now = extracted.digest or digest(extracted.article, None)
        if version.source_hash not in (None, digest_now.source_hash):
            summary.unreadable["the archived page has another version"] += 1
            continue
        _compare(work, version, extracted.article, digest_now, summary)
        yield version, extracted.article, digest_now


def _bytes(folder: Path, version: StoredVersion) -> StoredResponse | str:
    if version.archived is None:
        return "no page in the archive"
    try:
        return read_at(folder, version.archived)
    except (UserError, OSError) as error:
        return str(error)


def _compare(
    work: ReextractionJob,
    old: StoredVersion,
    article: Article,
    digest_now: Digest,
    summary: Summary,
) -> None:
    for name, value in _values(article).items():
        before = old.values[name]
        if before != value:
            summary.changed[name] += 1
            summary.emptied[name] += bool(before) and not value
    summary.changed["title"] += old.title != article.title
    if digest_now.text_hash == old.text_hash:
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
