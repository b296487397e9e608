"""``scrapy newoutlet``: what it finds on a site on loopback, and on the samples."""

from __future__ import annotations

import gzip
import json
import os
import re
import runpy
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from crawler.discovery.results import SourceContents
from crawler.new_outlet.address_forms import article_url
from crawler.new_outlet.inspection import InspectedSource
from crawler.new_outlet.source_chains import arranged
from crawler.outlet import Feed, FirstOf, Listing, Outlet, Robots, Sitemap, Source
from pipelines.items import Candidate
from tests.support import warm
from tests.support.sample_crawl import SAMPLES
from tests.support.spider_site import ROOT, headline

NOTE = "Our readers keep the lantern lit: a cup of oil costs less than a loaf."
DAYS = range(1, 9)
SECTIONS = ("port", "town")
NOW = datetime.now(UTC)
_LAST = 12 * NOW.year + NOW.month - 1
MONTHS = [f"{one // 12}-{one % 12 + 1:02}" for one in range(_LAST - 11, _LAST + 1)]


def path(day: int) -> str:
    return f"/{SECTIONS[day % 2]}/the-ferrymen-ask-again-{20460 + day}.html"


def sentence(day: int, part: int) -> str:
    who = ("ferrymen", "potters", "divers", "masons")[(day + part) % 4]
    return (
        f"The {who} counted {day * 7 + part} boats at the {part + 2}nd bend of the river and wrote "
        f"to the council of gate {day} that the water would rise by {day + part * 3} hands."
    )


def page(day: int) -> str:
    prose = [f"<p>{sentence(day, part)}</p>" for part in range(1, 6)]
    prose.insert(3, f'<div class="oil"><p>{NOTE}</p></div>')
    body = "".join(prose).removesuffix("</p>")
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{headline(day)} | The Lantern</title></head>"
        f'<body><ul><li><a href="/port">Port</a></li><li><a href="/town">Town</a></li></ul>'
        f'<h1>{headline(day)}</h1><div class="when">{day} November 2026, 09:12</div>'
        f'<div class="lamp-text">{body} LTN</p></div><h3>Related News</h3><ul>'
        f'<li><a href="{path(day % 8 + 1)}">{headline(day % 8 + 1)}</a></li></ul></body></html>'
    )


def links(days: list[int]) -> str:
    return "".join(f'<h2><a href="{path(day)}">{headline(day)}</a></h2>' for day in days)


