"""Writes rows as Parquet, with typed columns. Needs pyarrow: the extra ``export``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from pipelines.errors import UserError
from pipelines.export.rows import LISTS, TIMES, Row

ROW_GROUP = 2_000  # rows held in memory
_GROUP_SIZE = 8 << 20  # characters of text in a row group, however few its rows
_TYPES = {
    **dict.fromkeys(("id", "story_id", "duplicate_of", "seq", "offset"), "int64"),
    **dict.fromkeys(("word_count", "revision"), "int32"),
    **dict.fromkeys((*TIMES, "fetched_at"), "time"),
    **dict.fromkeys(LISTS, "list"),
    "confidence": "float64",
    **dict.fromkeys(("is_head", "is_accessible_for_free"), "bool"),
}


def pyarrow() -> Any:
    """Return the library; ``UserError`` if it is not installed."""
    try:
        import pyarrow  # only needed to write Parquet
        import pyarrow.parquet
    except ImportError:
        raise UserError(
            "Parquet needs pyarrow: install it with pip install 'tinsach[export]'; scrapy export "
            "writes .jsonl and .csv without it"
        ) from None
    return pyarrow


def schema(columns: Iterable[tuple[str, str]]) -> Any:
    """Return the pyarrow schema for columns and their meanings; nested columns come last.

    Times are timestamps in microseconds with the zone UTC, ``blocks`` a list of kind and text,
    ``images`` a list of url, caption and credit.
    """
    pa = pyarrow()
    types = {
        "int64": pa.int64(),
        "int32": pa.int32(),
        "time": pa.timestamp("us", tz="UTC"),
        "list": pa.list_(pa.string()),
        "float64": pa.float64(),
        "bool": pa.bool_(),
        "text": pa.string(),
    }
    fields = [
        pa.field(name, types[_TYPES.get(name, "text")], metadata={"comment": comment})
        for name, comment in columns
    ]
    block = pa.struct([("kind", pa.string()), ("text", pa.string())])
    image = pa.struct([("url", pa.string()), ("caption", pa.string()), ("credit", pa.string())])
    return pa.schema([*fields, ("blocks", pa.list_(block)), ("images", pa.list_(image))])


def write(rows: Iterable[Row], file: BinaryIO, columns: Iterable[tuple[str, str]]) -> int:
    """Write ``rows`` to ``file`` with zstd, in groups of ``ROW_GROUP``; return their number.

    Raises:
        UserError: pyarrow is not installed.
    """
    pa, shape = pyarrow(), schema(columns)
    count = 0
    with pa.parquet.ParquetWriter(file, shape, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pa.Table.from_pylist(group, schema=shape))
            count += len(group)
    return count


def _groups(rows: Iterable[Row]) -> Iterator[list[dict[str, Any]]]:
    group: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        group.append(dict(row))
        size += len(row["text"])
        if len(group) == ROW_GROUP or size >= _GROUP_SIZE:
            yield group
            group, size = [], 0
    if group:
        yield group
