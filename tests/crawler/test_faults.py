"""The fault table, checked by real crawls: ``scrapy crawl site`` from loopback into SQLite."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.support import fault_pages, warm
from tests.support.attack_rows import ATTACKS
from tests.support.certificates import authority, certificate
from tests.support.databases import migrated_file
from tests.support.fault_table import (
    CROWD,
    ELSEWHERE,
    FIRST,
    GOOD,
    PAGES,
    SITES,
    PageFault,
    SiteFault,
    good,
    render,
    site,
)
from tests.support.faultserver import Asked, FaultServer, page
from tests.support.fetch_probe import ROOT
from tests.support.syntax import syntax_tree

QUICK = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_START_DELAY": 0,
    "AUTOTHROTTLE_TARGET_CONCURRENCY": 8,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "BACKOFF_START": 0.05,
    "BACKOFF_MAX": 0.4,
    "BACKOFF_FAILURES": 60,
    "RETRY_AFTER_MAX": 1.5,
    "DOWNLOAD_TIMEOUT": 60,
    "ROBOTSTXT_TIMEOUT": 60,
    "EXTRACT_WORKERS": 1,
}
DRIPPED = 8  # seconds of an endless page; a good page gets as many


@dataclass(frozen=True)
class Crawled:
    """A finished crawl."""

    code: int
    peak_mib: float
    log: str
    pages: dict[str, tuple[str, str]]  # path to outcome, reason
    crawl: dict[str, Any]
    articles: dict[str, str]  # path to text
    published: dict[str, str | None]


def crawl(
    server: FaultServer,
    folder: Path,
    *arguments: str,
    env: dict[str, str] | None = None,
    **settings: float,
) -> Crawled:
    """Crawl the server in a process of its own."""
    address = f"sqlite:///{folder / 'news.db'}"
    bare = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    env = {
        **bare,
        **(env or {}),
        "DATABASE_URL": address,
        "ARCHIVE_DIR": "",
        "ALLOW_ADDRESSES": f"127.0.0.1:{server.port},[::1]:{server.port}",
        "CONTACT": "operator@example.org",
    }
    home = server.url().replace("//127.0.0.1", "//localhost") if server.tls else server.url()
    command = ["-m", "scrapy", "crawl", "site", "-a", f"home={home}"]
    for argument in arguments:
        command += ["-a", argument]
    for name, value in (QUICK | settings).items():
        command += ["-s", f"{name}={value}"]
    with (folder / "log").open("w") as log:
        process = warm.start(command, env=env, stdout=log, stderr=log)
        peak = 0.0
        try:
            while process.poll() is None:
                peak = max(peak, _memory(process.pid))
                sleep(0.05)
        finally:
            process.kill()
            process.wait()
    text = (folder / "log").read_text()
    return Crawled(process.returncode, peak, text, **_read(folder))


def _memory(pid: int) -> float:
    """Return the resident memory of a process, in MiB; 0 if it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def _read(folder: Path) -> dict[str, Any]:
    """Return the contents of the database."""
    connection = sqlite3.connect(folder / "news.db")
    connection.row_factory = sqlite3.Row
    try:
        rows = connection.execute("SELECT url, outcome, reason FROM page").fetchall()
        pages = {urlsplit(row["url"]).path: (row["outcome"], row["reason"] or "") for row in rows}
        assert len(pages) == len(rows)
        crawl_row = dict(connection.execute("SELECT * FROM crawl ORDER BY id DESC").fetchone())
        stored = connection.execute("SELECT url, text, published_at FROM articles").fetchall()
        articles = {urlsplit(row["url"]).path: row["text"] for row in stored}
        assert len(articles) == len(stored)
    finally:
        connection.close()
    published = {urlsplit(row["url"]).path: row["published_at"] for row in stored}
    return {"pages": pages, "crawl": crawl_row, "articles": articles, "published": published}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with its own database."""
    shutil.copy(migrated_file(), tmp_path / "news.db")
    return tmp_path


def _assert_sums(crawled: Crawled) -> None:
    """Assert that each page is counted in exactly one outcome."""
    row = crawled.crawl
    names = ("new", "same", "changed", "duplicate", "not_article", "failed")
    assert row["pages"] == sum(row[name] for name in names)


@pytest.mark.slow
def test_each_page_fault_costs_only_its_page(folder: Path) -> None:
    mixed = list(CROWD)
    for number, fault in enumerate(PAGES):  # good ones before, between and after
        mixed.insert((number * 5) % len(mixed), fault.path)
    with FaultServer({"/": page(fault_pages.listing(mixed))}) as server:
        server.site |= {path: good(number) for number, path in enumerate(CROWD, FIRST)}
        server.site |= {fault.path: fault.make(server) for fault in PAGES}
        crawled = crawl(server, folder, DOWNLOAD_TIMEOUT=DRIPPED)
        asked = server.paths()
    assert crawled.code == 0, crawled.log[-600:]
    assert crawled.crawl["reason"] == "finished"
    wrong = [line for fault in PAGES for line in _differences(fault, crawled, asked)]
    assert not wrong, "\n".join(wrong)
    for path in CROWD:
        assert crawled.pages[path] == ("new", ""), (path, crawled.pages[path])
        assert asked.count(path) == 1
    undated = [path for path, at in crawled.published.items() if at is None]
    assert sorted(undated) == [fault.path for fault in PAGES if fault.name.startswith("Date in")]
    assert crawled.crawl["pages"] == len(CROWD) + len(PAGES)
    _assert_sums(crawled)
    assert crawled.peak_mib < 600, crawled.peak_mib


def _differences(fault: PageFault, crawled: Crawled, asked: list[str]) -> list[str]:
    """Return how a fault's page differs from the table."""
    outcome, reason = crawled.pages.get(fault.path, ("(none)", ""))
    said = []
    if outcome not in fault.outcome.split("|"):
        said.append(f"{fault.name}: {outcome} ({reason}), expected {fault.outcome}")
    elif not reason.startswith(fault.reason):
        said.append(f"{fault.name}: reason {reason!r}, expected {fault.reason!r}")
    tries = asked.count(fault.path)
    # Twisted itself retries if a kept-alive connection turns out to be closed.
    most = fault.tries * (2 if fault.name == "Reset before headers" else 1)
    if not fault.tries <= tries <= most:
        said.append(f"{fault.name}: asked for {tries} times, expected {fault.tries}")
    if outcome == "new":
        text = crawled.articles.get(fault.path, "")
        if "said teacher" not in text or "\x00" in text or "Ã" in text or "\ufffd" in text:
            said.append(f"{fault.name}: stored as {text[:200]!r}")
    elif fault.path in crawled.articles:
        said.append(f"{fault.name}: {outcome}, and yet an article")
    return said


