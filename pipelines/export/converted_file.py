"""The Parquet file of a converted archive: one row per page, then a summary row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from pipelines.export import extracted_row
from pipelines.export.parquet import pyarrow, schema
from pipelines.export.rows import Row

ROW_GROUP = 500  # rows
_GROUP_SIZE = 32 << 20  # characters of text in a group, whatever its number of rows
_KEY = b"tinsach"


def write(
    file: BinaryIO,
    rows: Iterable[Row],
    columns: Iterable[tuple[str, str]],
    same: Mapping[str, Any],
    summary: dict[str, Any],
) -> None:
    """Write ``rows`` one by one, then a row with the ``summary``, which the footer repeats.

    Args:
        file: where it is written.
        rows: see ``extracted_row``; consumed before ``summary`` is used.
        columns: of the view ``articles``; ``extracted_row.COLUMNS`` are added to them.
        same: columns with the same value in all rows.
        summary: JSON values.

    Raises:
        UserError: pyarrow is not installed.
    """
    pa, shape = pyarrow(), _schema(columns)
    with pa.parquet.ParquetWriter(file, shape, compression="zstd") as writer:
        group: list[dict[str, Any]] = []
        size = 0
        for row in rows:
            group.append({**row, **same, "sources": _json(row.get("sources"))})
            size += len(row.get("text") or "")
            if len(group) >= ROW_GROUP or size >= _GROUP_SIZE:
                writer.write_table(pa.Table.from_pylist(group, schema=shape))
                group, size = [], 0
        written = json.dumps(summary, ensure_ascii=False)
        group.append({"outcome": extracted_row.SUMMARY, "reason": written, **same})
        writer.write_table(pa.Table.from_pylist(group, schema=shape))
        writer.add_key_value_metadata({_KEY: written.encode()})


def read_summary(file: Any) -> dict[str, Any] | None:
    """Return the summary in the footer of a file; None if it is not a converted file."""
    pa = pyarrow()
    try:
        found = pa.parquet.read_metadata(file).metadata or {}
        summary = json.loads(found[_KEY])
    except (pa.ArrowInvalid, KeyError, ValueError):
        return None
    return summary if isinstance(summary, dict) else None


def _schema(columns: Iterable[tuple[str, str]]) -> Any:
    pa = pyarrow()
    taken = pa.struct(
        [
            ("rule", pa.string()),
            ("text", pa.string()),
            ("position", pa.int32()),
            ("rule_id", pa.string()),
        ]
    )
    return schema([*columns, *extracted_row.COLUMNS]).append(
        pa.field("stripped", pa.list_(taken), metadata={"comment": "What was taken, and by what."})
    )


def _json(value: Mapping[str, str] | None) -> str | None:
    return None if value is None else json.dumps(dict(value), ensure_ascii=False)
