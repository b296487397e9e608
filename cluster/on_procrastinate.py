"""A queue of crawls on PostgreSQL, with Procrastinate's tables beside our own.

Each machine runs a worker. A machine with an outlets file defers a job for each due outlet: the
database accepts each due time of an outlet once, whoever defers it. A job's ``lock`` and
``queueing_lock`` are the outlet, so no two of its crawls run or wait at once; a retry is a new job.
A worker that was wrongly taken for dead can do no harm, because of the outlet's lease.

Jobs of a dead machine would stay ``doing`` forever, so every worker checks for them.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cluster.crawl_process import crawl, retry_after
from cluster.schedule import PlannedOutlet, last_due
from pipelines.errors import UserError

logger = logging.getLogger(__name__)

QUEUE = TASK = "crawl"
INSTALL = "the queue needs Procrastinate: install it with pip install 'tinsach[queue]'"
_HEARTBEAT = 10.0  # seconds
_PAUSE = 5.0  # seconds before a worker that lost the database starts again
_AT_ONCE = timedelta()
_TRIES = 12  # attempts to requeue a crawl
_KEPT = 72  # hours that a finished job is kept


@dataclass(frozen=True, slots=True)
class WorkerConfiguration:
    """The configuration of a machine's worker.

    Attributes:
        address: of the database, as a libpq URL.
        slots: concurrent crawls.
        outlets: the outlets that this machine schedules.
        options: of each crawl.
        alarm: called for a crawl that is not retried, with outlet and reason.
        check_seconds: interval between checks for due outlets and dead workers.
        silent_seconds: time without a heartbeat after which a worker counts as dead.
        poll_seconds: interval between checks for a job.
        limit_seconds: time after which a crawl is ended and retried.
    """

    address: str
    slots: int
    outlets: Sequence[PlannedOutlet] = ()
    options: Sequence[str] = ()
    alarm: Callable[[str, str], None] = lambda _outlet, _reason: None
    check_seconds: float = 60.0
    silent_seconds: float = 60.0
    poll_seconds: float = 5.0
    limit_seconds: float = 86_400.0
    planned: dict[str, int] = field(default_factory=dict)


class GivenUp(Exception):  # noqa: N818  (what happened, for the queue's log)
    """A crawl that is not retried before its outlet is due again."""


def work(fleet: WorkerConfiguration, until_empty: bool = False) -> None:
    """Take jobs and crawl until SIGTERM or SIGINT, which end the crawls cleanly.

    With ``until_empty`` it returns when no job waits. After losing the database, or after being
    taken for dead, the worker starts again.

    Raises:
        UserError: Procrastinate is not installed, or the database cannot be used.
    """
    asyncio.run(_work(fleet, until_empty))


async def _work(fleet: WorkerConfiguration, until_empty: bool) -> None:
    procrastinate = _procrastinate()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    begun = False
    while not stop.is_set():
        app = _app(procrastinate, fleet)
        try:
            async with app.open_async():
                await _prepare(app)
                begun = True
                if until_empty:
                    await _look(procrastinate, app, fleet)
                await _serve(procrastinate, app, fleet, stop, until_empty)
        except (procrastinate.exceptions.ConnectorException, OSError) as error:
            if not begun:
                raise UserError(f"The queue's database cannot be used: {error}") from error
            logger.warning("The queue cannot be reached (%s): again in %.0f s", error, _PAUSE)
        if until_empty:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _PAUSE)


def _procrastinate() -> Any:
    try:
        import procrastinate
    except ImportError:
        raise UserError(INSTALL) from None
    return procrastinate


def _app(procrastinate: Any, fleet: WorkerConfiguration) -> Any:
    connector = procrastinate.PsycopgConnector(
        conninfo=fleet.address,
        min_size=1,
        max_size=3,
        # With a pooler, each statement may run in another session.
        kwargs={"prepare_threshold": None, "application_name": "tinsach work"},
    )
    app = procrastinate.App(connector=connector)

    @app.task(name=TASK, queue=QUEUE)  # type: ignore[untyped-decorator]
    async def run(
        outlet: str, spider: str, arguments: Mapping[str, str], timestamp: int, attempts: int = 0
    ) -> None:
        given = {
            "outlet": outlet,
            "spider": spider,
            "arguments": arguments,
            "timestamp": timestamp,  # when it was due
        }
        try:
            ended = await crawl(outlet, spider, arguments, fleet.options, fleet.limit_seconds)
        except asyncio.CancelledError:  # this worker is stopping
            await asyncio.shield(_defer(procrastinate, app, {**given, "attempts": attempts}))
            raise
        if ended.code == 0:
            return
        message = f"exit {ended.code}: {ended.said}" if ended.said else f"exit {ended.code}"
        pause = retry_after(ended.code, attempts)
        if pause is None:
            fleet.alarm(outlet, message)
            raise GivenUp(message)
        logger.info("%s: %s; again in %.0f s", outlet, message, pause.total_seconds())
        await _defer(procrastinate, app, {**given, "attempts": attempts + 1}, pause)
        raise procrastinate.exceptions.JobAborted(message)

    return app


async def _defer(
    procrastinate: Any, app: Any, given: Mapping[str, Any], pause: timedelta = _AT_ONCE
) -> None:
    """Requeue a crawl as a new job, unless its outlet is already queued.

    The old job could not be requeued if the outlet's next job is waiting, and would block it
    forever.
    """
    name = str(given["outlet"])
    when = {"schedule_in": {"seconds": int(pause.total_seconds())}} if pause else {}
    # Interrupted outlets come first: half of their articles are already stored.
    deferrer = app.tasks[TASK].configure(lock=name, queueing_lock=name, priority=1, **when)
    for _ in range(_TRIES):
        try:
            await deferrer.defer_async(**given)
        except procrastinate.exceptions.AlreadyEnqueued:
            return
        except procrastinate.exceptions.ConnectorException as error:
            logger.warning("%s: cannot go back into the queue: %s", name, error)
            await asyncio.sleep(_PAUSE)
        else:
            return
    raise GivenUp(f"{name}: cannot go back into the queue")


async def _prepare(app: Any) -> None:
    """Create the queue's tables if they do not exist."""
    if not await app.check_connection_async():
        with suppress(Exception):  # another machine creates them
            await app.schema_manager.apply_schema_async()
        if not await app.check_connection_async():
            raise UserError("The queue's tables cannot be made: the database's user may not")


