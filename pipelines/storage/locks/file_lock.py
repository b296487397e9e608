"""A lock on a file: the system lets go of it when the process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from pipelines.errors import UserError


class FileLock:
    """The lock on the file at ``path``, which is made where there is none and stays there, empty.

    Stronger than a lease: it needs no clock, a process keeps it for as long as it lives, frozen or
    not, and nobody waits for what a dead one held. It reaches as far as one machine's file system.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def acquire(self) -> bool:
        """Take the lock; return False where another process has it.

        Raises:
            UserError: the file cannot be written.
        """
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise UserError(
                f"Database lock {self._path} cannot be written ({error.strerror}): "
                f"make its folder writable"
            ) from None
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def is_held(self) -> bool:
        """Return whether it is still this process's: who deletes the file takes it away."""
        if self._file is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._file), self._path.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Let go of it; may be called twice."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
