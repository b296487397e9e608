"""Any other site: ``scrapy crawl site -a home=https://example.org/``."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.arguments import Arguments, read, read_home
from crawler.outlet import Feed, Listing, Outlet, Sitemap
from crawler.spider import OutletSpider

# An article's address as most content systems make it: a long slug, a number, or a date.
ARTICLE = r"^https?://[^/]+/(?:.*/)?(?:[^/?#]*-[^/?#]*-[^/?#]+|[^/?#]*\d{4,}[^/?#]*)/?$"


class SiteSpider(OutletSpider):
    """The generic engine with an empty layout; sources are found at the usual places."""

    name = "site"
    outlet = Outlet(
        title="any site",
        home="https://example.org/",
        hosts=("example.org",),
        sources=(Listing("https://example.org/"),),
        article_url=ARTICLE,
        timezone="UTC",
    )

    def __init__(self, name: str | None = None, home: str | None = None, **given: Any) -> None:
        self.outlet = outlet_at(read_home(home))
        super().__init__(name, **given)
        self.arguments["home"] = self.outlet.home

    @classmethod
    def read_arguments(cls, given: dict[str, str]) -> Arguments:
        """Check the arguments of a run; ``home`` is this spider's own."""
        if "home" in given:
            read_home(given["home"])
        return read({k: v for k, v in given.items() if k != "home"}, cls.outlet.timezone)


def outlet_at(home: str) -> Outlet:
    """Return the outlet that a front page's address stands for, all sources uncertain."""
    parts = urlsplit(home)
    feeds = (Feed(urljoin(home, path), certain=False) for path in ("/feed/", "/rss.xml"))
    return Outlet(
        title=parts.hostname or home,
        home=home,
        hosts=(parts.hostname or "",),
        sources=(
            Listing(home),
            Sitemap(urljoin(home, "/sitemap.xml"), certain=False),
            *feeds,
        ),
        article_url=ARTICLE,
        timezone="UTC",
    )