async def _serve(
    procrastinate: Any, app: Any, fleet: WorkerConfiguration, stop: asyncio.Event, until_empty: bool
) -> None:
    """Work until stopped, or until the database or this worker's row is lost."""
    worker = asyncio.ensure_future(
        app.run_worker_async(
            queues=[QUEUE],
            concurrency=fleet.slots,
            wait=not until_empty,
            listen_notify=False,
            install_signal_handlers=False,
            fetch_job_polling_interval=fleet.poll_seconds,
            update_heartbeat_interval=min(_HEARTBEAT, fleet.silent_seconds / 3),
            stalled_worker_timeout=fleet.silent_seconds,
            # When it is stopped, it cancels its crawls, which end cleanly; with no job left it
            # waits for those that run.
            shutdown_graceful_timeout=None if until_empty else 0,
        )
    )
    looking = asyncio.ensure_future(_keep_looking(procrastinate, app, fleet))
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait([worker, looking, stopping], return_when=asyncio.FIRST_COMPLETED)
        if not worker.done():
            worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker
    finally:
        for one in (looking, stopping):
            one.cancel()
        await asyncio.gather(looking, stopping, return_exceptions=True)


async def _keep_looking(procrastinate: Any, app: Any, fleet: WorkerConfiguration) -> None:
    while True:
        await _look(procrastinate, app, fleet)
        await asyncio.sleep(fleet.check_seconds)


async def _look(procrastinate: Any, app: Any, fleet: WorkerConfiguration) -> None:
    """Defer due outlets, take over jobs of dead workers, delete old jobs."""
    await _plan(procrastinate, app, fleet, datetime.now(UTC))
    jobs = app.job_manager
    for job in await jobs.get_stalled_jobs(
        queue=QUEUE, seconds_since_heartbeat=fleet.silent_seconds
    ):
        logger.warning("%s: its worker is silent, the crawl goes back into the queue", job.lock)
        await _defer(procrastinate, app, job.task_kwargs)
        with suppress(procrastinate.exceptions.ConnectorException):  # another machine was first
            await jobs.finish_job(job, procrastinate.jobs.Status.ABORTED, delete_job=False)
    await jobs.delete_old_jobs(
        nb_hours=_KEPT, queue=QUEUE, include_failed=True, include_aborted=True
    )


async def _plan(procrastinate: Any, app: Any, fleet: WorkerConfiguration, now: datetime) -> None:
    for plan in fleet.outlets:
        due = int(last_due(plan, now).timestamp())
        if fleet.planned.get(plan.outlet) == due:
            continue
        deferrer = app.tasks[TASK].configure(
            lock=plan.outlet,
            queueing_lock=plan.outlet,
            task_kwargs={
                "outlet": plan.outlet,
                "spider": plan.spider,
                "arguments": dict(plan.arguments),
                "timestamp": due,
            },
        )
        with suppress(procrastinate.exceptions.AlreadyEnqueued):
            await app.job_manager.defer_periodic_job(deferrer.job, plan.outlet, due)
        fleet.planned[plan.outlet] = due
