"""Rows by a list of values: found by their index, however long the list is."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Column, Engine, select, text

from pipelines.storage.database.article_tables import Article
from pipelines.storage.sql.in_list import in_list
from pipelines.storage.sql.upsert import table

ARTICLE = table(Article).c


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize("column", [ARTICLE.url, ARTICLE.id, ARTICLE.text_hash])
def test_sqlite_asks_the_index(engine: Engine, column: Column[Any]) -> None:
    statement = select(ARTICLE.id).where(in_list(column, "wanted"))
    asked = text(f"EXPLAIN QUERY PLAN {statement.compile(engine)}".replace("?", "'[]'"))
    with engine.connect() as connection:
        plan = [row[3] for row in connection.execute(asked)]
    assert plan[0].startswith("SEARCH article USING")


@pytest.mark.parametrize("length", [0, 1, 2_000])
def test_lists_of_any_length(engine: Engine, length: int) -> None:
    with engine.connect() as connection:
        for column, values in (
            (ARTICLE.url, [f"https://example.org/{{\"}}'/{number}" for number in range(length)]),
            (ARTICLE.id, list(range(length))),
        ):
            found = connection.execute(
                select(ARTICLE.id).where(in_list(column, "wanted")), {"wanted": values}
            )
            assert found.all() == []
