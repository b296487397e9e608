"""No parser of untrusted text may take superlinear time.

Every compiled pattern of the project is found by import, and tried on strings generated from the
pattern itself (``tests.support.pumps``). The growth of the time is compared, not the time: the
minimum of several measurements of processor time for n characters, and for four times as many. Four
times the time is linear, sixteen times quadratic; nine times fails. Steps cannot be counted here,
because a match is one call. Page walks are Python, so their lines are counted. A busy machine
disturbs single measurements: what seems to grow is measured again, both sizes alternately, and real
growth shows each time.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

import crawler
import pipelines
from crawler.discovery.feeds import read_feed
from crawler.discovery.listing import read_listing
from crawler.downloader.robots_txt import read_rules
from pipelines.extraction import NotAnArticle, extract
from pipelines.extraction.html.parse import parse
from pipelines.extraction.html.segment import read
from pipelines.extraction.lexicon import label_forms
from pipelines.extraction.lexicon.notices import outlet_voice
from pipelines.extraction.page_data import images
from pipelines.items import Page
from pipelines.text import clean
from tests.support.pumps import pumps
from tests.support.spider_site import AT
from tests.support.steps import OWN, steps

SIZES = (14, 20, 28, 40, 80, 160, 640, 2_560, 10_240)
FASTER = 0.005  # seconds; below, a ratio only shows the clock's resolution
GROWTH = 9  # for four times the size
TRIES = 6  # measurements that must all be bad

# Patterns that are anchored by their callers, or get only this many characters.
USED: Mapping[str, tuple[str, int]] = {
    "crawler.downloader.address_guard:_EXCEPTION": ("fullmatch", 10_000),  # the operator's own
    "crawler.new_outlet.address_forms:_EXTENSION": ("fullmatch", 10_000),
    "crawler.new_outlet.address_forms:_NUMBER_FIRST": ("fullmatch", 10_000),
    "crawler.new_outlet.address_forms:_NUMBER_LAST": ("fullmatch", 10_000),
    "crawler.spiders.site:SiteSpider": ("fullmatch", 10_000),
    "pipelines.export.text_formats:_FORMULA": ("match", 10_000),
    "pipelines.extraction.authors.people:_ADDRESS": ("search", 400),
    "pipelines.extraction.page_data.images:_FORMATS": ("search", 2_000),
    "pipelines.extraction.rules.appeals:_BETWEEN_MARKS": ("match", 420),
    "pipelines.extraction.verdict.page_type:_FEED": ("match", 2_000),
    "pipelines.similarity.shingles:_DATELINE": ("match", 10_000),
    "pipelines.similarity.shingles:_END_MARK": ("search", 24),
}
# The engine's patterns get clean text, with single spaces. These do not.
RAW = ("html.", "structured_data", "page_type", "web_charsets")


def modules() -> Iterator[Any]:
    for package in (crawler, pipelines):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def patterns() -> dict[tuple[Any, int], tuple[str, re.Pattern[Any]]]:
    found: dict[tuple[Any, int], tuple[str, re.Pattern[Any]]] = {}
    for module in modules():
        for name, value in vars(module).items():
            for one in within(value, set()):
                # A class is named by its module: other modules may import it.
                home = value.__module__ if isinstance(value, type) else module.__name__
                found.setdefault((one.pattern, one.flags), (f"{home}:{name}", one))
    return found


def within(value: Any, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns in a value: in tables, in declarations, in the outlet of a spider."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping | list | tuple | set | frozenset):
        parts = [*value.keys(), *value.values()] if isinstance(value, Mapping) else value
        for one in parts:
            if not isinstance(one, str | int):  # most are
                yield from within(one, seen)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from within(getattr(value, field.name, None), seen)
    elif isinstance(value, type) and hasattr(value, "outlet"):
        yield from within(value.outlet, seen)


def voices() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Yield the patterns that are made when a page of their language is read."""
    for language in outlet_voice.languages():
        name = f"pipelines.extraction.lexicon.notices.outlet_voice:{language}"
        yield from ((name, one) for one in within(outlet_voice.of_language(language), set()))


