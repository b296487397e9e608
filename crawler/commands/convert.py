"""``scrapy convert ARCHIVES --out FOLDER``: converts WARC files to Parquet files."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from scrapy.exceptions import UsageError

from crawler.project_command import ProjectCommand
from pipelines.errors import UserError
from pipelines.printable import say

if TYPE_CHECKING:
    from cluster.work import ArchiveConversion, Done, Engine
    from crawler.conversion.choice import Choice
    from crawler.conversion.convert import ConversionResult
    from pipelines.storage.database.opened import Database

_OFTEN = 20  # archives between two manifests
_ENGINES = ("local", "dask", "spark")


class Command(ProjectCommand):
    """Converts archives; exit code 1 if one failed, 2 with one line if conversion cannot start."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Convert WARC archives to Parquet: articles, rejected and failed pages"

    def syntax(self) -> str:
        """Return the usage after ``scrapy convert``."""
        return "[options] --out <folder> <archive> ..."

    def long_desc(self) -> str:
        """Return what ``scrapy convert --help`` shows."""
        return (
            "Extract every page of WARC files; one Parquet file per WARC file. "
            "Archives and folder are paths, globs or URLs (s3://, gs://, hdfs://, https://). "
            "Existing files are skipped, so the same command resumes after a crash. "
            "Needs the extra export."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options for output, engine and page selection."""
        super().add_options(parser)
        add = parser.add_argument
        add("--out", metavar="FOLDER", default="", help="folder for the Parquet files")
        add(
            "--on",
            metavar="ENGINE",
            default="local",
            help="local (default), dask[=ADDRESS], spark[=MASTER]",
        )
        add("--workers", type=int, default=os.cpu_count() or 1, help="processes; all cores")
        add(
            "--resume",
            action=argparse.BooleanOptionalAction,
            default=True,
            help="skip archives that were converted before (default), or convert all anew",
        )
        add(
            "--into-database",
            "--into",
            action="store_true",
            help="afterwards store the articles in DATABASE_URL",
        )
        add("--sample", type=int, metavar="N", help="only the first N pages of each archive")
        add("--hosts", default="", metavar="HOST,...", help="only these hosts and their subdomains")
        add("--languages", default="", metavar="TAG,...", help="only these languages, as in vi,en")
        add("--since", metavar="DAY", help="only pages fetched on this day (UTC) or later")
        add("--until", metavar="DAY", help="only pages fetched on this day (UTC) or before")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Convert the archives."""
        if not args or not opts.out:
            raise UsageError("name archives, and --out FOLDER")
        from pipelines.storage.database.opened import opened

        try:
            database = self.settings.get("DATABASE_URL") if self.settings else None
            if opts.into_database:
                with opened(database):
                    pass  # report errors before anything is converted
            done, failed = _convert(args, opts)
            if opts.into_database:
                with opened(database) as engine:
                    _load(engine, done)
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code
            return
        if failed:
            self.exitcode = 1


def _convert(patterns: list[str], opts: argparse.Namespace) -> tuple[list[ConversionResult], int]:
    from cluster.work import ArchiveConversion, NotConverted
    from crawler.conversion import locations
    from pipelines.export.parquet import pyarrow
    from pipelines.workers.collector import collect_rarely

    collect_rarely()
    pyarrow()
    name, _, address = opts.on.partition("=")
    engine = _engine(name)
    archives = list(dict.fromkeys(one for pattern in patterns for one in locations.expand(pattern)))
    if opts.workers < 1:
        raise UserError(f"--workers {opts.workers}: expected 1 or more")
    work = ArchiveConversion(archives, opts.out, _choice(opts), opts.resume, opts.workers, address)
    done = _each(engine, work)
    say(*_summary_lines(work, done))
    good = [one for one in done if not isinstance(one, NotConverted)]
    return good, len(done) - len(good)


def _each(engine: Engine, work: ArchiveConversion) -> list[Done]:
    """Convert the archives, with a bar or a line for each, and the manifest."""
    from cluster import manifest
    from pipelines.progress_bar import is_drawn, progress

    done: list[Done] = []
    pages = 0  # of the finished archives
    with progress("archives", len(work.archives)) as advance:

        def tell(present: int) -> None:
            advance(0, f"{pages + present:,} pages")

        try:
            for one in engine(work, tell):
                done.append(one)
                pages += getattr(one, "pages", 0)
                advance(1, f"{pages:,} pages")
                if not is_drawn():
                    say(_line(one), error=True)
                if len(done) % _OFTEN == 0:
                    manifest.write(work.out, done)
        finally:
            if done:
                manifest.write(work.out, done)
    return done


def _line(one: Done) -> str:
    from cluster.work import NotConverted

    if isinstance(one, NotConverted):
        return f"failed: {one.reason}"
    if one.was_there:
        return f"{one.archive}: done before"
    return f"{one.archive}: {one.articles:,} articles, {one.pages:,} pages"


def _load(engine: Database, done: list[ConversionResult]) -> None:
    from crawler.conversion.load import KNOWN, load
    from pipelines.progress_bar import progress

    with progress("articles", sum(one.articles for one in done)) as advance:
        outcomes = load(engine, [one.file for one in done if one.articles], advance)
    known = outcomes.pop(KNOWN, 0)
    say(f"database: {outcomes.total():,} articles are stored, {known:,} were known")
    say(*(f"  {count:>9,} {name}" for name, count in outcomes.most_common()))


def _engine(name: str) -> Engine:
    if name == "local":
        from cluster import on_local

        return on_local.run
    if name == "dask":
        from cluster import on_dask

        return on_dask.run
    if name == "spark":
        from cluster import on_spark

        return on_spark.run
    raise UserError(f"--on {name}: expected one of {', '.join(_ENGINES)}")


def _choice(opts: argparse.Namespace) -> Choice:
    from crawler.conversion.choice import Choice

    if opts.sample is not None and opts.sample < 1:
        raise UserError(f"--sample {opts.sample}: expected 1 or more")
    since, until = _day("--since", opts.since), _day("--until", opts.until)
    if since and until and since > until:
        raise UserError(f"--since {since} --until {until}: expected since not after until")
    return Choice(
        tuple(one.strip().lower() for one in opts.hosts.split(",") if one.strip()),
        tuple(one.strip().lower() for one in opts.languages.split(",") if one.strip()),
        since,
        until,
        opts.sample,
    )


def _day(name: str, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise UserError(f"{name} {value}: expected a day such as 2026-11-01") from None


def _summary_lines(work: ArchiveConversion, done: list[Done]) -> list[str]:
    from cluster.work import NotConverted

    good = [one for one in done if not isinstance(one, NotConverted)]
    counts: Callable[[str], int] = lambda name: sum(getattr(one, name) for one in good)  # noqa: E731
    left_out = sum((Counter(one.left_out) for one in good), Counter[str]())
    before = sum(one.was_there for one in good)
    lines = [
        f"{work.out}: {len(good):,} of {len(work.archives):,} archives are converted"
        + (f", {before:,} of them before" if before else ""),
        f"  {counts('articles'):>9,} articles",
        f"  {counts('refused'):>9,} pages are no article",
        f"  {counts('failed'):>9,} pages failed",
    ]
    lines += [f"  {count:>9,} left out: {why}" for why, count in left_out.most_common(8)]
    lines += [f"  failed: {one.reason}" for one in done if isinstance(one, NotConverted)]
    return lines
