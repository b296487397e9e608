"""Conversions on this machine: one reader, and several extraction processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cluster.work import ArchiveConversion, Done, converted
from crawler.conversion.convert import make_pool


def run(work: ArchiveConversion, tell: Callable[[int], None]) -> Iterator[Done]:
    """Convert the archives one after another; see ``cluster.work.Engine``."""
    with make_pool(work.workers) as pool:
        for archive in work.archives:
            yield converted(work, archive, pool, tell)
