"""The writer thread: database work off the event loop."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from pipelines.items import Result, Saved
from pipelines.storage.database.errors import (
    DatabaseLost,
    DatabaseProblem,
    describe,
    is_transient,
    kind,
)
from pipelines.storage.store import Store

logger = logging.getLogger(__name__)

T = TypeVar("T")

PATIENCE = timedelta(minutes=5)  # a restart of PostgreSQL takes seconds, an upgrade minutes
FIRST_PAUSE = 0.2  # seconds; doubled up to
MAX_PAUSE = 10.0
# A transaction costs about the same for one result as for ten, and little more for MAX_BATCH: it
# waits for them up to GATHERING, unless a LULL passes without another one.
MAX_BATCH = 25  # results
GATHERING = 0.3  # seconds
LULL = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class _Save:
    result: Result
    future: Future[Saved]


@dataclass(frozen=True, slots=True)
class _Call:
    function: Callable[[Store], Any]
    future: Future[Any]


class Writer:
    """Passes results to a ``Store`` in batches, and other calls in between, in order.

    All waiting results become one transaction, and a first result waits for others while they keep
    coming, so batches grow with the load; a call waits for nothing. If the database is unavailable,
    the thread retries with growing pauses up to ``patience``; then, or if waiting is useless (no
    space, no rights), this and every later future fails with ``DatabaseLost``, and ``lost`` is set.
    Results that were not stored stay due in the ledger, for the next run.

    Args:
        open_store: creates the store; called in the thread.
        batch: maximum results per transaction.
        queue: results that may wait; see ``submit``.
        patience: how long the database may be unavailable.
        name: the database's name for operators; without password.
    """

    def __init__(
        self,
        open_store: Callable[[], Store],
        *,
        batch: int = 100,
        queue: int = 500,
        patience: timedelta = PATIENCE,
        name: str = "",
    ) -> None:
        self._open_store = open_store
        self._batch = batch
        self._size = queue
        self._patience = patience.total_seconds()
        self._name = name
        self._tasks: deque[_Save | _Call] = deque()
        self._results = 0  # number of results among the tasks
        lock = threading.Lock()
        self._work = threading.Condition(lock)  # there is work for the thread
        self._room = threading.Condition(lock)  # results were taken from the queue
        self._closing = False
        self._closed = threading.Event()
        self.lost: DatabaseLost | None = None
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._thread.start()

    def submit(self, result: Result) -> Future[Saved]:
        """Queue ``result`` for storing; the future gives its outcome.

        Blocks while ``queue`` results wait. An event loop must not block: it keeps fewer than that
        in flight, by awaiting the futures (see ``pipelines.stages.StoragePipeline``).
        """
        future: Future[Saved] = Future()
        with self._room:
            while self._results >= self._size and not self._closing:
                self._room.wait()
            self._put(_Save(result, future))
        return future

    def call(self, function: Callable[[Store], T]) -> Future[T]:
        """Queue a call of ``function`` with the store, after everything queued before."""
        future: Future[T] = Future()
        with self._work:
            self._put(_Call(function, future))
        return future

    def _put(self, task: _Save | _Call) -> None:
        if self._closing:
            raise RuntimeError("the writer is closed")
        self._tasks.append(task)
        self._results += isinstance(task, _Save)
        # Each wake-up takes the interpreter lock from the event loop, so a result that only joins
        # others waits for the check after the next LULL.
        if len(self._tasks) == 1 or self._results != len(self._tasks) or self._has_enough():
            self._work.notify()

    def _has_enough(self) -> bool:
        return self._results >= min(MAX_BATCH, self._batch)

    def close(self) -> None:
        """Store what is queued, then stop the thread; blocks until then. May be called twice."""
        with self._work:
            self._closing = True
            self._work.notify()
            self._room.notify_all()
        self._thread.join()

    def _run(self) -> None:
        store: Store | None = None
        while tasks := self._next():
            if store is None:
                store = self._open_store()
            if isinstance(tasks[0], _Call):
                self._serve_call(store, tasks[0])
            else:
                self._serve_results(store, [task for task in tasks if isinstance(task, _Save)])

    def _next(self) -> list[_Save | _Call]:
        """Return the next call, or the results before the next call; nothing at the end."""
        with self._work:
            while not self._tasks and not self._closing:
                self._work.wait()
            self._gather()
            tasks: list[_Save | _Call] = []
            while self._tasks and len(tasks) < self._batch:
                if isinstance(self._tasks[0], _Call) and tasks:
                    break
                task = self._tasks.popleft()
                tasks.append(task)
                if isinstance(task, _Call):
                    break
                self._results -= 1
            self._room.notify_all()
            return tasks

    def _gather(self) -> None:
        """Wait for more results, while they keep coming and only a few of them are queued."""
        until, seen = time.monotonic() + GATHERING, 0
        while seen < len(self._tasks) == self._results and not self._has_enough():
            seen, left = len(self._tasks), min(LULL, until - time.monotonic())
            if left <= 0 or self._closing:
                break
            self._work.wait(left)

    def _serve_call(self, store: Store, task: _Call) -> None:
        try:
            value = self._patiently(lambda _again: task.function(store))
        except Exception as error:  # noqa: BLE001  # the caller finds it in the future
            _settle(task.future, error=error)
        else:
            _settle(task.future, value)

    def _serve_results(self, store: Store, tasks: list[_Save]) -> None:
        results = [task.result for task in tasks]
        try:
            saved = self._patiently(lambda again: store.save(results, again=again))
        except Exception as error:  # noqa: BLE001  # the callers find it in the futures
            for task in tasks:
                _settle(task.future, error=error)
        else:
            for task, one_saved in zip(tasks, saved, strict=True):
                _settle(task.future, one_saved)

    def _patiently(self, action: Callable[[bool], T]) -> T:
        """Call ``action`` and return its result; it is told whether it was tried before."""
        if self.lost is not None:
            raise self.lost
        pause, started = FIRST_PAUSE, time.monotonic()
        again = False
        while True:
            try:
                return action(again)
            except SQLAlchemyError as error:
                trouble = kind(error)
                if trouble is None:
                    raise
                if trouble is DatabaseProblem.TAKEN_OVER:
                    # Not for good: how the run ended may still be written.
                    message = f"Database {self._name} {describe(error)}"
                    raise DatabaseLost(message, trouble) from None
                waited = time.monotonic() - started
                if not is_transient(trouble) or waited + pause > self._patience:
                    raise self._give_up(error, waited) from None
                logger.warning(
                    "Database %s %s; trying again in %.1f s", self._name, describe(error), pause
                )
            again = True
            time.sleep(pause)
            pause = min(2 * pause, MAX_PAUSE)

    def _give_up(self, error: SQLAlchemyError, waited: float) -> DatabaseLost:
        waiting = f", after {waited:.0f} s of waiting" if waited >= 1 else ""
        self.lost = DatabaseLost(f"Database {self._name} {describe(error)}{waiting}")
        logger.error("%s", self.lost)
        return self.lost


def _settle(future: Future[Any], value: Any = None, error: Exception | None = None) -> None:
    try:
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(value)
    except InvalidStateError:
        # The caller no longer waits: stopping a crawl cancels its futures.
        logger.debug("Nobody waits for %r", value or error)
