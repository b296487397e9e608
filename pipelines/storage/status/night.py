"""The status of each outlet, computed from the rows of its runs; read-only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select

from pipelines.items import Outcome
from pipelines.storage import run_history
from pipelines.storage.database.crawl_tables import Crawl, Page
from pipelines.storage.database.engine import READING
from pipelines.storage.sql.upsert import table
from pipelines.storage.status import drift, expectations, refused_starts, sources
from pipelines.storage.status.drift import Fault
from pipelines.storage.status.sources import SilentSource

GOOD = frozenset(
    {"finished", "closespider_itemcount", "closespider_pagecount", "closespider_timeout"}
)
STILL = timedelta(minutes=30)  # without a page, after which a run without an end counts as killed
_PAST = timedelta(weeks=9)
_crawls, _pages = table(Crawl).c, table(Page).c


@dataclass(frozen=True, slots=True)
class WaitingPages:
    """Waiting pages of an outlet: to fetch now, and to retry later."""

    due: int
    later: int


@dataclass(frozen=True, slots=True)
class OutletStatus:
    """The status of an outlet.

    Attributes:
        outlet: its name.
        started_at: start of its last run that was not refused, UTC; None if there is none.
        state: how that run ended: a finish reason, ``running``, ``killed`` or ``never ran``.
        outcomes: outcome to pages of that run.
        usual: outcome to pages on such a day; None if there is too little history.
        refused: starts refused since then, a line each.
        sources: how many of its sources were ever good.
        silent: those that went silent.
        layouts: layout to pages of the last run; ``-`` for those without one.
        fields: field to share of the last run's articles that have it.
        confidence, stripped: means over the last run's articles; None if there are none.
        waiting: waiting pages.
        faults: current faults; empty if the night was good.
    """

    outlet: str
    started_at: datetime | None
    state: str
    outcomes: Mapping[str, int]
    usual: Mapping[str, float] | None
    refused: tuple[str, ...]
    sources: int
    silent: tuple[SilentSource, ...]
    layouts: Mapping[str, int]
    fields: Mapping[str, float]
    confidence: float | None
    stripped: float | None
    waiting: WaitingPages
    faults: tuple[Fault, ...]


def read(engine: Engine, now: datetime, expected: Sequence[str] = ()) -> tuple[OutletStatus, ...]:
    """Return the status at ``now`` of each outlet that ever ran, and of the expected ones."""
    with engine.connect().execution_options(**{READING: True}) as connection:
        ran = set(connection.scalars(select(_crawls.outlet).distinct()))
        noted = {one.outlet for one in refused_starts.waiting(engine.url)}
        names = sorted(set(expected) or ran | noted)
        names += sorted((ran | noted) - set(names))
        watched = set(expected) or ran | noted
        return tuple(
            of_outlet(connection, name, now, watched=name in watched, engine=engine)
            for name in names
        )


def of_outlet(
    connection: Connection,
    outlet: str,
    now: datetime,
    *,
    watched: bool = True,
    engine: Engine | None = None,
) -> OutletStatus:
    """Return the status of one outlet; only a ``watched`` one can be overdue."""
    rows = connection.execute(
        select(*_crawls)
        .where(_crawls.outlet == outlet, _crawls.started_at > now - _PAST)
        .where(_crawls.started_at <= now)
        .order_by(_crawls.started_at, _crawls.id)
    ).all()
    runs = [row for row in rows if row.reason not in refused_starts.REASONS.values()]
    last = runs[-1] if runs else None
    counts: Mapping[str, Any] = last.counts if last is not None else {}
    known, mute = sources.silent(connection, outlet)
    state = _state(connection, last, now)
    refused = _refused(rows, last, outlet, engine)
    found = [
        *_ending(state, last, refused, counts),
        *_overdue(rows, now, watched),
        *(_silence(one) for one in mute),
    ]
    if last is not None and state in GOOD:
        history = run_history.read(connection, last.id)
        found += (
            [Fault("history", one) for one in run_history.anomalies(history)] if history else []
        )
        found += drift.drift(counts, _earlier(runs, last))
    articles = counts.get("measure/articles", 0)
    return OutletStatus(
        outlet=outlet,
        started_at=last.started_at if last is not None else None,
        state=state,
        outcomes={
            one.value: getattr(last, one.value) if last is not None else 0 for one in Outcome
        },
        usual=_usual(runs, last),
        refused=tuple(refused),
        sources=known,
        silent=mute,
        layouts={
            name.removeprefix("layout/"): int(value)
            for name, value in counts.items()
            if name.startswith("layout/")
        },
        fields={
            name.removeprefix("field/"): value / articles
            for name, value in counts.items()
            if name.startswith("field/") and articles
        },
        confidence=drift.confidence(counts),
        stripped=drift.stripped(counts),
        waiting=_waiting(connection, outlet, now),
        faults=tuple(found),
    )


def drift_of(connection: Connection, crawl_id: int) -> tuple[Fault, ...]:
    """Return how the articles of a finished run differ from those of earlier runs."""
    last = connection.execute(select(*_crawls).where(_crawls.id == crawl_id)).one_or_none()
    if last is None or last.reason not in GOOD:
        return ()
    rows = connection.execute(
        select(*_crawls)
        .where(_crawls.outlet == last.outlet, _crawls.started_at > last.started_at - _PAST)
        .where(_crawls.started_at <= last.started_at, _crawls.id != crawl_id)
        .order_by(_crawls.started_at, _crawls.id)
    ).all()
    return drift.drift(last.counts, _earlier(rows, last))


def _state(connection: Connection, last: Row[Any] | None, now: datetime) -> str:
    if last is None:
        return "never ran"
    if last.reason is not None:
        return str(last.reason)
    moved = connection.scalar(select(func.max(_pages.fetched_at)).where(_pages.crawl_id == last.id))
    newest = max(last.started_at, moved) if moved is not None else last.started_at
    return "killed" if now - newest > STILL else "running"


def _refused(
    rows: Sequence[Row[Any]], last: Row[Any] | None, outlet: str, engine: Engine | None
) -> list[str]:
    """Return the messages of the refused starts since the last run."""
    since = last.started_at if last is not None else None
    recorded = [
        f"{row.reason}: {row.message}"
        for row in rows
        if row.reason in refused_starts.REASONS.values()
        and (since is None or row.started_at > since)
    ]
    noted = refused_starts.waiting(engine.url) if engine is not None else []
    return recorded + [f"{one.reason}: {one.message}" for one in noted if one.outlet == outlet]


def _ending(
    state: str, last: Row[Any] | None, refused: Sequence[str], counts: Mapping[str, Any]
) -> Iterator[Fault]:
    if state == "killed":
        yield Fault("ended", "the last run was killed: it has no end and stopped storing pages")
    elif last is not None and state not in GOOD | {"running"}:
        message = f": {last.message}" if last.message else ""
        yield Fault("ended", f"the last run ended as {state}{message}")
    if refused:
        more = f" ({len(refused)} starts)" if len(refused) > 1 else ""
        yield Fault("refused", f"a start was refused{more}: {refused[-1]}")


def _overdue(rows: Sequence[Row[Any]], now: datetime, watched: bool) -> Iterator[Fault]:
    if not watched:
        return
    due = expectations.overdue_at(sorted({row.started_at for row in rows}))
    if due is None:
        yield Fault("overdue", "it is expected, and never ran in the last nine weeks")
    elif now > due:
        yield Fault("overdue", f"overdue since {due:%Y-%m-%d %H:%M} UTC: is its schedule on?")


def _silence(source: SilentSource) -> Fault:
    return Fault(
        f"source {source.url}",
        f"silent source {source.url}: last good on {source.good_at:%Y-%m-%d}, silent for "
        f"{source.failures} runs: {source.reason}",
    )


def _earlier(runs: Sequence[Row[Any]], last: Row[Any]) -> list[Mapping[str, float]]:
    """Return the counts of the comparable earlier runs: those whose articles were normal."""
    return [
        row.counts
        for row in runs
        if row.id != last.id and row.reason in GOOD and not row.counts.get(drift.FAULTS)
    ]


def _usual(runs: Sequence[Row[Any]], last: Row[Any] | None) -> dict[str, float] | None:
    if last is None:
        return None
    nights = [
        expectations.Night(
            row.started_at, {name: getattr(row, name) for name in expectations.COLUMNS}
        )
        for row in runs
        if row.id != last.id and row.reason in GOOD
    ]
    return expectations.usual(nights, last.started_at)


def _waiting(connection: Connection, outlet: str, now: datetime) -> WaitingPages:
    due = select(func.count()).where(_pages.outlet == outlet, _pages.due_at.is_not(None))
    later = connection.scalar(due.where(_pages.due_at > now)) or 0
    return WaitingPages(connection.scalar(due.where(_pages.due_at <= now)) or 0, later)
