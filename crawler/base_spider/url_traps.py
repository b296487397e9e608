"""Crawler traps: endless calendars, session ids, repeating paths."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from urllib.parse import parse_qsl, urlsplit

from pipelines.items import Candidate

MAX_LENGTH = 1_000  # the longest article URL seen has 230 characters
MAX_PATH_SEGMENTS = 12  # path segments
MAX_PARAMETERS = 6
MAX_REPEATS = 2  # occurrences of one segment in a path

TURN = 50  # links checked before the event loop's other tasks, and signals, get a turn


def trap(url: str) -> str | None:
    """Return why ``url`` looks like a crawler trap, or None."""
    if len(url) > MAX_LENGTH:
        return f"address of {len(url)} characters"
    parts = urlsplit(url)
    segments = [one for one in parts.path.split("/") if one]
    if len(segments) > MAX_PATH_SEGMENTS:
        return f"path of {len(segments)} parts"
    if any(segments.count(one) > MAX_REPEATS for one in set(segments)):
        return "path that repeats itself"
    if len(parse_qsl(parts.query, keep_blank_values=True)) > MAX_PARAMETERS:
        return f"more than {MAX_PARAMETERS} parameters"
    return None


async def untrapped(
    candidates: Iterable[Candidate], canonical: Callable[[Candidate], str | None]
) -> AsyncIterator[tuple[str, Candidate]]:
    """Yield the links that are no traps, each with its canonical URL.

    A source may announce 50,000, of any length. What is twice as long as an article's URL may be is
    not looked at: tracking parameters are shorter.

    Args:
        candidates: links as announced.
        canonical: returns a link's canonical URL, or None to leave it out; a ``ValueError`` costs
            that link only.
    """
    for count, one in enumerate(candidates):
        if count % TURN == 0:
            await asyncio.sleep(0)
        if len(one.url) > 2 * MAX_LENGTH:
            continue
        try:
            url = canonical(one)
        except ValueError:
            continue
        if url is not None and not trap(url):
            yield url, one
