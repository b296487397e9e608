"""Exports: equal to the view in every format, safe to open, and atomic."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import zstandard
from sqlalchemy import Engine, text

from pipelines.errors import UserError
from pipelines.export import files
from pipelines.export.text_formats import csv_lines
from pipelines.items import BlockKind, BodyBlock
from pipelines.storage.reading import article_rows
from pipelines.storage.reading.article_rows import ArticleFilters
from pipelines.storage.store import Store
from tests.support.databases import Filled
from tests.support.interchange_rules import news_article_faults
from tests.support.invented import HOUR, NOW, result

FORMULAS = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", " =1", "\u00a0=1", "\u200b=1"),
    *("\ufeff=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x", " \u2009 \uff1d1", "- item"),
)


def fill(engine: Engine) -> None:
    store = Store(engine, "vna")
    body = (
        BodyBlock('Rice, "first"\nsecond line', BlockKind.TABLE),
        BodyBlock("one", BlockKind.LIST_ITEM),
        BodyBlock("Đà Nẵng  ✓"),
    )
    store.save(
        [
            result(1, body=body, lead="=HYPERLINK(1)", section="@x", agency="VNA"),
            result(2, title="# Mill <script>alert(1)</script>", published_at=None, images=()),
            result(3, published_at=datetime(2026, 11, 1, tzinfo=UTC)),
        ]
    )
    Store(engine, "vns").save([result(4, outlet="vns")])


@pytest.fixture
def filled(dialect: str, filled_once: Filled) -> Engine:
    return filled_once(dialect, fill)


ALL = ArticleFilters()


def exported(engine: Engine, path: Path, selection: ArticleFilters = ALL) -> int:
    with article_rows.snapshot(engine) as connection:
        rows = article_rows.read(connection, selection)
        return files.write(path, rows, article_rows.COLUMNS)


def numbers(engine: Engine, **chosen: Any) -> list[int]:
    with article_rows.snapshot(engine) as connection:
        return [row["id"] for row in article_rows.read(connection, ArticleFilters(**chosen))]


def shown(engine: Engine) -> list[dict[str, Any]]:
    """Return the rows of the view, with parsed JSON and times as text."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM articles ORDER BY id")).mappings().all()
    return [{name: _plain(name, value) for name, value in row.items()} for row in rows]


