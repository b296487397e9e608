"""The store of one outlet: what a crawl asks of the database, and what it hands over.

Everything here waits for the database, so a crawl calls it in the ``Writer``'s thread only.
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
"""Among the counts of a run: how many things its outlet's history did not let expect."""

BATCH = 500  # results in one transaction at most: SQLite takes 32,766 values in a statement


class Store:
    """Reads and writes for one outlet, and for one run once ``begin_crawl`` was called.

    Every method is one transaction and raises SQLAlchemy's errors as they are; see
    ``database.errors.kind``. With a ``lock`` nothing is written once another process has it, but
    how the own run ended.
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
        """Write the row of a run; return its number."""
        row = {
            "outlet": self._outlet,
            "started_at": started_at,
            "arguments": dict(arguments),
            "versions": dict(versions),
            "counts": {},
        }
        # A replay begins in its own present, and the database may hold what came after.
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
        """Write how a run ended, and how its sources answered.

        Its outcomes were counted with the pages, page by page. ``message`` says why it came to
        nothing.
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
        """Return what the outlet's history does not let expect of a run that has ended.

        How much that is becomes one of the counts in the run's row, which must be written before:
        a run is judged by it.
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
        """Write the pages that a source announces, then return those of them to fetch now.

        These are pages never fetched; pages that failed and may be tried again; pages that the
        source says were changed since; articles of an age in ``revisit`` not looked at since they
        reached it; with ``refresh`` all, without validators. A run hears of a page once.
        """
        visit = due_pages.Visit(now, refresh, tuple(revisit))
        with self._writing() as session:
            return due_pages.discover(session, self._outlet, self.crawl_id, candidates, visit)

    def pending(
        self, now: datetime, limit: int | None = None, *, revisit: Sequence[timedelta] = ()
    ) -> list[Due]:
        """Return pages that an earlier run left or that failed and may be tried again.

        With ``revisit``, also articles that reached one of these ages since they were last
        fetched, whether a source still announces them or not. Ask again for more than ``limit``.
        """
        visit = due_pages.Visit(now, revisit=tuple(revisit))
        with self._writing() as session:
            return due_pages.pending(session, self._outlet, self.crawl_id, visit, limit)

    def save(self, results: Sequence[Result], *, again: bool = False) -> list[Saved]:
        """Write pages with what became of them, in one transaction; return that, in order.

        Handing over the same result twice changes nothing. ``again`` is for results whose first
        commit may or may not have come through: it keeps them from being counted twice. When the
        database refuses one result, the others are stored one by one, and that one is written down
        as failed, to be tried again by a later run.
        """
        saved: list[Saved] = []
        for start in range(0, len(results), BATCH):
            batch = results[start : start + BATCH]
            try:
                saved += self._save(batch, again)
            except Exception as error:  # whatever a bad item brings about; trouble goes on
                if kind(error) is not None:
                    raise
                saved += [self._save_alone(result, again) for result in batch]
        return saved

    def _may_write(self, session: Session) -> bool:
        try:
            if self._lock is not None:
                self._lock.check(session)
        except UnfitDatabaseError:
            return False
        return True

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        """Begin a transaction that another process's right to the outlet ends."""
        with Session(self._engine) as session, session.begin():
            if self._lock is not None:
                self._lock.check(session)
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
        """Leave pages due that were refused by the whole site: their tries do not count."""
        with self._writing() as session:
            due_pages.reopen(session, self._outlet, urls, now)

    def readings(self, rules: str) -> dict[str, SourceSnapshot]:
        """Return how each source was last read, by its address; those read by ``rules`` only."""
        with Session(self._engine) as session, session.begin():
            return source_readings.readings(session, self._outlet, rules)

    def keep_reading(self, reading: SourceSnapshot) -> None:
        """Write down how a source was read, after what it announced was written."""
        with self._writing() as session:
            source_readings.keep(session, self._outlet, reading)

    def repeated_lines(self) -> RepeatedLines:
        """Return what the outlet repeats, as the engine wants it."""
        with Session(self._engine) as session, session.begin():
            return repeated_lines.repeated(session, self._outlet)
