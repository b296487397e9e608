"""Three nights on a live scrapyd: a release, the next one with a migration, and back again.

All six outlets at once, into SQLite and PostgreSQL; releases are eggs sent by scrapyd-deploy.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, inspect, text

from pipelines.storage.database.engine import open_engine
from pipelines.storage.database.schema_version import REVISION
from samples.sample_articles import OUTLETS
from tests.support import ten_nights
from tests.support.scrapyd_daemon import (
    Daemon,
    call,
    deploy,
    log_of,
    project_copy,
    running,
    schedule,
)

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1_800)]

NEXT = f"{int(REVISION) + 1:04}"
MIGRATION = f'''"""A table that the next release brings."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{REVISION}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), comment="Notes.")


def downgrade() -> None:
    op.drop_table("note")
'''


@pytest.fixture
def daemon(tmp_path: Path, empty_url: URL) -> Iterator[Daemon]:
    with running(tmp_path, empty_url.render_as_string(hide_password=False)) as daemon:
        yield daemon


def next_release(folder: Path) -> Path:
    """Return a future version of the project, with one more migration."""
    project = project_copy(folder)
    version = project / "pipelines/storage/database/schema_version.py"
    changed = re.sub(r'^REVISION = "\d+"$', f'REVISION = "{NEXT}"', version.read_text(), flags=re.M)
    version.write_text(changed)
    (project / "migrations/versions" / f"20991231_{NEXT}_notes.py").write_text(MIGRATION)
    return project


def command(daemon: Daemon, project: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=project, env=daemon.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def night(daemon: Daemon, number: int) -> dict[str, str]:
    """Crawl the six outlets at once; return the log of each."""
    folder = daemon.home / "warc"
    folder.mkdir(exist_ok=True)
    jobs = {}
    for outlet in OUTLETS:
        ten_nights.write(folder, outlet, number, ten_nights.captures(outlet, number))
    for outlet in OUTLETS:
        settings = [
            f"REPLAY_WARC={folder}/{outlet}-*.warc.gz",
            f"REPLAY_AT={ten_nights.at(number).isoformat()}",
            "ARCHIVE_DIR=",
        ]
        jobs[outlet] = schedule(daemon, spider=outlet, setting=settings)
    return {outlet: log_of(daemon, job, outlet) for outlet, job in jobs.items()}


def stored(url: URL) -> tuple[dict[str, int], list[str]]:
    """Return articles by outlet, and how the crawls ended, in order."""
    engine = open_engine(url)
    with engine.connect() as connection:
        articles = connection.execute(text("SELECT outlet, count(*) FROM articles GROUP BY 1"))
        counted = {str(outlet): int(number) for outlet, number in articles}
        reasons = connection.execute(text("SELECT reason FROM crawl ORDER BY id"))
        ended = [str(reason) for (reason,) in reasons]
    engine.dispose()
    return counted, ended


def has_notes(url: URL) -> bool:
    engine = open_engine(url)
    found = inspect(engine).has_table("note")
    engine.dispose()
    return found


def test_a_release_with_a_migration_comes_and_goes(daemon: Daemon, empty_url: URL) -> None:
    first = project_copy(daemon.home / "first")
    second = next_release(daemon.home / "second")
    command(daemon, first, "migrate")
    deploy(daemon, first, "1")
    night(daemon, 1)
    assert stored(empty_url) == (dict.fromkeys(OUTLETS, 5), ["finished"] * 6)

    # A release before its migration: each crawl says what to run, and requests nothing.
    deploy(daemon, second, "2")
    for log in night(daemon, 2).values():
        assert f"is at revision {REVISION}, older than {NEXT} of this code" in log
        assert "migrate" in log
    counted, ended = stored(empty_url)
    assert counted == dict.fromkeys(OUTLETS, 5)
    assert ended.count("finished") == 6

    backup = str(daemon.home / "news.backup")
    command(daemon, first, "backup", backup)
    assert f"is at revision {NEXT}" in command(daemon, second, "migrate")
    assert has_notes(empty_url)
    night(daemon, 2)
    counted, ended = stored(empty_url)
    assert counted == dict.fromkeys(OUTLETS, 10)
    assert ended.count("finished") == 12

    # Back: first the schema, with the newer code, then the egg.
    assert f"is at revision {REVISION}" in command(daemon, second, "migrate", "--to", REVISION)
    assert not has_notes(empty_url)
    call(daemon.url, "delversion.json", project="tinsach", version="2")
    night(daemon, 3)
    counted, ended = stored(empty_url)
    assert counted == dict.fromkeys(OUTLETS, 15)
    assert ended.count("finished") == 18
    archive = f"ARCHIVE_DIR={daemon.home / 'warc'}"
    assert "is whole" in command(daemon, first, "restore", "--check", backup, "-s", archive)
