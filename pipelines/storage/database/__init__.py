"""Connections, tables and schema version."""
