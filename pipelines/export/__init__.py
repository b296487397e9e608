"""Exports articles to files: JSON lines, CSV, Parquet, JSON-LD, Markdown."""
