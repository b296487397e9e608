"""Saves batches of articles and decides each page's outcome."""
