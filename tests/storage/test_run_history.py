"""A run that brings nothing, or one section only, is reported if the outlet's history differs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from crawler.report_text import render
from pipelines.items import Result
from pipelines.storage import report
from pipelines.storage.database.crawl_tables import Crawl
from pipelines.storage.run_history import History, Run, anomalies
from pipelines.storage.sql.upsert import table
from pipelines.storage.store import Store
from tests.support.invented import NOW, result, url_of

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


def nights(*new: int, late: timedelta = timedelta(0)) -> tuple[Run, ...]:
    """Return the same weekday's run in each previous week, the latest first."""
    return tuple(Run(NOW - week * WEEK + late, count) for week, count in enumerate(new, 1))


@pytest.mark.parametrize(
    ("new", "earlier", "expected"),
    [
        pytest.param(0, nights(40, 38, 45), "no new articles since yesterday", id="nothing"),
        pytest.param(3, nights(40, 38, 45), "3 new articles", id="next to nothing"),
        pytest.param(1, nights(40, 38, 45), "1 new article since", id="one"),
        pytest.param(4, nights(40, 38, 45), "", id="few are few, not none"),
        pytest.param(0, nights(40, 38), "", id="too short a past"),
        pytest.param(0, nights(4, 4, 4, 900), "", id="an outlet that prints little"),
        pytest.param(0, nights(0, 0, 40), "", id="a weekday without news"),
        pytest.param(0, nights(40, 38, 45, late=3 * HOUR), "no new", id="later in the night"),
        pytest.param(0, nights(40, 38, 45, late=-9 * HOUR), "no new", id="earlier that day"),
        pytest.param(0, nights(40, 38, 45, late=timedelta(days=2)), "", id="another weekday"),
        pytest.param(
            0, (*nights(40, 38, 45), Run(NOW - HOUR, 41)), "", id="shortly after another run"
        ),
        pytest.param(
            0, (*nights(40, 38, 45), Run(NOW - 24 * HOUR, 41)), "no new", id="yesterday had news"
        ),
    ],
)
def test_a_day_against_the_same_weekday_before(
    new: int, earlier: tuple[Run, ...], expected: str
) -> None:
    found = anomalies(History(Run(NOW, new), earlier))
    assert bool(found) == bool(expected)
    assert expected in " ".join(found)


@pytest.mark.parametrize(
    ("sections", "before", "expected"),
    [
        ({"Economy": 12}, {"Economy": 20, "Society": 80}, "all 12 new articles"),
        ({"Economy": 9}, {"Economy": 20, "Society": 80}, ""),
        ({"Economy": 11, "Society": 1}, {"Economy": 20, "Society": 80}, ""),
        ({"Economy": 12}, {"Economy": 60, "Society": 40}, ""),
        ({"Economy": 12}, {"Society": 49}, ""),
        ({"Fresh": 12}, {"Society": 50}, "0%"),
        ({}, {"Society": 80}, ""),
    ],
)
def test_a_day_of_one_section(
    sections: dict[str, int], before: dict[str, int], expected: str
) -> None:
    found = anomalies(History(Run(NOW, 12), (), sections, before))
    assert bool(found) == bool(expected)
    assert expected in " ".join(found)


def run(
    engine: Engine,
    at: datetime,
    results: Sequence[Result] = (),
    *,
    reason: str = "finished",
    arguments: dict[str, str] | None = None,
    counts: dict[str, int] | None = None,
) -> tuple[str, ...]:
    """Store a run; return its anomalies."""
    store = Store(engine, "vna")
    number = store.begin_crawl(at, arguments or {}, {})
    store.save(results)
    store.finish_crawl(number, at + HOUR, reason, counts or {})
    return store.unusual(number)


def articles(at: datetime, count: int, section: str | None = None) -> list[Result]:
    names = [f"{at:%Y%m%d}-{number}" for number in range(count)]
    return [
        result(name, url=url_of(name), at=at, published_at=at - HOUR, section=section)
        for name in names
    ]


def test_a_silent_night_is_in_the_report(engine: Engine) -> None:
    for week in (3, 2, 1):
        assert run(engine, NOW - week * WEEK, articles(NOW - week * WEEK, 6)) == ()
    assert len(run(engine, NOW)) == 1
    assert "Unusual: vna: no new articles since yesterday" in render(report.read(engine), "here")


def test_the_row_of_a_run_counts_its_anomalies(engine: Engine) -> None:
    for week in (3, 2, 1):
        run(engine, NOW - week * WEEK, articles(NOW - week * WEEK, 6), counts={"retry/count": 2})
    run(engine, NOW, counts={"retry/count": 4})
    with engine.connect() as connection:
        rows = connection.scalars(select(table(Crawl).c.counts).order_by(table(Crawl).c.id)).all()
    assert rows[2:] == [
        {"retry/count": 2, "history/unusual": 0, "history/drift": 0},
        {"retry/count": 4, "history/unusual": 1, "history/drift": 0},
    ]


@pytest.mark.parametrize(
    "odd",
    [
        {"arguments": {"since": "2026-01-01"}},
        {"arguments": {"limit": "5"}},
        {"counts": {"archive/replayed": 3}},
        {"reason": "shutdown"},
    ],
)
def test_incomplete_runs_are_neither_judged_nor_compared(
    engine: Engine, odd: dict[str, object]
) -> None:
    for week in (3, 2, 1):
        run(engine, NOW - week * WEEK, articles(NOW - week * WEEK, 6))
    assert run(engine, NOW, **odd) == ()  # type: ignore[arg-type]
    assert len(run(engine, NOW + HOUR)) == 1
    for week in (3, 2, 1):  # odd weeks alone are no history
        at = NOW + timedelta(days=1) - week * WEEK
        run(engine, at, articles(at, 6), **odd)  # type: ignore[arg-type]
    assert run(engine, NOW + timedelta(days=2)) == ()


def test_a_night_of_one_section(engine: Engine) -> None:
    for week, section in enumerate(("Society", "World", "Economy"), 1):
        run(engine, NOW - week * WEEK, articles(NOW - week * WEEK, 20, section))
    expected = run(engine, NOW, articles(NOW, 10, "Economy"))
    assert expected == (
        "all 10 new articles since yesterday are of the section 'Economy', which had 33% of those "
        "of the 8 weeks before",
    )
