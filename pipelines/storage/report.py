"""The database report: kept, rejected and stripped counts per outlet. Read-only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, case, column, desc, func, or_, select
from sqlalchemy import table as sql_table

from pipelines.items import Outcome
from pipelines.storage import run_history
from pipelines.storage.database.article_tables import Article, Revision
from pipelines.storage.database.crawl_tables import Crawl, Page
from pipelines.storage.database.engine import READING
from pipelines.storage.reading import addresses, overview
from pipelines.storage.reading.records import Record
from pipelines.storage.status import refused_starts
from pipelines.storage.views.article_views import ARTICLES, STRIPPED

_ARTICLES, _STRIPPED = (
    sql_table(view.name, *(column(one.name) for one in view.columns))
    for view in (ARTICLES, STRIPPED)
)
_SHOWN_WORDS = (120, 260)  # the article shown should be a real one and fit on a screen or two


@dataclass(frozen=True, slots=True)
class LastCrawl:
    """The latest run of an outlet.

    Attributes:
        started_at: start, UTC.
        reason: finish reason; None while it runs, or if it was killed.
        pages: pages that were saved.
        outcomes: outcome to pages, those above zero.
        unusual: how the run differs from the outlet's history, one sentence each.
    """

    started_at: datetime
    reason: str | None
    pages: int
    outcomes: Mapping[str, int]
    unusual: tuple[str, ...] = ()

    @property
    def stored(self) -> int:
        """Number of pages that added something to the database: new, changed or duplicate."""
        kept = (Outcome.NEW, Outcome.CHANGED, Outcome.DUPLICATE)
        return sum(self.outcomes.get(one, 0) for one in kept)


@dataclass(frozen=True, slots=True)
class OutletReport:
    """The counts of one outlet.

    Attributes:
        outlet: its name.
        articles: articles stored.
        duplicates: of these, verbatim copies of another article.
        shared: of these, in a story with another outlet.
        words: words in leads and bodies.
        first_at, last_at: publication time of its earliest and its latest article, UTC.
        rejected: reason to number of pages that are not articles.
        failed: reason to number of pages that could not be fetched or extracted.
        stripped: rule to number of blocks it stripped.
        last: the latest run; None if the outlet was never crawled into this database.
    """

    outlet: str
    articles: int
    duplicates: int
    shared: int
    words: int
    rejected: Mapping[str, int]
    failed: Mapping[str, int]
    stripped: Mapping[str, int]
    last: LastCrawl | None
    first_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """One article in full; ``stripped`` holds rule and text, in page order."""

    values: Mapping[str, Any]
    stripped: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The report of a database.

    Attributes:
        outlets: the counts of each outlet.
        stories: number of stories with more than one outlet.
        article: the article shown in full.
        page: the page at the requested URL, a row of the view ``pages``.
        sources: rows of the view of this name, silent ones first.
        alarms: current faults: outlet, sentence, since.
        gone: articles that outlets took down last.
    """

    outlets: tuple[OutletReport, ...]
    stories: int
    article: ShownArticle | None
    page: Record | None = None
    sources: Sequence[Record] = ()
    alarms: Sequence[Record] = ()
    gone: Sequence[Record] = ()


def read(engine: Engine, url: str | None = None) -> Report:
    """Compile the report; the article shown is the one at ``url``, or an instructive one.

    An instructive article is one from which many different rules stripped something.
    """
    with engine.connect().execution_options(**{READING: True}) as connection:
        outlets = tuple(_outlets(connection))
        stories = connection.scalar(select(func.count()).select_from(_shared().subquery()))
        at_address = addresses.known(connection, url) if url is not None else None
        number = at_address.article_id if at_address else None
        if url is None:
            number = _telling(connection)
        return Report(
            outlets,
            int(stories or 0),
            None if number is None else _article(connection, number),
            at_address.page if at_address else None,
            overview.sources(connection),
            overview.alarms(connection),
            overview.taken_down(connection),
        )


def _shared() -> Select[Any]:
    """Return the ids of stories with more than one outlet."""
    return (
        select(Article.story_id)
        .where(Article.story_id.is_not(None))
        .group_by(Article.story_id)
        .having(func.count(Article.outlet.distinct()) > 1)
    )


