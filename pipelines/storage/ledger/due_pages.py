"""Selects the pages that are due: what to fetch next, and in which order.

A page is *due* while ``due_at`` is set and past. One run at a time takes it (``crawl_id``), and
receives it once. Pages that a run took but did not finish, because it was killed or failed, stay
due for the next run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Row, Select, bindparam, func, literal, or_, select, update
from sqlalchemy.orm import Session

from pipelines.items import Candidate, Due, Outcome
from pipelines.storage.database.article_tables import Article
from pipelines.storage.database.crawl_tables import Page
from pipelines.storage.ledger.fetch_results import WAITS_AFTER_REFUSAL, WAITS_BETWEEN_RUNS
from pipelines.storage.sql.row_mapping import fit_url, hint_of, hint_row
from pipelines.storage.sql.upsert import insert, table

CHUNK = 500
TOO_NEW = timedelta(days=1)  # a source's date further ahead is a mistake and is ignored
MAX_DELAY = max(*WAITS_BETWEEN_RUNS, *WAITS_AFTER_REFUSAL) + timedelta(days=1)
"""Pages due later than this were stored by a wrong clock."""

_GOOD = tuple(one.value for one in (Outcome.NEW, Outcome.CHANGED, Outcome.SAME, Outcome.DUPLICATE))
"""Outcomes of pages that gave an article; a stub may be due later, for its whole text."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Visit:
    """Decides whether a known page is fetched again.

    Attributes:
        now: the crawl's clock.
        refresh: fetch every page again, without validators.
        revisit: ages at which an article is fetched again.
    """

    now: datetime
    refresh: bool = False
    revisit: tuple[timedelta, ...] = ()


def discover(
    session: Session,
    outlet: str,
    crawl_id: int | None,
    candidates: Sequence[Candidate],
    visit: Visit,
) -> list[Due]:
    """Store the pages that ``candidates`` list; return those to fetch now, in order."""
    wanted: dict[str, Candidate] = {}
    for candidate in candidates:
        wanted.setdefault(fit_url(candidate.url), candidate)
    due: list[Due] = []
    for urls in _chunks(wanted, CHUNK):
        chunk = [wanted[url] for url in urls]
        _announce(session, outlet, dict(zip(urls, chunk, strict=True)), visit.now)
        rows = {row.url: row for row in session.execute(_known(outlet, urls))}
        taken = []
        for url, candidate in zip(urls, chunk, strict=True):
            row = rows[url]
            if (crawl_id is None or row.crawl_id != crawl_id) and _is_due(row, candidate, visit):
                due.append(_due(row, visit, candidate))
                taken.append({"page": row.id, "new_hint": _merged(row, candidate)})
        _take(session, crawl_id, visit.now, taken)
    return due


def pending(
    session: Session, outlet: str, crawl_id: int | None, visit: Visit, limit: int | None
) -> list[Due]:
    """Return pages left by an earlier run, failed pages, and young articles due for a revisit."""
    due: list[Due] = []
    is_due = or_(Page.due_at <= visit.now, Page.due_at > visit.now + MAX_DELAY)
    statement = _rows(outlet).where(is_due)
    if crawl_id is not None:
        statement = statement.where(or_(Page.crawl_id.is_(None), Page.crawl_id != crawl_id))
    rows = list(session.execute(statement.order_by(Page.due_at, Page.id).limit(limit)))
    if visit.revisit and (limit is None or len(rows) < limit):
        seen = {row.id for row in rows}
        young = (row for row in session.execute(_young(outlet, visit)) if row.id not in seen)
        again = (row for row in young if row.crawl_id != crawl_id or crawl_id is None)
        again = (row for row in again if _to_revisit(row, visit))
        rows.extend(islice(again, None if limit is None else limit - len(rows)))
    due.extend(_due(row, visit) for row in rows)
    _take(session, crawl_id, visit.now, [{"page": row.id, "new_hint": row.hint} for row in rows])
    return due


