"""``scrapy crawl`` refuses bad input before it begins, with one line and an exit code."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from crawler.base_spider.finish_reason import REASONS
from crawler.commands.crawl import EXIT_CODES
from crawler.progress import State, duration
from pipelines.storage.database.engine import database_url, open_engine
from pipelines.storage.locks.outlet_lock import OutletLock
from tests.support import warm
from tests.support.faultserver import Asked, Connection, FaultServer, Handler, page
from tests.support.outlets import names
from tests.support.spider_site import AT, ROOT, Desk, Site, article, headline, listing

pytestmark = [pytest.mark.slow, pytest.mark.timeout(200)]


def command(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run scrapy in ``folder`` with a clean environment."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "CONTACT")}
    return warm.run(
        ["-m", "scrapy", *arguments],
        cwd=folder,
        env={
            **kept,
            "PYTHONPATH": str(ROOT),
            "SCRAPY_SETTINGS_MODULE": "crawler.settings",
            "ARCHIVE_DIR": "",
            **env,
        },
    )


def refused(done: subprocess.CompletedProcess[str], code: int, *parts: str) -> None:
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("tinsach: ")
    for part in parts:
        assert part in lines[0]
    assert done.returncode == code
    assert done.stdout == ""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["nosuch"], ["nosuch", f"expected one of {', '.join(names())}"]),
        (["vna", "-a", "since=yesterday"], ["since=yesterday", "2026-11-01"]),
        (["vna", "-a", "limit=0"], ["limit=0", "1 or more"]),
        (["vna", "-a", "url=https://evil.example/x"], ["evil.example", "en.vietnamplus.vn"]),
        (["site"], ["-a home=", "https://example.org/"]),
        (["vna"], ["CONTACT", "you@example.org"]),
        (["vna", "-s", "REPLAY_WARC=missing-*.warc.gz"], ["REPLAY_WARC=missing-", "no such file"]),
        (["vna", "-s", "REPLAY_AT=2026-11-01"], ["REPLAY_AT", "REPLAY_WARC"]),
        (["vna", "-s", "CONTACT=a@b.c", "-s", "DATABASE_URL=mysql://x/y"], ["mysql", "sqlite:///"]),
        (["vna", "-s", "CONTACT=a@b.c", "-s", "EXTRACT_WORKERS=many"], ["many", "number"]),
        (["vna", "-s", "ALLOW_PRIVATE_ADDRESSES=perhaps"], ["perhaps", "expected 0"]),
        (["vna", "-s", "CONTACT=somebody"], ["CONTACT=somebody", "email address"]),
        (
            ["vna", "-s", "CONTACT=a@b.c", "-s", "DATABASE_PATIENCE=abc"],
            ["PATIENCE=abc", "seconds"],
        ),
        (["vna", "-s", "CONTACT=a@b.c", "-s", "DOWNLOAD_DELAY=-1"], ["DELAY=-1", "seconds, 0 or"]),
        (["vna", "-s", "CONTACT=a@b.c", "-s", "CONCURRENT_REQUESTS=nan"], ["=nan", "1 or more"]),
        (["vna", "--logfile", "log/vna.log"], ["LOG_FILE=", "log/vna.log", "create its folder"]),
        (["vna", "-s", "LOG_LEVEL=loud"], ["LOG_LEVEL=loud", "WARNING"]),
    ],
)
def test_a_crawl_that_cannot_start(
    migrated: Desk, tmp_path: Path, arguments: list[str], parts: list[str]
) -> None:
    url = f"sqlite:///{migrated.file}"
    refused(command(tmp_path, "crawl", *arguments, DATABASE_URL=url), 2, *parts)
    assert list(tmp_path.iterdir()) == []
    rows = migrated.rows("SELECT reason FROM crawl")
    assert {row["reason"] for row in rows} <= {"cannot_start"}


def test_a_folder_that_cannot_be_written(migrated: Desk, tmp_path: Path) -> None:
    url = f"sqlite:///{migrated.file}"
    setting = "ARCHIVE_DIR=/proc/archive"  # not writable even for root
    done = command(tmp_path, "crawl", "vna", "-s", setting, CONTACT="a@b.c", DATABASE_URL=url)
    refused(done, 2, "ARCHIVE_DIR", "writable")
    assert list(tmp_path.iterdir()) == []


def test_an_archive_folder_that_is_a_file(migrated: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    url = f"sqlite:///{migrated.file}"
    setting = f"ARCHIVE_DIR={tmp_path}/file"
    done = command(tmp_path, "crawl", "vna", "-s", setting, CONTACT="a@b.c", DATABASE_URL=url)
    refused(done, 2, "ARCHIVE_DIR", "writable")


@pytest.mark.parametrize(
    ("make", "parts"),
    [
        (lambda path: path.touch(), ["no tables", "make migrate"]),
        (lambda path: path.write_text("not a database " * 200), ["news.db"]),
    ],
)
def test_a_database_that_cannot_be_used(tmp_path: Path, make: object, parts: list[str]) -> None:
    path = tmp_path / "news.db"
    make(path)  # type: ignore[operator]
    before = path.exists()
    done = command(tmp_path, "crawl", "vna", CONTACT="a@b.c", DATABASE_URL=f"sqlite:///{path}")
    refused(done, 3, "Database sqlite:///", *parts)
    assert path.exists() is before


def test_a_first_crawl_makes_its_database(tmp_path: Path) -> None:
    site = Site()
    site.add("https://one.example/", listing([]))
    warc = site.write(tmp_path / "one.warc.gz")
    path = tmp_path / "news.db"
    done = command(
        tmp_path, "crawl", "site", "-a", "home=https://one.example", "-s", f"REPLAY_WARC={warc}",
        DATABASE_URL=f"sqlite:///{path}",
    )  # fmt: skip
    assert done.returncode == 4, done.stderr  # the site lists nothing; the database exists
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT reason FROM crawl").fetchall() == [("nothing_found",)]
    assert not list(tmp_path.glob(".news.db*"))


def test_a_database_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere/news.db"
    done = command(tmp_path, "crawl", "vna", CONTACT="a@b.c", DATABASE_URL=url)
    refused(done, 3, "no folder", "nowhere")


def test_a_database_server_that_does_not_respond(tmp_path: Path) -> None:
    url = "postgresql+psycopg://tinsach:secret@127.0.0.1:9/news"
    done = command(
        tmp_path, "crawl", "vna", "-s", "DATABASE_PATIENCE=1", CONTACT="a@b.c", DATABASE_URL=url
    )
    refused(done, 3, "127.0.0.1:9")
    assert "secret" not in done.stderr


def test_a_database_of_a_newer_code(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    url = f"sqlite:///{desk.file}"
    done = command(tmp_path, "crawl", "vna", CONTACT="a@b.c", DATABASE_URL=url)
    refused(done, 3, "9999", "newer code")


def test_a_second_crawl_of_the_same_outlet(migrated: Desk, tmp_path: Path) -> None:
    url = f"sqlite:///{migrated.file}"
    with OutletLock(open_engine(database_url(url)), "vna"):
        done = command(tmp_path, "crawl", "vna", CONTACT="a@b.c", DATABASE_URL=url)
    refused(done, 5, "vna", "another process")


def test_two_sites_are_two_outlets(migrated: Desk, tmp_path: Path) -> None:
    url = f"sqlite:///{migrated.file}"
    with OutletLock(open_engine(database_url(url)), "one.example"):
        done = command(
            tmp_path, "crawl", "site", "-a", "home=https://one.example", CONTACT="a@b.c",
            DATABASE_URL=url,
        )  # fmt: skip
        refused(done, 5, "one.example")
        site = Site()
        site.add("https://two.example/", listing([]))
        warc = site.write(tmp_path / "two.warc.gz")
        done = command(
            tmp_path, "crawl", "site", "-a", "home=https://two.example", "-s",
            f"REPLAY_WARC={warc}", DATABASE_URL=url,
        )  # fmt: skip
        assert done.returncode == 4


def test_a_refusal_is_in_the_log_file_too(migrated: Desk, tmp_path: Path) -> None:
    """scrapyd shows a job's log, not its stderr."""
    url, log = f"sqlite:///{migrated.file}", tmp_path / "job.log"
    done = command(
        tmp_path, "crawl", "vna", "-a", "since=x", "-a", "_job=1", "-s", f"LOG_FILE={log}",
        DATABASE_URL=url,
    )  # fmt: skip
    assert done.returncode == 2
    assert "since=x" in log.read_text("utf-8")
    assert "Traceback" not in log.read_text("utf-8")