def _outlets(connection: Connection) -> list[OutletReport]:
    totals = {row.outlet: row for row in connection.execute(_totals())}
    last = _last_crawls(connection)
    rejected = _reasons(connection, Outcome.NOT_ARTICLE)
    failed = _reasons(connection, Outcome.FAILED)
    stripped: dict[str, dict[str, int]] = {}
    for outlet, rule, count in connection.execute(
        select(Article.outlet, _STRIPPED.c.rule, func.count())
        .join(_STRIPPED, _STRIPPED.c.article_id == Article.id)
        .group_by(Article.outlet, _STRIPPED.c.rule)
    ):
        stripped.setdefault(outlet, {})[rule] = count
    reports = []
    for outlet in sorted({*totals, *last, *rejected, *failed}):
        row = totals.get(outlet)
        reports.append(
            OutletReport(
                outlet=outlet,
                articles=row.articles if row else 0,
                duplicates=row.duplicates if row else 0,
                shared=row.shared if row else 0,
                words=int(row.words or 0) if row else 0,
                rejected=rejected.get(outlet, {}),
                failed=failed.get(outlet, {}),
                stripped=stripped.get(outlet, {}),
                last=last.get(outlet),
                first_at=row.first_at if row else None,
                last_at=row.last_at if row else None,
            )
        )
    return reports


def _totals() -> Select[str, int, int, int, int, datetime | None, datetime | None]:
    shared = _shared().subquery()
    return (
        select(
            Article.outlet,
            func.count().label("articles"),
            func.count(Article.duplicate_of).label("duplicates"),
            func.count(shared.c.story_id).label("shared"),
            func.sum(Revision.word_count).label("words"),
            func.min(Article.published_at).label("first_at"),
            func.max(Article.published_at).label("last_at"),
        )
        .join(
            Revision,
            (Revision.article_id == Article.id) & (Revision.number == Article.revision),
        )
        .outerjoin(shared, shared.c.story_id == Article.story_id)
        .group_by(Article.outlet)
    )


def _last_crawls(connection: Connection) -> dict[str, LastCrawl]:
    began = or_(Crawl.reason.is_(None), Crawl.reason.not_in(refused_starts.REASONS.values()))
    newest = select(func.max(Crawl.id).label("id")).where(began).group_by(Crawl.outlet).subquery()
    rows = connection.execute(
        select(*Crawl.__table__.columns).join(newest, newest.c.id == Crawl.__table__.c.id)
    )
    return {
        row.outlet: LastCrawl(
            row.started_at,
            row.reason,
            row.pages,
            {one.value: count for one in Outcome if (count := getattr(row, one.value))},
            _unusual(connection, row.id),
        )
        for row in rows.all()
    }


def _unusual(connection: Connection, crawl_id: int) -> tuple[str, ...]:
    found = run_history.read(connection, crawl_id)
    return () if found is None else run_history.anomalies(found)


def _reasons(connection: Connection, outcome: Outcome) -> dict[str, dict[str, int]]:
    """Return outlet to reason to number of pages whose last fetch ended in ``outcome``."""
    counted: dict[str, dict[str, int]] = {}
    for outlet, reason, count in connection.execute(
        select(Page.outlet, func.coalesce(Page.reason, "no reason given"), func.count())
        .where(Page.outcome == outcome.value)
        .group_by(Page.outlet, Page.reason)
    ):
        counted.setdefault(outlet, {})[reason] = count
    return counted


def _article(connection: Connection, number: int) -> ShownArticle:
    row = connection.execute(select(_ARTICLES).where(_ARTICLES.c.id == number)).mappings().one()
    times = select(Article.published_at, Article.gone_at).where(Article.id == number)
    values = {**row, **connection.execute(times).mappings().one()}
    taken = connection.execute(
        select(_STRIPPED.c.rule, _STRIPPED.c.text)
        .where(_STRIPPED.c.article_id == number)
        .order_by(_STRIPPED.c.position, _STRIPPED.c.ordinal)
    )
    return ShownArticle(values, tuple((rule, text) for rule, text in taken))


def _telling(connection: Connection) -> int | None:
    """Return the id of the article to show; the choice is the same on every database."""
    rules = func.count(_STRIPPED.c.rule.distinct())
    return connection.scalar(
        select(Article.id)
        .join(_STRIPPED, _STRIPPED.c.article_id == Article.id)
        .join(
            Revision,
            (Revision.article_id == Article.id) & (Revision.number == Article.revision),
        )
        .group_by(Article.id, Article.url, Revision.word_count)
        .order_by(
            case((Revision.word_count.between(*_SHOWN_WORDS), 0), else_=1), desc(rules), Article.url
        )
        .limit(1)
    )
