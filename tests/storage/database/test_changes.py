"""Every change that a reader can see has a number, in commit order."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from pipelines.items import Image
from pipelines.storage.store import Store
from tests.support.invented import HOUR, NOW, article, result, text_of

LATER = NOW + 2 * HOUR


@pytest.fixture
def store(engine: Engine) -> Store:
    return Store(engine, "vna")


def changes(engine: Engine, after: int = 0) -> list[tuple[int, str, list[str]]]:
    """Return article, kind and fields of the changes with a number above ``after``, in order."""
    query = "SELECT article_id, kind, fields FROM changes WHERE seq > :after ORDER BY seq"
    with engine.connect() as connection:
        rows = connection.execute(text(query), {"after": after}).all()
    return [(number, kind, json.loads(f) if isinstance(f, str) else f) for number, kind, f in rows]


def last(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(text("SELECT max(seq) FROM changes")) or 0


def after(engine: Engine, store: Store, *results: Any) -> list[tuple[int, str, list[str]]]:
    """Return the changes caused by saving ``results``."""
    before = last(engine)
    store.save(results)
    return changes(engine, before)


def test_a_new_article_is_one_change(engine: Engine, store: Store) -> None:
    assert after(engine, store, result(1), result(2)) == [(1, "new", []), (2, "new", [])]
    assert after(engine, store, result(1), result(2)) == []


def test_a_new_text_says_which_fields_changed(engine: Engine, store: Store) -> None:
    store.save([result(1)])
    recorded = after(engine, store, result(1, text="The mill was saved after all.", at=NOW + HOUR))
    assert recorded == [(1, "text", ["body"])]
    recorded = after(
        engine,
        store,
        result(1, text="The mill was saved after all.", title="Saved!", bytes_="other", at=LATER),
    )
    assert recorded == [(1, "text", ["title"])]


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"authors": ("Trần Văn Ba",)}, ["authors"]),
        ({"section": "Farming", "tags": ()}, ["section", "tags"]),
        ({"published_at": NOW - 3 * HOUR}, ["published_at"]),
        ({"confidence": 0.5, "concerns": ("no date",)}, ["confidence", "concerns"]),
        ({"images": (Image("https://news.example/mill.jpg", "The old mill"),)}, ["images"]),
        ({"images": ()}, ["images"]),
        ({"agency": "VNA", "dateline": "HÀ NỘI"}, ["agency", "dateline"]),
    ],
)
def test_what_is_around_the_text_changes_too(
    engine: Engine, store: Store, values: dict[str, Any], fields: list[str]
) -> None:
    store.save([result(1)])
    later = result(1, at=NOW + HOUR, bytes_="another page", **values)
    assert after(engine, store, later) == [(1, "metadata", fields)]
    assert after(engine, store, later) == []


def test_invisible_differences_are_not_a_change(engine: Engine, store: Store) -> None:
    store.save([result(1)])
    later = result(1, at=NOW + HOUR, bytes_="another page", stripped=(), engine="2")
    assert after(engine, store, later) == []


def test_a_newer_engine_is_told_from_the_outlet(engine: Engine, store: Store) -> None:
    store.save([result(1, bytes_="one page"), result(2, bytes_="two")])
    again = result(1, text="Read better.", at=NOW, bytes_="one page", engine="2")
    assert after(engine, store, again) == [(1, "engine", ["body"])]
    author = result(2, authors=("B",), at=NOW + HOUR, bytes_="two", engine="2")
    assert after(engine, store, author) == [(2, "engine", ["authors"])]


def test_gone_back_and_erased(engine: Engine, store: Store) -> None:
    store.save([result(1)])
    with engine.begin() as connection:
        for value in ("'2026-11-21 00:00:00'", "NULL", "'2026-11-22 00:00:00'"):
            connection.execute(text(f"UPDATE article SET gone_at = {value}"))
        connection.execute(text("UPDATE page SET article_id = NULL"))
        connection.execute(text("DELETE FROM article"))
    recorded = [("gone", ["gone_at"]), ("back", ["gone_at"]), ("gone", ["gone_at"]), ("erased", [])]
    assert [(kind, fields) for _, kind, fields in changes(engine, 1)] == recorded


def test_a_story_that_grows_changes_its_articles(engine: Engine, store: Store) -> None:
    words = " ".join(text_of(number) for number in range(8))
    store.save([result("a", text=words, published_at=NOW)])
    other = Store(engine, "vns")
    earlier = result(
        "b", outlet="vns", text=words + " More.", published_at=NOW - timedelta(hours=9)
    )
    recorded = after(engine, other, earlier)
    assert (2, "new", []) in recorded
    assert (1, "story", ["is_head"]) in recorded
    with engine.connect() as connection:
        query = text("SELECT id, story_id, is_head FROM articles ORDER BY id")
        assert [tuple(row) for row in connection.execute(query)] == [(1, 1, False), (2, 1, True)]


def test_articles_show_the_number_of_their_newest_change(engine: Engine, store: Store) -> None:
    store.save([result(1), result(2)])
    store.save([result(1, text="Changed.", at=NOW + HOUR)])
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, seq, revision FROM articles ORDER BY seq"))
        assert [tuple(row) for row in rows] == [(2, 2, 1), (1, 3, 2)]
        times = connection.execute(text("SELECT changed_at FROM articles")).scalars().all()
        assert None not in times


def test_a_change_by_hand_has_a_number_too(engine: Engine, store: Store) -> None:
    store.save([result(1)])
    with engine.begin() as connection:
        connection.execute(text("UPDATE article SET section = 'Farming', outlet = 'vns'"))
    assert changes(engine, 1) == [(1, "metadata", ["outlet", "section"])]


def test_the_articles_of_each_outlet_are_counted(engine: Engine, store: Store) -> None:
    store.begin_crawl(NOW, {}, {})
    for steps, told in (
        ([], 0),
        ([result(1), result(2), result(1, text="Changed.", at=NOW + HOUR)], 2),
        ("UPDATE article SET outlet = 'vns' WHERE id = 1", 1),
        ("UPDATE article SET outlet = 'vns'", 0),
        ([result(3)], 1),
        ("DELETE FROM article WHERE id = 1", 1),
        ("DELETE FROM article WHERE outlet = 'vna'", 0),
    ):
        with engine.connect() as connection:
            connection.execute(text("DELETE FROM article"))
            connection.rollback()
        if isinstance(steps, list):
            store.save(steps)
        else:
            with engine.begin() as connection:
                connection.execute(text("UPDATE page SET article_id = NULL"))
                connection.execute(text(steps))
        with engine.connect() as connection:
            query = text("SELECT articles FROM outlets WHERE outlet = 'vna'")
            assert connection.scalar(query) == told, steps
            totals = {
                r.outlet: r.articles
                for r in connection.execute(text("SELECT * FROM article_total"))
            }
            counted = connection.execute(text("SELECT outlet, count(*) FROM article GROUP BY 1"))
            kept = {outlet: number for outlet, number in totals.items() if number}
            assert kept == {row[0]: row[1] for row in counted}, steps


def test_a_rollback_leaves_no_gap_in_the_numbers(engine: Engine, store: Store) -> None:
    store.save([result(1)])
    with engine.connect() as connection:
        connection.execute(text("UPDATE article SET section = 'Farming'"))
        connection.rollback()
    assert after(engine, store, result(2)) == [(2, "new", [])]
    assert last(engine) == 2


def test_a_version_keeps_what_was_around_its_text(engine: Engine, store: Store) -> None:
    store.save([result(1)])
    store.save([result(1, text="Changed.", authors=("Trần Ba",), at=NOW + HOUR)])
    query = text("SELECT number, origin, details, is_newest FROM revisions ORDER BY number")
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    found = [
        (number, origin, (json.loads(d) if isinstance(d, str) else d)["authors"], bool(newest))
        for number, origin, d, newest in rows
    ]
    assert found == [
        (1, "outlet", [article(1).authors[0]], False),
        (2, "outlet", ["Trần Ba"], True),
    ]
