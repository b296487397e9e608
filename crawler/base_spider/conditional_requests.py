"""Conditional requests for sources: validators, and what to keep after a 304."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from scrapy.http import Response

from crawler.base_spider.frontier import SourceRequest
from crawler.outlet import Listing, Outlet
from pipelines.items import Candidate, Hint
from pipelines.storage.ledger.source_readings import SourceSnapshot


@dataclass(slots=True)
class SourceSnapshots:
    """The source snapshots of earlier runs and of this run.

    A listing counts as read only when its last page was read. A run that stops earlier leaves no
    snapshot, so the next run fetches its further pages whatever the first page shows.

    Attributes:
        earlier: snapshots of earlier runs, by URL.
        open: snapshots of sources with unread pages, by URL of the first page.
    """

    earlier: dict[str, SourceSnapshot] = field(default_factory=dict)
    open: dict[str, SourceSnapshot] = field(default_factory=dict)

    def begin(
        self, request: SourceRequest, reading: SourceSnapshot, *, whole: bool
    ) -> SourceSnapshot | None:
        """Take the snapshot of a source's page; return what to store before its articles.

        Args:
            request: the request.
            reading: the snapshot.
            whole: whether the run takes everything the source lists. If not, the snapshot of an
                earlier run remains once all pages are read.
        """
        if request.page > 1:
            return None
        earlier = self.earlier.get(request.url) if isinstance(request.source, Listing) else None
        kept = reading if whole else earlier
        if kept is not None:
            self.open[request.url] = kept
        return earlier and replace(earlier, rules="")  # so no run takes it for its own

    def end(self, request: SourceRequest) -> SourceSnapshot | None:
        """Return the snapshot to store once no further page of a source will be fetched."""
        return self.open.pop(request.source.url if request.page > 1 else request.url, None)


def rules_of(outlet: Outlet) -> str:
    """Return a hash of the rules that tell articles from other links.

    When an outlet's declaration changes, its sources are read again even if they have not changed.
    """
    rules = (outlet.article_url, outlet.not_prose, outlet.hosts, sorted(outlet.rules.hosts.items()))
    return sha256(repr((*rules, outlet.urls)).encode()).hexdigest()[:16]


def digest_of(response: Response) -> str:
    """Return the hash of a body, for servers without validators."""
    return sha256(response.body).hexdigest()


def is_unchanged(response: Response, before: SourceSnapshot) -> bool:
    """Return whether a source is unchanged, by a 304 or by its bytes."""
    if response.status == 304:
        return True
    return response.status == 200 and digest_of(response) == before.digest


def conditions(reading: SourceSnapshot | None) -> dict[str, str]:
    """Return the conditional headers for a source."""
    if reading is None:
        return {}
    headers = {"If-None-Match": reading.etag, "If-Modified-Since": reading.last_modified}
    return {name: value for name, value in headers.items() if value}


def reading_of(
    response: Response,
    url: str,
    rules: str,
    announced: int,
    named: Iterable[Candidate],
    at: datetime,
) -> SourceSnapshot:
    """Return the snapshot of a source that was read."""

    def header(name: str) -> str | None:
        value = response.headers.get(name)
        return value.decode("latin-1") if value else None

    names = ((one.url, _iso(one.hint.modified_at)) for one in named)
    return SourceSnapshot(
        url=url,
        rules=rules,
        digest=digest_of(response),
        announced=announced,
        read_at=at,
        etag=header("ETag"),
        last_modified=header("Last-Modified"),
        names=tuple(names),
    )


def named_by(reading: SourceSnapshot) -> list[Candidate]:
    """Return the sources that a source named when it was read."""
    return [
        Candidate(url, Hint(modified_at=datetime.fromisoformat(changed) if changed else None))
        for url, changed in reading.names
    ]


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""
