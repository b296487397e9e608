"""Dates told from the day of the visit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extraction.dates import implied_dates

VISIT = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Hôm qua, 09:15", "2026-11-19T09:15"),
        ("Dodano: dzisiaj, 09:15", "2026-11-20T09:15"),
        ("2 ноября, 09:15", "2026-11-02T09:15"),
        ("11月2日 9:15", "2026-11-02T09:15"),
        ("Dec 24", "2025-12-24T00:00"),
    ],
)
def test_a_day_told_from_the_visit(line: str, wanted: str) -> None:
    found = implied_dates.find([line], VISIT, UTC)
    assert found is not None
    assert f"{found[1].at:%Y-%m-%dT%H:%M}" == wanted


@pytest.mark.parametrize(
    "line",
    [
        "5 min read",
        "3 hours ago",
        "The last boat left the quay 3 days ago, said the harbour master.",
        "Today in Hanoi",
        "Match day: 24 December, final at 20:30 in the arena",
    ],
)
def test_other_lines_tell_no_day(line: str) -> None:
    assert implied_dates.find([line], VISIT, UTC) is None
