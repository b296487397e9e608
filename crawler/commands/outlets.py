"""``scrapy outlets``: lists the outlets that can be crawled."""

from __future__ import annotations

import argparse
from typing import ClassVar

from scrapy.spiderloader import get_spider_loader

from crawler.commands import settings_of
from crawler.outlet import FirstOf, Outlet, Source
from crawler.project_command import ProjectCommand
from pipelines.printable import say


class Command(ProjectCommand):
    """Prints one line per outlet, or the whole declaration of a named one."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Return the usage after ``scrapy outlets``."""
        return "[options] [outlet]"

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "List the outlets, or show one outlet's declaration"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the outlets."""
        del opts
        settings = settings_of(self)
        from crawler.base_spider.spider import OutletSpider

        loader = get_spider_loader(settings)
        spiders = {name: loader.load(name) for name in sorted(loader.list())}
        outlets = {n: s.outlet for n, s in spiders.items() if issubclass(s, OutletSpider)}
        for name in args:
            if name not in outlets:
                self.exitcode = 2
                known = ", ".join(outlets)
                say(f"tinsach: {name}: no such outlet; expected one of {known}", error=True)
                return
            say(*described(name, outlets[name]))
        if not args:
            for name, outlet in outlets.items():
                say(f"{name:<10}{outlet.title:<24}{outlet.language:<5}{outlet.home}")


def described(name: str, outlet: Outlet) -> list[str]:
    """Return the lines that describe an outlet's declaration."""
    lines = [
        f"{name}: {outlet.title}, {outlet.home}",
        f"  hosts        {', '.join(outlet.own_hosts)}",
        f"  language     {outlet.language}, times without a zone in {outlet.timezone}",
        f"  articles     {outlet.article_url}",
        f"  sections     {', '.join(outlet.sections) or '-'}",
        f"  templates    {', '.join(one.name for one in outlet.layouts) or '-'}",
        "  sources",
    ]
    for source in outlet.sources:
        choice = source.sources if isinstance(source, FirstOf) else (source,)
        lines.append(f"    {' | else '.join(map(_description, choice))}")
    return lines


def _description(source: Source) -> str:
    doubt = "" if source.certain else " (uncertain)"
    return f"{type(source).__name__.lower()} {source.url}{doubt}"
