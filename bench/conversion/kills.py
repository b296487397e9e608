"""Conversions whose workers and driver are killed: no row lost, none doubled.

    python -m bench.conversion.kills [--pages 1000] [--kills 10] [--on local dask spark]
                                     [--database sqlite postgresql]

Archives of real pages (``bench.conversion.archives``) are converted once without faults. Then, for
each engine, workers are killed with SIGKILL during one conversion; and the command is killed again
and again, at random moments, until it may end. Both must give the same files, row by row. For each
database, the loading of the files is killed as often; the articles must be those of a load without
faults.

A worker is an extraction process on ``local``, a whole worker process on ``dask`` and ``spark``.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pyarrow.parquet as pq
from sqlalchemy import Engine, text

from bench.conversion.archives import add_options, pack_all, pages
from bench.conversion.converting import in_session, start
from bench.storage.databases import KINDS, database
from bench.storage.integrity import faults
from bench.storage.kills import stored
from pipelines.storage.database.engine import open_engine

_WORKERS = 2
_EXTRACTION = "pipelines.workers.child"


@dataclass
class Run:
    """What is converted, where to, and by which engine."""

    archives: Path
    folder: Path
    engine: str
    pause: float  # seconds that an archive takes, about
    chance: random.Random

    def begin(self) -> subprocess.Popen[str]:
        """Start the command."""
        return start(
            *(str(self.archives), "--out", str(self.folder)),
            *("--on", self.engine, "--workers", str(_WORKERS)),
            errors=self.errors.open("w"),
        )

    @property
    def errors(self) -> Path:
        """Where the last command wrote what went wrong."""
        return self.folder.with_suffix(".txt")

    def ending(self, code: int) -> list[str]:
        """Return what is wrong with the exit code of the last command."""
        last = self.errors.read_text().strip().rpartition("\n")[2]
        return [f"the conversion ended with {code}: {last[:300]}"] * bool(code)

    def moment(self) -> None:
        """Wait for a random part of the time that an archive takes."""
        time.sleep(self.chance.uniform(0, self.pause))

    def worker(self, leader: int) -> psutil.Process | None:
        """Return a random worker of a run, or None if none is alive."""
        living = in_session(leader)
        extracting = [one for one in living if _EXTRACTION in _command(one)]
        if self.engine != "local":
            parents = {one.ppid() for one in extracting if one.is_running()}
            extracting = [one for one in living if one.pid in parents]
        return self.chance.choice(extracting) if extracting else None


def _command(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def _finished(process: subprocess.Popen[str], folder: Path) -> Iterator[Path]:
    """Yield the files that a run completes, until it ends; not those that were there."""
    met = set(folder.glob("*.parquet"))
    while process.poll() is None:
        new = set(folder.glob("*.parquet")) - met
        met |= new
        yield from sorted(new)
        time.sleep(0.02)
    yield from sorted(set(folder.glob("*.parquet")) - met)


def kill_workers(run: Run, kills: int) -> list[str]:
    """Kill workers during one conversion, one behind each archive; return what is wrong."""
    process, killed = run.begin(), 0
    for _ in _finished(process, run.folder):
        if killed == kills:
            continue
        run.moment()
        if (victim := run.worker(process.pid)) is not None:
            victim.send_signal(signal.SIGKILL)
            killed += 1
    code = process.wait()
    print(f"{run.engine}: {killed} workers killed, exit {code}")
    few = [f"{killed} kills of workers instead of {kills}"] * (killed != kills)
    return few + run.ending(code)


def kill_driver(run: Run, kills: int) -> list[str]:
    """Kill the command behind the first archive of each run; then let it end."""
    for number in range(kills):
        process = run.begin()
        if next(_finished(process, run.folder), None) is None:
            return [f"the conversion ended by itself before kill {number + 1}"]
        run.moment()
        process.kill()
        process.wait()
    process = run.begin()
    left = len(list(_finished(process, run.folder)))
    code = process.wait()
    print(f"{run.engine}: driver killed {kills} times, {left} archives left to the last run")
    return run.ending(code)


def compare(truth: Path, found: Path) -> list[str]:
    """Return how the files of a conversion differ from those of one without faults."""
    names = {one.name for one in truth.glob("*.parquet")}
    others = {one.name for one in found.glob("*.parquet")}
    wrong = [f"{name}: {'missing' if name in names else 'one too many'}" for name in names ^ others]
    rows = 0
    for name in sorted(names & others):
        wanted, table = (pq.read_table(folder / name) for folder in (truth, found))
        rows += table.num_rows - 1  # without the summary
        if not table.equals(wanted):
            wrong.append(f"{name}: {table.num_rows} rows, other than the {wanted.num_rows}")
    wrong += [f"{one.name} is left" for one in found.glob(".*")]
    print(f"  {len(others)} files, {rows:,} rows: {wrong or 'as without faults'}")
    return wrong


def kill_load(kind: str, run: Run, kills: int, home: Path) -> list[str]:
    """Kill the loading of the files into a database; compare it with a load without faults."""
    counts = []
    for often in (0, kills):
        place = home / f"{kind}-{often}"
        place.mkdir()
        with database(kind, place) as url:
            os.environ["DATABASE_URL"] = url.render_as_string(hide_password=False)
            engine = open_engine(url)
            for number in range(often):
                _kill_load(run, engine, counts[0]["page"] // (kills + 1))
                counts += [{"fault": number}] if faults(engine) else []
            process = start(str(run.archives), "--out", str(run.folder), "--into")
            if process.wait():
                return [f"the load into {kind} ended with {process.returncode}"]
            counts.append(_counts(engine))
            engine.dispose()
    print(f"{kind}: loading killed {kills} times: {counts[1]}")
    return [] if counts[0] == counts[1] else [f"{kind}: expected {counts[0]}"]


def _kill_load(run: Run, engine: Engine, some: int) -> None:
    process = start(str(run.archives), "--out", str(run.folder), "--into")
    goal = stored(engine) + run.chance.randint(0, some)
    while process.poll() is None and stored(engine) < goal:
        time.sleep(0.01)
    time.sleep(run.chance.uniform(0, 0.2))
    process.kill()
    process.wait()


def _counts(engine: Engine) -> dict[str, int]:
    tables = ("page", "article", "revision", "story")
    with engine.connect() as connection:
        return {
            one: int(connection.scalar(text(f"SELECT count(*) FROM {one}")) or 0) for one in tables
        }


def run(given: argparse.Namespace, home: Path) -> Sequence[str]:
    """Convert and load with all faults; return what is wrong."""
    archives, truth = home / "archives", home / "truth"
    pack_all(archives, pages(given.shared), given.pages, given.archives)
    begun = time.monotonic()
    undisturbed = Run(archives, truth, "local", 0.0, random.Random(7))
    process = undisturbed.begin()
    print(f"{len(list(_finished(process, truth)))} archives converted without faults")
    pause = (time.monotonic() - begun) / given.archives
    wrong = []
    for engine in given.on:
        for fault in (kill_workers, kill_driver):
            folder = home / f"{engine}-{fault.__name__}"
            one = Run(archives, folder, engine, pause, random.Random(7))
            wrong += fault(one, given.kills) + compare(truth, folder)
    for kind in given.database:
        wrong += kill_load(kind, undisturbed, given.kills, home)
    return wrong


def main() -> int:
    """Run; return 1 if something is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.conversion.kills",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    add_options(parser, 1_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument(
        "--on", nargs="*", choices=("local", "dask", "spark"), default=["local", "dask"]
    )
    parser.add_argument("--database", nargs="*", choices=KINDS, default=KINDS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tinsach-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        home.chmod(0o755)  # PostgreSQL may run as another user
        wrong = run(given, home)
    print("\n".join(wrong) or "no row lost, none doubled")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
