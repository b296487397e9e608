"""What storing an article costs does not grow with what is stored: no statement reads a table."""

from __future__ import annotations

import pytest
from invented import article, result
from sqlalchemy import Engine, inspect, text

from pipelines.storage.store import Store

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
    """How many hundreds of steps SQLite's machine takes to store another article."""
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
    """Have ``STORED`` copies of the first article, each with a story of its own."""
    with engine.begin() as connection:
        for table, other in _COPIES.items():
            names = [column["name"] for column in inspect(connection).get_columns(table)]
            picked = ", ".join(other.get(name, name) for name in names)
            key = "article_id" if table in ("stripped_blocks", "image") else "id"
            copied = f"SELECT {picked} FROM n, (SELECT * FROM {table} ORDER BY {key} LIMIT 1)"
            insert = f"{_COUNT} INSERT INTO {table} ({', '.join(names)}) {copied}"
            connection.execute(text(insert), {"stored": STORED})


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_storing_takes_as_many_steps_when_much_is_stored(engine: Engine) -> None:
    store = Store(engine, article().outlet)
    store.save([result("first")])
    before = steps(engine, store, "early")
    multiply(engine)
    assert steps(engine, store, "later") < 2 * before + 20
