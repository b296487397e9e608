"""The operator's status in the morning, from real runs."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from pipelines.storage.database.engine import open_engine
from pipelines.storage.status import drift, expectations, night, refused_starts
from pipelines.storage.status.sources import SourceAnswer
from pipelines.storage.store import Store
from tests.support import ten_nights, warm
from tests.support.invented import NOW

DAY = timedelta(days=1)


def counts(pages: int, **more: float) -> dict[str, float]:
    """Return a run's counts: ``pages`` articles of one layout, extracted well."""
    return {
        "measure/pages": pages,
        "measure/articles": pages,
        "measure/confidence": 0.95 * pages,
        "measure/kept": 300.0 * pages,
        "measure/stripped": 200.0 * pages,
        "layout/2026": pages,
        "selector/2026/body .text": pages,
        "selector/2026/title h1.head": pages,
        "field/authors": pages - 1,
    } | {key.replace("__", "/"): value for key, value in more.items()}


PAST = [counts(10) for _ in range(6)]


def subjects(now: Mapping[str, float]) -> list[str]:
    return [one.subject for one in drift.drift(now, PAST)]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (counts(10), []),
        (counts(2, layout__2026=0), []),  # two pages are too few
        (counts(10) | {"layout/2026": 7, "layout/-": 3}, []),  # an old page or three
        (counts(8) | {"selector/2026/title h1.head": 0}, ["selector 2026 title h1.head"]),
        (counts(10) | {"field/authors": 1}, ["field authors"]),
        (counts(10) | {"measure/confidence": 6.0}, ["confidence"]),
        (counts(10) | {"measure/stripped": 5_000.0}, ["stripped"]),
        (counts(10) | {"rule/teaser": 9.0}, ["rule teaser"]),
        (counts(10) | {"rule/teaser": 4.0}, []),
    ],
)
def test_which_drift_is_reported(now: dict[str, float], expected: list[str]) -> None:
    assert subjects(now) == expected


def test_a_layout_that_stops_matching_is_named_with_its_selector() -> None:
    now = counts(6) | {"layout/2026": 0, "layout/-": 6, "selector/2026/body .text": 0}
    found = {one.subject: one.sentence for one in drift.drift(now, PAST)}
    assert ".text ('2026') matched 0 of 6 pages" in found["layout"]


def test_a_field_that_never_existed_is_not_missed() -> None:
    past = [counts(10) | {"field/tags": 3} for _ in range(6)]
    assert drift.drift(counts(10), past) == ()


def test_without_history_nothing_is_reported() -> None:
    assert drift.drift(counts(10) | {"layout/2026": 0, "layout/-": 10}, []) == ()


def test_usual_is_the_weekdays_median_with_enough_weeks() -> None:
    sundays = [expectations.Night(NOW - week * 7 * DAY, {"new": 40}) for week in (1, 2, 3)]
    others = [expectations.Night(NOW - day * DAY, {"new": 9}) for day in (1, 2, 3, 4)]
    assert expectations.usual([*sundays, *others], NOW) == {
        "new": 40, "changed": 0, "not_article": 0, "failed": 0
    }  # fmt: skip
    assert (expectations.usual(others, NOW) or {})["new"] == 9
    assert expectations.usual(others[:2], NOW) is None


def test_a_weekly_outlet_is_not_overdue_after_two_days() -> None:
    weekly = [NOW - week * 7 * DAY for week in (3, 2, 1, 0)]
    assert expectations.overdue_at(weekly) == NOW + 10.5 * DAY
    assert expectations.overdue_at([NOW - DAY, NOW]) == NOW + 1.5 * DAY
    assert expectations.overdue_at([NOW]) == NOW + timedelta(hours=26)


def run(store: Store, at: datetime, reason: str = "finished", **more: Any) -> int:
    number = store.begin_crawl(at, {}, {})
    store.finish_crawl(number, at + timedelta(minutes=5), reason, counts(10), **more)
    return number


def status_of(url: URL, now: datetime, outlet: str = "vna") -> night.OutletStatus:
    engine = open_engine(url)
    try:
        (found,) = [one for one in night.read(engine, now, [outlet]) if one.outlet == outlet]
    finally:
        engine.dispose()
    return found


