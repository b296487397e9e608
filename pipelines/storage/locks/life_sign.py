"""A sign that a process lives, for others of its machine: a locked file in the temporary folder.

A lease on a database ends some time after its holder died. Who is on the same machine need not
wait for that: the system let go of the lock on this file the moment the process ended.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from contextlib import suppress
from pathlib import Path


def path_of(mark: str) -> Path:
    """Return the file of the process that calls itself ``mark``."""
    return Path(tempfile.gettempdir()) / f"tinsach-{mark}.alive"


def give(mark: str) -> int | None:
    """Show that this process lives, until the number that is returned is closed or it ends.

    Returns None where the folder cannot be written: then nobody can tell.
    """
    try:
        file = os.open(path_of(mark), os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError:
        return None
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def end(mark: str, file: int | None, *, remove: bool) -> None:
    """End the sign; without ``remove`` its file stays, for who looks whether this process lives."""
    if file is not None:
        if remove:
            path_of(mark).unlink(missing_ok=True)
        os.close(file)


def is_dead(mark: str) -> bool:
    """Return whether the process lived on this machine and has ended; False where unknown.

    A frozen process lives. One of another machine, of another container, or of another user left
    nothing here to tell by.
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
