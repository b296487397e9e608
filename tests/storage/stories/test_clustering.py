"""Stories: who joins, who does not, who is the head, whatever the order of arrival."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from bench.stories import story_edits
from bench.stories.story_edits import EDITS, Words
from pipelines.items import BodyBlock, Outcome, Result
from pipelines.storage.database import article_tables
from pipelines.storage.store import Store
from pipelines.storage.stories import candidates
from pipelines.storage.stories.clustering import assign
from tests.support.invented import HOUR, NOW, result
from tests.support.story_texts import ARCHIVE, BRIDGE, ORCHARD, OTHERS, paragraphs

WORDS = Words(OTHERS.split(), paragraphs(OTHERS))


def telling(
    name: str,
    parts: Iterable[str],
    *,
    outlet: str = "vna",
    at: datetime = NOW - HOUR,
    agency: str | None = None,
    seen_at: datetime = NOW,
) -> Result:
    """Return a fetched article; ``name`` is its URL and headline."""
    return result(
        name,
        outlet=outlet,
        url=f"https://{outlet}.example/{name}.html",
        title=f"Headline {name}",
        body=tuple(BodyBlock(part) for part in parts),
        published_at=at,
        agency=agency,
        at=seen_at,
    )


def save(engine: Engine, *results: Result) -> list[Outcome]:
    """Save one by one, each by a store of its outlet."""
    found = []
    for one in results:
        store = Store(engine, one.outlet)
        store.begin_crawl(NOW, {}, {})
        found += [saved.outcome for saved in store.save([one])]
    return found


def stories(engine: Engine) -> list[set[str]]:
    """Return the headlines by story, in order of their first."""
    stories: dict[int | None, set[str]] = {}
    query = select(article_tables.Article.story_id, article_tables.Revision.title).join(
        article_tables.Revision,
        (article_tables.Revision.article_id == article_tables.Article.id)
        & (article_tables.Revision.number == article_tables.Article.revision),
    )
    with Session(engine) as session:
        for story_id, title in session.execute(query):
            stories.setdefault(story_id, set()).add(title.removeprefix("Headline "))
    assert None not in stories
    return sorted(stories.values(), key=min)


def heads(engine: Engine) -> dict[str, int]:
    """Return the URL of each story's head to its number of articles."""
    query = select(article_tables.Article.url, article_tables.Story.articles).join(
        article_tables.Story, article_tables.Story.head_id == article_tables.Article.id
    )
    with Session(engine) as session:
        return {row.url: row.articles for row in session.execute(query)}


def consistent(engine: Engine) -> None:
    """Assert that every story has a head and counts its articles, and every article a story."""
    with Session(engine) as session:
        for story in session.scalars(select(article_tables.Story)):
            members = session.scalars(
                select(article_tables.Article).where(article_tables.Article.story_id == story.id)
            ).all()
            assert story.articles == len(members) > 0
            assert story.head_id in {member.id for member in members}
            for member in members:
                originals = [one for one in members if one.text_hash == member.text_hash]
                assert sum(one.duplicate_of is None for one in originals) == 1
                assert member.duplicate_of in {None, *(one.id for one in originals)}


@pytest.mark.parametrize("kind", EDITS)
def test_an_edited_copy_joins_its_story(engine: Engine, kind: str) -> None:
    random = Random(7)
    save(engine, telling("orchard", paragraphs(ORCHARD)), telling("archive", paragraphs(ARCHIVE)))
    for number, text in enumerate((BRIDGE, ORCHARD, ARCHIVE)):
        edited = EDITS[kind](paragraphs(text), WORDS, random)
        save(engine, telling(f"edit-{number}", edited, outlet="vns", at=NOW + HOUR))
    save(engine, telling("bridge", paragraphs(BRIDGE)))
    assert stories(engine) == [
        {"archive", "edit-2"},
        {"bridge", "edit-0"},
        {"edit-1", "orchard"},
    ]
    consistent(engine)


def test_place_names_and_datelines_do_not_split_a_story(engine: Engine) -> None:
    plain = story_edits.fold(paragraphs(ORCHARD), WORDS, Random(0))
    plain = [part.replace("Viet Nam", "Vietnam").replace("CAN THO - ", "") for part in plain]
    plain[0] = f"Can Tho (VNA) – {plain[0]}"
    save(engine, telling("vns", paragraphs(ORCHARD), outlet="vns"), telling("vna", plain))
    assert stories(engine) == [{"vna", "vns"}]


@pytest.mark.parametrize("share", [0.25, 0.4])
def test_the_same_opening_is_not_the_same_story(engine: Engine, share: float) -> None:
    other = story_edits.same_opening(share)(paragraphs(BRIDGE), WORDS, Random(3))
    save(engine, telling("bridge", paragraphs(BRIDGE)), telling("other", other, outlet="vns"))
    assert stories(engine) == [{"bridge"}, {"other"}]


