"""Whole archives to Parquet files: one WARC file in, one file of rows out."""
