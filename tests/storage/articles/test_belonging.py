"""Whether a text belongs to the URL that shows it, or to another stored article's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from pipelines.items import BodyBlock, Hint, Outcome, Result
from pipelines.storage.store import Store
from tests.support.invented import NOW, failure, result, text_of

DAY = timedelta(days=1)
SITE = "https://news.example"
OWN = f"{SITE}/business/mill-owner-will-keep-bees-41127.html"
CORRECTED = text_of(1).replace("Friday", "Saturday")
NEVER = 3  # as many visits as are tried


def night(engine: Engine, number: int) -> Store:
    store = Store(engine, "vna")
    store.begin_crawl(NOW + number * DAY, {}, {})
    return store


def shown(
    url: str, number: int, *, claims: str = "", title: str | None = None, **values: object
) -> Result:
    """Return the mill's article as found at ``url`` in night ``number``."""
    page = result(1, url=claims or url, page_url=url, at=NOW + number * DAY, **values)
    assert page.page is not None
    return replace(page, landed=url, page=replace(page.page, hint=Hint(title=title)))


def other(url: str, number: int) -> Result:
    """Return another article, which is stored nowhere, as found at ``url``."""
    body = (BodyBlock("Herons fish below the ferry steps; nets are dried on tall bamboo poles."),)
    return shown(url, number, body=body)


def outcome(store: Store, one: Result) -> Outcome:
    return store.save([one])[0].outcome


@pytest.mark.parametrize(
    ("url", "text_", "waits"),
    [
        # Guards: what announces the same article is a variant at once.
        (f"{SITE}/society/mill-owner-will-keep-bees-41127.html", text_of(1), 0),
        (f"{OWN}?from=push-of-the-evening", text_of(1), 0),
        (f"{SITE}/amp/mill-owner-will-keep-bees-41127.html", CORRECTED, 0),
        ("https://m.news.example/business/mill-owner-will-keep-bees-41127.html", text_of(1), 0),
        (f"{SITE}/print/41127", text_of(1), 0),
        # A number or a key names nothing: a variant at once, but it stays due for a visit.
        (f"{SITE}/print.php?n=77", text_of(1), -1),
        (f"{SITE}/go/qzwxecrvtb", text_of(1), -1),
        # Words of the text that are its subject by chance: another article, or a second slug.
        (f"{SITE}/business/river-rice-geese-ferry-41999.html", text_of(1), 1),
        (f"{SITE}/business/river-rice-geese-ferry-41999.html", CORRECTED, 1),
        # Another article's slug; of two words, as far as it differs.
        (f"{SITE}/business/mill-owner-strike-vote-41998.html", text_of(1), NEVER),
        (f"{SITE}/business/tram-drivers-vote-on-shifts-41998.html", text_of(1), NEVER),
    ],
)
def test_a_first_visit_that_shows_and_names_another_article_stays_due(
    engine: Engine, url: str, text_: str, waits: int
) -> None:
    """A site that mixes up its articles does so for a night; a variant stays one."""
    night(engine, 0).save([shown(OWN, 0, title="Mill owner will keep bees")])
    for number in range(1, NEVER + 1):
        found = outcome(night(engine, number), shown(url, number, claims=OWN, text=text_))
        assert found is (Outcome.FAILED if number <= waits else Outcome.SAME), number
        due = {one.url for one in Store(engine, "vna").pending(NOW + (number + 4) * DAY)}
        assert (url in due) == (number <= abs(waits))


def test_a_key_that_has_an_article_is_not_requested_for_ever(engine: Engine) -> None:
    """Three visits make it a variant of the other; nothing keeps it due then."""
    key = f"{SITE}/go/qzwxecrvtb"
    night(engine, 0).save([shown(OWN, 0, title="Mill owner will keep bees"), other(key, 0)])
    found = [outcome(night(engine, n), shown(key, n, claims=OWN)) for n in (1, 2, 3)]
    assert found == [Outcome.FAILED, Outcome.FAILED, Outcome.SAME]
    assert Store(engine, "vna").pending(NOW + 30 * DAY) == []


def test_a_variant_whose_url_shows_what_it_was_announced_as_is_an_article(engine: Engine) -> None:
    """A site mixed up its articles for so long that a URL passed for another's variant."""
    url = f"{SITE}/business/river-geese-ferry-bamboo-41999.html"
    night(engine, 0).save([shown(OWN, 0, title="Mill owner will keep bees")])
    found = [outcome(night(engine, n), shown(url, n, claims=OWN)) for n in (1, 2)]
    assert found == [Outcome.FAILED, Outcome.SAME]
    assert outcome(night(engine, 3), other(url, 3)) is Outcome.NEW
    with engine.connect() as connection:
        urls = set(connection.scalars(text("SELECT url FROM articles")))
    assert urls == {OWN, url}


@pytest.mark.parametrize(("url", "waits"), [("41998", 1), ("moved/41127", 0), ("tram-shifts", 0)])
def test_a_gone_article_does_not_move_to_another_number_at_once(
    engine: Engine, url: str, waits: int
) -> None:
    """Numbers are the articles' own: what a site shows at another one may be a mix-up."""
    left, new = f"{SITE}/news/41127.html", f"{SITE}/news/{url}.html"
    night(engine, 0).save([shown(left, 0)])
    taken_down = failure(1, "HTTP 410", fetched_at=NOW + DAY, retry=False)
    night(engine, 1).save([replace(taken_down, url=left)])
    found = [outcome(night(engine, n), shown(new, n)) for n in (2, 3)]
    assert found[:waits] == [Outcome.FAILED] * waits
    assert found[waits] is Outcome.DUPLICATE
    with engine.connect() as connection:
        assert connection.scalars(text("SELECT url FROM articles")).all() == [new]
