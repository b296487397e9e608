"""A crawl that is killed repeatedly: nothing lost, nothing duplicated.

    python -m bench.storage.kills [--pages 2000] [--kills 50] [--database sqlite postgresql]

Runs the real crawl of ``site``, worker process included, over generated pages from a loopback
server. It is killed with ``kill -9`` at random moments (while it starts, in the middle, during a
commit) and restarted each time; finally it may run to its end. After every kill the integrity of
the database is checked. In the end every article must be there once, in one revision, the outcomes
of all runs must add up to the pages, and lines that an outlet repeats must be counted once per
article.
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
from pathlib import Path

from sqlalchemy import URL, Engine, text

from bench.pipeline.run import LIMITS, site
from bench.storage.databases import KINDS, ROOT, database
from bench.storage.integrity import counts, faults
from pipelines.storage.database.engine import READING, open_engine

BUSY = 5  # exit code: PostgreSQL has not noticed yet that the killed process is gone
START = 6.0  # seconds during which a crawl is starting
_SETTINGS = {**LIMITS, "EXTRACT_WORKERS": 1, "ALLOW_PRIVATE_ADDRESSES": 1, "ARCHIVE_DIR": ""}


def start(url: URL, home: str) -> subprocess.Popen[bytes]:
    options = [part for key, value in _SETTINGS.items() for part in ("-s", f"{key}={value}")]
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "site", "-a", f"home={home}/", *options],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url.render_as_string(hide_password=False)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def stored(engine: Engine) -> int:
    """Return how many pages have an outcome."""
    with engine.connect().execution_options(**{READING: True}) as connection:
        query = text("SELECT count(*) FROM page WHERE outcome IS NOT NULL")
        return int(connection.scalar(query) or 0)


def kill(process: subprocess.Popen[bytes], engine: Engine, chance: random.Random, most: int) -> str:
    """Kill the crawl at a random moment; return how it went: killed, ended, or busy."""
    if chance.random() < 0.2:
        time.sleep(chance.uniform(0, START))
    else:
        goal = stored(engine) + chance.randint(1, most)
        while process.poll() is None and stored(engine) < goal:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.2))
    process.send_signal(signal.SIGKILL)
    _, errors = process.communicate()
    if b"locked" in errors:
        raise RuntimeError(errors.decode()[-2000:])
    if process.returncode == -signal.SIGKILL:
        return "killed"
    return "busy" if process.returncode == BUSY else "ended"


def crawl(url: URL, engine: Engine, home: str, pages: int, kills: int) -> list[str]:
    """Crawl to the end with this many kills; return what went wrong."""
    chance = random.Random(7)
    done, wrong = 0, []
    began = time.monotonic()
    while done < kills:
        # This many pages a run, so that the last kill finds some left.
        most = max(2 * (pages - stored(engine)) // (kills - done + 2) - 10, 1)
        how = kill(start(url, home), engine, chance, most)
        if how == "busy":
            time.sleep(0.2)
            continue
        if how == "ended":
            wrong.append(f"the crawl ended by itself before kill {done + 1}")
            break
        done += 1
        wrong += [f"after kill {done}: {fault}" for fault in faults(engine)]
        print(f"\r{done} kills, {stored(engine)} pages", end="", flush=True)
    while (last := _run(url, home)) == BUSY:
        time.sleep(0.2)
    print(f"\r{done} kills, {stored(engine)} pages, {time.monotonic() - began:.0f} s")
    return wrong + ([f"the last run ended with {last}"] if last else [])


def _run(url: URL, home: str) -> int:
    process = start(url, home)
    process.communicate()
    return process.returncode


def judge(engine: Engine, pages: int) -> list[str]:
    """Print what is stored; return what is wrong."""
    found = counts(engine, "the")  # in every page
    with engine.connect() as connection:
        outcomes = ["pages", "new", "same", "changed", "duplicate", "not_article", "failed"]
        sums = ", ".join(f"sum({name})" for name in outcomes)
        row = connection.execute(text(f"SELECT count(*), {sums} FROM crawl")).one()
        runs, counted = row[0], dict(zip(outcomes, map(int, row[1:]), strict=True))
        lines = connection.scalar(text("SELECT sum(articles) FROM line_total"))
    print(f"runs {runs}; {counted}; {found}; counted for lines {lines}")
    once = {name: found[name] for name in ("articles", "addresses", "revisions", "shown", "pages")}
    once |= {"indexed": found["indexed"], "new": counted["new"], "outcomes": counted["pages"]}
    once["counted for lines"] = int(lines or 0)
    wrong = [f"{name}: {number} of {pages}" for name, number in once.items() if number != pages]
    wrong += [f"{name}: {found[name]}" for name in ("left", "storyless") if found[name]]
    return wrong + faults(engine)


def run(kind: str, pages: int, kills: int) -> list[str]:
    """Run on one kind of database; return what went wrong."""
    print(f"\n{kind}")
    with (
        tempfile.TemporaryDirectory(prefix="tinsach-") as folder,
        database(kind, Path(folder)) as url,
        site(pages, "light") as (home, _),
    ):
        engine = open_engine(url)
        wrong = crawl(url, engine, home, pages, kills) + judge(engine, pages)
        engine.dispose()
    print("\n".join(wrong) or "nothing lost, nothing doubled")
    return wrong


def main() -> int:
    """Run; return 1 if something went wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--database", nargs="+", choices=KINDS, default=KINDS)
    given = parser.parse_args()
    wrong = [run(kind, given.pages, given.kills) for kind in given.database]
    return int(any(wrong))


if __name__ == "__main__":
    sys.exit(main())
