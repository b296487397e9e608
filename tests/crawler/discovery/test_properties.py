"""For any bytes, discovery terminates, returns only web URLs, and raises nothing."""

from __future__ import annotations

from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from crawler.base_spider.url_traps import trap
from crawler.discovery import SourceContents, read_feed, read_listing, read_robots
from crawler.discovery.results import MAX_TEXT, MAX_URL, absolute, plain

AT = "https://news.example/feeds/all"

# ruff: noqa: E501  # a list of scraps
WORDS = st.sampled_from(
    ["<rss>", "<channel>", "<item>", "</item>", "<link>", "</link>", "<title>", "</title>", "<entry>",
     '<link href="/x-1.html"/>', "<url><loc>", "</loc></url>", "<![CDATA[", "]]>", "&amp;", "&", "&#0;",
     "&#xD800;", "&nbsp;", "<!DOCTYPE rss [", "<!ENTITY a 'b'>", "]>", "<?xml", "?>", "<!--", "-->",
     "https://news.example/a-1.html", "/b?x=1&y=2", "\x00", "\ufeff", "\ud7ff", "đ", "<a href='", "'>",
     "</a>", "<time datetime='", "2026-11-02", "<base href='", "<pubDate>", "{", '"items": [', "Sitemap: ",
     "\r", "\n", "<news:news>", "</news:news>", "<sitemap>", "</sitemap>"]
)  # fmt: skip
PIECES = st.lists(WORDS | st.text(max_size=8), max_size=40).map("".join)
BODIES = (
    st.binary(max_size=300)
    | PIECES.map(lambda text: text.encode("utf-8", "replace"))
    | PIECES.map(lambda text: text.encode("utf-16", "replace"))
    | PIECES.map(lambda text: text.encode("cp1258", "replace"))
)


def check(found: SourceContents) -> None:
    for one in (*found.candidates, *found.sources):
        parts = urlsplit(one.url)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert len(one.url) <= MAX_URL
        for text in (one.hint.title, one.hint.description):
            assert text is None or (0 < len(text) <= MAX_TEXT and text == text.strip())
        for at in (one.hint.published_at, one.hint.modified_at):
            assert at is None or at.utcoffset() is not None


@given(BODIES)
def test_feeds(body: bytes) -> None:
    check(read_feed(body, AT, "Asia/Ho_Chi_Minh"))


@given(BODIES, st.sampled_from(["utf-8", "utf-16", "cp1258", "nonsense", "ascii"]))
def test_listings(body: bytes, encoding: str) -> None:
    check(read_listing(body, AT, encoding, "Asia/Ho_Chi_Minh"))


@given(BODIES)
def test_robots(body: bytes) -> None:
    check(read_robots(body, AT))


@given(st.text(max_size=60))
def test_links(link: str) -> None:
    address = absolute(AT, link)
    if address is not None:
        assert absolute(AT, address) == address
        trap(address)


@given(PIECES)
def test_texts(text: str) -> None:
    shown = plain(text)
    assert shown is None or "\n" not in shown


ENTRY = st.tuples(
    st.integers(1, 10**6),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30),
)


@given(st.lists(ENTRY, max_size=20, unique_by=lambda one: one[0]))
def test_a_feed_gives_back_its_entries(entries: list[tuple[int, str]]) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    items = "".join(
        f"<item><title>{escaped(escaped(title))}</title>"
        f"<link>https://news.example/a-{number}.html</link></item>"
        for number, title in entries
    )
    found = read_feed(f"<rss><channel>{items}</channel></rss>".encode(), AT)
    assert [one.url for one in found.candidates] == [
        f"https://news.example/a-{number}.html" for number, _ in entries
    ]
