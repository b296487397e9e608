"""Assigns articles to stories: clusters about the same event, across outlets and URLs.

Two articles are linked if their texts are similar or one contains the other (``likeness``) and they
were published within ``candidates.WINDOW``, or if headline and text are the same. A story is a
connected component of links, so the order in which articles arrive does not matter. An article
whose text changes so that its links no longer hold leaves its story.

Needs a transaction without other writers of stories: ``BEGIN IMMEDIATE`` on SQLite; on PostgreSQL
an advisory lock that is taken here and ends with the transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pipelines.similarity.fingerprints import fingerprints
from pipelines.similarity.likeness import likeness
from pipelines.similarity.shingles import ShingledText, shingled
from pipelines.storage.database.article_tables import Article, Revision, Story
from pipelines.storage.sql import upsert
from pipelines.storage.sql.in_list import in_list
from pipelines.storage.stories import story_rows
from pipelines.storage.stories.candidates import (
    WINDOW,
    FingerprintedArticle,
    batched,
    find_and_store,
)
from pipelines.storage.stories.union_find import Groups

STORIES_LOCK = 0x7469_6E73_6163_6801  # "tinsach" and a number: the advisory lock of stories
_LOCK_OUTLET = text("SELECT pg_advisory_xact_lock(1953066541, hashtext(:outlet))")
_MAX_SAME_TEXT = 16  # maximum articles with the same headline and text that are considered

_ARTICLE, _REVISION = upsert.table(Article), upsert.table(Revision)
_article, _revision, _story = _ARTICLE.c, _REVISION.c, upsert.table(Story).c

# Built once: building a statement costs more than executing it.
_numbered = in_list(_article.id, "numbers")
_MEMBER_ROWS = select(
    _article.id,
    _article.story_id,
    _article.published_at,
    _article.first_seen_at,
    _article.text_hash,
).where(_numbered)
_TEXTS = (
    select(_article.id, _revision.lead, _revision.body)
    .join_from(
        _ARTICLE,
        _REVISION,
        (_revision.article_id == _article.id) & (_revision.number == _article.revision),
    )
    .where(_numbered)
)
_STORIES = select(_article.id, _article.story_id).where(_numbered)
_TWINS = (
    select(_article.text_hash, _article.id)
    .where(in_list(_article.text_hash, "hashes"))
    .order_by(_article.id)
)


@dataclass(frozen=True, slots=True)
class StoryMember:
    """An article as a member of a story: its outlet and its time."""

    article_id: int
    story_id: int | None
    published_at: datetime | None
    first_seen_at: datetime
    text_hash: str

    @property
    def at(self) -> datetime:
        """Its time of publication, or else of the first fetch."""
        return self.published_at or self.first_seen_at

    @property
    def day(self) -> date:
        """The day of that time, UTC."""
        return self.at.date()


def lock(session: Session) -> None:
    """Wait until no other transaction writes stories.

    Called before a stored article is changed, it prevents deadlocks: clustering changes
    articles of every outlet. Before it, outlets write concurrently. SQLite has a single writer
    anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": STORIES_LOCK})


