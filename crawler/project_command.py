"""What the project's ``scrapy`` commands share."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.interrupts import end_in_one_line


class ProjectCommand(ScrapyCommand):
    """A command that refuses options it does not know; Scrapy takes them for further arguments."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuse unknown options, then read Scrapy's own."""
        end_in_one_line()
        refuse_unknown_options(args)
        super().process_options(args, opts)


def refuse_unknown_options(args: Sequence[str]) -> None:
    """Raise ``UsageError`` if an argument is an option: one that the command does not have."""
    unknown = [one for one in args if one.startswith("-") and one != "-"]
    if unknown:
        raise UsageError(f"{unknown[0]}: no such option; --help lists them")


def refuse_arguments(args: Sequence[str]) -> None:
    """Raise ``UsageError`` if a command that takes only options was given something else."""
    if args:
        raise UsageError(f"{args[0]}: expected options alone; --help lists them")
