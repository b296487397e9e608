"""The cursor file of an export: the number of the latest exported change."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.errors import UserError
from pipelines.export.moved_file import moved_when_whole

_EXPECTED = "expected a file with one number, or no file yet"


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep other exports with this cursor out, until the end of the block or of the process.

    With two at once, the file of one could be replaced by that of the other, which has less, while
    the cursor of the first stays: the changes between would never be exported.

    Raises:
        UserError: another process holds it, or the folder is not writable.
    """
    lock = path.with_name(f".{path.name}.lock")
    try:
        file = lock.open("ab")
    except OSError as error:
        raise UserError(f"{lock} cannot be written: {error.strerror or error}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                f"{path} is in use by another export: wait for it, or use another cursor file"
            ) from None
        yield


def read_cursor(path: Path) -> int:
    """Return the number in a cursor file, 0 if there is none; raise ``UserError`` if invalid."""
    try:
        text = path.read_text("utf-8").strip()
    except FileNotFoundError:
        return 0
    except (ValueError, OSError) as error:
        raise UserError(f"{path} is not a cursor ({error}): {_EXPECTED}") from error
    # Python refuses to read a number of some thousand digits.
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) < 1 << 63):
        raise UserError(f"{path} is not a cursor, but {text[:40]!r}: {_EXPECTED}")
    return int(text)


def check_cursor(path: Path, number: int, newest: int) -> None:
    """Raise ``UserError`` if the database has no change as recent as the cursor.

    Then it was restored, or is another one: exported numbers now belong to other changes.
    """
    if number > newest:
        raise UserError(
            f"{path} says that change {number:,} was exported, and the newest of this database is "
            f"{newest:,}: it was restored, or is another one. Delete {path} to export everything"
        )


def write_cursor(path: Path, number: int) -> None:
    """Write the number from which the next export continues."""
    with moved_when_whole(path) as file:
        file.write(f"{number}\n".encode())
