"""When refusals are one refusal of the whole site, and when they concern single pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipelines.interstitials import RefusalStreak
from pipelines.items import Article, BodyBlock, Outcome, Page, Result
from tests.support import fault_pages

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


def url(number: int) -> str:
    return f"https://news.example/a/{number}"


def good(number: int) -> Result:
    article = Article(url(number), "vna", "A mill closes", (BodyBlock("It was old."),))
    return Result(url(number), "vna", NOW + timedelta(seconds=number), article=article)


def refused(number: int, reason: str, body: str | None = None, **values: bool) -> Result:
    at = NOW + timedelta(seconds=number)
    page = None if body is None else Page(url(number), body.encode(), at)
    outcome = Outcome.FAILED if body is None else Outcome.NOT_ARTICLE
    return Result(url(number), "vna", at, page, outcome=outcome, reason=reason, **values)


def captcha(number: int) -> Result:
    return refused(number, "blocked: no", f"{fault_pages.BLOCKED}<p>Ray {number * 7919:x}</p>")


def run(*results: Result) -> RefusalStreak:
    streak = RefusalStreak()
    for result in results:
        streak.take(result)
    return streak


@pytest.mark.parametrize(
    "reason", ["HTTP 403", "HTTP 202", "HTTP 521", "redirected to another site: login.example"]
)
def test_ten_alike_are_one(reason: str) -> None:
    assert run(*(refused(n, reason) for n in range(9))).reason is None
    streak = run(*(good(n) for n in range(5)), *(refused(n, reason) for n in range(5, 17)))
    assert (streak.reason, streak.good, streak.is_of_pages) == (reason, 5, False)
    assert streak.refused == [url(n) for n in range(5, 17)]


def test_captchas_are_one_though_each_has_its_number() -> None:
    streak = run(*(captcha(n) for n in range(10)))
    assert streak.reason == "blocked: no"
    assert streak.is_of_pages


def test_a_late_result_of_an_early_page_breaks_no_streak() -> None:
    results = [refused(n, "HTTP 403") for n in range(20, 30)]
    mixed = [
        one for pair in zip(results, (good(n) for n in range(10)), strict=True) for one in pair
    ]
    assert run(*mixed).reason == "HTTP 403"


@pytest.mark.parametrize(
    "results",
    [
        [refused(n, "HTTP 404") for n in range(40)],
        [refused(n, "HTTP 410") for n in range(40)],
        [refused(n, "forbidden by robots.txt") for n in range(40)],
        [refused(n, "larger than 16 MB") for n in range(40)],
        [refused(n, "photo page", "<h1>In pictures</h1>", lasting=True) for n in range(40)],
        [refused(n, "list of teasers", fault_pages.article(n)) for n in range(40)],
        [refused(n, f"HTTP {(403, 500, 404)[n % 3]}") for n in range(40)],
        [good(n) if n % 3 else refused(n, "HTTP 403") for n in range(60)],
    ],
)
def test_refusals_of_single_pages_are_not_a_streak(results: list[Result]) -> None:
    assert run(*results).reason is None
