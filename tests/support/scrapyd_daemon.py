"""A real scrapyd on loopback, and releases of the project for it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PROJECT_FILES = (
    *("crawler", "pipelines", "migrations", "setup.py", "pyproject.toml", "scrapy.cfg"),
    *("README.md", "requirements.txt"),
)


class Daemon(NamedTuple):
    url: str
    home: Path
    database_url: str

    @property
    def environment(self) -> dict[str, str]:
        return environment(self.home, self.database_url)


def environment(home: Path, database_url: str) -> dict[str, str]:
    keep = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return keep | {"HOME": str(home), "DATABASE_URL": database_url}


@contextmanager
def running(home: Path, database_url: str) -> Iterator[Daemon]:
    """Run scrapyd, started in an empty folder of ``home``."""
    work = home / "work"
    work.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    daemon = Daemon(f"http://127.0.0.1:{port}/", home, database_url)
    (home / ".scrapy.cfg").write_text(f"[deploy]\nurl = {daemon.url}\n")
    (work / "scrapyd.conf").write_text(
        f"[scrapyd]\nbind_address = 127.0.0.1\nhttp_port = {port}\npoll_interval = 0.5\n"
        f"eggs_dir = {home}/eggs\nlogs_dir = {home}/logs\ndbs_dir = {home}/dbs\nitems_dir =\n"
    )
    with (home / "scrapyd.log").open("wb") as log:
        process = subprocess.Popen(
            [BIN / "scrapyd"], cwd=work, env=daemon.environment, stdout=log, stderr=log
        )
        try:
            _wait_until_it_answers(daemon.url, process, home)
            yield daemon
        finally:
            process.terminate()
            process.wait(60)


def project_copy(folder: Path) -> Path:
    """Copy the files of an egg into ``folder``."""
    folder.mkdir()
    for name in PROJECT_FILES:
        source = ROOT / name
        if source.is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / name, ignore=ignore)
        else:
            shutil.copy(source, folder / name)
    return folder


def deploy(daemon: Daemon, project: Path, version: str) -> None:
    done = subprocess.run(
        [BIN / "scrapyd-deploy", "--debug", "--version", version],
        cwd=project,
        env=daemon.environment,
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def call(url: str, method: str, **fields: str | list[str]) -> dict[str, Any]:
    data = urllib.parse.urlencode(fields, doseq=True).encode() if fields else None
    with urllib.request.urlopen(url + method, data, timeout=60) as response:
        answer: dict[str, Any] = json.load(response)
    assert answer["status"] == "ok", answer
    return answer


def schedule(daemon: Daemon, **fields: str | list[str]) -> str:
    """Schedule a job; return its name."""
    return str(call(daemon.url, "schedule.json", project="tinsach", **fields)["jobid"])


def log_of(daemon: Daemon, job: str, spider: str) -> str:
    """Wait for the end of a job; return its log."""
    deadline = time.monotonic() + 280
    while time.monotonic() < deadline:
        jobs = call(daemon.url, "listjobs.json?project=tinsach")
        if job in {row["id"] for row in jobs["finished"]}:
            log = daemon.home / "logs" / "tinsach" / spider / f"{job}.log"
            return log.read_text("utf-8")
        time.sleep(0.3)
    raise AssertionError(f"job {job} did not end")


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
