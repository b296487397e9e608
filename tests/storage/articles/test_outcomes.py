"""Outcomes of a page: new, same, changed, duplicate, not an article, failed."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, event, func, select, text
from sqlalchemy.orm import Session

from pipelines.items import BodyBlock, Candidate, Hint, Image, Outcome, Page, Result, Stripped
from pipelines.similarity.digest import digest
from pipelines.storage.database import article_tables
from pipelines.storage.database.crawl_tables import Crawl
from pipelines.storage.database.crawl_tables import Page as PageRow
from pipelines.storage.store import Store
from tests.support.invented import HOUR, NOW, article, failure, result, text_of, url_of

STRIPPED = text("SELECT position, rule, text FROM stripped ORDER BY article_id, ordinal")


@pytest.fixture
def store(engine: Engine) -> Store:
    store = Store(engine, "vna")
    store.begin_crawl(NOW, {}, {})
    return store


def count(engine: Engine, model: type[article_tables.Base]) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def outcomes(store: Store, *results: Result) -> list[Outcome]:
    return [saved.outcome for saved in store.save(results)]


def test_a_new_article_is_stored_whole(engine: Engine, store: Store) -> None:
    [saved] = store.save([result(1, lead="Geese lose a home.", agency="VNA")])
    assert saved.outcome is Outcome.NEW
    with Session(engine) as session:
        row = session.get_one(article_tables.Article, saved.article_id)
        assert (row.outlet, row.url, row.agency) == ("vna", url_of(1), "VNA")
        assert row.authors == ["Lê Thị Hồng"]
        assert row.published_at == NOW - HOUR
        assert row.first_seen_at == NOW
        revision = session.scalars(select(article_tables.Revision)).one()
        assert revision.body == f"{text_of(1)}\n\nThe bees have not been asked."
        assert (revision.cause, revision.number, revision.lead) == (
            "first",
            1,
            "Geese lose a home.",
        )
        image = session.scalars(select(article_tables.Image)).one()
        assert (image.caption, image.credit) == ("The mill", "Photo: L.H.")
        assert session.execute(STRIPPED).all() == [(3, "list: Most read", "Most read")]
        page = session.scalars(select(PageRow)).one()
        assert (page.outcome, page.article_id, page.etag) == ("new", row.id, '"1"')
        assert page.due_at is None


def test_the_same_page_again_changes_nothing(engine: Engine, store: Store) -> None:
    first = result(1)
    assert outcomes(store, first) == [Outcome.NEW]
    assert outcomes(store, first) == [Outcome.SAME]
    assert outcomes(store, first, first) == [Outcome.SAME, Outcome.SAME]
    assert count(engine, article_tables.Article) == count(engine, article_tables.Revision) == 1
    assert count(engine, article_tables.Image) == count(engine, article_tables.StrippedBlocks) == 1
    assert store.repeated_lines().articles == 1


def test_one_batch_may_contain_a_page_twice(engine: Engine, store: Store) -> None:
    assert outcomes(store, result(1), result(1)) == [Outcome.NEW, Outcome.SAME]
    assert count(engine, article_tables.Article) == 1


def test_changed_text_is_a_revision_and_the_newest_shows(engine: Engine, store: Store) -> None:
    store.save([result(1)])
    later = result(1, text="The mill was saved after all.", at=NOW + HOUR, images=(), stripped=())
    assert outcomes(store, later) == [Outcome.CHANGED]
    with Session(engine) as session:
        row = session.scalars(select(article_tables.Article)).one()
        assert (row.revision, row.changed_at) == (2, NOW + HOUR)
        bodies = session.scalars(
            select(article_tables.Revision.body).order_by(article_tables.Revision.number)
        )
        assert [body.split(" ")[2] for body in bodies] == ["at", "was"]
        assert session.scalars(select(article_tables.Revision.cause)).all() == ["first", "outlet"]
    assert count(engine, article_tables.Image) == count(engine, article_tables.StrippedBlocks) == 0


@pytest.mark.parametrize(
    "text",
    [
        text_of(1).replace(" ", "  "),
        text_of(1).replace("Friday. ", "Friday.\u00a0"),
        text_of(1) + " ",
    ],
)
def test_white_space_is_not_a_change(engine: Engine, store: Store, text: str) -> None:
    store.save([result(1)])
    assert outcomes(store, result(1, text=text, at=NOW + HOUR)) == [Outcome.SAME]
    assert count(engine, article_tables.Revision) == 1


def test_typographic_quotes_are_not_a_change(engine: Engine, store: Store) -> None:
    store.save([result(1, text='He said: "It\'s over".')])
    assert outcomes(store, result(1, text="He said: “It’s over”.", at=NOW + HOUR)) == [Outcome.SAME]
    assert count(engine, article_tables.Revision) == 1


def test_other_boilerplate_is_not_a_change(engine: Engine, store: Store) -> None:
    store.save([result(1)])
    other = result(
        1, at=NOW + HOUR, bytes_="other page", stripped=(Stripped("list: Most read", "Bees", 9),)
    )
    assert outcomes(store, other) == [Outcome.SAME]
    with Session(engine) as session:
        assert session.execute(STRIPPED).all() == [(9, "list: Most read", "Bees")]
        assert session.scalars(select(article_tables.Article.changed_at)).one() is None


def test_a_newer_engine_is_not_an_update_by_the_outlet(engine: Engine, store: Store) -> None:
    store.save([result(1, bytes_="page")])
    shorter = result(1, bytes_="page", body=(BodyBlock(text_of(1)),), engine="2", at=NOW + HOUR)
    assert outcomes(store, shorter) == [Outcome.SAME]
    with Session(engine) as session:
        causes = session.execute(
            select(article_tables.Revision.cause, article_tables.Revision.engine).order_by(
                article_tables.Revision.number
            )
        ).all()
        assert [tuple(cause) for cause in causes] == [("first", "1"), ("engine", "2")]
        row = session.scalars(select(article_tables.Article)).one()
        assert (row.revision, row.engine, row.changed_at) == (2, "2", None)


def test_with_a_newer_engine_the_outlets_own_account_counts(store: Store) -> None:
    store.save([result(1, modified_at=NOW - HOUR)])
    quiet = result(1, text="Other words.", engine="2", at=NOW + HOUR, modified_at=NOW - HOUR)
    assert outcomes(store, quiet) == [Outcome.SAME]
    corrected = result(1, text="New words.", engine="3", at=NOW + 2 * HOUR, modified_at=NOW + HOUR)
    assert outcomes(store, corrected) == [Outcome.CHANGED]


MENU = "Read our other stories about bees and geese in the evening edition."


@pytest.mark.parametrize("learnt", [True, False])
def test_a_line_learned_as_boilerplate_is_not_an_update(
    engine: Engine, store: Store, learnt: bool
) -> None:
    kept = result(1, body=(BodyBlock(text_of(1)), BodyBlock(MENU)), bytes_="page one", stripped=())
    taken = result(
        1,
        bytes_="page two",
        body=(BodyBlock(text_of(1)),),
        stripped=(Stripped("seen on 41 pages", MENU, 2),),
    )
    first, second = (kept, taken) if learnt else (taken, kept)
    assert first.article is not None
    store.save([first])
    assert outcomes(store, replace(second, fetched_at=NOW + HOUR)) == [Outcome.SAME]
    with Session(engine) as session:
        causes = session.scalars(
            select(article_tables.Revision.cause).order_by(article_tables.Revision.id)
        ).all()
        assert causes == ["first", "engine"]
        assert session.scalars(select(article_tables.Article.changed_at)).one() is None


def test_a_paragraph_that_left_the_page_is_an_update(store: Store) -> None:
    both = result(1, body=(BodyBlock(text_of(1)), BodyBlock(MENU)), bytes_="page one")
    one = result(1, body=(BodyBlock(text_of(1)),), bytes_="page two", at=NOW + HOUR)
    assert outcomes(store, both, one) == [Outcome.NEW, Outcome.CHANGED]


def test_an_older_capture_never_becomes_the_newest(engine: Engine, store: Store) -> None:
    old, new = result(1), result(1, text="The mill was saved.", at=NOW + HOUR)
    assert outcomes(store, old, new) == [Outcome.NEW, Outcome.CHANGED]
    assert outcomes(store, old, new, old) == [Outcome.SAME] * 3
    middle = result(1, text="The mill may be saved.", at=NOW + HOUR / 2)
    assert outcomes(store, middle, middle) == [Outcome.CHANGED, Outcome.SAME]
    with Session(engine) as session:
        newest = session.scalars(
            select(article_tables.Revision).join(
                article_tables.Article,
                article_tables.Article.revision == article_tables.Revision.number,
            )
        ).one()
        assert newest.body.startswith("The mill was saved.")
    assert count(engine, article_tables.Revision) == 3


def test_an_earlier_text_may_come_back_from_a_cache(engine: Engine) -> None:
    """At once if the page says that it was modified, else if three visits in a row find it."""
    night(engine, 0).save([result(1), result(1, text="Withdrawn.", at=NOW + HOUR)])
    found = [
        outcomes(night(engine, hours), result(1, at=NOW + hours * HOUR))[0]
        for hours in (24, 48, 72)
    ]
    assert found == [Outcome.FAILED, Outcome.FAILED, Outcome.CHANGED]
    said = result(1, text="Withdrawn.", at=NOW + 96 * HOUR, modified_at=NOW + 90 * HOUR)
    assert outcomes(night(engine, 96), said) == [Outcome.CHANGED]
    assert newest_revision(engine) == 4


def test_one_text_at_two_urls_does_not_prove_a_move(engine: Engine, store: Store) -> None:
    """Nor that it is an article of its own, before a second visit finds it there again."""
    [first] = store.save([result(1)])
    other = result(1, url=url_of("elsewhere"), at=NOW + HOUR)
    assert outcomes(store, other) == [Outcome.FAILED]
    [copy] = night(engine, 24).save([replace(other, fetched_at=NOW + 24 * HOUR)])
    assert copy.outcome is Outcome.DUPLICATE
    assert copy.article_id != first.article_id
    assert copy.reason == f"same text as {url_of(1)}"
    assert outcomes(store, other) == [Outcome.SAME]
    with Session(engine) as session:
        assert session.scalars(select(article_tables.UrlVariant.url)).all() == []
        originals = select(article_tables.Article.duplicate_of).order_by(article_tables.Article.id)
        assert session.scalars(originals).all() == [None, first.article_id]


def gone(
    number: int, status: int = 404, url: str = "", fetched_at: datetime = NOW + HOUR
) -> Result:
    """Return the response for a page that no longer exists."""
    address = url or url_of(number)
    page = Page(address, b"", fetched_at, status=status)
    failed = failure(number, f"HTTP {status}", page=page, fetched_at=fetched_at, retry=False)
    return replace(failed, url=address)


@pytest.mark.parametrize("status", [404, 410])
def test_an_article_whose_old_url_is_gone_has_moved(
    engine: Engine, store: Store, status: int
) -> None:
    [first] = store.save([result(1)])
    store.save([gone(1, status)])
    [moved] = store.save([result(1, url=url_of("moved"), at=NOW + 2 * HOUR)])
    assert (moved.outcome, moved.article_id) == (Outcome.DUPLICATE, first.article_id)
    assert moved.reason is not None
    assert moved.reason.startswith("moved: same text as")
    with Session(engine) as session:
        row = session.scalars(select(article_tables.Article)).one()
        assert (row.url, row.gone_at) == (url_of("moved"), None)
        assert session.scalars(select(article_tables.UrlVariant.url)).all() == [url_of(1)]
    # The old URL stays a variant: it says nothing about the living article.
    store.save([gone(1, status, fetched_at=NOW + 3 * HOUR)])
    changed = result(
        1, url=url_of("moved"), text="The mill at bend 1 was saved.", at=NOW + 4 * HOUR
    )
    assert outcomes(store, changed) == [Outcome.CHANGED]
    with Session(engine) as session:
        assert session.scalars(select(article_tables.Article.gone_at)).all() == [None]


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("new_first", [True, False])
def test_a_move_found_completely_in_one_night_leaves_nothing_gone(
    engine: Engine, store: Store, new_first: bool, at_once: bool
) -> None:
    """The site was down in the night of the move: both URLs are requested in the next one."""
    store.save([result(1)])
    later = NOW + timedelta(days=2)
    slug = url_of(1).rsplit("/", 1)[-1]
    met = [
        result(1, url=f"{url_of(1).rsplit('/', 1)[0]}/moved/{slug}", at=later),
        gone(1, fetched_at=later + timedelta(seconds=1)),
    ]
    met = met if new_first else met[::-1]
    for batch in [met] if at_once else [[one] for one in met]:
        store.save(batch)
    with Session(engine) as session:
        rows = session.scalars(select(article_tables.Article)).all()
        assert [(row.url, row.gone_at) for row in rows] == [(met[not new_first].url, None)]


def failing(number: int, url: str, at: datetime) -> Result:
    return replace(failure(number, "HTTP 503", fetched_at=at, retry=True), url=url)


DAY = timedelta(days=1)
LEFT, NEW, PRINT = (
    f"https://news.example/{place}/mill-at-the-river-1001.html" for place in ("old", "new", "print")
)


@pytest.mark.parametrize(
    ("nights", "lives_at"),
    [
        # The new URL fails in the night in which the old one is gone.
        ([[("is", NEW)], [("fails", NEW), ("gone", LEFT)], [("is", NEW)]], NEW),
        ([[("is", NEW)], [("gone", LEFT), ("fails", NEW)], [("gone", LEFT), ("is", NEW)]], NEW),
        # There and back again.
        ([[("is", NEW), ("gone", LEFT)], [("gone", NEW)], [("is", LEFT)]], LEFT),
        ([[("is", NEW), ("gone", LEFT)], [("is", LEFT), ("gone", NEW)], [("is", LEFT)]], LEFT),
        # The guards: a forgotten print page, an old URL that redirects to a missing page.
        ([[("is", PRINT), ("gone", LEFT)], [("is", PRINT)]], None),
        ([[("is", NEW), ("gone", LEFT)], [("gone", NEW)], [("gone", LEFT)]], None),
    ],
)
def test_an_article_is_gone_while_none_of_its_own_urls_returns_it(
    engine: Engine, store: Store, nights: list[list[tuple[str, str]]], lives_at: str | None
) -> None:
    store.discover([Candidate(LEFT), Candidate(PRINT)], NOW)
    store.save([result(1, url=LEFT), result(1, url=PRINT)])
    for number, night in enumerate(nights, start=1):
        at = NOW + number * DAY
        store.begin_crawl(at, {}, {})
        store.discover([Candidate(url) for _, url in night], at)
        for kind, url in night:
            made = {
                "is": result(1, url=url, at=at),
                "gone": gone(1, url=url, fetched_at=at),
                "fails": failing(1, url, at),
            }
            store.save([made[kind]])
    with Session(engine) as session:
        [row] = session.scalars(select(article_tables.Article)).all()
        assert (None if row.gone_at else row.url) == lives_at


def test_the_other_urls_of_a_gone_article_are_requested(engine: Engine, store: Store) -> None:
    phone = url_of("m/1")
    store.save([result(1), result(1, page_url=phone)])
    store.save([gone(1, fetched_at=NOW + DAY)])
    store.begin_crawl(NOW + DAY + HOUR, {}, {})
    due = [(one.url, one.etag) for one in store.pending(NOW + DAY + HOUR)]
    assert (phone, None) in due
    store.save([result(1, page_url=phone, at=NOW + DAY + HOUR)])
    assert phone not in [one.url for one in store.pending(NOW + 2 * DAY)]
    with Session(engine) as session:
        assert session.scalars(select(article_tables.Article.gone_at)).one() == NOW + DAY


def test_an_article_whose_old_url_redirects_to_the_new_one_has_moved(
    engine: Engine, store: Store
) -> None:
    store.save([result(1)])
    led = result(1, url=url_of("moved"), at=NOW + HOUR)
    led = replace(led, url=url_of(1), landed=url_of("moved"))
    assert outcomes(store, led) == [Outcome.SAME]
    changed = result(
        1, url=url_of("moved"), text="The mill at bend 1 was saved.", at=NOW + 2 * HOUR
    )
    assert outcomes(store, changed) == [Outcome.CHANGED]
    with Session(engine) as session:
        assert session.scalars(select(article_tables.Article.url)).all() == [url_of("moved")]


@pytest.mark.parametrize("hours_apart", [0, 2])
def test_a_move_counts_even_if_the_new_url_was_found_first(
    engine: Engine, store: Store, hours_apart: int
) -> None:
    """Then a notice at the new URL is an unrelated text at an article's own, and no news."""
    store.save([result(1, url=LEFT)])
    met = result(1, url=NEW, at=NOW + HOUR)
    led = result(1, url=NEW, at=NOW + (1 + hours_apart) * HOUR)
    led = replace(led, url=LEFT, landed=NEW)
    for batch in [[met, led]] if not hours_apart else [[met], [led]]:
        store.save(batch)
    with Session(engine) as session:
        assert session.scalars(select(article_tables.Article.url)).all() == [NEW]
    [refused] = store.save([notice_at(NEW, hours=9)])
    assert refused.outcome is Outcome.FAILED
    assert count(engine, article_tables.Article) == 1


