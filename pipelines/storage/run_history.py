"""Compares a run with the outlet's history and names anomalies.

A crawl can complete without an error and bring nothing: a feed that stands still, a template that
lists one section only. The outlet's history reveals this. Days are compared, not runs, so that a
run shortly after another raises no alarm: the window around a run is compared with the same weekday
in the ``WEEKS`` before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Connection, Row, func, select

from pipelines.storage.database.article_tables import Article
from pipelines.storage.database.crawl_tables import Crawl
from pipelines.storage.sql.upsert import table

COMPARISON_WINDOW = (timedelta(hours=20), timedelta(hours=4))
"""Window before and after the start of a run: a nightly run may be late, and yesterday's run is not
today's.
"""
WEEKS = 8
MIN_WEEKS = 3  # with fewer, no anomaly is reported
MIN_NEW = 5  # minimum median of articles per day
LOW_SHARE = 0.1  # of the median
MIN_IN_SECTION = 10  # articles of the day, all of them in one section
MIN_BEFORE = 50  # articles of the weeks before
USUAL = 0.5  # a section's share above which a day of only that section is normal

_WHOLE_RUN_ARGUMENTS = {"home"}  # arguments of a run that still takes everything its sources list
_REPLAYED = frozenset({"archive/replayed", "archive/missing"})  # counted in replays
_LATE = timedelta(days=3)  # an article may be found this long after its publication


@dataclass(frozen=True, slots=True)
class Run:
    """A complete run that took everything its sources listed: start, and new articles."""

    started_at: datetime
    new: int


@dataclass(frozen=True, slots=True)
class History:
    """A run and its history.

    Attributes:
        run: the run to judge.
        earlier: the comparable runs of the previous weeks.
        sections: section to articles first seen in the day around the run.
        before: section to articles first seen in the previous weeks.
    """

    run: Run
    earlier: tuple[Run, ...] = ()
    sections: Mapping[str, int] | None = None
    before: Mapping[str, int] | None = None


def anomalies(history: History) -> tuple[str, ...]:
    """Return anomalies: how this run differs from the outlet's history, one sentence each."""
    return (*_too_few(history), *_one_section(history))


def _too_few(history: History) -> Iterator[str]:
    run = history.run
    days = [_day(history.earlier, run.started_at - week * timedelta(days=7)) for week in _weeks()]
    counted = [day for day in days if day is not None]
    now = (_day(history.earlier, run.started_at) or 0) + run.new
    if len(counted) < MIN_WEEKS:
        return
    usual = median(counted)
    if usual >= MIN_NEW and now < LOW_SHARE * usual:
        yield (
            f"{now or 'no'} new article{'s' if now != 1 else ''} since yesterday, where the same "
            f"weekday of {len(counted)} weeks before had {usual:g} in the median"
        )


def _weeks() -> range:
    return range(1, WEEKS + 1)


def _day(runs: tuple[Run, ...], at: datetime) -> int | None:
    """Return the new articles of the day around ``at``; None if there was no run."""
    of_day = [
        run.new
        for run in runs
        if at - COMPARISON_WINDOW[0] < run.started_at <= at + COMPARISON_WINDOW[1]
    ]
    return sum(of_day) if of_day else None


def _one_section(history: History) -> Iterator[str]:
    sections, before = history.sections or {}, history.before or {}
    count, total = sum(sections.values()), sum(before.values())
    if len(sections) != 1 or count < MIN_IN_SECTION or total < MIN_BEFORE:
        return
    (section,) = sections
    share = before.get(section, 0) / total
    if share < USUAL:
        yield (
            f"all {count} new articles since yesterday are of the section {section!r}, which had "
            f"{share:.0%} of those of the {WEEKS} weeks before"
        )


def read(connection: Connection, crawl_id: int) -> History | None:
    """Return the history of a run, or None if it is not comparable: see ``Run``."""
    crawls = table(Crawl)
    row = connection.execute(select(crawls).where(crawls.c.id == crawl_id)).one_or_none()
    if row is None or not _is_plain(row):
        return None
    replayed = _is_replayed(row)
    since = row.started_at - timedelta(days=7 * WEEKS) - COMPARISON_WINDOW[0]
    rows = connection.execute(
        select(crawls)
        .where(crawls.c.outlet == row.outlet, crawls.c.started_at > since)
        .where(crawls.c.started_at <= row.started_at, crawls.c.id != crawl_id)
        .order_by(crawls.c.started_at)
    )
    day = row.started_at - COMPARISON_WINDOW[0]
    return History(
        _run(row),
        tuple(_run(one) for one in rows if _is_plain(one) and _is_replayed(one) is replayed),
        _sections(connection, row.outlet, day, row.started_at + COMPARISON_WINDOW[1]),
        _sections(connection, row.outlet, since, day),
    )


def _run(row: Row[Any]) -> Run:
    return Run(row.started_at, row.new + row.duplicate)


def _is_plain(row: Row[Any]) -> bool:
    """Return whether a run finished, and took everything that was listed."""
    return row.reason == "finished" and set(row.arguments) <= _WHOLE_RUN_ARGUMENTS


def _is_replayed(row: Row[Any]) -> bool:
    """Return whether a run was a replay: replays are compared among themselves."""
    return not _REPLAYED.isdisjoint(row.counts)


def _sections(
    connection: Connection, outlet: str, since: datetime, until: datetime
) -> dict[str, int]:
    """Return section to number of articles first seen then; others are skipped."""
    articles = table(Article)
    counted = (
        select(articles.c.section, func.count())
        .where(articles.c.outlet == outlet, articles.c.published_at > since - _LATE)
        .where(articles.c.first_seen_at > since, articles.c.first_seen_at <= until)
        .where(articles.c.section.is_not(None))
        .group_by(articles.c.section)
    )
    return {section: count for section, count in connection.execute(counted)}  # noqa: C416  # typed
