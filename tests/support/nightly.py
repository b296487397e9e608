"""Crawls of a site on loopback, night after night, into one database; and its contents."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import URL, Engine, text

from pipelines.storage.database.engine import READING
from tests.support import fault_pages, warm
from tests.support.faultserver import Asked, Connection, FaultServer, Handler, page

QUICK = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
    "BACKOFF_START": 0.02,
    "BACKOFF_MAX": 0.1,
    "BACKOFF_FAILURES": 60,
    "DOWNLOAD_TIMEOUT": 30,  # for busy machines
}


@dataclass(frozen=True)
class Night:
    """A finished crawl: exit code, its stderr and log, its row."""

    code: int
    log: str
    crawl: dict[str, Any]

    @property
    def reason(self) -> str:
        """Its finish reason."""
        return str(self.crawl.get("reason"))


def environment(server: FaultServer, url: URL) -> dict[str, str]:
    """Return the environment of a crawl of ``server`` into the database at ``url``."""
    bare = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return {
        **bare,
        "DATABASE_URL": url.render_as_string(hide_password=False),
        "ARCHIVE_DIR": "",
        "ALLOW_ADDRESSES": f"127.0.0.1:{server.port}",
        "CONTACT": "operator@example.org",
    }


def command(server: FaultServer, *arguments: str, **settings: object) -> list[str]:
    """Return the crawl of ``server`` as ``python``'s arguments."""
    made = ["-m", "scrapy", "crawl", "site", "-a", f"home={server.url()}"]
    for argument in arguments:
        made += ["-a", argument]
    for name, value in (QUICK | settings).items():
        made += ["-s", f"{name}={value}"]
    return made


def crawl(
    server: FaultServer, engine: Engine, *arguments: str, timeout: float = 250, **settings: object
) -> Night:
    """Crawl the site to the end."""
    with TemporaryFile("w+") as log:
        env = environment(server, engine.url)
        process = warm.start(
            command(server, *arguments, **settings), env=env, stdout=log, stderr=log
        )
        try:
            code = process.wait(timeout)
        finally:
            process.kill()
        log.seek(0)
        return Night(code, log.read(), last_crawl(engine))


def last_crawl(engine: Engine) -> dict[str, Any]:
    """Return the row of the latest run."""
    rows = ask(engine, "SELECT * FROM crawl ORDER BY id DESC LIMIT 1")
    return rows[0] if rows else {}


def ask(engine: Engine, query: str, **values: object) -> list[dict[str, Any]]:
    """Return the rows of a query."""
    with engine.connect().execution_options(**{READING: True}) as connection:
        return [dict(row) for row in connection.execute(text(query), values).mappings()]


def articles(engine: Engine) -> dict[str, str]:
    """Return path to headline of the stored articles."""
    rows = ask(engine, "SELECT url, title FROM articles")
    found = {urlsplit(row["url"]).path: row["title"] for row in rows}
    assert len(found) == len(rows)
    return found


def due(engine: Engine) -> set[str]:
    """Return the paths of the due pages."""
    rows = ask(engine, "SELECT url FROM page WHERE due_at IS NOT NULL")
    return {urlsplit(row["url"]).path for row in rows}


def hours_later(engine: Engine, hours: float) -> None:
    """Let time pass for the ledger: what is due then is due now."""
    change = {
        "sqlite": "datetime({0}, '-{1} seconds')",
        "postgresql": "{0} - interval '{1} seconds'",
    }[engine.dialect.name]
    seconds = round(hours * 3600)
    with engine.begin() as connection:
        for table, column in (
            ("page", "due_at"),
            ("page", "fetched_at"),
            ("quarantine", "seen_at"),
        ):
            made = change.format(column, seconds)
            connection.execute(text(f"UPDATE {table} SET {column} = {made}"))


def site(paths: Sequence[str], first: int = 101) -> dict[str, Handler]:
    """Return a front page that lists articles, and the articles."""
    made: dict[str, Handler] = {"/": page(fault_pages.listing(list(paths)))}
    for number, path in enumerate(paths, first):
        made[path] = page(fault_pages.article(number))
    return made


def paths(count: int, first: int = 101) -> list[str]:
    """Return paths of articles."""
    return [f"/news/village-{n}-in-the-dry-season.html" for n in range(first, first + count)]


def after(count: int, bad: Handler, good: dict[str, Handler]) -> dict[str, Handler]:
    """Return the articles of ``good`` for the first ``count`` requests, then ``bad``."""
    asked: list[str] = []

    def of(path: str, handler: Handler) -> Handler:
        async def answer(request: Asked, connection: Connection) -> None:
            asked.append(path)
            await (handler if len(asked) <= count else bad)(request, connection)

        return answer

    return {path: of(path, handler) for path, handler in good.items() if path != "/"}


Look = Callable[[Night], None]
