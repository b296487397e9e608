"""Which sitemaps of an index a run requests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.base_spider.date_range import Span
from crawler.base_spider.sitemap_selection import MAX_PARTS, left_out, parts
from pipelines.items import Candidate, Hint

SITE = "https://news.example"
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def named(*names: str, changed: str = "") -> list[Candidate]:
    at = day(changed) if changed else None
    return [Candidate(f"{SITE}/{name}", Hint(modified_at=at)) for name in names]


INDEX = named("m-2026-9.xml", "m-2026-10.xml", "m-2026-11.xml", "m-2025-12.xml", "news.xml")


def test_an_index_by_months() -> None:
    found = parts(INDEX, Span(NOW), "en")
    assert found == [f"{SITE}/m-2026-11.xml", f"{SITE}/m-2026-10.xml", f"{SITE}/news.xml"]


def test_an_index_by_months_in_a_backfill() -> None:
    span = Span(NOW, since=day("2025-12-31"), until=day("2026-09-10"))
    found = parts(INDEX, span, "en")
    assert found == [f"{SITE}/m-2026-9.xml", f"{SITE}/m-2025-12.xml", f"{SITE}/news.xml"]


def test_the_newest_months_do_not_depend_on_the_clock() -> None:
    later = Span(datetime(2031, 1, 1, tzinfo=UTC))
    assert parts(INDEX, later, "en") == parts(INDEX, Span(NOW), "en")


def test_an_index_by_years_and_by_age() -> None:
    index = named("y-2024.xml", "y-2025.xml", "y-2026.xml") + named("a.xml", changed="2020-05-01")
    span = Span(NOW, since=day("2025-06-01"), until=day("2025-07-01"))
    assert parts(index, span, "en") == [f"{SITE}/y-2025.xml"]
    old = Span(NOW, since=day("2020-04-01"), until=day("2020-05-01"))
    assert parts(index, old, "en") == [f"{SITE}/a.xml"]


def test_sitemaps_of_tags_pictures_and_other_languages_are_left_out() -> None:
    index = named(
        "en/a.xml", "vi/a.xml", "french/a.xml", "tags.xml", "image-sitemap.xml", "category.xml"
    )
    assert parts(index, Span(NOW), "en") == [f"{SITE}/en/a.xml"]
    assert f"{SITE}/vi/a.xml" in parts(index, Span(NOW), "und")


@pytest.mark.parametrize(
    "form", ["{}{:02}{:02}", "{}-{:02}-{:02}", "{}/{:02}/{:02}", "{}_{}_{}", "{2:02}-{1:02}-{0}"]
)
def test_an_index_by_days(form: str) -> None:
    """Each day counts as its month, in any notation."""
    times = [(2026, 8, 31), (2026, 9, 30), (2026, 10, 1), (2026, 10, 31), (2026, 11, 3)]
    index = named(*(f"news-{form.format(*one)}.xml" for one in times))
    assert parts(index, Span(NOW), "en") == [index[n].url for n in (4, 2, 3)]
    span = Span(NOW, since=day("2026-09-10"), until=day("2026-09-20"))
    assert parts(index, span, "en") == [index[1].url]


@pytest.mark.parametrize("number", ["20261301", "20261132", "202611031", "1202611"])
def test_a_number_that_is_not_a_day_gives_no_age(number: str) -> None:
    index = named("m-2026-1.xml", f"part-{number}.xml")
    span = Span(NOW, since=day("2025-01-01"), until=day("2025-02-01"))
    assert parts(index, span, "en") == [index[1].url]


def test_months_to_come_are_not_the_newest() -> None:
    """Some indexes list all months of the year, and future ones are still empty."""
    index = named(*(f"news-2026-{month}.xml" for month in range(1, 13)), "news-2027.xml")
    assert parts(index, Span(NOW), "en") == [index[10].url, index[9].url]
    years = named("y-2024.xml", "y-2025.xml", "y-2026.xml", "y-2027.xml")
    assert parts(years, Span(NOW), "en") == [years[2].url, years[1].url]


def test_a_month_may_have_begun_in_the_outlets_time_zone() -> None:
    last_hours = Span(datetime(2026, 11, 30, 20, tzinfo=UTC))
    index = named("m-2026-10.xml", "m-2026-11.xml", "m-2026-12.xml", "m-2027-1.xml")
    assert parts(index, last_hours, "en") == [index[2].url, index[1].url]


def test_a_clock_behind_all_months_is_ignored() -> None:
    assert parts(INDEX, Span(datetime(1970, 1, 1, tzinfo=UTC)), "en") == parts(
        INDEX, Span(NOW), "en"
    )


def test_an_undated_index_is_limited_and_both_its_ends_are_requested() -> None:
    """WordPress lists the oldest first, others the newest."""
    index = named(*(f"part{n}.xml" for n in range(5_000)))
    found = parts(index, Span(NOW), "en")
    assert len(found) == MAX_PARTS
    assert {index[0].url, index[-1].url} <= set(found)
    assert left_out(index, Span(NOW), "en") == 5_000 - MAX_PARTS
    assert left_out(index[:MAX_PARTS], Span(NOW), "en") == 0
    assert parts(index[:MAX_PARTS], Span(NOW), "en") == [one.url for one in index[:MAX_PARTS]]
