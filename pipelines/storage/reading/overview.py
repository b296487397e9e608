"""Overview of the outlets: by day, last runs, sources, current faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection

from pipelines.storage.reading.records import Record, records

DAYS = 28
RUNS = 15
RECENT = 20_000  # changes
_KEPT = ("new", "changed", "duplicate")


@dataclass(slots=True)
class Day:
    """What the runs of an outlet that began on one day (UTC) brought; counts are pages."""

    day: date
    runs: int = 0
    new: int = 0
    changed: int = 0
    rejected: int = 0
    failed: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def is_silent(self) -> bool:
        """Whether there were runs and they brought nothing."""
        return bool(self.runs) and not self.new and not self.changed


@dataclass(frozen=True, slots=True)
class OutletDays:
    """An outlet and its days, oldest first; days before its first run are None."""

    outlet: str
    days: tuple[Day | None, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Data of the console's start page; records are rows of the views of these names."""

    until: date
    heat: tuple[OutletDays, ...]
    outlets: list[Record]
    runs: list[Record]
    faults: list[Record]
    gone: list[Record]


def read(connection: Connection, today: date, days: int = DAYS) -> Overview:
    """Return the overview of the last ``days`` days up to ``today``."""
    first = today - timedelta(days=days - 1)
    since = datetime(first.year, first.month, first.day, tzinfo=UTC)
    outlets = records(connection, "SELECT * FROM outlets ORDER BY outlet")
    crawls = records(
        connection,
        "SELECT outlet, started_at, reason, new, changed, duplicate, not_article, failed "
        "FROM crawls WHERE started_at >= :since ORDER BY started_at",
        since=since,
    )
    known = {one["outlet"]: one for one in outlets}
    began = {
        row["outlet"]: row["first_at"].date()
        for row in records(
            connection, "SELECT outlet, min(started_at) AS first_at FROM crawls GROUP BY outlet"
        )
    }
    heat = tuple(_days(name, began.get(name), crawls, first, days) for name in sorted(known))
    runs = records(connection, f"SELECT * FROM crawls ORDER BY id DESC LIMIT {RUNS}")  # noqa: S608
    return Overview(today, heat, outlets, runs, alarms(connection), taken_down(connection))


def outlet_names(connection: Connection) -> list[str]:
    """Return the names of the outlets that were ever crawled into the database, sorted."""
    return [row["outlet"] for row in records(connection, "SELECT outlet FROM outlets ORDER BY 1")]


def has_stripped(connection: Connection, rule: str) -> bool:
    """Return whether the rule with this id stripped a block of a stored article."""
    query = "SELECT article_id FROM stripped WHERE rule_id = :rule LIMIT 1"
    return bool(records(connection, query, rule=rule))


def alarms(connection: Connection) -> list[Record]:
    """Return current faults: outlet, sentence, and since when, UTC.

    These are the known faults of the last nights, and why the last start of an outlet was refused
    or brought nothing.
    """
    reported = records(
        connection, "SELECT outlet, sentence, since FROM faults ORDER BY outlet, subject"
    )
    named = {(one["outlet"], one["sentence"]) for one in reported}
    ended = records(
        connection,
        "SELECT outlet, message AS sentence, started_at AS since FROM crawls "
        "WHERE message IS NOT NULL AND id IN (SELECT last_crawl_id FROM outlets) ORDER BY outlet",
    )
    return reported + [one for one in ended if (one["outlet"], one["sentence"]) not in named]


def taken_down(connection: Connection, limit: int = 20) -> list[Record]:
    """Return the articles that outlets took down last, among the newest ``RECENT`` changes."""
    return records(
        connection,
        "SELECT c.changed_at, a.gone_at, a.id, a.outlet, a.title, a.url FROM changes AS c "
        "JOIN articles AS a ON a.id = c.article_id WHERE c.kind = 'gone' AND a.gone_at IS NOT NULL "
        "AND c.seq > (SELECT coalesce(max(seq), 0) FROM changes) - :recent "
        "ORDER BY c.seq DESC LIMIT :limit",
        recent=RECENT,
        limit=limit,
    )


def _days(
    outlet: str, began: date | None, crawls: Iterable[Record], first: date, count: int
) -> OutletDays:
    days = {first + timedelta(days=n): Day(first + timedelta(days=n)) for n in range(count)}
    for crawl in crawls:
        day = days.get(crawl["started_at"].date()) if crawl["outlet"] == outlet else None
        if day is None:
            continue
        day.runs += 1
        day.new += crawl["new"] + crawl["duplicate"]
        day.changed += crawl["changed"]
        day.rejected += crawl["not_article"]
        day.failed += crawl["failed"]
        day.reasons.append(crawl["reason"] or "not finished")
    return OutletDays(
        outlet,
        tuple(one if began and one.day >= began else None for one in days.values()),
    )


def sources(connection: Connection) -> list[Record]:
    """Return every source with its last results, silent ones first."""
    return records(
        connection,
        "SELECT * FROM sources ORDER BY CASE WHEN failures > 0 THEN 0 ELSE 1 END, outlet, url",
    )