def test_an_interrupted_crawl_ends_cleanly_and_the_next_continues(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    urls = [f"/news/{headline(n).lower().replace(' ', '-')}.html" for n in range(80)]
    interrupted, log = Event(), tmp_path / "log"

    def held(handler: Handler) -> Handler:
        async def answer(asked: Asked, connection: Connection) -> None:
            while not interrupted.is_set():
                await asyncio.sleep(0.01)
            await handler(asked, connection)

        return answer

    pages = {url: page(article(number, AT)) for number, url in enumerate(urls)}
    pages |= {url: held(pages[url]) for url in urls[30:]}
    pages |= {"/robots.txt": page("", 404), "/": page(listing(urls))}
    with FaultServer(pages) as server:
        env = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{desk.file}",
            "CONTACT": "a@b.c",
            "ARCHIVE_DIR": "",
            "ALLOW_ADDRESSES": f"127.0.0.1:{server.port}",
        }
        base = ["-m", "scrapy", "crawl", "site", "-a", f"home={server.url()}"]
        fast = [*base, "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"]
        with log.open("w") as written:
            process = warm.start(fast, env=env, stderr=written)
            while len(desk.stored()) < 3:
                assert process.poll() is None, log.read_text()
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            while "Received SIGINT" not in log.read_text():
                assert process.poll() is None, log.read_text()
                time.sleep(0.05)
            interrupted.set()
            assert process.wait() == 130, log.read_text()
        before = desk.stored()
        assert 3 <= len(before) < 80
        (row,) = desk.rows("SELECT reason, pages FROM crawl")
        assert row == {"reason": "shutdown", "pages": len(before)}
        done = warm.run(fast, env=env)
        assert done.returncode == 0, done.stderr
        assert len(desk.stored()) == 80
        for url in urls:
            assert server.paths().count(url) <= 2  # requests in flight are repeated


def test_every_reason_has_a_code() -> None:
    assert set(REASONS) <= set(EXIT_CODES)
    assert [reason for reason, code in EXIT_CODES.items() if code == 0] == [
        "finished", "closespider_itemcount", "closespider_pagecount", "closespider_timeout"
    ]  # fmt: skip


def test_the_outlets(tmp_path: Path) -> None:
    done = command(tmp_path, "outlets")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == names()
    done = command(tmp_path, "outlets", "customs")
    assert "customsnews.vn" in done.stdout
    assert "(uncertain)" in done.stdout


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (State(0, 0, 3, 1.0), "0 of 0 pages, 0 a minute, 3 more sources"),
        (State(30, 90, 0, 60.0), "30 of 90 pages, 30 a minute, 2 min left"),
        (State(30, 90, 2, 60.0), "30 of 90 pages, 30 a minute, 2 more sources"),
        (State(9, 9, 0, 0.0), "9 of 9 pages, 0 a minute"),
    ],
)
def test_progress(state: State, shown: str) -> None:
    assert str(state) == shown
    assert len(state.bar()) == len(shown) + 27


def test_durations() -> None:
    assert [duration(n) for n in (3, 600, 11_100)] == ["3 s", "10 min", "3 h 05 min"]
