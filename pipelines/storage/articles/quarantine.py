"""Texts held back until a second visit confirms them.

There are two kinds. A text that shares nothing with the stored article it would replace must be
found again by a second visit in a later run. And the text of a notice that was served at several
URLs in one run is recognised when a later run meets it alone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, or_, select
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from pipelines.similarity.unrelated import are_unrelated
from pipelines.storage.database.base import Base, Key
from pipelines.storage.sql import bulk_insert
from pipelines.storage.sql.in_list import in_list
from pipelines.storage.sql.upsert import table

MAX_TEXT_CHARS = 20_000  # characters of a text that are kept
VISITS = 3  # visits with a different text each, after which a page is trusted
APART = timedelta(hours=6)
"""Minimum time between two visits that count: a crawl that was killed is started again at once."""


class Quarantine(Base):
    """A text that a page showed and that is not trusted yet."""

    __tablename__ = "quarantine"
    __table_args__ = {  # noqa: RUF012
        "comment": "A text found on a page that must be confirmed before it is stored."
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    url: Mapped[str] = mapped_column(primary_key=True, comment="URL of the page.")
    text_hash: Mapped[str] = mapped_column(
        comment="Hash of headline and text, normalized for comparison (hexadecimal)."
    )
    text: Mapped[str] = mapped_column(comment="The text; only its beginning where it is long.")
    is_notice: Mapped[bool] = mapped_column(comment="Whether one run found it at several URLs.")
    visits: Mapped[int] = mapped_column(
        comment="Number of visits in a row that found a text unrelated to the stored one."
    )
    seen_at: Mapped[datetime] = mapped_column(comment="Time when it was last seen, UTC.")
    crawl_id: Mapped[int | None] = mapped_column(Key, comment="The run that last saw it.")


_rows = table(Quarantine).c
# Built once: building a statement costs more than executing it.
_MET = select(*_rows).where(
    _rows.outlet == bindparam("outlet"),
    or_(in_list(_rows.url, "urls"), and_(_rows.is_notice, in_list(_rows.text_hash, "hashes"))),
)


@dataclass(frozen=True, slots=True)
class _Seen:
    text_hash: str
    text: str
    is_notice: bool
    visits: int
    seen_at: datetime
    crawl_id: int | None

    def is_recent(self, now: datetime) -> bool:
        """Return whether a visit ``now`` is too early to count; not if a clock was ahead then."""
        return timedelta(0) <= now - self.seen_at < APART


class QuarantinedTexts:
    """The quarantine of one outlet, as far as it concerns a batch of results.

    Args:
        session: in a transaction without concurrent writers.
        outlet: name of the outlet.
        crawl_id: the run; its own observations confirm nothing.
        urls: URLs of the batch.
        hashes: hashes of its texts.
    """

    def __init__(
        self,
        session: Session,
        outlet: str,
        crawl_id: int | None,
        urls: Collection[str],
        hashes: Collection[str],
    ) -> None:
        self._session = session
        self._outlet = outlet
        self._crawl_id = crawl_id
        parameters = {"outlet": outlet, "urls": list(urls), "hashes": list(hashes)}
        found = session.connection().execute(_MET, parameters).all()
        self._notices = {row.text_hash for row in found if row.is_notice}
        self._seen = {
            row.url: _Seen(
                row.text_hash, row.text, row.is_notice, row.visits, row.seen_at, row.crawl_id
            )
            for row in found
            if row.url in urls
        }
        self._kept: dict[str, dict[str, Any]] = {}
        self._cleared: set[str] = set()

    @property
    def is_of_run(self) -> bool:
        """Whether a run saves the batch: imports visit no page twice."""
        return self._crawl_id is not None

    def is_notice(self, text_hash: str) -> bool:
        """Return whether this text was served at several URLs in a run."""
        return text_hash in self._notices

    def confirms(
        self, url: str, text_hash: str, text: str, now: datetime, *, by_change: bool, visits: int
    ) -> bool:
        """Return whether earlier runs saw the same text at ``url``, each hours before the next.

        ``visits`` is the number of visits in a row that must have found it, this one included.

        A page with a different text at each visit, none of them like the stored one, may be a live
        ticker: then (``by_change``) its third text is trusted.
        """
        seen = self._seen.get(url)
        if seen is None or seen.is_notice or self.is_notice(text_hash):
            return False
        if seen.crawl_id is not None and seen.crawl_id == self._crawl_id:
            return False
        if seen.is_recent(now) or seen.seen_at > now:
            return False
        if seen.text_hash == text_hash or not are_unrelated(seen.text, text):
            return seen.visits + 1 >= visits
        return by_change and seen.visits + 1 >= VISITS

    def put(
        self, url: str, text_hash: str, text: str, seen_at: datetime, *, is_notice: bool = False
    ) -> None:
        """Store a text that is not trusted."""
        before = self._seen.get(url)
        visits = before.visits if before is not None and not before.is_notice else 0
        counted = before is not None and (
            before.crawl_id == self._crawl_id is not None or before.is_recent(seen_at)
        )
        if before is not None and not before.is_notice and before.is_recent(seen_at):
            seen_at = before.seen_at  # the visit that the next one is compared with
        self._cleared.discard(url)
        self._kept[url] = {
            "outlet": self._outlet,
            "url": url,
            "text_hash": text_hash,
            "text": text[:MAX_TEXT_CHARS],
            "is_notice": is_notice,
            "visits": visits + (not counted),
            "seen_at": seen_at,
            "crawl_id": self._crawl_id,
        }
        if is_notice:
            self._notices.add(text_hash)

    def clear(self, url: str) -> None:
        """Discard the quarantined text of a page that shows its article again."""
        self._kept.pop(url, None)
        if url in self._seen:
            self._cleared.add(url)

    def finish(self) -> None:
        """Write the additions and removals."""
        if self._cleared:
            gone = (_rows.outlet == self._outlet) & _rows.url.in_(self._cleared)
            self._session.execute(delete(table(Quarantine)).where(gone))
        bulk_insert.insert(
            self._session.connection(), table(Quarantine), list(self._kept.values()), _replace
        )


def _replace(statement: Insert) -> Insert:
    keys = ("outlet", "url")
    changed = {name: value for name, value in statement.excluded.items() if name not in keys}
    return statement.on_conflict_do_update(index_elements=list(keys), set_=changed)