def test_a_silent_source_a_killed_run_and_a_refused_start(db_url: URL) -> None:
    engine = open_engine(db_url)
    store = Store(engine, "vna")
    for day in range(3):
        at = NOW + day * DAY
        wrong = None if day == 0 else "HTTP 503"
        answer = SourceAnswer("https://a.example/rss", "feed", True, at, 5, wrong)
        run(store, at, sources=[answer])
    found = status_of(db_url, NOW + 2 * DAY + timedelta(hours=5))
    assert [one.url for one in found.silent] == ["https://a.example/rss"]
    assert [one.subject for one in found.faults] == ["source https://a.example/rss"]
    store.begin_crawl(NOW + 3 * DAY, {}, {})
    assert status_of(db_url, NOW + 3 * DAY + timedelta(minutes=10)).state == "running"
    found = status_of(db_url, NOW + 3 * DAY + timedelta(hours=3))
    assert found.state == "killed"
    assert "ended" in [one.subject for one in found.faults]
    refused_starts.record(db_url, "vna", {}, 5, "Outlet vna is being crawled")
    later = datetime.now(UTC) + timedelta(minutes=1)
    engine.dispose()
    status = status_of(db_url, later)
    assert status.refused == ("outlet_busy: Outlet vna is being crawled",)
    assert status.state in ("killed", "never ran")  # the refused start is not a run


def test_a_start_that_finds_no_database_gets_its_row_later(db_url: URL) -> None:
    away = db_url.set(database=f"{db_url.database}-away")
    refused_starts.record(away, "vna", {"limit": "5"}, 3, "Database cannot be reached")
    refused_starts.record(db_url, "vns", {}, 3, "in its own database")
    assert [one.outlet for one in refused_starts.waiting(away)] == ["vna"]
    engine = open_engine(db_url)
    refused_starts.take_in(engine)
    assert [one.outlet for one in refused_starts.waiting(away)] == ["vna"]  # of another database
    engine.dispose()
    path = refused_starts.journal()
    path.write_text(path.read_text("utf-8").replace("-away", "") + "torn{", encoding="utf-8")
    engine = open_engine(db_url)
    refused_starts.take_in(engine)
    found = [one for one in night.read(engine, datetime.now(UTC) + DAY) if one.outlet == "vna"]
    engine.dispose()
    assert "database_unusable: Database cannot be reached" in found[0].refused


def scrapy(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/nights.db"}
    return warm.run(["-m", "scrapy", *arguments], env=environment)


def crawl(
    folder: Path, night_number: int, change: Callable[[str], str] | None = None, **env: str
) -> None:
    made = ten_nights.captures("vna", night_number, change)
    ten_nights.write(folder, "vna", night_number, made)
    assert ten_nights.crawl(folder, "vna", night_number).wait(200) == 0


@pytest.mark.slow
def test_a_changed_template_is_reported_with_field_and_selector(tmp_path: Path) -> None:
    """The generic engine still extracts the articles: only the selectors show it."""
    for number in (1, 2, 3):
        crawl(tmp_path, number)
    good = scrapy(tmp_path, "status", "vna", "--at", "2026-11-04T08:00")
    assert good.returncode == 0, good.stdout
    assert "All good." in good.stdout
    crawl(tmp_path, 4, lambda html: html.replace("article__title", "story-headline"))
    done = scrapy(tmp_path, "status", "--at", "2026-11-05T08:00", "--json")
    assert done.returncode == 1
    (outlet,) = json.loads(done.stdout)["outlets"]
    assert outlet["outcomes"]["new"] == ten_nights.A_NIGHT
    (fault,) = outlet["faults"]
    assert fault["sentence"].startswith("title: the selector h1.article__title of layout '2026'")
    crawl(tmp_path, 5, ten_nights.renamed)
    done = scrapy(tmp_path, "status", "--at", "2026-11-06T08:00")
    assert done.returncode == 1
    assert "body: the selector .article__body ('2026')" in done.stdout
    assert "matched 0 of 5 pages" in done.stdout
    late = scrapy(tmp_path, "status", "--at", "2026-11-09T08:00")
    assert "overdue since 2026-11-07" in late.stdout
    wrong = scrapy(tmp_path, "status", "--at", "tomorrow")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "--at tomorrow" in wrong.stderr
