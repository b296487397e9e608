"""Customs News, the English edition of Vietnam's customs paper."""

from crawler.outlet import Feed, Listing, Outlet, Sitemap
from crawler.spider import OutletSpider
from pipelines.layout import Layout

SITE = "https://english.haiquanonline.com.vn"


class CustomsSpider(OutletSpider):
    """Perhaps closed or moved since early 2025: then the crawl ends with a reason of its own.

    No page of this outlet was seen, only siblings on the same system (MasterCMS): the selectors
    list what those use.
    """

    name = "customs"
    outlet = Outlet(
        title="Customs News",
        home=f"{SITE}/",
        hosts=("english.haiquanonline.com.vn", "customsnews.vn"),
        former_hosts=("bhqennew.mastercms.vn",),
        article_url=r"^https://(?:english\.haiquanonline\.com\.vn|customsnews\.vn)/[^/?#]+-\d{2,7}\.html$",
        not_articles=r"/print-\d+",
        sources=(
            Feed(f"{SITE}/rss/home.rss", certain=False),
            Sitemap(f"{SITE}/sitemap.xml", certain=False),
            Listing(f"{SITE}/"),
            *(
                Listing(f"{SITE}/{section}", certain=False)
                for section in ("customs", "import-export", "regulations", "world-customs")
            ),
        ),
        layouts=(
            Layout(
                name="MasterCMS",
                title="h1.detail-title, h1.article-detail-title",
                lead="p.detail-sapo, .article-detail-desc",
                body=".__MASTERCMS_CONTENT, .__MASTERCMS_CONTENT_BODY, #__MB_MASTERCMS_EL_3",
                date="span.datetime, .article-detail-date",
                author=".article-detail-author",
                caption="table.MASTERCMS_TPL_TABLE",
                remove=("table.__MB_ARTICLE_A",),
            ),
        ),
        marks=("VCN",),
    )
