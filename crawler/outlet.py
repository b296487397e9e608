"""The declaration of a news outlet: hosts, sources, article URLs, layouts.

Declarations are checked when they are created, so a mistake in an outlet's file fails on import
with the field, its value and the expected form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipelines.layout import Layout
from pipelines.urls.canonical import UrlRules, canonical_url, is_own

REVISIT = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=3))
"""Ages at which an article is fetched again: newsrooms correct early."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
_PLACES = {"year", "month", "month2"}


@dataclass(frozen=True, slots=True)
class Source:
    """A URL where an outlet lists articles.

    Attributes:
        url: its URL.
        certain: whether it was seen to work. A failure of a certain source is reported; failures of
            others are expected.
        section: the section it belongs to, as in ``-a section=``; empty for all of them.
    """

    url: str
    certain: bool = False
    section: str = ""

    def __post_init__(self) -> None:
        _check_url(f"{type(self).__name__}.url", self.url)
        if not isinstance(self.section, str):
            raise _wrong(f"{type(self).__name__}.section", self.section, "a name such as 'society'")


@dataclass(frozen=True, slots=True)
class Feed(Source):
    """RSS, Atom or JSON Feed."""


@dataclass(frozen=True, slots=True)
class Sitemap(Source):
    """A sitemap or a sitemap index.

    Attributes:
        first: for a URL with ``{year}`` and ``{month}`` (``{month2}``: two digits), the first
            existing month, as ``"2018-01"``. A crawl requests the last two months, a backfill those
            of its range.
    """

    first: str = ""

    def __post_init__(self) -> None:
        # Not super(): a class with slots is recreated, and the bare form refers to the old one.
        Source.__post_init__(self)
        fields = set(re.findall(r"{(\w*)}", self.url))
        if bool(fields) != bool(self.first) or fields - _PLACES:
            raise _wrong(
                "Sitemap.url", self.url, "{year} and {month} when, and only when, first is given"
            )
        if self.first and not _MONTH.fullmatch(self.first):
            raise _wrong("Sitemap.first", self.first, "the first month, such as '2018-01'")


@dataclass(frozen=True, slots=True)
class Listing(Source):
    """A page with links to articles: a home page, a section, a topic.

    Attributes:
        paging: URL of the further pages, with ``{page}`` for their number; relative to ``url``. If
            empty, the listing's own link to the next page is followed, if any.
        second: the number of the page after the first; 1 if the site counts from 0.
        pages: maximum number of pages per crawl; a backfill fetches as many as it needs.
    """

    paging: str = ""
    second: int = 2
    pages: int = 3

    def __post_init__(self) -> None:
        Source.__post_init__(self)
        if self.second not in (1, 2):
            raise _wrong("Listing.second", self.second, "1 or 2, the number of the second page")
        if self.paging and "{page}" not in self.paging:
            raise _wrong("Listing.paging", self.paging, "a URL with {page}, such as '?p={page}'")
        if not isinstance(self.pages, int) or self.pages < 1:
            raise _wrong("Listing.pages", self.pages, "a whole number from 1")


@dataclass(frozen=True, slots=True)
class Robots(Source):
    """robots.txt, for the sitemaps it names."""


