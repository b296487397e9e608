"""Search without diacritics, with the same results on both databases."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from psycopg import Cursor
from sqlalchemy import Engine, event
from sqlalchemy import text as text_clause
from sqlalchemy.orm import Session

from pipelines.errors import UserError
from pipelines.similarity.digest import search_document
from pipelines.similarity.name_spellings import SPELLINGS
from pipelines.storage.reading.article_lists import article_list, newest_articles
from pipelines.storage.search import search, tsvector
from pipelines.storage.search_query import parse
from pipelines.storage.store import Store
from pipelines.text import fold
from tests.support.databases import Filled
from tests.support.invented import HOUR, NOW, result

TITLES = {
    1: "Đà Nẵng mở đường bay mới",
    2: "Thủ tướng Tô Lâm thăm Việt Nam",
    3: "Da Nang opens a new road in Viet Nam",
    4: "HÀ NỘI: 3.5% growth, COVID-19 and user_name at 1e5, commit 90e7f3c",
}


def save_titles(engine: Engine) -> None:
    store = Store(engine, "vna")
    store.save([result(number, title=title) for number, title in TITLES.items()])


@pytest.fixture
def session(dialect: str, filled_once: Filled) -> Iterator[Session]:
    with Session(filled_once(dialect, save_titles)) as session:
        yield session


def found(session: Session, query: str, **values: int) -> list[int]:
    return [hit.article_id for hit in search(session, query, **values)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Da Nang", [3, 1]),
        ("Đà Nẵng", [3, 1]),
        ("ĐÀ  NẴNG!", [3, 1]),
        ("da\u0300 na\u0306\u0303ng", [3, 1]),
        ("Viet Nam", [3, 2]),
        ("vietnam", [3, 2]),
        ("danang", [3, 1]),
        ("Hanoi", [4]),
        ('"hanoi 3.5"', [4]),
        ('"ha noi"', [4]),
        ("grow*", [4]),
        ("hano*", [4]),
        ("ha no*", [4]),
        ("vietnam dan*", [3]),
        ("*row", []),
        ("outlet:vna da nang", [3, 1]),
        ("outlet:vns da nang", []),
        ("outlet:vns,vna to lam", [2]),
        ("outlet:vna", [4, 3, 2, 1]),
        ("since:2026-11-20 to lam", [2]),
        ("since:2026-11-21 to lam", []),
        ("until:2026-11-20 to lam", [2]),
        ("until:2026-11-19", []),
        ("author:hong to lam", [2]),
        ('author:"thi hồng"', [4, 3, 2, 1]),
        ("author:tran", []),
        ("agency:vna", []),
        ("nofield:vna", []),
        ("Tô Lâm", [2]),
        ('"to lam"', [2]),
        ('"lam to"', []),
        ("lam to", [2]),
        ('"viet nam" "da nang"', [3]),
        ('"unfinished quote da', []),
        ("ha noi 3.5", [4]),
        ("covid-19", [4]),
        ("COVID", [4]),
        ("user_name", [4]),
        ("1e5", [4]),
        ("90e7f3c", [4]),
        ('"commit 90e7f3c"', [4]),
        ("growth _ and __", [4]),
        ("mill was", []),
        ("bees", [4, 3, 2, 1]),
        ("nowhere", []),
        ("vietnam -laos", [3, 2]),
        ("vietnam -road", [2]),
        ('vietnam -"to lam"', [3]),
        ("vietnam -roa*", [2]),
        ('"new roa*"', [3]),
        ("vietnam - road", [3]),
        ("-road -vietnam", [4, 1]),
        ("-road outlet:vna", [4, 2, 1]),
        ("Ðà Nẵng", [3, 1]),
        ("covid -19", []),
    ],
)
def test_words_are_found(session: Session, query: str, expected: list[int]) -> None:
    assert found(session, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        "%",
        "_",
        "*",
        '"',
        '""',
        "' OR 1=1 --",
        "\x00",
        "\ud800",
        "-",
        "(",
        "😀",
        "!",
    ],
)
def test_no_character_has_a_meaning(session: Session, query: str) -> None:
    assert found(session, query) == []


@pytest.mark.parametrize(
    "query",
    ["bees*", "bees:*", "bees & !geese | ()", "title:bees", "NEAR(bees, geese)", "bees'", '"bees'],
)
def test_operators_are_words(session: Session, query: str) -> None:
    words = {"bees*": 4, "bees:*": 4, "bees & !geese | ()": 4, "bees'": 4, '"bees': 4}
    assert len(found(session, query)) == words.get(query, 0)


def test_pages_of_results(session: Session) -> None:
    assert found(session, "bees", limit=2) == [4, 3]
    assert found(session, "bees", limit=2, offset=2) == [2, 1]


def test_a_hit_has_what_a_list_shows(session: Session) -> None:
    [hit] = search(session, "to lam")
    assert (hit.title, hit.outlet, hit.published_at) == (TITLES[2], "vna", NOW - HOUR)


def test_only_the_newest_version_is_found(engine: Engine) -> None:
    store = Store(engine, "vna")
    store.save([result(1), result(1, text="Now it is about otters.", at=NOW + HOUR)])
    with Session(engine) as session:
        assert found(session, "otters") == [1]
        assert found(session, "river ground sack") == []


def test_an_article_that_is_not_committed_is_not_found(engine: Engine) -> None:
    store = Store(engine, "vna")
    bad = result(1, published_at=NOW.replace(tzinfo=None))
    store.save([bad])
    with Session(engine) as session:
        assert found(session, "mill") == []


def test_a_very_long_word_is_found(engine: Engine) -> None:
    save_titles(engine)
    Store(engine, "vna").save([result(5, text=f"otter {'x' * 3_000} pond")])
    with Session(engine) as session:
        assert found(session, "x" * 3_000) == [5]


def test_a_very_long_text_is_found_by_its_beginning(engine: Engine) -> None:
    words = " ".join(f"word{number}" for number in range(200_000))
    Store(engine, "vna").save([result(1, text=f"otter {words}")])
    with Session(engine) as session:
        assert found(session, "otter word100") == [1]


def test_an_invalid_day_is_reported(session: Session) -> None:
    with pytest.raises(UserError, match=r"since:yesterday: expected a day, as in since:2026-11-30"):
        search(session, "since:yesterday rice")


@pytest.mark.parametrize("query", ["outlet:vna Outlet:vns", "author:hong rice author:ba"])
def test_of_a_field_given_twice_none_is_ignored(session: Session, query: str) -> None:
    with pytest.raises(UserError, match="is given twice; expected once"):
        search(session, query)


@pytest.mark.parametrize("query", ["\udcff", "outlet:\udcff geese", "outlet:vna\x00 \udcffgeese"])
def test_what_no_text_holds_is_ignored(session: Session, query: str) -> None:
    assert found(session, query) == found(session, query.translate(dict.fromkeys((0xDCFF, 0))))


def test_fields_and_names_of_outlets_ignore_case() -> None:
    assert parse("Outlet:VNA rice").outlets == ("VNA", "vna")
    assert parse("outlet:vna,vns").outlets == ("vna", "vns")
    assert parse('outlet:"vna, vns"').outlets == ("vna", "vns")


def test_a_phrase_may_have_printed_quotes() -> None:
    assert parse("“Đường phố” đông") == parse('"Đường phố" đông') != parse("Đường phố đông")
    assert parse("-«rice mill» author:“le hong”") == parse('-"rice mill" author:"le hong"')


UNSPACED = {
    1: "北京 and 中国的首都",
    2: "東京は日本の首都です",
    3: "กรุงเทพมหานคร เป็น เมืองหลวง",
    4: "ភ្នំពេញ គឺជារាជធានី",
    5: "ນະຄອນຫຼວງວຽງຈັນ",
}


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"], indirect=True)
def test_any_part_of_a_run_without_spaces_is_found(engine: Engine) -> None:
    store = Store(engine, "vna")
    store.save([result(number, title=title) for number, title in UNSPACED.items()])
    with Session(engine) as session:
        for asked, expected in {
            "中国": [1],
            "首都": [1, 2],
            "都首": [],
            "首都 北京": [1],
            "首都 -日本": [1],
            "กรุงเทพ": [3],
            "เมือง": [3],
            "รุงเทพม*": [3],
            "ពេញ": [4],
            "ธานี": [],
            "ວຽງຈັນ": [5],
            '"and 中国"': [1],
            "and中国": [1],
        }.items():
            assert sorted(found(session, asked)) == expected, asked
            if engine.dialect.name == "postgresql":
                statement = text_clause(IN_SQL["postgresql"])
                numbers = session.execute(statement, {"asked": asked}).scalars().all()
                assert numbers == expected, asked


PRINTED = {
    1: "Ту-154: Николай Стейнбек",
    2: "Ο πρόεδρος της Ελλάδος",
    3: "한국 대통령",
    4: "Łódź, Tromsø, Ǿrsted",
    5: "Straße, Đắk Lắk, Reykjavíkurborg á Norðurlandi",
    6: "أخبار اليوم",
}


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"], indirect=True)
def test_a_word_as_printed_is_found_in_sql_and_by_the_code(engine: Engine) -> None:
    """SQLite has no function that folds a query, and its tokenizer removes few marks."""
    Store(engine, "vna").save([result(number, title=title) for number, title in PRINTED.items()])
    statement = text_clause(IN_SQL[engine.dialect.name])
    with Session(engine) as session:
        for number, title in PRINTED.items():
            for word in title.replace(",", " ").split():
                asked = word if engine.dialect.name == "postgresql" else f'"{word}"'
                assert session.execute(statement, {"asked": asked}).scalars().all() == [number]
                assert found(session, word) == found(session, fold(word)) == [number]


@pytest.mark.parametrize(
    "asked", ["*", '""', "%", "😀", "outlet:", 'author:""', "-", "-😀", "\x00"]
)
def test_a_query_without_words_finds_nothing(session: Session, asked: str) -> None:
    """It does not match everything, as an empty query does: an export would have all articles."""
    assert article_list(session.connection(), asked, "published", 1) == []
    assert newest_articles(session.connection(), asked, 10) == []
    assert len(newest_articles(session.connection(), " ", 10)) == len(TITLES)


IN_SQL = {
    "sqlite": "SELECT article_id FROM article_search WHERE words MATCH :asked ORDER BY 1",
    "postgresql": "SELECT article_id FROM article_search WHERE words @@ search_query(:asked) "
    "ORDER BY 1",
}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Đà Nẵng", [1, 3]),
        ("đà nẵng", [1, 3]),
        ("Da Nang", [1, 3]),
        ("danang", [1, 3]),
        ("Hà Nội", [4]),
        ("HANOI", [4]),
        ("vietnam", [2, 3]),
        ("Việt Nam", [2, 3]),
        ('"viet nam"', [2, 3]),
        ('"Tô Lâm"', [2]),
        ('"Lâm Tô"', []),
        ("grow*", [4]),
        ("bees geese", [1, 2, 3, 4]),
        ("nowhere", []),
    ],
)
def test_anybody_can_search_in_sql(session: Session, asked: str, expected: list[int]) -> None:
    statement = text_clause(IN_SQL[session.get_bind().dialect.name])
    assert session.execute(statement, {"asked": asked}).scalars().all() == expected


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "asked",
    [
        *("vietnam -road", 'vietnam -"to lam"', "vietnam -roa*", '"new roa*"', "-road -vietnam"),
        *("%", '"unbalanced vietnam', "AND NEAR(x) | ! & <-> :* (((", "x" * 9_000, "road " * 2_000),
    ],
)
def test_search_query_parses_as_the_code_does(session: Session, asked: str) -> None:
    rows = session.execute(text_clause(IN_SQL["postgresql"]), {"asked": asked})
    assert rows.scalars().all() == sorted(found(session, asked))


@pytest.mark.parametrize("name", ["Hai Phong", "Dien Bien Phu", "Sai Gon", "HCM City", "Da Lat"])
def test_each_spelling_of_a_name_finds_the_others(engine: Engine, name: str) -> None:
    folded = fold(name)
    stands_for = SPELLINGS[folded]
    spellings = [stands_for, *(one for one in SPELLINGS if SPELLINGS[one] == stands_for)]
    store = Store(engine, "vna")
    store.save([result(n, title=f"Flood in {one}") for n, one in enumerate(spellings)])
    with Session(engine) as session:
        for one in spellings:
            assert len(found(session, one)) == len(spellings), one
            assert len(found(session, f'"flood in {one}"')) == len(spellings), one
            statement = text_clause(IN_SQL[session.get_bind().dialect.name])
            rows = session.execute(statement, {"asked": one}).all()
            assert len(rows) == len(spellings), one


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_postgresql_folds_as_the_code_does(engine: Engine) -> None:
    texts = [
        *UNSPACED.values(),
        "Straße, “naïve” ÆØÅ — Ðà Lạt №5 ｒｉｃｅ",
        *TITLES.values(),
        "Đường Đắk Lắk – “ồn ào” (2026): 1,5%…",
        "Straßen? Café; œuvre",
        "_a_b",
    ]
    with Session(engine) as session:
        for one in texts[:-2]:
            folded = session.scalar(text_clause("SELECT tinsach_fold(:t)"), {"t": one})
            # Neither is a spelling of the other: a letter that lowercasing leaves distinct.
            assert folded == fold(one.replace("Ð", "D")).replace("_", " ")
        names = session.execute(text_clause("SELECT spelling, stands_for FROM search_name")).all()
        # No letter of Cherokee is a capital here, and _ splits words of the index.
        letters = [
            f"a{printed}b"
            for char in map(chr, range(0x80, 0x20000))
            if unicodedata.category(char)[0] == "L" and char not in "ðÐᶞ"
            for printed in {char, unicodedata.normalize("NFD", char)}
        ]
        every = text_clause("SELECT tinsach_fold(t) FROM unnest(CAST(:t AS text[])) AS t")
        folded_there = session.scalars(every, {"t": letters}).all()
        assert list(folded_there) == [fold(one).lower() for one in letters]
    assert {row[0]: row[1] for row in names} == SPELLINGS


def test_a_document_contains_all_spellings_of_its_names() -> None:
    made = search_document("Đà Nẵng", "rains")
    assert made.split(" 0name0 ") == ["danang rains", "da nang", "đà nẵng", "đà"]


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_rare_word_uses_the_index_even_with_many_pending_entries(engine: Engine) -> None:
    """PostgreSQL's own plan then scans the whole table, and detoasts each text in it."""
    with engine.begin() as connection:
        # Pending entries stay pending meanwhile; there is no foreign key to revisions.
        connection.execute(text_clause("ALTER TABLE search SET (autovacuum_enabled = off)"))
        connection.execute(text_clause("SET LOCAL session_replication_role = replica"))
        connection.execute(
            text_clause(
                "INSERT INTO search SELECT n, array_to_tsvector(ARRAY(SELECT 'w' || n || 'x' || k "
                "FROM generate_series(1, 1000) AS k)) FROM generate_series(1, 200) AS n"
            )
        )
        connection.execute(text_clause("ANALYZE search"))
    plans, sent = [], []

    def explain(_: object, cursor: Cursor, statement: str, values: object, *_more: object) -> None:
        if "AS tsquery" in statement and "newest" not in statement:
            cursor.execute(f"EXPLAIN {statement}", values)
            plans.append("\n".join(row[0] for row in cursor.fetchall()))
            sent.append((statement, values))

    event.listen(engine, "before_cursor_execute", explain)
    with Session(engine) as session:
        assert found(session, "w7x7") == []  # in one entry, whose revision does not exist
    event.remove(engine, "before_cursor_execute", explain)
    [plan], [(statement, values)] = plans, sent
    assert "Bitmap Index Scan on ix_search_document" in plan
    assert "Seq Scan on search" not in plan
    with engine.connect() as connection:
        own = connection.exec_driver_sql(f"EXPLAIN {statement}", values).scalars().all()
    assert any("Seq Scan on search" in line for line in own)


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_words_and_positions_equal_postgresqls_own(engine: Engine) -> None:
    titles = " ".join(TITLES.values()).replace("90e7f3c", "")  # it splits this in two
    text = fold(f"{titles} Tổng bí thư 0123 2.5kg ©2026 Ꮿ {'x' * 500} café")
    with Session(engine) as session:
        own, found = session.execute(
            text_clause("SELECT CAST(:own AS tsvector)::text, to_tsvector('simple', :text)::text"),
            {"own": tsvector(text), "text": text},
        ).one()
    assert own == found
