"""Duplicates are decided once: outcomes, counts, the view and the report agree."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from pipelines.items import Outcome, Result
from pipelines.storage.report import read
from pipelines.storage.store import Store
from tests.support.invented import NOW, result

HOUR = timedelta(hours=1)
URLS = {"vna": "https://vna.example/original-1.html", "vns": "https://vns.example/copy-1.html"}


def printed(outlet: str, at: timedelta = timedelta(0), url: str | None = None) -> Result:
    """Return VNA's article, at VNA and as VNS prints it an hour later with the agency's credit."""
    published_at = NOW + at - HOUR if url else NOW - (HOUR if outlet == "vns" else 2 * HOUR)
    return result(
        1,
        url=url or URLS[outlet],
        outlet=outlet,
        at=NOW + at,
        published_at=published_at,
        agency="VNA",
    )


@pytest.fixture
def stores(engine: Engine) -> dict[str, Store]:
    """Return a store of each outlet, during a run."""
    stores = {outlet: Store(engine, outlet) for outlet in URLS}
    for store in stores.values():
        store.begin_crawl(NOW, {}, {})
    return stores


@pytest.mark.parametrize("order", [("vna", "vns"), ("vns", "vna")])
def test_the_order_of_storing_changes_nothing(
    engine: Engine, stores: dict[str, Store], order: tuple[str, str]
) -> None:
    for hours, outlet in enumerate(order):
        stores[outlet].save([printed(outlet, hours * HOUR)])
    with engine.connect() as connection:
        view = connection.execute(text("SELECT outlet, id, duplicate_of FROM articles")).all()
        numbers = {row.outlet: row.id for row in view}
        assert {row.outlet: row.duplicate_of for row in view} == {
            "vna": None,
            "vns": numbers["vna"],
        }
        pages = connection.execute(text("SELECT outlet, outcome, reason FROM page")).all()
        assert {row.outlet: (row.outcome, row.reason) for row in pages} == {
            "vna": ("new", None),
            "vns": ("duplicate", f"same text as {URLS['vna']}"),
        }
        counts = connection.execute(text('SELECT outlet, "new", duplicate, pages FROM crawl'))
        assert {tuple(row) for row in counts} == {("vna", 1, 0, 1), ("vns", 0, 1, 1)}
    counted = {one.outlet: one.duplicates for one in read(engine).outlets}
    assert counted == {"vna": 0, "vns": 1}


def test_an_original_that_comes_later_is_new(stores: dict[str, Store]) -> None:
    [copy] = stores["vns"].save([printed("vns")])
    assert copy.outcome is Outcome.NEW  # as far as is known yet
    [original] = stores["vna"].save([printed("vna", HOUR)])
    assert (original.outcome, original.reason) == (Outcome.NEW, None)


def test_a_page_that_was_seen_again_keeps_what_its_last_visit_was(
    engine: Engine, stores: dict[str, Store]
) -> None:
    stores["vns"].save([printed("vns")])
    stores["vns"].save([printed("vns", HOUR)])
    stores["vna"].save([printed("vna", 2 * HOUR)])
    with engine.connect() as connection:
        outcome = "SELECT outcome FROM page WHERE outlet = 'vns'"
        assert connection.scalar(text(outcome)) == "same"
        counts = text("SELECT \"new\", same, duplicate FROM crawl WHERE outlet = 'vns'")
        assert tuple(connection.execute(counts).one()) == (1, 1, 0)


def test_a_brief_printed_again_weeks_later_is_stored_and_repeats_the_first(
    engine: Engine, stores: dict[str, Store]
) -> None:
    [first] = stores["vna"].save([printed("vna")])
    again_at = timedelta(days=30)
    [again] = stores["vna"].save([printed("vna", again_at, "https://vna.example/again-2.html")])
    assert again.article_id != first.article_id
    with engine.connect() as connection:
        query = text("SELECT duplicate_of FROM articles WHERE id = :number")
        original = connection.scalar(query, {"number": again.article_id})
    assert (again.outcome is Outcome.DUPLICATE) == (original == first.article_id)
