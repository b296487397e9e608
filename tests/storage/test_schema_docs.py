"""docs/database.md is up to date."""

from __future__ import annotations

from pipelines.storage.database.base import Base
from pipelines.storage.schema_docs import document
from tests.support.databases import ROOT


def test_the_document_is_fresh() -> None:
    stored = (ROOT / "docs" / "database.md").read_text(encoding="utf-8")
    assert stored == document(), "run: python -m pipelines.storage.schema_docs > docs/database.md"


def test_every_table_and_column_is_documented() -> None:
    text = document()
    for table in Base.metadata.sorted_tables:
        assert table.comment
        assert f"## Table `{table.name}`" in text
        assert all(column.comment for column in table.columns)
