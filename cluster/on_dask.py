"""Conversions on Dask: an existing cluster (Slurm, Kubernetes), or a local one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

from cluster.work import RETRIES, ArchiveConversion, Done, NotConverted, convert_here
from pipelines.errors import UserError

_LOST_WORKER = "300 s"
"""Seconds that a nanny may take to restart its worker; the default of 15 s is too short on a busy
machine, and then the nanny closes for good.
"""
_DEATHS = 3  # workers that may die during one archive before it counts as failed
_SETTINGS = {
    "distributed.scheduler.allowed-failures": _DEATHS,
    "distributed.deploy.lost-worker-timeout": _LOST_WORKER,
    # Tasks last for minutes, and workers wait for their extraction. By default they look at
    # themselves a hundred times a second, which costs five times as much as all the rest.
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500 ms",
    "distributed.worker.memory.monitor-interval": "1 s",
    "distributed.admin.system-monitor.interval": "2 s",
}
_QUEUED = 2  # archives in flight per worker: the scheduler holds few, not thousands


def run(work: ArchiveConversion, tell: Callable[[int], None]) -> Iterator[Done]:
    """Convert the archives on Dask's workers; see ``cluster.work.Engine``.

    ``work.address`` is a scheduler's (``tcp://host:8786``); if it is empty, ``work.workers`` worker
    processes are started here. Each worker has one guarded extraction process, as everywhere. If a
    worker dies, another one converts its archive again.

    Raises:
        UserError: Dask is not installed, or the scheduler cannot be reached.
    """
    dask, distributed = _dask()
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(_SETTINGS))
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


def _each(distributed: Any, client: Any, work: ArchiveConversion) -> Iterator[Done]:
    """Submit the archives a few at a time, and yield results in any order."""
    left = iter(work.archives)
    under_way: dict[Any, str] = {}
    finished = distributed.as_completed()

    def hand_over() -> bool:
        archive = next(left, None)
        if archive is None:
            return False
        # A key of its own: the files, not Dask, know what was converted in an earlier run.
        future = client.submit(convert_here, archive, work.of_one(), pure=False, retries=RETRIES)
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
        except Exception as error:  # noqa: BLE001  # any error of a worker costs only its archive
            done = NotConverted(archive, f"{archive}: {type(error).__name__}: {error}")
        yield done
        hand_over()
