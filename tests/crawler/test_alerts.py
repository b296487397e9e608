"""An unusual night raises alerts by webhook, email and file: once, and once when it is over."""

from __future__ import annotations

import email
import json
import os
import shutil
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from crawler.nightly import alerts
from tests.support import ten_nights, warm
from tests.support.sample_crawl import SAMPLES

pytestmark = [pytest.mark.slow]


class Heard:
    """What the servers on loopback received, and whether the webhook accepts anything."""

    def __init__(self) -> None:
        self.posts: list[dict[str, str]] = []
        self.mails: list[str] = []
        self.status = 200


@pytest.fixture
def heard() -> Iterator[tuple[Heard, int, int]]:
    seen = Heard()

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if seen.status == 200:
                seen.posts.append(json.loads(body))
            self.send_response(seen.status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    class Mail(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 loopback\r\n")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    lines = iter(self.rfile.readline, b".\r\n")
                    seen.mails.append(b"".join(lines).decode())
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
                if word == b"QUIT":
                    return

    servers = [HTTPServer(("127.0.0.1", 0), Hook), socketserver.TCPServer(("127.0.0.1", 0), Mail)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield seen, servers[0].server_address[1], servers[1].server_address[1]
    for server in servers:
        server.shutdown()
        server.server_close()


def crawl(folder: Path, night: int, urls: str, *more: str) -> int:
    answers = ten_nights.silent if night in (3, 4) else ten_nights.recovered
    ten_nights.write(folder, "vna", night, answers("vna", night))
    return ten_nights.crawl(folder, "vna", night, "-s", f"NOTIFY_URLS={urls}", *more).wait(200)


def test_a_fault_is_reported_once_and_once_more_when_it_is_over(
    tmp_path: Path, heard: tuple[Heard, int, int]
) -> None:
    seen, web, smtp = heard
    alerts = tmp_path / "alerts.txt"
    mail = f"mailto://localhost:{smtp}?smtp=127.0.0.1&mode=insecure&from=a@b.example&to=d@e.example"
    urls = f"json://127.0.0.1:{web}/hook file://{alerts} {mail}"
    metrics = tmp_path / "tinsach.prom"
    assert crawl(tmp_path, 1, urls) == 0
    assert crawl(tmp_path, 2, urls) == 0
    assert not alerts.exists()
    assert seen.posts == []
    seen.status = 500  # the webhook fails: the alert is sent again with the next run
    assert crawl(tmp_path, 3, urls, "-s", f"METRICS_FILE={metrics}") == 4
    first = alerts.read_text("utf-8")
    assert "tinsach: vna: 1 wrong" in first
    assert "ended as nothing_found" in first
    assert seen.posts == []
    assert 'tinsach_faults{outlet="vna"} 1.0' in metrics.read_text("utf-8")
    assert 'tinsach_last_run_good{outlet="vna"} 0.0' in metrics.read_text("utf-8")
    seen.status = 200
    assert crawl(tmp_path, 4, urls) == 4
    assert "ended as" in seen.posts[0]["message"]
    subject = email.message_from_string(seen.mails[-1])["Subject"]
    assert "tinsach: vna" in subject
    posts, lines = len(seen.posts), len(alerts.read_text("utf-8").splitlines())
    assert crawl(tmp_path, 4, urls) == 4  # the same fault: no alert
    assert (len(seen.posts), len(alerts.read_text("utf-8").splitlines())) == (posts, lines)
    assert crawl(tmp_path, 5, urls) == 0
    assert "over: the last run ended as" in seen.posts[-1]["message"]
    assert crawl(tmp_path, 6, urls) == 0
    assert len(seen.posts) == posts + 1


def scrapy(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/news.db", **env}
    return warm.run(["-m", "scrapy", *arguments], env=environment)


def test_a_refused_start_is_reported_even_without_a_database(tmp_path: Path) -> None:
    alerts = tmp_path / "alerts.txt"
    done = scrapy(
        tmp_path, "crawl", "vna", NOTIFY_URLS=f"file://{alerts}", CONTACT="a@b.c", ARCHIVE_DIR="",
        DATABASE_URL="postgresql://tinsach:hunter2@127.0.0.1:9/news",
    )  # fmt: skip
    assert done.returncode == 3
    assert "vna" in alerts.read_text("utf-8")
    assert "hunter2" not in alerts.read_text("utf-8") + done.stderr


def test_a_url_that_apprise_does_not_support(tmp_path: Path) -> None:
    done = scrapy(tmp_path, "crawl", "vna", CONTACT="a@b.c", NOTIFY_URLS="nosuch://hunter2@x/y")
    assert done.returncode == 2
    assert "nosuch://***" in done.stderr
    assert "hunter2" not in done.stderr


def test_without_apprise_only_its_urls_are_refused(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['apprise'] = None; import importlib.util as u\n"
        "u.find_spec = lambda name: None\nfrom scrapy.settings import Settings\n"
        "from crawler.nightly import alerts\n"
        "alerts.check(Settings({'NOTIFY_URLS': 'file:///x'}))\n"
        "alerts.check(Settings({'NOTIFY_URLS': 'json://x/y'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert alerts.INSTALL in done.stderr


def test_json_logs_contain_outlet_run_url_and_outcome(tmp_path: Path) -> None:
    log = tmp_path / "vna.log"
    done = scrapy(
        tmp_path, "crawl", "vna", "-s", f"REPLAY_WARC={SAMPLES / 'vna.warc.gz'}", "-s",
        "ARCHIVE_DIR=", "-s", "LOG_FORMAT=json", "--logfile", str(log),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    pages = [line for line in lines if line["logger"] == "tinsach.pages"]
    assert {line["outcome"] for line in pages} == {"new", "not_article"}
    assert all(line["url"].startswith("https://en.vietnamplus.vn/") for line in pages)
    assert {(line["outlet"], line["run"]) for line in pages} == {("vna", 1)}
    wrong = scrapy(tmp_path, "crawl", "vna", "-s", "LOG_FORMAT=xml")
    assert wrong.returncode == 2
    assert "LOG_FORMAT=xml" in wrong.stderr


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_password_is_logged(tmp_path: Path, form: str) -> None:
    shutil.copy(SAMPLES / "vna.warc.gz", tmp_path / "hunter2.warc.gz")
    log = tmp_path / "vna.log"
    secret = f"file://{tmp_path}/alerts-hunter2"
    done = scrapy(
        tmp_path, "crawl", "vna", "-s", f"REPLAY_WARC={tmp_path}/hunter2.warc.gz", "-s",
        f"LOG_FORMAT={form}", "--logfile", str(log), "-s", f"NOTIFY_URLS={secret}",
        DATABASE_URL=f"sqlite:///{tmp_path}/news.db?password=hunter2", ARCHIVE_DIR="",
    )  # fmt: skip
    assert done.returncode in (0, 3), done.stderr
    assert "hunter2" not in log.read_text("utf-8").replace("hunter2.warc.gz", "")