def test_a_variant_with_an_unrelated_text_is_another_article_when_it_says_so_again(
    engine: Engine, store: Store
) -> None:
    store.save([result(1, url=LEFT), result(1, url=NEW, at=NOW + HOUR)])
    saved = [night(engine, hours).save([notice_at(NEW, hours=hours)])[0] for hours in (9, 33)]
    assert [one.outcome for one in saved] == [Outcome.FAILED, Outcome.NEW]
    assert store.save([result(1, url=LEFT, at=NOW + 40 * HOUR)])[0].outcome is Outcome.SAME
    assert count(engine, article_tables.Article) == 2


def test_one_article_in_two_sections_is_one(engine: Engine, store: Store) -> None:
    slug = "mill-at-the-river-closes.html"
    addresses = [f"https://news.example/{section}/{slug}" for section in ("society", "business")]
    assert outcomes(store, *(result(1, url=url) for url in addresses)) == [
        Outcome.NEW,
        Outcome.DUPLICATE,
    ]
    assert count(engine, article_tables.Article) == 1


def test_a_brief_printed_again_weeks_later_is_stored_again(engine: Engine, store: Store) -> None:
    store.save([result(1)])
    again = result(1, url=url_of(2), published_at=NOW + timedelta(days=30))
    assert outcomes(store, again) == [Outcome.DUPLICATE]
    assert count(engine, article_tables.Article) == 2


