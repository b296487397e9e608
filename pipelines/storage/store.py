"""The store of one outlet: the database operations of a crawl.

Every method blocks on the database, so a crawl calls them only in the ``Writer``'s thread.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session

from pipelines.items import Candidate, Due, Outcome, RepeatedLines, Result, Saved
from pipelines.storage import repeated_lines, run_history
from pipelines.storage.articles.transaction import save
from pipelines.storage.database.crawl_tables import Crawl
from pipelines.storage.database.errors import UnfitDatabaseError, kind
from pipelines.storage.ledger import due_pages, source_readings
from pipelines.storage.ledger.source_readings import SourceSnapshot
from pipelines.storage.locks.outlet_lock import OutletLock
from pipelines.storage.status import drift, night
from pipelines.storage.status import sources as source_health
from pipelines.storage.status.sources import SourceAnswer

logger = logging.getLogger(__name__)

UNUSUAL = "history/unusual"
"""Count of anomalies of a run compared with its outlet's history."""

BATCH = 500  # maximum results per transaction: SQLite takes 32,766 values in a statement


class Store:
    """Reads and writes for one outlet, and for one run after ``begin_crawl``.

    Every method is one transaction and raises SQLAlchemy's errors unchanged; see
    ``database.errors.kind``. With a ``lock``, once another process holds it, nothing is written
    except how this run ended.
    """

    def __init__(self, engine: Engine, outlet: str, lock: OutletLock | None = None) -> None:
        self._engine = engine
        self._outlet = outlet
        self._lock = lock
        self.crawl_id: int | None = None
        self._started_at: datetime | None = None

    def begin_crawl(
        self, started_at: datetime, arguments: Mapping[str, str], versions: Mapping[str, str]
    ) -> int:
        """Insert the row of a run; return its id."""
        row = {
            "outlet": self._outlet,
            "started_at": started_at,
            "arguments": dict(arguments),
            "versions": dict(versions),
            "counts": {},
        }
        # A replay begins in its own time, and the database may hold later runs.
        self._started_at = max(started_at, datetime.now(UTC))
        with self._writing() as session:
            statement = insert(Crawl).values(row).returning(Crawl.id)
            self.crawl_id = session.execute(statement).scalar_one()
        return self.crawl_id

    def finish_crawl(
        self,
        crawl_id: int,
        finished_at: datetime,
        reason: str,
        counts: Mapping[str, Any],
        *,
        message: str | None = None,
        sources: Sequence[SourceAnswer] = (),
    ) -> None:
        """Store how a run ended, and the results of its sources.

        Its outcomes were counted page by page. ``message`` says why it brought nothing.
        """
        values = {
            "finished_at": finished_at,
            "reason": reason,
            "message": message,
            "counts": dict(counts),
        }
        with Session(self._engine) as session, session.begin():
            session.execute(update(Crawl).where(Crawl.id == crawl_id).values(values))
            if self._may_write(session):
                source_health.keep(session, self._outlet, sources)

    def unusual(self, crawl_id: int) -> tuple[str, ...]:
        """Return how a finished run differs from the outlet's history.

        The number of anomalies becomes a count in the run's row, which must have been written: a
        run is judged by it.
        """
        with Session(self._engine) as session, session.begin():
            found = run_history.read(session.connection(), crawl_id)
            anomalies = () if found is None else run_history.anomalies(found)
            drifted = night.drift_of(session.connection(), crawl_id)
            row = update(Crawl).where(Crawl.id == crawl_id)
            counts = session.scalar(select(Crawl.counts).where(Crawl.id == crawl_id)) or {}
            found_here = {UNUSUAL: len(anomalies), drift.FAULTS: len(drifted)}
            session.execute(row.values(counts={**counts, **found_here}))
        return (*anomalies, *(one.sentence for one in drifted))

    def discover(
        self,
        candidates: Sequence[Candidate],
        now: datetime,
        *,
        refresh: bool = False,
        revisit: Sequence[timedelta] = (),
    ) -> list[Due]:
        """Store the pages that a source lists, then return those to fetch now.

        These are pages never fetched; failed pages that may be retried; pages that the source says
        were modified since; articles of an age in ``revisit`` not fetched since they reached it;
        with ``refresh`` all, without validators. A run receives a page once.
        """
        visit = due_pages.Visit(now, refresh, tuple(revisit))
        with self._writing() as session:
            return due_pages.discover(session, self._outlet, self.crawl_id, candidates, visit)

    def pending(
        self, now: datetime, limit: int | None = None, *, revisit: Sequence[timedelta] = ()
    ) -> list[Due]:
        """Return pages that an earlier run left, or that failed and may be retried.

        With ``revisit``, also articles that reached one of these ages since they were last fetched,
        whether a source still lists them or not. Call again for more than ``limit``.
        """
        visit = due_pages.Visit(now, revisit=tuple(revisit))
        with self._writing() as session:
            return due_pages.pending(session, self._outlet, self.crawl_id, visit, limit)

    def save(self, results: Sequence[Result], *, again: bool = False) -> list[Saved]:
        """Store results in one transaction; return their final outcomes, in order.

        Passing the same result twice changes nothing. ``again`` is for results whose first commit
        may or may not have succeeded: it keeps them from being counted twice. If the database
        rejects one result, the others are stored one by one, and that one is stored as failed, for
        a later run to retry.
        """
        saved: list[Saved] = []
        for start in range(0, len(results), BATCH):
            batch = results[start : start + BATCH]
            try:
                saved += self._save(batch, again)
            except Exception as error:  # any error of a bad item; database trouble is raised
                if kind(error) is not None:
                    raise
                saved += [self._save_alone(result, again) for result in batch]
        return saved

    def _may_write(self, session: Session) -> bool:
        try:
            if self._lock is not None:
                self._lock.hold_until_commit(session)
        except UnfitDatabaseError:
            return False
        return True

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        """Begin a transaction that another process's right to the outlet ends."""
        with Session(self._engine) as session, session.begin():
            if self._lock is not None:
                self._lock.hold_until_commit(session)
            yield session

    def _save(self, results: Sequence[Result], again: bool) -> list[Saved]:
        with self._writing() as session:
            return save(
                session,
                self._outlet,
                self.crawl_id,
                results,
                again=again,
                now=self._started_at,
                is_leased=self._lock is not None,
            )

    def _save_alone(self, result: Result, again: bool) -> Saved:
        try:
            return self._save([result], again)[0]
        except Exception as error:  # see save
            if kind(error) is not None:
                raise
            logger.exception("Cannot store %s", result.url)
            reason = f"could not be stored: {type(error).__name__}"
        failed = Result(
            result.url,
            result.outlet,
            result.fetched_at,
            outcome=Outcome.FAILED,
            reason=reason,
            retry=True,
        )
        return self._save([failed], again)[0]

    def reopen(self, urls: Sequence[str], now: datetime) -> None:
        """Keep pages due that the whole site refused: their attempts do not count."""
        with self._writing() as session:
            due_pages.reopen(session, self._outlet, urls, now)

    def readings(self, rules: str) -> dict[str, SourceSnapshot]:
        """Return the last snapshot of each source, by URL; only those read by ``rules``."""
        with Session(self._engine) as session, session.begin():
            return source_readings.readings(session, self._outlet, rules)

    def keep_reading(self, reading: SourceSnapshot) -> None:
        """Store the snapshot of a source, after what it listed was stored."""
        with self._writing() as session:
            source_readings.keep(session, self._outlet, reading)

    def repeated_lines(self) -> RepeatedLines:
        """Return the lines that the outlet repeats, for the engine."""
        with Session(self._engine) as session, session.begin():
            return repeated_lines.repeated(session, self._outlet)
