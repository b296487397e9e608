"""Bounds of the days and numbers a reader may name: beyond them calendars and ids overflow."""

from __future__ import annotations

from datetime import date

MOST = 1 << 62
"""No number in the database is larger."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def day(value: str) -> date:
    """Return a day in ISO form; ``ValueError`` if it is none, or far from any article."""
    found = date.fromisoformat(value)
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(f"{value}: no year from {_FIRST_YEAR} to {_LAST_YEAR}")
    return found
