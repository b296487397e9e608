"""Starts Python processes with everything imported: a crawl of a few pages is mostly imports.

``run`` and ``start`` are as in ``subprocess``, for ``-m module`` or a script. The process is real,
with its own environment, folder, output and signals: it is forked from one that has loaded the
project and its dependencies. Tests that use ``subprocess`` check that ``python`` itself starts
well: the samples, scrapyd, the workers.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).parents[2]
LOADED = ("alembic.command", "psycopg", "py3langid", "scrapy.cmdline", "scrapy.utils.test")
WHOLE = ("crawler", "pipelines", "scrapy.commands", "scrapy.downloadermiddlewares",
         "scrapy.spidermiddlewares")  # fmt: skip
LATE = {"crawler.settings", "pipelines.extraction.__main__"}  # read the environment, or run
_STREAMS = (1, 2)
_LONGEST = 1 << 20  # bytes of a job


class Process:
    """A running process, with the parts of ``subprocess.Popen`` that the tests use."""

    def __init__(self, channel: socket.socket, pid: int, stdout: IO[str] | None) -> None:
        self.pid = pid
        self.stdout = stdout
        self.returncode: int | None = None
        self._channel = channel

    def poll(self) -> int | None:
        """Return the exit code once it has ended; minus the number of a signal that ended it."""
        try:
            return self.wait(0.0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit code; raises ``subprocess.TimeoutExpired``."""
        if self.returncode is None:
            self._channel.settimeout(timeout)
            try:
                self.returncode = int(self._channel.recv(32))
            except (TimeoutError, BlockingIOError):
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0) from None
            self._channel.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):  # it has ended, and its exit code is on its way
                os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)


def start(
    arguments: Sequence[object],
    *,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    stdout: IO[str] | int | None = None,
    stderr: IO[str] | int | None = None,
) -> Process:
    """Start ``python <arguments>``.

    Output without a file is discarded; ``stdout`` may be ``subprocess.PIPE``. A crawl extracts in
    its own process unless ``EXTRACT_WORKERS`` is given: a worker takes longer to start than such a
    crawl takes.
    """
    job = {
        "arguments": [str(one) for one in arguments],
        "cwd": str(cwd),
        "env": {"EXTRACT_WORKERS": "0", **(os.environ if env is None else env)},
    }
    data = json.dumps(job).encode()
    channel = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    channel.connect(_server())
    pipe = None
    with open(os.devnull, "w") as nothing:  # noqa: PTH123
        if stdout == subprocess.PIPE:
            ours, stdout = os.pipe()
            pipe = os.fdopen(ours)
        files = [nothing if one is None else one for one in (stdout, stderr)]
        socket.send_fds(
            channel, [data], [one if isinstance(one, int) else one.fileno() for one in files]
        )
        if pipe is not None and isinstance(stdout, int):
            os.close(stdout)
    return Process(channel, int(channel.recv(32)), pipe)


def run(
    arguments: Sequence[object],
    *,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    timeout: float = 250,
) -> subprocess.CompletedProcess[str]:
    """Run ``python <arguments>`` to its end and return its output."""
    with tempfile.TemporaryFile("w+") as stdout, tempfile.TemporaryFile("w+") as stderr:
        process = start(arguments, cwd=cwd, env=env, stdout=stdout, stderr=stderr)
        try:
            code = process.wait(timeout)
        finally:
            process.kill()
        for file in (stdout, stderr):
            file.seek(0)
        return subprocess.CompletedProcess(list(arguments), code, stdout.read(), stderr.read())


@cache
def _server() -> str:
    """Start the forking server, once per test process; return its socket path."""
    folder = tempfile.mkdtemp(prefix="warm-")
    address = f"{folder}/socket"
    # It exits when this process does, even if killed: its standard input is closed then.
    process = subprocess.Popen(
        [sys.executable, __file__, address],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", "nothing can be loaded"
    atexit.register(_end, process, folder)
    return address


def _end(process: subprocess.Popen[str], folder: str) -> None:
    process.communicate(timeout=60)
    shutil.rmtree(folder)


# --- the process that forks --------------------------------------------------------------------


def serve(address: str) -> Callable[[], None] | None:
    """Fork for each job. Returns in the forked process, with the job; otherwise at the end."""
    running: dict[int, socket.socket] = {}
    woken, wake = socket.socketpair()
    for end in (woken, wake):
        end.setblocking(False)
    signal.set_wakeup_fd(wake.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listening.bind(address)
    listening.listen()
    print("ready", flush=True)  # noqa: T201
    with selectors.DefaultSelector() as waiting:
        for file in (listening, woken, sys.stdin):
            waiting.register(file, selectors.EVENT_READ)
        while True:
            ready = {key.fileobj for key, _ in waiting.select()}
            if sys.stdin in ready:
                return None
            if woken in ready:
                woken.recv(4096)
                _tell(running)
            if listening in ready:
                channel, _ = listening.accept()
                data, files, _, _ = socket.recv_fds(channel, _LONGEST, len(_STREAMS))
                pid = os.fork()
                if pid == 0:
                    signal.set_wakeup_fd(-1)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    for one in (listening, woken, wake, channel, *running.values()):
                        one.close()
                    return lambda: _become(json.loads(data), files)
                for number in files:
                    os.close(number)
                channel.send(str(pid).encode())
                running[pid] = channel


def _tell(running: dict[int, socket.socket]) -> None:
    """Report the exit code of each process that has ended."""
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        with running.pop(pid) as channel:
            channel.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(job: dict[str, object], files: list[int]) -> None:
    """Set up the process as the job says."""
    for number, stream in zip(files, _STREAMS, strict=True):
        os.dup2(number, stream)
        os.close(number)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.chdir(str(job["cwd"]))
    os.environ.clear()
    os.environ.update(job["env"])  # type: ignore[arg-type]
    arguments = [str(one) for one in job["arguments"]]  # type: ignore[attr-defined]
    for option in filter(None, os.environ.get("PYTHONWARNINGS", "").split(",")):
        warnings._setoption(option)  # type: ignore[attr-defined]
    sys.path[1:1] = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if arguments[0] == "-m":
        sys.argv, sys.path[0] = arguments[1:], ""
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv, sys.path[0] = arguments, str(Path(arguments[0]).parent)
        runpy.run_path(arguments[0], run_name="__main__")


def _load() -> None:
    for name in LOADED:
        importlib.import_module(name)
    for name in WHOLE:
        package = importlib.import_module(name)
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            if found.name not in LATE:
                importlib.import_module(found.name)
    gc.freeze()  # so that memory pages stay shared
    assert not LATE & set(sys.modules)
    assert "twisted.internet.reactor" not in sys.modules


def main() -> NoReturn:
    _load()
    job = serve(sys.argv[1])
    if job is not None:
        job()
    sys.exit()


if __name__ == "__main__":
    main()
