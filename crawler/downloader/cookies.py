"""Cookies: Scrapy's middleware, loaded at the first cookie and without a request of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.exceptions import NotConfigured

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
    from scrapy.http import Request, Response


class LazyCookiesMiddleware:
    """Replaces Scrapy's ``CookiesMiddleware``; active if ``COOKIES_ENABLED`` is set.

    Scrapy's loads an HTTP client at the start and, at the first cookie, fetches the public suffix
    list with it: past the address guard and the archive, while the event loop waits. This one uses
    the list shipped with the library, and loads nothing for an outlet that sets no cookies.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._cookies: CookiesMiddleware | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Create it; disabled with ``COOKIES_ENABLED=False``."""
        if not crawler.settings.getbool("COOKIES_ENABLED"):
            raise NotConfigured
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Add the cookies of its host to a request."""
        if self._cookies is not None or request.cookies:
            self._loaded().process_request(request)

    def process_response(self, request: Request, response: Response) -> Response:
        """Store the cookies of a response."""
        if self._cookies is not None or b"Set-Cookie" in response.headers:
            self._loaded().process_response(request, response)
        return response

    def _loaded(self) -> CookiesMiddleware:
        if self._cookies is None:
            from scrapy.downloadermiddlewares import cookies
            from tldextract import TLDExtract

            cookies._split_domain = TLDExtract(
                suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
            )
            self._cookies = cookies.CookiesMiddleware.from_crawler(self._crawler)
        return self._cookies