@pytest.mark.parametrize("name", story_edits.TEMPLATES)
def test_a_daily_brief_is_a_story_of_its_day(engine: Engine, name: str) -> None:
    random = Random(5)
    days = {f"day-{day}": story_edits.template(name, random) for day in range(6)}
    for day, (label, parts) in enumerate(days.items()):
        save(engine, telling(label, parts, at=NOW + timedelta(days=day)))
    assert stories(engine) == [{label} for label in days]
    # The same day's brief of another outlet is the same story.
    save(engine, telling("other", days["day-3"], outlet="vns", at=NOW + timedelta(days=3)))
    assert {"day-3", "other"} in stories(engine)


@pytest.mark.parametrize("quoted", [30, 60, 120])
@pytest.mark.parametrize("digest_first", [True, False])
def test_a_digest_is_not_the_stories_it_quotes(
    engine: Engine, quoted: int, digest_first: bool
) -> None:
    texts = [paragraphs(text) for text in (BRIDGE, ORCHARD, ARCHIVE)]
    lot = [telling(f"story-{number}", text) for number, text in enumerate(texts)]
    lot.append(telling("digest", story_edits.digest(texts, quoted, Random(0)), outlet="vns"))
    save(engine, *(reversed(lot) if digest_first else lot))
    assert stories(engine) == [{"digest"}, {"story-0"}, {"story-1"}, {"story-2"}]


def test_copies_beyond_the_window_are_stories_of_their_own(engine: Engine) -> None:
    edited = paragraphs(BRIDGE)[:-1]
    for days in (0, 8, 30):
        at = NOW + timedelta(days=days)
        save(engine, telling(f"after-{days}", edited, at=at))
        edited = edited[:-1]
    assert len(stories(engine)) == 3
    save(engine, telling("after-4", edited, at=NOW + timedelta(days=4)))
    assert stories(engine) == [{"after-0", "after-4", "after-8"}, {"after-30"}]


def test_short_texts_are_one_story_only_verbatim(engine: Engine) -> None:
    save(
        engine,
        telling("a", ["The museum is closed today."]),
        telling("b", ["The museum is closed today."], outlet="vns"),
        telling("c", ["The museum is open today."], outlet="sggp"),
    )
    assert stories(engine) == [{"a", "b"}, {"c"}]


VERSIONS = {
    "whole": paragraphs(BRIDGE),
    "first half": paragraphs(BRIDGE)[:6],
    "second half": paragraphs(BRIDGE)[4:],
    "brief": paragraphs(BRIDGE)[:2],
    "other": paragraphs(ORCHARD),
}


@pytest.mark.parametrize("order", list(itertools.permutations(VERSIONS))[::17])
def test_the_order_of_arrival_does_not_matter(engine: Engine, order: tuple[str, ...]) -> None:
    at = {name: NOW + HOUR * number for number, name in enumerate(VERSIONS)}
    for name in order:
        label = name.replace(" ", "-")
        save(engine, telling(label, VERSIONS[name], outlet=f"o{len(name)}", at=at[name]))
    assert stories(engine) == [{"brief", "first-half", "second-half", "whole"}, {"other"}]
    assert heads(engine) == {
        "https://o5.example/whole.html": 4,
        "https://o5.example/other.html": 1,
    }
    consistent(engine)


def test_one_batch_is_as_good_as_many(engine: Engine) -> None:
    store = Store(engine, "vna")
    store.begin_crawl(NOW, {}, {})
    store.save([telling(name.replace(" ", "-"), parts) for name, parts in VERSIONS.items()])
    assert stories(engine) == [{"brief", "first-half", "second-half", "whole"}, {"other"}]
    consistent(engine)


def test_an_article_that_links_two_stories_joins_them(engine: Engine) -> None:
    parts = paragraphs(BRIDGE)
    save(engine, telling("top", parts[:4]), telling("tail", parts[5:], outlet="vns"))
    assert len(stories(engine)) == 2
    save(engine, telling("whole", parts, outlet="sggp"))
    assert stories(engine) == [{"tail", "top", "whole"}]
    consistent(engine)


def test_the_head_is_the_agencys_own_article_or_the_earliest(engine: Engine) -> None:
    parts = paragraphs(BRIDGE)
    save(engine, telling("copy", parts[:-1], outlet="sggp", at=NOW, agency="VNA"))
    save(engine, telling("early", parts[1:], outlet="ppp", at=NOW - 2 * HOUR))
    assert heads(engine) == {"https://ppp.example/early.html": 2}
    save(engine, telling("own", parts, outlet="vna", at=NOW + HOUR, agency="VNA/VNP"))
    assert heads(engine) == {"https://vna.example/own.html": 3}


def test_exact_republication_points_to_the_original(engine: Engine) -> None:
    first = telling("a", paragraphs(BRIDGE), outlet="vns", at=NOW)
    copy = replace(first, outlet="sggp", url="https://sggp.example/a.html")
    assert copy.article is not None
    later = NOW + HOUR
    copy = replace(
        copy, article=replace(copy.article, url=copy.url, outlet="sggp", published_at=later)
    )
    earlier = replace(first, outlet="vna", url="https://vna.example/a.html")
    assert earlier.article is not None
    earlier = replace(
        earlier,
        article=replace(
            earlier.article, url=earlier.url, outlet="vna", published_at=NOW - 50 * HOUR
        ),
    )
    assert save(engine, first, copy) == [Outcome.NEW, Outcome.DUPLICATE]
    save(engine, earlier)
    with Session(engine) as session:
        rows = {row.url: row for row in session.scalars(select(article_tables.Article))}
        original = rows[earlier.url]
        assert original.duplicate_of is None
        assert {rows[one.url].duplicate_of for one in (first, copy)} == {original.id}
    consistent(engine)