def test_republication_elsewhere_is_stored_with_its_original(engine: Engine, store: Store) -> None:
    [first] = store.save([result(1)])
    others = [
        Store(engine, outlet).save(
            [result(1, url=f"https://{outlet}.example/1", outlet=outlet, at=NOW + HOUR)]
        )[0]
        for outlet in ("vns", "sggp")
    ]
    assert [other.outcome for other in others] == [Outcome.DUPLICATE] * 2
    with Session(engine) as session:
        originals = session.scalars(
            select(article_tables.Article.duplicate_of).order_by(article_tables.Article.id)
        ).all()
    assert originals == [None, first.article_id, first.article_id]


def test_an_edited_duplicate_becomes_an_article_of_its_own(engine: Engine, store: Store) -> None:
    store.save([result(1)])
    other = Store(engine, "vns")
    copy = {"url": "https://vns.example/1", "outlet": "vns"}
    other.save([result(1, **copy), result(1, **copy, text="Edited.", at=NOW + HOUR)])
    with Session(engine) as session:
        assert session.scalars(select(article_tables.Article.duplicate_of)).all() == [None, None]


def test_variants_of_a_url_lead_to_one_article(engine: Engine, store: Store) -> None:
    print_page = url_of("1-print")
    assert outcomes(store, result(1, page_url=print_page)) == [Outcome.NEW]
    assert outcomes(store, result(1, page_url=url_of("1-amp"))) == [Outcome.SAME]
    with Session(engine) as session:
        variants = session.scalars(select(article_tables.UrlVariant.url)).all()
    assert sorted(variants) == [url_of("1-amp"), print_page]