def labels() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Yield the patterns of labels, which are made when the first line needs them."""
    name = "pipelines.extraction.lexicon.label_forms:_WHOLE"
    for form in (label_forms._WHOLE, *label_forms._EITHER_BY_LETTER.values()):
        yield name, re.compile(form)


PATTERNS = [*patterns().values(), *voices(), *labels()]


def test_the_patterns_are_found() -> None:
    names = {name for name, _ in PATTERNS}
    assert len(PATTERNS) > 150
    assert set(USED) <= names, set(USED) - names
    assert "crawler.spiders.vna:VnaSpider" in names


@pytest.mark.parametrize(("name", "pattern"), PATTERNS, ids=[name for name, _ in PATTERNS])
def test_a_pattern_takes_linear_time(name: str, pattern: re.Pattern[Any]) -> None:
    method, most = USED.get(name, ("search", SIZES[-1]))
    given = str
    if name.startswith(("pipelines.extraction", "pipelines.similarity")) and not any(
        raw in name for raw in RAW
    ):
        given = clean
    call = getattr(pattern, method)
    for before, pump, after in pumps(pattern):
        last: tuple[float, int, Any] = (0.0, 0, "")
        for size in (one for one in SIZES if one <= most):
            text: Any = given(before + pump * (size // len(pump) + 1) + after)
            if isinstance(pattern.pattern, bytes):
                text = text.encode()
            took, tries = least(call, text), TRIES
            while last[1] and took >= allowed(last[0], last[1], size):
                tries -= 1
                assert tries, (before, pump, after, size)
                last = (min(least(call, last[2]) for _ in range(3)), *last[1:])
                took = least(call, text)
            last = (took, size, text)


def allowed(before: float, size: int, larger: int) -> float:
    """Return the time allowed for ``larger`` characters if ``size`` take ``before``."""
    return max(max(before, FASTER / GROWTH) * GROWTH * larger / (4 * size), FASTER)


def least(call: Callable[[Any], object], text: Any) -> float:
    best = float("inf")
    for _ in range(9):
        start = time.process_time()
        call(text)
        best = min(best, time.process_time() - start)
        if best < FASTER:
            break
    return best


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"\s+$",
        r"(?:<!--.*?-->\s*)*<rss",
        r"<a[^>]*>x",
        r"(?:[^?]*/)?[^/?]*\d{4,}[^/?]*x",
    ],
)
def test_a_pattern_that_does_not_is_seen(monkeypatch: pytest.MonkeyPatch, pattern: str) -> None:
    monkeypatch.setitem(globals(), "TRIES", 1)  # a second look is for patterns that pass
    with pytest.raises(AssertionError):
        test_a_pattern_takes_linear_time("tests", re.compile(pattern))


PROSE = "<p>The ferry between the two towns runs again, said teacher Lan on Monday.</p>"
WALKS = {
    "pictures in a table": ("<table><tr><td>", "<img src=/a.jpg>", "</td></tr></table>"),
    "pictures before a caption": ("<div>", "<img src=/a.jpg>", "<p class=caption>b</p></div>"),
    "paragraphs in one cell": ("<table><tr><td>", "<p>a b", "</td><td>b<tr><td>a<td>b</table>"),
    "boxes in one cell": ("<table><tr><td>", "<div>a ", "</td><td>b<tr><td>a<td>b</table>"),
    "tables in tables": ("", "<table><tr><td>a<td>b", ""),
    "rows": ("<table>", "<tr><td>a<td>b", "</table>"),
    "lines of code": ("<pre>a", "\n", "a</pre>"),
    "tabs in code": ("<pre>a", "\t", "a</pre>"),
    "breaks in code": ("<pre>a", "<br>", "a</pre>"),
    "boxes": ("", "<div>a", ""),
    "items": ("<ul>", "<li><a href=/a>b</a>", "</ul>"),
    "elements of the page's own": ("<p>a ", "<x-a>b</x-a>", "</p>"),
}


@pytest.mark.parametrize("way", WALKS)
def test_a_walk_over_a_page_takes_linear_steps(way: str) -> None:
    before, one, after = WALKS[way]
    small, large = (
        steps(lambda size=size: walk(f"<article>{PROSE}{before}{one * size}{after}{PROSE}"))
        for size in (150, 600)
    )
    assert large < 5 * small + 2_000


RULES = {
    "rules": "Disallow: /{}\n",
    "wildcards": "Disallow: *a*a*{}b\n",
    "ends": "Allow: /{}$\n",
    "groups": "User-agent: *\nDisallow: /{}\n",
    "agents": "User-agent: bot{}\n",
    "agents in one line": "User-agent: *{}",
    "delays": "Crawl-delay: {}\n",
    "one long rule": "*a{}",
}


@pytest.mark.parametrize("way", RULES)
def test_rules_of_robots_txt_take_linear_steps(way: str) -> None:
    small, large = (
        steps(lambda size=size: obey(RULES[way], size), (*OWN, "/protego/")) for size in (100, 400)
    )
    assert large < 5 * small + 2_000


def obey(rule: str, size: int) -> None:
    head = "User-agent: tinsach\nDisallow: /"
    text = f"{head}\n{''.join(map(rule.format, range(size)))}"
    rules = read_rules(200, text.encode())
    assert not rules.allowed(f"https://news.example/{'a' * 1_900}", "tinsach")


def walk(markup: str) -> None:
    tree = parse(markup.encode())
    read(tree)
    images.read([tree], "https://news.example/a")


# One call of a library or of the interpreter: its time is compared.
CALLS: Mapping[str, tuple[str, str, str]] = {
    "tags without an end": ("<p>a", "<a", ""),
    "attributes of tags without an end": ("<p>a", "<a ", ""),
    "tags within attributes": ("<p>a", "<a b='<a ", ""),
    "marks on a letter": ("<p>a", "\u0301\u0323", "</p>"),
    "lines of code": ("<pre>a", "\n", "a</pre>"),
    "blanks in a link": ('<a href="/a', " ", 'b">x</a>'),
    "ampersands in a link": ('<a href="/a&', "amp;", 'b">x</a>'),
}


@pytest.mark.parametrize("way", CALLS)
@pytest.mark.parametrize("reader", ["page", "listing", "feed"])
def test_a_parser_takes_linear_time(way: str, reader: str) -> None:
    before, one, after = CALLS[way]
    if reader == "feed":
        before, after = (
            f"<rss><item><link>/a</link><title>{before}",
            f"{after}</title></item></rss>",
        )
    call = {"page": page, "listing": read_page, "feed": read_source}[reader]
    small, large = (
        f"{before}{one * (size // len(one))}{after}".encode() for size in (30_000, 120_000)
    )
    assert any(least(call, large) < GROWTH * max(least(call, small), 0.02) for _ in range(TRIES))


def page(body: bytes) -> None:
    try:
        extract(Page("https://news.example/a", body, AT))
    except NotAnArticle:
        return


def read_page(body: bytes) -> None:
    read_listing(body, "https://news.example/")


def read_source(body: bytes) -> None:
    read_feed(body, "https://news.example/")
