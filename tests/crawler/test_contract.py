"""Requirements for every spider, as in docs/add-an-outlet.md, and no more."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html as lxml_html
from scrapy import Spider
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

import crawler.spiders
from crawler.base_spider.frontier import fallback_chains
from crawler.base_spider.spider import OutletSpider
from crawler.outlet import FirstOf
from pipelines.layout import Layout
from samples.site_captures import TEMPLATES, captures
from tests.support.gold_pages import CASES, Case
from tests.support.syntax import syntax_tree

FOLDER = Path(crawler.spiders.__path__[0])


def settings() -> Settings:
    return get_project_settings()


LOADER = SpiderLoader.from_settings(settings())
NAMES = sorted(LOADER.list())
OUTLETS = [name for name in NAMES if name != "site"]


def spider_class(name: str) -> type[OutletSpider]:
    found = LOADER.load(name)
    assert issubclass(found, OutletSpider)
    return found


def tree(name: str) -> ast.Module:
    return syntax_tree(FOLDER / f"{name}.py")


def test_every_file_is_one_outlet() -> None:
    files = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
    assert files == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_file_name_and_class_agree(name: str) -> None:
    found = spider_class(name)
    assert found.name == name
    assert found.__module__ == f"crawler.spiders.{name}"
    assert found.__name__ == f"{name.title()}Spider"
    classes = [node for node in tree(name).body if isinstance(node, ast.ClassDef)]
    assert len(classes) == 1


@pytest.mark.parametrize("name", NAMES)
def test_it_is_told_what_it_is(name: str) -> None:
    assert ast.get_docstring(tree(name))
    assert inspect.getdoc(spider_class(name)) != inspect.getdoc(OutletSpider)
    assert (spider_class(name).__doc__ or "").strip()


@pytest.mark.parametrize("name", OUTLETS)
def test_an_outlet_is_a_declaration(name: str) -> None:
    """Name and outlet, no code: behaviour of only one outlet would be untested."""
    (node,) = (node for node in tree(name).body if isinstance(node, ast.ClassDef))
    own = {name for name in vars(spider_class(name)) if not name.startswith("__")}
    assert own == {"name", "outlet"}
    assert not [part for part in ast.walk(node) if isinstance(part, ast.FunctionDef)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_scrapys_past_is_used(name: str) -> None:
    found = spider_class(name)
    assert "start_requests" not in dir(found)
    assert "start_urls" not in vars(found)
    assert "allowed_domains" not in vars(found)
    assert found.start is not Spider.start


@pytest.mark.parametrize("name", NAMES)
def test_no_spider_is_less_polite_than_the_project(name: str) -> None:
    own = spider_class(name).custom_settings or {}
    project = settings()
    assert float(own.get("DOWNLOAD_DELAY", 1e9)) >= project.getfloat("DOWNLOAD_DELAY")
    most = project.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
    assert int(own.get("CONCURRENT_REQUESTS_PER_DOMAIN", 0)) <= most
    assert not {"ROBOTSTXT_OBEY", "AUTOTHROTTLE_ENABLED", "USER_AGENT"} & own.keys()


@pytest.mark.parametrize("name", OUTLETS)
def test_no_source_is_an_article(name: str) -> None:
    outlet = spider_class(name).outlet
    for source in outlet.every_source():
        assert outlet.article(source.url) is None, source.url
    assert outlet.article(outlet.home) is None


@pytest.mark.parametrize("name", OUTLETS)
def test_every_stored_page_of_it_is_an_article(name: str) -> None:
    outlet = spider_class(name).outlet
    stored = stored_pages(name)
    assert stored, f"{name} has no page in tests/pages/{name}/"
    for case in stored:
        url = case.read("meta.json")["url"]
        address = outlet.article(url)
        assert address is not None, url
        assert outlet.article(address) == address


@pytest.mark.parametrize("name", OUTLETS)
def test_its_sources(name: str) -> None:
    outlet = spider_class(name).outlet
    sources = list(outlet.every_source())
    assert len({source.url for source in sources}) == len(sources)
    assert any(source.certain for source in sources)
    # An optional source must not be the only way back in time.
    assert any(not isinstance(one, FirstOf) for one in outlet.sources)


def selectors(layout: Layout) -> set[tuple[str, str]]:
    """Yield field and selector of everything that a layout selects."""
    fields = {one.name: getattr(layout, one.name) for one in dataclasses.fields(layout)}
    fields.pop("name")
    remove = {("remove", selector) for selector in fields.pop("remove")}
    return remove | {(name, selector) for name, selector in fields.items() if selector}


def stored_pages(name: str) -> list[Case]:
    return [Case(one) for one in CASES if one.partition("/")[0] == name]


def bodies(name: str) -> Iterator[bytes]:
    """Yield the stored pages of an outlet, and its samples' articles, if any."""
    yield from (case.page().body for case in stored_pages(name))
    if name in TEMPLATES:
        outlet = spider_class(name).outlet
        for capture in captures(name):
            if capture.content_type.startswith("text/html") and outlet.article(capture.url):
                yield capture.body


@pytest.mark.parametrize("name", OUTLETS)
def test_every_selector_is_used_by_a_page(name: str) -> None:
    """A selector that matches no page is dead or misspelled."""
    layouts = spider_class(name).outlet.layouts
    unused = [selectors(layout) for layout in layouts]
    for body in bodies(name):
        page = lxml_html.document_fromstring(body)
        for left, layout in zip(unused, layouts, strict=True):
            if page.cssselect(layout.body):
                left -= {one for one in left if page.cssselect(one[1])}
    assert not any(unused), unused


@pytest.mark.parametrize("name", OUTLETS)
def test_a_crawl_has_sources_to_request(name: str) -> None:
    outlet = spider_class(name).outlet
    for backfill in (False, True):
        found = fallback_chains(outlet.sources, lambda _: True, backfill=backfill)
        asked = [source for chain in found for source in chain.rest]
        assert sorted(one.url for one in asked) == sorted(s.url for s in outlet.every_source())
    for section in outlet.sections:
        assert [one for one in outlet.every_source() if one.section == section]


@pytest.mark.parametrize("name", OUTLETS)
def test_an_outlets_file_stays_short(name: str) -> None:
    assert len((FOLDER / f"{name}.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_start_is_the_new_one() -> None:
    assert inspect.isasyncgenfunction(OutletSpider.start)
