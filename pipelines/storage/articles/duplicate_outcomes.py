"""Makes the outcomes ``new`` and ``duplicate`` agree with ``article.duplicate_of``.

Which of several articles with the same text is the original is known only once the story is,
because a copy may be stored before its original. Then the earlier page becomes the duplicate, and
the counts of its run are corrected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.orm import Session

from pipelines.items import Outcome, Saved
from pipelines.storage.database.article_tables import Article
from pipelines.storage.database.crawl_tables import Crawl, Page
from pipelines.storage.sql.in_list import in_list
from pipelines.storage.sql.upsert import table

_ARTICLE, _PAGE, _CRAWL = table(Article), table(Page), table(Crawl)
_ORIGINAL = _ARTICLE.alias("original")
_ORIGINALS = (
    select(_ARTICLE.c.id, _ORIGINAL.c.url)
    .join(_ORIGINAL, _ORIGINAL.c.id == _ARTICLE.c.duplicate_of)
    .where(in_list(_ARTICLE.c.id, "numbers"))
)
_OVERTAKEN = (
    select(_PAGE.c.id, _PAGE.c.crawl_id, _ORIGINAL.c.url)
    .join(_ARTICLE, _ARTICLE.c.id == _PAGE.c.article_id)
    .join(_ORIGINAL, _ORIGINAL.c.id == _ARTICLE.c.duplicate_of)
    .where(in_list(_ORIGINAL.c.id, "numbers"), _PAGE.c.outcome == Outcome.NEW.value)
)


def agree(session: Session, decided: Sequence[Saved], added: Collection[int]) -> list[Saved]:
    """Return the replies with the outcomes that clustering decided; correct those of other runs.

    Args:
        session: in a transaction, with articles and stories written.
        decided: the reply for each page.
        added: ids of new articles whose text is also stored at another URL.
    """
    if not added:
        return list(decided)
    connection, numbers = session.connection(), {"numbers": sorted(added)}
    originals = {row.id: row.url for row in connection.execute(_ORIGINALS, numbers)}
    _overtake(session, list(connection.execute(_OVERTAKEN, numbers)))
    return [
        _decided(one, originals.get(one.article_id or 0))
        if one.article_id in added and one.outcome in (Outcome.NEW, Outcome.DUPLICATE)
        else one
        for one in decided
    ]


def _decided(saved: Saved, original: str | None) -> Saved:
    if original is None:
        return replace(saved, outcome=Outcome.NEW, reason=None)
    return replace(saved, outcome=Outcome.DUPLICATE, reason=_reason(original))


def _reason(original: str) -> str:
    return f"same text as {original}"


def _overtake(session: Session, pages: Sequence[Row[tuple[int, int | None, str]]]) -> None:
    """Turn pages of earlier runs into duplicates if their article proved to be a copy."""
    if not pages:
        return
    session.connection().execute(
        update(_PAGE)
        .where(_PAGE.c.id == bindparam("number"))
        .values(outcome=Outcome.DUPLICATE.value, reason=bindparam("why")),
        [{"number": page.id, "why": _reason(page.url)} for page in pages],
    )
    for crawl_id, count in Counter(page.crawl_id for page in pages if page.crawl_id).items():
        session.execute(
            update(_CRAWL)
            .where(_CRAWL.c.id == crawl_id)
            .values(new=_CRAWL.c.new - count, duplicate=_CRAWL.c.duplicate + count)
        )