@dataclass(frozen=True, slots=True, init=False)
class FirstOf:
    """A fallback list: sources requested in order until one lists an article."""

    sources: tuple[Source, ...]

    def __init__(self, *sources: Source) -> None:
        if len(sources) < 2 or not all(isinstance(one, Source) for one in sources):
            raise _wrong("FirstOf", sources, "at least two, such as Feed(...), Listing(...)")
        object.__setattr__(self, "sources", sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A news outlet.

    Attributes:
        title: its usual name.
        home: URL of the home page; its host is the outlet's current host.
        language: BCP 47.
        timezone: IANA zone of printed times without one, and of ``since`` and ``until``.
        sources: where articles are listed, the best first; all are requested, of a ``FirstOf`` only
            as many as needed.
        article_url: regular expression that matches the whole path and query of an article's
            canonical URL. A group ``section`` gives its section.
        more_hosts: further current hosts, with pages of their own.
        former_hosts: old hosts, staging and copies: rewritten to the home's host, never requested.
        not_prose: sections without prose (photo, video), by the first path segment.
        layouts: templates, in the order in which they are tried.
        marks: end marks and agency names.
        urls: further URL rules; ``hosts`` is filled in from above.
        revisit: ages at which an article is fetched again.
        hosts: derived from ``home`` and ``more_hosts``: the only hosts that requests and redirects
            may go to, each with and without ``www.``.
        rules: derived from ``urls`` and the hosts: how URLs are canonicalised.

    Raises:
        ValueError: a field is malformed; the message names field, value and expected form.
    """

    title: str
    home: str
    language: str
    timezone: str
    sources: tuple[Source | FirstOf, ...]
    article_url: str
    more_hosts: tuple[str, ...] = ()
    former_hosts: tuple[str, ...] = ()
    not_prose: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ()
    marks: tuple[str, ...] = ()
    urls: UrlRules = field(default_factory=UrlRules)
    revisit: tuple[timedelta, ...] = REVISIT
    hosts: tuple[str, ...] = field(init=False)
    rules: UrlRules = field(init=False)
    _article: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.title, str) or not self.title.strip():
            raise _wrong("Outlet.title", self.title, "its usual name")
        _check_url("Outlet.home", self.home)
        if not isinstance(self.language, str) or not _LANGUAGE.fullmatch(self.language):
            raise _wrong(
                "Outlet.language", self.language, "a language tag such as 'en' or 'zh-Hant'"
            )
        _check_zone(self.timezone)
        _check_tuples(self)
        _check_hosts(self)
        host = _host(self.home)
        folded = dict.fromkeys((host, *self.former_hosts), host)
        own = {one: one for one in self.more_hosts}
        object.__setattr__(self, "hosts", _with_twins((host, *self.more_hosts)))
        object.__setattr__(self, "rules", replace(self.urls, hosts=own | folded))
        object.__setattr__(self, "_article", _pattern(self.article_url))
        for source in self.every_source():
            if not self.allows(source.url):
                raise _wrong("Outlet.sources", source.url, f"a URL on one of {self.hosts}")

    @property
    def own_hosts(self) -> tuple[str, ...]:
        """The outlet's current hosts, then its former ones."""
        return (_host(self.home), *self.more_hosts, *self.former_hosts)

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections that ``-a section=`` accepts."""
        return tuple(dict.fromkeys(one.section for one in self.every_source() if one.section))

    def every_source(self) -> Iterator[Source]:
        """Yield each source, fallbacks included."""
        for one in self.sources:
            yield from one.sources if isinstance(one, FirstOf) else (one,)

    def allows(self, url: str) -> bool:
        """Return whether ``url`` is http(s) on one of ``hosts``, on the home's port."""
        try:
            parts, home = urlsplit(url), urlsplit(self.home)
            port, expected = parts.port, home.port
        except ValueError:
            return False
        host = (parts.hostname or "").rstrip(".")
        same_port = port == expected or {port, expected} <= {None, 80, 443}
        return parts.scheme in ("http", "https") and host in self.hosts and same_port

    def article(self, url: str) -> str | None:
        """Return the canonical URL if ``url`` is an article's, else None."""
        if not is_own(url, self.rules):
            return None
        try:
            address = canonical_url(url, self.rules)
        except ValueError:
            return None
        parts = urlsplit(address)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if not self.allows(address) or not self._article.fullmatch(target):
            return None
        return None if parts.path.split("/", 2)[1] in self.not_prose else address

    def section(self, url: str) -> str | None:
        """Return the section in an article's canonical URL, if any."""
        found = self._article.fullmatch(urlsplit(url).path)
        return found.groupdict().get("section") if found else None


def _with_twins(hosts: tuple[str, ...]) -> tuple[str, ...]:
    twins = [one[4:] if one.startswith("www.") else f"www.{one}" for one in hosts]
    return tuple(dict.fromkeys((*hosts, *twins)))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower().rstrip(".")


def _check_url(name: str, url: object) -> None:
    if isinstance(url, str) and not set(url) & set(" \t\r\n#"):
        try:
            parts = urlsplit(url)
            if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:
                return
        except ValueError as error:
            raise _wrong(name, url, f"a URL such as 'https://example.org/' ({error})") from None
    raise _wrong(name, url, "a URL such as 'https://example.org/', without a fragment")


def _check_zone(zone: object) -> None:
    try:
        if not isinstance(zone, str) or not zone:
            raise ValueError("not a name")
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of the zone database
        raise _wrong("Outlet.timezone", zone, "an IANA zone such as 'Asia/Ho_Chi_Minh'") from None


def _check_tuples(outlet: Outlet) -> None:
    forms: tuple[tuple[str, tuple[type, ...], str], ...] = (
        ("sources", (Source, FirstOf), "Feed, Sitemap, Listing, Robots or FirstOf"),
        ("more_hosts", (str,), "host names"),
        ("former_hosts", (str,), "host names"),
        ("not_prose", (str,), "first segments of a path"),
        ("layouts", (Layout,), "Layout"),
        ("marks", (str,), "marks such as '— VNS'"),
        ("revisit", (timedelta,), "timedelta"),
    )
    for name, kinds, what in forms:
        value = getattr(outlet, name)
        if not isinstance(value, tuple) or not all(isinstance(one, kinds) for one in value):
            raise _wrong(f"Outlet.{name}", value, f"a tuple of {what}")
        if len(set(value)) != len(value):
            raise _wrong(f"Outlet.{name}", value, "no value twice")
    if not outlet.sources:
        raise _wrong("Outlet.sources", outlet.sources, "at least one source")
    if not isinstance(outlet.urls, UrlRules) or outlet.urls.hosts:
        raise _wrong(
            "Outlet.urls", outlet.urls, "UrlRules without hosts; name them in former_hosts"
        )
    if any(age <= timedelta(0) for age in outlet.revisit):
        raise _wrong("Outlet.revisit", outlet.revisit, "ages above zero")


def _check_hosts(outlet: Outlet) -> None:
    for name in ("more_hosts", "former_hosts"):
        for host in getattr(outlet, name):
            if host != _host(f"https://{host}/") or urlsplit(f"//{host}").port is not None:
                raise _wrong(f"Outlet.{name}", host, "a bare host in lower case: 'old.example.org'")
            if host == _host(outlet.home):
                raise _wrong(f"Outlet.{name}", host, "a host other than the home's")


def _pattern(text: object) -> re.Pattern[str]:
    example = r"a regular expression for the whole path, such as r'/[^/]+-post\d+\.html'"
    try:
        if not isinstance(text, str) or not text.startswith("/"):
            raise re.error("it must begin with /")
        compiled = re.compile(text)
    except re.error as error:
        raise _wrong("Outlet.article_url", text, f"{example} ({error})") from None
    if compiled.fullmatch("/"):
        raise _wrong("Outlet.article_url", text, f"{example}, which does not match the home page")
    return compiled


def _wrong(name: str, value: object, expected: str) -> ValueError:
    return ValueError(f"{name} is {value!r}: expected {expected}")
