"""Việt Nam News (VNS), the English daily of the Vietnam News Agency."""

from crawler.outlet import Feed, Listing, Outlet, Sitemap
from crawler.spider import OutletSpider
from pipelines.layout import Layout

SITE = "https://vietnamnews.vn"
SECTIONS = ("politics-laws", "society", "economy", "environment", "life-style", "sports", "world")


class VnsSpider(OutletSpider):
    """Both templates are known from other scrapers only, so each part has a fall-back."""

    name = "vns"
    outlet = Outlet(
        title="Việt Nam News",
        home=f"{SITE}/",
        hosts=("vietnamnews.vn",),
        former_hosts=("vietnamnews.vnagency.com.vn",),
        article_url=r"^https://vietnamnews\.vn/[\w-]+(?:/[\w-]+)?/\d{5,8}/[^/?#]+\.html$",
        fold_case=r"^/[A-Za-z0-9-]+(?:/[A-Za-z0-9-]+)?(?=/\d{5,8}/)",
        sources=(
            *(Feed(f"{SITE}/rss/{section}.rss", certain=False) for section in SECTIONS),
            Sitemap(f"{SITE}/sitemap.xml", certain=False),
            Listing(f"{SITE}/"),
            *(Listing(f"{SITE}/{name}", paging=f"{SITE}/{name}?p={{page}}") for name in SECTIONS),
        ),
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
                title="h3.vnnews-tt-post, .vnnews-ct-post h3",
                body=".vnnews-text-post",
                date=".vnnews-time-post span",
                author="span.vnnews-user-post",
                caption=".inline-image p",
                remove=("#vnnews-nav-mobile",),
            ),
        ),
        marks=("VNS", "VNA/VNS"),
    )
