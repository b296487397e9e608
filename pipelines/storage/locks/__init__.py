"""Locks: one crawl per outlet, one copy into a database."""
