"""The loopback proxy that stands for the outlets responds like the archive it reads from."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from crawler.archive import ReplayIndex, WarcWriter
from tests.crawler.archive.test_replay import ROOT, probe
from tests.support.archive_proxy import archive_proxy

AT = datetime(2025, 2, 15, 9, 30, tzinfo=UTC)


def test_a_crawl_through_the_proxy_sees_what_replay_gives(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with WarcWriter(path) as writer:
        writer.write("https://news.example/a", 200, [("ETag", '"1"')], b"text", AT)
        writer.write("https://news.example/old", 301, [("Location", "/a")], b"", AT)
        writer.write("http://old.example/b", 200, [("Content-Type", "text/plain")], b"plain", AT)
    urls = [
        "https://news.example/a",
        'https://news.example/a If-None-Match:"1"',
        "https://news.example/old",
        "http://old.example/b",
        "https://news.example/none",
        "https://stranger.example/",
    ]
    index = ReplayIndex.open(str(path))
    with archive_proxy(index, ["news.example", "old.example"], tmp_path) as proxy:
        done = subprocess.run(
            [
                sys.executable,
                str(ROOT / "tests/support/probe.py"),
                '{"DOWNLOAD_VERIFY_CERTIFICATES": true, "ROBOTSTXT_OBEY": false}',
                *urls,
            ],
            capture_output=True,
            text=True,
            timeout=250,
            check=True,
            env={"PYTHONPATH": str(ROOT), **proxy.environment},
        )
    *live, _ = [json.loads(line) for line in done.stdout.splitlines()]
    *replayed, _ = probe({"REPLAY_WARC": str(path)}, *urls[:-1])
    compared = ("url", "status", "body")
    answered = [line for line in live if "status" in line]
    assert sorted(tuple(line[name] for name in compared) for line in answered) == sorted(
        tuple(line[name] for name in compared) for line in replayed
    )
    (refused,) = [line for line in live if "error" in line]
    assert refused["url"] == "https://stranger.example/"
    assert ("GET", "https://news.example/a", 304) in proxy.asked
