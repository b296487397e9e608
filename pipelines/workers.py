"""A pool of extraction processes that a page cannot bring down.

``concurrent.futures`` has no way to end a process that hangs; here each process has a thread
that waits for it, ends it at the deadline, and starts another. A page that makes its process
hang or die costs that page.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import Future
from dataclasses import dataclass, replace
from queue import SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from pipelines.errors import UserError
from pipelines.items import Page, RepeatedLines
from pipelines.worker import Job, Reply, receive, send

T = TypeVar("T")

DEADLINE = 20.0
"""Seconds that a page may take."""
MEMORY = 2 << 30
"""Bytes of address space that a process may use."""
PAGES = 1_000
"""Pages after which a process is replaced, so that what libraries leak stays small."""

_LAST_BREATH = 0.5  # seconds for a process that closed its socket to end by itself
_START = 60.0  # seconds to import the engine, on a machine that is busy
_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[2]); "
    "from pipelines.worker import serve; serve(sys.argv[1])"
)
# One thread of numerics per process, few arenas: both reserve address space that counts.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class ExtractionFailed(Exception):  # noqa: N818  # the project says what happened
    """The process that had the page hung, died or failed; ``reason`` says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WorkersUnavailable(UserError):  # noqa: N818
    """The processes cannot be started at all: a fault of the installation, not of a page."""


@dataclass(frozen=True, slots=True)
class _Limits:
    function: str
    verdict: str
    deadline: float
    memory: int
    pages: int


class ExtractionPool(Generic[T]):
    """Extracts pages in ``n`` processes; a context manager.

    Args:
        n: number of processes, at least 1.
        function: ``module:name`` of what a ``Page`` is given to; its values are what comes back.
        verdict: ``module:name`` of the exception with which it says that a page is none; it
            travels through. Any other exception becomes ``ExtractionFailed``.
        deadline: seconds that a page may take.
        memory: bytes of address space per process.
        pages: pages after which a process is replaced.
    """

    def __init__(
        self,
        n: int,
        function: str,
        verdict: str = "pipelines.extraction:NotAnArticle",
        *,
        deadline: float = DEADLINE,
        memory: int = MEMORY,
        pages: int = PAGES,
    ) -> None:
        if n < 1:
            raise ValueError(f"n={n}: a pool needs at least one process")
        limits = _Limits(function, verdict, deadline, memory, pages)
        self._jobs: SimpleQueue[tuple[Page, Future[T]] | None] = SimpleQueue()
        self._closing = Lock()
        self._closed = False
        self._slots = [_Slot(limits) for _ in range(n)]
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
        """Extract a page.

        The future gives what the function made of it, or raises the verdict (``NotAnArticle``),
        ``ExtractionFailed`` with its reason, or ``WorkersUnavailable``.
        """
        future: Future[T] = Future()
        with self._closing:
            if self._closed:
                future.set_exception(ExtractionFailed("the pool is closed"))
            else:
                self._jobs.put((page, future))
        return future

    def close(self) -> None:
        """End all processes at once; pages that are not done fail. Closing twice is allowed."""
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

    def _run(self, slot: _Slot) -> None:
        slot.prepare()
        while (job := self._jobs.get()) is not None:
            page, future = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                value = slot.extract(page)
            except Exception as error:  # noqa: BLE001  # handed on, to whoever awaits the future
                future.set_exception(error)
            else:
                future.set_result(value)
        slot.end()


class _Slot:
    """A place for one process at a time. One thread uses it; ``close`` may come from another."""

    def __init__(self, limits: _Limits) -> None:
        self._limits = limits
        self._lock = Lock()
        self._closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._ready = False
        self._done = 0
        self._repeated = RepeatedLines()

    def prepare(self) -> None:
        """Start the process, without waiting until it has imported the engine."""
        with self._lock:
            if self._closed or self._process is not None:
                return
            here, there = socket.socketpair()
            arguments = {
                "socket": there.fileno(),
                "function": self._limits.function,
                "verdict": self._limits.verdict,
                "deadline": self._limits.deadline,
                "memory": self._limits.memory,
            }
            path = json.dumps([os.path.abspath(entry) for entry in sys.path])  # noqa: PTH100
            with there:
                self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and code
                    [sys.executable, "-c", _BOOT, json.dumps(arguments), path],
                    pass_fds=(there.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,  # a feed may be going there
                    env=os.environ | _ENVIRONMENT,
                )
            self._channel, self._ready, self._done = here, False, 0
            self._repeated = RepeatedLines()

    def extract(self, page: Page) -> Any:
        """What is made of a page; raises as ``ExtractionPool.submit`` says."""
        channel = self._running()
        end = time.monotonic() + self._limits.deadline
        try:
            self._send(channel, page)
            reply: Reply = _receive(channel, end)
        except TimeoutError:
            self._replace()
            raise ExtractionFailed(f"took more than {self._limits.deadline:g} s") from None
        except (EOFError, ConnectionError):
            raise ExtractionFailed(f"extraction process died: {self._replace()}") from None
        self._done += 1
        if reply.last or self._done >= self._limits.pages:
            self._replace()
        return _result(reply)

    def close(self) -> None:
        """End the process for good, also while the other thread waits for it."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()

    def _running(self) -> socket.socket:
        """The channel to a process that has imported the engine."""
        self.prepare()
        if self._channel is None:
            raise ExtractionFailed("the pool is closed")
        if not self._ready:
            trouble: str | None
            try:
                trouble = _receive(self._channel, time.monotonic() + _START)
            except (EOFError, OSError) as error:
                trouble = f"{type(error).__name__}, {self.end()}"
            if trouble is not None:
                self.end()
                if self._closed:
                    raise ExtractionFailed("the pool is closed")
                raise WorkersUnavailable(
                    f"EXTRACT_WORKERS: extraction processes cannot start ({trouble}); expected "
                    f"{self._limits.function} to be importable; check the installation or set "
                    "EXTRACT_WORKERS=0"
                )
            self._ready = True
        return self._channel

    def _send(self, channel: socket.socket, page: Page) -> None:
        """Send the page without what the process has already."""
        repeated = page.repeated
        known = repeated is self._repeated or repeated == self._repeated
        # A mapping that is only a view of another cannot be pickled; a dict can.
        plain = None if known else RepeatedLines(repeated.articles, dict(repeated.counts))
        channel.settimeout(self._limits.deadline)
        send(channel, Job(replace(page, repeated=RepeatedLines()), plain))
        self._repeated = repeated

    def _replace(self) -> str:
        """End the process, start the next, and say how the first one ended."""
        told = self.end()
        self.prepare()
        return told

    def end(self) -> str:
        """End the process and say how it ended."""
        with self._lock:
            process, channel = self._process, self._channel
            self._process = self._channel = None
        if channel is not None:
            channel.close()
        if process is None:
            return "ended before"
        try:
            code = process.wait(timeout=_LAST_BREATH)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        return signal.Signals(-code).name if code < 0 else f"exit status {code}"


def _receive(channel: socket.socket, end: float) -> Any:
    channel.settimeout(max(end - time.monotonic(), 0.001))
    return receive(channel)


def _result(reply: Reply) -> Any:
    """What a reply holds, or the exception that it stands for."""
    if reply.failure is not None:
        raise ExtractionFailed(reply.failure)
    try:
        answer = pickle.loads(reply.verdict or reply.value or b"")  # noqa: S301  # our own process
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, EOFError) as error:
        raise ExtractionFailed(f"answer cannot be read: {error}") from error
    if reply.verdict is not None:
        raise answer
    return answer
