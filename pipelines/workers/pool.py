"""Pool of extraction processes that no page can bring down.

``concurrent.futures`` cannot kill a hanging process. Here each process has a thread that waits for
it, and starts another when the kernel has killed it at its deadline. A page that hangs or kills its
process costs only itself.
"""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from pipelines.items import Page
from pipelines.workers.process import (
    ExtractionFailed,
    Limits,
    Task,
    WorkerProcess,
    WorkersUnavailable,
)

__all__ = ["ExtractionFailed", "ExtractionPool", "WorkersUnavailable"]

T = TypeVar("T")

DEADLINE = 20.0
"""Seconds of processor time per page; no page of an outlet has needed them."""
PATIENCE = 15
"""Multiple of the deadline that a page may take in elapsed time, on a busy machine."""
MEMORY = 2 << 30
"""Bytes of address space per process."""
PAGES = 1_000
"""Pages after which a process is replaced, so that leaks of libraries stay small."""

_SLOW = 0.5  # seconds; the page queued behind a slower one goes to another process


class ExtractionPool(Generic[T]):
    """Extracts pages in ``n`` processes; a context manager.

    Args:
        n: number of processes, at least 1.
        function: ``module:name`` of the function applied to each ``Page``.
        rejection: ``module:name`` of the exception by which it rejects a page; it is passed on. Any
            other exception becomes ``ExtractionFailed``.
        deadline: seconds of processor time per page.
        patience: seconds of elapsed time, ``PATIENCE`` times the deadline by default.
        memory: bytes of address space per process.
        pages: pages after which a process is replaced.
    """

    def __init__(
        self,
        n: int,
        function: str,
        rejection: str = "pipelines.extraction:NotAnArticle",
        *,
        deadline: float = DEADLINE,
        patience: float | None = None,
        memory: int = MEMORY,
        pages: int = PAGES,
    ) -> None:
        if n < 1:
            raise ValueError(f"n={n}: a pool needs at least one process")
        waits = deadline * PATIENCE if patience is None else patience
        limits = Limits(function, rejection, deadline, waits, memory, pages)
        self._jobs: SimpleQueue[Task | None] = SimpleQueue()
        self._closing = Lock()
        self._closed = False
        self._slots = [WorkerProcess(limits) for _ in range(n)]
        self._threads = [
            Thread(target=self._run, args=(slot,), name=f"extract-{number}", daemon=True)
            for number, slot in enumerate(self._slots)
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def submit(self, page: Page) -> Future[T]:
        """Queue a page.

        The future gives the function's result, or raises the rejection (``NotAnArticle``),
        ``ExtractionFailed`` with its reason, or ``WorkersUnavailable``.
        """
        return self._queue(Task(page, Future()))

    def run(self, function: str, argument: object) -> Future[Any]:
        """Call another function, ``module:name``, under the same limits.

        The future gives its value, or raises as that of ``submit``; both are pickled.
        """
        return self._queue(Task(argument, Future(), function))

    def _queue(self, task: Task) -> Future[Any]:
        with self._closing:
            if self._closed:
                task.future.set_exception(ExtractionFailed("the pool is closed"))
            else:
                self._jobs.put(task)
        return task.future

    def close(self) -> None:
        """Kill all processes at once; unfinished pages fail. May be called twice."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
        for slot in self._slots:
            slot.close()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self, slot: WorkerProcess) -> None:
        with suppress(OSError):  # the first page retries, and reports the error
            slot.prepare()
        while self._feed(slot):
            if len(self._slots) > 1:
                self._put_back(slot.put_back(_SLOW))
            slot.settle()
        while slot.busy:
            slot.settle()
        slot.end()

    def _feed(self, slot: WorkerProcess) -> bool:
        """Send a process as many pages as it has room for; False at the end.

        A page is prefetched only if enough are queued for every other process to have one.
        """
        while slot.has_room:
            if slot.busy and self._jobs.qsize() < len(self._slots):
                break
            try:
                task = self._jobs.get(block=not slot.busy)
            except Empty:
                break
            if task is None:
                return False
            if task.begun or task.future.set_running_or_notify_cancel():
                slot.give(task)
        return True

    def _put_back(self, tasks: list[Task]) -> None:
        with self._closing:
            for task in tasks:
                if self._closed:
                    task.future.set_exception(ExtractionFailed("the pool is closed"))
                else:
                    self._jobs.put(task)
