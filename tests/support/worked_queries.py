"""The queries of ``docs/reading.md`` with their printed results."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from tests.support.databases import ROOT

DOCUMENT = ROOT / "docs" / "reading.md"
_HEADING = re.compile(r"^## (\d+)\. (.+)$", re.M)
_BLOCK = re.compile(r"^```sql\n(.*?)^```$", re.M | re.S)
_ONLY = re.compile(r"-- (SQLite|PostgreSQL)\b")

Answer = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class WorkedQuery:
    """A numbered query: its statement on each database, and its result, the columns first."""

    number: int
    title: str
    statements: dict[str, str]
    answer: Answer


def worked_queries(text: str | None = None) -> Iterator[WorkedQuery]:
    """Yield the queries of the document in order."""
    text = DOCUMENT.read_text("utf-8") if text is None else text
    headings = list(_HEADING.finditer(text))
    for heading, after in zip(headings, [*headings[1:], None], strict=True):
        section = text[heading.end() : after.start() if after else len(text)]
        section = section.partition("\n## ")[0]
        statements = {}
        for block in _BLOCK.findall(section):
            only = _ONLY.match(block)
            for dialect in [only[1].lower()] if only else ["sqlite", "postgresql"]:
                statements[dialect] = block
        lines = [line for line in section.splitlines() if line.startswith("|")]
        rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
        yield WorkedQuery(int(heading[1]), heading[2], statements, tuple(rows[:1] + rows[2:]))


def answer(connection: Connection, statement: str) -> Answer:
    """Run a statement; return every value as the document writes it."""
    found = connection.exec_driver_sql(statement)
    return (tuple(found.keys()), *(tuple(map(_written, row)) for row in found.all()))


def _written(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", value):
        return value[:19]
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, str) and value[:1] in "[{" and value:
        value = json.loads(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float | Decimal):
        return f"{value:.2f}"
    return str(int(value)) if isinstance(value, bool) else str(value)
