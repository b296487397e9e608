"""What earlier runs of an outlet brought, as far as it excuses a page that is refused again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from pipelines.storage.database.crawl_tables import Crawl
from pipelines.storage.sql.upsert import table

_crawl = table(Crawl).c
_GOOD = _crawl.new + _crawl.changed + _crawl.same + _crawl.duplicate
_RUN_AT = (
    select(_GOOD)
    .where(_crawl.outlet == bindparam("outlet"), _crawl.started_at <= bindparam("at"))
    .where(_crawl.id != bindparam("crawl_id"))
    .order_by(_crawl.started_at.desc())
    .limit(1)
)


class EarlierRuns:
    """The runs of one outlet before this one.

    Args:
        session: in a transaction.
        outlet: name of the outlet.
        crawl_id: this run; None without one.
    """

    def __init__(self, session: Session, outlet: str, crawl_id: int | None) -> None:
        self._session = session
        self._outlet = outlet
        self._crawl_id = crawl_id
        self._found: dict[datetime, bool] = {}

    def gave_articles(self, before: Row[Any] | None) -> bool:
        """Return whether the run that last requested a page got articles from other pages.

        If not, the whole site was at fault then, and it may still be.
        """
        if before is None or before.fetched_at is None:
            return False
        at: datetime = before.fetched_at
        if at not in self._found:
            parameters = {"outlet": self._outlet, "at": at, "crawl_id": self._crawl_id or 0}
            self._found[at] = bool(self._session.connection().scalar(_RUN_AT, parameters))
        return self._found[at]
