"""Tells in which order a page writes day and month: by its URL, its other dates, its server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipelines.extraction.dates import parser, patterns
from pipelines.extraction.page_data.site_names import host
from pipelines.extraction.page_data.structured_data import Structured
from pipelines.items import Page

_MONTHS_LIST = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTH_NUMBERS = {name: f"{at:02}" for at, name in enumerate(_MONTHS_LIST.split(), 1)}
_IN_URL = re.compile(
    r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)|/(20\d{2})([01]\d)([0-3]\d)(?=[/_-]|$)"
    rf"|/(20\d{{2}})/({'|'.join(_MONTH_NUMBERS)})/(\d{{1,2}})(?=/|$)"
)
_HALF_DAYS = frozenset(("au", "nz", "sg", "my", "hk", "in", "pk", "za"))
"""Countries that write the day first and the hour with AM or PM."""
_HALF_DAY_LANGUAGES = frozenset(("en-au", "en-nz", "en-sg", "en-my", "en-hk", "en-in", "en-za"))


def is_american(
    data: Structured, page: Page, changes: Iterable[str], stated: Sequence[str]
) -> bool:
    """Return whether the page writes the month before the day.

    A date that parses in no other way decides, otherwise the page's declared language; that is not
    trusted on hosts with a country domain, where it is the software's default.

    Args:
        data: the page's structured data.
        page: the fetched page.
        changes: dates of the last change, as stated.
        stated: dates of publication, as stated and printed.
    """
    days = [day.day for day in map(parser.parse, days_in_url(page.url)) if day]
    readings = [_both_orders(text) for text in stated] if days else []
    for day in days:
        if any(american == day != other for american, other in readings if american and other):
            return True
        if any(other == day != american for american, other in readings if american and other):
            return False
    if any(map(parser.is_month_first, (*stated, *changes))):
        return True
    country = host(page.url).rpartition(".")[2]
    language = (data.lang or "").lower()
    is_half_day = country in _HALF_DAYS or language in _HALF_DAY_LANGUAGES
    # A server that was told no country writes so, whatever the page's language.
    if not is_half_day and any(map(patterns.SERVER_CLOCK.search, stated)):
        return True
    return language == "en-us" and (len(country) > 2 or country == "us")


def _both_orders(text: str) -> tuple[date | None, date | None]:
    """Return the day of a text, the month read first and the day read first."""
    readings = (parser.parse(text, month_first=True, american=one) for one in (True, False))
    american, other = (one.day if one else None for one in readings)
    return american, other


def days_in_url(url: str) -> Iterator[str]:
    """Yield the days in a URL's path, as ISO dates."""
    for match in _IN_URL.finditer(url[:500]):
        yield "-".join(_MONTH_NUMBERS.get(part, part) for part in match.groups() if part)
