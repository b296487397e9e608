"""The arguments of a crawl, read and checked before its first request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.outlet import Outlet
from pipelines.errors import UserError

_SECTION = re.compile(r"[\w-]+(?:/[\w-]+)*")
_SWITCH = {"0": False, "1": True}


@dataclass(frozen=True, slots=True)
class Arguments:
    """What one run is to do.

    Attributes:
        urls: just these addresses; empty for a crawl of the sources.
        since, until: bounds of the time of publication, ``until`` excluded; UTC.
        limit: articles at most.
        section: name of one section, as in the outlet's addresses.
        refresh: ask for stored articles again.
    """

    urls: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    limit: int | None = None
    section: str = ""
    refresh: bool = False

    def covers(self, published_at: datetime | None) -> bool:
        """Whether a time lies within the range; an unknown one does."""
        if published_at is None:
            return True
        if self.since is not None and published_at < self.since:
            return False
        return self.until is None or published_at < self.until


def read(given: Mapping[str, str], outlet: Outlet) -> Arguments:
    """Return the arguments of ``scrapy crawl NAME -a name=value``.

    Raises:
        UserError: an argument is unknown or does not have its form.
    """
    unknown = sorted(given.keys() - {"url", "since", "until", "limit", "section", "refresh"})
    if unknown:
        raise UserError(
            f"-a {unknown[0]}={given[unknown[0]]}: no such argument; "
            "expected one of url, since, until, limit, section, refresh"
        )
    zone = ZoneInfo(outlet.timezone)
    since, until = _day("since", given, zone), _day("until", given, zone)
    if since and until and since > until:
        raise UserError(
            f"-a since={given['since']} -a until={given['until']}: expected since not after until"
        )
    if until is not None:
        until += timedelta(days=1)
    return Arguments(
        urls=_urls(given.get("url", "")),
        since=since and since.astimezone(UTC),
        until=until and until.astimezone(UTC),
        limit=_limit(given.get("limit")),
        section=_section(given.get("section", "")),
        refresh=_refresh(given.get("refresh", "0")),
    )


def read_home(home: str | None) -> str:
    """Return the address given as ``-a home=``.

    Raises:
        UserError: it is missing or no http(s) address.
    """
    parts = urlsplit((home or "").strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UserError(
            f"-a home={home or ''}: expected the site's front page, "
            "for example -a home=https://example.org/"
        )
    return parts._replace(path=parts.path or "/", fragment="").geturl()


def _day(name: str, given: Mapping[str, str], zone: ZoneInfo) -> datetime | None:
    value = given.get(name)
    if value is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(value.strip()), time(), zone)
    except ValueError:
        raise UserError(f"-a {name}={value}: expected a date such as 2026-11-01") from None


def _urls(value: str) -> tuple[str, ...]:
    urls = tuple(part.strip() for part in value.split(",") if part.strip())
    for url in urls:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise UserError(
                f"-a url={url}: expected addresses that begin with https://, a comma between"
            )
    return urls


def _limit(value: str | None) -> int | None:
    if value is None:
        return None
    if not value.strip().isdecimal() or int(value) == 0:
        raise UserError(f"-a limit={value}: expected a number of articles, 1 or more")
    return int(value)


def _section(value: str) -> str:
    if value and not _SECTION.fullmatch(value):
        raise UserError(
            f"-a section={value}: expected a section as in the address, such as society"
        )
    return value


def _refresh(value: str) -> bool:
    if value not in _SWITCH:
        raise UserError(f"-a refresh={value}: expected 1 or 0")
    return _SWITCH[value]
