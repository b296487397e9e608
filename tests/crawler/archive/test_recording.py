"""A live crawl is archived as received, and its archive can be replayed."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.archive import ReplayIndex, check
from crawler.archive.recording import WarcFiles, writable_archive_folder
from pipelines.errors import UserError
from tests.crawler.archive.test_replay import ROOT, probe
from tests.support import warm
from tests.support.archive_site import ARTICLE, archive_site

PATHS = ("", "gzip", "old", "chunked", "same", "none")
TOLD = ("url", "status", "body")


def test_what_is_archived_replays_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "archive"
    with archive_site() as (site, asked):
        urls = [f"{site}/{path}" for path in PATHS]
        *live, end = probe({"ARCHIVE_DIR": str(folder)}, *urls)
        assert end["finish_reason"] == "finished"
        asked.clear()
        settings = {"REPLAY_WARC": str(folder), "ARCHIVE_DIR": str(tmp_path / "again")}
        *replayed, _ = probe(settings, *urls)
        assert asked == []
    keep = [tuple(line[name] for name in TOLD) for line in live]
    assert sorted(tuple(line[name] for name in TOLD) for line in replayed) == sorted(keep)
    assert len(keep) == len(PATHS)
    assert not (tmp_path / "again").exists()  # a replay is not archived again
    assert all(line["fetched_at"] for line in live)
    places = {tuple(line["archived"]) for line in live}
    assert len(places) == len(live)
    (path,) = folder.glob("probe-*.warc.gz")
    index = ReplayIndex.open(str(path))
    for line in live:
        capture = index.find(line["url"])
        assert capture
        assert (capture.path.name, capture.offset) == tuple(line["archived"])


def test_bytes_are_archived_as_received(tmp_path: Path) -> None:
    with archive_site() as (site, _):
        probe({"ARCHIVE_DIR": str(tmp_path)}, f"{site}/gzip user-agent:probe cookie:secret=1")
    index = ReplayIndex.open(str(tmp_path))
    capture = index.find(f"{site}/gzip")
    assert capture
    recorded = index.read(f"{site}/gzip", capture)
    assert recorded.body == gzip.compress(ARTICLE, mtime=0)
    assert dict(recorded.headers)[b"Content-Encoding"] == b"gzip"
    (path,) = tmp_path.glob("*.gz")
    text = gzip.decompress(path.read_bytes())
    assert b"GET /gzip HTTP/1.1" in text
    assert b"User-Agent: probe" in text
    assert b"secret" not in text
    assert b"WARC-IP-Address: 127.0.0.1" in text


def test_files_are_rotated_by_size(tmp_path: Path) -> None:
    files = WarcFiles(tmp_path, "vna", limit=2_000, clock=lambda: datetime(2025, 2, 15, tzinfo=UTC))
    for number in range(10):
        body = bytes(range(256)) * (number + 1)
        files.current().write(f"https://news.example/{number}", 200, [], body, datetime.now(UTC))
    files.close()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) > 1
    assert names[0].startswith("vna-20250215000000-")
    assert names[0].endswith("-00000.warc.gz")
    assert len(ReplayIndex.open(str(tmp_path))) == 10


def test_two_that_are_one_process_number_share_a_folder(tmp_path: Path) -> None:
    """In containers, each crawl may be process 1."""
    at = datetime(2025, 2, 15, tzinfo=UTC)
    both = [WarcFiles(tmp_path, "vna", clock=lambda: at) for _ in range(2)]
    for number, files in enumerate(both):
        files.current().write(f"https://news.example/{number}", 200, [], b"text", at)
        files.close()
    assert len(ReplayIndex.open(str(tmp_path))) == len(list(tmp_path.iterdir())) == 2


def test_after_kill_9_every_page_that_was_handed_on_is_in_the_archive(tmp_path: Path) -> None:
    with archive_site() as (site, _):
        urls = [f"{site}/page/{number}" for number in range(400)]
        settings = json.dumps({"ARCHIVE_DIR": str(tmp_path), "CONCURRENT_REQUESTS": 4})
        command = [ROOT / "tests/support/probe.py", settings, *urls]
        crawl = warm.start(command, stdout=subprocess.PIPE, env={"PYTHONPATH": str(ROOT)})
        assert crawl.stdout is not None
        with crawl.stdout as said:
            seen = [json.loads(next(said))["url"] for _ in range(60)]
            crawl.send_signal(signal.SIGKILL)
            rest = [json.loads(line) for line in said if line.endswith("}\n")]
        assert crawl.wait() == -signal.SIGKILL
    seen += [line["url"] for line in rest]
    assert len(seen) < len(urls)
    index = ReplayIndex.open(str(tmp_path))
    for url in seen:
        capture = index.find(url)
        assert capture, url
        assert index.read(url, capture).body == url[len(site) :].encode() * 1000


FULL = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_a_full_disk_ends_the_crawl_with_its_own_reason(tmp_path: Path) -> None:
    """A limit on the file size simulates a full disk."""
    script = str(ROOT / "tests/support/probe.py")
    with archive_site() as (site, asked):
        urls = [f"{site}/page/{number}" for number in range(300)]
        settings = json.dumps({"ARCHIVE_DIR": str(tmp_path), "CONCURRENT_REQUESTS": 2})
        done = subprocess.run(
            [sys.executable, "-c", FULL, script, settings, *urls],
            capture_output=True,
            text=True,
            timeout=250,
            check=True,
            env={"PYTHONPATH": str(ROOT)},
        )
    *lines, end = [json.loads(line) for line in done.stdout.splitlines()]
    assert end["finish_reason"] == "archive"
    assert len(asked) < len(urls)
    assert done.stderr.count("the crawl stops; make room") == 1
    kept = [line for line in lines if "status" in line]
    assert kept
    assert all("ArchiveError" in line["error"] for line in lines if "status" not in line)
    index = ReplayIndex.open(str(tmp_path))
    assert index.damages == ()
    assert {line["url"] for line in kept} == set(index.urls())


class TestFolder:
    def test_off_when_empty_or_replaying(self, tmp_path: Path) -> None:
        assert writable_archive_folder(Settings({"ARCHIVE_DIR": ""})) is None
        replaying = {"ARCHIVE_DIR": str(tmp_path / "a"), "REPLAY_WARC": "x"}
        assert writable_archive_folder(Settings(replaying)) is None
        assert not (tmp_path / "a").exists()

    def test_an_unwritable_folder_is_reported(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("not a folder")
        for name in ("/proc/tinsach", str(tmp_path / "file"), str(tmp_path / "file" / "below")):
            with pytest.raises(UserError, match="cannot be written") as caught:
                writable_archive_folder(Settings({"ARCHIVE_DIR": name}))
            assert name in str(caught.value)
            assert "\n" not in str(caught.value)

    def test_the_trial_leaves_nothing(self, tmp_path: Path) -> None:
        assert writable_archive_folder(Settings({"ARCHIVE_DIR": str(tmp_path)})) == tmp_path
        assert list(tmp_path.iterdir()) == []


class TestCheck:
    def test_good_settings_pass(self, tmp_path: Path) -> None:
        files = WarcFiles(tmp_path, "vna")
        files.current().write("https://news.example/", 200, [], b"x", datetime.now(UTC))
        files.close()
        check(Settings({"REPLAY_WARC": str(tmp_path), "REPLAY_AT": "2025-02-15"}))
        check(Settings({"ARCHIVE_DIR": str(tmp_path)}))
        check(Settings({}))

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"REPLAY_WARC": "/nowhere/a.warc.gz"}, "REPLAY_WARC=/nowhere/a.warc.gz"),
            ({"REPLAY_AT": "2025"}, "REPLAY_AT=2025"),
            ({"ARCHIVE_DIR": "/proc/tinsach"}, "ARCHIVE_DIR=/proc/tinsach"),
        ],
    )
    def test_each_wrong_one_is_named(self, given: dict[str, str], message: str) -> None:
        with pytest.raises(UserError, match=message):
            check(Settings(given))
