"""A real scrapyd on loopback: deploy the egg, schedule a crawl, find its rows in the database."""

from __future__ import annotations

import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.scrapyd_daemon import (
    BIN,
    ROOT,
    Daemon,
    call,
    deploy,
    environment,
    log_of,
    project_copy,
    running,
    schedule,
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daemon]:
    """Run scrapyd, started in an empty folder, with a copy of the project beside it."""
    home = tmp_path_factory.mktemp("scrapyd")
    url = f"sqlite:///{home}/articles.db"
    subprocess.run(
        [BIN / "alembic", "-q", "upgrade", "head"],
        cwd=ROOT,
        env=environment(home, url),
        check=True,
    )
    with running(home, url) as daemon:
        yield daemon


@pytest.fixture(scope="module")
def deployed(daemon: Daemon) -> Daemon:
    deploy(daemon, project_copy(daemon.home / "project"), "first")
    return daemon


@pytest.fixture(scope="module")
def egg(deployed: Daemon) -> Path:
    (path,) = (deployed.home / "eggs" / "tinsach").glob("*.egg")
    return path


def run_job(daemon: Daemon, **fields: str | list[str]) -> str:
    """Schedule a job, wait for its end, return its log."""
    return log_of(daemon, schedule(daemon, **fields), str(fields["spider"]))


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
    with sqlite3.connect(deployed.home / "articles.db") as connection:
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
