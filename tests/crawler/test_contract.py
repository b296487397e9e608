"""What holds for every spider, whoever adds one."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
from pathlib import Path

import pytest
from lxml import html as lxml_html
from scrapy import Spider
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

import crawler.spiders
from crawler.base_spider.frontier import quests
from crawler.base_spider.spider import OutletSpider
from crawler.outlet import FirstOf, Sitemap
from pipelines.layout import Layout
from samples.site_captures import captures

FOLDER = Path(crawler.spiders.__path__[0])
ROOT = FOLDER.parents[1]
PAGES = ROOT / "tests" / "pages"


def settings() -> Settings:
    return get_project_settings()


LOADER = SpiderLoader.from_settings(settings())
NAMES = sorted(LOADER.list())
OUTLETS = [name for name in NAMES if name != "site"]

# One article address per form that was seen, and addresses of the same outlet that are none:
# listings, tags, print pages, pictures. From the fact sheets; the identifiers are invented.
KNOWN: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "vns": (
        (
            "https://vietnamnews.vn/politics-laws/1730186/a-visit-to-the-delta.html",
            "https://vietnamnews.vn/Economy/1765319/prices-rise.html#KVSu7xq2.97",
            "http://vietnamnews.vn/sunday/features/405390/a-day-on-the-river.html",
            "https://www.vietnamnews.vn/society/261307/an-old-story.html",
        ),
        (
            "https://vietnamnews.vn/politics-laws?p=61",
            "https://vietnamnews.vn/rss/society.rss",
            "https://bizhub.vn/a-slug-post12345.html",
            "https://vietnamnews.vn/society/1765319",
        ),
    ),
    "vna": (
        (
            "https://en.vietnamplus.vn/a-slug-of-words-post350179.vnp",
            "https://en.vietnamplus.vn/an-old-form/131244.vnp",
            "https://en.vietnamplus.vn/a-slug-of-words-post350179.amp",
        ),
        (
            "https://en.vietnamplus.vn/society/",
            "https://en.vietnamplus.vn/tag/rice-tag40410.vnp",
            "https://en.vietnamplus.vn/topic/a-topic-169.vnp",
            "https://en.vietnamplus.vn/region/ha-noi/business/96.vnp",
            "https://en.vietnamplus.vn/print-350179.html",
            "https://ufabetindo.in/a-slug-of-words-post350179.vnp",
            "https://vi.vietnamplus.vn/a-slug-of-words-post350179.vnp",
        ),
    ),
    "customs": (
        (
            "https://english.haiquanonline.com.vn/a-slug-of-words-25708.html",
            "https://customsnews.vn/a-slug-of-words-2217.html",
            "https://bhqennew.mastercms.vn/a-slug-of-words-25708.html",
        ),
        (
            "https://english.haiquanonline.com.vn/regulations",
            "https://english.haiquanonline.com.vn/pictures-of-a-day-123.media",
            "https://english.haiquanonline.com.vn/tags/a-tag-1951.tag",
            "https://english.haiquanonline.com.vn/apicenter@/print_article&i=25708",
            "https://haiquanonline.com.vn/a-slug-of-words-25708.html",
        ),
    ),
    "vnp": (
        (
            "https://vietnam.vnanet.vn/english/tin-van/a-slug-239026.html",
            "https://vietnam.vnanet.vn/english/long-form/a-slug-379069.html",
            "https://vietnam.vnanet.vn/english/a-slug/208443.html",
        ),
        (
            "https://vietnam.vnanet.vn/english/cover-story/314.vnp",
            "https://vietnam.vnanet.vn/french/tin-van/a-slug-239026.html",
            "https://vietnam.vnanet.vn/english/sitemaps/news-11-2026.xml",
        ),
    ),
    "sggp": (
        (
            "https://en.sggp.org.vn/a-slug-of-words-post112240.html",
            "https://sggpnews.org.vn/business/a-slug-of-words-90593.html",
        ),
        (
            "https://en.sggp.org.vn/business/",
            "https://en.sggp.org.vn/rss/home.rss",
            "https://www.sggp.org.vn/a-slug-of-words-post112240.html",
        ),
    ),
    "ppp": (
        (
            "https://www.phnompenhpost.com/national/a-slug-of-words",
            "https://phnompenhpost.com/business/a-slug-of-words?fbclid=x",
        ),
        (
            "https://www.phnompenhpost.com/national",
            "https://www.phnompenhpost.com/national?page=2",
            "https://www.phnompenhpost.com/rss/national.xml",
            "https://www.phnompenhpost.com/tag/a-tag-of-words",
            "https://www.phnompenhpost.com/user/log-in",
        ),
    ),
}


def spider_class(name: str) -> type[OutletSpider]:
    found = LOADER.load(name)
    assert issubclass(found, OutletSpider)
    return found


def tree(name: str) -> ast.Module:
    return ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))


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
    """Name and outlet, no code: behaviour of one outlet only would be tested by nobody."""
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
def test_nobody_is_less_polite_than_the_project(name: str) -> None:
    own = spider_class(name).custom_settings or {}
    project = settings()
    assert float(own.get("DOWNLOAD_DELAY", 1e9)) >= project.getfloat("DOWNLOAD_DELAY")
    most = project.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
    assert int(own.get("CONCURRENT_REQUESTS_PER_DOMAIN", 0)) <= most
    assert not {"ROBOTSTXT_OBEY", "AUTOTHROTTLE_ENABLED", "USER_AGENT"} & own.keys()


@pytest.mark.parametrize("name", OUTLETS)
def test_the_forms_of_its_addresses(name: str) -> None:
    outlet = spider_class(name).outlet
    articles, others = KNOWN[name]
    for url in articles:
        address = outlet.article(url)
        assert address is not None, url
        assert outlet.article(address) == address
    for url in others:
        assert outlet.article(url) is None, url


@pytest.mark.parametrize("name", OUTLETS)
def test_no_source_is_an_article(name: str) -> None:
    outlet = spider_class(name).outlet
    for source in outlet.every_source():
        assert outlet.article(source.url) is None, source.url
    assert outlet.article(outlet.home) is None


@pytest.mark.parametrize("name", OUTLETS)
def test_every_stored_page_of_it_is_an_article(name: str) -> None:
    outlet = spider_class(name).outlet
    urls = [
        re.search(r'"url":\s*"([^"]+)"', meta.read_text(encoding="utf-8"))
        for meta in sorted(PAGES.glob(f"{name}/*/meta.json"))
    ]
    assert len(urls) >= 2
    for url in urls:
        assert url is not None
        assert outlet.article(url[1]) is not None, url[1]


@pytest.mark.parametrize("name", OUTLETS)
def test_its_sources(name: str) -> None:
    outlet = spider_class(name).outlet
    sources = list(outlet.every_source())
    assert len({source.url for source in sources}) == len(sources)
    assert any(source.certain for source in sources)
    # What may be missing must not be all there is for going back in time.
    assert any(not isinstance(one, FirstOf) for one in outlet.sources)
    for source in sources:
        if isinstance(source, Sitemap) and source.first:
            assert not source.certain or "{year}" in source.url


def selectors(layout: Layout) -> set[tuple[str, str]]:
    """Field and selector of everything that a layout names."""
    fields = {one.name: getattr(layout, one.name) for one in dataclasses.fields(layout)}
    fields.pop("name")
    remove = {("remove", selector) for selector in fields.pop("remove")}
    return remove | {(name, selector) for name, selector in fields.items() if selector}


@pytest.mark.parametrize("name", OUTLETS)
def test_every_selector_is_used_by_a_sample(name: str) -> None:
    """What matches no page is dead, or misspelt."""
    outlet = spider_class(name).outlet
    used: dict[int, set[tuple[str, str]]] = {n: set() for n in range(len(outlet.layouts))}
    for capture in captures(name):
        if capture.content_type.startswith("text/html") and outlet.article(capture.url):
            page = lxml_html.document_fromstring(capture.body)
            for number, layout in enumerate(outlet.layouts):
                if page.cssselect(layout.body):
                    used[number] |= {one for one in selectors(layout) if page.cssselect(one[1])}
    for number, layout in enumerate(outlet.layouts):
        assert selectors(layout) - used[number] == set(), layout.name


@pytest.mark.parametrize("name", OUTLETS)
def test_a_crawl_has_something_to_ask(name: str) -> None:
    outlet = spider_class(name).outlet
    for backfill in (False, True):
        found = quests(outlet.sources, lambda _: True, backfill=backfill)
        asked = [source for quest in found for source in quest.rest]
        assert sorted(one.url for one in asked) == sorted(s.url for s in outlet.every_source())
    for section in outlet.sections:
        assert [one for one in outlet.every_source() if one.section == section]


@pytest.mark.parametrize("name", OUTLETS)
def test_an_outlets_file_stays_short(name: str) -> None:
    assert len((FOLDER / f"{name}.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_start_is_the_new_one() -> None:
    assert inspect.isasyncgenfunction(OutletSpider.start)
