"""Proposes the declaration of a site from its responses; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.discovery.site_hosts import registered_domain
from crawler.new_outlet.address_forms import article_url
from crawler.new_outlet.generic_errors import EngineError, Reading, end_marks, read_pages
from crawler.new_outlet.inspection import InspectedSource, SiteInspection, announced
from crawler.new_outlet.layout_proposal import propose_layout
from crawler.new_outlet.source_chains import arranged
from crawler.new_outlet.time_zone import offsets, zone
from crawler.outlet import Feed, Listing, Outlet, Robots, Sitemap, Source
from crawler.spiders.site import NO_ARTICLE
from pipelines.errors import UserError
from pipelines.items import Candidate, Page
from pipelines.urls.canonical import UrlRules, canonical_url

_NO_PROSE = re.compile(rf"{NO_ARTICLE}|photos?|videos?|galler(?:y|ies)|podcasts?|multimedia")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SECTION = re.compile(r"[\w-]+(?:/[\w-]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """A source with its number of articles of the proposed form; ``-1`` if it failed."""

    inspected: InspectedSource
    articles: int
    declared: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """An outlet for a person to correct, with the evidence for each part.

    Attributes:
        name: of file and spider.
        outlet: the declaration; it contains only what was seen.
        sources: every source that was requested.
        announced: canonical URLs that are certainly articles.
        unmatched: those of them without the proposed form.
        unannounced: links with the proposed form that no source lists as articles.
        zone_reason: the evidence for the time zone.
        pages: the articles that were fetched.
        generic, reading: the engine's results without and with the declaration.
    """

    name: str
    outlet: Outlet
    sources: tuple[CheckedSource, ...]
    announced: dict[str, Candidate]
    unmatched: tuple[str, ...]
    unannounced: tuple[str, ...]
    zone_reason: str
    pages: tuple[Page, ...]
    generic: Reading
    reading: Reading

    @property
    def errors(self) -> tuple[EngineError, ...]:
        """Return the engine's remaining errors with the proposed declaration."""
        return self.reading.errors


def propose(inspection: SiteInspection, name: str = "", title: str = "") -> Proposal:
    """Propose an outlet from a site's responses.

    Raises:
        UserError: there is nothing to propose; the message says what was requested and what to
            give.
    """
    sure = announced((one for one in inspection.sources if not one.trouble), inspection.outlet)
    sure |= {one.requested_url: Candidate(one.url) for one in inspection.pages
             if one.requested_url and one.requested_url not in sure}  # fmt: skip
    form = article_url(sure)
    if form is None:
        raise UserError(_nothing(inspection))
    host = urlsplit(inspection.outlet.home).hostname or ""
    found, requested = inspection.outlet, inspection.requested_host
    declared = replace(
        found,
        title=title or inspection.title or host,
        article_url=form,
        more_hosts=_used_hosts(found, sure),
        former_hosts=() if requested in found.hosts else (requested,),
        urls=UrlRules(scheme=urlsplit(found.home).scheme)
        if found.home[:5] != "https"
        else UrlRules(),
        sources=(Listing(found.home, certain=True),),
    )
    declared = replace(declared, not_prose=_not_prose(declared, inspection.sources, sure))
    checked = tuple(_checked(one, declared) for one in inspection.sources)
    wanted = _declared(checked)
    sources = [_certain(one, declared) for one in wanted]
    declared = replace(declared, sources=arranged(sources, inspection.sources, inspection.at))
    checked = tuple(replace(one, declared=one in wanted) for one in checked)
    return _with_engine(name or name_of(host), declared, checked, sure, inspection)


def name_of(host: str) -> str:
    """Return a file name from a host's registered domain: letters and digits."""
    label = (registered_domain(host) or host).partition(".")[0]
    plain = re.sub(r"[^a-z0-9]", "", label.lower())
    return plain if plain[:1].isalpha() else f"outlet{plain}"


def _with_engine(
    name: str,
    outlet: Outlet,
    checked: tuple[CheckedSource, ...],
    sure: dict[str, Candidate],
    inspection: SiteInspection,
) -> Proposal:
    """Add the engine's evidence from the pages: language, zone, marks, and a layout if it errs."""
    pages = tuple(replace(one, outlet=name, hosts=outlet.hosts) for one in inspection.pages)
    language = _language(read_pages(pages))
    stated = [*(o for one in inspection.sources for o in one.offsets)]
    stated += [o for page in pages for o in offsets(page.body)]
    host = urlsplit(outlet.home).hostname or ""
    timezone, why = zone(stated, host, language, inspection.at)
    pages = tuple(replace(one, timezone=timezone) for one in pages)
    generic = read_pages(pages)
    marks = end_marks(generic)
    pages = tuple(replace(one, marks=marks) for one in pages)
    layout, reading = propose_layout(pages, read_pages(pages))
    outlet = replace(
        outlet,
        language=language,
        timezone=timezone,
        marks=marks,
        layouts=(layout,) if layout else (),
    )
    others = _unannounced(inspection.sources, outlet, sure)
    unmatched = tuple(url for url in sure if outlet.article(url) is None)
    return Proposal(name, outlet, checked, sure, unmatched, others, why, pages, generic, reading)


