"""The cost of storing an article does not grow with the database: no statement scans a table."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Engine, event, inspect, text
from sqlalchemy.orm import Session

from pipelines.storage.store import Store
from pipelines.storage.stories import fingerprint_rows
from tests.support.invented import article, result

STORED = 5_000
_COUNT = "WITH RECURSIVE n(n) AS (SELECT 10 UNION ALL SELECT n + 1 FROM n LIMIT :stored) "
_COPIES = {
    "story": {"id": "n"},
    "article": {"id": "n", "story_id": "n", "url": "url || n", "text_hash": "text_hash || n"},
    "revision": {"id": "n", "article_id": "n", "text_hash": "text_hash || n"},
    "page": {"id": "n", "article_id": "n", "url": "url || n"},
    "stripped_blocks": {"article_id": "n"},
    "image": {"article_id": "n"},
}


def steps(engine: Engine, store: Store, number: str) -> int:
    """Return how many hundreds of SQLite VM steps it takes to store another article."""
    taken = []
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
    assert driver is not None
    driver.set_progress_handler(lambda: taken.append(1), 100)
    [saved] = store.save([result(number, text=f"{number} {' '.join([number] * 40)}")])
    driver.set_progress_handler(None, 100)
    assert saved.outcome == "new"
    return len(taken)


def multiply(engine: Engine) -> None:
    """Make ``STORED`` copies of the first article, each with a story of its own."""
    with engine.begin() as connection:
        for table, other in _COPIES.items():
            names = [column["name"] for column in inspect(connection).get_columns(table)]
            picked = ", ".join(other.get(name, name) for name in names)
            key = "article_id" if table in ("stripped_blocks", "image") else "id"
            copied = f"SELECT {picked} FROM n, (SELECT * FROM {table} ORDER BY {key} LIMIT 1)"
            insert = f"{_COUNT} INSERT INTO {table} ({', '.join(names)}) {copied}"
            connection.execute(text(insert), {"stored": STORED})


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_the_cost_of_storing_does_not_grow_with_the_database(engine: Engine) -> None:
    store = Store(engine, article().outlet)
    store.save([result("first")])
    before = steps(engine, store, "early")
    multiply(engine)
    assert steps(engine, store, "later") < 2 * before + 20


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_candidates_are_looked_up_by_the_index_before_there_are_statistics(engine: Engine) -> None:
    with Session(engine) as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))  # without articles
        session.execute(
            text(
                "INSERT INTO fingerprint (period, hash, article_id) "
                "SELECT n % 50, n, n FROM generate_series(1, 100000) AS g(n)"
            )
        )
        plans: list[str] = []

        @event.listens_for(engine, "before_cursor_execute", retval=True)
        def explain(
            connection: Connection,
            cursor: object,
            statement: str,
            values: object,
            context: object,
            many: bool,
        ) -> tuple[str, object]:
            if "fingerprint" in statement:
                plan = connection.connection.cursor()
                plan.execute(f"EXPLAIN {statement}", values)
                plans.extend(row[0] for row in plan.fetchall())
            return statement, values

        wanted = {7: range(7, 100_000, 50), 8: range(8, 100_000, 50)}
        found = fingerprint_rows.read(session, wanted)
    assert len(found) == 4_000
    assert any("Index" in step for step in plans)
    assert not any("Seq Scan" in step for step in plans)
