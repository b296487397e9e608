"""Pages at a limit cost only themselves, on both databases, with and without a worker process."""

from __future__ import annotations

import gzip

import pytest
from sqlalchemy import Engine

from bench.extraction import hostile
from tests.support import fault_pages
from tests.support.faultserver import FaultServer, Handler, page
from tests.support.nightly import articles, ask, crawl, paths, site

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

EIGHT = paths(8)
BAD = [f"/news/story-at-limit-{n}-of-the-delta.html" for n in range(700, 700 + len(hostile.PAGES))]
LARGE = "/news/story-larger-than-750-may-be.html"
HEAVY = "/news/story-heavier-than-751-may-be.html"
REASON = "SELECT outcome, reason, due_at FROM page WHERE url LIKE :path"


def with_pages(more: dict[str, Handler]) -> dict[str, Handler]:
    made = site(EIGHT) | more
    mixed = [path for pair in zip(EIGHT, more, strict=False) for path in pair]
    made["/"] = page(fault_pages.listing([*mixed, *(p for p in [*EIGHT, *more] if p not in mixed)]))
    return made


@pytest.mark.parametrize("workers", [0, 1])
def test_hostile_pages_cost_only_themselves(engine: Engine, workers: int) -> None:
    bad = {path: page(make(40_000)) for path, make in zip(BAD, hostile.PAGES.values(), strict=True)}
    bad[LARGE] = page(gzip.compress(b"<p>a" * 300_000), Content_Encoding="gzip")
    with FaultServer(with_pages(bad)) as server:
        night = crawl(server, engine, EXTRACT_WORKERS=workers, DOWNLOAD_MAXSIZE=1_000_000)
    assert (night.code, night.reason) == (0, "finished"), night.log[-3_000:]
    assert set(EIGHT) <= set(articles(engine))
    (large,) = ask(engine, REASON, path=f"%{LARGE}")
    assert (large["outcome"], "when decompressed" in large["reason"]) == ("failed", True), large
    assert night.crawl["pages"] == len(EIGHT) + len(bad)


def test_a_page_at_a_process_limit_fails_and_is_requested_again(engine: Engine) -> None:
    body = gzip.compress(hostile.PAGES["Paragraphs without an end"](15 << 20))
    heavy = {HEAVY: page(body, Content_Encoding="gzip")}
    with FaultServer(with_pages(heavy)) as server:
        night = crawl(server, engine, EXTRACT_WORKERS=1)
        assert (night.code, night.crawl["new"], night.crawl["failed"]) == (0, 8, 1), night.log
        (row,) = ask(engine, REASON, path=f"%{HEAVY}")
        assert row["reason"].startswith("extraction: "), row
        assert row["due_at"] is not None
        server.site[HEAVY] = page(fault_pages.article(751))
        night = crawl(server, engine, EXTRACT_WORKERS=1)
    assert (night.code, night.crawl["new"]) == (0, 1), night.log
