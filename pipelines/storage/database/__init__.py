"""Connections, tables, views, schema version and locks."""
