"""A real scrapyd on loopback: deploy the egg, schedule a crawl, find its rows in the database."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PROJECT_FILES = (
    *("crawler", "pipelines", "migrations", "setup.py", "pyproject.toml", "scrapy.cfg"),
    *("README.md", "requirements.txt"),
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


class Daemon(NamedTuple):
    url: str
    home: Path
    project: Path
    database: Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(home: Path, database: Path) -> dict[str, str]:
    keep = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return keep | {"HOME": str(home), "DATABASE_URL": f"sqlite:///{database}"}


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daemon]:
    """scrapyd, started in an empty folder, with the project copied beside it."""
    home = tmp_path_factory.mktemp("scrapyd")
    project, work = home / "project", home / "work"
    project.mkdir()
    work.mkdir()
    for name in PROJECT_FILES:
        source = ROOT / name
        if source.is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, project / name, ignore=ignore)
        else:
            shutil.copy(source, project / name)
    port = _free_port()
    url = f"http://127.0.0.1:{port}/"
    (home / ".scrapy.cfg").write_text(f"[deploy]\nurl = {url}\n")
    (work / "scrapyd.conf").write_text(
        f"[scrapyd]\nbind_address = 127.0.0.1\nhttp_port = {port}\npoll_interval = 0.5\n"
        f"eggs_dir = {home}/eggs\nlogs_dir = {home}/logs\ndbs_dir = {home}/dbs\nitems_dir =\n"
    )
    database = home / "articles.db"
    environment = _environment(home, database)
    subprocess.run(
        [BIN / "alembic", "-q", "upgrade", "head"], cwd=ROOT, env=environment, check=True
    )
    log = (home / "scrapyd.log").open("wb")
    process = subprocess.Popen(
        [BIN / "scrapyd"], cwd=work, env=environment, stdout=log, stderr=subprocess.STDOUT
    )
    try:
        _wait_until_it_answers(url, process, home)
        yield Daemon(url, home, project, database)
    finally:
        process.terminate()
        process.wait(60)
        log.close()


def _wait_until_it_answers(url: str, process: subprocess.Popen[bytes], home: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            call(url, "daemonstatus.json")
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("scrapyd did not start: " + (home / "scrapyd.log").read_text()[-2000:])


def call(url: str, method: str, **fields: str | list[str]) -> dict[str, Any]:
    data = urllib.parse.urlencode(fields, doseq=True).encode() if fields else None
    with urllib.request.urlopen(url + method, data, timeout=60) as response:
        answer: dict[str, Any] = json.load(response)
    assert answer["status"] == "ok", answer
    return answer


@pytest.fixture(scope="module")
def deployed(daemon: Daemon) -> Daemon:
    done = subprocess.run(
        [BIN / "scrapyd-deploy", "--debug", "--version", "first"],
        cwd=daemon.project,
        env=_environment(daemon.home, daemon.database),
        capture_output=True,
        text=True,
        timeout=250,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return daemon


@pytest.fixture(scope="module")
def egg(deployed: Daemon) -> Path:
    (path,) = (deployed.home / "eggs" / "tinsach").glob("*.egg")
    return path


def run_job(daemon: Daemon, **fields: str | list[str]) -> str:
    """Schedule a job, wait for its end, return its log."""
    job = call(daemon.url, "schedule.json", project="tinsach", **fields)["jobid"]
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        jobs = call(daemon.url, "listjobs.json?project=tinsach")
        if job in {row["id"] for row in jobs["finished"]}:
            log = daemon.home / "logs" / "tinsach" / str(fields["spider"]) / f"{job}.log"
            return log.read_text("utf-8")
        time.sleep(0.3)
    raise AssertionError(f"job {job} did not end")


def test_the_egg_holds_the_packages_and_nothing_else(egg: Path) -> None:
    with zipfile.ZipFile(egg) as archive:
        packed = {n for n in archive.namelist() if not n.startswith("EGG-INFO/")}
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in ("crawler", "pipelines", "migrations")
        for suffix in ("py", "json", "toml", "mako", "tmpl", "typed")
        for path in (ROOT / package).rglob(f"*.{suffix}")
    }
    compiled = {name for name in packed if "/__pycache__/" in name and name.endswith(".pyc")}
    assert packed - compiled == expected


def test_the_egg_offers_the_spiders_of_the_checkout(deployed: Daemon) -> None:
    listed = call(deployed.url, "listspiders.json?project=tinsach")["spiders"]
    here = subprocess.run(
        [BIN / "scrapy", "list"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert listed == here.stdout.split()
    assert {"vns", "vna", "customs", "vnp", "sggp", "ppp", "site"} <= set(listed)


def test_a_scheduled_job_stores_its_articles(deployed: Daemon) -> None:
    warc = ROOT / "samples" / "vna.warc.gz"
    log = run_job(deployed, spider="vna", setting=[f"REPLAY_WARC={warc}", "ARCHIVE_DIR="])
    with sqlite3.connect(deployed.database) as connection:
        (articles,) = connection.execute(
            "SELECT count(*) FROM articles WHERE outlet = 'vna'"
        ).fetchone()
        (reason,) = connection.execute("SELECT reason FROM crawl").fetchone()
    connection.close()
    assert articles >= 8, log[-3000:]
    assert reason == "finished"


def test_a_wrong_argument_ends_the_job_with_one_line_that_says_so(deployed: Daemon) -> None:
    log = run_job(deployed, spider="vna", since="yesterday")
    assert "since" in log
    assert "yesterday" in log
    assert "Traceback" not in log
