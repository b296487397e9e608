"""``scrapy reextract``: runs today's engine over the stored pages, first as a preview."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
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
        add("--limit", type=int, metavar="N", help="at most N articles, 1 or more")
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
        from pipelines.workers.collector import collect_rarely

        collect_rarely()
        try:
            _check_numbers(opts)
            since, until = _day("--since", opts.since), _day("--until", opts.until)
            if since and until and since > until:
                between = f"--since {opts.since} --until {opts.until}"
                raise UserError(f"{between}: expected since not after until")
            selection = Selection(
                tuple(args),
                since,
                until + timedelta(days=1) if until else None,
                opts.rule,
                opts.engine,
                opts.below,
            )
            with opened(settings.get("DATABASE_URL")) as engine:
                _check_named(args, engine)
                _check_rule(opts.rule, engine)
                work = reextraction.ReextractionJob(
                    engine,
                    archive_folder(settings),
                    outlets(settings),
                    selection,
                    opts.workers,
                    opts.limit,
                    opts.diffs,
                    opts.write,
                )
                with progress("articles", opts.limit) as advance:
                    found = reextraction.run(work, _Counted(advance))
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code
            return
        say(*_report(found, written=opts.write))
        self.exitcode = 1 if found.articles and not _extracted(found) else 0


def _check_named(names: Sequence[str], engine: Engine) -> None:
    """Raise ``UserError`` for an outlet without articles."""
    from pipelines.storage.reading.article_rows import snapshot
    from pipelines.storage.reading.overview import outlet_names

    with snapshot(engine) as connection:
        stored = outlet_names(connection)
    for name in sorted(set(names) - set(stored)):
        raise UserError(f"{name}: nothing of it is stored; expected {', '.join(stored)}")


def _check_numbers(opts: argparse.Namespace) -> None:
    """Raise ``UserError`` for a number that selects nothing, or is none."""
    for name, value, least in (
        ("limit", opts.limit, 1),
        ("workers", opts.workers, 1),
        ("diffs", opts.diffs, 0),
    ):
        if value is not None and value < least:
            raise UserError(f"--{name} {value}: expected a number, {least} or more")
    if opts.engine and not opts.engine.isdecimal():
        raise UserError(f"--engine {opts.engine}: expected the number of a version, as in 11")


def _check_rule(rule: str, engine: Engine) -> None:
    """Raise ``UserError`` for a rule that neither exists nor stripped a stored block."""
    from pipelines.extraction.rules.registry import REGISTRY
    from pipelines.extraction.verdict.text_rules import TEXT_RULES
    from pipelines.storage.reading.article_rows import snapshot
    from pipelines.storage.reading.overview import has_stripped

    known = {one.id for one in REGISTRY} | {one.id for one in TEXT_RULES}
    if not rule or rule in known:
        return
    with snapshot(engine) as connection:
        if not has_stripped(connection, rule):
            raise UserError(
                f"--rule {rule}: no such rule; expected one of {', '.join(sorted(known))}"
            )


def _day(name: str, value: str | None) -> datetime | None:
    if value is None:
        return None
    from pipelines.storage import bounds

    try:
        return datetime.combine(bounds.day(value), time(), UTC)
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


def _extracted(found: Summary) -> int:
    return found.articles - found.unreadable.total()


def _report(found: Summary, *, written: bool) -> list[str]:
    verb = "changed" if written else "would change"
    done = _extracted(found)
    selected = f" of {found.articles:,}" if done < found.articles else ""
    lines = [f"{done:,}{selected} articles extracted again"]
    for name, count in sorted(found.changed.items(), key=lambda item: -item[1]):
        if count:
            empty = found.emptied[name]
            lost = f", {empty:,} of them to an empty text" if empty else ""
            lines.append(f"  {name:<14}{count:>8,} {verb}{lost}")
    if done and not any(found.changed.values()):
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
