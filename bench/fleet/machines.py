"""A simulated machine: a working folder, and a worker with its crawls in a process group."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.storage.databases import ROOT

QUICK = {
    "LEASE_SECONDS": 8,
    "LOCK_CHECK_SECONDS": 1,
    "WORKER_SILENT_SECONDS": 6,
    "QUEUE_CHECK_SECONDS": 2,
    "QUEUE_POLL_SECONDS": 1,
    "DOWNLOAD_DELAY": 0.1,
    "AUTOTHROTTLE_ENABLED": 0,
    "EXTRACT_WORKERS": 0,
}


@dataclass
class Machine:
    """One machine; ``folder`` is its own, with its own temporary folder."""

    name: str
    folder: Path
    environment: dict[str, str]
    outlets: Path | None
    slots: int = 2
    worker: subprocess.Popen[bytes] | None = None
    is_dead: bool = False

    def start(self) -> None:
        """Start the worker, as an init system would."""
        (self.folder / "tmp").mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "crawler.command_line", "work", "--slots", str(self.slots)]
        command += ["--outlets", str(self.outlets)] if self.outlets else []
        command += [f"--set={name}={value}" for name, value in QUICK.items()]
        with (self.folder / "work.log").open("ab") as log:
            self.worker = subprocess.Popen(
                command,
                cwd=self.folder,
                env=os.environ
                | self.environment
                | {
                    "PYTHONPATH": str(ROOT),
                    "TMPDIR": str(self.folder / "tmp"),
                    "CONTACT": f"{self.name}@example.org",
                },
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def keep(self) -> None:
        """Restart the worker if it exited by itself, as an init system does."""
        if not self.is_dead and self.worker is not None and self.worker.poll() is not None:
            self.start()

    def running(self) -> list[int]:
        """Return the processes of its crawls."""
        if self.worker is None or self.worker.poll() is not None:
            return []
        with suppress(psutil.NoSuchProcess):
            return [one.pid for one in psutil.Process(self.worker.pid).children()]
        return []

    def kill(self, with_crawls: bool) -> None:
        """Kill the worker with SIGKILL; with its crawls, or they continue as orphans."""
        assert self.worker is not None
        if with_crawls:
            self.signal(signal.SIGKILL)
        self.worker.kill()
        self.worker.wait()

    def signal(self, number: int) -> None:
        """Send a signal to everything on the machine."""
        assert self.worker is not None
        with suppress(ProcessLookupError):
            os.killpg(self.worker.pid, number)

    def stop(self) -> int:
        """Stop the worker cleanly; return its exit code."""
        assert self.worker is not None
        self.signal(signal.SIGCONT)
        self.worker.terminate()
        try:
            return self.worker.wait(90)
        finally:
            self.signal(signal.SIGKILL)
            time.sleep(0.1)
