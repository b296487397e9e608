"""Crawler traps: endless calendars, session ids, repeating paths."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

MAX_LENGTH = 1_000  # the longest article URL seen has 230 characters
MAX_DEPTH = 12  # path segments
MAX_PARAMETERS = 6
MAX_REPEATS = 2  # occurrences of one segment in a path


def trap(url: str) -> str | None:
    """Return why ``url`` looks like a crawler trap, or None."""
    if len(url) > MAX_LENGTH:
        return f"address of {len(url)} characters"
    parts = urlsplit(url)
    segments = [one for one in parts.path.split("/") if one]
    if len(segments) > MAX_DEPTH:
        return f"path of {len(segments)} parts"
    if any(segments.count(one) > MAX_REPEATS for one in set(segments)):
        return "path that repeats itself"
    if len(parse_qsl(parts.query, keep_blank_values=True)) > MAX_PARAMETERS:
        return f"more than {MAX_PARAMETERS} parameters"
    return None
