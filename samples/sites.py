"""Every response of an invented site, at two dates, and what a crawl must make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha1
from types import ModuleType
from typing import Any

from samples import sources
from samples.markup import Junk
from samples.sources import Entry
from samples.templates import customs, ppp, sggp, vna, vnp, vns
from samples.truth import NoArticle, Sample, Site, load

FIRST = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
"""The first crawl: every page is captured."""
SECOND = datetime(2026, 11, 4, 3, 0, tzinfo=UTC)
"""The second crawl: sources again, and the pages that have changed since."""

TEMPLATES: Mapping[str, ModuleType] = {
    "vns": vns,
    "vna": vna,
    "customs": customs,
    "vnp": vnp,
    "sggp": sggp,
    "ppp": ppp,
}

CLONES = {
    "vna": ("https://ufabetindo.in/rice-shipments-close-to-seven-million-tonnes-post354310.vnp",),
    "customs": ("https://bhqennew.mastercms.vn.example.net/copied-story-32011.html",),
}
"""Links to copies of the outlet on foreign hosts: never to be followed."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as it goes into the archive."""

    url: str
    body: bytes
    at: datetime
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    etag: bool = False

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Response headers in order."""
        listed = [
            ("Date", self.at.strftime("%a, %d %b %Y %H:%M:%S GMT")),
            ("Content-Type", self.content_type),
            ("Content-Length", str(len(self.body))),
        ]
        if self.etag:
            tag = sha1(self.body, usedforsecurity=False).hexdigest()[:16]
            listed.append(("ETag", f'"{tag}"'))
        return listed


def captures(outlet: str) -> list[Capture]:
    """All responses of the outlet's site, the first crawl's and then the second's."""
    site = load(outlet)
    return _paced([*_sources(site, FIRST), *_pages(site)], FIRST) + _paced(
        [*_sources(site, SECOND), *(_article(site, one, SECOND) for one in site.updates)], SECOND
    )


def _paced(made: Iterable[Capture], start: datetime) -> list[Capture]:
    """One request every two seconds, as a polite crawl has it."""
    return [replace(one, at=start + timedelta(seconds=2 * i)) for i, one in enumerate(made)]


def _pages(site: Site) -> Iterator[Capture]:
    for sample in site.articles:
        yield _article(site, sample, FIRST)
        if "print variant" in sample.traps or "print link" in sample.traps:
            yield _print_page(site, sample)
    for no in site.rejects:
        if no.kind != "status404":
            html = TEMPLATES[site.outlet].reject(no, site, Junk())
            yield Capture(no.url, html.encode(), FIRST)


def _article(site: Site, sample: Sample, at: datetime) -> Capture:
    html, _ = article_html(site, sample)
    charset = "windows-1252" if sample.extra.get("wrong_charset") else "utf-8"
    kind = f"text/html; charset={charset}"
    return Capture(sample.url, html.encode(), at, content_type=kind, etag=site.outlet == "vna")


def article_html(site: Site, sample: Sample) -> tuple[str, Junk]:
    """The page of an article, and every text on it that is not the article's."""
    junk = Junk()
    html = TEMPLATES[site.outlet].article(sample, site, junk)
    return html, junk


def _print_page(site: Site, sample: Sample) -> Capture:
    """The print variant: the same text at another address, with the article's as canonical."""
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
        listed = entries if number == 0 else entries[number :: len(plan.listings)]
        feed = f"{site.home}{plan.feeds[0]}" if plan.feeds else ""
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
    """Addresses of a site's sources. Feeds take turns; ``utf16`` names one that is UTF-16."""

    listings: tuple[str, ...]
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    utf16: str = ""


PLANS: Mapping[str, Plan] = {
    "vns": Plan(
        listings=("/", "/society", "/economy"),
        feeds=("/rss/society.rss", "/rss/economy.rss", "/rss/environment.rss"),
        sitemaps=("/sitemap.xml",),
        utf16="/rss/environment.rss",
    ),
    "vna": Plan(
        listings=("/", "/society/", "/business/"),
        feeds=("/rss/society-314.rss",),
        sitemaps=("/sitemap.xml", "/sitemaps/news-2026-10.xml", "/sitemaps/news-2026-11.xml"),
    ),
    "customs": Plan(listings=("/", "/customs", "/import-export")),
    "vnp": Plan(
        listings=("/english/",),
        sitemaps=("/english/sitemaps/news-10-2026.xml", "/english/sitemaps/news-11-2026.xml"),
    ),
    "sggp": Plan(listings=("/",), feeds=("/rss/home.rss",), sitemaps=("/sitemap.xml",)),
    "ppp": Plan(listings=("/", "/national", "/business", "/lifestyle")),
}


