"""Lists of articles as the console shows them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from pipelines.items import Result
from pipelines.storage.reading import article_rows, found_in_order, found_in_texts, rare_words
from pipelines.storage.reading.article_lists import ORDERS, article_list, newest_articles
from pipelines.storage.reading.article_rows import ArticleFilters
from pipelines.storage.search import search
from pipelines.storage.sql import field_terms
from pipelines.storage.store import Store
from tests.support import small_newsroom
from tests.support.invented import HOUR, NOW, result


@pytest.mark.parametrize("order", ORDERS)
def test_each_story_once_keeps_the_order(engine: Engine, order: str) -> None:
    small_newsroom.fill(engine)
    for query in ("", "outlet:vna,vns"):
        with engine.connect() as connection:
            every = article_list(connection, query, order, 1)
            heads = article_list(connection, query, order, 1, heads=True)
        assert [one["id"] for one in heads] == [one["id"] for one in every if one["is_head"]]
        assert 0 < len(heads) < len(every)


@pytest.mark.parametrize("query", ["", "heron", "outlet:vna", "author:hong"])
def test_an_article_without_a_date_is_listed_last(engine: Engine, query: str) -> None:
    days = {n: None if n in (3, 70) else NOW - n * HOUR for n in range(1, 104)}
    each = [result(n, published_at=day, text=f"Heron {n} stood.") for n, day in days.items()]
    Store(engine, "vna").save(each)
    wanted = [*(n for n, day in days.items() if day), 70, 3]
    for heads in (False, True):
        with engine.connect() as connection:
            pages = [
                article_list(connection, query, "published", n, heads=heads) for n in range(1, 5)
            ]
        shown = [[int(one["url"].split("/")[-1].split(".")[0]) for one in page] for page in pages]
        assert shown == [wanted[:51], wanted[50:101], wanted[100:], []]


def numbers(engine: Engine, query: str) -> dict[str, list[int]]:
    """Return the results of a query, in each order and manner."""
    with engine.connect() as connection:
        lists = {
            f"{order} {page} {heads}": article_list(connection, query, order, page, heads=heads)
            for order in ORDERS
            for page in (1, 2)
            for heads in (False, True)
        }
        lists["newest"] = newest_articles(connection, query, 7)
        lists["after"] = newest_articles(connection, query, 7, 20)
    return {name: [one["id"] for one in found] for name, found in lists.items()}


QUERIES = (
    "heron",
    "heron outlet:vna",
    "heron outlet:vna,vns",
    "heron since:2026-11-10 until:2026-11-15",
    '"heron stood"',
    "her*",
    '"heron sto*"',
    "sto* -odd",
    "hẹ* outlet:vna",
    "eron*",
    "heron stood odd",
    "absent",
    "outlet:vns",
    "outlet:nobody heron",
    "",
)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_common_words_are_found_in_the_order_in_which_rare_ones_are(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for outlet, first in (("vna", 0), ("vns", 1)):
        own = range(first, 120, 2)
        days = {n: NOW - timedelta(days=n * 7 % 20, minutes=n) for n in own}
        texts = {n: f"Heron {n} stood here." for n in own}
        later = {
            n: "A heron stood at an odd place." if n % 3 else "It flew away." for n in own[::5]
        }
        store = Store(engine, outlet)
        store.save([result(n, outlet=outlet, published_at=days[n], text=texts[n]) for n in own])
        store.save(
            [
                result(n, outlet=outlet, published_at=days[n], text=later[n], at=NOW + HOUR)
                for n in later
            ]
        )
    with monkeypatch.context() as index_alone:
        index_alone.setattr(found_in_order, "MOST", 0)
        wanted = {query: numbers(engine, query) for query in QUERIES}
    assert not wanted["eron*"]["published 1 False"]
    assert len(wanted["her*"]["published 1 False"]) == 51
    monkeypatch.setattr(found_in_texts, "LOT", 3)
    for query in QUERIES:
        assert numbers(engine, query) == wanted[query], query
    assert len(wanted["heron"]["published 1 False"]) == 51
    assert 0 < len(wanted["heron stood odd"]["published 1 False"]) < 51
    for looked_at in (30, 10_000):
        for apart in (0, 500):
            monkeypatch.setattr(found_in_order, "RARE", 0)
            monkeypatch.setattr(found_in_order, "_EACH", 0)
            monkeypatch.setattr(found_in_order, "_FIRST_LOT", 3)
            monkeypatch.setattr(found_in_order, "_APART", apart)
            monkeypatch.setattr(found_in_order, "LOOKED_AT", looked_at)
            for query in QUERIES:
                assert numbers(engine, query) == wanted[query], (query, looked_at, apart)


FIELDS = (
    *(
        "author:hoa",
        'author:"dang hoa"',
        'author:"van dang"',
        "author:van",
        "author:dan",
        "author:x",
    ),
    *("section:politics", "section:politic", 'section:"Chính trị"', "agency:vna", "agency:none"),
    *("author:hoa section:politics", "author:hoa outlet:vns", "section:politics outlet:vna,vns"),
    *(
        "heron",
        '"heron stood" -flew',
        "author:hoa heron",
        "section:politics her*",
        "author:hoa -heron",
        f"author:{'x' * 300}",
    ),
    "author:hoa since:2026-11-10",
)


def test_rare_fields_are_found_by_index_as_common_ones_are_without(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("Đặng Hoa", "Nguyễn Văn Đặng Hoa", "Hoa", "Lê Văn Đặng", "Vân Đặng", "x" * 300)
    sections = ("Politics", "Chính trị", "POLITICS!", None, "Politics and more")

    def of(number: int, outlet: str, shift: int) -> Result:
        text = "A heron stood here." if number % 2 else f"It flew away {shift} times."
        return result(
            number,
            outlet=outlet,
            text=f"{text} {number}",
            authors=(names[(number + shift) % 6], "Somebody"),
            section=sections[(number + shift) % 5],
            agency="VNA" if number % 4 else None,
            published_at=NOW - timedelta(hours=number * 7 % 23),
            at=NOW + shift * HOUR,
        )

    for outlet, first in (("vna", 0), ("vns", 1)):
        store, own = Store(engine, outlet), range(first, 40, 2)
        store.save([of(number, outlet, 0) for number in own])
        store.save([of(number, outlet, 1) for number in own[::3]])  # other authors and sections
    by_index = {query: numbers(engine, query) for query in FIELDS}
    exported = {query: export_numbers(engine, query) for query in FIELDS}
    hits = {query: search_numbers(engine, query) for query in FIELDS}
    monkeypatch.setattr(field_terms, "RARE", 0)
    monkeypatch.setattr(field_terms, "_ENOUGH", 0)
    for query in FIELDS:
        assert numbers(engine, query) == by_index[query], query
        assert search_numbers(engine, query) == hits[query], query
        assert exported[query] == sorted(hits[query]), query
    monkeypatch.setattr(rare_words, "FEW", -1)
    monkeypatch.setattr(rare_words, "SHARE", -1.0)
    for query in FIELDS:
        if "heron" in query:
            assert numbers(engine, query) == by_index[query], query
    found = {query: len(lists["published 1 False"]) for query, lists in by_index.items()}
    assert found["author:x"] == found["author:dan"] == found["section:politic"] == 0
    assert min(found["author:hoa"], found["author:van"], found[FIELDS[-2]], found[FIELDS[8]]) > 5


def export_numbers(engine: Engine, query: str) -> list[int]:
    with article_rows.snapshot(engine) as connection:
        return [row["id"] for row in article_rows.read(connection, ArticleFilters(query=query))]


def search_numbers(engine: Engine, query: str) -> list[int]:
    with Session(engine) as session:
        return [hit.article_id for hit in search(session, query, 100)]


def test_the_latest_changes_of_an_outlet_are_read_in_index_order(engine: Engine) -> None:
    """The outlet of an erased article is known too, as is that of a story's head."""
    small_newsroom.fill(engine)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM article WHERE id = 7"))
    with engine.connect() as connection:
        query = text("SELECT article_id, kind, outlet FROM changes ORDER BY seq")
        read = [tuple(row) for row in connection.execute(query)]
        found = [one["id"] for one in newest_articles(connection, "outlet:vns", 10)]
    assert (7, "erased", "vns") in read
    assert {outlet for _, _, outlet in read} == {"customs", "vna", "vns"}
    last = {number: place for place, (number, _, _) in enumerate(read)}
    assert found == sorted([5, 6], key=lambda number: -last[number])