def site(home: str) -> dict[str, tuple[str, str]]:
    """Return content type and body by path."""
    items = "".join(
        f"<item><title>{headline(day)}</title><link>{home}{path(day)}</link>"
        f"<pubDate>{day:02} Nov 2026 09:12:00 +0700</pubDate></item>"
        for day in DAYS
    )
    html = "text/html; charset=utf-8"
    months = "".join(f"<sitemap><loc>{home}/map-{one}.xml</loc></sitemap>" for one in MONTHS)
    of_port = "".join(one for one in items.split("</item>") if f"{home}/port/" in one)
    return {
        "/": (
            html,
            '<html><head><meta property="og:site_name" content="The Lantern">'
            '<link rel="alternate" type="application/rss+xml" href="/latest.xml"></head><body>'
            '<a href="/port">Port</a> <a href="/rss/port.rss">Port</a>'
            ' <a href="/tag/the-old-lamps-1.html">Lamps</a>'
            f"{links(list(DAYS))}</body></html>",
        ),
        "/robots.txt": ("text/plain", f"User-agent: *\nDisallow: /town\nSitemap: {home}/map.xml\n"),
        "/map.xml": ("application/xml", f"<sitemapindex>{months}</sitemapindex>"),
        **{f"/map-{one}.xml": ("application/xml", "<urlset>" + "".join(
            f"<url><loc>{home}{path(day)}</loc></url>" for day in DAYS) + "</urlset>")
            for one in MONTHS},
        "/rss/port.rss": (
            "application/rss+xml",
            f"<rss><channel>{of_port.replace('<item>', '</item><item>').removeprefix('</item>')}"
            "</item></channel></rss>",
        ),
        "/latest.xml": ("application/rss+xml", f"<rss><channel>{items}</channel></rss>"),
        "/port": (
            html,
            f"<html><body>{links([2, 4, 6, 8])}<a href='/port?p=2'>2</a></body></html>",
        ),
        **{path(day): (html, page(day)) for day in DAYS},
    }  # fmt: skip


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    pages: dict[str, tuple[str, str]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, text = pages.get(self.path, ("text/html", ""))
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        pages.update(site(address))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


def newoutlet(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ALLOW_PRIVATE_ADDRESSES": "1"}
    environment |= {"SCRAPY_SETTINGS_MODULE": "crawler.settings", "ARCHIVE_DIR": ""}
    fast = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
    return warm.run(["-m", "scrapy", "newoutlet", *arguments, *fast], cwd=folder, env=environment)


def declared(folder: Path, name: str) -> Outlet:
    found = runpy.run_path(str(folder / "newoutlet" / name / f"{name}.py"))
    outlet = found[f"{name.title()}Spider"].outlet
    assert isinstance(outlet, Outlet)
    return outlet


def test_a_site_is_looked_at_and_proposed(home: str, tmp_path: Path) -> None:
    done = newoutlet(tmp_path, f"{home}/", "--name", "lantern", "--pages", "8")
    assert done.returncode == 0, done.stdout + done.stderr
    outlet = declared(tmp_path, "lantern")
    assert (outlet.title, outlet.language, outlet.marks) == ("The Lantern", "en", ("LTN",))
    assert outlet.timezone == "Etc/GMT-7"  # an offset has no country
    assert outlet.article_url == r"/(?P<section>[\w-]+)/[^/?]+-\d+\.html"
    assert outlet.not_prose == ("tag",)
    assert outlet.sources == (
        Feed(f"{home}/latest.xml", certain=True),
        FirstOf(
            Feed(f"{home}/rss/port.rss", certain=True, section="port"),
            Listing(f"{home}/port", certain=True, section="port", paging="?p={page}"),
        ),
        FirstOf(
            Sitemap(f"{home}/map-{{year}}-{{month2}}.xml", certain=True, first=MONTHS[0]),
            Sitemap(f"{home}/map.xml", certain=True),
        ),
        Listing(f"{home}/", certain=True),
    )
    # The engine keeps lines that each article repeats: from a single page it cannot know them.
    (layout,) = outlet.layouts
    assert (layout.body, layout.remove) == ("div.lamp-text", ("div.oil",))

    assert "takes 8 of 8 that are announced" in done.stdout
    assert re.search(r"^Listing +- .* no +\S+/town  \(.*robots.txt", done.stdout, re.M)
    assert done.stdout.count("not fetched:") == 4
    stored = sorted((tmp_path / "newoutlet/lantern/pages").iterdir())
    assert len(stored) == 4  # robots.txt forbids those of the town
    for one in stored:
        day = int(json.loads((one / "must.json").read_text())["published_at"][8:10])
        assert gzip.decompress((one / "page.html.gz").read_bytes()).decode() == page(day)
        gold = json.loads((one / "gold.json").read_text("utf-8"))
        assert gold["body"] == [f"paragraph: {sentence(day, part)}" for part in range(1, 6)]
        assert "unread" in json.loads((one / "must.json").read_text())
    for action in (("check",), ("format", "--check")):
        ruff = [sys.executable, "-m", "ruff", *action, "--config", str(ROOT / "pyproject.toml")]
        linted = subprocess.run([*ruff, str(tmp_path)], capture_output=True, text=True, check=False)
        assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("ftp://127.0.0.1/",), "expected the site's front page, for example https://example.org/"),
        (("{home}/", "--name", "vna"), "--name vna: there is an outlet of this name"),
        (("{home}/", "--name", "A b"), "expected small letters and digits"),
        (("{home}/", "--pages", "0"), "--pages 0: expected a number from 1 to 50"),
        (("http://127.0.0.1:1/",), "no article found to learn from"),
        (("http://127.0.0.1:1/",), "connection refused"),
        (("{home}/", "-s", "REPLAY_WARC=none.warc.gz"), "none.warc.gz"),
        (("{home}/", "-s", "ALLOW_PRIVATE_ADDRESSES=0"), "CONTACT is empty"),
    ],
)
def test_an_unreadable_site_is_reported(
    home: str, tmp_path: Path, arguments: tuple[str, ...], expected: str
) -> None:
    done = newoutlet(tmp_path, *(one.format(home=home) for one in arguments))
    assert done.returncode == 2
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_existing_files_are_not_overwritten(home: str, tmp_path: Path) -> None:
    (tmp_path / "newoutlet" / "lantern").mkdir(parents=True)
    done = newoutlet(tmp_path, f"{home}/", "--name", "lantern")
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert list((tmp_path / "newoutlet" / "lantern").iterdir()) == []


