"""What a site answered when it was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from crawler.discovery.results import Found
from crawler.outlet import Feed, Listing, Outlet, Sitemap, Source
from pipelines.items import Candidate, Page
from pipelines.urls.canonical import canonical_url

NOTHING = Found()
_HEADLINE_WORDS = 4


@dataclass(frozen=True, slots=True)
class AskedSource:
    """A source that was asked.

    Attributes:
        source: what it would be declared as.
        found: what it holds; empty where it did not answer.
        trouble: why it is of no use, in a line; ``""`` where it answered.
        offsets: offsets from UTC that its times state, ``"+07:00"``, as often as they stand there.
    """

    source: Source
    found: Found = NOTHING
    trouble: str = ""
    offsets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteAnswers:
    """Everything that was fetched of a site.

    Attributes:
        outlet: the site as the spider for any site knows it, with the hosts that were found.
        asked_for: the host that was named, where the home page is on another one now.
        title: what the home page calls the site, or ``""``.
        sources: every source that was asked, the home page among them.
        pages: articles that were announced or named, as received.
        page_troubles: address -> why there is no page.
        at: the time of the look, UTC.
    """

    outlet: Outlet
    asked_for: str
    title: str
    sources: tuple[AskedSource, ...]
    pages: tuple[Page, ...]
    page_troubles: tuple[tuple[str, str], ...]
    at: datetime


def announced(sources: Iterable[AskedSource], outlet: Outlet) -> dict[str, Candidate]:
    """Return what is certainly an article, by canonical address, in the sources' order.

    That is what a feed holds, and what a news sitemap gives a time of publication; where a site has
    neither, links of the usual form: an address alone is a weaker witness.
    """
    asked = list(sources)
    sure: dict[str, Candidate] = {}
    likely: dict[str, Candidate] = {}
    for one in asked:
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
