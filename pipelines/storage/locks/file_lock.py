"""A file lock, which the operating system releases when the process ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from pipelines.errors import UserError


class FileLock:
    """The lock on the empty file at ``path``, which is created if missing and stays there.

    Stronger than a lease: it needs no clock, a process keeps it as long as it lives, frozen or not,
    and nobody waits for a dead holder. It is limited to one machine's file system.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def acquire(self) -> bool:
        """Acquire the lock; return False if another process holds it.

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
        """Return whether this process still holds it; deleting the file takes it away."""
        if self._file is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._file), self._path.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Release it; may be called twice."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
