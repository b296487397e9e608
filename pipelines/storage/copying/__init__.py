"""Whole databases: copied into another one, backed up into a file, and restored."""
