"""Faults of outlets: each is reported once, and once more when it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from pipelines.storage.database import operation_tables
from pipelines.storage.sql.upsert import insert, table
from pipelines.storage.status.drift import Fault

_faults = table(operation_tables.Fault)
_columns = _faults.c


@dataclass(frozen=True, slots=True)
class FaultChanges:
    """What to report of an outlet: faults not yet reported, and reported ones that are over."""

    outlet: str
    begun: tuple[Fault, ...] = ()
    over: tuple[Fault, ...] = ()


def settle(engine: Engine, outlet: str, found: Sequence[Fault], at: datetime) -> FaultChanges:
    """Store the current faults of an outlet at a time (UTC); return what to report.

    A fault stays due until ``mark_reported``: an alert that did not go out is sent again after the
    next run.
    """
    with Session(engine) as session, session.begin():
        rows = {
            row.subject: row
            for row in session.execute(select(*_columns).where(_columns.outlet == outlet))
        }
        now = {one.subject: one for one in found}
        for one in now.values():
            statement = insert(session, operation_tables.Fault).values(
                outlet=outlet, subject=one.subject, sentence=one.sentence, since=at
            )
            changed = {"sentence": statement.excluded.sentence}
            session.execute(
                statement.on_conflict_do_update(index_elements=["outlet", "subject"], set_=changed)
            )
        over = [row for row in rows.values() if row.subject not in now]
        quiet = [row.subject for row in over if row.reported_at is None]  # they were never reported
        session.execute(
            delete(_faults).where(_columns.outlet == outlet, _columns.subject.in_(quiet))
        )
    known = {subject for subject, row in rows.items() if row.reported_at is not None}
    return FaultChanges(
        outlet,
        tuple(one for one in now.values() if one.subject not in known),
        tuple(Fault(row.subject, row.sentence) for row in over if row.reported_at is not None),
    )


def mark_reported(engine: Engine, changes: FaultChanges, at: datetime) -> None:
    """Mark the faults as reported, and forget those that are over."""
    begun = [one.subject for one in changes.begun]
    over = [one.subject for one in changes.over]
    of_outlet = _columns.outlet == changes.outlet
    with Session(engine) as session, session.begin():
        session.execute(
            update(_faults).where(of_outlet, _columns.subject.in_(begun)).values(reported_at=at)
        )
        session.execute(delete(_faults).where(of_outlet, _columns.subject.in_(over)))
