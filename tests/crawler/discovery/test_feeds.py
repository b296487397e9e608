"""Feeds, sitemaps and robots.txt in every form, intact and broken."""

from __future__ import annotations

import gzip
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.discovery import MAX_ENTRIES, SourceContents, read_feed, read_robots
from crawler.discovery.listing import read_listing
from tests.support.steps import steps

AT = "https://news.example/feeds/all"
ZONE = "Asia/Ho_Chi_Minh"


def rss(items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>', root: str = "") -> str:
    return f'{head}<rss version="2.0" {root}><channel><title>All</title>{items}</channel></rss>'


def item(link: str, more: str = "") -> str:
    return f"<item><title>A bridge opens</title><link>{link}</link>{more}</item>"


def urls(found: SourceContents) -> list[str]:
    return [one.url for one in found.candidates]


FORMS = {
    "rss 0.91": (
        '<rss version="0.91"><channel><item><title>A bridge opens</title>'
        "<link>https://news.example/a-1.html</link><description>Over the river.</description>"
        "</item></channel></rss>"
    ),
    "rss 1.0": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://news.example/"><title>All</title></channel>'
        '<item rdf:about="https://news.example/a-1.html"><title>A bridge opens</title>'
        "<description>Over the river.</description><dc:date>2026-11-02T09:30:00+07:00</dc:date>"
        "</item></rdf:RDF>"
    ),
    "rss 1.0, relative": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<item rdf:about="/a-1.html"><title>A bridge opens</title>'
        "<description>Over the river.</description><dc:date>2026-11-02T09:30:00+07:00</dc:date>"
        "</item></rdf:RDF>"
    ),
    "rss 2.0": rss(
        item(
            "https://news.example/a-1.html",
            "<description><![CDATA[<a href='/x'><img src='y.jpg'/></a>Over the&nbsp;river.]]>"
            "</description><pubDate>Mon, 02 Nov 2026 09:30:00 +0700</pubDate>",
        )
    ),
    "atom": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>All</title><entry>'
        '<link rel="self" href="https://news.example/entry/1"/>'
        '<link rel="alternate" type="application/json" href="https://news.example/a.json"/>'
        '<link rel="alternate" type="text/html" href="https://news.example/a-1.html"/>'
        "<id>tag:news.example,2026:1</id>"
        "<title type='html'>A &lt;b&gt;bridge&lt;/b&gt; opens</title>"
        "<summary>Over the river.</summary><published>2026-11-02T02:30:00Z</published>"
        "<updated>2026-11-02T05:00:00Z</updated>"
        "<source><title>Another paper</title></source></entry></feed>"
    ),
    "json": (
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", '
        '"url": "https://news.example/a-1.html", "title": "A bridge opens", '
        '"summary": "Over the river.", "date_published": "2026-11-02T09:30:00+07:00"}]}'
    ),
    "news sitemap": (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>'
        "<image:image><image:loc>https://news.example/p.jpg</image:loc>"
        "<image:title>A picture</image:title></image:image>"
        "<loc>https://news.example/a-1.html</loc><news:news><news:publication>"
        "<news:name>News</news:name><news:language>en</news:language></news:publication>"
        "<news:publication_date>2026-11-02T09:30:00+07:00</news:publication_date>"
        "<news:title>A bridge opens</news:title></news:news></url></urlset>"
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_article(form: str) -> None:
    found = read_feed(FORMS[form].encode(), AT, ZONE)
    assert urls(found) == ["https://news.example/a-1.html"]
    hint = found.candidates[0].hint
    assert hint.title == "A bridge opens"
    if form != "news sitemap":
        assert hint.description == "Over the river."
    if form != "rss 0.91":
        assert hint.published_at == datetime(2026, 11, 2, 2, 30, tzinfo=UTC)
    if form == "atom":
        assert hint.modified_at == datetime(2026, 11, 2, 5, 0, tzinfo=UTC)


def test_an_index_names_its_sitemaps_with_their_age() -> None:
    body = (
        "<sitemapindex><sitemap><loc>https://news.example/m-2026-11.xml</loc>"
        "<lastmod>2026-11-02</lastmod></sitemap><sitemap><loc>/m-2026-10.xml.gz</loc></sitemap>"
        "</sitemapindex>"
    )
    found = read_feed(gzip.compress(body.encode()), AT, ZONE)
    assert not found.candidates
    assert [(one.url, one.hint.modified_at) for one in found.sources] == [
        ("https://news.example/m-2026-11.xml", datetime(2026, 11, 1, 17, 0, tzinfo=UTC)),
        ("https://news.example/m-2026-10.xml.gz", None),
    ]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-8"),
        ("utf-8", "utf-16"),
        ("utf-8", "windows-1252"),
        ("utf-8", "no-such-charset"),
        ("utf-8-sig", "iso-8859-1"),
        ("windows-1258", "windows-1258"),
        ("utf-32", "utf-8"),
    ],
)
def test_the_bytes_determine_the_charset(encoding: str, declared: str) -> None:
    text = rss(item("/a-1.html"), head=f'<?xml version="1.0" encoding="{declared}"?>')
    text = text.replace("A bridge opens", "Café in Đà Lạt" if "125" not in encoding else "Café Đô")
    found = read_feed(text.encode(encoding), AT)
    assert urls(found) == ["https://news.example/a-1.html"]
    assert found.candidates[0].hint.title in ("Café in Đà Lạt", "Café Đô")


