"""The health of each source of an outlet: written at the end of a run, read by the operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, select
from sqlalchemy.orm import Session

from pipelines.storage.database.operation_tables import SourceHealth
from pipelines.storage.sql.upsert import insert, table

FAILURES = 2  # in a row, from which a source is silent: a single failure happens everywhere


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """The result of a source in a run.

    Attributes:
        url: its URL.
        kind: ``feed``, ``sitemap``, ``listing`` or ``robots``.
        certain: whether it was seen to work.
        at: time of the request, UTC.
        announced: number of articles; None if it was unchanged.
        reason: the error; None if the result was good.
    """

    url: str
    kind: str
    certain: bool
    at: datetime
    announced: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SilentSource:
    """A source that listed articles, and had none in ``failures`` runs; ``good_at`` in UTC."""

    url: str
    good_at: datetime
    failures: int
    reason: str


def keep(session: Session, outlet: str, answers: Sequence[SourceAnswer]) -> None:
    """Store the results of sources, replacing earlier ones."""
    rows = {
        one.url: {
            "outlet": outlet,
            "url": one.url,
            "kind": one.kind,
            "certain": one.certain,
            "answered_at": one.at,
            "good_at": None if one.reason else one.at,
            "failures": 1 if one.reason else 0,
            "reason": one.reason,
            "announced": one.announced or 0,
        }
        for one in answers
    }
    if not rows:
        return
    health = table(SourceHealth)
    statement = insert(session, SourceHealth)
    new = statement.excluded
    good = new.failures == 0
    changed = {
        "kind": new.kind,
        "certain": new.certain,
        "answered_at": new.answered_at,
        "reason": new.reason,
        "good_at": case((good, new.good_at), else_=health.c.good_at),
        "failures": case((good, 0), else_=health.c.failures + 1),
        # "Not modified" means that the same articles are still listed.
        "announced": case((good & (new.announced > 0), new.announced), else_=health.c.announced),
    }
    session.execute(
        statement.on_conflict_do_update(index_elements=["outlet", "url"], set_=changed),
        list(rows.values()),
    )


def silent(connection: Connection, outlet: str) -> tuple[int, tuple[SilentSource, ...]]:
    """Return how many sources of an outlet were ever good, and which of them went silent."""
    columns = table(SourceHealth).c
    rows = connection.execute(
        select(*columns).where(columns.outlet == outlet).order_by(columns.url)
    ).all()
    mute = tuple(
        SilentSource(row.url, row.good_at, row.failures, row.reason or "no answer")
        for row in rows
        if row.failures >= FAILURES and row.good_at is not None
    )
    return sum(row.good_at is not None for row in rows), mute
