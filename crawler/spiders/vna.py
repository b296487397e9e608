"""VietnamPlus in English, the online paper of the Vietnam News Agency (VNA)."""

from crawler.outlet import Feed, Listing, Outlet, Sitemap
from crawler.spider import OutletSpider
from pipelines.layout import Layout

SITE = "https://en.vietnamplus.vn"
SECTIONS = ("politics", "society", "business", "world", "culture-sports", "sci-tech", "environment")


class VnaSpider(OutletSpider):
    """Listings have no numbered pages: the sitemaps reach back."""

    name = "vna"
    outlet = Outlet(
        title="VietnamPlus",
        home=f"{SITE}/",
        hosts=("en.vietnamplus.vn",),
        former_hosts=("beta-en.vietnamplus.vn",),
        article_url=r"^https://en\.vietnamplus\.vn/[^/?#]+(?:-post\d+|/\d{4,6})\.vnp$",
        rewrite=((r"\.amp$", ".vnp"),),
        sources=(
            Feed(f"{SITE}/rss/society-314.rss"),
            Feed(f"{SITE}/rss/home.rss", certain=False),
            Sitemap(f"{SITE}/sitemap.xml", certain=False),
            Sitemap(f"{SITE}/sitemaps/google-news.xml", certain=False),
            Listing(f"{SITE}/"),
            *(Listing(f"{SITE}/{section}/") for section in SECTIONS),
        ),
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
