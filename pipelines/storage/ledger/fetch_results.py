"""Records the result of a fetch: outcome, validators, archive offset, next due time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, exists, or_, select
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.orm import Session

from pipelines.items import Outcome, Result
from pipelines.storage.database.article_tables import Article
from pipelines.storage.database.crawl_tables import Page
from pipelines.storage.sql import bulk_insert
from pipelines.storage.sql.in_list import in_list
from pipelines.storage.sql.row_mapping import fit_reason, fit_url, hint_row
from pipelines.storage.sql.upsert import table

WAITS_BETWEEN_RUNS = (*(timedelta(0),) * 3, *(timedelta(hours=2**n) for n in range(5)))
"""Wait after the n-th failure: three runs in a row may retry at once, then retries become rare."""
MAX_ATTEMPTS = 10

WAITS_AFTER_REFUSAL = (
    timedelta(0),
    timedelta(hours=1),
    timedelta(hours=6),
    *(timedelta(days=n) for n in (1, 3, 7)),
)
"""Wait after the n-th permanent refusal (404, 410, a captcha, an empty page): replicas lag, editors
unpublish and republish pages, walls come down. After the last one retries end.
"""

WHOLE_TEXT_AGES = tuple(timedelta(days=n) for n in (1, 4, 11))
"""Times since its discovery at which a page is requested again that gave the stub of a paid
article: walls come down, some after a night. Then the stub is what the outlet gives.
"""

PROVISIONAL = timedelta(hours=6)
"""Wait before a page is requested again that only says of itself that it is a variant."""

GONE = frozenset({404, 410})
"""Statuses of a page that no longer exists."""

_IN_EFFECT = " in effect: "  # in the reason of a redirect to the home page or a listing
_STATUS = re.compile(r"HTTP (\d{3})\b")  # prefix of the spider's reasons for HTTP errors
# Required by INSERT, left unchanged by UPDATE.
_FIRST_ONLY = frozenset({"outlet", "url", "source", "hint", "discovered_at"})

_pages = table(Page).c
# Built once: building a statement costs more than executing it.
_article = table(Article).c
# An article's own URL, or that of a variant whose article was never found elsewhere.
_own = table(Page).alias("own")
_is_own_address = or_(
    _article.url == _pages.url,
    ~exists().where(
        _own.c.outlet == _article.outlet,
        _own.c.url == _article.url,
        _own.c.article_id == _article.id,
    ),
)
_KNOWN = (
    select(*_pages, _article.gone_at, _is_own_address.label("is_own_address"))
    .outerjoin(table(Article), _article.id == _pages.article_id)
    .where(_pages.outlet == bindparam("outlet"), in_list(_pages.url, "urls"))
)


def known(session: Session, outlet: str, results: Sequence[Result]) -> dict[str, Row[Any]]:
    """Return the page rows that ``results`` refer to, by URL."""
    parameters = {"outlet": outlet, "urls": [fit_url(result.url) for result in results]}
    rows: list[Row[Any]] = list(session.connection().execute(_KNOWN, parameters))
    return {row.url: row for row in rows}


def is_gone(result: Result) -> bool:
    """Return whether the outlet says that the page no longer exists (404, 410)."""
    return result.outcome is Outcome.FAILED and _status(result) in GONE


def shows_gone(result: Result, before: Row[Any]) -> bool:
    """Return whether an article whose own page was as in ``before`` no longer exists.

    Outlets redirect requests for such a page to the front page, and during an outage every request:
    so a redirect counts only when it is repeated, and never when all pages redirect.
    """
    if not is_gone(result) or result.blameless:
        return False
    led_away = _IN_EFFECT in (result.reason or "")
    return not led_away or (before.attempts > 0 and _IN_EFFECT in (before.reason or ""))


def _status(result: Result) -> int | None:
    if result.page is not None:
        return result.page.status
    if result.outcome is Outcome.SAME:
        return 304
    matched = _STATUS.match(result.reason or "")
    return int(matched[1]) if matched else None


def visited(
    result: Result,
    outcome: Outcome,
    reason: str | None,
    article_id: int | None,
    before: Row[Any] | None,
    *,
    is_provisional: bool = False,
) -> dict[str, Any]:
    """Return the row of ``page`` after the fetch described by ``result``.

    ``is_provisional``: another visit must find the same.
    """
    failed = outcome is Outcome.FAILED
    attempts = _attempts(result, outcome, before.attempts if before else 0)
    page = result.page
    row = {
        "url": fit_url(result.url),
        "outlet": result.outlet,
        "source": "",
        "hint": hint_row(page.hint) if page else {},
        "discovered_at": result.fetched_at,
        "due_at": _next_try(
            result, outcome, attempts, before.discovered_at if before else result.fetched_at
        ),
        "attempts": attempts,
        "fetched_at": result.fetched_at,
        "visits": (before.visits if before else 0) + (not failed),
        "outcome": outcome.value,
        "reason": fit_reason(reason),
        "status": _status(result),
        "article_id": article_id or (before.article_id if before else None),
    }
    row |= _validators(result, failed, before) | _archived(result, before)
    if is_provisional:
        row |= {"due_at": result.fetched_at + PROVISIONAL, "etag": None, "last_modified": None}
    return row


def _attempts(result: Result, outcome: Outcome, before: int) -> int:
    """Return how often the page was refused in a row, including this time."""
    if outcome not in (Outcome.FAILED, Outcome.NOT_ARTICLE) and not result.retry:
        return 0
    return before if result.blameless else before + 1


def _next_try(
    result: Result, outcome: Outcome, attempts: int, discovered_at: datetime
) -> datetime | None:
    if outcome not in (Outcome.FAILED, Outcome.NOT_ARTICLE) and not result.retry:
        ages = WHOLE_TEXT_AGES if _is_stub(result) else ()
        later = (discovered_at + age for age in ages)
        return next((at for at in later if at > result.fetched_at), None)
    if result.blameless:
        return result.fetched_at
    if result.lasting:
        return None
    if result.retry and not is_gone(result):
        waits, most = WAITS_BETWEEN_RUNS, MAX_ATTEMPTS - 1
    else:
        waits, most = WAITS_AFTER_REFUSAL, len(WAITS_AFTER_REFUSAL)
    return None if attempts > most else result.fetched_at + waits[min(attempts, len(waits)) - 1]


def _is_stub(result: Result) -> bool:
    """Return whether a page gave the beginning of an article whose rest is for subscribers."""
    return result.article is not None and result.article.is_accessible_for_free is False


def _validators(result: Result, failed: bool, before: Row[Any] | None) -> dict[str, Any]:
    """Return the validators of a whole copy; a failed page must be sent again in full."""
    if result.page is None or failed or result.retry or _is_stub(result):
        return {
            "etag": before.etag if before else None,
            "last_modified": before.last_modified if before else None,
        }
    headers = {name.lower(): value for name, value in result.page.headers}
    return {"etag": headers.get("etag"), "last_modified": headers.get("last-modified")}


def _archived(result: Result, before: Row[Any] | None) -> dict[str, Any]:
    ref = result.page and result.page.archived
    if ref:
        return {"warc": ref.warc, "warc_offset": ref.offset}
    return {
        "warc": before.warc if before else None,
        "warc_offset": before.warc_offset if before else None,
    }


def write(session: Session, rows: Sequence[dict[str, Any]], crawl_id: int | None) -> None:
    """Write the rows of fetched pages."""
    written = [row | {"crawl_id": crawl_id} for row in rows]
    bulk_insert.insert(session.connection(), table(Page), written, _replace)


def _replace(statement: Insert) -> Insert:
    changed = {
        name: value
        for name, value in statement.excluded.items()
        if name not in _FIRST_ONLY and name != "id"
    }
    return statement.on_conflict_do_update(index_elements=["outlet", "url"], set_=changed)
