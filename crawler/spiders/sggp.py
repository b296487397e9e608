"""SGGP English, the English edition of the paper Sài Gòn Giải Phóng."""

from crawler.base_spider.spider import OutletSpider
from crawler.outlet import Feed, FirstOf, Listing, Outlet, Robots, Sitemap
from pipelines.layout import Layout
from pipelines.urls.canonical import UrlRules

SITE = "https://en.sggp.org.vn"


class SggpSpider(OutletSpider):
    """The same content system as VietnamPlus; feed and sitemap are known from other scrapers."""

    name = "sggp"
    outlet = Outlet(
        title="SGGP English",
        home=f"{SITE}/",
        former_hosts=("sggpnews.org.vn",),
        language="en",
        timezone="Asia/Ho_Chi_Minh",
        sources=(
            Feed(f"{SITE}/rss/home.rss"),
            FirstOf(Sitemap(f"{SITE}/sitemap.xml"), Robots(f"{SITE}/robots.txt")),
            Listing(f"{SITE}/", certain=True),
        ),
        article_url=r"/(?:[\w-]+/[^/?]+-\d{4,7}|[^/?]+-post\d{4,7})\.html",
        urls=UrlRules(keep_parameters=()),
        layouts=(
            Layout(
                name="mcms",
                title="h1.article__title, h1.cms-title",
                lead=".article__sapo, .cms-desc",
                body=".article__body, .cms-body",
                date=".article__meta time",
                section=".breadcrumb-detail h2.main a",
                tags=".article__tag a",
                remove=(".article__social", ".article__source", ".rennab"),
            ),
        ),
        marks=("SGGP", "VNA"),
    )