def lock_outlet(session: Session, outlet: str) -> None:
    """Wait until no other transaction is writing articles of ``outlet``."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_LOCK_OUTLET, {"outlet": outlet})


def assign(
    session: Session,
    article_ids: Collection[int],
    prints: Mapping[int, Sequence[int]] = MappingProxyType({}),
    started: Mapping[int, StoryMember] = MappingProxyType({}),
    same_text: set[int] | None = None,
) -> dict[int, int]:
    """Assign stories to articles that are new or whose text changed.

    Writes their fingerprints, ``article.story_id`` and ``article.duplicate_of`` (of all members of
    the changed stories) and the rows of ``story``.

    Args:
        session: in a transaction, with the rows of the articles and their revisions written.
        article_ids: ids of the articles.
        prints: fingerprints of their latest texts, by article; missing ones are computed from the
            stored text.
        started: those of them that were just written with a story of their own, by id.
        same_text: gets the ids of those in ``started`` whose headline and text others have, and of
            these others.

    Returns:
        The id of each article's story, by article.
    """
    if not article_ids:
        return {}
    lock(session)
    members_of = _story_members(session, set(article_ids) - started.keys()) | dict(started)
    missing = _texts(session, members_of.keys() - prints.keys())
    computed = {number: fingerprints(words) for number, words in missing.items()}
    candidates = find_and_store(
        session,
        [
            FingerprintedArticle(
                number, one.day, computed[number] if number in computed else prints[number]
            )
            for number, one in members_of.items()
        ],
    )
    for group in _same_text_groups(session, members_of.values()):
        if same_text is not None and not group.isdisjoint(started):
            same_text |= group
        for article_id in group & members_of.keys():
            candidates[article_id] += sorted(group - {article_id})
    story_of = _stories(session, {other for found in candidates.values() for other in found})
    links = _links(session, members_of, candidates, story_of)
    return _apply_links(session, members_of, story_of, links, started)


def _stories(session: Session, article_ids: Iterable[int]) -> dict[int, int | None]:
    """Return the story of each article that still exists."""
    story_of: dict[int, int | None] = {}
    for some in batched(sorted(article_ids)):
        found = session.connection().execute(_STORIES, {"numbers": some})
        story_of.update((row.id, row.story_id) for row in found)
    return story_of


def _story_members(session: Session, article_ids: Iterable[int]) -> dict[int, StoryMember]:
    """Return the articles by id."""
    return {
        row.id: StoryMember(*row)
        for some in batched(sorted(article_ids))
        for row in session.connection().execute(_MEMBER_ROWS, {"numbers": some})
    }


def _texts(session: Session, article_ids: Iterable[int]) -> dict[int, ShingledText]:
    """Return the latest text of articles, by id."""
    return {
        row.id: shingled(f"{row.lead}\n{row.body}" if row.lead else row.body)
        for some in batched(sorted(article_ids))
        for row in session.connection().execute(_TEXTS, {"numbers": some})
    }


def _same_text_groups(session: Session, members_of: Collection[StoryMember]) -> list[set[int]]:
    """Return groups of articles with the same headline and text, whatever their dates."""
    groups: dict[str, set[int]] = {}
    for some in batched(sorted({one.text_hash for one in members_of})):
        for text_hash, article_id in session.connection().execute(_TWINS, {"hashes": some}):
            group = groups.setdefault(text_hash, set())
            if len(group) < _MAX_SAME_TEXT:
                group.add(article_id)
    return [group for group in groups.values() if len(group) > 1]


def _links(
    session: Session,
    members_of: dict[int, StoryMember],
    candidates: dict[int, list[int]],
    story_of: dict[int, int | None],
) -> set[tuple[int, int]]:
    """Return pairs of the same story, as few as are needed to connect its members.

    Texts are read and compared only if two articles are not yet connected: a new article is
    compared once with a story of many articles.
    """
    known, texts = dict(members_of), dict[int, ShingledText]()
    groups, tried = Groups(), set[frozenset[int]]()
    for number, story_id in story_of.items():
        if story_id is not None and number not in members_of:
            groups.join(number, -story_id)  # stories have negative ids here
    links = set()
    queues = {number: iter(candidates[number]) for number in members_of}
    while queues:
        pairs = []
        for number, queue in list(queues.items()):
            for other in queue:
                pair = frozenset((number, other))
                if other in story_of and pair not in tried and not groups.joined(number, other):
                    tried.add(pair)
                    pairs.append((number, other))
                    break
            else:
                del queues[number]
        known |= _story_members(session, {other for _, other in pairs} - known.keys())
        texts |= _texts(session, {number for pair in pairs for number in pair} - texts.keys())
        for number, other in pairs:
            if groups.joined(number, other):
                continue
            if _linked(known[number], known[other], texts):
                groups.join(number, other)
                links.add((number, other))
    return links


def _linked(first: StoryMember, second: StoryMember, texts: Mapping[int, ShingledText]) -> bool:
    if first.text_hash == second.text_hash:
        return True
    if abs(first.day - second.day) > WINDOW:
        return False
    return likeness(texts[first.article_id], texts[second.article_id]).same_story


def _apply_links(
    session: Session,
    members_of: dict[int, StoryMember],
    story_of: dict[int, int | None],
    links: set[tuple[int, int]],
    started: Collection[int],
) -> dict[int, int]:
    """Apply the links: create, join and leave stories. Return each article's story."""
    story_of |= {number: one.story_id for number, one in members_of.items()}
    touched: set[int] = set()
    old = {number: one for number, one in members_of.items() if number not in started}
    for number, left in _departures(session, old, story_of, links):
        touched.add(left)
        story_of[number] = None
    groups = Groups()
    for number, story_id in story_of.items():
        if story_id is not None:
            groups.join(number, -story_id)
    for first, second in links:
        groups.join(first, second)
    alone: list[int] = []
    emptied: set[int] = set()
    for group in groups.of(members_of):
        members = [number for number in group if number > 0]
        stories = [-number for number in group if number < 0]
        if len(members) == 1 and not stories:
            alone += members
            continue
        if len(members) == 1 and len(stories) == 1 and members[0] in started:
            continue  # has its own, already written
        target = (
            min(stories) if stories else story_rows.add(session, [_start(members_of, members)])[0]
        )
        others = set(stories) - {target}
        story_rows.join(session, members, others, target)
        emptied |= others
        touched = touched - set(stories) | {target}
        story_of.update(dict.fromkeys(members, target))
    if alone:
        added = story_rows.add(session, [_start(members_of, [number]) for number in alone])
        story_of.update(zip(alone, added, strict=True))
    story_rows.remove(session, emptied)
    for story_id in sorted(touched):
        story_rows.set_head_and_duplicates(session, story_id)
    return {number: story for number, story in story_of.items() if number in members_of and story}


def _start(members_of: dict[int, StoryMember], members: list[int]) -> tuple[int, datetime | None]:
    """Return the article that a new story begins with, and its publication time."""
    number = next(number for number in members if number in members_of)
    return number, members_of[number].published_at


def _departures(
    session: Session,
    members_of: dict[int, StoryMember],
    story_of: dict[int, int | None],
    links: set[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Return the articles that no longer belong to their story, and are not alone in it."""
    stays = {
        number
        for pair in links
        for number in pair
        if len({story_of[number] for number in pair}) == 1
    }
    doubtful = [
        (number, one.story_id)
        for number, one in members_of.items()
        if one.story_id is not None and number not in stays
    ]
    if not doubtful:
        return []
    query = select(_story.id).where(
        _story.id.in_([story_id for _, story_id in doubtful]), _story.articles > 1
    )
    shared = set(session.scalars(query))
    return [(number, story_id) for number, story_id in doubtful if story_id in shared]
