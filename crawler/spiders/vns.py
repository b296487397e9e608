"""Việt Nam News (VNS), the English daily of the Vietnam News Agency."""

from crawler.base_spider.spider import OutletSpider
from crawler.outlet import Feed, FirstOf, Listing, Outlet, Robots, Sitemap
from pipelines.layout import Layout
from pipelines.urls.canonical import UrlRules

SITE = "https://vietnamnews.vn"
# Seen with articles; feed and sitemap are known from other scrapers only, so each has a fallback.
SECTIONS = (
    *("politics-laws", "society", "economy", "environment", "life-style", "sports", "world"),
    *("opinion", "sunday", "travel", "talk-around-town", "industries", "agriculture", "bizhub"),
    *("ovietnam", "english-through-the-news", "a-twist-in-the-tale", "domestic-press-highlights"),
)


class VnsSpider(OutletSpider):
    """Both templates are known from other scrapers: check them in the first live crawl."""

    name = "vns"
    outlet = Outlet(
        title="Việt Nam News",
        home=f"{SITE}/",
        former_hosts=("vietnamnews.vnagency.com.vn",),
        language="en",
        timezone="Asia/Ho_Chi_Minh",
        sources=(
            *(
                FirstOf(
                    Feed(f"{SITE}/rss/{name}.rss", section=name),
                    Listing(f"{SITE}/{name}", certain=True, section=name, paging="?p={page}"),
                )
                for name in SECTIONS
            ),
            FirstOf(Sitemap(f"{SITE}/sitemap.xml"), Robots(f"{SITE}/robots.txt")),
            Listing(f"{SITE}/", certain=True),
        ),
        article_url=r"/(?P<section>[\w-]+)(?:/[\w-]+)?/\d{5,8}/[^/?]+\.html",
        urls=UrlRules(fold_case=r"^/[\w-]+(?:/[\w-]+)?(?=/\d{5,8}/)", keep_parameters=()),
        layouts=(
            Layout(
                name="B, 2024 on",
                title=".detail__header h1.headline",
                body=".detail__content #abody",
                date=".detail__meta .datetime",
                section=".breadcrumbs a:last-child",
            ),
            Layout(
                name="A, to about 2023",
                title=".vnnews-tt-post, .vnnews-ct-post h3",
                body=".vnnews-text-post",
                date=".vnnews-time-post span",
                author=".vnnews-user-post",
                caption=".inline-image p",
                remove=("#vnnews-nav-mobile",),
            ),
        ),
        marks=("VNS", "VNA/VNS"),
    )
