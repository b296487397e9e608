"""A database that fails during a crawl: its message, its exit code, and nothing lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

import psycopg
import pytest
from sqlalchemy import URL, Engine, text

from pipelines.storage.database.engine import open_engine
from pipelines.storage.locks.outlet_lock import OutletBusyError, OutletLock
from tests.support import warm
from tests.support.databases import Postgres
from tests.support.faultserver import Asked, Connection, FaultServer, Handler
from tests.support.nightly import articles, ask, command, crawl, due, environment, paths, site

pytestmark = pytest.mark.slow

EIGHT = paths(8)
on_sqlite = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
on_postgres = pytest.mark.parametrize(
    "dialect", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)


def at_request(number: int, act: object, handlers: dict[str, Handler]) -> dict[str, Handler]:
    """Return the same site, which runs something before it serves the n-th article."""
    asked: list[str] = []

    def of(path: str, handler: Handler) -> Handler:
        async def answer(request: Asked, connection: Connection) -> None:
            if path != "/":
                asked.append(path)
                if len(asked) == number:
                    act()  # type: ignore[operator]
            await handler(request, connection)

        return answer

    return {path: of(path, handler) for path, handler in handlers.items()}


@on_sqlite
@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_a_file_that_vanishes_ends_the_crawl(engine: Engine, db_url: URL, how: str) -> None:
    sixty, file = paths(60), Path(str(db_url.database))
    kept = file.read_bytes()

    def vanish() -> None:
        file.unlink()
        if how == "replaced":
            file.write_bytes(kept)

    with FaultServer(at_request(20, vanish, site(sixty))) as server, TemporaryFile("w+") as log:
        process = warm.start(
            command(server, DOWNLOAD_DELAY=0.02), env=environment(server, db_url), stdout=log,
            stderr=log,
        )  # fmt: skip
        assert process.wait(250) == 3
        log.seek(0)
        log_text = log.read()
        assert "was deleted or replaced while it was in use" in log_text, log_text
        engine.dispose()
        file.write_bytes(kept)
        for rest in (f"{file}-wal", f"{file}-shm"):
            Path(rest).unlink(missing_ok=True)
        server.site = site(sixty)
        assert crawl(server, engine).crawl["new"] == 60


@on_postgres
@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_in_another_encoding_is_refused(
    postgres: Postgres, engine: Engine, encoding: str
) -> None:
    name = f"in_{encoding.lower()}"
    postgres._execute(f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 LOCALE 'C'")
    url = postgres.url(name)
    with FaultServer(site(EIGHT)) as server:
        done = warm.run(command(server), env=environment(server, url))
    assert done.returncode == 3
    assert f"its encoding is {encoding}, not UTF8" in done.stderr
    assert "does not keep its texts in UTF-8" in done.stderr
    assert "Traceback" not in done.stderr
    postgres.drop(url)


@on_postgres
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("DateStyle", "German"),
        ("DateStyle", "SQL, DMY"),
        ("TimeZone", "Asia/Ho_Chi_Minh"),
        ("default_transaction_isolation", "serializable"),
        ("statement_timeout", "1"),
        ("client_encoding", "LATIN1"),
        ("bytea_output", "escape"),
        ("IntervalStyle", "sql_standard"),
        ("standard_conforming_strings", "off"),
    ],
)
def test_whatever_the_server_has_set(
    postgres: Postgres, engine: Engine, setting: str, value: str
) -> None:
    postgres._execute(f"ALTER DATABASE {engine.url.database} SET {setting} = '{value}'")
    engine.dispose()
    with FaultServer(site(EIGHT)) as server:
        night = crawl(server, engine)
        assert (night.code, night.crawl["new"]) == (0, 8), night.log
        night = crawl(server, engine, "refresh=1")
    assert (night.code, night.crawl["same"]) == (0, 8), night.log
    assert "Traceback" not in night.log


@contextmanager
def occupied(url: URL, until: float) -> Iterator[None]:
    """Take every free connection for this many seconds: a limit of the role."""
    owner = psycopg.connect(url.set(drivername="postgresql").render_as_string(False))
    owner.autocommit = True
    owner.execute("CREATE ROLE crowded LOGIN SUPERUSER")
    owner.execute(f"ALTER DATABASE {url.database} CONNECTION LIMIT 0")
    owner.execute("ALTER ROLE crowded NOSUPERUSER")
    owner.execute("GRANT ALL ON SCHEMA public TO crowded")
    owner.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO crowded")
    owner.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO crowded")

    def release() -> None:
        owner.execute(f"ALTER DATABASE {url.database} CONNECTION LIMIT -1")

    timer = threading.Timer(until, release)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        release()
        owner.execute("DROP OWNED BY crowded")
        owner.execute("DROP ROLE crowded")
        owner.close()


@on_postgres
@pytest.mark.parametrize("waits", [True, False])
def test_a_server_without_a_free_connection(engine: Engine, db_url: URL, waits: bool) -> None:
    crowded = db_url.set(username="crowded")
    with FaultServer(site(EIGHT)) as server, occupied(db_url, 3 if waits else 60):
        patience = 30 if waits else 1
        done = warm.run(
            command(server, DATABASE_PATIENCE=patience), env=environment(server, crowded)
        )
    assert "has no free connection" in done.stderr
    assert "check name, password" not in done.stderr
    assert done.returncode == (0 if waits else 3), done.stderr
    assert len(articles(engine)) == (8 if waits else 0)


def test_a_program_error_is_not_a_success(engine: Engine) -> None:
    refuse = {
        "sqlite": ["CREATE TRIGGER broken BEFORE INSERT ON source BEGIN "
                   "SELECT RAISE(ABORT, 'a mistake of ours'); END"],
        "postgresql": [
            "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'a mistake of ours'; END $$",
            "CREATE TRIGGER broken BEFORE INSERT ON source FOR EACH ROW "
            "EXECUTE FUNCTION broken()",
        ],
    }[engine.dialect.name]  # fmt: skip
    with engine.begin() as connection:
        for statement in refuse:
            connection.execute(text(statement))
    with FaultServer(site(EIGHT)) as server:
        night = crawl(server, engine)
    assert (night.code, night.reason) == (1, "program_error"), night.log
    assert "a mistake of ours" in night.log.splitlines()[-1]


def expire(engine: Engine, outlet: str) -> None:
    """Expire the outlet's lease, as if its holder had been frozen."""
    if engine.dialect.name == "postgresql":
        ended = text("UPDATE outlet_lease SET expires_at = now() WHERE outlet = :outlet")
        with engine.begin() as connection:
            connection.execute(ended, {"outlet": outlet})


