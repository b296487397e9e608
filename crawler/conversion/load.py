"""Loads converted archives into the database, where the store finds revisions and stories."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from crawler.conversion import locations
from crawler.conversion.outlets_by_host import outlet_of
from pipelines.export.extracted_row import ARTICLE
from pipelines.export.parquet import pyarrow
from pipelines.extraction.engine import LINE_LENGTH, LINES
from pipelines.items import (
    ArchiveRef,
    Article,
    BlockKind,
    BodyBlock,
    Image,
    Page,
    Result,
    Stripped,
)
from pipelines.similarity.digest import digest
from pipelines.storage import loading
from pipelines.storage.database.opened import Database
from pipelines.text import fold
from pipelines.urls.canonical import canonical_url

KNOWN = "known"
"""Outcome of a visit that the database already has."""

_CHUNK = 2_000  # rows sorted by outlet at a time; one transaction per outlet
_ONLY_READ = frozenset({"id", "story_id", "text", "body", "text_hash"})


def load(
    engine: Database, files: Iterable[str], tell: Callable[[int], None] = lambda _articles: None
) -> Counter[str]:
    """Store the articles of converted archives; return the number of articles per outcome.

    Files are loaded in the order of their first page, so that revisions are in order of time. Only
    articles are stored: a page that could not be extracted years ago is not to be fetched again.
    Visits that the database already has are skipped, so a killed load resumes.

    Args:
        engine: the database.
        files: URLs or paths of Parquet files.
        tell: called after each chunk with the number of its articles.

    Raises:
        UserError: a file cannot be read.
        UnusableDatabaseError: the database is no longer available.
    """
    outcomes: Counter[str] = Counter()
    for file in sorted(files, key=_begins):
        for chunk in _chunks(file):
            for outlet, rows in _by_outlet(chunk).items():
                outcomes += _load(engine, outlet, rows)
            tell(len(chunk))
    return outcomes


def _begins(file: str) -> tuple[datetime, str]:
    """Return the time of the first page of a file, from its footer."""
    pa = pyarrow()
    with locations.open_binary(file) as opened:
        found = pa.parquet.read_metadata(opened)
    column = found.schema.names.index("fetched_at")
    groups = [found.row_group(number).column(column) for number in range(found.num_row_groups)]
    times = [
        one.statistics.min
        for one in groups
        if one.statistics is not None and one.statistics.has_min_max
    ]
    return min(times, default=datetime.max.replace(tzinfo=UTC)), file


def _chunks(file: str) -> Iterator[list[dict[str, Any]]]:
    pa = pyarrow()
    with locations.open_binary(file) as opened:
        parquet = pa.parquet.ParquetFile(opened)
        columns = [name for name in parquet.schema_arrow.names if name not in _ONLY_READ]
        rows: list[dict[str, Any]] = []
        for number in range(parquet.num_row_groups):
            group = parquet.read_row_group(number, columns=columns).to_pylist()
            rows += [row for row in group if row["outcome"] == ARTICLE]
            if len(rows) >= _CHUNK:
                yield rows
                rows = []
        yield rows


def _by_outlet(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["fetched_at"]):
        found[row["outlet"]].append(row)
    return found


def _load(engine: Database, outlet: str, rows: list[dict[str, Any]]) -> Counter[str]:
    addressed = [(_address(row), row) for row in rows]
    newest = loading.newest_visits(engine, outlet, [url for url, _row in addressed])
    results = [
        _result(url, row)
        for url, row in addressed
        if newest.get(url) != row["fetched_at"].replace(microsecond=0)
    ]
    outcomes = Counter(str(one.outcome) for one in loading.save(engine, outlet, results))
    outcomes[KNOWN] += len(rows) - len(results)
    return outcomes


def _address(row: Mapping[str, Any]) -> str:
    """Return the URL under which a crawl of the outlet would have requested the page."""
    return canonical_url(row["page_url"], outlet_of(row["page_url"])[1].rules)


def _result(url: str, row: Mapping[str, Any]) -> Result:
    article = article_of(row)
    name = PurePosixPath(row["archive"]).name
    page = Page(
        url=row["page_url"],
        body=b"",
        fetched_at=row["fetched_at"],
        outlet=row["outlet"],
        archived=ArchiveRef(name, row["offset"]),
    )
    stored_digest = replace(digest(article, None), source_hash=row["source_hash"])
    return Result(
        url, row["outlet"], row["fetched_at"], page, article, digest=stored_digest, landed=url
    )


def article_of(row: Mapping[str, Any]) -> Article:
    """Return the article that a row was made from, without its template.

    Its lines are those of the kept and the stripped blocks.
    """
    stripped = tuple(
        Stripped(one["rule"], one["text"], one["position"], one["rule_id"] or "")
        for one in row["stripped"] or ()
    )
    blocks = tuple(BodyBlock(one["text"], BlockKind(one["kind"])) for one in row["blocks"])
    texts = [one.text for one in blocks] + [one.text for one in stripped]
    near = [row["title"], row["lead"] or "", *texts]
    return Article(
        url=row["url"],
        outlet=row["outlet"],
        title=row["title"],
        body=blocks,
        lead=row["lead"],
        authors=tuple(row["authors"]),
        published_at=row["published_at"],
        modified_at=row["modified_at"],
        dateline=row["dateline"],
        agency=row["agency"],
        section=row["section"],
        tags=tuple(row["tags"]),
        language=row["language"],
        images=tuple(Image(one["url"], one["caption"], one["credit"]) for one in row["images"]),
        stripped=stripped,
        engine=row["engine"],
        is_accessible_for_free=row["is_accessible_for_free"],
        confidence=row["confidence"],
        concerns=tuple(row["concerns"]),
        sources=json.loads(row["sources"]),
        lines=tuple(dict.fromkeys(line[:LINE_LENGTH] for line in map(fold, near) if line))[:LINES],
    )
