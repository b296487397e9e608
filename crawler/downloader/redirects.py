"""Off-site filter and redirect middleware."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin, urlsplit

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware

from crawler.downloader.errors import HostRefused, RedirectRefused

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

    from crawler.outlet import Outlet

ROBOTS = "robots"
"""Key in ``request.meta`` of robots.txt requests and the redirects that follow them."""

_FOLLOWED = frozenset({301, 302, 303, 307, 308})
_SAME_URL = 2  # occurrences of one URL in a chain: the second request brings the cookie


class OffsiteMiddleware:
    """Allows requests to the outlet's own hosts by exact name, redirects included.

    Scrapy's ``allowed_domains`` allows every subdomain, and ``dont_filter`` everything. Requests
    for robots.txt may be redirected elsewhere, as RFC 9309, section 2.3.1.2, requires; nothing of
    them is stored.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Create it; hosts are read at each request, because ``site`` learns its own late."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Check a request.

        Raises:
            HostRefused: scheme, host or user name of the URL are not allowed.
        """
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise HostRefused(f"only http and https are fetched, not {parts.scheme}:")
        if parts.username is not None:
            raise HostRefused(f"URL with a user name refused: {parts.hostname}")
        spider: Any = self._crawler.spider
        outlet: Outlet | None = getattr(spider, "outlet", None)
        if outlet is None:  # scrapy fetch and shell, of a page without an outlet
            return
        may_follow = getattr(spider, "may_follow", _never)
        let = outlet.allows(request.url) or request.meta.get(ROBOTS) or may_follow(request)
        if not let:
            self._crawler.stats.inc_value("hosts/refused")
            led = "redirected to" if "redirect_urls" in request.meta else "on"
            raise HostRefused(f"{led} another site: {parts.scheme}://{parts.netloc[:100]}/")


def _never(_: Request) -> bool:
    return False  # a declared outlet has exactly its declared hosts


class StrictRedirectMiddleware(RedirectMiddleware):
    """Follows redirects to http(s) up to ``REDIRECT_MAX_TIMES`` and breaks loops.

    A redirect to the same URL that sets a cookie is followed. The duplicate filter would swallow
    the second request, and with it the page's outcome, but it does not see redirects.
    """

    def process_response(  # type: ignore[override]
        self, request: Request, response: Response
    ) -> Request | Response:
        """Return the response, or the request it redirects to.

        Raises:
            RedirectRefused: see the class.
        """
        if response.status in _FOLLOWED and not (
            request.meta.get("dont_redirect") or request.meta.get("handle_httpstatus_all")
        ):
            location = response.headers.get("Location")
            if not location:
                raise RedirectRefused(f"redirect {response.status} without an address")
            self._check(request, location.decode("latin-1").strip())
        return super().process_response(request, response)

    def _check(self, request: Request, location: str) -> None:
        try:
            target = urljoin(request.url, location)
            scheme = urlsplit(target).scheme
        except ValueError:
            raise RedirectRefused(f"redirect to a broken address: {location[:80]}") from None
        if scheme not in ("http", "https"):
            raise RedirectRefused(f"redirect to {scheme}: refused")
        before = [*request.meta.get("redirect_urls", ()), request.url]
        if before.count(target) >= _SAME_URL:
            raise RedirectRefused(f"redirect loop after {len(before)} redirects")
        limit = min(self.max_redirect_times, request.meta.get("redirect_ttl_start", 99))
        if len(before) > limit:
            raise RedirectRefused(f"more than {limit} redirects")

    def handle_referer(self, request: Request, response: Response) -> None:
        """Send no referer: no outlet learns which of its pages led to another."""
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        # Scrapy looks for its referer middleware, and warns in every crawl that it is missing.
        return

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        followed = super()._redirect(redirected, request, reason)
        followed.dont_filter = True
        return followed