@pytest.mark.slow
@pytest.mark.parametrize("fault", SITES, ids=lambda fault: fault.name)
def test_site_fault(fault: SiteFault, folder: Path) -> None:
    tls, env = None, {}
    if fault.certificate is not None:
        vouching = authority()
        tls = certificate(vouching, "localhost", fault.certificate).context(folder)
        (folder / "authority").write_bytes(vouching.pem)
        env = {"SSL_CERT_FILE": str(folder / "authority")}
    with FaultServer(site(fault), tls=tls) as server:
        settings = {"EXTRACT_WORKERS": 0, **fault.settings}  # pages are not the problem here
        crawled = crawl(server, folder, *fault.arguments, env=env, **settings)
        asked = server.asked
    assert (crawled.code, crawled.crawl["reason"]) == (fault.exit_code, fault.finish), crawled.log
    stored = [path for path in GOOD if crawled.pages.get(path, ("",))[0] == "new"]
    assert len(stored) == fault.stored, crawled.pages
    for outcome, count in fault.counts.items():
        assert crawled.crawl[outcome] == count, crawled.crawl
    _assert_sums(crawled)
    assert crawled.peak_mib < 700, crawled.peak_mib
    look = LOOKS.get(fault.name)
    if look is not None:
        look(crawled, asked)


