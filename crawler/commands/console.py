"""``scrapy console``: a read-only web console for the database."""

from __future__ import annotations

import argparse
from typing import ClassVar

from crawler.project_command import ProjectCommand, refuse_arguments
from pipelines.errors import UserError
from pipelines.printable import say


class Command(ProjectCommand):
    """Serves the console until interrupted; exit code 2 if it cannot start."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Serve a read-only web console of the database"

    def syntax(self) -> str:
        """Return the usage after ``scrapy console``."""
        return "[options]"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--port``, ``--address`` and ``--name``."""
        super().add_options(parser)
        parser.add_argument("--port", type=int, default=8000, help="port (8000); 0 for a free one")
        parser.add_argument("--address", default="127.0.0.1", help="IP address (127.0.0.1)")
        parser.add_argument(
            "--name", action="append", default=[], help="a further host name to serve"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Serve the console."""
        refuse_arguments(args)
        try:
            self._serve(opts)
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code

    def _serve(self, opts: argparse.Namespace) -> None:
        try:
            from console.server import serve
        except ModuleNotFoundError as error:
            raise UserError(
                f"the console needs {error.name}: install it with pip install 'tinsach[console]'"
            ) from None
        database = self.settings.get("DATABASE_URL") if self.settings else None
        serve(database, opts.address, opts.port, opts.name)
