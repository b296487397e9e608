"""Lines that an outlet repeats: counted once per article, in bounded space."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from pipelines.storage import repeated_lines
from pipelines.storage.database.article_tables import LineCount, LineRecent
from pipelines.storage.store import Store
from tests.support.invented import HOUR, NOW, result


def rows(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(LineCount)) or 0


def count(engine: Engine, articles: list[tuple[str, ...]], outlet: str = "vna") -> None:
    with Session(engine) as session, session.begin():
        repeated_lines.count(session, outlet, articles)


def test_a_line_counts_once_per_article_not_per_fetch(engine: Engine) -> None:
    store = Store(engine, "vna")
    for number in range(3):
        store.save([result(number), result(number)])
        store.save([result(number, text=f"New words {number}.", at=NOW + HOUR)])
    repeated = store.repeated_lines()
    assert repeated.articles == 3
    assert repeated.counts == {"most read": 3, "the bees have not been asked": 3}


def test_outlets_are_counted_apart(engine: Engine) -> None:
    count(engine, [("most read",)] * 5)
    count(engine, [("most read",)] * 3, "vns")
    assert Store(engine, "vns").repeated_lines().counts == {"most read": 3}
    assert Store(engine, "vnp").repeated_lines().articles == 0
    with Session(engine) as session:
        found = repeated_lines.repeated_of(session, ["vns", "vna", "vnp"])
    assert {name: (one.articles, dict(one.counts)) for name, one in found.items()} == {
        "vns": (3, {"most read": 3}),
        "vna": (5, {"most read": 5}),
        "vnp": (0, {}),
    }


def test_rare_lines_are_forgotten_and_frequent_ones_kept(engine: Engine) -> None:
    total = 6 * repeated_lines.WINDOW
    articles = [
        (
            "in every one",
            *(["in one of fifty"] if number % 50 == 0 else []),
            *(f"only in {number}, line {line}" for line in range(5)),
        )
        for number in range(total)
    ]
    for start in range(0, total, 60):
        count(engine, articles[start : start + 60])
    counts = Store(engine, "vna").repeated_lines().counts
    assert counts["in every one"] == total
    assert counts["in one of fifty"] >= total // 50 - total // repeated_lines.WINDOW
    assert rows(engine) <= 2 + 5 * repeated_lines.WINDOW


@pytest.mark.parametrize("batch", [1, 7, 60, 450])
def test_it_does_not_matter_how_articles_are_batched(engine: Engine, batch: int) -> None:
    total = 2 * repeated_lines.WINDOW + 50
    articles = [
        ("in every one", *(["in one of ten"] if number % 10 == 0 else []), f"only in {number}")
        for number in range(total)
    ]
    for start in range(0, total, batch):
        count(engine, articles[start : start + batch])
    repeated = Store(engine, "vna").repeated_lines()
    assert repeated.articles == total
    assert repeated.counts == {"in every one": total, "in one of ten": total // 10}
    assert rows(engine) <= 2


def test_a_line_counts_before_its_window_ends(engine: Engine) -> None:
    for number in range(repeated_lines.REPEATED):
        assert Store(engine, "vna").repeated_lines().counts == {}
        count(engine, [("in every one", f"only in {number}")])
    assert Store(engine, "vna").repeated_lines().counts == {"in every one": repeated_lines.REPEATED}
    assert rows(engine) == 0


def test_what_waits_is_less_than_a_window(engine: Engine) -> None:
    for number in range(repeated_lines.WINDOW + 5):
        count(engine, [("in every one", f"only in {number}")])
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(LineRecent)) == 5


def test_there_is_a_hard_bound(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeated_lines, "MAX_LINES", 50)
    recurring = [
        (f"line {number % 90}", "in every one") for number in range(4 * repeated_lines.WINDOW)
    ]
    count(engine, recurring)
    assert rows(engine) == 50
    assert Store(engine, "vna").repeated_lines().counts["in every one"] == 4 * repeated_lines.WINDOW


def test_long_and_odd_lines_do_no_harm(engine: Engine) -> None:
    odd = (
        "x" * (repeated_lines.MAX_LINE_CHARS + 1),
        "",
        'quote " \\ \x00',
        "\ud800",
        "'; DROP TABLE line_count",
    )
    count(engine, [odd] * 3)
    assert set(Store(engine, "vna").repeated_lines().counts) == {
        'quote " \\ ',
        "'; DROP TABLE line_count",
    }
