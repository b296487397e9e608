"""Generates every response of an invented site, at two dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha1
from types import ModuleType
from urllib.parse import urlsplit

from samples import sources
from samples.markup import Junk, local, slug
from samples.sample_articles import Sample, Site, load
from samples.sources import Entry
from samples.templates import customs, ppp, sggp, vna, vnp, vns

FIRST = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
"""The first crawl: every page is captured."""
SECOND = datetime(2026, 11, 4, 3, 0, tzinfo=UTC)
"""The second crawl: sources again, and the pages that changed since."""

TEMPLATES: Mapping[str, ModuleType] = {
    "vns": vns,
    "vna": vna,
    "customs": customs,
    "vnp": vnp,
    "sggp": sggp,
    "ppp": ppp,
}

_GONE = b"<html><head><title>404</title></head><body><h1>Not found</h1></body></html>"
CLONES = {
    "vna": ("https://ufabetindo.in/rice-shipments-close-to-seven-million-tonnes-post354310.vnp",),
    "customs": ("https://bhqennew.mastercms.vn.example.net/copied-story-32011.html",),
}
"""Links to copies of the outlet on foreign hosts, never to be followed."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One response for the archive."""

    url: str
    body: bytes
    at: datetime
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    etag: bool = False

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The response headers, in order."""
        listed = [
            ("Date", self.at.strftime("%a, %d %b %Y %H:%M:%S GMT")),
            ("Content-Type", self.content_type),
            ("Content-Length", str(len(self.body))),
        ]
        if self.etag:
            tag = sha1(self.body, usedforsecurity=False).hexdigest()[:16]
            listed.append(("ETag", f'"{tag}"'))
        return listed


@cache
def captures(outlet: str) -> tuple[Capture, ...]:
    """Return all responses of the outlet's site, the first crawl's and then the second's."""
    site = load(outlet)
    updates = (_article(site, one, SECOND) for one in site.updates)
    return (
        *_paced([*_sources(site, FIRST), *_pages(site)], FIRST),
        *_paced([*_sources(site, SECOND), *updates], SECOND),
    )


def _paced(captures: Iterable[Capture], start: datetime) -> list[Capture]:
    """Space requests two seconds apart, like a polite crawl."""
    return [replace(one, at=start + timedelta(seconds=2 * i)) for i, one in enumerate(captures)]


def _pages(site: Site) -> Iterator[Capture]:
    for sample in site.articles:
        yield _article(site, sample, FIRST)
        if "print variant" in sample.traps or "print link" in sample.traps:
            yield _print_page(site, sample)
    for no in site.rejects:
        if no.kind == "status404":
            yield Capture(no.url, _GONE, FIRST, status=404)
        else:
            html = TEMPLATES[site.outlet].reject(no, site, Junk())
            yield Capture(no.url, html.encode(), FIRST)


def _article(site: Site, sample: Sample, at: datetime) -> Capture:
    html, _ = article_html(site, sample)
    charset = "windows-1252" if sample.extra.get("wrong_charset") else "utf-8"
    kind = f"text/html; charset={charset}"
    return Capture(sample.url, html.encode(), at, content_type=kind, etag=site.outlet == "vna")


def article_html(site: Site, sample: Sample) -> tuple[str, Junk]:
    """Return the page of an article, and every text on it that is not the article's."""
    junk = Junk()
    html = TEMPLATES[site.outlet].article(sample, site, junk)
    return html, junk


def _print_page(site: Site, sample: Sample) -> Capture:
    """Return the print variant: the same text at another URL, with the article's as canonical."""
    number = "".join(char for char in sample.url.rpartition("-")[2] if char.isdigit())
    paragraphs = "".join(f"<p>{one.text}</p>" for one in sample.blocks)
    html = (
        f'<html><head><link rel="canonical" href="{sample.url}">'
        f"<title>{sample.title}</title></head><body><h1>{sample.title}</h1>{paragraphs}</body></html>"
    )
    return Capture(f"{site.home}/print-{number}.html", html.encode(), FIRST)


# --- the sources -------------------------------------------------------------------------------


def _sources(site: Site, at: datetime) -> Iterator[Capture]:
    entries = [*_entries(site, at)]
    plan = PLANS[site.outlet]
    yield Capture(
        f"{site.home}/robots.txt",
        sources.robots(site.home, ("/search/", "/print-"), plan.sitemaps[:1]),
        at,
        content_type="text/plain",
    )
    yield from _feeds(site, plan, entries, at)
    yield from _sitemaps(site, plan, entries, at)
    for number, path in enumerate(plan.listings):
        name = path.strip("/").rpartition("/")[2]
        listed = entries if number == 0 else [one for one in entries if one.section == name]
        feed = next((site.home + one for one in plan.feeds if f"/{name}" in one and name), "")
        body = sources.listing(
            site.outlet,
            site.home,
            path.strip("/") or "Home",
            [*listed, *_strangers(site, at)],
            feed,
        )
        yield Capture(f"{site.home}{path}", body, at)


@dataclass(frozen=True, slots=True)
class Plan:
    """URLs of a site's sources; anything else that a spider requests is a 404.

    The first listing shows all articles, the others those of their section, as do feeds named after
    a section. ``utf16`` names a feed in UTF-16.
    """

    listings: tuple[str, ...]
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    utf16: str = ""


