"""The project's ``scrapy`` commands.

Scrapy imports all of them for every command, so each imports its dependencies only when it runs.
"""

from __future__ import annotations

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings


def settings_of(command: ScrapyCommand) -> Settings:
    """Return the settings that Scrapy gave a command.

    Raises:
        RuntimeError: it was not run by Scrapy.
    """
    if command.settings is None:
        raise RuntimeError("scrapy gives a command its settings")
    return command.settings
