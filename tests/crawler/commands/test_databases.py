"""``scrapy backup``, ``restore`` and ``copy`` from the command line."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.support import warm
from tests.support.sample_crawl import SAMPLES


def scrapy(folder: Path, database: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder}/{database}",
        "ARCHIVE_DIR": str(SAMPLES),  # a replay does not archive
    }
    return warm.run(["-m", "scrapy", *arguments], env=environment)


def test_the_night_after_a_lost_disk(tmp_path: Path) -> None:
    """The next crawl knows what was crawled, backed up and restored."""
    replay = ("-s", f"REPLAY_WARC={SAMPLES / 'vna.warc.gz'}", "--loglevel", "ERROR")
    assert scrapy(tmp_path, "a.db", "crawl", "vna", *replay).returncode == 0
    file = str(tmp_path / "news.backup")
    done = scrapy(tmp_path, "a.db", "backup", file)
    assert done.returncode == 0, done.stderr
    assert "read back and compared" in done.stdout
    assert scrapy(tmp_path, "b.db", "restore", "--check", file).returncode == 0
    assert not (tmp_path / "b.db").exists()
    done = scrapy(tmp_path, "b.db", "restore", file)
    assert done.returncode == 0, done.stderr
    assert "is what was backed up at" in done.stdout
    found = [scrapy(tmp_path, name, "search", "the").stdout for name in ("a.db", "b.db")]
    assert found[0] == found[1]
    assert found[0].count("https://") > 2
    done = scrapy(tmp_path, "b.db", "restore", "--check", file, "-s", "ARCHIVE_DIR=nowhere")
    assert done.returncode == 1
    assert (
        "1 of 1 files of the archive are not in nowhere (ARCHIVE_DIR), vna.warc.gz" in done.stderr
    )
    again = scrapy(tmp_path, "b.db", "restore", file)
    assert again.returncode == 2
    assert "is not empty" in again.stderr
    done = scrapy(tmp_path, "b.db", "copy", f"sqlite:///{tmp_path}/c.db")
    assert done.returncode == 0, done.stderr
    assert "every row was compared" in done.stdout
    assert scrapy(tmp_path, "c.db", "crawl", "vna", *replay).returncode in (0, 4)
    assert scrapy(tmp_path, "none.db", "backup", file).returncode == 3
