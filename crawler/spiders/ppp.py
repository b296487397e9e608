"""The Phnom Penh Post, Cambodia's English daily."""

from crawler.outlet import Listing, Outlet
from crawler.spider import OutletSpider
from pipelines.layout import Layout

SITE = "https://www.phnompenhpost.com"
SECTIONS = ("national", "business", "lifestyle", "international", "sports")


class PppSpider(OutletSpider):
    """No feed is known to answer: the listings are the way."""

    name = "ppp"
    outlet = Outlet(
        title="The Phnom Penh Post",
        home=f"{SITE}/",
        hosts=("www.phnompenhpost.com",),
        former_hosts=("m.phnompenhpost.com",),
        timezone="Asia/Phnom_Penh",
        article_url=r"^https://www\.phnompenhpost\.com/[\w-]+/[^/?#]*-[^/?#]+$",
        sources=(
            Listing(f"{SITE}/"),
            *(
                Listing(f"{SITE}/{name}", paging=f"{SITE}/{name}?page={{page}}")
                for name in SECTIONS
            ),
        ),
        layouts=(Layout(name="Drupal", body="[itemprop=articleBody]"),),
        marks=("AFP", "Xinhua"),
    )
