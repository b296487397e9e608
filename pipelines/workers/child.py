"""The worker process: receives pages, extracts, replies.

It guards itself: the kernel limits its memory and time, so a page that hangs the engine inside C
code ends this process even if the crawl that started it is gone.
"""

from __future__ import annotations

import json
import pickle
import resource
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from typing import Any

from pipelines.items import Page, RepeatedLines
from pipelines.workers.channel import encode_message, receive
from pipelines.workers.collector import collect_rarely, keep_loaded

_GRACE = 5.0  # seconds past the patience, within which the pool kills the process itself


@dataclass(frozen=True, slots=True)
class Job:
    """A page to extract, or the argument of ``function`` (``module:attribute``).

    ``repeated`` is None if it is the same as in the previous job: it is large, and the same for
    many pages. ``page.repeated`` is always empty.
    """

    page: object
    repeated: RepeatedLines | None
    function: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The result of a page: a pickled value or rejection, or the reason of a failure.

    ``last`` says that the process ends with this reply, because its memory is used up.
    """

    value: bytes | None = None
    rejection: bytes | None = None
    failure: str | None = None
    last: bool = False


def load(name: str) -> Any:
    """Return the object named ``module:attribute``."""
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)


def serve(arguments: str) -> None:
    """Run a worker until the other side closes the socket.

    Args:
        arguments: JSON with ``socket`` (file descriptor), ``function`` and ``rejection``
            (``module:attribute``), ``deadline`` (seconds of processor time per page), ``patience``
            (seconds of elapsed time) and ``memory`` (bytes).
    """
    given = json.loads(arguments)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the crawl, which ends this process
    for timer in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(timer, signal.SIG_DFL)
    with socket.socket(fileno=given["socket"]) as channel:
        try:
            function, rejection = load(given["function"]), load(given["rejection"])
        except (ImportError, AttributeError) as error:
            channel.sendall(encode_message(f"{type(error).__name__}: {error}"))
            return
        keep_loaded()
        collect_rarely()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (given["memory"], given["memory"]))
        try:
            channel.sendall(encode_message(None))
            _work(channel, function, rejection, given["deadline"], given["patience"] + _GRACE)
        except (EOFError, ConnectionError):
            return


def _work(
    channel: socket.socket,
    function: Callable[[Any], object],
    rejection: type[Exception],
    deadline: float,
    patience: float,
) -> None:
    repeated = RepeatedLines()
    while True:
        job: Job = receive(channel)
        repeated = repeated if job.repeated is None else job.repeated
        given: object = job.page
        if isinstance(given, Page):
            given = replace(given, repeated=repeated)
        act = partial(_call, job.function) if job.function else function
        # The kernel kills the process whatever code it is in: a regular expression handles no
        # signals.
        signal.setitimer(signal.ITIMER_PROF, deadline)
        signal.setitimer(signal.ITIMER_REAL, patience)
        reply = _answer(act, rejection, given)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        channel.sendall(encode_message(reply))
        if reply.last:
            return


def _call(name: str, argument: object) -> object:
    return load(name)(argument)


def _answer(function: Callable[[Any], object], rejection: type[Exception], page: object) -> Reply:
    try:
        try:
            return Reply(value=pickle.dumps(function(page), pickle.HIGHEST_PROTOCOL))
        except rejection as error:
            return Reply(rejection=pickle.dumps(error, pickle.HIGHEST_PROTOCOL))
    except MemoryError:
        return Reply(failure="out of memory", last=True)
    except Exception as error:  # noqa: BLE001  # any error costs only this page
        return Reply(failure=" ".join(f"{type(error).__name__}: {error}".split())[:500])
