"""Extraction worker processes that may hang or die without harm to the crawl."""
