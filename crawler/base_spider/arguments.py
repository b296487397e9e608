"""Parses and checks the arguments of a crawl before its first request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.outlet import Outlet, Source
from pipelines.errors import UserError
from pipelines.urls.canonical import canonical_url, is_own
from pipelines.urls.credentials import without_credentials
from pipelines.urls.idn import ascii_host

NAMES = ("url", "since", "until", "limit", "section", "refresh")
MAX_URLS = 1_000

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COUNT = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_SECTION = re.compile(r"[\w-]+(?:/[\w-]+)*", re.ASCII)
_SWITCH = {"0": False, "1": True}
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of one run.

    Attributes:
        urls: fetch only these canonical URLs; empty for a crawl of the sources.
        since, until: bounds of the publication time, ``until`` excluded; UTC.
        limit: maximum number of articles.
        section: name of one section.
        refresh: fetch stored articles again.
    """

    urls: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    limit: int | None = None
    section: str = ""
    refresh: bool = False

    def asks(self, source: Source, outlet: Outlet) -> bool:
        """Return whether a source may hold articles of the requested section."""
        by_address = "(?P<section>" in outlet.article_url
        named = source.section == self.section or (by_address and not source.section)
        return not self.section or named

    def takes(self, address: str, source: Source, outlet: Outlet) -> bool:
        """Return whether an article listed by a source belongs to the requested section."""
        return not self.section or self.section in (source.section, outlet.section(address))


def read(given: Mapping[str, str], outlet: Outlet, more: tuple[str, ...] = ()) -> Arguments:
    """Parse the arguments of ``scrapy crawl NAME -a name=value``.

    Args:
        given: as on the command line.
        outlet: provides time zone, hosts and sections.
        more: further names that the spider accepts, for the error message.

    Raises:
        UserError: an argument is unknown or malformed.
    """
    for name in sorted(given.keys() - set(NAMES)):
        raise UserError(
            f"-a {name}={without_credentials(given[name])}: no such argument; expected one of "
            f"{', '.join(NAMES + more)}"
        )
    zone = ZoneInfo(outlet.timezone)
    since, until = _day("since", given, zone), _day("until", given, zone)
    if since and until and since > until:
        raise UserError(
            f"-a since={given['since']} -a until={given['until']}: expected since not after until"
        )
    end = until and datetime.combine(until.date() + timedelta(days=1), time(), zone)
    return Arguments(
        urls=_urls(given.get("url"), outlet),
        since=since and since.astimezone(UTC),
        until=end and end.astimezone(UTC),
        limit=_limit(given.get("limit")),
        section=_section(given.get("section"), outlet),
        refresh=_refresh(given.get("refresh", "0")),
    )


def read_home(home: str | None) -> str:
    """Return the URL given as ``-a home=``.

    Raises:
        UserError: it is missing, or not an http(s) URL.
    """
    expected = "expected the site's front page, for example -a home=https://example.org/"
    try:
        parts = urlsplit((home or "").strip())
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        canonical_url(parts.geturl())
        port = f":{parts.port}" if parts.port not in (None, _PORTS.get(parts.scheme)) else ""
        host = ascii_host(parts.hostname or "")
    except ValueError:
        good, host, port = False, "", ""
    if not good or parts.username is not None:
        raise UserError(f"-a home={without_credentials(home or '')}: {expected}")
    netloc = f"[{host}]{port}" if ":" in host else f"{host}{port}"
    return parts._replace(netloc=netloc, path=parts.path or "/", query="", fragment="").geturl()


def _day(name: str, given: Mapping[str, str], zone: ZoneInfo) -> datetime | None:
    value = given.get(name)
    if value is None:
        return None
    try:
        if not _DAY.fullmatch(value.strip()):
            raise ValueError("another form")
        day = date.fromisoformat(value.strip())
        if not 1990 <= day.year <= 2100:
            raise ValueError("out of bounds")
    except ValueError:
        raise UserError(f"-a {name}={value}: expected a date such as 2026-11-01") from None
    return datetime.combine(day, time(), zone)


def _urls(value: str | None, outlet: Outlet) -> tuple[str, ...]:
    if value is None:
        return ()
    urls = [part.strip() for part in value.split(",") if part.strip()]
    form = "expected URLs that begin with https://, separated by commas"
    if not urls or len(urls) > MAX_URLS:
        raise UserError(f"-a url={without_credentials(value)[:80]}: {form}, {MAX_URLS:,} at most")
    for url in urls:
        try:
            canonical_url(url)
        except ValueError:
            raise UserError(f"-a url={without_credentials(url)}: {form}") from None
        if not is_own(url, outlet.rules):
            hosts = ", ".join(outlet.own_hosts)
            raise UserError(f"-a url={without_credentials(url)}: expected URLs on {hosts}")
    return tuple(dict.fromkeys(canonical_url(url, outlet.rules) for url in urls))


def _limit(value: str | None) -> int | None:
    if value is None:
        return None
    if not _COUNT.fullmatch(value.strip()):
        raise UserError(f"-a limit={value}: expected a number of articles, 1 or more")
    return int(value)


def _section(value: str | None, outlet: Outlet) -> str:
    if value is None:
        return ""
    if not _SECTION.fullmatch(value):
        raise UserError(f"-a section={value}: expected a section as in the URL, such as society")
    names = outlet.sections
    if names and value not in names:
        raise UserError(f"-a section={value}: expected one of {', '.join(names)}")
    if not names and "(?P<section>" not in outlet.article_url:
        raise UserError(f"-a section={value}: {outlet.title} has no sections; leave it out")
    return value


def _refresh(value: str) -> bool:
    if value not in _SWITCH:
        raise UserError(f"-a refresh={value}: expected 1 or 0")
    return _SWITCH[value]
