"""Generates small responses that are expensive to process, from the elements of real attacks.

Each was once enough to stop a crawl. The fuzzer passes them to the parsers, in several sizes; the
tests of faults serve them among good pages.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Mapping

import zstandard

_WORDS = (
    *("village", "canal", "teacher", "ferry", "market", "harvest", "school", "bridge", "storm"),
    *("river", "council", "garden", "workshop", "players", "season", "pump", "weaving", "library"),
)
Make = Callable[[int], bytes]


def prose(seed: str) -> str:
    """Six paragraphs that no two seeds share."""
    chance = random.Random(seed)
    sentences = [" ".join(chance.choices(_WORDS, k=14)) for _ in range(18)]
    return "".join(
        "<p>" + " ".join(f"The {one}, said teacher Lan." for one in sentences[at : at + 3]) + "</p>"
        for at in range(0, 18, 3)
    )


def _article(inside: str, seed: str, before: str = "") -> bytes:
    text = prose(seed)
    title = f"The {' '.join(text[7:].split()[:6])}"
    return (
        f"{before}<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        '<meta property="article:published_time" content="2026-11-20T08:00:00+07:00"></head>'
        f"<body><article><h1>{title}</h1>{text}{inside}</article></body></html>"
    ).encode("utf-8", "surrogatepass")


def _repeat(one: str, before: str = "", after: str = "") -> Make:
    seed = before + one
    return lambda size: _article(before + one * (size // len(one)) + after, seed)


PAGES: Mapping[str, Make] = {
    "Tags without an end": _repeat("<a"),
    "Tags without an end, apart": _repeat("<a "),
    "Tags within attributes": _repeat("<a b='<a "),
    "Tabs in pre": _repeat("\t", "<pre>a", "a</pre>"),
    "Empty lines in pre": _repeat("\n", "<pre>a", "a</pre>"),
    "Breaks in pre": _repeat("<br>", "<pre>a", "a</pre>"),
    "Unsorted combining marks": _repeat("\u0301\u0323", "<p>a", "</p>"),
    "Pictures in a table": _repeat("<img src=/a.jpg>", "<table><tr><td>", "</table>"),
    "Pictures before a caption": _repeat(
        "<img src=/a.jpg>", "<div>", "<p class=caption>b</p></div>"
    ),
    "Paragraphs in one cell": _repeat("<p>a b", "<table><tr><td>", "<td>b<tr><td>a<td>b</table>"),
    "Boxes in one cell": _repeat("<div>a ", "<table><tr><td>", "<td>b<tr><td>a<td>b</table>"),
    "Tables in tables": _repeat("<table><tr><td>a<td>b"),
    "Paragraphs without an end": _repeat("<p>a"),
    "Comments before the page": lambda size: _article("", "c", "<!--a-->" * (size // 8)),
    "A doubled line": _repeat("a ", "<p>", "</p>"),
    "Digits in a label": _repeat("1", "<h3>", "a</h3>"),
    "Quotes without an end": _repeat("\u2018", "<p>", "</p>"),
    "Elements of the page's own": _repeat("<x-a>b</x-a>", "<p>a ", "</p>"),
}
LISTINGS: Mapping[str, Make] = {
    "Digits in links": lambda size: b"".join(
        b'<a href="/%d/%s">a story</a>' % (n, b"1" * 960) for n in range(size // 960)
    ),
    "Blanks in links": lambda size: b"".join(
        b'<a href="/%d%sx">a story</a>' % (n, b" " * 3_000) for n in range(size // 3_000)
    ),
    "Ampersands in links": lambda size: b"".join(
        b'<a href="/%d&%sx">a</a>' % (n, b"amp;" * 900) for n in range(size // 3_600)
    ),
}
FEEDS: Mapping[str, Make] = {
    "Tags within an entry": lambda size: (
        b"<rss><item><link>/a</link><title>b" + b"<a" * (size // 2) + b"</title></item></rss>"
    ),
    "Entries in entries": lambda size: b"<rss>" + b"<item><link>/a</link>" * (size // 21),
    "Bases around entries": lambda size: (
        b"<rss>" + b"<a xml:base='b/'>" * 200 + b"<item><link>x</link></item>" * (size // 27)
    ),
    "Bases": lambda size: b"<rss xml:base='/a/'>" + b"<item xml:base='b/'>" * (size // 20),
}


def robots_txt(size: int) -> bytes:
    """Return a robots.txt of half agents, half rules: each rule applies to each agent."""
    agents = b"".join(b"User-agent: bot%d\n" % n for n in range(size // 32))
    return agents + b"".join(b"Disallow: /%d\n" % n for n in range(size // 32))


def empty_members(size: int) -> bytes:
    """Return gzip in gzip: empty members, ``size`` bytes of them when decompressed once."""
    one = gzip.compress(b"", mtime=0)
    return gzip.compress(one * (size // len(one)), mtime=0)


def empty_frames(size: int) -> bytes:
    """Return the same in zstd."""
    coder = zstandard.ZstdCompressor()
    one = coder.compress(b"")
    return coder.compress(one * (size // len(one)))
