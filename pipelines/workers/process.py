"""One worker process and its queue of pages.

Besides its current page, a process already has the next ones: while its reply waits for the crawl's
interpreter, which the event loop and the store's thread share, it continues to work. A page that
was not begun is not lost with the process: the next process gets it.
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
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from pipelines.errors import UserError
from pipelines.items import Page, RepeatedLines
from pipelines.workers.channel import Channel
from pipelines.workers.child import Job, Reply

PREFETCH = 3
"""Pages that a process has: the current one, and two more. One more is not enough if a page takes 5
ms, which is as long as a thread may hold the interpreter.
"""

_LAST_BREATH = 0.5  # seconds for a process that closed its socket to exit by itself
_START = 60.0  # seconds to import the engine, on a busy machine
_STARTS = 3  # attempts in a row, before the installation counts as the cause
_TIME_IS_UP = signal.SIGPROF.name
_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[2]); "
    "from pipelines.workers.child import serve; serve(sys.argv[1])"
)
# One thread of numerics per process, few arenas: both reserve address space that counts.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class ExtractionFailed(Exception):  # noqa: N818  # the project's term
    """The process of a page hung, died or failed; ``reason`` says which.

    ``process_died`` is true if the process died for a reason that need not be the page's.
    """

    def __init__(self, reason: str, *, process_died: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.process_died = process_died


class WorkersUnavailable(UserError):  # noqa: N818
    """No process can be started: a fault of the installation, not of a page."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process runs, and its limits; see ``ExtractionPool``."""

    function: str
    rejection: str
    deadline: float
    patience: float
    memory: int
    pages: int


@dataclass(slots=True, eq=False)
class Task:
    """A page and the future of its result.

    ``function`` is applied instead of the pool's own, and then need not take a page. ``begun``
    means that it was taken from the queue; ``elsewhere`` that it was requeued while a process had
    it, whose reply is then ignored.
    """

    page: object
    future: Future[Any]
    function: str = ""
    begun: bool = False
    elsewhere: bool = False