def reopen(session: Session, outlet: str, urls: Sequence[str], now: datetime) -> None:
    """Make pages due as if they had not failed."""
    pages = table(Page)
    for chunk in _chunks([fit_url(url) for url in urls], CHUNK):
        wanted = (pages.c.outlet == outlet) & pages.c.url.in_(chunk)
        session.execute(update(pages).where(wanted).values(due_at=now, attempts=0))


def _announce(
    session: Session, outlet: str, candidates: dict[str, Candidate], now: datetime
) -> None:
    rows = [
        {
            "outlet": outlet,
            "url": url,
            "source": candidate.source,
            "hint": hint_row(candidate.hint),
            "discovered_at": now,
            "due_at": now,
            "attempts": 0,
            "visits": 0,
        }
        for url, candidate in sorted(candidates.items())
    ]
    session.execute(insert(session, Page).on_conflict_do_nothing(), rows)


def _rows(outlet: str) -> Select[Any]:
    pages = table(Page).c
    return (
        select(
            *pages,
            Article.published_at,
            Article.first_seen_at,
            Article.gone_at,
        )
        .outerjoin(Article, Article.id == Page.article_id)
        .where(Page.outlet == outlet)
    )


def _known(outlet: str, urls: Sequence[str]) -> Select[Any]:
    return _rows(outlet).where(Page.url.in_(urls))


def _young(outlet: str, visit: Visit) -> Select[Any]:
    since = visit.now - max(visit.revisit) - timedelta(days=1)
    return (
        _rows(outlet)
        .where(Article.outlet == outlet, Article.published_at > since)
        .where(or_(Page.due_at.is_(None), Page.outcome.in_(_GOOD)))
        .order_by(Page.id)
    )


def _is_due(row: Row[Any], candidate: Candidate, visit: Visit) -> bool:
    if visit.refresh or row.fetched_at is None:
        return True
    if row.due_at is not None and not visit.now < row.due_at <= visit.now + MAX_DELAY:
        return True
    if row.due_at is not None and row.outcome not in _GOOD:
        return False
    announced = candidate.hint.modified_at
    if announced is not None and _fetched_at(row, visit) < announced <= visit.now + TOO_NEW:
        return True
    return _to_revisit(row, visit)


def _to_revisit(row: Row[Any], visit: Visit) -> bool:
    if row.article_id is None or row.gone_at is not None or row.fetched_at is None:
        return False
    born = row.published_at or row.first_seen_at
    passed = [born + age for age in visit.revisit if born + age <= visit.now]
    return bool(passed and _fetched_at(row, visit) < max(passed))


def _fetched_at(row: Row[Any], visit: Visit) -> datetime:
    """Return when a page was last fetched; long ago if the clock was ahead then."""
    fetched_at: datetime = row.fetched_at
    return fetched_at if fetched_at <= visit.now + TOO_NEW else datetime.min.replace(tzinfo=UTC)


def _due(row: Row[Any], visit: Visit, candidate: Candidate | None = None) -> Due:
    hint = hint_of(_merged(row, candidate) if candidate else row.hint)
    known = row.fetched_at is not None
    due = Due(row.url, hint, row.etag, row.last_modified, row.attempts, known)
    return replace(due, etag=None, last_modified=None) if visit.refresh else due


def _merged(row: Row[Any], candidate: Candidate) -> dict[str, str]:
    """Return what all sources state about a page: a feed has its title, a listing its section."""
    return {**row.hint, **hint_row(candidate.hint)}


def _take(
    session: Session, crawl_id: int | None, now: datetime, taken: list[dict[str, Any]]
) -> None:
    """Assign pages to this run; they stay due until it is done with them."""
    if not taken:
        return
    pages = table(Page)
    statement = (
        update(pages)
        .where(pages.c.id == bindparam("page"))
        .values(
            crawl_id=crawl_id,
            due_at=func.coalesce(pages.c.due_at, literal(now, pages.c.due_at.type)),
            hint=bindparam("new_hint", type_=pages.c.hint.type),
        )
    )
    session.connection().execute(statement, taken)


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
