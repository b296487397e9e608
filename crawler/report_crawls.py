"""The report's lines about crawls: dates, sources, faults, articles taken down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from pipelines.storage.report import OutletReport, Report
from pipelines.storage.status.sources import FAILURES

Row = Mapping[str, Any]
_TAKEN_DOWN = 10  # lines; the console and --html show more
_SILENT = 10  # lines


def dates(report: Report, never: Sequence[str]) -> Iterator[str]:
    """Yield the date range of the articles, the last crawl of each outlet, and its sources."""
    row = "  {:<10}{:>12}{:>12}   {:<18}{}".format
    yield row("outlet", "earliest", "latest", "last run, UTC", "sources with articles")
    for one in report.outlets:
        yield row(
            one.outlet[:9], _day(one.first_at), _day(one.last_at), _run(one), _sources(one, report)
        )
    if never:
        yield ""
        yield f"  Never crawled into this database: {', '.join(never)}."


def _day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d}" if at else "·"


def _run(outlet: OutletReport) -> str:
    return f"{outlet.last.started_at:%Y-%m-%d %H:%M}" if outlet.last else "never"


def _sources(outlet: OutletReport, report: Report) -> str:
    of_outlet = [one for one in report.sources if one["outlet"] == outlet.outlet]
    good = [one for one in of_outlet if not one["failures"]]
    return f"{len(good)} of {len(of_outlet)}" if of_outlet else "·"


def wrong(report: Report) -> Iterator[str]:
    """Yield the faults, a line each."""
    for one in report.alarms:
        yield f"  ! {one['outlet']}: {one['sentence']} (since {one['since']:%Y-%m-%d %H:%M})"
    sentences = " ".join(one["sentence"] for one in report.alarms)
    silent = [
        one
        for one in report.sources
        if one["failures"] >= FAILURES and one["last_good_at"] and one["url"] not in sentences
    ]
    for one in silent[:_SILENT]:
        good = f"last good on {one['last_good_at']:%Y-%m-%d}"
        yield f"  ! {one['outlet']}: {one['url']}: {one['reason'] or 'no answer'} ({good})"
    if silent[_SILENT:]:
        yield f"    {len(silent) - _SILENT:,} more sources went silent"


def taken_down(report: Report) -> Iterator[str]:
    """Yield the articles that outlets took down last."""
    for one in report.gone[:_TAKEN_DOWN]:
        yield f"  {one['gone_at']:%Y-%m-%d}  {one['outlet']:<10} {one['title']}"
    if report.gone[_TAKEN_DOWN:]:
        yield f"  and {len(report.gone) - _TAKEN_DOWN} more"


def page(found: Row) -> Iterator[str]:
    """Yield the state of a URL in the ledger."""
    outcome = str(found["outcome"] or "not fetched yet").replace("not_article", "no article")
    reason = f": {found['reason']}" if found["reason"] else ""
    yield f"  {found['url']}"
    yield f"  {found['outlet']} · {outcome}{reason}"
    times = [
        f"found on {found['discovered_at']:%Y-%m-%d %H:%M} UTC",
        f"fetched on {found['fetched_at']:%Y-%m-%d %H:%M}" if found["fetched_at"] else "",
        f"HTTP {found['status']}" if found["status"] else "",
    ]
    tries = [
        f"tries without an article: {found['tries']}" if found["tries"] else "",
        _next_try(found),
    ]
    for facts in (times, tries):
        yield "  " + " · ".join(fact for fact in facts if fact)
    if found["source"]:
        yield f"  announced by {found['source']}"
    if found["warc"]:
        yield f"  bytes: {found['warc']} at {found['warc_offset']:,}"


def _next_try(found: Row) -> str:
    due, last = found["next_try_at"], found["fetched_at"]
    if due is None:
        return "no further try"
    if last is not None and due <= last:
        return "next try in the next run"
    return f"next try from {due:%Y-%m-%d %H:%M} UTC"
