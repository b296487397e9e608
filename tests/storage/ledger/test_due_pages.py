"""The ledger: what is to be fetched, in this run and in the next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from pipelines.items import Candidate, Due, Hint, Outcome, Result
from pipelines.storage.database.crawl_tables import Crawl, Page
from pipelines.storage.store import Store
from tests.support.invented import HOUR, NOW, failure, result, text_of, url_of

DAY = timedelta(days=1)


def run(engine: Engine, outlet: str = "vna") -> Store:
    """Return a store at the start of another run."""
    store = Store(engine, outlet)
    store.begin_crawl(NOW, {"since": "2026-11-01"}, {"engine": "1"})
    return store


def candidates(*numbers: int, hint: Hint | None = None) -> list[Candidate]:
    return [Candidate(url_of(number), hint or Hint(), "feed") for number in numbers]


def urls(due: list[Due]) -> list[str]:
    return [one.url for one in due]


def test_new_pages_are_due_in_the_order_announced(engine: Engine) -> None:
    store = run(engine)
    hint = Hint("Mill closes", "The mill closed.", NOW - DAY, NOW - HOUR)
    due = store.discover(candidates(3, 1, 2, 1, hint=hint), NOW)
    assert urls(due) == [url_of(3), url_of(1), url_of(2)]
    assert due[0] == Due(url_of(3), hint)


def test_a_run_receives_a_page_once(engine: Engine) -> None:
    store = run(engine)
    store.discover(candidates(1, 2), NOW)
    assert urls(store.discover(candidates(2, 3), NOW)) == [url_of(3)]
    assert store.pending(NOW) == []


def test_what_a_killed_run_left_is_pending_in_the_next(engine: Engine) -> None:
    store = run(engine)
    hint = Hint("Mill closes")
    store.discover(candidates(1, 2, 3, hint=hint), NOW)
    store.save([result(2)])
    later = run(engine)
    assert later.pending(NOW + HOUR) == [Due(url_of(1), hint), Due(url_of(3), hint)]
    assert later.pending(NOW + HOUR) == []
    assert later.discover(candidates(1, 2, 3), NOW + HOUR) == []
    assert urls(run(engine).discover(candidates(1, 2, 3), NOW + HOUR)) == [url_of(1), url_of(3)]


def test_pending_comes_in_pieces(engine: Engine) -> None:
    run(engine).discover(candidates(*range(7)), NOW)
    later = run(engine)
    pieces = [later.pending(NOW, limit=3) for _ in range(4)]
    assert [len(piece) for piece in pieces] == [3, 3, 1, 0]
    assert len({url for piece in pieces for url in urls(piece)}) == 7


def test_stored_pages_are_not_fetched_again(engine: Engine) -> None:
    store = run(engine)
    store.discover(candidates(1), NOW)
    store.save([result(1)])
    assert run(engine).discover(candidates(1), NOW + 30 * DAY) == []
    assert run(engine).pending(NOW + 30 * DAY) == []


def test_pictures_do_not_become_an_article(engine: Engine) -> None:
    rejected = Result(
        url_of(1), "vna", NOW, outcome=Outcome.NOT_ARTICLE, reason="photo page", lasting=True
    )
    run(engine).save([rejected])
    assert run(engine).discover(candidates(1), NOW + DAY) == []


REFUSALS = (
    *(f"HTTP {status}" for status in (400, 404, 405, 406, 410, 451, 202, 203, 206, 304)),
    "redirected to another site: login.example",
    "HTTP 404 in effect: redirected to the home page",
)


@pytest.mark.parametrize("reason", [*REFUSALS, "blocked: the site refused", "no text"])
def test_every_refusal_gets_second_chances_and_an_end(engine: Engine, reason: str) -> None:
    failed = reason in REFUSALS
    outcome = Outcome.FAILED if failed else Outcome.NOT_ARTICLE
    now, gaps = NOW, []
    run(engine).discover(candidates(1), now)
    for _ in range(20):
        run(engine).save([Result(url_of(1), "vna", now, outcome=outcome, reason=reason)])
        with Session(engine) as session:
            page = session.scalars(select(Page)).one()
        if page.due_at is None:
            break
        gaps.append((page.due_at - now) / HOUR)
        now = page.due_at
        if gaps[-1]:
            assert run(engine).pending(now - timedelta(seconds=1)) == []
        assert urls(run(engine).discover(candidates(1), now)) == [url_of(1)]
    assert gaps == [0, 1, 6, 24, 72, 168]
    assert run(engine).pending(now + 99 * DAY) == []
    assert run(engine).discover(candidates(1), now + 99 * DAY) == []


def test_a_refusal_of_the_whole_site_does_not_count(engine: Engine) -> None:
    now = NOW
    for _ in range(20):
        run(engine).save([failure(1, fetched_at=now, blameless=True)])
        assert urls(run(engine).pending(now)) == [url_of(1)]
        now += DAY
    run(engine).save([Result(url_of(1), "vna", now, outcome=Outcome.NOT_ARTICLE, reason="blocked")])
    run(engine).reopen([url_of(1)], now)
    [due] = run(engine).pending(now)
    assert due.attempts == 0


@pytest.mark.parametrize("failing", [True, False])
def test_what_a_clock_years_ahead_wrote_is_due(engine: Engine, failing: bool) -> None:
    ahead = NOW + 9 * 365 * DAY
    run(engine).discover(candidates(1), ahead)
    for _ in range(6):
        run(engine).save([failure(1, fetched_at=ahead)] if failing else [result(1, at=ahead)])
    if failing:
        assert urls(run(engine).pending(NOW)) == [url_of(1)]
        return
    assert run(engine).pending(NOW) == []
    assert urls(run(engine).pending(NOW + 2 * HOUR, revisit=(HOUR,))) == [url_of(1)]
    changed = candidates(1, hint=Hint(modified_at=NOW + HOUR))
    assert urls(run(engine).discover(changed, NOW + 2 * HOUR)) == [url_of(1)]


@pytest.mark.parametrize(
    ("modified_at", "due"),
    [
        (NOW - HOUR, False),
        (NOW, False),
        (NOW + HOUR, True),
        (NOW + timedelta(days=400), False),
    ],
)
def test_the_sources_date_of_change_counts(engine: Engine, modified_at, due) -> None:  # type: ignore[no-untyped-def]
    run(engine).save([result(1)])
    found = run(engine).discover(candidates(1, hint=Hint(modified_at=modified_at)), NOW + 2 * HOUR)
    assert bool(found) is due
    if due:
        assert found[0].etag == '"1"'


def test_refresh_fetches_again_without_validators(engine: Engine) -> None:
    run(engine).save([result(1)])
    [due] = run(engine).discover(candidates(1), NOW + HOUR, refresh=True)
    assert (due.etag, due.last_modified) == (None, None)


def test_young_articles_are_looked_at_again(engine: Engine) -> None:
    schedule = (3 * HOUR, DAY)
    run(engine).save([result(1, published_at=NOW)])
    again = result(1, published_at=NOW, at=NOW + 4 * HOUR)
    assert run(engine).discover(candidates(1), NOW + 2 * HOUR, revisit=schedule) == []
    assert urls(run(engine).discover(candidates(1), NOW + 4 * HOUR, revisit=schedule)) == [
        url_of(1)
    ]
    run(engine).save([again])
    assert run(engine).discover(candidates(1), NOW + 5 * HOUR, revisit=schedule) == []
    assert run(engine).pending(NOW + 5 * HOUR, revisit=schedule) == []
    assert urls(run(engine).pending(NOW + 25 * HOUR, revisit=schedule)) == [url_of(1)]
    run(engine).save([result(1, published_at=NOW, at=NOW + 25 * HOUR)])
    assert run(engine).pending(NOW + 99 * DAY, revisit=schedule) == []


def test_a_killed_revisit_is_pending(engine: Engine) -> None:
    run(engine).save([result(1, published_at=NOW)])
    run(engine).pending(NOW + DAY, revisit=(HOUR,))
    assert urls(run(engine).pending(NOW + DAY)) == [url_of(1)]


def test_gone_articles_are_requested_only_on_schedule(engine: Engine) -> None:
    run(engine).save([result(1, published_at=NOW)])
    gone = failure(1, reason="HTTP 410", fetched_at=NOW + HOUR, retry=False)
    run(engine).save([gone])
    assert urls(run(engine).pending(NOW + HOUR, revisit=(HOUR,))) == [url_of(1)]
    for _ in range(6):
        run(engine).save([gone])
    assert run(engine).pending(NOW + DAY, revisit=(HOUR,)) == []
    assert run(engine).discover(candidates(1), NOW + DAY, revisit=(HOUR,)) == []


def test_failures_are_tried_again_ever_less_often(engine: Engine) -> None:
    now, gaps = NOW, []
    run(engine).discover(candidates(1), now)
    for attempt in range(1, 11):
        run(engine).save([failure(1, fetched_at=now)])
        with Session(engine) as session:
            page = session.scalars(select(Page)).one()
            assert page.attempts == attempt
            if page.due_at is None:
                break
            gaps.append((page.due_at - now) / HOUR)
            now = page.due_at
        if gaps[-1]:
            assert run(engine).pending(now - timedelta(seconds=1)) == []
        [due] = run(engine).pending(now)
        assert due.attempts == attempt
    assert gaps == [0, 0, 0, 1, 2, 4, 8, 16, 16]
    assert run(engine).pending(now + 99 * DAY) == []


def test_a_good_fetch_forgets_failures(engine: Engine) -> None:
    run(engine).save([failure(1)])
    run(engine).save([result(1, at=NOW + HOUR)])
    run(engine).save([failure(1, fetched_at=NOW + 2 * HOUR)])
    [due] = run(engine).pending(NOW + 2 * HOUR)
    assert (due.attempts, due.etag) == (1, '"1"')


def test_a_failed_copy_leaves_no_validators(engine: Engine) -> None:
    broken = result(1)
    run(engine).save(
        [Result(broken.url, "vna", NOW, broken.page, outcome=Outcome.FAILED, retry=True)]
    )
    [due] = run(engine).pending(NOW)
    assert (due.etag, due.last_modified) == (None, None)


def test_outlets_do_not_mix(engine: Engine) -> None:
    run(engine).discover(candidates(1), NOW)
    other = run(engine, "vns")
    assert other.pending(NOW) == []
    assert urls(other.discover(candidates(1), NOW)) == [url_of(1)]


def test_announcements_may_be_many(engine: Engine) -> None:
    numbers = range(1_300)
    due = run(engine).discover(candidates(*numbers), NOW)
    assert urls(due) == [url_of(number) for number in numbers]


@pytest.mark.parametrize("number", ["%", "_", "'; DROP TABLE page; --", "ünïcode \ud800"])
def test_addresses_are_literal(engine: Engine, number: str) -> None:
    run(engine).discover(candidates(1, 2), NOW)
    due = run(engine).discover([Candidate(url_of(number))], NOW)
    assert urls(due) == [url_of(number).replace("\ud800", "")]


def test_a_run_has_its_row(engine: Engine) -> None:
    store = run(engine)
    assert store.crawl_id is not None
    store.save([result(1)])
    store.finish_crawl(store.crawl_id, NOW + HOUR, "finished", {"requests": 7, "bad\x00": "\ud800"})
    with Session(engine) as session:
        crawl = session.scalars(select(Crawl)).one()
        assert (crawl.started_at, crawl.finished_at, crawl.reason) == (NOW, NOW + HOUR, "finished")
        assert crawl.arguments == {"since": "2026-11-01"}
        assert crawl.counts == {"requests": 7, "bad": ""}
        assert (crawl.pages, crawl.new) == (1, 1)


def test_the_clock_of_the_database_is_utc(engine: Engine) -> None:
    run(engine).save([result(1)])
    with engine.connect() as connection:
        stored = connection.scalar(text("SELECT first_seen_at FROM articles"))
    shown = stored if isinstance(stored, str) else stored.isoformat(" ")
    assert shown.startswith("2026-11-20 03:00:00")


@pytest.mark.parametrize("opens_on", [None, 4])
def test_a_stub_is_requested_again_for_its_whole_text_a_few_times(
    engine: Engine, opens_on: int | None
) -> None:
    """Its wall may come down; for good, it costs three requests more than another article."""
    old = {"published_at": NOW - timedelta(days=90)}
    whole = text_of(1) + " He has told the town council so, and the council has written it down."
    fetched: list[int] = []
    for day in range(30):
        at = NOW + timedelta(days=day)
        store = Store(engine, "vna")
        store.begin_crawl(at, {}, {})
        due = store.discover([Candidate(url_of(1))], at)
        due += store.pending(at, revisit=(timedelta(hours=1),))
        if due:
            assert (due[0].etag, due[0].last_modified) == (None, None)
            fetched.append(day)
            is_open = opens_on is not None and day >= opens_on
            shown = whole if is_open else text_of(1)
            store.save([result(1, at=at, text=shown, is_accessible_for_free=is_open, **old)])
    assert fetched == ([0, 1, 4, 11] if opens_on is None else [0, 1, 4])
