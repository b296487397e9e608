"""The machines that crawl from a queue, according to its tables and the outlets' leases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, inspect, text

from pipelines.storage.database.engine import READING

SILENT = 60
"""Seconds without a heartbeat after which a worker counts as dead."""

_WORKERS = text(
    "SELECT count(*) FILTER (WHERE last_heartbeat >= now() - make_interval(secs => :silent)), "
    "count(*) FILTER (WHERE last_heartbeat < now() - make_interval(secs => :silent)) "
    "FROM procrastinate_workers"
)
_JOBS = text(
    "SELECT count(*) FILTER (WHERE status = 'doing' AND alive), "
    "count(*) FILTER (WHERE status = 'doing' AND NOT alive), "
    "count(*) FILTER (WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())), "
    "count(*) FILTER (WHERE status = 'todo' AND scheduled_at > now()), "
    "count(*) FILTER (WHERE status = 'failed') FROM (SELECT j.status, j.scheduled_at, "
    "coalesce(w.last_heartbeat >= now() - make_interval(secs => :silent), false) AS alive "
    "FROM procrastinate_jobs AS j LEFT JOIN procrastinate_workers AS w ON w.id = j.worker_id "
    "WHERE j.queue_name = 'crawl') AS jobs"
)
_OLDEST = text(
    "SELECT min(e.at) FROM procrastinate_jobs AS j JOIN procrastinate_events AS e "
    "ON e.job_id = j.id WHERE j.queue_name = 'crawl' AND j.status = 'todo' "
    "AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())"
)
_CRAWLS = text(
    "SELECT outlet, holder, taken_at FROM outlet_lease WHERE expires_at > now() ORDER BY outlet"
)


@dataclass(frozen=True, slots=True)
class RunningCrawl:
    """A crawl that holds its outlet's lease: outlet, holder, start."""

    outlet: str
    holder: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Fleet:
    """The state of the queue and its workers.

    Attributes:
        workers: live workers.
        silent: workers without a heartbeat for ``SILENT`` seconds.
        running: jobs of live workers.
        stalled: jobs of silent workers, which others take over.
        waiting: jobs that a free slot would take.
        later: jobs to be retried at a later time.
        failed: jobs given up in the last three days.
        oldest: since when the oldest waiting job waits; None if none does.
        crawls: crawls running now, from the queue or not.
    """

    workers: int
    silent: int
    running: int
    stalled: int
    waiting: int
    later: int
    failed: int
    oldest: datetime | None
    crawls: tuple[RunningCrawl, ...]


def read(engine: Engine, silent: float = SILENT) -> Fleet | None:
    """Return the state of the fleet; None if the database has no queue."""
    if engine.dialect.name != "postgresql":
        return None
    with engine.connect().execution_options(**{READING: True}) as connection:
        if not inspect(connection).has_table("procrastinate_jobs"):
            return None
        given = {"silent": silent}
        alive, mute = connection.execute(_WORKERS, given).one()
        jobs = connection.execute(_JOBS, given).one()
        running, stalled, waiting, later, failed = jobs
        return Fleet(
            *(alive, mute, running, stalled, waiting, later, failed),
            connection.scalar(_OLDEST),
            tuple(RunningCrawl(*row) for row in connection.execute(_CRAWLS)),
        )