class WorkerProcess:
    """Owns one worker process. Not thread-safe except for ``close``."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = Lock()
        self._closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self._talk: Channel | None = None
        self._given: deque[Task] = deque()
        self._since = 0.0  # when the first of them became the current one
        self._empty()

    def _empty(self) -> None:
        self._ready = False
        self._sent = 0  # pages sent to the process
        self._repeated = RepeatedLines()  # last sent to the process

    @property
    def busy(self) -> bool:
        """Whether a reply is pending."""
        return bool(self._given)

    @property
    def has_room(self) -> bool:
        """Whether the process may be sent another page."""
        fresh = self._process is None or self._sent < self._limits.pages
        return len(self._given) < PREFETCH and fresh

    def prepare(self) -> None:
        """Start the process, without waiting until it has imported the engine."""
        with self._lock:
            if self._closed or self._process is not None:
                return
            here, there = socket.socketpair()
            arguments = {
                "socket": there.fileno(),
                "function": self._limits.function,
                "rejection": self._limits.rejection,
                "deadline": self._limits.deadline,
                "patience": self._limits.patience,
                "memory": self._limits.memory,
            }
            path = json.dumps([os.path.abspath(entry) for entry in sys.path])  # noqa: PTH100
            with there:
                self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and code
                    [sys.executable, "-c", _BOOT, json.dumps(arguments), path],
                    pass_fds=(there.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,  # a feed export may use stdout
                    env=os.environ | _ENVIRONMENT,
                )
            self._empty()
            self._talk = Channel(here)

    def give(self, task: Task) -> None:
        """Send a page to the process, after those it has; its future may fail at once."""
        try:
            talk = self._running()
            if not self._given:
                self._since = time.monotonic()
            talk.send(self._job(task))
        except Exception as error:  # noqa: BLE001  # passed on to whoever awaits the future
            task.future.set_exception(error)
            return
        self._given.append(task)
        self._sent += 1

    def put_back(self, seconds: float) -> list[Task]:
        """Take back the tasks behind the first if it takes longer than ``seconds``.

        They go to another process; this one's replies to them are discarded.
        """
        try:
            if self._talk is None or self._talk.poll_message(self._since + seconds):
                return []
        except (EOFError, ConnectionError):
            return []  # ``settle`` gets the same error and handles it
        others = [task for task in list(self._given)[1:] if not task.elsewhere]
        for task in others:
            task.elsewhere = True
        return [Task(task.page, task.future, task.function, begun=True) for task in others]

    def settle(self) -> None:
        """Wait for the result of the first page; if the process is lost, requeue the rest.

        The future gives the function's result, or raises as ``ExtractionPool.submit`` says.
        """
        error: Exception | None = None
        value = None
        try:
            value = _result(self._reply())
        except TimeoutError:
            error = ExtractionFailed(f"no answer within {self._limits.patience:g} s")
            self._replace()
        except (EOFError, ConnectionError):
            error = self._lost(self._replace())
        except Exception as raised:  # noqa: BLE001  # passed on to whoever awaits the future
            error = raised
        task = self._given.popleft()
        if not task.elsewhere:
            _tell(task.future, value, error)
        self._since = time.monotonic()
        if self._process is not None and self._sent >= self._limits.pages and not self._given:
            self._replace()
        if self._talk is None or not self._sent:
            rest = [task for task in self._given if not task.elsewhere]
            self._given.clear()
            for task in rest:
                self.give(task)

    def close(self) -> None:
        """Kill the process for good, even while the other thread waits for it."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()

    def end(self) -> str:
        """Kill the process and say how it ended."""
        with self._lock:
            process, talk = self._process, self._talk
            self._process = self._talk = None
        if talk is not None:
            talk.close()
        if process is None:
            return "ended before"
        try:
            code = process.wait(timeout=_LAST_BREATH)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        return signal.Signals(-code).name if code < 0 else f"exit status {code}"

    def _replace(self) -> str:
        """Kill the process, start the next, and say how the first one ended."""
        ending = self.end()
        with suppress(OSError):  # the next page retries, and reports the error
            self.prepare()
        return ending

    def _lost(self, ended: str) -> ExtractionFailed:
        """Return why a page's process is gone, given how it ended."""
        if ended == _TIME_IS_UP:
            limit = self._limits.deadline
            return ExtractionFailed(f"took more than {limit:g} s of processor time")
        return ExtractionFailed(f"extraction process died: {ended}", process_died=True)

    def _running(self) -> Channel:
        """Return the channel to a process that has imported the engine.

        A process that dies while starting is replaced: the cause may be gone.
        """
        trouble = ""
        for _ in range(_STARTS):
            try:
                self.prepare()
                if self._talk is None:
                    raise ExtractionFailed("the pool is closed")
                if not self._ready:
                    trouble = self._talk.next(time.monotonic() + _START) or ""
                if not trouble:
                    self._ready = True
                    return self._talk
            except (EOFError, OSError) as error:
                trouble = f"{type(error).__name__}, {self.end()}"
                continue
            break  # it reports the cause itself, and the next one would report the same
        self.end()
        if self._closed:
            raise ExtractionFailed("the pool is closed")
        raise WorkersUnavailable(
            f"EXTRACT_WORKERS: extraction processes cannot start ({trouble}); expected "
            f"{self._limits.function} to be importable; check the installation or set "
            "EXTRACT_WORKERS=0"
        )

    def _job(self, task: Task) -> Job:
        """Return the page without what the process already has."""
        page = task.page
        if not isinstance(page, Page):
            return Job(page, None, task.function)
        repeated = page.repeated
        known = repeated is self._repeated or repeated == self._repeated
        # A mapping proxy cannot be pickled; a dict can.
        plain = None if known else RepeatedLines(repeated.articles, dict(repeated.counts))
        self._repeated = repeated
        return Job(replace(page, repeated=RepeatedLines()), plain, task.function)

    def _reply(self) -> Reply:
        """Return the reply for the first page; raises as ``Channel.next`` does."""
        if self._talk is None:
            raise EOFError("the process is gone")
        reply: Reply = self._talk.next(self._since + self._limits.patience)
        if reply.last:
            self._replace()
        return reply


def _result(reply: Reply) -> Any:
    """Return the value of a reply, or raise its exception."""
    if reply.failure is not None:
        raise ExtractionFailed(reply.failure)
    try:
        result = pickle.loads(reply.rejection or reply.value or b"")  # noqa: S301  # our own process
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, EOFError) as error:
        raise ExtractionFailed(f"answer cannot be read: {error}") from error
    if reply.rejection is not None:
        raise result
    return result


def _tell(future: Future[Any], value: object, error: Exception | None) -> None:
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(value)
