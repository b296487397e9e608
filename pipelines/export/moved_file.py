"""Writes a file under a temporary name, and moves it once complete."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from pipelines.errors import UserError
from pipelines.own_name import own_name


@contextmanager
def moved_when_whole(path: Path) -> Iterator[BinaryIO]:
    """Yield a file that is moved to ``path`` at the end, and removed after an error.

    Leftovers of killed processes, whose lock nobody holds, are removed first.

    Raises:
        UserError: it cannot be written.
    """
    part = path.with_name(f".{path.name}.{own_name()}.part")
    try:
        _remove_abandoned(path)
        with part.open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def _remove_abandoned(path: Path) -> None:
    prefix = f".{path.name}."
    for one in path.parent.iterdir():
        if not (one.name.startswith(prefix) and one.name.endswith(".part")):
            continue
        # Another export may finish, or fail, meanwhile.
        with suppress(OSError), one.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            one.unlink()
