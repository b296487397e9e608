"""Registers every table of the store, for migrations, copies and documentation."""

from __future__ import annotations

from pipelines.storage.articles import quarantine
from pipelines.storage.database import (
    article_tables,
    change_tables,
    crawl_tables,
    operation_tables,
)
from pipelines.storage.database.base import Base
from pipelines.storage.ledger import source_readings
from pipelines.storage.locks import lease_table

# Imported for the tables they declare; add each new module of tables here.
MODELS = (
    article_tables,
    change_tables,
    crawl_tables,
    operation_tables,
    source_readings,
    quarantine,
    lease_table,
)
METADATA = Base.metadata
