"""``deploy/compose.yaml`` is started as it stands, deployed to, crashed, taken down and upgraded.

Needs a Docker daemon, ``docker compose`` (or docker-compose), port 6800, and on the machine the two
base images. The build installs the locked requirements from the package index.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.sample_crawl import ROOT, SAMPLES
from tests.support.scrapyd_daemon import BIN, call, project_copy

URL = "http://127.0.0.1:6800/"
BASES = ("docker.io/library/python:3.11-slim", "docker.io/library/postgres:17")
OUTLETS = ("customs", "ppp", "sggp", "vna", "vnp", "vns")
STORED = 52  # articles of the samples
PROJECT = "tinsach-test"
ENVIRONMENT = os.environ | {"POSTGRES_PASSWORD": "letters1", "CONTACT": "desk@example.org"}


def _said(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


@functools.cache
def _compose() -> tuple[str, ...]:
    """Return the command of compose, or nothing where it or a base image is missing."""
    if shutil.which("docker") is None:
        return ()
    if any(_said("docker", "image", "inspect", base).returncode for base in BASES):
        return ()
    found = [
        one
        for one in (("docker", "compose"), ("docker-compose",))
        if shutil.which(one[0]) and _said(*one, "version").returncode == 0
    ]
    return found[0] if found else ()


pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1_800),
    pytest.mark.skipif(
        not _compose(), reason=f"no Docker daemon, no compose, or no {' or '.join(BASES)} here"
    ),
]


def compose(*arguments: str) -> str:
    done = _said(*_compose(), "-p", PROJECT, "-f", "deploy/compose.yaml", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def container(service: str) -> str:
    return compose("ps", "-q", service)


def stored(what: str) -> int:
    query = ("psql", "-h", "/var/run/postgresql", "-U", "tinsach", "-d", "news", "-Atc")
    return int(compose("exec", "-T", "database", *query, f"SELECT count(*) FROM {what}"))


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 280
    while time.monotonic() < deadline:
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("waited 280 s in vain")


def answers() -> bool:
    try:
        call(URL, "daemonstatus.json")
    except OSError:
        return False
    return True


def idle() -> bool:
    status = call(URL, "daemonstatus.json")
    return status["pending"] == status["running"] == 0


def schedule() -> None:
    for outlet in OUTLETS:
        replay = (f"REPLAY_WARC=/var/lib/tinsach/{outlet}.warc.gz", "REPLAY_AT=2026-11-05T00:00Z")
        fields: dict[str, str | list[str]] = {"spider": outlet, "setting": list(replay)}
        call(URL, "schedule.json", project="tinsach", **fields)


@pytest.fixture
def started() -> Iterator[None]:
    """Build and start the services; take them down again with their volumes."""
    compose("down", "--volumes")
    try:
        compose("up", "--detach", "--build")
        wait_until(answers)
        yield
    finally:
        compose("down", "--volumes")


def test_the_services_run_crawls_and_survive_crashes_and_an_upgrade(
    started: None, tmp_path: Path
) -> None:
    for outlet in OUTLETS:
        into = f"{container('scrapyd')}:/var/lib/tinsach/"
        assert _said("docker", "cp", f"{SAMPLES}/{outlet}.warc.gz", into).returncode == 0
    (tmp_path / ".scrapy.cfg").write_text(f"[deploy]\nurl = {URL}\n")
    subprocess.run(
        [BIN / "scrapyd-deploy", "--version", "1"],
        cwd=project_copy(tmp_path / "checkout"),
        env=ENVIRONMENT | {"HOME": str(tmp_path)},
        check=True,
        capture_output=True,
    )

    schedule()
    wait_until(lambda: stored("articles") > 0)
    # PostgreSQL's immediate end, without a checkpoint, in the middle of the crawls.
    compose("exec", "-T", "database", "sh", "-c", "kill -QUIT 1")
    wait_until(idle)
    assert stored("articles") == STORED
    assert stored("crawl WHERE reason = 'finished'") == len(OUTLETS)
    reported = compose("run", "--rm", "tinsach", "report")
    assert re.search(rf"^ *together +{STORED} ", reported, re.M), reported

    _said("docker", "kill", "--signal", "KILL", container("scrapyd"))
    compose("up", "--detach")
    wait_until(answers)

    compose("down")
    compose("up", "--detach", "--build")
    wait_until(answers)
    assert stored("articles") == STORED
    schedule()  # the egg was kept, too
    wait_until(idle)
    assert stored("articles") == STORED
    assert stored("crawl WHERE reason = 'finished'") == 2 * len(OUTLETS)
