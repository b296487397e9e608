"""A crawl with worker processes gives the same as one without."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.databases import migrated_file
from tests.support.sample_crawl import SAMPLES, crawl, rows, run

pytestmark = pytest.mark.slow


def articles(database: Path) -> list[dict[str, Any]]:
    """Return the view by URL; stories and originals by the URLs they stand for."""
    found = rows(database, "SELECT * FROM articles ORDER BY url")
    by_id = {row["id"]: row["url"] for row in found}
    stories: dict[int, list[str]] = {}
    for row in found:
        stories.setdefault(row["story_id"], []).append(row["url"])
    for row in found:
        row["story_id"] = stories[row["story_id"]]
        row["duplicate_of"] = by_id.get(row["duplicate_of"])
        del row["id"], row["first_seen_at"], row["changed_at"], row["seq"]  # of the run
    return found


def test_the_view_is_the_same(tmp_path: Path) -> None:
    """Except for the ids: two processes may finish two pages in a different order."""
    views = []
    for workers in ("0", "2"):
        database = tmp_path / f"{workers}.db"
        shutil.copy(migrated_file(), database)
        ended = crawl("vna", f"sqlite:///{database}", "-s", f"EXTRACT_WORKERS={workers}")
        assert ended.code == 0, ended.errors
        views.append(articles(database))
        assert len(views[-1]) >= 5
    assert views[0] == views[1]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("REPLAY_WARC=/nowhere/none.warc.gz", "/nowhere/none.warc.gz"),
        ("REPLAY_AT=yesterday", "REPLAY_AT=yesterday"),
        (f"REPLAY_WARC={SAMPLES / 'gold.json'}", "no response found"),
    ],
)
def test_an_archive_that_cannot_be_used_is_refused_in_one_line(
    tmp_path: Path, setting: str, message: str
) -> None:
    database = tmp_path / "a.db"
    shutil.copy(migrated_file(), database)
    settings = ("-s", f"REPLAY_WARC={SAMPLES / 'vns.warc.gz'}", "-s", setting)
    ended = run(
        *("scrapy", "crawl", "vns", *settings, "--loglevel", "ERROR"),
        database=f"sqlite:///{database}",
    )
    assert ended.code == 2
    assert message in ended.errors
    assert len(ended.errors.strip().splitlines()) == 1
    (refused,) = rows(database, "SELECT reason, message FROM crawl")
    assert refused["reason"] == "cannot_start"
    assert message in refused["message"]


def test_a_truncated_archive_is_used_up_to_the_cut(tmp_path: Path) -> None:
    database, cut = tmp_path / "a.db", tmp_path / "cut.warc.gz"
    whole = (SAMPLES / "vns.warc.gz").read_bytes()
    cut.write_bytes(whole[: len(whole) * 4 // 5])
    shutil.copy(migrated_file(), database)
    ended = crawl("vns", f"sqlite:///{database}", "-s", f"REPLAY_WARC={cut}")
    assert ended.code == 0, ended.errors
    assert f"archive damaged: {cut}" in ended.errors
    assert rows(database, "SELECT * FROM articles")
