"""What an engine is given and gives back, whichever it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.conversion.choice import Choice
from crawler.conversion.convert import Converted, Pool, convert, make_pool
from pipelines.errors import UserError
from pipelines.workers.pool import WorkersUnavailable

RETRIES = 2
"""How often an archive is tried again that could not be read or written: networks fail."""


@dataclass(frozen=True, slots=True)
class NotConverted:
    """An archive of which nothing was written, and why."""

    archive: str
    reason: str


Done = Converted | NotConverted


@dataclass(frozen=True, slots=True)
class Work:
    """Archives to convert.

    Attributes:
        archives: their addresses.
        out: the folder that their rows come to.
        choice: which pages.
        workers: extraction processes; of Dask and Spark, whose workers have one each, where they
            are started here.
        address: of Dask's scheduler, or Spark's master; empty to start them here.
    """

    archives: Sequence[str]
    out: str
    choice: Choice = field(default_factory=Choice)
    workers: int = 1
    address: str = ""


Engine = Callable[[Work, Callable[[int], None]], Iterator[Done]]
"""Converts the archives, and yields what came of each as soon as it is known.

The function that it is given hears how many pages of the present archive are done, where an engine
knows.
"""


def converted(work: Work, archive: str, pool: Pool, tell: Callable[[int], None]) -> Done:
    """Convert an archive with a pool that is there; an archive's failure is a value."""
    for attempt in range(RETRIES + 1):
        try:
            workers = work.workers
            return convert(archive, work.out, work.choice, pool=pool, workers=workers, tell=tell)
        except WorkersUnavailable:
            raise
        except UserError as error:
            if attempt == RETRIES:
                return NotConverted(archive, str(error))
    raise AssertionError("the last attempt returns")


@lru_cache(maxsize=1)
def process_pool() -> Pool:
    """Return the one extraction process of a worker of Dask or Spark: once, not for each file."""
    return make_pool(1)


def convert_here(archive: str, out: str, choice: Choice) -> Done:
    """Convert an archive in a worker of Dask or Spark."""
    return converted(Work([archive], out, choice), archive, process_pool(), lambda _pages: None)
