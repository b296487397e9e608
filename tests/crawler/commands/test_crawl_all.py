"""``scrapy crawl --all``: every outlet, one summary, one exit code."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.nightly.all_outlets import FinishedCrawl, exit_code
from tests.support import warm
from tests.support.sample_crawl import SAMPLES, rows
from tests.support.spider_site import ROOT

pytestmark = [pytest.mark.slow]


def test_every_outlet_is_crawled_into_one_database(tmp_path: Path) -> None:
    """The first run creates the database, whichever of them is first."""
    done = warm.run(
        [
            *("-m", "scrapy", "crawl", "--all", "--at-once", "2", "-s", "ARCHIVE_DIR="),
            *("-s", f"REPLAY_WARC={SAMPLES}/{{outlet}}.warc.gz"),
        ],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SCRAPY_SETTINGS_MODULE": "crawler.settings",
            "DATABASE_URL": f"sqlite:///{tmp_path}/news.db",
            "EXPECTED_OUTLETS": "vna,ppp,nosuch",
        },
        timeout=200,
    )
    lines = done.stdout.splitlines()
    assert [line.split()[:2] for line in lines[:2]] == [["vna", "ok"], ["ppp", "ok"]], done.stderr
    assert lines[2].startswith("nosuch        exit 2")
    assert "no such outlet" in lines[2]
    assert lines[3] == "3 outlets, not good: nosuch"
    assert done.returncode == 2
    counted = rows(tmp_path / "news.db", "SELECT DISTINCT outlet FROM articles ORDER BY outlet")
    assert [row["outlet"] for row in counted] == ["ppp", "vna"]
    assert (tmp_path / "log" / "vna.log").exists()


@pytest.mark.parametrize(
    ("codes", "expected"), [((0, 0), 0), ((0, 4, 0), 4), ((4, 3, 5), 3), ((130, 4), 4), ((1, 2), 1)]
)
def test_the_worst_counts(codes: tuple[int, ...], expected: int) -> None:
    assert exit_code([FinishedCrawl("x", code, 0.0, "") for code in codes]) == expected
