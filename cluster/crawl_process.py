"""A crawl in its own process, and the retry policy by its exit code."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_GRACE = 60.0  # seconds that a crawl has to end cleanly
_SAID = 65_536  # bytes of a crawl's last output that are kept


@dataclass(frozen=True, slots=True)
class FinishedCrawl:
    """A finished crawl: its exit code (minus the signal that killed it) and last line of output."""

    code: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """The retry policy of a failed crawl: after ``pause``, doubled up to ``most``."""

    pause: timedelta
    most: timedelta
    tries: int


_SOON = RetryPolicy(timedelta(seconds=5), timedelta(minutes=1), 100)
_DATABASE = RetryPolicy(timedelta(seconds=30), timedelta(hours=1), 12)
_OUTLET = RetryPolicy(timedelta(minutes=15), timedelta(hours=2), 3)
AGAIN: Mapping[int, RetryPolicy | None] = {
    1: None,  # an error in the program: a person must fix it
    2: None,  # a wrong argument or setting: a retry would end the same
    3: _DATABASE,
    4: _OUTLET,  # it brought nothing
    5: _SOON,  # another process has it: it ends, or its lease does
    6: _DATABASE,  # the archive's disk
    130: _SOON,  # interrupted: what was fetched is stored, the rest is due
}
"""Exit code of ``scrapy crawl`` to its retry policy; None for an immediate alarm."""
KILLED = _SOON
"""Killed by the system for lack of memory, by an operator, or otherwise."""


def retry_after(code: int, attempts: int) -> timedelta | None:
    """Return how long to wait before the next attempt; None for no retry but an alarm.

    Args:
        code: exit code of the last attempt, negative for a signal.
        attempts: attempts before it.
    """
    how = KILLED if code < 0 else AGAIN.get(code)
    if how is None or attempts + 1 >= how.tries:
        return None
    doubled: int = 2 ** min(attempts, 16)
    return min(how.most, how.pause * doubled)


async def crawl(
    outlet: str,
    spider: str,
    arguments: Mapping[str, str],
    options: Sequence[str],
    limit: float | None = None,
) -> FinishedCrawl:
    """Run ``scrapy crawl`` to its end; if this call is cancelled, end the crawl cleanly first.

    Args:
        outlet: its name, which replaces ``{outlet}`` in ``options``.
        spider: name of its spider.
        arguments: of the spider.
        options: of ``scrapy crawl``.
        limit: seconds after which it is ended, whatever it does: a frozen crawl does nothing.
    """
    given = [f"-a{name}={value}" for name, value in arguments.items()]
    given += [one.replace("{outlet}", outlet.replace("/", "_")) for one in options]
    path = os.pathsep.join(one for one in (str(_ROOT), os.environ.get("PYTHONPATH")) if one)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "crawler.command_line", "crawl", spider, *given),
        env={**os.environ, "PYTHONPATH": path},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(limit):
            said = await _last_words(process)
            return FinishedCrawl(await process.wait(), said)
    except TimeoutError:
        return await _end(process)
    except asyncio.CancelledError:
        await asyncio.shield(_end(process))
        raise


async def _end(process: asyncio.subprocess.Process) -> FinishedCrawl:
    """End a crawl cleanly, so that it stores what it has; kill it if it does not respond."""
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(_GRACE):
            said = await _last_words(process)
            return FinishedCrawl(await process.wait(), said)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        return FinishedCrawl(await process.wait())


async def _last_words(process: asyncio.subprocess.Process) -> str:
    """Return the command's last line of output; everything is read, or the crawl would block."""
    assert process.stderr is not None  # noqa: S101  (asked for above)
    kept = b""
    while part := await process.stderr.read(_SAID):
        kept = (kept + part)[-_SAID:]
    lines = kept.decode("utf-8", "replace").splitlines()
    said = [line for line in lines if line.startswith("tinsach: ")]
    return said[-1].removeprefix("tinsach: ") if said else ""
