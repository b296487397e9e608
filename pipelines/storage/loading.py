"""Stores articles that no crawl of this database fetched, from converted archives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, bindparam, select
from sqlalchemy.exc import SQLAlchemyError

from pipelines.items import Result, Saved
from pipelines.storage.database.crawl_tables import Page
from pipelines.storage.database.engine import READING, masked
from pipelines.storage.database.errors import describe, kind
from pipelines.storage.database.opened import UnusableDatabaseError
from pipelines.storage.sql.in_list import in_list
from pipelines.storage.sql.row_mapping import fit_url
from pipelines.storage.sql.upsert import table
from pipelines.storage.store import Store

_page = table(Page).c
# Built once: building a statement costs more than executing it.
_FETCHED = select(_page.url, _page.fetched_at).where(
    _page.outlet == bindparam("outlet"),
    in_list(_page.url, "urls"),
    _page.article_id.is_not(None),
)


def newest_visits(engine: Engine, outlet: str, urls: Sequence[str]) -> dict[str, datetime]:
    """Return when the article pages of an outlet were last fetched, by URL.

    Raises:
        UnusableDatabaseError: the database is no longer available.
    """
    requested = {fit_url(url): url for url in urls}
    try:
        with engine.connect().execution_options(**{READING: True}) as connection:
            rows = connection.execute(_FETCHED, {"outlet": outlet, "urls": list(requested)}).all()
    except SQLAlchemyError as error:
        raise _lost(engine, error) from error
    return {requested[url]: at for url, at in rows if at is not None}


def save(engine: Engine, outlet: str, results: Sequence[Result]) -> list[Saved]:
    """Store articles of an outlet, in order, as a crawl would; loading them twice changes nothing.

    Raises:
        UnusableDatabaseError: the database is no longer available.
    """
    try:
        return Store(engine, outlet).save(results)
    except SQLAlchemyError as error:
        if kind(error) is None:
            raise
        raise _lost(engine, error) from error


def _lost(engine: Engine, error: SQLAlchemyError) -> UnusableDatabaseError:
    message = f"Database {masked(engine.url)} {describe(error)}: run the command again to go on"
    return UnusableDatabaseError(message)
