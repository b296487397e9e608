"""The Phnom Penh Post, Cambodia's English daily."""

from crawler.base_spider.spider import OutletSpider
from crawler.outlet import FirstOf, Listing, Outlet, Robots, Sitemap
from pipelines.layout import Layout

SITE = "https://www.phnompenhpost.com"
SECTIONS = ("national", "business", "lifestyle", "international", "sport", "opinion")


class PppSpider(OutletSpider):
    """No working feed is known, so the listings are used."""

    name = "ppp"
    outlet = Outlet(
        title="The Phnom Penh Post",
        home=f"{SITE}/",
        former_hosts=("m.phnompenhpost.com",),
        language="en",
        timezone="Asia/Phnom_Penh",
        sources=(
            FirstOf(Sitemap(f"{SITE}/sitemap.xml"), Robots(f"{SITE}/robots.txt")),
            Listing(f"{SITE}/", certain=True),
            # Drupal counts pages from 0.
            *(
                Listing(f"{SITE}/{one}", section=one, paging="?page={page}", second=1)
                for one in SECTIONS
            ),
        ),
        article_url=r"/(?P<section>[a-z][\w-]*)/[^/?.]*-[^/?.]+",
        not_prose=("tag", "tags", "user", "users", "taxonomy", "search", "photo", "video", "sites"),
        layouts=(Layout(name="Drupal", body="[itemprop=articleBody]"),),
        marks=("AFP", "Xinhua"),
    )