def test_a_new_canonical_url_of_a_known_page_is_not_a_new_article(
    engine: Engine, store: Store
) -> None:
    store.save([result(1)])
    renamed = result(
        1, page_url=url_of(1), url=url_of("better-slug"), text="Edited.", at=NOW + HOUR
    )
    assert outcomes(store, renamed) == [Outcome.CHANGED]
    assert count(engine, article_tables.Article) == 1


def test_a_redirect_to_another_article_does_not_overwrite(engine: Engine, store: Store) -> None:
    store.save([result(1)])
    other = result(2, at=NOW + HOUR)
    assert other.page is not None
    page = replace(other.page, requested_url=url_of(1))
    redirected = replace(other, url=url_of(1), page=page)
    assert outcomes(store, redirected) == [Outcome.NEW]
    assert count(engine, article_tables.Article) == 2


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize("back", [result(1, at=NOW + 3 * HOUR), "not modified"])
def test_a_gone_article_is_kept_and_marked_until_it_is_back(
    engine: Engine, store: Store, status: int, back: Result | str
) -> None:
    store.save([result(1)])
    assert outcomes(store, gone(1, status)) == [Outcome.FAILED]
    assert outcomes(store, gone(1, status, fetched_at=NOW + 2 * HOUR)) == [Outcome.FAILED]
    with Session(engine) as session:
        row = session.scalars(select(article_tables.Article)).one()
        assert row.gone_at == NOW + HOUR
    if isinstance(back, str):
        back = Result(url_of(1), "vna", NOW + 3 * HOUR, outcome=Outcome.SAME, reason=back)
    assert outcomes(store, back) == [Outcome.SAME]
    with Session(engine) as session:
        assert session.scalars(select(article_tables.Article.gone_at)).one() is None


LED = "HTTP 404 in effect: redirected to the home page"


@pytest.mark.parametrize(
    ("visits", "is_gone"),
    [
        ([LED], False),
        ([LED, LED], True),
        (["HTTP 503", LED], False),
        ([LED, "refused as all are", LED], False),
        (["HTTP 404"], True),
    ],
)
def test_a_url_that_redirects_home_is_gone_when_it_does_so_again(
    engine: Engine, store: Store, visits: list[str], is_gone: bool
) -> None:
    """A site with problems redirects everything home, which says nothing about a page."""
    store.save([result(1)])
    for hours, reason in enumerate(visits, start=1):
        at = NOW + hours * HOUR
        if reason == "refused as all are":
            failed = failure(1, LED, fetched_at=at, blameless=True)
            store.save([failed])
            store.reopen([failed.url], at)
        else:
            store.save([failure(1, reason, fetched_at=at, retry=reason == "HTTP 503")])
    with Session(engine) as session:
        marked = session.scalars(select(article_tables.Article.gone_at)).one()
    assert (marked is not None) == is_gone


