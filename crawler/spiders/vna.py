"""VietnamPlus in English, the online paper of the Vietnam News Agency (VNA)."""

from crawler.base_spider.spider import OutletSpider
from crawler.outlet import Feed, FirstOf, Listing, Outlet, Robots, Sitemap
from pipelines.layout import Layout
from pipelines.urls.canonical import UrlRules

SITE = "https://en.vietnamplus.vn"
SECTIONS = (
    *("politics", "op-ed", "world", "society", "business", "culture-sports", "sci-tech"),
    *("health", "environment", "travel"),
)


class VnaSpider(OutletSpider):
    """Feeds have zone ids that the section pages name; the sitemaps reach back."""

    name = "vna"
    outlet = Outlet(
        title="VietnamPlus",
        home=f"{SITE}/",
        language="en",
        timezone="Asia/Ho_Chi_Minh",
        sources=(
            FirstOf(
                Sitemap(f"{SITE}/sitemap.xml"),
                Sitemap(f"{SITE}/sitemaps/news-{{year}}-{{month}}.xml", first="2018-01"),
                Robots(f"{SITE}/robots.txt"),
            ),
            FirstOf(Sitemap(f"{SITE}/sitemaps/google-news.xml"), Feed(f"{SITE}/rss/home.rss")),
            Feed(f"{SITE}/rss/society-314.rss", certain=True, section="society"),
            Listing(f"{SITE}/", certain=True),
            *(Listing(f"{SITE}/{one}/", section=one, certain=True) for one in SECTIONS),
        ),
        article_url=r"/[^/?]+(?:-post\d+|/\d{4,6})\.vnp",
        not_prose=("tag", "tags", "topic", "region", "video", "videos", "podcast", "photo"),
        urls=UrlRules(rewrite=((r"\.amp$", ".vnp"),), keep_parameters=()),
        layouts=(
            Layout(
                name="2026",
                title="h1.article__title",
                lead=".article__sapo",
                body=".article__body",
                date=".article__meta time.time",
                section=".breadcrumb-detail h2.main a",
                tags=".article__tag a",
                remove=(".article__social", ".article__source", ".rennab"),
            ),
            Layout(
                name="before",
                title="h1.details__headline",
                lead=".details__summary",
                body=".article-body",
                date=".source time",
                author=".cms-author",
                caption=".article-photo span",
            ),
        ),
        marks=("VNA", "VNS/VNA", "AVI"),
    )
