"""Follows pages that only point to another one: ``<meta http-equiv=refresh>``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from w3lib.html import get_meta_refresh

from crawler.downloader.redirects import ROBOTS, StrictRedirectMiddleware
from pipelines.extraction.html.decoding import decode
from pipelines.text import words

if TYPE_CHECKING:
    from scrapy.http import Request, Response

_LARGEST = 16 << 10  # bytes; a page that only redirects is shorter
_MAX_WORDS = 60
_SOON = 10.0  # seconds; a page to be read first, or one that reloads itself, waits longer
_UNSEEN = re.compile(r"<(script|style|noscript)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,2000}>")


class MetaRefreshMiddleware(StrictRedirectMiddleware):
    """Follows a refresh as a redirect, if the page holds nothing else.

    News pages reload themselves, and paywalled ones redirect after a while. A page with text, with
    a longer delay, or with a refresh to its own URL is therefore kept.
    """

    def process_response(  # type: ignore[override]
        self, request: Request, response: Response
    ) -> Request | Response:
        """Return the response, or the request for the page that it points to.

        Raises:
            RedirectRefused: as for a redirect.
        """
        if response.status != 200 or request.method == "HEAD" or request.meta.get(ROBOTS):
            return response
        target = refresh_target(response.body, response.url, _content_type(response))
        if target is None:
            return response
        self._check(request, target)
        followed = request.replace(url=target)
        return self._redirect(followed, request, "meta refresh")


def refresh_target(body: bytes, url: str, content_type: str = "") -> str | None:
    """Return the URL that a page redirects to at once, if it does nothing else."""
    if len(body) > _LARGEST or b"refresh" not in body.replace(b"\x00", b"").lower():
        return None
    markup = decode(body, (("Content-Type", content_type),) if content_type else ())
    try:
        delay, target = get_meta_refresh(markup, url, ignore_tags=("script", "noscript"))
    except ValueError:
        return None
    if delay is None or not target or delay > _SOON:
        return None
    here, there = urlsplit(url), urlsplit(target)
    if there.scheme not in ("http", "https") or here[:3] == there[:3]:
        return None
    visible = _TAG.sub(" ", _UNSEEN.sub(" ", markup))
    return target if len(words(visible)) <= _MAX_WORDS else None


def _content_type(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"").decode("latin-1")