def test_texts_of_the_same_words_are_not_versions_of_one_article(
    engine: Engine, store: Store
) -> None:
    """Every page of the template claims one URL: at most it is the first page's."""
    words = ("ferry", "market", "temple", "river", "teacher", "bridge", "harvest", "lantern")
    chance = random.Random(5)
    claimed = url_of("one-and-the-same")
    pages = []
    for number in range(1, 5):
        words_of_one = " ".join(chance.choices(words, k=60))
        one = result(number, url=claimed, page_url=url_of(number), body=(BodyBlock(words_of_one),))
        pages.append(one)
    assert outcomes(store, *pages) == [Outcome.NEW] * 4
    assert outcomes(store, *pages) == [Outcome.SAME] * 4
    assert count(engine, article_tables.Article) == 4


def test_not_modified_keeps_validators_and_article(engine: Engine, store: Store) -> None:
    [first] = store.save([result(1)])
    same = Result(url_of(1), "vna", NOW + HOUR, outcome=Outcome.SAME)
    [saved] = store.save([same])
    assert saved.article_id == first.article_id
    with Session(engine) as session:
        page = session.scalars(select(PageRow)).one()
        assert (page.etag, page.fetched_at, page.visits, page.status) == ('"1"', NOW + HOUR, 2, 304)


def test_not_an_article_is_remembered_with_its_reason(engine: Engine, store: Store) -> None:
    reason = "teasers only\x00\ud800\n" + "x" * 900
    rejected = Result(url_of(1), "vna", NOW, outcome=Outcome.NOT_ARTICLE, reason=reason)
    [saved] = store.save([rejected])
    assert saved.outcome is Outcome.NOT_ARTICLE
    with Session(engine) as session:
        page = session.scalars(select(PageRow)).one()
        assert page.reason == saved.reason
        assert page.reason is not None
        assert page.reason.startswith("teasers only\\u0000\\ud800 x")
        assert len(page.reason) == 500


def test_the_sum_of_outcomes_is_the_pages(engine: Engine, store: Store) -> None:
    changed = result(1, text="Other.", at=NOW + HOUR)
    rejected = Result(url_of(9), "vna", NOW, outcome=Outcome.NOT_ARTICLE, reason="photo page")
    store.save([result(1), result(2), result(1), changed, rejected, failure(8)])
    store.save([result(2, url=url_of("2b"), published_at=NOW - 2 * HOUR)])
    with Session(engine) as session:
        crawl = session.scalars(select(Crawl)).one()
    each = [getattr(crawl, outcome.value) for outcome in Outcome]
    assert each == [2, 1, 1, 1, 1, 1]
    assert crawl.pages == sum(each) == 7


def test_a_batch_handed_over_again_is_not_counted_twice(engine: Engine, store: Store) -> None:
    batch = [result(1), result(2), failure(3)]
    first = store.save(batch)
    assert store.save([*batch, result(4)], again=True)[:3] == first
    with Session(engine) as session:
        crawl = session.scalars(select(Crawl)).one()
        assert (crawl.pages, crawl.new, crawl.failed) == (4, 3, 1)
        assert session.scalars(
            select(PageRow.attempts).where(PageRow.outcome == "failed")
        ).all() == [1]


def test_a_bad_item_costs_only_itself(engine: Engine, store: Store) -> None:
    bad = result(2, confidence=float("inf"), published_at=NOW.replace(tzinfo=None))
    saved = store.save([result(1), bad, result(3)])
    assert [one.outcome for one in saved] == [Outcome.NEW, Outcome.FAILED, Outcome.NEW]
    assert saved[1].reason == "could not be stored: ValueError"
    assert [due.url for due in Store(engine, "vna").pending(NOW + HOUR)] == [url_of(2)]


def test_urls_too_long_for_an_index_are_cut_and_stay_distinct(engine: Engine, store: Store) -> None:
    long = url_of("x" * 10_000)
    due = store.discover([Candidate(long), Candidate(long + "y")], NOW)
    assert len({one.url for one in due}) == 2
    assert all(len(one.url) == 2_000 for one in due)
    assert outcomes(store, result(1, url=long), result(1, url=long)) == [
        Outcome.NEW,
        Outcome.SAME,
    ]


def test_what_changed_around_a_text_is_written_once(engine: Engine, store: Store) -> None:
    store.save([result(1)])
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    written = []
    for hours in (1, 2, 3):
        sent.clear()
        assert outcomes(store, result(1, bytes_="another menu", at=NOW + hours * HOUR)) == [
            Outcome.SAME
        ]
        written.append(sum("revision SET" in one or "article SET" in one for one in sent))
    assert written == [2, 0, 0]


def test_large_and_odd_values_are_stored(engine: Engine, store: Store) -> None:
    odd = result(
        1,
        title="T" * 1_000_000,
        text="nul \x00 lone \ud83d pair 😀 bidi \u202e line \u2028 end " + "word " * 300_000,
        tags=tuple(f"tag {number}" for number in range(10_000)),
        authors=("\ud800", "'; DROP TABLE article; --"),
        images=(Image("https://news.example/\x00.jpg"),),
        stripped=(Stripped("rule\x00", "\udfff", 0),),
        lines=("nul \x00 line", "\ud800"),
        sources={"title": "json\x00-ld"},
        headers=(("ETag", "\udc80"),),
    )
    assert outcomes(store, odd) == [Outcome.NEW]
    assert outcomes(store, odd) == [Outcome.SAME]
    with Session(engine) as session:
        row = session.scalars(select(article_tables.Article)).one()
        assert len(row.tags) == 10_000
        assert row.authors == ["", "'; DROP TABLE article; --"]
        body = session.scalars(select(article_tables.Revision.body)).one()
        assert body.startswith("nul  lone  pair 😀")
        assert len(session.scalars(select(article_tables.Revision.title)).one()) == 1_000_000