_VNS = "politics-laws society economy environment life-style sports world opinion sunday travel"
_VNS += " talk-around-town industries agriculture bizhub ovietnam english-through-the-news"
_VNS += " a-twist-in-the-tale domestic-press-highlights"
_VNA = "politics op-ed world society business culture-sports sci-tech health environment travel"

PLANS: Mapping[str, Plan] = {
    "vns": Plan(
        listings=("/", *(f"/{name}" for name in _VNS.split())),
        feeds=("/rss/society.rss", "/rss/economy.rss", "/rss/environment.rss"),
        sitemaps=("/sitemap.xml",),
        utf16="/rss/environment.rss",
    ),
    "vna": Plan(
        listings=("/", *(f"/{name}/" for name in _VNA.split())),
        feeds=("/rss/society-314.rss",),
        sitemaps=("/sitemap.xml", "/sitemaps/news-2026-10.xml", "/sitemaps/news-2026-11.xml"),
    ),
    "customs": Plan(listings=("/", "/customs", "/import-export")),
    "vnp": Plan(
        listings=("/english/", "/english/tin-van/", "/english/long-form/"),
        sitemaps=("/english/sitemaps/news-10-2026.xml", "/english/sitemaps/news-11-2026.xml"),
    ),
    "sggp": Plan(listings=("/",), feeds=("/rss/home.rss",), sitemaps=("/sitemap.xml",)),
    "ppp": Plan(listings=("/", "/national", "/business", "/lifestyle")),
}


def _section(outlet: str, url: str, name: str) -> str:
    """Return a section's name in URLs: some outlets have it in the article's URL."""
    parts = urlsplit(url).path.strip("/").split("/")
    depth = {"vns": 0, "ppp": 0, "vnp": 1}.get(outlet)
    return slug(name) if depth is None else parts[depth]


def _entries(site: Site, at: datetime) -> Iterator[Entry]:
    """Return links to everything the site had at a time, mangled as the traps require."""
    changed = {one.url: one for one in site.updates} if at >= SECOND else {}
    for sample in site.articles:
        now = changed.get(sample.url, sample)
        yield Entry(
            url=_mangled(sample.url, sample.traps),
            title=now.title,
            at=sample.published,
            description=now.lead or "",
            changed=now.modified,
            section=_section(site.outlet, sample.url, sample.section),
        )
    for no in site.rejects:
        section = _section(site.outlet, no.url, no.section)
        published = no.published or FIRST - timedelta(days=2)
        yield Entry(url=no.url, title=no.title, at=published, section=section)


_SUFFIX = {
    "junk fragment in the listing's link": "#KVSu7xq2.97",
    "junk fragment in the sitemap's link": "#zalo",
    "tracking parameters in the feed's link": "?utm_source=rss&utm_medium=feed&utm_campaign=daily",
    "tracking parameters in the listing's link": "?fbclid=IwAR0abc&utm_source=facebook",
}


def _mangled(url: str, traps: Sequence[str]) -> str:
    """Return the URL as a source prints it."""
    for trap, suffix in _SUFFIX.items():
        if trap in traps:
            return url + suffix
    if any("staging" in trap for trap in traps):
        return url.replace("https://english.haiquanonline.com.vn", "https://bhqennew.mastercms.vn")
    if "former host in the listing" in traps:
        return url.replace("https://en.sggp.org.vn", "https://sggpnews.org.vn")
    return url


def _strangers(site: Site, at: datetime) -> list[Entry]:
    """Return links that no spider may follow: clones, print pages, tags, other languages."""
    urls = [*CLONES.get(site.outlet, ()), f"{site.home}/print-121402.html", f"{site.home}/tag/rice"]
    return [Entry(url=url, title="A link that leads elsewhere", at=at) for url in urls]


def _feeds(site: Site, plan: Plan, entries: Sequence[Entry], at: datetime) -> Iterator[Capture]:
    for path in plan.feeds:
        wide = path == plan.utf16
        listed = [one for one in entries if one.section and f"/{one.section}" in path]
        encoding = "utf-16" if wide else "utf-8"
        body = sources.rss(site.home, path, listed if len(plan.listings) > 1 else entries, encoding)
        kind = "application/rss+xml" if wide else "application/rss+xml; charset=utf-8"
        yield Capture(f"{site.home}{path}", body, at, content_type=kind)


def _sitemaps(site: Site, plan: Plan, entries: Sequence[Entry], at: datetime) -> Iterator[Capture]:
    """Return the sitemaps: one with everything, or one per month, possibly with an index."""
    paths = list(plan.sitemaps)
    if len(paths) > 2:
        index = paths.pop(0)
        body = sources.sitemap_index([(site.home + path, at) for path in paths])
        yield Capture(site.home + index, body, at, content_type="text/xml")
    for path in paths:
        listed = [
            one for one in entries if len(paths) == 1 or f"{local(one.at):-%m}" in _months(path)
        ]
        yield Capture(site.home + path, sources.sitemap(listed), at, content_type="text/xml")


def _months(path: str) -> str:
    """Return the months of a sitemap: November's own; October's contains all earlier ones too."""
    return "-11" if "-11" in path else "-01-02-03-04-05-06-07-08-09-10-12"
