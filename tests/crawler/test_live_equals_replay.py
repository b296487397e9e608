"""A live crawl over real sockets and a crawl of the archive give the same articles.

A proxy on loopback serves the samples at the outlets' own URLs (see ``support/archive_proxy.py``):
names, TLS, redirects, compression and conditional requests are those of a live crawl, and the
product does not know that it is a test. The view is compared byte for byte, except for
``first_seen_at``, the time of the run.
"""

from __future__ import annotations

import json
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler.archive import ReplayIndex
from tests.support.databases import migrated_file
from tests.support.sample_crawl import ROOT, SAMPLES, FinishedCrawl, crawl, rows, run

sys.path.append(str(ROOT / "tests" / "crawler"))
from tests.support.archive_proxy import archive_proxy

pytestmark = pytest.mark.slow

# Each is crawled twice, over TLS, in about ten seconds: one of them in make test, all in make soak.
EVERY_TIME = "vna"
OTHERS = ("vns", "customs", "vnp", "sggp", "ppp")
OUTLETS = (EVERY_TIME, *OTHERS)
# In order, one request at a time, so that the ids in the view are the same as well.
ONE_BY_ONE = ("-s", "CONCURRENT_REQUESTS=1", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")


def live(outlet: str, database: str, *more: str) -> FinishedCrawl:
    """Crawl an outlet through the proxy, as from the network."""
    settings = {
        "ALLOW_PRIVATE_ADDRESSES": "1",
        "HTTPPROXY_ENABLED": "1",
        "CONTACT": "tests@news.example",
    }
    options = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    command = ("scrapy", "crawl", outlet, *options, *FAST, *ONE_BY_ONE, "--loglevel", "WARNING")
    return run(*command, *more, database=database)


def hosts() -> list[str]:
    """Return every host that an outlet has, or had."""
    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["crawler.spiders"]}))
    return sorted({host for name in OUTLETS for host in loader.load(name).outlet.hosts})


def view(database: Path) -> tuple[str, list[str]]:
    """Return the whole view as text, and the times of the run separately."""
    found = rows(database, "SELECT * FROM articles ORDER BY id")
    times = [row.pop("first_seen_at") for row in found]
    for row in found:
        del row["changed_at"]
    return json.dumps(found, indent=1, ensure_ascii=False), times


def outcomes(database: Path) -> list[dict[str, Any]]:
    return rows(database, "SELECT url, outcome, reason FROM page ORDER BY url")


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "outlet", [EVERY_TIME, *(pytest.param(name, marks=pytest.mark.soak) for name in OTHERS)]
)
def test_the_view_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outlet: str) -> None:
    before = datetime.now(UTC)
    from_archive, from_sockets = tmp_path / "archive.db", tmp_path / "sockets.db"
    for database in (from_archive, from_sockets):
        shutil.copy(migrated_file(), database)
    ended = crawl(outlet, f"sqlite:///{from_archive}", *ONE_BY_ONE)
    assert ended.code == 0, ended.errors
    index = ReplayIndex.open(str(SAMPLES / f"{outlet}.warc.gz"))
    kept = tmp_path / "kept"
    with archive_proxy(index, hosts(), tmp_path) as proxy:
        for name, value in proxy.environment.items():
            monkeypatch.setenv(name, value)
        url = f"sqlite:///{from_sockets}"
        ended = live(outlet, url, "-s", f"ARCHIVE_DIR={kept}")
        assert ended.code == 0, ended.errors
        assert len(proxy.asked) > 10
    expected, _ = view(from_archive)
    found, times = view(from_sockets)
    assert found == expected
    assert len(times) >= 5
    seen = [datetime.fromisoformat(time).replace(tzinfo=UTC) for time in times]
    assert all(before <= time <= datetime.now(UTC) for time in seen)
    assert outcomes(from_sockets) == outcomes(from_archive)
    # The archive of the live crawl gives the same view again.
    again = tmp_path / "again.db"
    shutil.copy(migrated_file(), again)
    ended = run(
        *("scrapy", "crawl", outlet, "-s", f"REPLAY_WARC={kept}", *ONE_BY_ONE),
        *("--loglevel", "WARNING"),
        database=f"sqlite:///{again}",
    )
    assert ended.code == 0, ended.errors
    assert view(again)[0] == expected
