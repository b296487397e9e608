"""Determines publication and modification times: sources in order of trust."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from pipelines.extraction.dates import (
    date_lines,
    day_order,
    implied_dates,
    line_days,
    parser,
    utc_claims,
)
from pipelines.extraction.dates.headline_area import HeadlineArea
from pipelines.extraction.dates.near_headline import header_lines, labelled_dates
from pipelines.extraction.dates.parser import ParsedDate
from pipelines.extraction.html.blocks import Blocks
from pipelines.extraction.page_data import structured_data
from pipelines.extraction.page_data.layout_fields import LayoutFields
from pipelines.extraction.page_data.structured_data import Node, Structured
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
_LOOSE_METAS = ("date", "dc.date", "dcterms.date")
"""Of these, the day of the page's last change in some systems."""
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
UNREADABLE_DATE_PREFIX = "date as printed: "
"""Prefix of the concern that keeps a date which cannot be parsed or trusted."""
_SHOWN = 100  # characters of that date
_AHEAD = timedelta(days=1)  # tolerance for clocks and zones
_NO_CLOCK = datetime(1980, 1, 1, tzinfo=UTC)  # a page fetched earlier has no known time
_DATELINED = 2  # paragraphs
_RECENT = timedelta(days=370)
_PRINTED = ("time", "page")  # sources near the headline
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
    main: Node, data: Structured, seen: LayoutFields, near: HeadlineArea, page: Page, blocks: Blocks
) -> Dates:
    """Return when the article was published and modified.

    Sources in order of trust: JSON-LD of the article, meta tags, the layout's date, JSON-LD of the
    page, ``<time>`` near the headline, other dates near it, a line labelled as the article's date,
    the URL; then the hint of feed or sitemap; last a day told from that of the visit. A date near
    the headline that does not say what it is gives way to a hint of another day. A date in the
    future of the fetch is no date; a date without a time takes the time that another source gives
    for the same day. Where no date can be read, a
    concern keeps what is printed.
    """
    home = parser.zone(page.timezone)
    stated = _stated(main, data, seen, near)
    changes = (value for name in _MODIFIED_METAS for value in data.meta.get(name, ()))
    american = day_order.is_american(data, page, changes, [text for _, text in stated])
    reader = _Reader(home, page, near, american=american)
    usable = reader.read(stated)
    if not usable:
        usable = _Reader(home, page, near, american=american).read(_elsewhere(page, blocks))
    if not usable and near.has_text:
        usable = _of_dateline(reader, near, blocks)
    if page.hint.published_at is not None:
        usable = _with_hint(usable, page.hint.published_at, home, near)
    if not usable and reader.limit:
        implied = implied_dates.find(header_lines(near, blocks), page.fetched_at, home)
        usable = [DateCandidate("visit", *implied)] if implied else []
    concerns = ["date in the future"] if reader.ahead else []
    if not usable:
        concerns += (
            [f"{UNREADABLE_DATE_PREFIX}{clean(reader.lost[0])[:_SHOWN]}"] if reader.lost else []
        )
        return Dates(concerns=tuple(concerns))
    best = _precise(_printed_first(usable, data, near))
    offset = utc_claims.NONE
    if best.source != "page":
        by_language = utc_claims.zone_of(data.lang)
        outlets = (seen.layout_dates, home) if page.outlet else None
        unknown = (near.dates, by_language) if by_language and not page.outlet else None
        offset = utc_claims.offset(best.text, best.moment, near, outlets or unknown)
    best = _moved(best, offset)
    stated_changes = _changes(main, data, near)
    modified, modified_source = _modified(stated_changes, reader, best.moment, offset)
    return Dates(
        best.moment.at,
        modified,
        _day(best.moment, near, seen, home),
        best.source,
        modified_source,
        tuple(concerns),
    )


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A parsed date, with its source and its text."""

    source: str
    text: str
    moment: ParsedDate


class _Reader:
    """Parses the dates of one page.

    Attributes:
        limit: the latest possible publication time, None if the fetch has no time.
        lost: rejected texts, the best source first.
        ahead: whether one of them is in the future.
    """

    def __init__(self, home: tzinfo, page: Page, near: HeadlineArea, *, american: bool) -> None:
        fetched = page.fetched_at if page.fetched_at > _NO_CLOCK else None
        self.limit = fetched + _AHEAD if fetched else None
        self.lost: list[str] = []
        self.ahead = False
        self._today = fetched.astimezone(home).date() if fetched else None
        self._home, self._near, self._loose = home, near, not page.outlet
        self._american = self._loose and american

    def read(self, stated: Iterable[tuple[str, str]]) -> list[DateCandidate]:
        """Return the dates that parse and are trusted, in order."""
        found: list[DateCandidate] = []
        for source, text in stated:
            moment = self.parse(text)
            if moment and self.limit and moment.at > self.limit:
                moment = self._in_other_order(text) or moment
            if moment is None or (self.limit and moment.at > self.limit):
                self.lost.append(text)
                self.ahead |= moment is not None
            elif not self._is_calendar(text, moment):
                found.append(DateCandidate(source, text, moment))
        self.lost += reversed(self._near.unparsed)
        return found

    def parse(self, text: str) -> ParsedDate | None:
        """Parse a date in the order of day and month that the page writes."""
        return parser.parse(text, self._home, month_first=self._loose, american=self._american)

    def _in_other_order(self, text: str) -> ParsedDate | None:
        """Return the day and month the other way round, if only that is no date to come."""
        if not self._loose:
            return None
        moment = parser.parse(text, self._home, month_first=True, american=not self._american)
        return moment if moment and self.limit and moment.at <= self.limit else None

    def _is_calendar(self, text: str, moment: ParsedDate) -> bool:
        """Return whether a date above the headline is the day of the visit, as in mastheads."""
        return text in self._near.above and moment.day == self._today and not moment.has_time


def _moved(candidate: DateCandidate, offset: timedelta) -> DateCandidate:
    return (
        replace(candidate, moment=replace(candidate.moment, at=candidate.moment.at - offset))
        if offset
        else candidate
    )


def _elsewhere(page: Page, blocks: Blocks) -> Iterator[tuple[str, str]]:
    for text in labelled_dates(blocks):
        yield "page", text
    for day in day_order.days_in_url(page.url):
        yield "url", day


def _of_dateline(reader: _Reader, near: HeadlineArea, blocks: Blocks) -> list[DateCandidate]:
    """Return the day in the dateline of the text's first paragraphs.

    A reportage begins with a day of long ago, too: unless an agency signs the dateline, it must be
    of the year before the fetch.
    """
    for block in blocks.blocks[near.text_at : near.text_at + _DATELINED]:
        found = line_days.of_dateline(block.text)
        moment = reader.parse(found[0]) if found else None
        if found is None or moment is None or reader.limit is None:
            continue
        age = reader.limit - moment.at
        if timedelta() <= age and (found[1] or age <= _RECENT):
            return [DateCandidate("page", found[0], moment)]
    return []


def _with_hint(
    usable: list[DateCandidate], hint: datetime, home: tzinfo, near: HeadlineArea
) -> list[DateCandidate]:
    """Put the hint last, but before an unlabelled date near the headline."""
    at = hint.astimezone(UTC)
    hinted = DateCandidate("hint", "", ParsedDate(at, at.astimezone(home).date(), True, True))
    if not usable or usable[0].source not in _PRINTED or usable[0].text in near.sure:
        return [*usable, hinted]
    if date_lines.is_labelled(usable[0].text) or usable[0].moment.day == hinted.moment.day:
        return [*usable, hinted]
    return [hinted, *usable]


def _printed_first(
    usable: list[DateCandidate], data: Structured, near: HeadlineArea
) -> list[DateCandidate]:
    """Put an earlier day that is printed as the article's before a tag that may mean the page's."""
    first = usable[0]
    loose = {value for name in _LOOSE_METAS for value in data.meta.get(name, ())[:1]}
    if first.source != "meta" or first.text not in loose or len(usable) < 2:
        return usable
    printed = next((one for one in usable if one.source in _PRINTED), None)
    is_own = printed is not None and printed.text in near.sure and printed.text not in near.above
    if printed is None or not is_own or first.moment.day - printed.moment.day <= _SAME_DAY:
        return usable
    return [printed, *usable]


def _precise(usable: list[DateCandidate]) -> DateCandidate:
    """Return the best source, or another with a time for the same day if it has none."""
    best = usable[0]
    if best.moment.has_time:
        return best
    for other in usable[1:]:
        is_near = abs(other.moment.at - best.moment.at) <= _SAME_DAY
        if other.moment.has_time and is_near and other.moment.day == best.moment.day:
            return other
    return best


def _stated(
    main: Node, data: Structured, seen: LayoutFields, near: HeadlineArea
) -> list[tuple[str, str]]:
    """Return candidate dates with their sources, the best source first."""
    found: list[tuple[str, str | None]] = [
        ("json-ld", structured_data.text(main.get("datePublished"))),
        ("json-ld", structured_data.text(main.get("dateCreated"))),
    ]
    found += [("meta", value) for name in _PUBLISHED_METAS for value in data.meta.get(name, ())[:1]]
    found += [("layout", text) for text in seen.layout_dates]
    found += [
        ("json-ld page", structured_data.text(node.get("datePublished")))
        for node in data.ld_nodes[:50]
        if "webpage" in structured_data.types(node)
    ]
    found += [("time", text) for text in near.times]
    found += [("page", text) for text in (*near.dates, *near.updates)]
    return [(source, text) for source, text in found if text]


def _changes(main: Node, data: Structured, near: HeadlineArea) -> list[tuple[str, str]]:
    """Return candidate dates of the last change with their sources, the best source first."""
    found = [("json-ld", structured_data.text(main.get("dateModified")))]
    found += [("meta", value) for name in _MODIFIED_METAS for value in data.meta.get(name, ())[:1]]
    found += [
        ("json-ld page", structured_data.text(node.get("dateModified")))
        for node in data.ld_nodes[:50]
        if "webpage" in structured_data.types(node)
    ]
    found += [("page", text) for text in near.updates]
    return [(source, text) for source, text in found if text]


def _modified(
    stated: Sequence[tuple[str, str]], reader: _Reader, published: ParsedDate, offset: timedelta
) -> tuple[datetime | None, str]:
    best: tuple[ParsedDate, datetime, str] | None = None
    for source, text in stated:
        moment = reader.parse(text)
        if moment is None or (best and (moment.day != best[0].day or not moment.has_time)):
            continue
        at = moment.at - (offset if utc_claims.says_utc(text) else utc_claims.NONE)
        if at > published.at and not (reader.limit and at > reader.limit):
            if moment.has_time:
                return at, source
            best = best or (moment, at, source)
    return (best[1], best[2]) if best else (None, "")


def _day(best: ParsedDate, near: HeadlineArea, seen: LayoutFields, home: tzinfo) -> date:
    """Return the day that readers see.

    This is a printed date within a day of the instant; else the only printed day, which is that of
    a later edition; else the source's own.
    """
    printed = [
        moment.day
        for text in (*seen.layout_dates, *near.dates, *near.updates)
        if (moment := parser.parse(text, home, month_first=True))
    ]
    if best.day in printed:
        return best.day
    for day in printed:
        if abs((day - best.day).days) <= 1:
            return day
    if len(set(printed)) == 1 and printed[0] > best.day:
        return printed[0]
    return best.day
