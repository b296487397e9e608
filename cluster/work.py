"""Input and output of an engine, whichever it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from crawler.conversion.choice import Choice
from crawler.conversion.convert import ConversionResult, Pool, convert, make_pool
from pipelines.errors import UserError
from pipelines.workers.collector import collect_rarely
from pipelines.workers.pool import WorkersUnavailable

RETRIES = 2
"""Retries of an archive that could not be read or written, because networks fail."""


@dataclass(frozen=True, slots=True)
class NotConverted:
    """An archive that was not converted, and why."""

    archive: str
    reason: str


Done = ConversionResult | NotConverted


@dataclass(frozen=True, slots=True)
class ArchiveConversion:
    """Archives to convert.

    Attributes:
        archives: their paths or URLs.
        out: the output folder.
        choice: the page filters.
        resume: whether archives that were converted before are skipped.
        workers: extraction processes; workers of Dask and Spark, which have one each, if they are
            started here.
        address: of Dask's scheduler, or Spark's master; empty to start them here.
    """

    archives: Sequence[str]
    out: str
    choice: Choice = field(default_factory=Choice)
    resume: bool = True
    workers: int = 1
    address: str = ""

    def of_one(self) -> ArchiveConversion:
        """Return what a worker needs to know for one archive."""
        return replace(self, archives=(), workers=1, address="")


Engine = Callable[[ArchiveConversion, Callable[[int], None]], Iterator[Done]]
"""Converts the archives, and yields each result as soon as it is known.

Its callback receives the number of finished pages of the current archive, if the engine knows it.
"""


def converted(
    work: ArchiveConversion, archive: str, pool: Pool, tell: Callable[[int], None]
) -> Done:
    """Convert an archive with an existing pool; a failure of the archive is returned."""
    for attempt in range(RETRIES + 1):
        try:
            return convert(
                archive,
                work.out,
                work.choice,
                resume=work.resume,
                pool=pool,
                workers=work.workers,
                tell=tell,
            )
        except WorkersUnavailable:
            raise
        except UserError as error:
            if attempt == RETRIES:
                return NotConverted(archive, str(error))
    raise AssertionError("the last attempt returns")


@lru_cache(maxsize=1)
def process_pool() -> Pool:
    """Return the extraction process of a Dask or Spark worker, created once."""
    collect_rarely()
    return make_pool(1)


def convert_here(archive: str, work: ArchiveConversion) -> Done:
    """Convert an archive in a worker of Dask or Spark; ``work`` is that of ``Work.of_one``."""
    return converted(work, archive, process_pool(), lambda _pages: None)
