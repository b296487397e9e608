"""Generates the pages on which a spider finds articles: robots.txt, feeds, sitemaps, listings.

Entries have the flaws of real ones: fragments and tracking parameters, former hosts, clone hosts,
links to other sections, print pages. URLs that are not articles must not be followed.
"""

# ruff: noqa: E501  # lines of HTML stand as on the page

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from samples.markup import escape, local, teasers


@dataclass(frozen=True, slots=True)
class Entry:
    """A link as a source prints it; description and modification time are optional."""

    url: str
    title: str
    at: datetime
    description: str = ""
    changed: datetime | None = None
    section: str = ""


def rss(home: str, title: str, entries: Sequence[Entry], encoding: str = "utf-8") -> bytes:
    """Return an RSS 2.0 feed; times in the outlet's zone."""
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{escape(one.url)}</link>"
        f"<description><![CDATA[{_cdata(one)}]]></description>"
        f"<pubDate>{format_datetime(local(one.at))}</pubDate>"
        f"<guid>{escape(one.url)}</guid></item>\n"
        for one in entries
    )
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>{home}/</link><description>{escape(title)}</description>\n"
        f"{items}</channel></rss>\n"
    )
    return text.encode(encoding)


def _cdata(one: Entry) -> str:
    picture = f'<a href="{escape(one.url)}"><img src="/thumb.jpg"/></a>'
    return f"{picture}{escape(one.description)}" if one.description else ""


def sitemap(entries: Sequence[Entry]) -> bytes:
    """Return a sitemap with the day, or the time, of the last modification."""
    rows = "".join(
        f"<url><loc>{escape(one.url)}</loc>"
        f"<lastmod>{local(one.changed or one.at).isoformat()}</lastmod></url>\n"
        for one in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    ).encode()


def sitemap_index(urls: Sequence[tuple[str, datetime]]) -> bytes:
    """Return a sitemap index."""
    rows = "".join(
        f"<sitemap><loc>{url}</loc><lastmod>{local(at).isoformat()}</lastmod></sitemap>\n"
        for url, at in urls
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</sitemapindex>\n'
    ).encode()


def robots(home: str, disallow: Sequence[str] = (), sitemaps: Sequence[str] = ()) -> bytes:
    """Return a robots.txt that allows crawlers."""
    lines = ["User-agent: *", *(f"Disallow: {one}" for one in disallow), "Allow: /"]
    lines += [f"Sitemap: {home}{one}" for one in sitemaps]
    return ("\n".join(lines) + "\n").encode()


LISTING = {
    "vns": '<h2><a class="story__title" href="{url}">{title}</a></h2><p>{description}</p>',
    "vna": '<article class="story" data-id="1"><h2 class="story__heading"><a class=" cms-link" href="{url}" '
    'title="{title}"> {title} </a></h2> <time class="time" datetime="{iso}"> {time} </time> '
    '<div class="story__summary story__shorten"><p>{description}</p></div></article>',
    "customs": '<li><div class="box-title"><a class="title" href="{url}">{title}</a></div> {clock} | {day}</li>',
    "vnp": '<div class="bavn-item"><a class="thumb-img" href="{url}"><img alt=""></a><a href="{url}">{title}</a></div>',
    "ppp": '<div class="views-row"><h3><a href="{url}">{title}</a></h3><p>{description}</p></div>',
}
LISTING["sggp"] = LISTING["vna"]


def listing(outlet: str, home: str, title: str, entries: Sequence[Entry], feed: str = "") -> bytes:
    """Return a section page: headlines with links, and links that lead elsewhere."""
    rows = "\n".join(
        LISTING[outlet].format(
            url=escape(one.url),
            title=escape(one.title),
            description=escape(one.description),
            iso=local(one.at).isoformat(),
            time=f"{local(one.at):%d/%m/%Y %H:%M}",
            clock=f"{local(one.at):%H:%M}",
            day=f"{local(one.at):%d/%m/%Y}",
        )
        for one in entries
    )
    alternate = f'<link rel="alternate" type="application/rss+xml" href="{feed}">' if feed else ""
    elsewhere = "".join(
        f'<li><a href="https://partner.example/{one.slug}">{escape(one.title)}</a></li>'
        for one in teasers()[:2]
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>
<link rel="canonical" href="{home}/">{alternate}</head><body>
<div class="breadcrumb"><h1 class="main"><a href="{home}/">{escape(title)}</a></h1></div>
<div class="abf-cate timeline"><div class="box-content content-list"><ul class="list-news">
{rows}
</ul></div></div>
<ul class="partners">{elsewhere}</ul>
<div class="pager"><a href="#">1</a> <a href="javascript:void(0)">More</a> <a href="mailto:desk@example.org">Write to us</a></div>
</body></html>
""".encode()
