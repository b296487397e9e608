"""A crawl in a process of its own, and what its exit code asks for."""

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
_GRACE = 60.0  # seconds that a crawl has to end in good order
_SAID = 65_536  # bytes of what a crawl said last that are looked at


@dataclass(frozen=True, slots=True)
class Ended:
    """A crawl that has ended: its exit code (minus the signal that killed it) and last words."""

    code: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """How a crawl that did not succeed is tried again: after ``pause``, doubled up to ``most``."""

    pause: timedelta
    most: timedelta
    tries: int


_SOON = Again(timedelta(seconds=5), timedelta(minutes=1), 100)
_DATABASE = Again(timedelta(seconds=30), timedelta(hours=1), 12)
_OUTLET = Again(timedelta(minutes=15), timedelta(hours=2), 3)
AGAIN: Mapping[int, Again | None] = {
    1: None,  # an error in the program: a person must look
    2: None,  # a wrong argument or setting: the same again would end the same
    3: _DATABASE,
    4: _OUTLET,  # nothing came of it
    5: _SOON,  # another process has it: it ends, or its lease does
    6: _DATABASE,  # the archive's disk
    130: _SOON,  # interrupted: what was fetched is stored, the rest is due
}
"""Exit code of ``scrapy crawl`` -> what to do; None for an alarm at once."""
KILLED = _SOON
"""By whatever: a machine short of memory, an operator."""


def retry_after(code: int, attempts: int) -> timedelta | None:
    """Return how long to wait before the next try; None where there is none: raise the alarm.

    Args:
        code: exit code of the last try, negative for a signal.
        attempts: tries before it.
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
) -> Ended:
    """Run ``scrapy crawl`` to its end; a call that is cancelled ends it in good order first.

    Args:
        outlet: its name, which stands for ``{outlet}`` in ``options``.
        spider: name of its spider.
        arguments: of the spider.
        options: of ``scrapy crawl``.
        limit: seconds after which it is ended, whatever it does: one that is frozen does nothing.
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
            return Ended(await process.wait(), said)
    except TimeoutError:
        return await _end(process)
    except asyncio.CancelledError:
        await asyncio.shield(_end(process))
        raise


async def _end(process: asyncio.subprocess.Process) -> Ended:
    """End a crawl: it stores what it has; one that does not listen is killed."""
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(_GRACE):
            said = await _last_words(process)
            return Ended(await process.wait(), said)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        return Ended(await process.wait())


async def _last_words(process: asyncio.subprocess.Process) -> str:
    """Return the last line that the command itself said; read all, or the crawl would block."""
    assert process.stderr is not None  # noqa: S101  (asked for above)
    kept = b""
    while part := await process.stderr.read(_SAID):
        kept = (kept + part)[-_SAID:]
    lines = kept.decode("utf-8", "replace").splitlines()
    said = [line for line in lines if line.startswith("tinsach: ")]
    return said[-1].removeprefix("tinsach: ") if said else ""
