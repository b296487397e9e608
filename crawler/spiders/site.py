"""Any other site: ``scrapy crawl site -a home=https://example.org/``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.base_spider.arguments import Arguments, read, read_home
from crawler.base_spider.spider import OutletSpider
from crawler.outlet import Feed, FirstOf, Listing, Outlet, Robots, Sitemap, Source
from pipelines.items import Candidate
from pipelines.urls.canonical import UrlRules, canonical_url

# As most content systems make an article's address: a long slug, a number, or a date. Each part of
# an address is looked at once, whatever it holds: nothing here can be cut in two ways.
NO_ARTICLE = r"(?:tags?|topics?|categor(?:y|ies)|authors?|users?|search|login|feeds?|rss|print)"
_SLUG = r"[^/?][^/?-]*+-[^/?][^/?-]*+-[^/?]"  # three words, dashes between
_NUMBER = r"(?:[^/?\d]|\d{1,3}+(?!\d))*+\d{4}"
_DATE = r"\d{4}/\d{1,2}/(?:\d{1,2}/)?[^/?]"
ARTICLE = rf"/(?!{NO_ARTICLE}[/-])(?:[^/?]*+/)*?(?:{_SLUG}|{_NUMBER}|{_DATE})[^/?]*+/?(?:\?.*)?"


class SiteSpider(OutletSpider):
    """The generic engine without a layout; robots.txt and the home page name the sources."""

    name = "site"
    outlet = Outlet(
        title="any site",
        home="https://example.org/",
        language="und",
        timezone="UTC",
        sources=(Listing("https://example.org/"),),
        article_url=ARTICLE,
    )

    def __init__(self, name: str | None = None, **given: Any) -> None:
        self.outlet = outlet_at(read_home(given.get("home")))
        # Each site is an outlet of its own: what one repeats says nothing of the others.
        super().__init__(self.outlet.title, **given)

    @classmethod
    def outlet_name(cls, given: Mapping[str, str]) -> str:
        """Return the site's host."""
        return outlet_at(read_home(given.get("home"))).title

    @classmethod
    def read_arguments(cls, given: Mapping[str, str]) -> Arguments:
        """Check the arguments of a run; ``home`` is this spider's own."""
        outlet = outlet_at(read_home(given.get("home")))
        return read({k: v for k, v in given.items() if k != "home"}, outlet, ("home",))

    def article(self, one: Candidate, source: Source) -> str | None:
        """Return an article's address: where news is announced all are, else of the usual form.

        News is what a feed holds, and what a sitemap says was published: only a news sitemap has
        a time of publication, others have one of change for each page of a site.
        """
        published = isinstance(source, Sitemap) and one.hint.published_at is not None
        if not published and not isinstance(source, Feed):
            return self.outlet.article(one.url)
        if not self.outlet.allows(one.url) or urlsplit(one.url).path in ("", "/"):
            return None
        return canonical_url(one.url, self.outlet.rules)


def outlet_at(home: str) -> Outlet:
    """Return the outlet that a front page's address stands for, nothing of it certain."""
    at = {name: urljoin(home, f"/{name}") for name in ("robots.txt", "sitemap.xml", "feed/")}
    parts = urlsplit(home)
    port = f":{parts.port}" if parts.port else ""
    return Outlet(
        title=f"{parts.hostname}{port}",
        home=home,
        language="und",
        timezone="UTC",
        sources=(
            Listing(home, certain=True),
            FirstOf(Robots(at["robots.txt"]), Sitemap(at["sitemap.xml"]), Feed(at["feed/"])),
        ),
        article_url=ARTICLE,
        urls=UrlRules(scheme=parts.scheme),
    )
