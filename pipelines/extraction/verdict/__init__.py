"""Trim the kept text, decide whether it is an article, and how sure that is."""
