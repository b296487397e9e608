"""Any other site: ``scrapy crawl site -a home=https://example.org/``."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.arguments import Arguments, read, read_home
from crawler.outlet import Feed, FirstOf, Listing, Outlet, Robots, Sitemap
from crawler.spider import OutletSpider

# As most content systems make an article's address: a long slug, a number, or a date.
ARTICLE = (
    r"/(?!(?:tag|tags|topic|category|author|user|search|login|feed|rss|print)[/-])"
    r"(?:.*/)?(?:[^/?]*-[^/?]*-[^/?]+|[^/?]*\d{4,}[^/?]*)/?(?:\?.*)?"
)


class SiteSpider(OutletSpider):
    """The generic engine with an empty layout; robots.txt and the home page name the sources."""

    name = "site"
    outlet = Outlet(
        title="any site",
        home="https://example.org/",
        language="und",
        timezone="UTC",
        sources=(Listing("https://example.org/"),),
        article_url=ARTICLE,
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
        return read({k: v for k, v in given.items() if k != "home"}, cls.outlet)


def outlet_at(home: str) -> Outlet:
    """Return the outlet that a front page's address stands for, all sources uncertain."""
    at = {name: urljoin(home, f"/{name}") for name in ("robots.txt", "sitemap.xml", "feed/")}
    return Outlet(
        title=urlsplit(home).hostname or home,
        home=home,
        language="und",
        timezone="UTC",
        sources=(
            Listing(home, certain=True),
            FirstOf(Robots(at["robots.txt"]), Sitemap(at["sitemap.xml"]), Feed(at["feed/"])),
        ),
        article_url=ARTICLE,
    )
