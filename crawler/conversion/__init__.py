"""Converts whole archives: one WARC file in, one Parquet file out."""
