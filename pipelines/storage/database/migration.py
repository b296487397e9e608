"""Runs the migrations that are beside the code, or packed with it in an egg."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from pipelines.errors import UserError
from pipelines.own_name import own_name
from pipelines.storage.database.engine import masked, open_engine
from pipelines.storage.database.errors import describe
from pipelines.storage.database.opened import UnusableDatabaseError
from pipelines.storage.database.schema_version import (
    KNOWN,
    check_folder,
    check_known,
    revision,
)

PACKAGE = "migrations"


def migrate(url: URL, target: str = "head", *, may_empty: bool = False) -> str | None:
    """Migrate the database at ``url`` to the revision ``target``, up or down; return the revision.

    Args:
        url: the database; a missing SQLite file is created.
        target: a revision of this code, ``head``, or ``base`` for a database without tables.
        may_empty: whether a step that deletes all articles is allowed.

    Raises:
        UserError: the database cannot be used, newer code has migrated it, there is no such
            revision, or the step would delete all articles.
    """
    from alembic import command  # takes a fifth of a second, which a crawl saves
    from alembic.config import Config

    if target not in KNOWN | {"head", "base"}:
        expected = f"head, base or one of {', '.join(sorted(KNOWN))}"
        raise UserError(f"--to {target}: no such revision; expected {expected}")
    check_folder(url)
    engine = open_engine(url)
    try:
        with engine.connect() as connection, scripts() as folder:
            check_known(connection)
            found = revision(connection)
            connection.rollback()  # Alembic does not commit a transaction begun before it
            config = Config()
            config.set_main_option("script_location", str(folder).replace("%", "%%"))
            config.attributes["connection"] = connection
            config.attributes["may_empty"] = may_empty
            down = target == "base" or (found is not None and target != "head" and target < found)
            (command.downgrade if down else command.upgrade)(config, target)
            return revision(connection)
    except SQLAlchemyError as error:
        raise UnusableDatabaseError(f"Database {masked(url)} {describe(error)}") from error
    finally:
        engine.dispose()


def make_missing_file(url: URL) -> bool:
    """Create and migrate a missing SQLite file at ``url``; return whether it was missing.

    The file appears complete: two crawls that start at once, or one that is killed, leave no
    partial schema.
    """
    if url.get_backend_name() != "sqlite":
        return False
    file = Path(str(url.database))
    if file.exists():
        return False
    check_folder(url)
    new = file.with_name(f".{file.name}.new-{own_name()}")
    try:
        migrate(url.set(database=str(new)))
        with suppress(FileExistsError):  # another process was first: its file is as good
            file.hardlink_to(new)
    except OSError as error:
        raise UserError(
            f"Database {masked(url)} cannot be created ({error.strerror}): "
            "make its folder writable, "
            "or run 'tinsach migrate' with this DATABASE_URL"
        ) from error
    finally:
        for left in file.parent.glob(f"{new.name}*"):
            left.unlink(missing_ok=True)
    return True


@contextmanager
def scripts() -> Iterator[Path]:
    """Yield the folder of the migrations: a copy, if the code is a packed egg."""
    source = files(PACKAGE)
    if isinstance(source, Path):
        yield source
        return
    with tempfile.TemporaryDirectory(prefix="tinsach-migrations-") as name:
        _copy(source, Path(name))
        yield Path(name)


def _copy(source: Traversable, target: Path) -> None:
    for one in source.iterdir():
        if one.is_dir():
            (target / one.name).mkdir()
            _copy(one, target / one.name)
        elif one.name.endswith((".py", ".mako", ".json")):
            (target / one.name).write_bytes(one.read_bytes())