def test_an_article_needs_no_discovery(engine: Engine, store: Store) -> None:
    assert article(1).url == url_of(1)
    assert outcomes(store, result(1)) == [Outcome.NEW]
    assert store.pending(NOW + HOUR) == []
    assert store.discover([Candidate(url_of(1))], NOW + HOUR) == []


# --- what a page claims of itself --------------------------------------------------------------


def test_a_page_that_claims_a_stored_articles_url_does_not_replace_its_text(
    engine: Engine, store: Store
) -> None:
    store.save([result(1)])
    post = url_of("readers/post-7")
    claims = result(7, url=url_of(1), page_url=post, at=NOW + HOUR)
    assert outcomes(store, claims) == [Outcome.NEW]
    with Session(engine) as session:
        rows = session.execute(
            select(article_tables.Article.url, article_tables.Article.revision)
        ).all()
        assert sorted(map(tuple, rows)) == sorted([(url_of(1), 1), (post, 1)])
    store.save([gone(7, 410, url=post, fetched_at=NOW + 2 * HOUR)])
    with Session(engine) as session:
        marked = select(article_tables.Article.url).where(
            article_tables.Article.gone_at.is_not(None)
        )
        assert session.scalars(marked).all() == [post]


def test_an_articles_page_that_shows_and_claims_another_article_is_asked_again(
    engine: Engine,
) -> None:
    """A mixed-up site: until three visits agree, its article is not left without a page."""
    tram = (BodyBlock("Forty tram drivers learned to sing the names of eleven stops by winter."),)
    salt = (BodyBlock("Families rake white crystals twice a week under sheets of black plastic."),)
    night(engine, 0).save([result(1, body=tram), result(2, body=salt)])
    mixed = result(1, body=tram, page_url=url_of(2))
    for hours, outcome in ((24, Outcome.FAILED), (48, Outcome.FAILED), (72, Outcome.SAME)):
        at = NOW + hours * HOUR
        assert outcomes(night(engine, hours), replace(mixed, fetched_at=at)) == [outcome]
        with Session(engine) as session:
            page = session.execute(
                text("SELECT article_id FROM page WHERE url = :url"), {"url": url_of(2)}
            ).scalar_one()
            assert page == (2 if outcome is Outcome.FAILED else 1)


def test_a_page_found_first_at_anothers_url_makes_room(engine: Engine, store: Store) -> None:
    post = url_of("readers/post-7")
    claims = result(7, url=url_of(1), page_url=post)
    assert outcomes(store, claims) == [Outcome.NEW]
    assert outcomes(store, result(1, at=NOW + HOUR)) == [Outcome.CHANGED]
    assert outcomes(store, replace(claims, fetched_at=NOW + 2 * HOUR)) == [Outcome.NEW]
    with Session(engine) as session:
        rows = session.execute(text("SELECT url, title FROM articles"))
        shown = {row.url: row.title for row in rows}
    assert shown == {url_of(1): "Mill number 1 closes", post: "Mill number 7 closes"}


def test_a_page_that_named_anothers_url_for_a_night_is_an_article_of_its_own(
    engine: Engine,
) -> None:
    """A site mixed up its articles: the text shown was that of the URL it named."""
    asked = url_of("tram-line")
    night(engine, 0).save([result(1, page_url=asked)])
    own = notice_at(asked, hours=24)
    assert night(engine, 24).save([own])[0].outcome is Outcome.NEW
    assert night(engine, 48).save([result(1, at=NOW + 48 * HOUR)])[0].outcome is Outcome.SAME
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT url, title FROM articles"))
        shown = {row.url: row.title for row in rows}
    assert own.article is not None
    assert shown == {url_of(1): "Mill number 1 closes", asked: own.article.title}


@pytest.mark.parametrize("again", [True, False])
def test_a_doubted_article_waits_for_a_second_visit(engine: Engine, again: bool) -> None:
    doubted = replace(result(1), doubt="another article than the announced one")
    [saved] = night(engine, 0).save([doubted])
    assert (saved.outcome, saved.reason) == (Outcome.FAILED, doubted.doubt)
    assert count(engine, article_tables.Article) == 0
    later = doubted if again else notice_at(url_of(1), hours=24)
    later = replace(later, fetched_at=NOW + 24 * HOUR)
    first, second = (night(engine, hours).save([later])[0].outcome for hours in (24, 48))
    assert (first, second) == (Outcome.NEW, Outcome.SAME)
    assert count(engine, article_tables.Article) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_variant_that_vanishes_says_nothing_about_the_article(
    engine: Engine, store: Store, status: int
) -> None:
    phone = url_of("m/1")
    store.save([result(1), result(1, page_url=phone)])
    store.save([gone(1, status, url=phone)])
    with Session(engine) as session:
        assert session.scalars(select(article_tables.Article.gone_at)).one() is None


def test_the_only_url_of_an_article_can_be_gone(engine: Engine, store: Store) -> None:
    phone = url_of("m/1")
    store.save([result(1, page_url=phone)])
    store.save([gone(1, url=phone)])
    with Session(engine) as session:
        assert session.scalars(select(article_tables.Article.gone_at)).one() == NOW + HOUR


# --- a text that has nothing to do with the stored one -----------------------------------------

NOTICE = "We are moving our pages to new machines and shall be back in an hour. Please be patient."