def test_an_archive_replaces_the_network(tmp_path: Path) -> None:
    done = newoutlet(
        tmp_path, "https://www.phnompenhpost.com/", "--name", "post", "--title", "The Post",
        "-s", f"REPLAY_WARC={SAMPLES}/ppp.warc.gz",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    outlet = declared(tmp_path, "post")
    assert outlet.title == "The Post"
    assert outlet.article("https://www.phnompenhpost.com/national/a-slug-of-five-words")
    assert outlet.article("https://www.phnompenhpost.com/national") is None
    assert {one.section for one in outlet.every_source()} >= {"national", "business"}


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["/a/b-c-12345.html", "/d/e-f-g-23456.html"], r"/(?P<section>[\w-]+)/[^/?]+-\d+\.html"),
        (["/x-y-post123456.vnp", "/z-post223456.vnp"], r"/[^/?]+-post\d+\.vnp"),
        (["/2026/11/02/x-y/", "/2026/10/30/z/"], r"/\d{4}/\d{1,2}/\d{1,2}/[^/?]+/"),
        (["/news.php?id=7", "/news.php?id=8"], r"/news\.php\?id=\d+"),
        (["/post/123", "/post/124", "/post/125"], r"/post/\d+"),
        (
            ["/en/a/b-c-d", "/en/b/c-d-e", "/en/b/d-e-f"],
            r"/en/(?P<section>[\w-]+)/(?:[^/?.-]*-){2,}[^/?.-]+",
        ),
        (["/one-two-three", "/four-five-six-seven"], r"/(?:[^/?.-]*-){2,}[^/?.-]+"),
        (["/"], None),
    ],
)  # fmt: skip
def test_the_form_of_urls(paths: list[str], expected: str | None) -> None:
    assert article_url(f"https://news.example{one}" for one in paths) == expected


AT = datetime(2026, 11, 29, tzinfo=UTC)
PRESS = "https://press.example"


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (("m-2026-9.xml", "m-2026-10.xml", "m-2026-11.xml"), ("m-{year}-{month}.xml", "2026-09")),
        (("2026/10/all.xml", "2026/11/all.xml"), None),  # one or two digits in March?
        (("202609.xml", "202610.xml"), ("{year}{month2}.xml", "2026-09")),
        (("m?d=2026-11", "m?d=2026-10", "m?d=2026-09"), ("m?d={year}-{month2}", "2026-09")),
        (("m-2026-11-01.xml", "m-2026-10-01.xml", "m-2026-09-01.xml"), None),  # of days, or parts
        (("m-2026-09.xml", "m-2026-11.xml"), None),  # a month without one
        (("m-2025-08.xml", "m-2025-09.xml"), None),  # none for this year
        (("m-2026-09.xml", "m-2026-10.xml", "authors.xml"), None),
        (("m-2026-09.xml",), None),
    ],
)
@pytest.mark.parametrize("kind", [Sitemap, Robots])
def test_sitemaps_of_months(
    kind: type[Source], named: tuple[str, ...], expected: tuple[str, str] | None
) -> None:
    whole = kind(f"{PRESS}/index")
    children = tuple(Candidate(f"{PRESS}/{one}") for one in named)
    seen = [InspectedSource(whole, SourceContents(sources=children))]
    seen += [InspectedSource(Sitemap(one.url)) for one in children]
    (found,) = arranged([whole], seen, AT)
    if expected is None:
        assert found == whole
    else:
        monthly = Sitemap(f"{PRESS}/{expected[0]}", certain=True, first=expected[1])
        assert found == FirstOf(monthly, whole)
    failed = [*seen[:1], *(InspectedSource(one.source, trouble="HTTP 404") for one in seen[1:])]
    assert arranged([whole], failed, AT) == (whole,)


@pytest.mark.parametrize(
    ("listing", "following", "paging", "second"),
    [
        ("/port", "/port?p=2", "?p={page}", 2),
        ("/port/", "/port/page/2/", "/port/page/{page}/", 2),
        ("/port", "/port/trang-2.html", "/port/trang-{page}.html", 2),
        ("/port?tag=1", "/port?tag=1&page=1", "?tag=1&page={page}", 1),
        ("/2/port", "/2/port/2", "/2/port/{page}", 2),
        ("/port", "/port?after=x7Kq", "", 2),
        ("/port", "/port?after=20261102", "", 2),
        ("/port", "/port?{x}=2", "", 2),
        ("/port", None, "", 2),
    ],
)
def test_pages_of_a_listing(listing: str, following: str | None, paging: str, second: int) -> None:
    source = Listing(f"{PRESS}{listing}", certain=True)
    seen = InspectedSource(source, SourceContents(next_page=following and f"{PRESS}{following}"))
    (found,) = arranged([source], [seen], AT)
    assert isinstance(found, Listing)
    assert (found.paging, found.second) == (paging, second)


def test_a_feed_falls_back_to_the_one_listing_of_its_section() -> None:
    feed, other = (Feed(f"{PRESS}/{one}.xml", section="port") for one in ("a", "b"))
    port, town = (Listing(f"{PRESS}/{one}", section=one) for one in ("port", "town"))
    assert arranged([feed, port, town], [], AT) == (FirstOf(feed, port), town)
    assert arranged([feed, other, port], [], AT) == (feed, other, port)
