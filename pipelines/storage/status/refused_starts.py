"""Stores each refused start, so that a crawl that never begins is seen in the morning.

If the database itself is the problem, nothing can be written to it: the start is noted in a file of
the user's, and gets its row at the next start that reaches the database.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from pipelines.errors import UserError
from pipelines.storage.database.crawl_tables import Crawl
from pipelines.storage.database.engine import masked, open_engine
from pipelines.storage.database.schema_version import check
from pipelines.storage.sql.upsert import insert

logger = logging.getLogger(__name__)

REASONS = {2: "cannot_start", 3: "database_unusable", 5: "outlet_busy"}
"""Exit code to finish reason of a refused start."""
BUSY_SECONDS = 4  # a refusal is reported at once; what cannot be written by then goes to the file


@dataclass(frozen=True, slots=True)
class RefusedStart:
    """A refused start: outlet, time (UTC, ISO), arguments, reason, message."""

    database: str
    outlet: str
    at: str
    arguments: Mapping[str, str]
    reason: str
    message: str


def journal() -> Path:
    """Return the file for starts that could not be written to their database."""
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "tinsach" / "refused-starts.jsonl"


def record(url: URL, outlet: str, arguments: Mapping[str, str], code: int, message: str) -> None:
    """Store a refused start; never raises, because the refusal itself must be reported."""
    start = RefusedStart(
        masked(url),
        outlet,
        datetime.now(UTC).isoformat(timespec="seconds"),
        dict(arguments),
        REASONS.get(code, "cannot_start"),
        message,
    )
    engine = open_engine(url, BUSY_SECONDS)
    try:
        check(engine)
        _write(engine, [start])
    except (UserError, SQLAlchemyError):
        _note(start)
    finally:
        engine.dispose()


def take_in(engine: Engine) -> None:
    """Store the starts that are noted in the file for this database."""
    try:
        of_database, others = _noted(masked(engine.url))
        if of_database:
            _write(engine, of_database)
            lines = "".join(f"{json.dumps(asdict(one))}\n" for one in others)
            journal().write_text(lines, encoding="utf-8")
    except OSError as error:
        logger.warning("Refused starts in %s cannot be read: %s", journal(), error)


def waiting(url: URL) -> list[RefusedStart]:
    """Return the refused starts that have no row yet in the database at ``url``."""
    return _noted(masked(url))[0]


def _write(engine: Engine, starts: list[RefusedStart]) -> None:
    with Session(engine) as session, session.begin():
        for one in starts:
            at = datetime.fromisoformat(one.at)
            row = {
                "outlet": one.outlet,
                "started_at": at,
                "finished_at": at,
                "reason": one.reason,
                "message": one.message,
                "arguments": dict(one.arguments),
                "versions": {},
                "counts": {},
            }
            session.execute(insert(session, Crawl).values(row))


def _note(start: RefusedStart) -> None:
    path = journal()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(asdict(start))}\n")
    except OSError as error:
        logger.warning("The refused start cannot be noted in %s: %s", path, error)


def _noted(database: str) -> tuple[list[RefusedStart], list[RefusedStart]]:
    """Return the noted starts of a database, and those of others; torn lines are skipped."""
    path = journal()
    of_database: list[RefusedStart] = []
    others: list[RefusedStart] = []
    if not path.exists():
        return [], []
    for line in path.read_text("utf-8").splitlines():
        try:
            start = RefusedStart(**json.loads(line))
        except (ValueError, TypeError):
            continue
        (of_database if start.database == database else others).append(start)
    return of_database, others