def _nothing(inspection: SiteInspection) -> str:
    inspected = "; ".join(
        f"{one.source.url}: {one.trouble or 'no article in it'}" for one in inspection.sources
    )
    return (
        f"{inspection.outlet.home}: no article found to learn from ({inspected}); name some with "
        "--article ADDRESS, once for each"
    )


def _used_hosts(outlet: Outlet, sure: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(urlsplit(url).hostname for url in sure)
    return tuple(host for host in outlet.more_hosts if counted[host])


def _not_prose(
    outlet: Outlet, sources: Iterable[InspectedSource], sure: dict[str, Candidate]
) -> tuple[str, ...]:
    """Return first folders named for non-articles, if the form would match them."""
    links = {one.url for inspected in sources for one in inspected.found.candidates}
    links |= {inspected.source.url for inspected in sources}
    firsts = [
        urlsplit(url).path.split("/")[1] for url in sorted(links) if outlet.article(url) is not None
    ]
    used = {urlsplit(url).path.split("/")[1] for url in sure}
    return tuple(
        dict.fromkeys(one for one in firsts if one not in used and _NO_PROSE.fullmatch(one))
    )


def _checked(one: InspectedSource, outlet: Outlet) -> CheckedSource:
    if one.trouble:
        return CheckedSource(one, -1, declared=False)
    articles = {outlet.article(candidate.url) for candidate in one.found.candidates} - {None}
    named = isinstance(one.source, Robots | Sitemap) and bool(one.found.sources)
    is_home = one.source.url == outlet.home
    article = outlet.article(one.source.url) is not None  # sections without prose are not requested
    return CheckedSource(
        one, len(articles), declared=(bool(articles) or named or is_home) and not article
    )


def _declared(checked: Iterable[CheckedSource]) -> list[CheckedSource]:
    """Return the sources worth declaring, the best kind first; all of them were seen.

    Sitemaps of an index are found through it, and their URLs change by the month.
    """
    order = (Feed, Sitemap, Robots, Listing)
    wanted = [one for one in checked if one.declared]
    named = {child.url for one in wanted if isinstance(one.inspected.source, Sitemap)
             for child in one.inspected.found.sources}  # fmt: skip
    wanted = [one for one in wanted if one.inspected.source.url not in named]
    if any(isinstance(one.inspected.source, Robots) for one in wanted):
        wanted = [one for one in wanted if not _is_of_a_month(one.inspected.source)]
    if any(isinstance(one.inspected.source, Sitemap) for one in wanted):
        wanted = [one for one in wanted if not isinstance(one.inspected.source, Robots)]
    return sorted(wanted, key=lambda one: order.index(type(one.inspected.source)))


def _is_of_a_month(source: Source) -> bool:
    """Return whether a sitemap's URL will soon be another one; robots.txt names it then."""
    return isinstance(source, Sitemap) and bool(_YEAR.search(urlsplit(source.url).path))


def _certain(one: CheckedSource, outlet: Outlet) -> Source:
    source = one.inspected.source
    if isinstance(source, Listing):
        section = source.section if _SECTION.fullmatch(source.section) else ""
        return Listing(source.url, certain=True, section=section)
    if isinstance(source, Feed):
        return Feed(source.url, certain=True, section=_only_section(one.inspected, outlet))
    return type(source)(source.url, certain=True)


def _only_section(inspected: InspectedSource, outlet: Outlet) -> str:
    """Return the section of all articles of a feed, by their URLs."""
    addresses = [outlet.article(one.url) for one in inspected.found.candidates]
    found = {outlet.section(one) for one in addresses if one is not None}
    only = found.pop() if len(found) == 1 else None
    return only if only and len(addresses) > 1 and _SECTION.fullmatch(only) else ""


def _language(reading: Reading) -> str:
    counted = Counter(one.article.language for one in reading.found if one.article)
    return next((one for one, _ in counted.most_common() if one), "und")


def _unannounced(
    sources: Iterable[InspectedSource], outlet: Outlet, sure: dict[str, Candidate]
) -> tuple[str, ...]:
    known = set(sure)
    for url in sure:
        try:
            known.add(canonical_url(url, outlet.rules))
        except ValueError:
            continue
    links = [outlet.article(one.url) for inspected in sources for one in inspected.found.candidates]
    return tuple(dict.fromkeys(one for one in links if one is not None and one not in known))
