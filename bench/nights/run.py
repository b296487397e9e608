"""Thirty nights of six outlets: nothing lost, duplicated or wrong, each exit code right.

Articles appear, change, vanish, come back and move; there are nights of maintenance, of captchas,
of slow and of dead sites, and of sites that return another article than the one asked for; one
night's clock is nine years ahead; crawls are killed at random and restarted. Quiet nights follow
the last one, in which everything due is requested. Then the database is compared with the
generator's truth.

With ``--in-process`` there are no processes, sockets and exit codes (``in_process.py``), and thirty
nights take a minute. With ``--numbered`` the URLs are numbers and no link has a headline, so that
only the pages themselves say what they are.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import URL, Engine

from bench.nights import in_process
from bench.nights.outlet import LISTED, Outlet, Weather, at_midnight
from bench.nights.server import sites
from bench.nights.truth import all_differences
from bench.storage.databases import KINDS, ROOT, database
from pipelines.storage.database.engine import open_engine

DAY = 86_400.0
QUIET = 5  # nights without news at the end: the days on which articles are revisited
AHEAD = 9 * 365 * DAY
BUSY = 5  # exit code: PostgreSQL has not noticed yet that the killed process is gone
KILLED = 0.15  # share of the crawls
SHORTLY = timedelta(seconds=5)  # after a crawl was killed, the next one starts
FEW = 5  # pages: with fewer, a share means nothing
_SETTINGS = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": 0,
    "BACKOFF_START": 0.01,
    "BACKOFF_MAX": 0.05,
    "RETRY_TIMES": 1,
    "ALLOW_PRIVATE_ADDRESSES": 1,
    "ARCHIVE_DIR": "",
    "LOG_LEVEL": "WARNING",
}
_WEATHERS = tuple(weather for weather in Weather if weather is not Weather.FINE)


def start(url: URL, home: str, offset: float) -> subprocess.Popen[str]:
    """Start a crawl with the clock shifted by ``offset`` seconds."""
    options = [part for key, value in _SETTINGS.items() for part in ("-s", f"{key}={value}")]
    path = os.pathsep.join((str(Path(__file__).parent / "clock"), str(ROOT)))
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "site", "-a", f"home={home}", *options],
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": url.render_as_string(hide_password=False),
            "CLOCK_OFFSET": str(offset),
            "PYTHONPATH": path,
            "CONTACT": "bench@example.org",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def crawl(url: URL, home: str, offset: float, chance: random.Random | None) -> tuple[int, str]:
    """Crawl to the end, perhaps after killing a crawl (``chance``). Return code and log."""
    if chance is not None:
        process = start(url, home, offset)
        time.sleep(chance.uniform(0.5, 4))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    while True:
        process = start(url, home, offset)
        _, output = process.communicate()
        if process.returncode != BUSY or chance is None:
            return process.returncode, output
        time.sleep(0.2)


def expected(outlet: Outlet) -> set[int]:
    """Return the acceptable exit codes for the site's night."""
    if outlet.weather is Weather.DOWN:
        return {4}
    if outlet.refused >= FEW and 2 * outlet.refused > outlet.asked:
        return {4}
    # A notice at two URLs is recognised; at one URL it may be an article like any other. A night in
    # which most of the few pages due are gone looks like a site that has lost them.
    most_gone = outlet.gone >= FEW and 2 * outlet.gone > outlet.asked
    return {0, 4} if outlet.refused or most_gone else {0}


