"""When it was published and modified: which source is believed, and when none is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from pipelines.extraction import dates, structured
from pipelines.extraction.blocks import Blocks
from pipelines.extraction.dates import Moment
from pipelines.extraction.printed import Near, Printed, labelled_dates
from pipelines.extraction.structured import Node, Structured
from pipelines.items import Page
from pipelines.text import clean

_PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "date.published",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.created",
    "dc.date",
    "cxenseparse:recs:publishtime",
    "ptime",
    "pub_date",
    "originalpublicationdate",
    "datepublished",
    "article_date_original",
    "citation_publication_date",
    "itemprop:datepublished",
    "date",
)
_MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "article:updated_time",
    "article:modified",
    "lastmod",
    "last-modified",
    "revised",
    "dcterms.modified",
    "dc.date.modified",
    "itemprop:datemodified",
)
_IN_URL = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
AS_PRINTED = "date as printed: "
"""How the concern begins that keeps a date which cannot be read, or not be believed."""
_SHOWN = 100  # characters of it
_AHEAD = timedelta(days=1)  # clocks differ; a day ahead is another zone
_NO_CLOCK = datetime(1980, 1, 1, tzinfo=UTC)  # a page fetched "before" that has no known time
_SAME_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dates:
    """The times of an article, with their sources."""

    published: datetime | None = None
    modified: datetime | None = None
    day: date | None = None
    published_source: str = ""
    modified_source: str = ""
    concerns: tuple[str, ...] = ()


def find(
    main: Node, data: Structured, seen: Printed, near: Near, page: Page, blocks: Blocks
) -> Dates:
    """Return when the article was published and modified.

    Structured data comes first, then the layout's date, then what is printed near the headline,
    then a date that a line or the address says is the publication's, then the hint of feed or
    sitemap. A date in the future of the fetch is no date; a date without a time is made precise by
    another source for the same day. Where none can be read, a concern keeps what is printed.
    """
    home = dates.zone(page.timezone)
    loose = not page.outlet
    stated = _stated(main, data, seen, near)
    concerns: list[str] = []
    limit = page.fetched_at + _AHEAD if page.fetched_at > _NO_CLOCK else None
    usable: list[tuple[str, Moment]] = []
    lost = [*near.unread]
    for source, text in reversed(stated):
        moment = dates.parse(text, home, month_first=loose)
        if moment is None or (limit and moment.at > limit):
            lost.append(text)
            concerns = ["date in the future"] if moment else concerns
        else:
            usable.insert(0, (source, moment))
    if not usable:
        others = [("page", text) for text in labelled_dates(blocks)]
        others += [("url", f"{m[1]}-{m[2]}-{m[3]}") for m in _IN_URL.finditer(page.url[:500])]
        moments = [(source, dates.parse(text, home, month_first=loose)) for source, text in others]
        usable = [
            (source, moment)
            for source, moment in moments
            if moment and not (limit and moment.at > limit)
        ]
    if not usable and page.hint.published_at is not None:
        at = page.hint.published_at.astimezone(UTC)
        usable = [("hint", Moment(at, at.astimezone(home).date(), True, True))]
    if not usable:
        concerns += [f"{AS_PRINTED}{clean(lost[-1])[:_SHOWN]}"] if lost else []
        return Dates(concerns=tuple(concerns))
    source, best = usable[0]
    if not best.timed:
        for other_source, other in usable[1:]:
            if other.timed and abs(other.at - best.at) <= _SAME_DAY and other.day == best.day:
                source, best = other_source, other
                break
    modified, modified_source = _modified(main, data, home, best, limit)
    return Dates(
        best.at, modified, _day(best, near, seen, home), source, modified_source, tuple(concerns)
    )


def _stated(main: Node, data: Structured, seen: Printed, near: Near) -> list[tuple[str, str]]:
    """Return what is said to be the date, with its source, the best source first."""
    found: list[tuple[str, str | None]] = [
        ("json-ld", structured.text(main.get("datePublished"))),
        ("json-ld", structured.text(main.get("dateCreated"))),
    ]
    found += [("meta", value) for name in _PUBLISHED_METAS for value in data.meta.get(name, ())[:1]]
    found += [("layout", text) for text in seen.layout_dates]
    found += [
        ("json-ld page", structured.text(node.get("datePublished")))
        for node in data.ld_nodes[:50]
        if "webpage" in structured.types(node)
    ]
    found += [("time", text) for text in near.times]
    found += [("page", text) for text in (*near.dates, *near.updates)]
    return [(source, text) for source, text in found if text]


def _modified(
    main: Node, data: Structured, home: tzinfo, published: Moment, limit: datetime | None
) -> tuple[datetime | None, str]:
    found = [("json-ld", structured.text(main.get("dateModified")))]
    found += [("meta", value) for name in _MODIFIED_METAS for value in data.meta.get(name, ())[:1]]
    for source, text in found:
        moment = dates.parse(text, home) if text else None
        if moment and moment.at > published.at and not (limit and moment.at > limit):
            return moment.at, source
    return None, ""


def _day(best: Moment, near: Near, seen: Printed, home: tzinfo) -> date:
    """The day readers see.

    That is a printed date within a day of the instant; else the only day that is printed, which is
    the day of a later edition; else the source's own.
    """
    printed = [
        moment.day
        for text in (*seen.layout_dates, *near.dates, *near.updates)
        if (moment := dates.parse(text, home, month_first=True))
    ]
    if best.day in printed:
        return best.day
    for day in printed:
        if abs((day - best.day).days) <= 1:
            return day
    if len(set(printed)) == 1 and printed[0] > best.day:
        return printed[0]
    return best.day
