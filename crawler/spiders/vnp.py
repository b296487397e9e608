"""Vietnam Pictorial in English, the illustrated magazine of the Vietnam News Agency."""

from crawler.base_spider.spider import OutletSpider
from crawler.outlet import FirstOf, Listing, Outlet, Robots, Sitemap
from pipelines.layout import Layout
from pipelines.urls.canonical import UrlRules

SITE = "https://vietnam.vnanet.vn"


class VnpSpider(OutletSpider):
    """Lists are paged by script, so older articles come from the monthly sitemaps."""

    name = "vnp"
    outlet = Outlet(
        title="Vietnam Pictorial",
        home=f"{SITE}/english/",
        language="en",
        timezone="Asia/Ho_Chi_Minh",
        sources=(
            FirstOf(
                Sitemap(f"{SITE}/english/sitemaps/news-{{month}}-{{year}}.xml", first="2018-01"),
                Robots(f"{SITE}/robots.txt"),
            ),
            Listing(f"{SITE}/english/", certain=True),
            Listing(f"{SITE}/english/tin-van/", section="tin-van"),
            Listing(f"{SITE}/english/long-form/", section="long-form"),
        ),
        article_url=r"/english/(?:(?P<section>[\w-]+)/[^/?]+-\d{4,7}|[^/?]+/\d{4,7})\.html",
        urls=UrlRules(keep_parameters=()),
        layouts=(
            Layout(
                name="news",
                title="h1.bavn-tt-post",
                body=".bavn-main-post > article.lr-ct",
                date="time.bavn-time-news",
                section=".bavn-cate-post, p.kicker",
            ),
            Layout(
                name="long form",
                title="h1.bavn-tt-post, .bavn-mid-post h1",
                body=".bavn-mid-post > article.lr-ct",
                date="time.bavn-time-news",
                caption="div.lr-caption",
            ),
        ),
        marks=("VNA/VNP", "VNA", "VNP"),
    )