@pytest.mark.slow
def test_a_page_that_changes_at_each_fetch_stays_one_article(folder: Path) -> None:
    (changing,) = (fault for fault in PAGES if fault.name == "Changes at each fetch")
    with FaultServer({"/": page(fault_pages.listing([changing.path]))}) as server:
        server.site[changing.path] = changing.make(server)
        first = crawl(server, folder)
        again = crawl(server, folder, "refresh=1")
    assert first.crawl["new"] == 1
    assert again.crawl["new"] == 0
    assert again.crawl["changed"] + again.crawl["same"] == 1
    assert list(again.articles) == [changing.path]


def _only_robots(crawled: Crawled, asked: list[Asked]) -> None:
    assert {one.path for one in asked} == {"/robots.txt"}


def _nothing(crawled: Crawled, asked: list[Asked]) -> None:
    assert asked == []
    assert "certificate expired" in crawled.log


def _rule_holds(crawled: Crawled, asked: list[Asked]) -> None:
    assert crawled.pages[GOOD[0]] == ("failed", "forbidden by robots.txt")
    assert GOOD[0] not in [one.path for one in asked]


def _waited(seconds: float) -> Callable[[Crawled, list[Asked]], None]:
    def look(crawled: Crawled, asked: list[Asked]) -> None:
        refused, answered = (one.at for one in asked if one.path == GOOD[0])
        assert answered - refused >= seconds
        assert sum(refused < one.at < refused + seconds for one in asked) == 0

    return look


def _few(crawled: Crawled, asked: list[Asked]) -> None:
    storm = [one for one in asked if one.path in GOOD]
    assert sum(one.at - storm[0].at < 2.0 for one in storm) < 40


def _not_at_the_clone(crawled: Crawled, asked: list[Asked]) -> None:
    assert all(one.headers["host"].startswith("127.0.0.1:") for one in asked)
    assert "localhost" not in json.dumps(list(crawled.pages))


def _few_pages(crawled: Crawled, asked: list[Asked]) -> None:
    assert sum(one.path.startswith("/page/") for one in asked) <= 2
    assert sum("calendar" in one.path for one in asked) <= 3  # one looks like an article's URL


def _once_each(crawled: Crawled, asked: list[Asked]) -> None:
    paths = [one.path for one in asked]  # including robots.txt, which is a source as well
    assert "/robots.txt" in paths
    assert len(paths) == len(set(paths))
    assert not any("PHPSESSID" in path for path in paths)


LOOKS: dict[str, Callable[[Crawled, list[Asked]], None]] = {
    "robots.txt 500": _only_robots,
    "Expired certificate": _nothing,
    "robots.txt of 10 MB": _rule_holds,
    "robots.txt with a byte order mark": _rule_holds,
    "429, Retry-After in seconds": _waited(1.0),
    "503, Retry-After as a date to come": _waited(1.0),
    "429, absurd Retry-After": _waited(1.5),
    "Endless pages": _few_pages,
    "Session ids": _once_each,
    "Indexes that name each other": _once_each,
    "5xx storm that ends": _few,
    "Clone host": _not_at_the_clone,
}


def test_the_page_on_faults_is_up_to_date() -> None:
    written = (ROOT / "docs/faults.md").read_text()
    assert written == render(), "run: python tests/support/fault_table.py > docs/faults.md"


@pytest.mark.parametrize(("fault", "answer", "test"), [*ELSEWHERE, *ATTACKS])
def test_tests_named_in_the_table_exist(fault: str, answer: str, test: str) -> None:
    assert fault
    assert answer
    file, _, name = test.partition("::")
    assert name in functions(file)


@cache
def functions(file: str) -> frozenset[str]:
    """Return the names of the functions of a file of tests."""
    found = ast.walk(syntax_tree(ROOT / "tests" / file))
    return frozenset(one.name for one in found if isinstance(one, ast.FunctionDef))


def test_the_table_has_no_name_twice() -> None:
    names = [fault.name for fault in (*PAGES, *SITES)]
    assert len(set(names)) == len(names)
    assert len({fault.path for fault in PAGES}) == len(PAGES)
    assert set(LOOKS) <= {fault.name for fault in SITES if fault.note}
