"""A precondition that fails right after its check has its own exit code."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.storage.database.engine import database_url, open_engine
from pipelines.storage.locks.outlet_lock import OutletBusyError, OutletLock
from tests.support import fault_pages, warm
from tests.support.databases import Postgres
from tests.support.faultserver import FaultServer, page
from tests.support.nightly import ask
from tests.support.spider_site import AT, ROOT, Desk, Site, listing

pytestmark = pytest.mark.slow
HOME = "https://news.example/"


def site() -> Site:
    made = Site()
    urls = [f"{HOME}a-story-of-{n}" for n in range(3)]
    for number, url in enumerate(urls):
        made.article(url, number, AT)
    made.add(HOME, listing(urls))
    return made


def test_a_database_that_breaks_while_a_crawl_starts(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    extensions = json.dumps({"tests.support.early_trouble.DatabaseIsGone": 0})
    done = desk.run(
        "scrapy", "crawl", "site", "-a", f"home={HOME}",
        *("-s", f"REPLAY_WARC={site().write(tmp_path / 'site.warc.gz')}"),
        *("-s", f"EXTENSIONS={extensions}", "-s", f"TROUBLE_FILE={desk.file}"),
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert done.stderr.splitlines()[-1].startswith("tinsach: Database ")


@pytest.mark.postgres
def test_a_postgres_that_dies_while_a_crawl_starts(own_postgres: Postgres, tmp_path: Path) -> None:
    """Checked, and gone before the first request; the next night stores everything."""
    url = own_postgres.migrated()
    archive = site().write(tmp_path / "site.warc.gz")
    command = [
        "-m",
        "scrapy",
        "crawl",
        "site",
        "-a",
        f"home={HOME}",
        "-s",
        f"REPLAY_WARC={archive}",
    ]
    env = os.environ | {"DATABASE_URL": url.render_as_string(False), "ARCHIVE_DIR": ""}
    extensions = json.dumps({"tests.support.early_trouble.ServerIsGone": 0})
    trouble = ("-s", f"EXTENSIONS={extensions}", "-s", "DATABASE_PATIENCE=1",
               "-s", f"TROUBLE_FILE={own_postgres.folder / 'postmaster.pid'}")  # fmt: skip
    done = warm.run([*command, *trouble], env=env)
    assert done.returncode == 3, done.stderr
    assert done.stderr.splitlines()[-1].startswith("tinsach: ")
    assert "cannot be reached" in done.stderr
    own_postgres.start()
    done = warm.run(command, env=env)
    assert done.returncode == 0, done.stderr
    engine = open_engine(url)
    assert len(ask(engine, "SELECT * FROM articles")) == 3
    engine.dispose()


QUICK = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
LIMITED = """
import resource, sys
from scrapy.cmdline import execute
resource.setrlimit(resource.RLIMIT_FSIZE, (3 << 20, 3 << 20))
execute(["scrapy", *sys.argv[1:]])
"""


def test_a_disk_that_is_full_at_the_last_page(tmp_path: Path) -> None:
    """A limit on the file size simulates a full disk."""
    desk = Desk(tmp_path)
    noise = random.Random(3).randbytes(4 << 20).hex()
    last = fault_pages.article(3, extra=f"<!-- {noise} -->")
    pages = {"/": page(fault_pages.listing(["/a-story-of-1", "/a-last-story"]))}
    pages |= {"/a-story-of-1": page(fault_pages.article(1)), "/a-last-story": page(last)}
    with FaultServer(pages) as server:
        env = {
            **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
            "DATABASE_URL": f"sqlite:///{desk.file}",
            "ARCHIVE_DIR": str(tmp_path / "archive"),
            "ALLOW_ADDRESSES": f"127.0.0.1:{server.port}",
            "CONTACT": "operator@example.org",
        }
        command = [sys.executable, "-c", LIMITED, "crawl", "site", "-a", f"home={server.url()}"]
        done = subprocess.run([*command, *QUICK], env=env, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 6, done.stderr[-3_000:]
    assert desk.stored() == [f"http://127.0.0.1:{server.port}/a-story-of-1"]


def test_a_database_reached_by_a_symbolic_link_is_one_database(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "by-link.db").symlink_to(desk.file)
    (tmp_path / "folder").symlink_to(tmp_path)
    names = [desk.file, tmp_path / "by-link.db", tmp_path / "folder" / "news.db"]
    engines = [open_engine(database_url(f"sqlite:///{name}")) for name in names]
    with OutletLock(engines[0], "vna"):
        for engine in engines[1:]:
            with pytest.raises(OutletBusyError):
                OutletLock(engine, "vna").acquire()
    for engine in engines:
        engine.dispose()