BROKEN = {
    "blank lines before it": "\n\n  " + rss(item("/a-1.html") + item("/b-2.html")),
    "a warning before it": "Warning: mysql in line 3 <br />\n"
    + rss(item("/a-1.html") + item("/b-2.html")),
    "loose ampersands": rss(
        item("/a-1.html", "<description>Bread & butter &c</description>") + item("/b-2.html")
    ),
    "named entities of HTML": rss(
        item("/a-1.html", "<description>&nbsp;&mdash;&hellip;</description>") + item("/b-2.html")
    ),
    "numbers of no character": rss(
        item("/a-1.html", "<x a='&#xDFFF;'>&#xD800;&#55296;x&#0;&#x110000;</x>") + item("/b-2.html")
    ),
    "control characters": rss(item("/a-1.html", "<x>\x00\x08\x1b</x>") + item("/b-2.html")),
    "an end tag missing": rss(
        item("/a-1.html").replace("</title>", "") + item("/b-2.html").replace("</item>", "")
    ),
    "markup in the title": rss(
        item("/a-1.html").replace("A bridge", "A <b>bridge<br>") + item("/b-2.html")
    ),
    "cut within the third link": rss(item("/a-1.html") + item("/b-2.html"))[:-16]
    + "<item><link>https://news.exa",
    "no entry that ends": "<rss><channel><item><title>A bridge opens</title><link>/a-1.html</link>"
    + "<item><title>A bridge opens</title><link>/b-2.html</link></channel></rss>",
    "an attribute without quotes": rss(item("/a-1.html") + item("/b-2.html"), root="x=1"),
    "a namespace that is not declared": rss(
        item("/a-1.html", "<dc:creator>x</dc:creator>") + item("/b-2.html")
    ),
}


@pytest.mark.parametrize("damage", BROKEN)
def test_damage_costs_only_the_damaged_part(damage: str) -> None:
    found = read_feed(BROKEN[damage].encode(), AT)
    assert sorted(urls(found)) == ["https://news.example/a-1.html", "https://news.example/b-2.html"]
    assert all((one.hint.title or "").startswith("A bridge opens") for one in found.candidates)


def test_four_hundred_entries_without_end_tags_are_all_read() -> None:
    many = "".join(item(f"/a-{n}.html").replace("</item>", "") for n in range(400))
    assert len(read_feed(rss(many).encode(), AT).candidates) == 400


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("/a?x=1&amp;y=2", "https://news.example/a?x=1&y=2"),
        ("/a?x=1&amp;amp;y=2", "https://news.example/a?x=1&y=2"),
        ("/a?x=1&y=2", "https://news.example/a?x=1&y=2"),
        ("/a?x=1&copy=2", "https://news.example/a?x=1&copy=2"),
        ("<![CDATA[https://news.example/a?x=1&y=2]]>", "https://news.example/a?x=1&y=2"),
        ("\n   https://news.example/a\n ", "https://news.example/a"),
        ("//news.example/a", "https://news.example/a"),
        ("more/a", "https://news.example/feeds/more/a"),
    ],
)
def test_links_as_they_are_printed(printed: str, meant: str) -> None:
    assert urls(read_feed(rss(item(printed)).encode(), AT)) == [meant]


