"""``scrapy status``: prints whether the last night of each outlet was good, and all faults.

Exit code 0: all good; 1: something is unusual, silent or overdue; 3: the database cannot be read.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from scrapy.spiderloader import get_spider_loader

from crawler.commands import settings_of
from crawler.project_command import ProjectCommand
from pipelines.errors import UserError
from pipelines.printable import say

if TYPE_CHECKING:
    from scrapy.settings import Settings

    from pipelines.storage.status.night import OutletStatus


class Command(ProjectCommand):
    """Prints a line per outlet, then the faults; for people, cron and CI."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Show whether the last night was good: exit code 0 or 1"

    def long_desc(self) -> str:
        """Return what ``scrapy status --help`` shows."""
        return (
            "Show the last run of each outlet compared with a usual day, silent sources, "
            "templates, waiting pages and faults. Outlets: those named, else those "
            "of EXPECTED_OUTLETS, else all that ever ran. Exit codes: 0 good, 1 unusual, silent or "
            "overdue, 2 wrong argument, 3 the database cannot be read."
        )

    def syntax(self) -> str:
        """Return the usage after ``scrapy status``."""
        return "[options] [outlet ...]"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--json`` and ``--at``."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--notify", action="store_true", help="send new faults to NOTIFY_URLS: for cron"
        )
        parser.add_argument("--at", metavar="TIME", help="as of this ISO time, UTC by default")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the status, and set the exit code."""
        from crawler.nightly import after_run, alerts, status_text
        from pipelines.storage.database.opened import opened
        from pipelines.storage.status import fleet, night

        settings = settings_of(self)
        try:
            now = _time(opts.at)
            expected = args or settings.getlist("EXPECTED_OUTLETS")
            with opened(settings.get("DATABASE_URL")) as engine:
                machines = fleet.read(engine)
                found = night.read(engine, now, [str(one).strip() for one in expected])
                _check_named(args, found, settings)
                if opts.notify:
                    alerts.check(settings)
                    after_run.tell(engine, alerts.addresses(settings), found, now)
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code
            return
        chosen = [one for one in found if not args or one.outlet in args]
        render = status_text.as_json if opts.json else status_text.render
        say(*render(chosen, now, machines).split("\n"))
        self.exitcode = 0 if status_text.is_good(chosen) else 1


def _check_named(args: list[str], found: Sequence[OutletStatus], settings: Settings) -> None:
    """Raise ``UserError`` for a name that no spider has and that never ran."""
    ran = {one.outlet for one in found if one.started_at is not None or one.refused}
    if not set(args) <= ran:
        declared = {name for name in get_spider_loader(settings).list() if name != "site"}
        for name in sorted(set(args) - ran - declared):
            raise UserError(f"{name}: no such outlet; expected {', '.join(sorted(declared | ran))}")


def _time(value: str | None) -> datetime:
    if value is None:
        return datetime.now(UTC)
    from pipelines.storage import bounds

    try:
        at = datetime.fromisoformat(value)
        bounds.day(at.date().isoformat())
    except ValueError:
        raise UserError(
            f"--at {value}: expected an ISO time such as 2026-11-23T06:00+07:00"
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
