"""Conversions on Dask: a cluster that is there (Slurm, Kubernetes), or one of this machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

from cluster.work import RETRIES, Done, NotConverted, Work, convert_here
from pipelines.errors import UserError

_LOST_WORKER = "300 s"
"""How long a nanny may take to start its worker anew; by default 15 s, which a busy machine needs,
and then the nanny closes for good."""
_DEATHS = 3  # workers that may die of one archive, or beside it, before it counts as failed
_QUEUED = 2  # archives for each worker that are handed over: the scheduler holds few, not thousands


def run(work: Work, tell: Callable[[int], None]) -> Iterator[Done]:
    """Convert the archives on Dask's workers; see ``cluster.work.Engine``.

    ``work.address`` is a scheduler's (``tcp://host:8786``); where it is empty, ``work.workers``
    worker processes are started here. Each worker has one extraction process, which is guarded as
    everywhere. A worker that dies has its archive done again by another.

    Raises:
        UserError: Dask is not installed, or the scheduler cannot be reached.
    """
    dask, distributed = _dask()
    settings = {
        "distributed.scheduler.allowed-failures": _DEATHS,
        "distributed.deploy.lost-worker-timeout": _LOST_WORKER,
    }
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(settings))
        address = work.address or stack.enter_context(_own_cluster(distributed, work.workers))
        try:
            client = stack.enter_context(distributed.Client(address))
        except (OSError, ValueError) as error:
            raise UserError(f"--on dask={work.address}: no scheduler answers: {error}") from error
        if client.dashboard_link:
            sys.stderr.write(f"dashboard: {client.dashboard_link}\n")
        yield from _each(distributed, client, work)


def _dask() -> tuple[Any, Any]:
    try:
        import dask
        import distributed
    except ImportError:
        raise UserError(
            "--on dask needs Dask: install it with pip install 'tinsach[dask]'"
        ) from None
    return dask, distributed


def _own_cluster(distributed: Any, workers: int) -> Any:
    return distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    )


def _each(distributed: Any, client: Any, work: Work) -> Iterator[Done]:
    """Hand the archives over a few at a time, and yield what comes back, in any order."""
    left = iter(work.archives)
    under_way: dict[Any, str] = {}
    finished = distributed.as_completed()

    def hand_over() -> bool:
        archive = next(left, None)
        if archive is None:
            return False
        # Its own key: what was converted in an earlier run is asked of the files, not of Dask.
        future = client.submit(
            convert_here, archive, work.out, work.choice, pure=False, retries=RETRIES
        )
        under_way[future] = archive
        finished.add(future)
        return True

    workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    for _ in range(_QUEUED * workers):
        hand_over()
    for future in finished:
        archive = under_way.pop(future)
        try:
            done: Done = future.result()
        except distributed.KilledWorker:
            done = NotConverted(archive, f"{archive}: {_DEATHS + 1} workers died of it")
        except UserError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever a worker raised costs its archive
            done = NotConverted(archive, f"{archive}: {type(error).__name__}: {error}")
        yield done
        hand_over()
