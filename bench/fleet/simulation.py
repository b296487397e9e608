"""Simulates a thousand and ten thousand outlets: machines, connections, delays, size, limits.

    python -m bench.fleet.simulation [--outlets 1000 10000] [--milliseconds 0.5 20]

Two days of crawls are simulated: each outlet is due when ``cluster.schedule`` says so, takes a free
slot or waits for one, and keeps it for as long as its pages take. What a crawl costs was measured
(see ``Costs``); outlets are assumed (see ``Outlet``). The result is the fewest machines
with which 95 of 100 crawls begin within ``PATIENCE`` of being due, and the cores are used up to
``FULL``; and the share of time for which the lock on stories is held.
"""

from __future__ import annotations

import argparse
import heapq
import random
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from cluster.schedule import PlannedOutlet, Window, last_due

DAY = 86_400.0  # seconds
PATIENCE = 600.0  # seconds
FULL = 0.7
NIGHT = timedelta(hours=4)
START = datetime(2026, 11, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Costs:
    """Measured on two cores, 29 November 2026: by ``bench.fleet``, ``bench.storage``, ``bench``.

    Attributes:
        start: seconds of processor time until a crawl has asked for its first page.
        page: seconds of processor time of a page of an outlet's size (110 kB).
        memory: megabytes of a crawl, its extraction process included.
        connections: of a crawl to PostgreSQL.
        worker_connections: of the queue's worker of a machine, at most.
        trips: round trips of a save.
        locked_trips: those of them while the lock on stories is held.
        save: seconds of the server's and client's work in a save, apart from trips.
        locked: those of them while the lock is held: 40 % of them. ``bench.storage.many_writers
            --batch 1`` saw it held for 39 % of a save near the server, and for 33 % at 20 ms, which
            is 5 of 16 trips.
        article: bytes of an article in the database, indices and search included.
    """

    start: float = 1.9
    page: float = 0.023
    memory: float = 130.0
    connections: int = 2
    worker_connections: int = 3
    trips: int = 16
    locked_trips: int = 5
    save: float = 0.020
    locked: float = 0.008
    article: float = 10_000.0


@dataclass(frozen=True, slots=True)
class Outlet:
    """Assumed: an outlet with 40 new articles a day, asked four times, as gently as by default."""

    crawls: int = 4  # a day
    sources: int = 6  # requests for them in a crawl
    new: int = 10  # articles in a crawl
    again: int = 10  # revisited pages
    request: float = 1.5  # seconds between two requests, its download included
    window: Window | None = None  # of the day, in which they are all crawled


@dataclass(frozen=True, slots=True)
class Machine:
    """Assumed: four cores, 8 GB of which 6 are for crawls."""

    cores: int = 4
    megabytes: float = 6_000.0


@dataclass(frozen=True, slots=True)
class Found:
    """The results of the simulation, for a day."""

    machines: int
    slots: int
    connections: int
    delay: float
    processors: float
    lock: float
    saves: float
    gigabytes: float


def played(outlets: int, slots: int, outlet: Outlet, wait: float) -> tuple[float, int]:
    """Simulate two days; return the delay's 95th percentile, and the most concurrent crawls."""
    chance = random.Random(outlets)
    every = timedelta(days=1) / outlet.crawls
    due = []
    for number in range(outlets):
        plan = PlannedOutlet(f"outlet{number}.example", "site", every=every, window=outlet.window)
        first = (last_due(plan, START + every) - START).total_seconds()
        due += [first + turn * every.total_seconds() for turn in range(2 * outlet.crawls)]
    free = [0.0] * slots
    delays, running, most = [], list[float](), 0
    requests = outlet.sources + outlet.new + outlet.again
    for at in sorted(due):
        begin = max(at, heapq.heappop(free))
        # Some sites are fast, some slow: a factor of four between the quickest and slowest tenth.
        took = requests * (outlet.request + wait) * chance.lognormvariate(0.0, 0.55) + 5
        heapq.heappush(free, begin + took)
        delays.append(begin - at)
        while running and running[0] <= begin:
            heapq.heappop(running)
        heapq.heappush(running, begin + took)
        most = max(most, len(running))
    delays.sort()
    return delays[int(0.95 * len(delays))], most


def found(outlets: int, trip: float, costs: Costs, outlet: Outlet, machine: Machine) -> Found:
    """Return the fewest machines for so many outlets, a round trip of ``trip`` seconds away."""
    crawls = outlets * outlet.crawls
    hours = DAY if outlet.window is None else NIGHT.total_seconds()
    pages = crawls * (outlet.new + outlet.again)
    # At about one request a second, each page is a separate save; only new articles lock.
    lock = crawls * outlet.new / hours * (costs.locked + costs.locked_trips * trip)
    wait = costs.save + costs.trips * trip
    processors = (crawls * costs.start + pages * costs.page) / hours
    each = int(machine.megabytes // costs.memory)
    machines = 1
    while True:
        delay, most = played(outlets, machines * each, outlet, wait)
        if delay <= PATIENCE and processors <= FULL * machines * machine.cores:
            break
        machines += 1
    return Found(
        machines=machines,
        slots=machines * each,
        connections=most * costs.connections + machines * costs.worker_connections,
        delay=delay,
        processors=processors,
        lock=lock,
        saves=pages / hours,
        gigabytes=crawls * outlet.new * 365 * costs.article / 1e9,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--outlets", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--milliseconds", type=float, nargs="+", default=[0.5, 20.0])
    given = parser.parse_args()
    night = Outlet(crawls=1, new=40, again=40, window=Window(time(1), time(5)))
    print("| outlets, crawled | round trip | machines (slots) | cores in use | connections at most "
          "| delay, p95 | saves/s | stories' lock in use | database a year |")  # fmt: skip
    print("|---" * 9 + "|")
    for outlets in given.outlets:
        for outlet, when in ((Outlet(), "4 times a day"), (night, "from 1 to 5 at night")):
            for milliseconds in given.milliseconds:
                one = found(outlets, milliseconds / 1000, Costs(), outlet, Machine())
                broken = ": too much" if one.lock > FULL else ""
                print(
                    f"| {outlets:,}, {when} | {milliseconds:g} ms | {one.machines} ({one.slots}) | "
                    f"{one.processors:.1f} | {one.connections} | {one.delay:.0f} s | "
                    f"{one.saves:.1f} | {one.lock:.0%}{broken} | {one.gigabytes:,.0f} GB |"
                )


if __name__ == "__main__":
    main()
