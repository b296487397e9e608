"""Conditional requests for sources read before: validators, and what to keep of a 304."""

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
class Memory:
    """How sources were read by earlier runs, and by this one.

    A listing is read when the last of its pages was. A run that is stopped before leaves no
    reading of it, so that the next one turns its pages whatever the first of them shows.

    Attributes:
        earlier: readings of earlier runs, by address.
        open: what to keep of sources whose pages are not all read, by address of the first page.
    """

    earlier: dict[str, SourceSnapshot] = field(default_factory=dict)
    open: dict[str, SourceSnapshot] = field(default_factory=dict)

    def begin(
        self, ask: SourceRequest, reading: SourceSnapshot, *, whole: bool
    ) -> SourceSnapshot | None:
        """Take the reading of a source's page; return what to write down before its articles are.

        Args:
            ask: what was asked for.
            reading: what to keep of it.
            whole: whether the run takes all that the source announces. If not, the reading of an
                earlier run stands, once the pages are turned.
        """
        if ask.page > 1:
            return None
        earlier = self.earlier.get(ask.url) if isinstance(ask.source, Listing) else None
        kept = reading if whole else earlier
        if kept is not None:
            self.open[ask.url] = kept
        return earlier and replace(earlier, rules="")  # by no rules: no run takes it for its own

    def end(self, ask: SourceRequest) -> SourceSnapshot | None:
        """Return what to write down of a source now that no page of it is to come."""
        return self.open.pop(ask.source.url if ask.page > 1 else ask.url, None)


def rules_of(outlet: Outlet) -> str:
    """Return a fingerprint of what tells articles from other links.

    When an outlet's declaration changes, its sources are read again though they have not changed.
    """
    rules = (outlet.article_url, outlet.not_prose, outlet.hosts, sorted(outlet.rules.hosts.items()))
    return sha256(repr((*rules, outlet.urls)).encode()).hexdigest()[:16]


def digest_of(response: Response) -> str:
    """Return the fingerprint of a body, for servers without validators."""
    return sha256(response.body).hexdigest()


def is_unchanged(response: Response, before: SourceSnapshot) -> bool:
    """Whether a source is as it was: by its server's word, else by its bytes."""
    if response.status == 304:
        return True
    return response.status == 200 and digest_of(response) == before.digest


def conditions(reading: SourceSnapshot | None) -> dict[str, str]:
    """Return the headers that ask for a source only if it has changed."""
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
    """Return what to remember of a source that was read."""

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
