"""SGGP English, the English edition of the paper Sài Gòn Giải Phóng."""

from crawler.outlet import Feed, Listing, Outlet, Sitemap
from crawler.spider import OutletSpider
from pipelines.layout import Layout

SITE = "https://en.sggp.org.vn"


class SggpSpider(OutletSpider):
    """The same content system as VietnamPlus."""

    name = "sggp"
    outlet = Outlet(
        title="SGGP English",
        home=f"{SITE}/",
        hosts=("en.sggp.org.vn",),
        former_hosts=("sggpnews.org.vn", "www.sggpnews.org.vn"),
        article_url=r"^https://en\.sggp\.org\.vn/(?:[\w-]+/)?[^/?#]+-(?:post)?\d{4,7}\.html$",
        not_articles=r"/print-\d+",
        sources=(
            Feed(f"{SITE}/rss/home.rss", certain=False),
            Sitemap(f"{SITE}/sitemap.xml", certain=False),
            Listing(f"{SITE}/"),
        ),
        layouts=(
            Layout(
                name="mcms",
                title="h1.article__title, h1.cms-title",
                lead=".article__sapo, .cms-desc",
                body=".article__body, .cms-body",
                date=".article__meta time, time.time",
                author=".article__author, .cms-author",
                section=".breadcrumb-detail h2.main a",
                tags=".article__tag a",
                remove=(".article__social", ".article__source", ".rennab"),
            ),
        ),
        marks=("SGGP", "VNA"),
    )
