"""Arranges the sources of a proposal: fallbacks, sitemaps of months, pages of listings; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from crawler.new_outlet.inspection import InspectedSource
from crawler.outlet import Feed, FirstOf, Listing, Robots, Sitemap, Source

# A year and a month, with no day or part number after it.
_MONTH = re.compile(r"(?<!\d)(20\d\d)([-_/.]?)(0[1-9]|1[0-2]|[1-9])(?!\d|[-_/.]?\d{1,2}(?!\d))")
_PAGE = re.compile(r"(?<!\d)[12](?!\d)")
_FEWEST = 2  # months that show how a sitemap's URL changes


class _Month(NamedTuple):
    """A sitemap's URL: what surrounds its year and month, and which month it is, from 0 on."""

    before: str
    between: str
    after: str
    number: int
    written: str


def arranged(
    declared: Sequence[Source], inspected: Iterable[InspectedSource], at: datetime
) -> tuple[Source | FirstOf, ...]:
    """Return the sources to declare.

    A feed and a listing of one section become a ``FirstOf``: the listing is read if the feed has
    nothing. So do the sitemaps of months and the index, or robots.txt, that names them all.

    Args:
        declared: the sources that were seen to work, the best kind first.
        inspected: all that were requested.
        at: time of the inspection.
    """
    by_url = {one.source.url: one for one in inspected}
    paged = [_paged(one, by_url.get(one.url)) for one in declared]
    listings = {one.section: one for one in paged if isinstance(one, Listing) and one.section}
    feeds = [one.section for one in paged if isinstance(one, Feed) and one.section in listings]
    once = {section for section in feeds if feeds.count(section) == 1}
    found: list[Source | FirstOf] = []
    for one in paged:
        if isinstance(one, Feed) and one.section in once:
            found.append(FirstOf(one, listings[one.section]))
        elif isinstance(one, Sitemap | Robots):
            monthly = _monthly(by_url.get(one.url), by_url, at)
            found.append(FirstOf(monthly, one) if monthly else one)
        elif not (isinstance(one, Listing) and one.section in once):
            found.append(one)
    return tuple(found)


def _paged(source: Source, inspected: InspectedSource | None) -> Source:
    """Return a listing with the form of its further pages, if its link to the next one shows it."""
    following = inspected.found.next_page if inspected else None
    if not isinstance(source, Listing) or not following or set(following) & set("{}"):
        return source
    alike = _alike(source.url.rstrip("/"), following)
    number = _PAGE.search(following, alike)
    if number is None:
        return source
    form = f"{following[: number.start()]}{{page}}{following[number.end() :]}"
    parts = urlsplit(form)
    is_query = parts.path == urlsplit(source.url).path and "{page}" in parts.query
    path = "" if is_query else parts.path
    paging = f"{path}?{parts.query}" if parts.query else path
    second = int(number[0])
    if urljoin(source.url, paging.format(page=second)) != following:
        return source
    return replace(source, paging=paging, second=second)


def _alike(first: str, second: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = zip(first, second, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _monthly(
    inspected: InspectedSource | None, by_url: dict[str, InspectedSource], at: datetime
) -> Sitemap | None:
    """Return the sitemap of a month, if a source names nothing but one for each month till now."""
    urls = [one.url for one in inspected.found.sources] if inspected else []
    months = [_month(url) for url in urls]
    forms = defaultdict[tuple[str, str, str], list[_Month]](list)
    for one in months:
        if one is None:
            return None
        forms[one[:3]].append(one)
    if len(forms) != 1:
        return None
    (before, between, after), of_form = next(iter(forms.items()))
    numbers = sorted({one.number for one in of_form})
    now = 12 * at.year + at.month - 1
    is_whole = numbers == list(range(numbers[0], numbers[-1] + 1))
    if len(numbers) < _FEWEST or not is_whole or not now - 1 <= numbers[-1] <= now:
        return None
    place = _place([one.written for one in of_form])
    works = any(url in by_url and not by_url[url].trouble for url in urls)
    if place is None or not works or set(before + between + after) & set("{}"):
        return None
    year, month = divmod(numbers[0], 12)
    url = f"{before}{{year}}{between}{place}{after}"
    return Sitemap(url, certain=True, first=f"{year}-{month + 1:02}")


def _month(url: str) -> _Month | None:
    found = [one for one in _MONTH.finditer(url) if one[2] or len(one[3]) == len("11")]
    if not found:
        return None
    last = found[-1]
    number = 12 * int(last[1]) + int(last[3]) - 1
    return _Month(url[: last.start()], last[2], url[last.end() :], number, last[3])


def _place(written: Sequence[str]) -> str | None:
    """Return the placeholder of months written so; None if October to December leave it open."""
    if any(one.startswith("0") for one in written):
        return "{month2}" if all(len(one) == len("01") for one in written) else None
    return "{month}" if any(len(one) == 1 for one in written) else None