@pytest.mark.parametrize(
    "link",
    ["javascript:void(0)", "mailto:desk@news.example", "file:///etc/passwd", "http://", "", "ftp://x/y",
     "http://[::1", "https://news.example:0/", "https://news.example:99999/", "/" + "a" * 5_000],
)  # fmt: skip
def test_a_link_that_is_not_a_web_url_is_not_a_candidate(link: str) -> None:
    assert urls(read_feed(rss(item(link) + item("/b-2.html")).encode(), AT)) == [
        "https://news.example/b-2.html"
    ]


def test_an_id_is_a_link_only_when_it_looks_like_one() -> None:
    ids = '<item><guid isPermaLink="false">https://cdn.example/7</guid></item>'
    ids += "<item><guid>12345</guid></item><item><guid>https://news.example/c-3.html</guid></item>"
    assert urls(read_feed(rss(ids).encode(), AT)) == ["https://news.example/c-3.html"]


@pytest.mark.parametrize("home", ["", "<link>https://news.example/</link>"])
def test_a_link_through_a_counter_yields_to_the_permalink(home: str) -> None:
    """The channel may not say of which site it is; an entry's link says nothing of that."""
    entry = "<guid>https://news.example/a-1.html</guid>"
    body = rss(home + item("https://counter.example/r?to=1", entry) * 2)
    assert set(urls(read_feed(body.encode(), AT))) == {"https://news.example/a-1.html"}


@pytest.mark.parametrize("base", ["javascript:x", "data:,x", "http://[x", "ftp://x/", "urn:x:y"])
def test_a_base_that_is_no_web_address_is_ignored(base: str) -> None:
    entry = f'<entry xml:base="{base}"><link xml:base="{base}" href="a-1.html"/></entry>'
    found = read_feed(f'<feed xml:base="{base}">{entry}</feed>'.encode(), AT)
    assert urls(found) == ["https://news.example/feeds/a-1.html"]
    page = f'<base href="{base}"><p><a href="a-1.html">The ferry runs again today</a></p>'
    assert urls(read_listing(page.encode(), AT)) == ["https://news.example/feeds/a-1.html"]


def test_xml_base_is_honoured() -> None:
    body = (
        '<feed xml:base="https://other.example/news/"><entry><link href="a-1.html"/></entry></feed>'
    )
    assert urls(read_feed(body.encode(), AT)) == ["https://other.example/news/a-1.html"]


def test_nested_bases_are_resolved_once_each() -> None:
    def nested(items: int) -> bytes:
        before, inside = "<a xml:base='b/'>" * 200, "<item><link>/a</link></item>" * items
        return f"<rss>{before}{inside}{'</a>' * 200}</rss>".encode()

    small, large = (steps(lambda n=n: read_feed(nested(n), AT, ZONE)) for n in (20, 80))
    assert large - small < 60 * 200  # formerly 200 steps per entry for its bases
    found = read_feed(b"<rss>" + b"<a xml:base='b/'>" * 30 + b"<item><link>x</link></item>", AT)
    assert urls(found) == [f"https://news.example/feeds/{'b/' * 16}x"]


def test_the_dates_of_feeds() -> None:
    dates = {
        "Thu, 29 Oct 2026 16:42:00 +0700": datetime(2026, 10, 29, 9, 42, tzinfo=UTC),
        "Thu, 29 Oct 2026 16:42:00 GMT+7": datetime(2026, 10, 29, 9, 42, tzinfo=UTC),
        "Thu, 29 Oct 2026 09:42:00 GMT": datetime(2026, 10, 29, 9, 42, tzinfo=UTC),
        "29/10/2026 16:42": datetime(2026, 10, 29, 9, 42, tzinfo=UTC),
        "2026-10-29 16:42:00": datetime(2026, 10, 29, 9, 42, tzinfo=UTC),
        "31/02/2026": None,
        "0000-00-00": None,
        "9999-12-31": None,
        "yesterday": None,
    }
    for printed, meant in dates.items():
        body = rss(item("/a-1.html", f"<pubDate>{printed}</pubDate>"))
        assert read_feed(body.encode(), AT, ZONE).candidates[0].hint.published_at == meant, printed


