"""``scrapy explain``: a stored page and its extraction, also if rejected, failed or damaged."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from crawler.archive.cdxj import FolderIndex, search_key
from tests.support import warm
from tests.support.sample_crawl import SAMPLES, rows

pytestmark = [pytest.mark.slow]

NEW = (
    "https://en.vietnamplus.vn/quang-tri-port-readies-berth-for-offshore-wind-parts-post354122.vnp"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explain")
    (folder / "archive").mkdir()
    for outlet in ("vna", "ppp"):
        shutil.copy(SAMPLES / f"{outlet}.warc.gz", folder / "archive")
    done = scrapy(
        folder, "crawl", "vna", "-s", f"REPLAY_WARC={folder}/archive/vna.warc.gz", "--loglevel",
        "ERROR",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


def scrapy(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder}/news.db",
        "ARCHIVE_DIR": str(folder / "archive"),
        **env,
    }
    return warm.run(["-m", "scrapy", *arguments], env=environment)


def test_an_article_as_stored_beside_todays_extraction(desk: Path) -> None:
    done = scrapy(desk, "explain", NEW)
    assert done.returncode == 0, done.stderr
    assert "outcome    new, HTTP 200" in done.stdout
    (stored,) = rows(desk / "news.db", "SELECT * FROM articles WHERE url = ?", NEW)
    assert f"title:         {stored['title']}" in done.stdout
    stripped = rows(desk / "news.db", "SELECT * FROM stripped WHERE article_id = ?", stored["id"])
    assert done.stdout.count("  stripped  ") == len(stripped) > 5
    assert "says the same" in done.stdout
    by_number = scrapy(desk, "explain", str(stored["id"]))
    assert by_number.stdout == done.stdout


def test_every_stored_article_is_extracted_the_same_today(desk: Path) -> None:
    """The explanation uses the crawl's layout, marks, zone and hints."""
    for row in rows(desk / "news.db", "SELECT id FROM articles"):
        explained = scrapy(desk, "explain", str(row["id"])).stdout
        assert "says the same" in explained, explained[-2_000:]


def test_a_rejected_page_says_why_and_what_comes_next(desk: Path) -> None:
    page, *_ = rows(desk / "news.db", "SELECT url, reason FROM page WHERE outcome = 'not_article'")
    done = scrapy(desk, "explain", page["url"])
    assert f"reason     {page['reason']}" in done.stdout
    assert "next try   in the next run" in done.stdout
    assert "today's engine: no article" in done.stdout


def test_a_stored_text_that_is_no_longer_what_the_engine_says(desk: Path, tmp_path: Path) -> None:
    shutil.copytree(desk, tmp_path / "desk")
    with sqlite3.connect(tmp_path / "desk" / "news.db") as connection:
        connection.execute("UPDATE revision SET body = body || char(10, 10) || 'Read more here'")
    done = scrapy(tmp_path / "desk", "explain", NEW)
    assert "says otherwise" in done.stdout
    assert "-Read more here" in done.stdout


def test_the_bytes_and_the_picture(desk: Path, tmp_path: Path) -> None:
    done = scrapy(desk, "page", NEW)
    assert done.stdout.lstrip().lower().startswith("<!doctype html")
    assert "vna.warc.gz at byte" in done.stderr
    seen = tmp_path / "seen.html"
    assert scrapy(desk, "explain", NEW, "--html", str(seen)).returncode == 0
    assert "stripped" in seen.read_text("utf-8")


def test_a_url_that_only_the_archive_holds(desk: Path) -> None:
    url = next(one.url for one in FolderIndex(desk / "archive") if "phnompenhpost.com" in one.url)
    done = scrapy(desk, "page", url)
    assert done.returncode == 0, done.stderr
    assert "ppp.warc.gz" in done.stderr
    listed = scrapy(desk, "page", url, "--all")
    assert "ppp.warc.gz:" in listed.stdout


def test_unknown_urls(desk: Path) -> None:
    for asked in ("https://en.vietnamplus.vn/nosuch-post1.vnp", "4711"):
        done = scrapy(desk, "explain", asked)
        assert done.returncode == 2
        assert asked in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_broken_file_names_itself_and_stops_nothing(desk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(desk / "archive", folder)
    broken = folder / "ppp.warc.gz"
    data = bytearray(broken.read_bytes())
    data[len(data) // 2] ^= 0xFF
    broken.write_bytes(data[: len(data) - 100])
    done = scrapy(desk, "archive", "verify", ARCHIVE_DIR=str(folder))
    assert done.returncode == 1
    lines = {line.split()[0]: line for line in done.stdout.splitlines() if ".warc.gz" in line}
    assert "damaged" in lines["ppp.warc.gz"]
    assert lines["vna.warc.gz"].endswith("whole")
    done = scrapy(desk, "explain", NEW, ARCHIVE_DIR=str(folder))
    assert "says the same" in done.stdout
    (folder / "vna.warc.gz").unlink()
    done = scrapy(desk, "explain", NEW, ARCHIVE_DIR=str(folder))
    assert "vna.warc.gz: no such file" in done.stdout
    assert "blocks as the crawl saw them" in done.stdout


def test_pruning_lists_first_and_deletes_only_with_write(desk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(desk / "archive", folder)
    scrapy(desk, "archive", "index", ARCHIVE_DIR=str(folder))
    os.utime(folder / "ppp.warc.gz", (0, 0))
    done = scrapy(desk, "archive", "prune", "--days", "400", ARCHIVE_DIR=str(folder))
    assert "1 files would be deleted" in done.stdout
    assert (folder / "ppp.warc.gz").exists()
    scrapy(desk, "archive", "prune", "--days", "400", "--write", ARCHIVE_DIR=str(folder))
    assert sorted(one.name for one in folder.glob("*.gz")) == ["vna.warc.gz"]
    assert all("phnompenh" not in one.url for one in FolderIndex(folder))


def test_an_index_knows_a_file_that_came_later(tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "vna.warc.gz", tmp_path)
    before = len(FolderIndex(tmp_path))
    shutil.copy(SAMPLES / "vns.warc.gz", tmp_path)
    index = FolderIndex(tmp_path)
    assert len(index) > before
    assert index.find("https://vietnamnews.vn/robots.txt")
    keys = [search_key(one.url) for one in index]
    assert keys == sorted(keys)
