"""WARC archives: write what was fetched, replay it instead of the network."""

from crawler.archive.write import WarcWriter

__all__ = ["WarcWriter"]
