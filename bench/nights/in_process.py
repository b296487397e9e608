"""A crawl of a night in this process: no sockets and no Scrapy, all else is the product's.

The front page is parsed, the ledger says which pages are due, the engine extracts them, the gate
holds them, the store decides. Thirty nights take less than a minute, so many can be tried.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from sqlalchemy import Engine

from bench.nights.outlet import Outlet
from crawler.discovery.listing import read_listing
from crawler.outlet import REVISIT
from pipelines.extraction import NotAnArticle, extract
from pipelines.interstitials.result_gate import ResultGate
from pipelines.items import Article, Candidate, Due, Outcome, Page, Result
from pipelines.results import of_article, rejected
from pipelines.storage.store import Store
from pipelines.urls.canonical import UrlRules

_BATCH = 20  # results in a transaction
_BETWEEN = timedelta(milliseconds=50)  # between two requests
_LATE = datetime(2100, 1, 1, tzinfo=UTC)
"""When pages are extracted: a date that is not yet past is no date."""


def crawl(
    engine: Engine, outlet: Outlet, host: str, now: datetime, *, killed_after: int | None = None
) -> str:
    """Crawl an outlet at ``now``; return the finish reason.

    Args:
        engine: of a migrated database.
        outlet: its site.
        host: its host, which is also its name in the database.
        now: the crawl's clock.
        killed_after: the number of stored pages after which the crawl is killed; None: never.
    """
    store, home = Store(engine, host), f"https://{host}"
    crawl_id = store.begin_crawl(now, {}, {})
    due = store.pending(now, revisit=REVISIT)
    listed: Sequence[Candidate] = ()
    status, front, _ = outlet.answer("/")
    if status == 200:
        listed = read_listing(front.encode(), f"{home}/").candidates
        due += store.discover(listed, now, revisit=REVISIT)
    results = [
        _result(outlet, home, one, now + number * _BETWEEN) for number, one in enumerate(due)
    ]
    gate, admitted = asyncio.run(_admitted(results, listed))
    for start in range(0, len(admitted), _BATCH):
        store.save(admitted[start : start + _BATCH])
        if killed_after is not None and start >= killed_after:
            return "killed"
    store.reopen(gate.refused_urls, now)
    reason = gate.closed or ("finished" if status == 200 else "outlet_unreachable")
    store.finish_crawl(crawl_id, now + len(results) * _BETWEEN, reason, {})
    return reason


async def _admitted(
    results: Sequence[Result], listed: Sequence[Candidate]
) -> tuple[ResultGate, list[Result]]:
    """Pass results through a gate in order, until it is closed."""
    waiting: list[asyncio.Task[Result]] = []
    gate = ResultGate(lambda held: held == sum(not one.done() for one in waiting))
    gate.announce(listed)
    for result in results:
        waiting.append(asyncio.create_task(gate.admit(result)))
        await asyncio.sleep(0)
        if gate.closed is not None:
            break
    return gate, list(await asyncio.gather(*waiting))


def _result(outlet: Outlet, home: str, due: Due, at: datetime) -> Result:
    host, url = home.partition("//")[2], due.url
    status, body, location = outlet.answer(url.removeprefix(home))
    if location:
        url = f"{home}{location}"
        status, body, _ = outlet.answer(location)
    if status != 200:
        reason, retry = f"HTTP {status}", status >= 500
        return Result(due.url, host, at, outcome=Outcome.FAILED, reason=reason, retry=retry)
    page = Page(
        url, body.encode(), at, outlet=host, requested_url=due.url, hosts=(host,), hint=due.hint
    )
    article = _extracted(page.body, url, host)
    if isinstance(article, str):
        return rejected(page, article)
    return of_article(page, article, UrlRules(hosts={host: host}))


@lru_cache(maxsize=10_000)
def _extracted(body: bytes, url: str, host: str) -> Article | str:
    """Return the article on a page, or why there is none; the same bytes come night after night."""
    try:
        return extract(Page(url, body, _LATE, outlet=host, hosts=(host,)))
    except NotAnArticle as no:
        return no.reason
