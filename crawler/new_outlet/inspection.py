"""The responses of an inspected site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from crawler.discovery.results import SourceContents
from crawler.outlet import Feed, Listing, Outlet, Sitemap, Source
from pipelines.items import Candidate, Page
from pipelines.urls.canonical import canonical_url

NOTHING = SourceContents()
_HEADLINE_WORDS = 4


@dataclass(frozen=True, slots=True)
class InspectedSource:
    """A source that was requested.

    Attributes:
        source: its declaration.
        found: its contents; empty if it failed.
        trouble: why it is useless, in a line; ``""`` if it worked.
        offsets: UTC offsets that its times state, ``"+07:00"``, with repetitions.
    """

    source: Source
    found: SourceContents = NOTHING
    trouble: str = ""
    offsets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteInspection:
    """Everything that was fetched from a site.

    Attributes:
        outlet: the site as an outlet of the spider ``site``, with the hosts found.
        requested_host: the requested host, if the home page is now on another one.
        title: the site's name on its home page, or ``""``.
        sources: every source that was requested, including the home page.
        pages: articles that were listed or given, as received.
        page_troubles: URL to why there is no page.
        at: time of the inspection, UTC.
    """

    outlet: Outlet
    requested_host: str
    title: str
    sources: tuple[InspectedSource, ...]
    pages: tuple[Page, ...]
    page_troubles: tuple[tuple[str, str], ...]
    at: datetime


def announced(sources: Iterable[InspectedSource], outlet: Outlet) -> dict[str, Candidate]:
    """Return certain articles, by canonical URL, in the sources' order.

    These are the entries of feeds, and of news sitemaps with a publication time; if a site has
    neither, links of the usual form: a URL alone is weaker evidence.
    """
    inspected = list(sources)
    sure: dict[str, Candidate] = {}
    likely: dict[str, Candidate] = {}
    for one in inspected:
        for candidate in one.found.candidates:
            address = _address(candidate.url, outlet)
            if address is None:
                continue
            published = candidate.hint.published_at is not None
            if isinstance(one.source, Feed) or (isinstance(one.source, Sitemap) and published):
                sure.setdefault(address, candidate)
            elif outlet.article(candidate.url) and _has_headline(candidate, one.source):
                likely.setdefault(address, candidate)
    return sure or likely


def _address(url: str, outlet: Outlet) -> str | None:
    try:
        address = canonical_url(url, outlet.rules)
    except ValueError:
        return None
    return address if outlet.allows(address) and address.count("/") > 2 else None


def _has_headline(candidate: Candidate, source: Source) -> bool:
    words = len((candidate.hint.title or "").split())
    return not isinstance(source, Listing) or words >= _HEADLINE_WORDS