def _plain(name: str, value: Any) -> Any:
    if name in ("authors", "tags", "concerns"):
        return json.loads(value) if isinstance(value, str) else value
    if name.endswith("_at") and value is not None:
        aware = datetime.fromisoformat(str(value))
        return (aware if aware.tzinfo else aware.replace(tzinfo=UTC)).astimezone(UTC)
    return bool(value) if name == "is_head" else value


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_json_lines_equal_the_view(filled: Engine, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert exported(filled, path) == 4
    data = path.read_bytes()
    if name.endswith(".gz"):
        data = gzip.decompress(data)
    if name.endswith(".zst"):
        data = zstandard.ZstdDecompressor().stream_reader(data).read()
    rows = [json.loads(line) for line in data.decode().splitlines()]
    nested = [(row.pop("blocks"), row.pop("images")) for row in rows]
    assert [{name: _plain(name, value) for name, value in row.items()} for row in rows] == shown(
        filled
    )
    blocks, images = nested[0]
    assert [block["kind"] for block in blocks] == ["table", "list_item", "paragraph"]
    assert blocks[1]["text"] == "one"
    assert images == [
        {"url": "https://news.example/mill.jpg", "caption": "The mill", "credit": "Photo: L.H."}
    ]
    assert nested[1][1] == []


def test_parquet_equals_the_view(filled: Engine, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra export is not installed")
    path = tmp_path / "a.parquet"
    assert exported(filled, path) == 4
    table = parquet.read_table(path)
    rows = table.to_pylist()
    assert [row.pop("images") for row in rows][1] == []
    assert rows[0].pop("blocks")[0]["kind"] == "table"
    wanted = shown(filled)
    assert [{name: row[name] for name in wanted[0]} for row in rows] == wanted
    assert str(table.schema.field("published_at").type) == "timestamp[us, tz=UTC]"
    assert table.schema.field("authors").type.value_type == "string"
    assert table.schema.field("seq").metadata[b"comment"].startswith(b"Number of its latest")


@pytest.mark.parametrize("reader", ["pandas", "polars", "duckdb"])
def test_other_tools_read_the_parquet_file(filled: Engine, tmp_path: Path, reader: str) -> None:
    pytest.importorskip("pyarrow", reason="the extra export is not installed")
    module = pytest.importorskip(reader)
    path = tmp_path / "a.parquet"
    exported(filled, path)
    if reader == "duckdb":
        query = f"SELECT id, title, word_count, len(images) FROM '{path}' ORDER BY id"
        rows = module.connect().execute(query).fetchall()
    else:
        frame = module.read_parquet(path)
        each = frame.to_dict("records") if reader == "pandas" else frame.to_dicts()
        rows = [(o["id"], o["title"], o["word_count"], len(o["images"])) for o in each]
    assert rows == [
        (row["id"], row["title"], row["word_count"], 0 if row["id"] == 2 else 1)
        for row in shown(filled)
    ]


def test_csv_is_safe_to_open(filled: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    exported(filled, path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["lead"] == "'=HYPERLINK(1)"
    assert rows[0]["section"] == "'@x"
    assert rows[0]["authors"] == '["Lê Thị Hồng"]'
    assert rows[0]["published_at"] == "2026-11-20T02:00:00+00:00"
    assert rows[1]["published_at"] == ""
    assert "Đà Nẵng  ✓" in rows[0]["body"]
    assert not [
        value for row in rows for value in row.values() if value.startswith(("=", "+", "@", "-"))
    ]


def test_a_file_without_articles_has_its_columns(filled: Engine, tmp_path: Path) -> None:
    none = ArticleFilters(outlets=("sggp",))
    assert exported(filled, tmp_path / "a.csv", none) == 0
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [[name for name, _ in article_rows.COLUMNS]]


def test_json_ld_is_a_news_article(filled: Engine, tmp_path: Path) -> None:
    exported(filled, tmp_path / "a.jsonld")
    each = [json.loads(line) for line in (tmp_path / "a.jsonld").read_text("utf-8").splitlines()]
    assert [news_article_faults(one) for one in each] == [[]] * 4
    # The rules notice what is wrong.
    for name, value in (
        ("datePublished", "20 November"),
        ("dateModified", "2026-11-20T02:00:00"),
        ("author", [{"@type": "Person"}]),
        ("image", [{"@type": "Person", "name": "x"}]),
        ("wordCount", "12"),
        ("headline", ""),
        ("headlin", "x"),
        ("url", "1.html"),
    ):
        assert len(news_article_faults(each[0] | {name: value})) == 1, name


def test_json_ld_and_markdown(filled: Engine, tmp_path: Path) -> None:
    exported(filled, tmp_path / "a.jsonld")
    first = json.loads((tmp_path / "a.jsonld").read_text("utf-8").splitlines()[0])
    assert first["@type"] == "NewsArticle"
    assert first["datePublished"] == "2026-11-20T02:00:00+00:00"
    assert first["author"] == [{"@type": "Person", "name": "Lê Thị Hồng"}]
    exported(filled, tmp_path / "a.md", ArticleFilters(outlets=("vna",)))
    text = (tmp_path / "a.md").read_text("utf-8")
    assert "# \\# Mill \\<script\\>alert(1)\\</script\\>\n" in text
    assert "\n\n- one\n\n" in text
    assert text.count("\n---\n") == 2


def test_what_is_chosen(engine: Engine) -> None:
    fill(engine)
    assert numbers(engine) == [1, 2, 3, 4]
    assert numbers(engine, outlets=("vns",)) == [4]
    assert numbers(engine, until=date(2026, 11, 1)) == [3]
    assert numbers(engine, since=date(2026, 11, 2)) == [1, 2, 4]
    assert numbers(engine, query="bees author:hong outlet:vna") == [2, 3]
    assert numbers(engine, story=1) == [1]
    Store(engine, "sggp").save([result(4, outlet="sggp", url="https://sggp.example/4.html")])
    assert numbers(engine, outlets=("vns", "sggp")) == [4, 5]
    assert numbers(engine, outlets=("vns", "sggp"), heads=True) == [4]
    with pytest.raises(UserError, match="since:x: expected a day"):
        numbers(engine, query="since:x")


def test_only_what_changed_comes_again(engine: Engine) -> None:
    fill(engine)
    assert numbers(engine, after=0) == [1, 2, 3, 4]
    assert numbers(engine, after=4) == []
    Store(engine, "vna").save([result(2, text="Changed.", at=NOW + HOUR)])
    assert numbers(engine, after=4) == [2]


def test_a_file_appears_only_once_complete(filled: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    exported(filled, path)
    before = path.read_bytes()

    def broken() -> Iterator[dict[str, Any]]:
        yield {"id": 1}
        raise KeyError("the database went away")

    with pytest.raises(KeyError):
        files.write(path, broken(), ())
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.xlsx", "expected a name that ends in .jsonl"),
        ("a.parquet.gz", "expected a name that ends in"),
        ("a", "expected a name that ends in"),
        ("nowhere/a.jsonl", "there is no folder"),
    ],
)
def test_a_wrong_name_is_named(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        files.write(tmp_path / name, [], ())


@pytest.mark.parametrize("value", FORMULAS)
def test_no_cell_is_a_formula(value: str) -> None:
    line = b"".join(csv_lines([{"id": 1, "title": value}], ["id", "title"])).decode()
    [_, row] = csv.reader(io.StringIO(line, newline=""))
    assert row[1] == f"'{value}"


@pytest.mark.parametrize("value", ["a=1", "'quoted", "%x", '"=1"', "a\n=1", "5 - 3", "\u0301"])
def test_other_text_stays(value: str) -> None:
    line = b"".join(csv_lines([{"id": 1, "title": value}], ["id", "title"])).decode()
    [_, row] = csv.reader(io.StringIO(line, newline=""))
    assert row[1] == value
