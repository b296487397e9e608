"""``scrapy reextract``: the current engine over stored pages: preview, writing, resuming."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.support import warm
from tests.support.sample_crawl import SAMPLES, rows

pytestmark = [pytest.mark.slow]


def scrapy(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return warm.run(["-m", "scrapy", *arguments], env=environment(folder))


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder}/news.db",
        "ARCHIVE_DIR": str(SAMPLES),
    }


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reextract")
    for outlet in ("vna", "sggp"):
        warc = f"REPLAY_WARC={SAMPLES / f'{outlet}.warc.gz'}"
        done = scrapy(folder, "crawl", outlet, "-s", warc, "--loglevel", "ERROR")
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def desk(crawled: Path, tmp_path: Path) -> Path:
    """Return a database in which an older engine stored worse texts for three articles."""
    shutil.copy(crawled / "news.db", tmp_path)
    with sqlite3.connect(tmp_path / "news.db") as connection:
        connection.execute(
            "UPDATE revision SET body = body || char(10, 10) || 'Read more', text_hash = 'old', "
            "engine = '1' WHERE article_id IN (1, 2, 12)"
        )
        connection.execute(
            "UPDATE article SET text_hash = 'old', engine = '1', agency = 'nobody' "
            "WHERE id IN (1, 2, 12)"
        )
    return tmp_path


def test_the_preview_stores_nothing(desk: Path) -> None:
    before = rows(desk / "news.db", "SELECT * FROM revision")
    done = scrapy(desk, "reextract")
    assert done.returncode == 0, done.stderr
    assert "text                 3 would change" in done.stdout
    assert "agency               3 would change" in done.stdout
    assert "-Read more" in done.stdout
    assert rows(desk / "news.db", "SELECT * FROM revision") == before
    articles = len(rows(desk / "news.db", "SELECT id FROM article"))
    assert f"{articles} articles extracted again" in done.stdout


def test_what_is_written_is_a_version_of_the_engines(desk: Path, crawled: Path) -> None:
    done = scrapy(desk, "reextract", "--write")
    assert done.returncode == 0, done.stderr
    assert "3 new revisions stored" in done.stdout
    query = "SELECT id, title, text, agency, authors FROM articles ORDER BY id"
    assert rows(desk / "news.db", query) == rows(crawled / "news.db", query)
    versions = rows(desk / "news.db", "SELECT article_id, cause FROM revision WHERE number = 2")
    assert versions == [{"article_id": number, "cause": "engine"} for number in (1, 2, 12)]
    changed = rows(desk / "news.db", "SELECT changed_at FROM article WHERE id = 1")
    assert changed == rows(crawled / "news.db", "SELECT changed_at FROM article WHERE id = 1")
    again = scrapy(desk, "reextract", "--write")
    assert "0 new revisions stored" in again.stdout
    assert "nothing differs" in again.stdout


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        (["sggp"], None),
        (["--engine", "4"], 3),
        (["--rule", "pull-quote"], 0),
        (["--limit", "2"], 2),
        (["--below", "0.0"], 0),
        (["--until", "2001-01-01"], 0),
    ],
)
def test_choosing(desk: Path, chosen: list[str], count: int | None) -> None:
    if count is None:
        (row,) = rows(desk / "news.db", "SELECT count(*) AS n FROM article WHERE outlet = 'sggp'")
        count = int(row["n"])
    if chosen[0] == "--engine":
        (row,) = rows(desk / "news.db", "SELECT max(engine) AS e FROM article")
        chosen = ["--engine", row["e"]]
    assert f"{count} articles extracted again" in scrapy(desk, "reextract", *chosen).stdout


def test_a_page_of_another_version_and_a_missing_page(desk: Path) -> None:
    with sqlite3.connect(desk / "news.db") as connection:
        connection.execute("UPDATE revision SET source_hash = 'other' WHERE article_id = 1")
        connection.execute("UPDATE page SET warc = 'gone.warc.gz' WHERE article_id = 2")
    done = scrapy(desk, "reextract", "--write")
    assert "1 could not be extracted again: the archived page has another version" in done.stdout
    assert "gone.warc.gz: no such file" in done.stdout
    assert "1 new revisions stored" in done.stdout
    articles = len(rows(desk / "news.db", "SELECT id FROM article"))
    assert f"{articles - 2} of {articles} articles extracted again" in done.stdout
    nowhere = scrapy(desk, "reextract", "-s", f"ARCHIVE_DIR={desk / 'nosuch'}")
    assert nowhere.returncode == 1
    assert f"0 of {articles} articles extracted again" in nowhere.stdout
    assert "nothing differs" not in nowhere.stdout


def test_after_a_kill_no_page_is_processed_twice(desk: Path) -> None:
    """One page per batch, so that the kill hits it halfway."""
    code = (
        "import sys; from crawler.stored import reextraction; reextraction.BATCH = 1; "
        "from crawler.command_line import main; main(['reextract', '--write', '--workers', '1'])"
    )
    script = desk / "slow.py"
    script.write_text(f"if __name__ == '__main__':\n    {code}\n", encoding="utf-8")
    process = warm.start([script], env=environment(desk))
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if rows(desk / "news.db", "SELECT 1 FROM reextraction"):
            process.kill()
            break
    process.wait(60)
    (row,) = rows(desk / "news.db", "SELECT last_id FROM reextraction") or [{"last_id": 0}]
    articles = len(rows(desk / "news.db", "SELECT id FROM article WHERE id > ?", row["last_id"]))
    done = scrapy(desk, "reextract", "--write")
    assert f"{articles} articles extracted again" in done.stdout
    assert len(rows(desk / "news.db", "SELECT id FROM revision WHERE number = 2")) == 3
    assert rows(desk / "news.db", "SELECT * FROM reextraction") == []
