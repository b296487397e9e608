"""Maps a host to its outlet: a declared outlet, or a site named by its host."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from crawler.base_spider.arguments import read_home
from crawler.base_spider.spider import OutletSpider
from crawler.outlet import Outlet
from crawler.spiders.site import SiteSpider, outlet_at
from pipelines.errors import UserError


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, Outlet]]:
    settings = Settings()
    settings.setmodule("crawler.settings")
    loader = get_spider_loader(settings)
    found: dict[str, tuple[str, Outlet]] = {}
    for name in loader.list():
        spider = loader.load(name)
        if issubclass(spider, OutletSpider) and not issubclass(spider, SiteSpider):
            outlet = spider.outlet
            hosts = (*outlet.hosts, *outlet.former_hosts)
            found |= dict.fromkeys(hosts, (name, outlet))
    return found


def outlet_of(url: str) -> tuple[str, Outlet]:
    """Return name and declaration of the outlet that publishes at ``url``.

    Raises:
        ValueError: ``url`` has no host, or none that can be.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if host in _known():
        return _known()[host]
    outlet = _site(parts.scheme, parts.netloc.rpartition("@")[2].lower())
    return outlet.title, outlet


@lru_cache(maxsize=4_096)
def _site(scheme: str, host: str) -> Outlet:
    try:
        return outlet_at(read_home(f"{scheme}://{host}/"))
    except UserError as error:
        raise ValueError(f"{host!r} is no host of a site") from error
