"""The download handler: Scrapy's, with checks of addresses, certificates and complete bodies.

Scrapy 2.19 offers no public hook for this, so private classes are extended. Its version is pinned,
and ``tests/crawler/downloader/test_limits.py`` fails if one of them changes.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    TunnelError,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
    _ScrapyAgent,
)
from scrapy.exceptions import DownloadFailedError, ResponseDataLossError
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import ConnectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS, ResponseFailed
from twisted.web.http import _DataLoss
from twisted.web.iweb import UNKNOWN_LENGTH

from crawler.downloader.address_guard import AddressGuard, GuardedReactor
from crawler.downloader.backoff import BackOffMiddleware
from crawler.downloader.errors import (
    IncompleteBodyError,
    TakenOver,
    TooLarge,
    TunnelRefused,
    inner_refusal,
)
from crawler.downloader.redirects import ROBOTS
from crawler.downloader.server_identity import StrictIdentityPolicy
from crawler.lock_watch import has_right

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import Request as TxRequest
    from twisted.web.client import Agent
    from twisted.web.iweb import IResponse

HEAD_LIMIT = 128 * 1024
"""Maximum bytes of status line and headers; browsers stop at 256 KiB, servers send under 16."""


class GuardedDownloadHandler(HTTP11DownloadHandler):
    """Download handler for http and https.

    In addition to Scrapy's: connections to public addresses only, headers up to ``HEAD_LIMIT``, and
    no truncated bodies, even without an announced length. ``DOWNLOAD_TIMEOUT`` limits the whole
    download, headers and body, as in Scrapy.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor

        self._guard = AddressGuard.from_settings(crawler.settings)
        self._reactor = GuardedReactor(reactor, self._guard)
        policy: Any = StrictIdentityPolicy(self._contextFactory)  # zope's interfaces have no types
        self._contextFactory = policy
        self._pool._factory = _StrictFactory

    async def download_request(self, request: Request) -> Response:
        """Download a page.

        Raises:
            Refusal, IncompleteBodyError: see ``errors``; otherwise Scrapy's errors.
        """
        # Here, next to the socket: in its slot a request may wait for longer than a right lasts.
        if not await has_right(self._crawler):
            raise TakenOver("another process crawls this outlet now")
        back_off = self._crawler.get_downloader_middleware(BackOffMiddleware)
        if back_off is not None:
            back_off.process_request(request)  # it may have waited in its slot
        try:
            response = await self._download(request)
        except Exception as error:
            if back_off is not None:
                back_off.note(request, error)
            raise
        if back_off is not None:
            back_off.note(request, response)
        return response

    async def _download(self, request: Request) -> Response:
        if request.meta.get("proxy"):
            await self._check_proxied(request)
        agent = _GuardedAgent(
            self._reactor,
            contextFactory=self._contextFactory,
            bindAddress=self._bind_address,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=True,
            crawler=self._crawler,
        )
        try:
            with wrap_twisted_exceptions():
                return await maybe_deferred_to_future(agent.download_request(request))
        except TunnelError as error:
            raise TunnelRefused(str(error)) from error
        except (DownloadFailedError, ResponseDataLossError) as error:
            clearer = inner_refusal(error)
            if clearer is not None:
                raise clearer from error
            raise

    async def _check_proxied(self, request: Request) -> None:
        """Check the target of a request through a proxy.

        The proxy resolves the outlet's own names. A robots.txt redirect may lead to any host, so
        its name is resolved here as well, and refused if it is private.
        """
        target = urlsplit(request.url)
        host, port = target.hostname or "", target.port or 0
        self._guard.check_target(host, port)
        if request.meta.get(ROBOTS) and request.meta.get("redirect_urls"):
            try:
                found = await asyncio.get_running_loop().getaddrinfo(host, port)
            except OSError:
                return  # the name does not resolve here
            for *_, address in found:
                self._guard.check(str(address[0]), port)


class _GuardedAgent(_ScrapyAgent):
    """Opens its connections through the guard, directly or to a proxy."""

    def __init__(self, reactor: GuardedReactor, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._reactor = reactor

    def _get_agent(self, request: Request, timeout: float) -> Agent:
        agent = super()._get_agent(request, timeout)
        agent._reactor = self._reactor  # type: ignore[assignment]
        agent._endpointFactory._reactor = self._reactor
        return agent


class _StrictParser(_LenientHTTPClientParser):
    """Tells a truncated body from a complete one.

    A body without length and without chunks ends with the connection, and Twisted takes a reset for
    such an end. Bytes after the announced length mean that the length is wrong.
    """

    excess = False

    def allHeadersReceived(self) -> None:  # noqa: N802
        """Ignore ``Transfer-Encoding: identity`` and repetitions, as browsers do."""
        lines = self.connHeaders.getRawHeaders(b"Transfer-Encoding") or []
        words = [word.strip().lower() for line in lines for word in line.split(b",")]
        self.connHeaders.removeHeader(b"Transfer-Encoding")
        if named := dict.fromkeys(word for word in words if word not in (b"", b"identity")):
            self.connHeaders.setRawHeaders(b"Transfer-Encoding", [b", ".join(named)])
        super().allHeadersReceived()  # type: ignore[no-untyped-call]

    def _finished(self, rest: bytes) -> None:
        self.excess = bool(rest.strip())
        super()._finished(rest)  # type: ignore[no-untyped-call]

    def connectionLost(self, reason: Failure | None = None) -> None:  # noqa: N802
        if self.bodyDecoder is not None:
            error: Exception | None = None
            if self.excess:
                error = IncompleteBodyError("more bytes than its Content-Length: the page is cut")
            elif self._was_reset(reason):
                error = IncompleteBodyError("connection reset within the body")
            if error is not None:
                self.response._bodyDataFinished(_lost(error, self.response))
                return
        super().connectionLost(reason)

    def _was_reset(self, reason: Failure | None) -> bool:
        """Return whether a body of unknown length ended other than by a clean close."""
        if self.response.length is not UNKNOWN_LENGTH or self.state == "DONE":
            return False
        return isinstance(reason, Failure) and not isinstance(reason.value, ConnectionDone)


def _lost(error: Exception, response: Any) -> Any:
    """Return Twisted's failure for a lost body, with our reason inside."""
    reasons = [Failure(error), Failure(_DataLoss())]  # type: ignore[no-untyped-call]
    return Failure(ResponseFailed(reasons, response))  # type: ignore[no-untyped-call]


class _StrictProtocol(_LenientHTTP11ClientProtocol):
    """Limits the total bytes of the headers, which Twisted limits only per line."""

    _head = 0

    def request(self, request: TxRequest) -> Deferred[IResponse]:
        self._head = 0
        response = super().request(request)
        if self._parser is not None:  # as Scrapy does: the class cannot be passed in
            self._parser.__class__ = _StrictParser
        return response

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        if self._parser is not None and self._parser.state in (STATUS, HEADER):
            self._head += len(data)
            if self._head > HEAD_LIMIT:
                self._giveUp(Failure(TooLarge(f"headers larger than {HEAD_LIMIT} bytes")))  # type: ignore[no-untyped-call]


class _StrictFactory(_LenientHTTP11ClientFactory):
    """Creates the protocol of each connection."""

    def buildProtocol(self, addr: IAddress | None) -> _StrictProtocol:  # noqa: N802
        return _StrictProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
