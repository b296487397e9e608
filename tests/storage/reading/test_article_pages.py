"""Lists of articles as the console shows them."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from pipelines.storage.reading.article_pages import ORDERS, article_list
from tests.support import small_newsroom


@pytest.mark.parametrize("order", ORDERS)
def test_each_story_once_keeps_the_order(engine: Engine, order: str) -> None:
    small_newsroom.fill(engine)
    for query in ("", "outlet:vna,vns"):
        with engine.connect() as connection:
            every = article_list(connection, query, order, 1)
            heads = article_list(connection, query, order, 1, heads=True)
        assert [one["id"] for one in heads] == [one["id"] for one in every if one["is_head"]]
        assert 0 < len(heads) < len(every)