@pytest.mark.parametrize("taken", [True, False])
def test_a_crawl_that_lost_its_lock(engine: Engine, db_url: URL, taken: bool) -> None:
    """It ends by itself if another process has the lock now; otherwise it continues."""
    many = paths(200)
    rival = open_engine(db_url)
    lock: list[OutletLock] = []

    with FaultServer(site(many)) as server, TemporaryFile("w+") as log:
        outlet = f"127.0.0.1:{server.port}"

        def lose() -> None:
            if engine.dialect.name == "sqlite":
                file = Path(f"{db_url.database}.{outlet}.lock")
                file.unlink()
            else:
                with engine.connect() as connection:
                    connection.execute(text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
                        "current_database() AND pid <> pg_backend_pid()"
                    ))  # fmt: skip
                    connection.commit()
            while taken and not lock:
                try:
                    expire(engine, outlet)
                    held = OutletLock(rival, outlet)
                    held.acquire()
                    lock.append(held)
                except OutletBusyError:  # it was renewed in between
                    time.sleep(0.001)

        server.site = at_request(20, lose, site(many))
        process = warm.start(
            command(server, DOWNLOAD_DELAY=0.02, LOCK_CHECK_SECONDS=0.05),
            env=environment(server, db_url), stdout=log, stderr=log,
        )  # fmt: skip
        code = process.wait(250)
        log.seek(0)
        log_text = log.read()
        for held in lock:
            held.release()
    rival.dispose()
    reason = ask(engine, "SELECT reason FROM crawl")[0]["reason"]
    if not taken:
        assert (code, reason) == (0, "finished"), log_text
        assert len(articles(engine)) == 200
        return
    assert (code, reason) == (5, "lock_lost"), log_text
    assert len(server.paths()) < len(many)
    assert set(many) - set(articles(engine)) == due(engine)