def notice(number: int, hours: int, text_: str = NOTICE) -> Result:
    return result(
        number, title="Back soon", body=(BodyBlock(text_),), at=NOW + hours * HOUR, bytes_=text_
    )


def notice_at(url: str, hours: int) -> Result:
    shown = notice(1, hours)
    assert shown.article is not None
    return replace(shown, url=url, landed=url, article=replace(shown.article, url=url))


def night(engine: Engine, hours: int) -> Store:
    store = Store(engine, "vna")
    store.begin_crawl(NOW + hours * HOUR, {}, {})
    return store


def newest(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(text("SELECT title FROM articles ORDER BY id")))


def newest_revision(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalars(text("SELECT revision FROM article")).one()


def announced(number: int, url: str, title: str | None, hours: int = 0) -> Result:
    """Return article ``number`` as found at another URL, listed under a headline."""
    found = result(number, url=url_of(url), at=NOW + hours * HOUR)
    assert found.page is not None
    return replace(found, page=replace(found.page, hint=Hint(title=title)))


@pytest.mark.parametrize(
    ("url", "title", "stored"),
    [
        ("2", None, "at the second visit"),
        ("2", "Tram drivers vote on a later shift", "never"),
        ("tram-drivers-vote-on-a-later-shift", None, "never"),
        ("tram-strike", None, "never"),  # few words, but its headline announces the other URL
        ("mill-at-the-river-grinds-its-last-sack", None, "at once"),  # a second slug
        ("2", "Mill owner will keep bees", "at once"),  # another headline
    ],
)
def test_a_text_stored_elsewhere_is_stored_here_if_announced_here(
    engine: Engine, url: str, title: str | None, stored: str
) -> None:
    """Sites mix up their articles; they also print one at two URLs."""
    night(engine, 0).save([announced(1, "1", "Mill number 1 closes")])
    visits = [announced(1, url, title, hours) for hours in (24, 48, 72)]
    found = [outcomes(night(engine, 24 * n), visit)[0] for n, visit in enumerate(visits, 1)]
    waits = {"at once": 0, "at the second visit": 1, "never": 3}[stored]
    assert found[:waits] == [Outcome.FAILED] * waits
    assert Outcome.FAILED not in found[waits:]
    own = replace(notice_at(url_of(url), 96), page=visits[0].page)
    if stored == "never":  # then its own text needs no second visit
        assert outcomes(night(engine, 96), own) == [Outcome.NEW]


@pytest.mark.parametrize(
    ("title", "visits"), [("Mill number 1 closes", None), (None, 3)], ids=["announced", "unknown"]
)
def test_a_stored_text_does_not_give_way_to_one_that_lives_elsewhere(
    engine: Engine, title: str | None, visits: int | None
) -> None:
    other = notice_at(url_of("tram-drivers-vote"), 0)
    mine = announced(1, "1", title)
    night(engine, 0).save([mine, other])
    assert other.article is not None and other.page is not None and mine.page is not None  # noqa: PT018
    page = replace(other.page, url=mine.url, hint=mine.page.hint)
    shown = replace(other, url=mine.url, landed=mine.url, page=page)
    shown = replace(shown, article=replace(other.article, url=mine.url))
    found = []
    for n in range(1, 4):
        later = replace(shown, fetched_at=NOW + 24 * n * HOUR)
        found += outcomes(night(engine, 24 * n), later)
    waits = 3 if visits is None else visits - 1
    assert found == [Outcome.FAILED] * waits + [Outcome.CHANGED] * (3 - waits)


def test_a_crawl_that_is_started_again_at_once_confirms_nothing(engine: Engine) -> None:
    """Killed crawls are; what a site shows for an hour is seen by each of them."""
    night(engine, 0).save([result(1)])
    times = (24, 24, 25, 26, 48)
    told = [night(engine, hours).save([notice(1, hours)])[0].outcome for hours in times]
    assert told == [Outcome.FAILED] * 4 + [Outcome.CHANGED]


def test_an_unrelated_text_waits_for_a_second_visit(engine: Engine) -> None:
    night(engine, 0).save([result(1)])
    first = night(engine, 24)
    [saved] = first.save([notice(1, 24)])
    assert saved.outcome is Outcome.FAILED
    assert (
        saved.reason == "the text shares nothing with the stored one: a second visit must "
        "confirm it"
    )
    assert outcomes(first, notice(1, 25)) == [Outcome.FAILED]  # no second visit in the same run
    assert newest(engine) == ["Mill number 1 closes"]
    assert [one.url for one in night(engine, 48).pending(NOW + 48 * HOUR)] == [url_of(1)]
    assert outcomes(night(engine, 48), notice(1, 48)) == [Outcome.CHANGED]
    assert newest(engine) == ["Back soon"]


def test_a_notice_that_passes_leaves_no_trace_in_the_article(engine: Engine) -> None:
    night(engine, 0).save([result(1)])
    night(engine, 24).save([notice(1, 24)])
    assert outcomes(night(engine, 48), result(1, at=NOW + 48 * HOUR)) == [Outcome.SAME]
    assert outcomes(night(engine, 72), notice(1, 72)) == [Outcome.FAILED]
    assert count(engine, article_tables.Revision) == 1


def test_a_page_rewritten_at_each_visit_is_believed_in_the_end(engine: Engine) -> None:
    night(engine, 0).save([result(1)])
    texts = (
        "Ferries were cancelled this morning because of thick fog over the estuary.",
        "Gold closed higher after traders returned from their holidays in Singapore.",
        "Parliament passed the forestry bill against votes of northern provinces.",
    )
    found = [
        outcomes(night(engine, 24 * n), notice(1, 24 * n, one))[0] for n, one in enumerate(texts, 1)
    ]
    assert found == [Outcome.FAILED, Outcome.FAILED, Outcome.CHANGED]


@pytest.mark.parametrize(
    "correction",
    [
        text_of(1).replace("Friday", "Saturday"),
        "CORRECTION: " + text_of(1),
        "Updated: the owner of the mill at the river says that geese were never kept there.",
        text_of(1) + " " + NOTICE * 5,
    ],
)
def test_a_correction_needs_no_second_visit(engine: Engine, correction: str) -> None:
    night(engine, 0).save([result(1)])
    corrected = result(1, body=(BodyBlock(correction),), at=NOW + HOUR)
    assert outcomes(night(engine, 1), corrected) == [Outcome.CHANGED]


def long_text(number: int) -> tuple[BodyBlock, ...]:
    crews = ("Lark", "Heron", "Tern", "Plover", "Egret", "Stilt", "Avocet", "Grebe")
    return tuple(
        BodyBlock(
            f"The crew of the {crew} rowed {number} miles up the river against the wind, moored at "
            f"the {crew} steps and told the town what the flood had left of the upper villages."
        )
        for crew in crews
    )


def test_a_part_of_the_stored_text_waits_for_a_second_visit(engine: Engine) -> None:
    whole = long_text(1)
    night(engine, 0).save([result(1, body=whole)])
    half = result(1, body=whole[:4], at=NOW + 24 * HOUR)
    [saved] = night(engine, 24).save([half])
    assert (saved.outcome, saved.reason) == (
        Outcome.FAILED,
        "the text is a part of the stored one: a second visit must confirm it",
    )
    assert outcomes(night(engine, 48), result(1, body=whole, at=NOW + 48 * HOUR)) == [Outcome.SAME]
    shorter = [result(1, body=whole[:4], at=NOW + hours * HOUR) for hours in (72, 96)]
    assert outcomes(night(engine, 72), shorter[0]) == [Outcome.FAILED]
    assert outcomes(night(engine, 96), shorter[1]) == [Outcome.CHANGED]


def test_a_paragraph_taken_out_needs_no_second_visit(engine: Engine) -> None:
    night(engine, 0).save([result(1, body=long_text(1))])
    fewer = result(1, body=long_text(1)[:7], at=NOW + HOUR)
    assert outcomes(night(engine, 1), fewer) == [Outcome.CHANGED]


def test_a_notice_of_an_earlier_run_is_recognised(engine: Engine) -> None:
    store = night(engine, 0)
    met = notice(1, 0)
    assert met.article is not None
    store.save(
        [
            failure(n, reason="the same page", notice=NOTICE, digest=digest(met.article, met.page))
            for n in (1, 2, 3)
        ]
    )
    later = notice(4, 24)
    assert later.article is not None
    later = replace(
        later,
        url=url_of("harbour-pilots-strike"),
        article=replace(later.article, url=url_of("harbour-pilots-strike")),
    )
    [saved] = night(engine, 24).save([later])
    assert (saved.outcome, saved.article_id) == (Outcome.FAILED, None)
    assert newest(engine) == []


# --- clocks ------------------------------------------------------------------------------------


def test_a_run_whose_clock_was_ahead_does_not_hide_corrections(engine: Engine) -> None:
    years = timedelta(days=9 * 365)
    ahead = Store(engine, "vna")
    ahead.begin_crawl(NOW + years, {}, {})
    ahead.save([result(1, at=NOW + years)])
    corrected = result(1, text="The mill at bend 1 was saved.", at=NOW + HOUR)
    assert outcomes(night(engine, 1), corrected) == [Outcome.CHANGED]
    with engine.connect() as connection:
        [body] = connection.scalars(text("SELECT body FROM articles"))
    assert body.startswith("The mill at bend 1 was saved.")
    again = result(1, text="The mill at bend 1 was sold.", at=NOW + 2 * HOUR)
    assert outcomes(night(engine, 2), again) == [Outcome.CHANGED]


# --- copies that claim to be older -------------------------------------------------------------


def copy_of(number: int, days: int, claims: timedelta) -> Result:
    return result(
        number,
        url=f"https://copy.example/{number}",
        outlet="copy",
        at=NOW + timedelta(days=days),
        published_at=NOW + claims,
    )


def originals(engine: Engine) -> dict[str, int | None]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT outlet, duplicate_of FROM article ORDER BY id"))
        return {row.outlet: row.duplicate_of for row in rows}


@pytest.mark.parametrize("claims", [timedelta(days=-9), timedelta(hours=-3), timedelta(days=-900)])
def test_a_back_dated_copy_does_not_become_the_original(
    engine: Engine, store: Store, claims: timedelta
) -> None:
    [first] = store.save([result(1)])
    copying = Store(engine, "copy")
    assert outcomes(copying, copy_of(1, 3, claims)) == [Outcome.DUPLICATE]
    assert originals(engine) == {"vna": None, "copy": first.article_id}
    later = NOW + timedelta(days=4)
    page = Page("https://copy.example/1", b"", later, status=410)
    failed = failure(1, "HTTP 410", page=page, fetched_at=later, retry=False)
    copying.save([replace(failed, url="https://copy.example/1", outlet="copy")])
    assert originals(engine) == {"vna": None, "copy": first.article_id}


def test_the_copy_of_a_gone_article_becomes_an_article_of_its_own(
    engine: Engine, store: Store
) -> None:
    [first] = store.save([result(1)])
    [copy] = Store(engine, "copy").save([copy_of(1, 3, timedelta(days=2))])
    assert originals(engine) == {"vna": None, "copy": first.article_id}
    store.save([gone(1, fetched_at=NOW + timedelta(days=4))])
    assert originals(engine) == {"vna": copy.article_id, "copy": None}
    store.save([result(1, at=NOW + timedelta(days=5))])
    assert originals(engine) == {"vna": None, "copy": first.article_id}
