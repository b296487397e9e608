"""The status of the outlets as plain text, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from pipelines.storage.status.expectations import COLUMNS
from pipelines.storage.status.fleet import Fleet
from pipelines.storage.status.night import OutletStatus

_HEADINGS = ("new", "changed", "rejected", "failed")
_ROW = "  {:<14}{:<15}{:<21}{:>11}{:>11}{:>11}{:>11}  {:>6}  {}".format


def render(found: Sequence[OutletStatus], now: datetime, fleet: Fleet | None = None) -> str:
    """Return the status as text: a table, the templates, the faults, the queue."""
    lines = ["", *_table(found, now), "", *_articles(found), *_faults(found)]
    lines += _fleet(fleet, now) if fleet is not None else []
    return "\n".join(line.rstrip() for line in lines)


def as_json(found: Sequence[OutletStatus], now: datetime, fleet: Fleet | None = None) -> str:
    """Return the status as one JSON object; times are ISO, UTC."""
    value = {
        "at": now,
        "good": is_good(found),
        "outlets": [asdict(one) for one in found],
        "fleet": asdict(fleet) if fleet is not None else None,
    }
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def is_good(found: Sequence[OutletStatus]) -> bool:
    """Return whether outlets ran, or are expected, and nothing is wrong with any."""
    return bool(found) and not any(one.faults for one in found)


def _table(found: Sequence[OutletStatus], now: datetime) -> Iterator[str]:
    yield _ROW("outlet", "last run", "ended", *_HEADINGS, "waits", "")
    yield "  " + "─" * 109
    if not found:
        yield "  nothing yet: crawl an outlet first (scrapy crawl vna)"
    for one in found:
        usual = one.usual or {}
        cells = [_against(one.outcomes.get(name, 0), usual.get(name)) for name in COLUMNS]
        yield _ROW(
            one.outlet[:13],
            ago(now - one.started_at) if one.started_at else "never",
            one.state[:20],
            *cells,
            one.waiting.due,
            "ok" if not one.faults else f"{len(one.faults)} wrong",
        )
    if any(one.usual for one in found):
        yield ""
        yield "  in brackets: the median of such days"


def _against(count: int, usual: float | None) -> str:
    return f"{count:,}" if usual is None else f"{count:,} ({usual:g})"


def _articles(found: Sequence[OutletStatus]) -> Iterator[str]:
    """Yield for each outlet its templates, fields, and figures of the last run's articles."""
    for one in found:
        if one.confidence is None and not one.layouts:
            continue
        parts = []
        if one.layouts:
            parts.append("layouts " + _counted(one.layouts))
        if one.confidence is not None:
            parts.append(f"confidence {one.confidence:.2f}")
        if one.stripped is not None:
            parts.append(f"stripped {one.stripped:.0%} of the words")
        yield f"  {one.outlet}: {', '.join(parts)}"
        if one.fields:
            filled = sorted(one.fields.items(), key=lambda item: (-item[1], item[0]))
            yield "      filled: " + ", ".join(f"{name} {share:.0%}" for name, share in filled)
        sources = f"      sources: {one.sources} good"
        yield sources + (f", {len(one.silent)} silent" if one.silent else "")


def _counted(counts: Mapping[str, int]) -> str:
    named = {("none" if name == "-" else repr(name)): count for name, count in counts.items()}
    return ", ".join(f"{name} {count}" for name, count in sorted(named.items()))


def _faults(found: Sequence[OutletStatus]) -> Iterator[str]:
    wrong = [(one.outlet, fault.sentence) for one in found for fault in one.faults]
    yield ""
    if is_good(found):
        yield "  All good."
    if not found:
        yield "  ! nothing ever ran in this database: check DATABASE_URL, name EXPECTED_OUTLETS"
    for outlet, sentence in wrong:
        yield f"  ! {outlet}: {sentence}"


def _fleet(fleet: Fleet, now: datetime) -> Iterator[str]:
    silent = f", {fleet.silent} silent" if fleet.silent else ""
    oldest = f" (oldest {ago(now - fleet.oldest)})" if fleet.oldest else ""
    yield ""
    yield f"  queue: {fleet.workers} workers{silent}"
    yield (
        f"      crawls: {fleet.running} running, {fleet.waiting} waiting{oldest}, "
        f"{fleet.later} to be tried again, {fleet.stalled} stalled, {fleet.failed} given up"
    )
    for one in fleet.crawls:
        yield f"      {one.outlet}: {one.holder}, since {ago(now - one.since)}"


def ago(gap: timedelta) -> str:
    """Format the time since something: ``5 min ago``, ``3 h ago``, ``2 days ago``."""
    minutes = max(0, int(gap.total_seconds() // 60))
    if minutes < 90:
        return f"{minutes} min ago"
    hours = minutes // 60
    return f"{hours} h ago" if hours < 48 else f"{hours // 24} days ago"