def _entries(site: Site, at: datetime) -> Iterator[Entry]:
    """Links to everything the site had at a time, mangled as the traps ask."""
    changed = {one.url: one for one in site.updates} if at >= SECOND else {}
    for sample in site.articles:
        now = changed.get(sample.url, sample)
        yield Entry(
            url=_mangled(sample.url, sample.traps),
            title=now.title,
            at=sample.published,
            description=now.lead or "",
            changed=now.modified,
        )
    for no in site.rejects:
        yield Entry(url=no.url, title=no.title, at=no.published or FIRST - timedelta(days=2))


_SUFFIX = {
    "junk fragment in the listing's link": "#KVSu7xq2.97",
    "junk fragment in the sitemap's link": "#zalo",
    "tracking parameters in the feed's link": "?utm_source=rss&utm_medium=feed&utm_campaign=daily",
    "tracking parameters in the listing's link": "?fbclid=IwAR0abc&utm_source=facebook",
}


def _mangled(url: str, traps: Sequence[str]) -> str:
    """The address as a source prints it."""
    for trap, suffix in _SUFFIX.items():
        if trap in traps:
            return url + suffix
    if any("staging" in trap for trap in traps):
        return url.replace("https://english.haiquanonline.com.vn", "https://bhqennew.mastercms.vn")
    if "former host in the listing" in traps:
        return url.replace("https://en.sggp.org.vn", "https://sggpnews.org.vn")
    return url


def _strangers(site: Site, at: datetime) -> list[Entry]:
    """Links that no spider may follow: clones, print pages, tags, other languages."""
    urls = [*CLONES.get(site.outlet, ()), f"{site.home}/print-121402.html", f"{site.home}/tag/rice"]
    return [Entry(url=url, title="A link that leads elsewhere", at=at) for url in urls]


def _feeds(site: Site, plan: Plan, entries: Sequence[Entry], at: datetime) -> Iterator[Capture]:
    for number, path in enumerate(plan.feeds):
        wide = path == plan.utf16
        body = sources.rss(
            site.home, path, entries[number :: len(plan.feeds)], "utf-16" if wide else "utf-8"
        )
        kind = "application/rss+xml" if wide else "application/rss+xml; charset=utf-8"
        yield Capture(f"{site.home}{path}", body, at, content_type=kind)


def _sitemaps(site: Site, plan: Plan, entries: Sequence[Entry], at: datetime) -> Iterator[Capture]:
    """One sitemap holds all; of several the first is the index, or each holds its month."""
    paths = list(plan.sitemaps)
    if len(paths) > 2:
        index = paths.pop(0)
        body = sources.sitemap_index([(site.home + path, at) for path in paths])
        yield Capture(site.home + index, body, at, content_type="text/xml")
    for number, path in enumerate(paths):
        body = sources.sitemap(entries[number :: len(paths)])
        yield Capture(site.home + path, body, at, content_type="text/xml")


# --- what must come out ------------------------------------------------------------------------


def gold(outlet: str) -> dict[str, Any]:
    """What a crawl of the outlet's sample must give, by address."""
    site = load(outlet)
    return {
        "articles": [_gold_article(site, one) for one in site.articles],
        "updates": [_gold_article(site, one) for one in site.updates],
        "rejected": [_gold_reject(one) for one in site.rejects],
    }


def _gold_article(site: Site, sample: Sample) -> dict[str, Any]:
    _, junk = article_html(site, sample)
    blocks = [one.text for one in sample.blocks]
    said = "\n".join([sample.title, sample.lead or "", *blocks, *sample.authors])
    return {
        "id": sample.id,
        "url": sample.url,
        "title": sample.title,
        "lead": sample.lead,
        "lead_is_marked": sample.outlet != "vns",  # there it is a paragraph like any other
        "body": [[one.kind, one.text] for one in sample.blocks],
        "published_at": sample.published.isoformat(),
        "modified_at": sample.modified.isoformat() if sample.modified else None,
        "authors": list(sample.authors),
        "translators": list(sample.translators),
        "agency": sample.agency,
        "dateline": sample.dateline,
        "captions": [[one.text, one.credit] for one in sample.captions],
        "section": sample.section,
        "must_not": sorted({one for one in junk if one.strip() and one not in said}),
        "traps": list(sample.traps),
    }


def _gold_reject(no: NoArticle) -> dict[str, Any]:
    return {"id": no.id, "url": no.url, "kind": no.kind, "reasons": list(no.reasons)}
