"""A source that was read before: what to ask it with, and what it named, when it is unchanged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from scrapy.http import Response

from crawler.outlet import Outlet
from pipelines.items import Candidate, Hint
from pipelines.storage.source_memory import Reading


def rules_of(outlet: Outlet) -> str:
    """Return a fingerprint of what tells articles from other links.

    When an outlet's declaration changes, its sources are read again though they have not changed.
    """
    rules = (outlet.article_url, outlet.not_prose, outlet.hosts, sorted(outlet.rules.hosts.items()))
    return sha256(repr((*rules, outlet.urls)).encode()).hexdigest()[:16]


def digest_of(response: Response) -> str:
    """Return the fingerprint of a body, for servers without validators."""
    return sha256(response.body).hexdigest()


def conditions(reading: Reading | None) -> dict[str, str]:
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
) -> Reading:
    """Return what to remember of a source that was read."""

    def header(name: str) -> str | None:
        value = response.headers.get(name)
        return value.decode("latin-1") if value else None

    names = ((one.url, _iso(one.hint.modified_at)) for one in named)
    return Reading(
        url=url,
        rules=rules,
        digest=digest_of(response),
        announced=announced,
        read_at=at,
        etag=header("ETag"),
        last_modified=header("Last-Modified"),
        names=tuple(names),
    )


def named_by(reading: Reading) -> list[Candidate]:
    """Return the sources that a source named when it was read."""
    return [
        Candidate(url, Hint(modified_at=datetime.fromisoformat(changed) if changed else None))
        for url, changed in reading.names
    ]


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""
