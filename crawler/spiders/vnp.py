"""Vietnam Pictorial in English, the illustrated magazine of the Vietnam News Agency."""

from crawler.outlet import Listing, Outlet, Sitemap
from crawler.spider import OutletSpider
from pipelines.layout import Layout

SITE = "https://vietnam.vnanet.vn"


class VnpSpider(OutletSpider):
    """Lists are paged by script: the monthly sitemaps are the way to older articles."""

    name = "vnp"
    outlet = Outlet(
        title="Vietnam Pictorial",
        home=f"{SITE}/english/",
        hosts=("vietnam.vnanet.vn",),
        article_url=r"^https://vietnam\.vnanet\.vn/english/(?:[\w-]+/)?[^/?#]+[-/]\d{3,}\.html$",
        sources=(
            Sitemap(f"{SITE}/english/sitemaps/news-{{month}}-{{year}}.xml"),
            Listing(f"{SITE}/english/"),
        ),
        layouts=(
            Layout(
                name="news",
                title="h1.bavn-tt-post",
                body=".bavn-main-post > article.lr-ct",
                date=".bavn-top-post time.bavn-time-news",
            ),
            Layout(
                name="long-form",
                title="h1.bavn-tt-post, .bavn-mid-post h1",
                body=".bavn-mid-post > article.lr-ct",
                date="time.bavn-time-news",
                caption="div.lr-caption",
            ),
        ),
        marks=("VNA/VNP", "VNA", "VNP"),
    )
