"""Requests to one name whose DNS result changes each time; runs in its own process.

It plugs in a resolver, the way Twisted intends, that knows only ``rebind.example``, and returns
127.0.0.1 and 127.0.0.2 in turn. The first is in ``ALLOW_ADDRESSES``, the second is not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from twisted.internet.address import IPv4Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer

RESOLVED: list[str] = []


@implementer(IHostnameResolver)
class Rebinding:
    """Resolver with alternating results."""

    def __init__(self, reactor: Any) -> None:
        self._reactor = reactor

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Rebinding:
        return cls(reactor)

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802
        self,
        receiver: Any,
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        *_: Any,
        **__: Any,
    ) -> Any:
        answer = ("127.0.0.1", "127.0.0.2")[len(RESOLVED) % 2]
        RESOLVED.append(answer)
        receiver.resolutionBegan(self)
        receiver.addressResolved(IPv4Address("TCP", answer, portNumber))
        receiver.resolutionComplete()
        return self


def main(text: str) -> None:
    job = json.loads(text)
    came: list[str] = []

    class Probe(scrapy.Spider):
        name = "probe"
        outlet = SimpleNamespace(allows=lambda url: True)

        async def start(self) -> AsyncIterator[scrapy.Request]:
            yield self.ask(0)

        def ask(self, number: int) -> scrapy.Request:
            # Each on its own connection, so that each resolves the name.
            return scrapy.Request(
                job["urls"][number],
                headers={"Connection": "close"},
                errback=self.failed,
                cb_kwargs={"number": number},
                dont_filter=True,
            )

        def parse(self, response: Any, number: int) -> Any:
            came.append(response.text)
            return self.further(number)

        def failed(self, failure: Any) -> Any:
            came.append(f"{type(failure.value).__name__}: {failure.value}")
            return self.further(failure.request.cb_kwargs["number"])

        def further(self, number: int) -> Any:
            return [self.ask(number + 1)] if number + 1 < len(job["urls"]) else []

    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.update(
        {
            "ITEM_PIPELINES": {},
            "ARCHIVE_DIR": "",
            "LOG_LEVEL": "WARNING",
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_ENABLED": False,
            "ROBOTSTXT_OBEY": False,
            "TWISTED_DNS_RESOLVER": Rebinding,
            "ALLOW_ADDRESSES": job["allowed"],
        }
    )
    process = AsyncCrawlerProcess(settings)
    process.crawl(Probe)
    process.start()
    print(json.dumps({"came": came, "resolved": RESOLVED}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
