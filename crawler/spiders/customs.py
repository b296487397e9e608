"""Customs News, the English edition of the paper of Vietnam's customs."""

from crawler.base_spider.spider import OutletSpider
from crawler.outlet import Feed, FirstOf, Listing, Outlet, Robots, Sitemap
from pipelines.layout import Layout
from pipelines.urls.canonical import UrlRules

SITE = "https://english.haiquanonline.com.vn"
SECTIONS = ("customs", "import-export", "regulations", "world-customs", "anti-smuggling", "finance")


class CustomsSpider(OutletSpider):
    """Perhaps closed or moved since early 2025: such a crawl ends with its own finish reason.

    No page of it was seen, only sister sites on the same system (MasterCMS): the layout lists the
    class names that those use. Feed and sitemap are guesses.
    """

    name = "customs"
    outlet = Outlet(
        title="Customs News",
        home=f"{SITE}/",
        more_hosts=("customsnews.vn",),
        former_hosts=("bhqennew.mastercms.vn",),
        language="en",
        timezone="Asia/Ho_Chi_Minh",
        sources=(
            FirstOf(Feed(f"{SITE}/rss/home.rss"), Listing("https://customsnews.vn/")),
            FirstOf(Sitemap(f"{SITE}/sitemap.xml"), Robots(f"{SITE}/robots.txt")),
            *(Listing(f"{SITE}/{one}", section=one) for one in SECTIONS),
            Listing(f"{SITE}/", certain=True),
        ),
        article_url=r"/(?!print-)[^/?]+-\d{2,7}\.html",
        urls=UrlRules(keep_parameters=()),
        layouts=(
            Layout(
                name="MasterCMS",
                title="h1.detail-title, h1.article-detail-title",
                lead="p.detail-sapo, .article-detail-desc",
                body=".__MASTERCMS_CONTENT, .__MASTERCMS_CONTENT_BODY, #__MB_MASTERCMS_EL_3",
                date="span.datetime, .article-detail-date",
                caption="table.MASTERCMS_TPL_TABLE",
                section="#postCategory, li.menu-alias a",
                remove=("table.__MB_ARTICLE_A",),
            ),
        ),
        marks=("VCN", "Customs News"),
    )
