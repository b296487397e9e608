"""``scrapy convert --on dask``: a real local cluster, and its recovery from losses."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pyarrow.parquet as pq
import pytest

from tests.cluster.test_local import convert, converting, pages
from tests.support.made_archives import stories

pytest.importorskip("distributed", reason="the extra dask is not installed")
pytestmark = pytest.mark.slow


@pytest.fixture
def archives(tmp_path: Path) -> Path:
    for number in range(6):
        stories(tmp_path / f"{number}.warc.gz", 10, first=10 * number)
    return tmp_path


def answers(process: subprocess.Popen[str]) -> Iterator[str]:
    """Return the lines in which a run reports an archive."""
    assert process.stderr is not None
    return (line for line in process.stderr if ".warc.gz: " in line)


def workers(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """Return Dask's worker processes: those that have one of our extraction processes."""
    ours = psutil.Process(process.pid).children(recursive=True)
    return [one for one in ours if has_extraction(one)]


def has_extraction(process: psutil.Process) -> bool:
    try:
        started = [" ".join(child.cmdline()) for child in process.children()]
    except psutil.Error:  # it ended meanwhile
        return False
    return any("workers.child" in one for one in started)


def kill(process: psutil.Process) -> bool:
    try:
        process.send_signal(signal.SIGKILL)
    except psutil.NoSuchProcess:  # it ended meanwhile
        return False
    return True


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_cluster_gives_the_same_as_one_machine(archives: Path) -> None:
    here, there = archives / "here", archives / "there"
    assert convert(str(archives), "--out", str(here), "--workers", "1").code == 0
    done = convert(str(archives), "--out", str(there), "--on", "dask", "--workers", "2")
    assert done.code == 0, done.errors
    assert "6 of 6 archives are converted" in done.output
    names = sorted(one.name for one in here.glob("*.parquet"))
    assert sorted(one.name for one in there.glob("*.parquet")) == names
    for name in names:
        assert pq.read_table(here / name).equals(pq.read_table(there / name))


def test_a_killed_worker_costs_nothing(archives: Path) -> None:
    out = archives / "out"
    process = converting(str(archives), "--out", str(out), "--on", "dask", "--workers", "2")
    lines = answers(process)
    killed = False
    for _ in range(2):
        next(lines)
        killed |= any(map(kill, workers(process)))  # the first that is still there
    assert killed
    output, _ = process.communicate(timeout=250)
    assert process.returncode == 0
    assert "6 of 6 archives are converted" in output
    assert set(pages(out).values()) == {1}
    assert len(pages(out)) == 60


def test_a_killed_driver_costs_nothing(archives: Path) -> None:
    out = archives / "out"
    process = converting(str(archives), "--out", str(out), "--on", "dask", "--workers", "2")
    next(answers(process))
    left = workers(process)
    process.kill()
    process.communicate()
    psutil.wait_procs(left, timeout=120)
    assert not [one for one in left if is_alive(one)]
    done = convert(str(archives), "--out", str(out), "--on", "dask", "--workers", "1")
    assert done.code == 0, done.errors
    assert set(pages(out).values()) == {1}
    assert len(pages(out)) == 60


def test_a_missing_scheduler_is_reported(archives: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "2s")
    done = convert(str(archives), "--out", str(archives / "out"), "--on", "dask=tcp://127.0.0.1:9")
    assert done.code == 2
    assert "--on dask=tcp://127.0.0.1:9: no scheduler answers" in done.errors
    assert "Traceback" not in done.errors
