"""Saves a batch in one transaction: pages, articles, outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, update
from sqlalchemy.orm import Session

from pipelines.items import Digest, Outcome, Result, Saved
from pipelines.results import is_wall
from pipelines.similarity.digest import digest
from pipelines.storage.articles import duplicate_outcomes
from pipelines.storage.articles.batch_writer import ArticleWriter
from pipelines.storage.articles.earlier_runs import EarlierRuns
from pipelines.storage.articles.outcomes import OutcomeDecider
from pipelines.storage.articles.quarantine import QuarantinedTexts
from pipelines.storage.articles.stored_articles import StoredArticles
from pipelines.storage.articles.vanished import find_again, settle
from pipelines.storage.database.crawl_tables import Crawl
from pipelines.storage.ledger import fetch_results
from pipelines.storage.sql.pipeline import pipelined
from pipelines.storage.sql.row_mapping import fit_reason, fit_url
from pipelines.storage.sql.upsert import table
from pipelines.storage.stories import clustering

CLOCK_AHEAD = timedelta(days=1)  # no clock is this far ahead by mere neglect


def save(
    session: Session,
    outlet: str,
    crawl_id: int | None,
    results: Sequence[Result],
    *,
    again: bool = False,
    now: datetime | None = None,
    is_leased: bool = False,
) -> list[Saved]:
    """Write ``results`` and return the outcome of each; the caller commits.

    ``now`` is approximately the wall clock: later times in the database were written by a clock
    that was ahead.

    ``again`` means that they were passed before and it is unknown whether that was committed:
    results already stored are answered from their rows and not counted twice.

    ``is_leased`` says that a lease keeps other writers away from the outlet.
    """
    if not is_leased:
        # Writers of one outlet take turns, because each must see what the others stored; writers
        # of other outlets take turns only for clustering, as late as possible.
        clustering.lock_outlet(session, outlet)
    pages = fetch_results.known(session, outlet, results)
    digests = [_digest(result) for result in results]
    stored_articles = _known(session, results, digests)
    articles = [result.article for result in results if result.article]
    fresh = sum(stored_articles.at(fit_url(article.url)) is None for article in articles)
    writer = ArticleWriter(session, outlet, fresh)
    quarantine = _quarantine(session, outlet, crawl_id, results, digests)
    outcomes = OutcomeDecider(stored_articles, writer, quarantine, now and now + CLOCK_AHEAD)
    runs = EarlierRuns(session, outlet, crawl_id)
    counts: Counter[str] = Counter()
    decided: list[Saved] = []
    visits: list[tuple[Result, Row[Any] | None] | None] = []
    vanished: list[tuple[Row[Any], datetime]] = []
    met: list[tuple[Row[Any], datetime]] = []
    for result, own_digest in zip(results, digests, strict=True):
        before = pages.get(fit_url(result.url))
        if again and before is not None and _is_saved(before, result, crawl_id):
            outcome = Outcome(before.outcome)
            decided.append(Saved(result.url, outcome, before.reason, before.article_id))
            visits.append(None)
            continue
        if result.article is not None and own_digest is not None:
            saved = outcomes.of(result, result.article, own_digest)
        else:
            saved = _without_article(writer, result, before, vanished)
            _keep_notice(quarantine, result, own_digest)
        if before is not None and _gives_gone_article(result, saved, before):
            met.append((before, result.fetched_at))
        excused = _is_excused(result, saved, before) and runs.gave_articles(before)
        decided.append(replace(saved, excused=excused))
        visits.append((result, before))
    writer.finish()
    quarantine.finish()
    agreed = duplicate_outcomes.agree(
        session, decided, outcomes.printed_elsewhere | writer.same_text
    )
    written = {}
    for one, visit in zip(agreed, visits, strict=True):
        if visit is not None and not _is_history(visit[0], visit[1], crawl_id):
            counts[one.outcome.value] += 1
            row = fetch_results.visited(
                visit[0],
                one.outcome,
                one.reason,
                one.article_id,
                visit[1],
                is_provisional=one.is_provisional,
            )
            written[row["url"]] = row
    with pipelined(session.connection()):
        fetch_results.write(session, list(written.values()), crawl_id)
        _count(session, crawl_id, counts)
    settle(session, writer, vanished)
    find_again(session, writer, met)
    return agreed


def _digest(result: Result) -> Digest | None:
    if result.article is None or result.digest is not None:
        return result.digest
    return digest(result.article, result.page)


def _known(
    session: Session, results: Sequence[Result], digests: Sequence[Digest | None]
) -> StoredArticles:
    urls = {fit_url(result.url) for result in results}
    urls |= {fit_url(result.article.url) for result in results if result.article}
    urls |= {fit_url(result.landed) for result in results if result.landed}
    return StoredArticles(
        session, urls, {own_digest.text_hash for own_digest in digests if own_digest}
    )


def _quarantine(
    session: Session,
    outlet: str,
    crawl_id: int | None,
    results: Sequence[Result],
    digests: Sequence[Digest | None],
) -> QuarantinedTexts:
    urls = {fit_url(result.url) for result in results}
    hashes = {own_digest.text_hash for own_digest in digests if own_digest}
    return QuarantinedTexts(session, outlet, crawl_id, urls, hashes)


def _keep_notice(quarantine: QuarantinedTexts, result: Result, own_digest: Digest | None) -> None:
    if result.notice is None or own_digest is None:
        return
    url = fit_url(result.url)
    quarantine.put(url, own_digest.text_hash, result.notice, result.fetched_at, is_notice=True)


def _is_excused(result: Result, saved: Saved, before: Row[Any] | None) -> bool:
    """Return whether a page refused before was refused again for a reason of the page itself."""
    if before is None or not before.attempts or result.retry:
        return False
    if saved.outcome is Outcome.NOT_ARTICLE:
        return not is_wall(saved.reason)
    return fetch_results.is_gone(result)


def _is_saved(before: Row[Any], result: Result, crawl_id: int | None) -> bool:
    return bool(
        before.outcome
        and before.crawl_id == crawl_id
        and before.fetched_at == result.fetched_at.replace(microsecond=0)
    )


def _is_history(result: Result, before: Row[Any] | None, crawl_id: int | None) -> bool:
    """Return whether a visit without a run is older than the page's last visit.

    Then it may be a version of the article, and does not affect when the page is due.
    """
    if crawl_id is not None or before is None or before.fetched_at is None:
        return False
    return bool(result.fetched_at.replace(microsecond=0) < before.fetched_at)


def _without_article(
    writer: ArticleWriter,
    result: Result,
    before: Row[Any] | None,
    vanished: list[tuple[Row[Any], datetime]],
) -> Saved:
    """Return the outcome of a page without an article: not modified, rejected, or failed.

    If it was an article's own URL and no longer exists, it is added to ``vanished``.
    """
    outcome = result.outcome or Outcome.FAILED
    article_id = before.article_id if before is not None else None
    same = outcome is Outcome.SAME
    if before is not None and article_id is not None and before.is_own_address:
        # Variants and former URLs may vanish while the article lives.
        if fetch_results.shows_gone(result, before):
            vanished.append((before, result.fetched_at))
        elif same and before.gone_at is not None:
            writer.mark_gone(article_id, None)
    return Saved(result.url, outcome, fit_reason(result.reason), article_id if same else None)


def _gives_gone_article(result: Result, saved: Saved, before: Row[Any]) -> bool:
    """Return whether a page that does not claim to be a variant gave an article that is gone."""
    if result.article is None or before.gone_at is None or before.is_own_address:
        return False
    landed = result.landed or (result.page.url if result.page is not None else result.url)
    claims_itself = fit_url(result.article.url) == fit_url(landed) == before.url
    return claims_itself and bool(saved.article_id == before.article_id)


def _count(session: Session, crawl_id: int | None, counts: Counter[str]) -> None:
    """Add the outcomes to the run's row, so that its sums are right whenever the run is killed."""
    if crawl_id is None or not counts:
        return
    crawls = table(Crawl)
    more = {crawls.c[name]: crawls.c[name] + number for name, number in counts.items()}
    more[crawls.c.pages] = crawls.c.pages + counts.total()
    session.execute(update(crawls).where(crawls.c.id == crawl_id).values(more))
