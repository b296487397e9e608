"""What is made once in a test run, however many processes run the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest


def shared_folder(factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the temporary folder that all processes of this test run share."""
    base = factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@contextmanager
def once(folder: Path) -> Iterator[bool]:
    """Return True for the first caller among processes; others wait for it and get False.

    It is done when the first leaves without an error; after one, the next caller is the first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / "done"
    with (folder / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield not done.exists()
        done.touch()
