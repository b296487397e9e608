"""Selects the sources of a run: months in range, sitemaps of an index. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.base_spider.date_range import Span
from crawler.outlet import Sitemap, Source
from pipelines.items import Candidate

RECENT_MONTHS = 2  # how far back a nightly crawl follows dated sitemaps
MAX_PARTS = 60  # sitemaps of unknown age per index, an even number

_DAY = r"(?<=20\d{4})(?:0[1-9]|[12]\d|3[01])"  # of 20251103; 2025-11-03 needs none
_MONTH = re.compile(
    rf"(?<!\d)(?:(20\d\d)[-_/]?(0?[1-9]|1[0-2])(?:{_DAY})?|(0?[1-9]|1[0-2])[-_/](20\d\d))(?!\d)"
)
_YEAR = re.compile(r"(?<![A-Za-z\d])(20\d\d)(?!\d)")
_WORD = re.compile(r"[a-z]+")
_NO_ARTICLES = frozenset(
    {"tag", "tags", "category", "categories", "author", "authors", "user", "users", "topic"}
    | {"topics", "image", "images", "photo", "photos", "video", "videos", "podcast", "podcasts"}
)
_LANGUAGES = {
    "en": "en english",
    "vi": "vi vn vietnamese",
    "fr": "fr french",
    "es": "es spanish",
    "zh": "zh cn chinese",
    "ru": "ru russian",
    "ja": "ja jp japanese",
    "ko": "ko kr korean",
    "lo": "lo lao",
    "km": "km kh khmer",
}


Age = tuple[int, int]
"""First and last month that a sitemap may cover, as months since year 0."""


def addresses(source: Source, span: Span, zone: str) -> list[str]:
    """Return the URLs that a source stands for."""
    return months(source, span, zone) if isinstance(source, Sitemap) else [source.url]


def months(sitemap: Sitemap, span: Span, zone: str) -> list[str]:
    """Return the URLs of a monthly sitemap, newest month first."""
    if not sitemap.first:
        return [sitemap.url]
    here = ZoneInfo(zone)
    start = int(sitemap.first[:4]) * 12 + int(sitemap.first[5:]) - 1
    end = _month(min(span.until or span.now, span.now).astimezone(here))
    if span.since is not None:
        start = max(start, _month(span.since.astimezone(here)))
    elif not span.backfill:
        start = max(start, end - RECENT_MONTHS + 1)
    return [
        sitemap.url.format(year=one // 12, month=one % 12 + 1, month2=f"{one % 12 + 1:02}")
        for one in range(end, start - 1, -1)
    ]


def parts(found: Sequence[Candidate], span: Span, language: str) -> list[str]:
    """Return the sitemaps of an index to request, newest first.

    In a backfill, those that may cover the range; otherwise the two newest months that have begun,
    because some indexes list the whole year. Of those of unknown age, the first and the last
    ``MAX_PARTS / 2``, because some systems, such as WordPress, list the oldest first. Sitemaps of
    tags, of images and of other languages are skipped.
    """
    ages, unknown = _by_age(found, span, language)
    newest = sorted({last for (_, last), _ in ages}, reverse=True)[:RECENT_MONTHS]
    taken = [
        (age[1], url)
        for age, url in ages
        if (_in_range(age, span) if span.backfill else age[1] in newest)
    ]
    half = MAX_PARTS // 2
    ends = unknown if len(unknown) <= MAX_PARTS else unknown[:half] + unknown[-half:]
    return [url for _, url in sorted(taken, key=lambda one: -one[0])] + ends


def left_out(found: Sequence[Candidate], span: Span, language: str) -> int:
    """Return how many sitemaps of an index ``parts`` skips only because there are too many."""
    return max(0, len(_by_age(found, span, language)[1]) - MAX_PARTS)


def _by_age(
    found: Sequence[Candidate], span: Span, language: str
) -> tuple[list[tuple[Age, str]], list[str]]:
    """Return the useful sitemaps with an age, up to this month, and those without one."""
    useful = [(_age(one), one.url) for one in found if not _is_foreign(one.url, language)]
    aged = [(age, url) for age, url in useful if age is not None]
    this = _month(span.now + timedelta(days=1))  # which may have begun in the outlet's zone
    begun = [((age[0], min(age[1], this)), url) for age, url in aged if age[0] <= this]
    # If no month has begun, the clock is wrong, or belongs to a replay.
    return begun or aged, [url for age, url in useful if age is None]


def _in_range(age: Age, span: Span) -> bool:
    """Return whether months overlap the range, with one day of tolerance for the time zone."""
    day = timedelta(days=1)
    first = _month(span.since - day) if span.since else 0
    return first <= age[1] and age[0] <= _month((span.until or span.now) + day)


def _month(at: datetime) -> int:
    return at.year * 12 + at.month - 1


def _age(part: Candidate) -> Age | None:
    """Return the first and the last month that a sitemap may cover, or None.

    Its name gives a month or a year; otherwise it may cover anything up to its ``lastmod``.
    """
    path = urlsplit(part.url).path
    if found := _MONTH.search(path):
        year, month = found[1] or found[4], found[2] or found[3]
        return (int(year) * 12 + int(month) - 1,) * 2
    if found := _YEAR.search(path):
        return int(found[1]) * 12, int(found[1]) * 12 + 11
    changed = part.hint.modified_at
    return (0, _month(changed)) if changed else None


def _is_foreign(url: str, language: str) -> bool:
    words = set(_WORD.findall(urlsplit(url).path.lower()))
    own = set(_LANGUAGES.get(language[:2], "").split())
    others = {word for names in _LANGUAGES.values() for word in names.split()} - own
    return bool(words & _NO_ARTICLES) or (bool(own) and bool(words & others))
