"""``scrapy reextract``: runs today's engine over the stored pages, first as a preview."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from crawler.commands import settings_of
from crawler.project_command import ProjectCommand
from pipelines.errors import UserError
from pipelines.printable import say

if TYPE_CHECKING:
    from crawler.stored.reextraction import Summary
    from pipelines.storage.reading.records import Engine

_DIFF_LINES = 12
_WIDTH = 120


class Command(ProjectCommand):
    """Reports what would change; ``--write`` stores it as engine revisions."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Extract the stored pages again with today's engine"

    def long_desc(self) -> str:
        """Return what ``scrapy reextract --help`` shows."""
        return (
            "Read the archived pages of stored articles again, on all cores. Without --write "
            "nothing is stored: it prints how many texts and fields would change, and the "
            "largest differences. With --write, a killed run resumes."
        )

    def syntax(self) -> str:
        """Return the usage after ``scrapy reextract``."""
        return "[options] [outlet ...]"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the filters, and ``--write``."""
        super().add_options(parser)
        add = parser.add_argument
        add("--write", action="store_true", help="store the changes")
        add("--since", metavar="DAY", help="published on this day (UTC) or later")
        add("--until", metavar="DAY", help="published on this day (UTC) or before")
        add("--rule", default="", metavar="ID", help="with blocks stripped by this rule")
        add("--engine", default="", metavar="VERSION", help="extracted by another engine version")
        add("--below", type=float, metavar="N", help="with a confidence below N")
        add("--limit", type=int, metavar="N", help="at most N articles")
        add("--diffs", type=int, default=5, metavar="N", help="how many differences to show")
        add("--workers", type=int, default=os.cpu_count() or 1, help="processes; all cores")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Extract again, and print the summary."""
        settings = settings_of(self)
        from crawler.stored import reextraction
        from crawler.stored.pages import archive_folder, outlets
        from pipelines.progress_bar import progress
        from pipelines.storage.articles.reextraction_rows import Selection
        from pipelines.storage.database.opened import opened

        try:
            until = _day("--until", opts.until)
            selection = Selection(
                tuple(args),
                _day("--since", opts.since),
                until + timedelta(days=1) if until else None,
                opts.rule,
                opts.engine,
                opts.below,
            )
            with opened(settings.get("DATABASE_URL")) as engine:
                _check_named(args, engine)
                work = reextraction.ReextractionJob(
                    engine,
                    archive_folder(settings),
                    outlets(settings),
                    selection,
                    max(1, opts.workers),
                    opts.limit,
                    max(0, opts.diffs),
                    opts.write,
                )
                with progress("articles", opts.limit) as advance:
                    found = reextraction.run(work, _Counted(advance))
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code
            return
        say(*_report(found, written=opts.write))


def _check_named(names: Sequence[str], engine: Engine) -> None:
    """Raise ``UserError`` for an outlet without articles."""
    from pipelines.storage.reading.article_rows import snapshot
    from pipelines.storage.reading.overview import outlet_names

    with snapshot(engine) as connection:
        stored = outlet_names(connection)
    for name in sorted(set(names) - set(stored)):
        raise UserError(f"{name}: nothing of it is stored; expected {', '.join(stored)}")


def _day(name: str, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise UserError(f"{name} {value}: expected a day such as 2026-11-01") from None


class _Counted:
    """Tells a progress bar of each batch how many articles it had."""

    def __init__(self, advance: Callable[[int], None]) -> None:
        self._advance = advance
        self._done = 0

    def __call__(self, summary: Summary) -> None:
        self._advance(summary.articles - self._done)
        self._done = summary.articles


def _report(found: Summary, *, written: bool) -> list[str]:
    verb = "changed" if written else "would change"
    lines = [f"{found.articles:,} articles extracted again"]
    for name, count in sorted(found.changed.items(), key=lambda item: -item[1]):
        if count:
            empty = found.emptied[name]
            lost = f", {empty:,} of them to an empty text" if empty else ""
            lines.append(f"  {name:<14}{count:>8,} {verb}{lost}")
    if not any(found.changed.values()):
        lines.append("  nothing differs")
    for reason, count in found.lost.most_common():
        lines.append(f"  {count:,} are no longer articles: {reason} (left unchanged)")
    for reason, count in found.unreadable.most_common():
        lines.append(f"  {count:,} could not be extracted again: {reason}")
    if written:
        lines.append(f"{found.written:,} new revisions stored, marked as the engine's")
    for size, url, diff in sorted(found.largest, reverse=True):
        lines += ["", f"── {url} ({size:,} characters) ──"]
        shown = diff.splitlines()
        lines += [
            one if len(one) <= _WIDTH else one[: _WIDTH - 1] + "…" for one in shown[:_DIFF_LINES]
        ]
        if len(shown) > _DIFF_LINES:
            lines.append(f"  and {len(shown) - _DIFF_LINES} more lines")
    if not written and any(found.changed.values()):
        lines += ["", "Nothing was stored; --write stores it."]
    return lines
