"""Every test of the store runs on both databases."""

from tests.support.databases import db_url, dialect, empty_url, engine, postgres, sqlite_template

__all__ = ["db_url", "dialect", "empty_url", "engine", "postgres", "sqlite_template"]