NOTHING = {
    "empty": b"",
    "blanks": b" \n\t",
    "a web page": b"<!DOCTYPE html><html><body><a href='/a-1.html'>A</a></body></html>",
    "a feed without items": rss("").encode(),
    "JSON": b'{"a": [1, 2]}',
    "JSON that is cut": b'{"items": [{"url": "https://news.exam',
    "JSON with other items": b'{"items": [1, null, "x", {"url": 7}]}',
    "deep JSON": b'{"items": ' + b"[" * 200_000,
    "bytes": bytes(range(256)) * 40,
    "a gzip that is none": b"\x1f\x8b\x08\x00 no",
    "text": b"Nothing to see here",
}


@pytest.mark.parametrize("kind", NOTHING)
def test_a_body_that_is_not_a_feed_gives_nothing_and_says_so(kind: str) -> None:
    found = read_feed(NOTHING[kind], AT)
    assert not found.candidates
    assert not found.sources
    assert found.reason or kind == "JSON with other items"


def test_a_list_of_urls_is_a_sitemap() -> None:
    body = b"https://news.example/a-1.html\r\nhttps://news.example/b-2.html\n\nnot one\n"
    assert urls(read_feed(body, AT)) == [
        "https://news.example/a-1.html",
        "https://news.example/b-2.html",
    ]


def test_an_emoji_written_as_two_units() -> None:
    found = read_feed(
        rss(item("/a-1.html").replace("A bridge", "A bridge &#xD83D;&#xDE00; &#233;")).encode(),
        "https://news.example/rss",
    )
    assert "A bridge 😀 é" in str(found.candidates[0].hint.title)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret of this machine")
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY l0 "lol">'
        f'{levels}<!ENTITY out SYSTEM "file://{secret}">]>'
        f"<rss><channel><item><title>&l9;&out;</title><link>https://news.example/a-1.html</link>"
        f"</item></channel></rss>"
    )
    tracemalloc.start()
    found = read_feed(body.encode(), AT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert urls(found) in ([], ["https://news.example/a-1.html"])
    for one in found.candidates:
        assert "lollol" not in (one.hint.title or "")
        assert "secret of" not in (one.hint.title or "")
    assert peak < 20_000_000


def test_a_hundred_thousand_entries_are_bounded() -> None:
    many = "".join(f"<url><loc>https://news.example/a-{n}.html</loc></url>" for n in range(100_000))
    found = read_feed(f"<urlset>{many}</urlset>".encode(), AT)
    assert len(found.candidates) == MAX_ENTRIES


def test_a_gzip_bomb_is_cut() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * (200 << 20))
    tracemalloc.start()
    found = read_feed(bomb, AT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not found.candidates
    assert peak < 600 << 20


def test_a_truncated_gzip_gives_its_readable_part() -> None:
    many = "".join(
        f"<url><loc>https://news.example/a-{n:09}.html</loc></url>" for n in range(5_000)
    )
    body = gzip.compress(f"<urlset>{many}</urlset>".encode())
    found = read_feed(body[: len(body) // 2], AT)
    assert 100 < len(found.candidates) < 5_000
    assert all(len(one.url) == 37 for one in found.candidates)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_sitemaps_of_robots_txt(mark: str) -> None:
    body = (
        f"{mark}User-agent: *\r\nDisallow: /x\rSITEMAP : https://news.example/a.xml\n"
        "sitemap: /b.xml\nSitemap: ftp://news.example/c.xml\n# Sitemap: /d.xml\nSitemap:\n"
        "Sitemap: https://news.example/a.xml\n"
    )
    found = read_robots(body.encode(), "https://news.example/robots.txt")
    assert [one.url for one in found.sources] == [
        "https://news.example/a.xml",
        "https://news.example/b.xml",
    ]


def test_a_robots_txt_of_ten_megabytes_is_parsed_in_part() -> None:
    body = b"Sitemap: https://news.example/a.xml\n" + b"Sitemap: /b.xml?%d\n" % 7 * 600_000
    last = b"Sitemap: https://news.example/last.xml\n"
    found = read_robots(body + last, "https://news.example/robots.txt").sources
    assert [one.url for one in found] == [
        "https://news.example/a.xml",
        "https://news.example/b.xml?7",
    ]