class Nights:
    """The nights of some outlets in one database."""

    def __init__(
        self, url: URL, outlets: list[Outlet], homes: list[str], seed: int, engine: Engine | None
    ) -> None:
        self._url = url
        self._engine = engine
        self._outlets = outlets
        self._homes = homes
        self._chance = random.Random(seed)
        self.wrong: list[str] = []
        self.codes: dict[int, int] = {}
        self.kills = 0

    def pass_night(self, number: int, weathers: list[Weather], *, news: bool, ahead: int) -> None:
        """Simulate and crawl a night of the outlets; ``ahead``: the outlet with a wrong clock."""
        for index, (outlet, home) in enumerate(zip(self._outlets, self._homes, strict=True)):
            outlet.next_night(weathers[index], news=news)
            offset = number * DAY + (AHEAD if index == ahead else 0)
            killed = news and self._chance.random() < KILLED
            self.kills += killed
            if self._engine is not None:
                self._crawl_here(outlet, urlsplit(home).netloc, offset, killed=killed)
                continue
            code, output = crawl(self._url, home, offset, self._chance if killed else None)
            self.codes[code] = self.codes.get(code, 0) + 1
            if code not in expected(outlet) and not killed:
                self.wrong.append(
                    f"night {number}, {outlet.name}, {outlet.weather}: exit code {code}, expected "
                    f"{sorted(expected(outlet))}; {outlet.asked} pages asked, {outlet.refused} "
                    f"refused\n{output[-1500:]}"
                )
        print(f"\rnight {number}, {self.kills} kills, codes {self.codes}", end="", flush=True)

    def _crawl_here(self, outlet: Outlet, host: str, offset: float, *, killed: bool) -> None:
        """Crawl without a process, perhaps after a crawl that is killed."""
        assert self._engine is not None  # the caller checked
        now = outlet.start + timedelta(seconds=offset)
        if killed:
            stored = self._chance.randrange(LISTED)
            in_process.crawl(self._engine, outlet, host, now, killed_after=stored)
        in_process.crawl(self._engine, outlet, host, now + SHORTLY * killed)


def weathers(
    chance: random.Random, night: int, outlets: int, choice: Sequence[Weather] = _WEATHERS
) -> list[Weather]:
    """Choose the weather of a night: the first two are fine, then four in five."""
    foul = [chance.choice(choice) if chance.random() < 0.2 else Weather.FINE
            for _ in range(outlets)]  # fmt: skip
    return foul if night > 1 else [Weather.FINE] * outlets


def run(
    kind: str,
    nights: int,
    count: int,
    seed: int,
    choice: Sequence[Weather],
    *,
    is_here: bool,
    is_numbered: bool,
) -> list[str]:
    """Run on one kind of database; return what went wrong.

    ``is_here``: in this process. ``is_numbered``: the URLs are numbers, without headlines.
    """
    chance, start_at = random.Random(seed), at_midnight()
    outlets = [
        Outlet(f"outlet {n}", start_at, random.Random(seed * 1000 + n), is_numbered=is_numbered)
        for n in range(count)
    ]
    with (
        tempfile.TemporaryDirectory(prefix="tinsach-") as folder,
        database(kind, Path(folder)) as url,
        _homes(outlets, is_here=is_here) as homes,
    ):
        engine = open_engine(url)
        went = Nights(url, outlets, homes, seed, engine if is_here else None)
        for number in range(nights + QUIET):
            news = number < nights
            fine = [Weather.FINE] * count
            ahead = number % count if number == nights // 2 else -1
            foul = weathers(chance, number, count, choice) if news else fine
            if ahead >= 0:
                foul[ahead] = Weather.FINE
            went.pass_night(number, foul, news=news, ahead=ahead)
        print()
        hosts = [urlsplit(home).netloc for home in homes]
        wrong = went.wrong + all_differences(engine, outlets, hosts)
        _tell(engine, outlets)
        engine.dispose()
    right = "nothing lost, nothing doubled, nothing false" + ", each code right" * (not is_here)
    print("\n".join(wrong) or right)
    return wrong


def _homes(outlets: list[Outlet], *, is_here: bool) -> AbstractContextManager[list[str]]:
    if is_here:
        return nullcontext([f"https://{one.name.replace(' ', '-')}.example/" for one in outlets])
    return sites(outlets)


def _tell(engine: Engine, outlets: list[Outlet]) -> None:
    stories = [story for outlet in outlets for story in outlet.stories]
    fates: dict[str, int] = {}
    for story in stories:
        fates[story.fate] = fates.get(story.fate, 0) + 1
    summary = ", ".join(f"{number} {fate}" for fate, number in sorted(fates.items()))
    print(f"{engine.dialect.name}: {len(stories)} articles: {summary}")


def main() -> int:
    """Run; return 1 if something went wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument("--outlets", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--database", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--weather", nargs="+", type=Weather, choices=_WEATHERS, default=_WEATHERS)
    parser.add_argument("--in-process", action="store_true")
    parser.add_argument("--numbered", action="store_true")
    given = parser.parse_args()
    wrong = [
        run(
            kind,
            given.nights,
            given.outlets,
            given.seed,
            given.weather,
            is_here=given.in_process,
            is_numbered=given.numbered,
        )
        for kind in given.database
    ]
    return int(any(wrong))


if __name__ == "__main__":
    sys.exit(main())