def test_an_article_with_a_new_text_leaves_its_story(engine: Engine) -> None:
    save(
        engine,
        telling("a", paragraphs(BRIDGE)),
        telling("b", paragraphs(BRIDGE)[1:], outlet="vns"),
        telling("c", paragraphs(ORCHARD), outlet="vns"),
    )
    assert stories(engine) == [{"a", "b"}, {"c"}]
    changed = telling("a", paragraphs(ORCHARD)[1:], seen_at=NOW + HOUR)
    assert save(engine, changed) == [Outcome.FAILED]  # it waits for a second visit
    assert stories(engine) == [{"a", "b"}, {"c"}]
    later = telling("a", paragraphs(ORCHARD)[1:], seen_at=NOW + 25 * HOUR)
    assert save(engine, later) == [Outcome.CHANGED]
    assert stories(engine) == [{"a", "c"}, {"b"}]
    consistent(engine)


def test_a_changed_word_keeps_the_story(engine: Engine) -> None:
    parts = paragraphs(BRIDGE)
    save(engine, telling("a", parts), telling("b", parts[1:], outlet="vns"))
    with Session(engine) as session:
        before = session.scalars(select(article_tables.Story.id)).all()
    changed = [*parts[:-1], "A second crossing is not planned."]
    save(engine, telling("a", changed, seen_at=NOW + HOUR))
    assert stories(engine) == [{"a", "b"}]
    with Session(engine) as session:
        assert session.scalars(select(article_tables.Story.id)).all() == before


def test_assigning_again_changes_nothing(engine: Engine) -> None:
    save(engine, *(telling(name.replace(" ", "-"), text) for name, text in VERSIONS.items()))
    query = select(
        article_tables.Article.id,
        article_tables.Article.story_id,
        article_tables.Article.duplicate_of,
    )
    fingerprints = select(func.count()).select_from(article_tables.Fingerprint)
    with Session(engine) as session, session.begin():
        before, prints = session.execute(query).all(), session.scalar(fingerprints)
        again = assign(session, [row.id for row in before])
        assert again == {row.id: row.story_id for row in before}
        session.expire_all()
        assert session.execute(query).all() == before
        assert session.scalar(fingerprints) == prints
        assert assign(session, []) == {}


def test_articles_stored_before_stories_existed_get_one(engine: Engine) -> None:
    save(engine, telling("a", paragraphs(BRIDGE)), telling("b", paragraphs(ORCHARD)))
    with Session(engine) as session, session.begin():
        session.execute(update(article_tables.Article).values(story_id=None))
        session.query(article_tables.Story).delete()
        assign(session, session.scalars(select(article_tables.Article.id)).all())
    assert stories(engine) == [{"a"}, {"b"}]
    consistent(engine)


def test_a_phrase_that_everybody_prints_stays_bounded(engine: Engine) -> None:
    """A fingerprint is stored for a few articles, by which later ones are still found."""
    random = Random(9)
    many = candidates.HOLDERS + 10
    lot = []
    for number in range(many):
        parts = [random.choice(WORDS.paragraphs), *paragraphs(BRIDGE)]
        lot.append(telling(f"n{number}", parts))
    store = Store(engine, "vna")
    store.begin_crawl(NOW, {}, {})
    for start in range(0, many, 10):
        store.save(lot[start : start + 10])
    assert len(stories(engine)) == 1
    most = (
        select(func.count())
        .select_from(article_tables.Fingerprint)
        .group_by(article_tables.Fingerprint.hash)
    )
    with Session(engine) as session:
        assert max(session.scalars(most)) == candidates.HOLDERS
    consistent(engine)


def test_two_writers_at_once_make_one_story(engine: Engine) -> None:
    """Each outlet's crawl is a process; none may miss what another one just wrote."""
    outlets = ("vna", "vns", "sggp", "ppp")
    texts = [paragraphs(text) for text in (BRIDGE, ORCHARD, ARCHIVE)]
    start = Barrier(len(outlets))
    failures: list[BaseException] = []

    def crawl(number: int, outlet: str) -> None:
        try:
            store = Store(engine, outlet)
            store.begin_crawl(NOW, {}, {})
            start.wait()
            for round_ in range(3):
                for place, text in enumerate(texts[number % 3 :] + texts[: number % 3]):
                    name = f"{outlet}-{round_}-{place}"
                    store.save([telling(name, text[round_:], outlet=outlet)])
        except BaseException as error:  # noqa: BLE001  # passed to the test's own thread
            failures.append(error)

    threads = [Thread(target=crawl, args=pair) for pair in enumerate(outlets)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sorted(map(len, stories(engine))) == [12, 12, 12]
    consistent(engine)
