"""A life sign of a process for others on its machine: a locked file in the temporary folder.

A lease on a database expires some time after its holder died. Processes on the same machine need
not wait for that: the system released the lock on this file the moment the process ended.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from contextlib import suppress
from pathlib import Path


def path_of(mark: str) -> Path:
    """Return the file of the process named ``mark``."""
    return Path(tempfile.gettempdir()) / f"tinsach-{mark}.alive"


def give(mark: str) -> int | None:
    """Show that this process lives, until it ends or the returned file descriptor is closed.

    Returns None if the folder is not writable: then its state is unknown.
    """
    try:
        file = os.open(path_of(mark), os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError:
        return None
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def end(mark: str, file: int | None, *, remove: bool) -> None:
    """End the sign; without ``remove`` its file stays, for others to check."""
    if file is not None:
        if remove:
            path_of(mark).unlink(missing_ok=True)
        os.close(file)


def is_dead(mark: str) -> bool:
    """Return whether the process lived on this machine and has ended; False if unknown.

    A frozen process lives. A process of another machine, container or user leaves no sign here.
    """
    try:
        file = os.open(path_of(mark), os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(file)
    with suppress(OSError):
        path_of(mark).unlink(missing_ok=True)
    return True
