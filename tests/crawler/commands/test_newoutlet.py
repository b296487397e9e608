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
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from crawler.new_outlet.address_forms import article_url
from crawler.outlet import Feed, Listing, Outlet, Sitemap
from tests.support import warm
from tests.support.sample_crawl import SAMPLES
from tests.support.spider_site import ROOT, headline

NOTE = "Our readers keep the lantern lit: a cup of oil costs less than a loaf."
DAYS = range(1, 9)
SECTIONS = ("port", "town")


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
    return {
        "/": (
            html,
            '<html><head><meta property="og:site_name" content="The Lantern">'
            '<link rel="alternate" type="application/rss+xml" href="/latest.xml"></head><body>'
            '<a href="/port">Port</a> <a href="/tag/the-old-lamps-1.html">Lamps</a>'
            f"{links(list(DAYS))}</body></html>",
        ),
        "/robots.txt": ("text/plain", f"User-agent: *\nDisallow: /town\nSitemap: {home}/map.xml\n"),
        "/map.xml": ("application/xml", "<urlset>" + "".join(
            f"<url><loc>{home}{path(day)}</loc></url>" for day in DAYS) + "</urlset>"),
        "/latest.xml": ("application/rss+xml", f"<rss><channel>{items}</channel></rss>"),
        "/port": (html, f"<html><body>{links([2, 4, 6, 8])}</body></html>"),
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
        Sitemap(f"{home}/map.xml", certain=True),
        Listing(f"{home}/", certain=True),
        Listing(f"{home}/port", certain=True, section="port"),
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
