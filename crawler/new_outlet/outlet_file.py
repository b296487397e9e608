"""Renders an outlet's declaration as the Python file that docs/add-an-outlet.md asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from crawler.new_outlet.proposal import Proposal
from crawler.outlet import FirstOf, Listing, Outlet, Sitemap, Source
from pipelines.layout import Layout
from pipelines.printable import one_line

_WIDTH = 100


def file_text(proposal: Proposal) -> str:
    """Return the file; text from the site appears in it only as literals."""
    outlet = proposal.outlet
    kinds = {type(one).__name__ for one in (*outlet.sources, *outlet.every_source())} | {"Outlet"}
    imports = [
        "from crawler.base_spider.spider import OutletSpider",
        f"from crawler.outlet import {', '.join(sorted(kinds))}",
        *(["from pipelines.layout import Layout"] if outlet.layouts else []),
        *(
            ["from pipelines.urls.canonical import UrlRules"]
            if outlet.urls.scheme != "https"
            else []
        ),
    ]
    site = outlet.home.rstrip("/")
    lines = [
        f'"""{proposal.name}: proposed by scrapy newoutlet; say here what it is."""',
        "",
        *imports,
        "",
        f"SITE = {_text(site)}",
        "",
        "",
        f"class {proposal.name.title()}Spider(OutletSpider):",
        '    """What a reader of this file should know about the site."""',
        "",
        f"    name = {_text(proposal.name)}",
        "    outlet = Outlet(",
        *_declared(outlet, proposal.zone_reason, site),
        "    )",
    ]
    return "\n".join(map(_linted, lines)) + "\n"


def _linted(line: str) -> str:
    """Add noqa comments to URLs and expressions, which cannot be split."""
    return line if len(line) <= _WIDTH else f"{line}  # noqa: E501"


def _declared(outlet: Outlet, zone_reason: str, site: str) -> Iterable[str]:
    yield f"        title={_text(outlet.title)},"
    yield f"        home={_address(outlet.home, site)},"
    yield f"        language={_text(outlet.language)},"
    yield f"        timezone={_text(outlet.timezone)},  # {zone_reason}"
    yield "        sources=("
    for one in outlet.sources:
        yield from _source(one, site, " " * 12)
    yield "        ),"
    yield f"        article_url={_pattern(outlet.article_url)},"
    for name in ("more_hosts", "former_hosts", "not_prose"):
        if value := getattr(outlet, name):
            yield f"        {name}={_tuple(value)},"
    if outlet.urls.scheme != "https":
        yield f"        urls=UrlRules(scheme={_text(outlet.urls.scheme)}),"
    if outlet.layouts:
        yield f"        layouts=({', '.join(map(_layout, outlet.layouts))},),"
    if outlet.marks:
        yield f"        marks={_tuple(outlet.marks)},"


def _source(source: Source | FirstOf, site: str, indent: str) -> Iterable[str]:
    """Yield the lines of a source, as the formatter would break them."""
    if isinstance(source, FirstOf):
        yield f"{indent}FirstOf("
        for one in source.sources:
            yield from _source(one, site, f"{indent}    ")
        yield f"{indent}),"
        return
    given = [_address(source.url, site)]
    given += ["certain=True"] if source.certain else []
    given += [f"section={_text(source.section)}"] if source.section else []
    if isinstance(source, Sitemap) and source.first:
        given.append(f"first={_text(source.first)}")
    if isinstance(source, Listing) and source.paging:
        given.append(f"paging={_text(source.paging)}")
        given += [f"second={source.second}"] if source.second == 1 else []
    line = f"{indent}{type(source).__name__}({', '.join(given)}),"
    if len(line) <= _WIDTH or len(given) == 1:
        yield line
    else:
        yield f"{indent}{type(source).__name__}("
        yield from (f"{indent}    {one}," for one in given)
        yield f"{indent}),"


def _address(url: str, site: str) -> str:
    rest = url.removeprefix(site)
    plain = url.startswith(f"{site}/") and not set(rest) & set('{}"\\') and rest.isprintable()
    return f'f"{{SITE}}{rest}"' if plain else _text(url)


def _layout(layout: Layout) -> str:
    given = [
        f"{field.name}={_tuple(value) if isinstance(value, tuple) else _text(value)}"
        for field in fields(layout)
        if (value := getattr(layout, field.name))
    ]
    return f"Layout({', '.join(given)})"


def _tuple(values: tuple[str, ...]) -> str:
    return f"({', '.join(map(_text, values))}{',' if len(values) == 1 else ''})"


def _text(value: str) -> str:
    """Return a literal with double quotes, without invisible characters."""
    if one_line(value) != value:
        return ascii(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _pattern(value: str) -> str:
    return f'r"{value}"' if '"' not in value and value.isprintable() else _text(value)
