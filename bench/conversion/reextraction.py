"""Cost of ``scrapy reextract`` relative to the engine alone, on the same pages.

    python -m bench.conversion.reextraction FOLDER [--pages 10000] [--limit N] [--on sqlite]

Archives of real pages (``bench.conversion.archives``) are packed into FOLDER and stored by ``scrapy
convert --into-database``, unless they are there. The pages are other people's: delete the folder.
Ratios are of processor time per article, over all processes: other work on the machine hardly
changes them. Two workers are compared with the engine in two processes beside each other, because
two processes slow each other down through the caches that they share. The time to start is that of
a run over a few articles, and is subtracted. Elapsed times are shown for an idle machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from scrapy.utils.project import get_project_settings
from sqlalchemy import URL, RowMapping, insert, select

from bench.conversion.archives import add_options, pack_all, pages
from bench.conversion.converting import measured
from bench.extraction.pages import mean
from bench.storage.databases import KINDS, ROOT, database
from crawler.archive.response_lookup import read_at
from crawler.stored.pages import as_page, outlets
from pipelines.extraction import NotAnArticle, extract
from pipelines.items import Page
from pipelines.storage import stored_page
from pipelines.storage.articles.reextraction_rows import Selection, chunk
from pipelines.storage.database.article_tables import Article, Revision
from pipelines.storage.database.crawl_tables import Page as PageRow
from pipelines.storage.database.engine import database_url, open_engine
from pipelines.storage.database.opened import Database
from pipelines.storage.sql.upsert import table
from pipelines.workers.collector import collect_rarely, keep_loaded

BAR = 0.90
"""Share of the engine's articles per second of processor time that a re-extraction must reach."""
_WORKERS = (1, 2)
_FEW = 12  # articles of the run that only starts
_BATCH = 200


def stored(folder: Path, url: URL, limit: int) -> Iterator[Page]:
    """Yield the archived pages of the first articles, as a re-extraction reads them."""
    engine, declared, after = open_engine(url), outlets(get_project_settings()), 0
    while limit and (versions := chunk(engine, Selection(), after, min(_BATCH, limit))):
        lines = stored_page.repeated(engine, {one.outlet for one in versions})
        for one in versions:
            if one.archived is not None:
                yield as_page(
                    read_at(folder, one.archived),
                    one.outlet,
                    declared(one.outlet),
                    requested_url=one.page_url,
                    hint=one.hint,
                    repeated=lines[one.outlet],
                )
        after, limit = versions[-1].id, limit - len(versions)


def alone(folder: Path, url: URL, limit: int, share: str) -> tuple[int, float]:
    """Return articles and seconds of processor time of ``extract`` in this process.

    ``share`` is ``1/2`` for every second article, beginning with the second.
    """
    first, _, step = share.partition("/")
    used, number = 0.0, 0
    for position, page in enumerate(stored(folder, url, limit)):
        if position % int(step) != int(first):
            continue
        begun = time.process_time()
        with suppress(NotAnArticle):
            extract(page)
        if position >= _FEW:  # the first pages load models
            used += time.process_time() - begun
            number += 1
    return number, used


def beside(folder: Path, url: URL, limit: int, processes: int) -> float:
    """Return milliseconds of processor time an article, of as many processes at a time."""
    running = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", __spec__.name, str(folder), "--limit", str(limit)),
                *("--share", f"{number}/{processes}", "--url", url.render_as_string(False)),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    results = [process.communicate()[0].split() for process in running]
    return 1000 * sum(float(used) for _, used in results) / sum(int(count) for count, _ in results)


def compare(folder: Path, url: URL, limit: int, kind: str, rounds: int) -> bool:
    """Print the figures of one database; return whether the goal was missed."""
    os.environ |= {"DATABASE_URL": url.render_as_string(False), "ARCHIVE_DIR": str(folder)}
    missed = False
    for workers in _WORKERS:
        costs, engines, rates = [], [], []
        for _ in range(rounds):  # in turn: the speed of a machine varies within minutes
            begun = measured("--workers", str(workers), "--limit", str(_FEW), command="reextract")
            spent = measured("--workers", str(workers), "--limit", str(limit), command="reextract")
            costs.append(1000 * (spent.processor - begun.processor) / (limit - _FEW))
            engines.append(beside(folder, url, limit, workers))
            rates.append(limit / spent.elapsed)
        cost, engine = mean(costs), mean(engines)
        missed |= engine / cost < BAR
        shares = ", ".join(f"{e / c:.1%}" for e, c in zip(engines, costs, strict=True))
        print(
            f"{kind:10} {workers} worker{'s' if workers > 1 else ' '}: {cost:.2f} ms of processor "
            f"time an article, engine alone {engine:.2f}: {engine / cost:.1%} of its rate "
            f"({shares}); {mean(rates):.1f} articles/s by the clock, start included",
            flush=True,
        )
    return missed


def prepare(folder: Path, given: argparse.Namespace, url: URL) -> int:
    """Pack and store what is not there; return the number of articles, as many as pages."""
    files = sorted((folder / "archives").glob("*.warc.gz"))
    if not files:
        files = pack_all(folder / "archives", pages(given.shared), given.pages, given.archives)
    engine = open_engine(url)
    if not chunk(engine, Selection(), 0, 1):  # nothing is stored
        os.environ["DATABASE_URL"] = url.render_as_string(False)
        measured(*map(str, files), "--out", str(folder / "converted"), "--into-database")
    count = _multiplied(engine, given.pages)
    engine.dispose()
    return count


def _multiplied(engine: Database, wanted: int) -> int:
    """Add copies of the articles at other URLs until there are ``wanted``; return their number.

    Copies of a page have one canonical URL, so a conversion stores one article for them.
    """
    article, revision, page = (table(one) for one in (Article, Revision, PageRow))
    with engine.begin() as connection:
        rows = {one: connection.execute(select(one)).mappings().all() for one in (article, page)}
        texts = connection.execute(select(revision)).mappings().all()
        first = [row for row in rows[article] if "#copy" not in row["url"]]
        step = 1 + max(row["id"] for row in (*rows[article], *rows[page], *texts))
        count, copy = len(rows[article]), 0
        while count < wanted:
            copy += 1
            chosen = {row["id"] for row in first[: wanted - count]}
            count += len(chosen)
            for into, found in ((article, rows[article]), (revision, texts), (page, rows[page])):
                key = "id" if into is article else "article_id"
                added = [_copied(row, copy, copy * step) for row in found if row[key] in chosen]
                connection.execute(insert(into), added)
    return count


def _copied(row: RowMapping, copy: int, step: int) -> dict[str, Any]:
    changed = {"id": row["id"] + step}
    if "article_id" in row:
        changed["article_id"] = row["article_id"] + step
    if "url" in row:
        changed["url"] = f"{row['url']}#copy{copy}"
    return {**row, **changed}


def main() -> int:
    """Measure; return 1 if the goal is missed."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.conversion.reextraction",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    add_options(parser, 10_000)
    parser.add_argument("--limit", type=int, default=0, help="articles; all")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--on", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--share", help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.share:
        keep_loaded()
        collect_rarely()
        print(*alone(given.folder, database_url(given.url), given.limit, given.share))
        return 0
    given.folder.mkdir(parents=True, exist_ok=True)
    missed = False
    for kind in given.on:
        with database(kind, given.folder) as url:
            count = prepare(given.folder, given, url)
            limit = min(given.limit or count, count)
            print(f"{kind}: {count:,} articles of {given.pages:,} pages, {limit:,} extracted again")
            missed |= compare(given.folder / "archives", url, limit, kind, given.rounds)
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
