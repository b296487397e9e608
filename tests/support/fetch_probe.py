"""A crawl of given URLs with the project's own settings and nothing behind the spider.

The crawl runs in its own process, which gets a job as JSON and prints one line of JSON: the result
of each URL, the statistics, and the process's peak memory in MiB.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from tests.support import warm

ROOT = Path(__file__).parents[2]


# These waits suit a night but are too long for a test.
QUICK: dict[str, Any] = {
    "DOWNLOAD_DELAY": 0.0,
    "AUTOTHROTTLE_START_DELAY": 0.0,
    "BACKOFF_START": 0.05,
    "BACKOFF_MAX": 0.2,
    "BACKOFF_FAILURES": 1000,
}


@dataclass(frozen=True)
class Fetched:
    """The result of a URL: ``status`` and ``body``, or ``reason`` and ``retry``."""

    url: str
    status: int = 0
    size: int = 0
    body: str = ""
    reason: str = ""
    retry: bool = False
    error: str = ""
    final_url: str = ""


@dataclass(frozen=True)
class Run:
    """A finished crawl; ``stderr`` is its log.

    ``sent`` are the times at which requests left their slots, in order, in seconds by the crawl's
    own clock: a busy server reads them later.
    """

    pages: dict[str, Fetched]
    count: int
    stats: dict[str, Any]
    peak_mib: float
    listening: int
    sent: list[float]
    stderr: str

    def __getitem__(self, url: str) -> Fetched:
        return self.pages[url]


def fetch(
    urls: Iterable[str],
    hosts: Iterable[str] = ("127.0.0.1",),
    env: dict[str, str] | None = None,
    **settings: Any,
) -> Run:
    """Fetch ``urls`` in a new process; ``settings`` override the project's."""
    job = json.dumps({"urls": list(urls), "hosts": list(hosts), "settings": settings})
    bare = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    environment = {**bare, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", **(env or {})}
    done = warm.run([__file__, job], env=environment)
    if done.returncode:
        raise AssertionError(done.stderr[-4000:])
    said = json.loads(done.stdout.splitlines()[-1])
    pages = {page["url"]: Fetched(**page) for page in said.pop("pages")}
    return Run(pages=pages, stderr=done.stderr, **said)


def main() -> None:
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    from crawler.downloader.errors import explain

    job = json.loads(sys.argv[1])
    pages: list[dict[str, Any]] = []
    listening: list[int] = []
    sent: list[float] = []

    class Probe(scrapy.Spider):
        name = "probe"
        outlet = SimpleNamespace(
            allows=lambda url: "*" in job["hosts"] or urlsplit(url).hostname in job["hosts"]
        )

        async def start(self) -> AsyncIterator[scrapy.Request]:
            listening.append(sockets_listening())
            note_requests(self.crawler.engine.downloader, sent)
            for url in job["urls"]:
                yield scrapy.Request(
                    url,
                    errback=self.failed,
                    dont_filter=True,
                    meta={"handle_httpstatus_list": range(400, 600)},
                    cb_kwargs={"asked": url},
                )

        def parse(self, response: Any, asked: str) -> None:
            pages.append(
                {
                    "url": asked,
                    "final_url": response.url,
                    "status": response.status,
                    "size": len(response.body),
                    "body": response.body[:300].decode("latin-1"),
                }
            )

        def failed(self, failure: Any) -> None:
            reason, retry = explain(failure.value)
            asked = failure.request.cb_kwargs["asked"]
            error = type(failure.value).__name__
            pages.append({"url": asked, "reason": reason, "retry": retry, "error": error})

    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.update({"ITEM_PIPELINES": {}, "ARCHIVE_DIR": "", "LOG_LEVEL": "INFO", **QUICK})
    settings.update(job["settings"])
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Probe)
    process.crawl(crawler)
    process.start()
    stats = {
        name: value
        for name, value in crawler.stats.get_stats().items()
        if isinstance(value, int | float | str)
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = {"pages": pages, "count": len(pages), "stats": stats, "peak_mib": peak}
    print(json.dumps({**said, "listening": listening[0], "sent": sent}))  # noqa: T201


def note_requests(downloader: Any, sent: list[float]) -> None:
    """Append the time of each request to ``sent``, as its slot measures it."""
    handlers = downloader.handlers
    download = handlers.download_request_async

    async def noted(request: Any) -> Any:
        sent.append(downloader.slots[downloader.get_slot_key(request)].lastseen)
        return await download(request)

    handlers.download_request_async = noted


def sockets_listening() -> int:
    """Return how many sockets of this process accept connections."""
    inodes = set()
    for entry in Path("/proc/self/fd").iterdir():
        try:
            inodes.add(str(entry.readlink()))
        except FileNotFoundError:  # the directory that is being listed
            continue
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/self/net/{table}").read_text().splitlines()[1:]
    ]
    return sum(row[3] == "0A" and f"socket:[{row[9]}]" in inodes for row in rows)


if __name__ == "__main__":
    main()
