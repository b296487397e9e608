"""Dates in every form that the outlets print, and everything that is not a date."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.dates.line_days import MAX_DATE_CHARS, of_publication
from pipelines.extraction.dates.parser import parse, zone
from tests.support.steps import steps

HANOI = zone("Asia/Ho_Chi_Minh")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("printed", "instant"),
    [
        # Việt Nam News, three generations
        ("July, 20/2021 - 08:25", utc(2021, 7, 20, 1, 25)),
        ("January 16, 2024 - 18:12", utc(2024, 1, 16, 11, 12)),
        ("Update: October, 12/2014 - 20:17", utc(2014, 10, 12, 13, 17)),
        ("Update: October, 20/2017 – 10:00", utc(2017, 10, 20, 3, 0)),
        # VietnamPlus
        ("Monday, August 17, 2026 11:09", utc(2026, 8, 17, 4, 9)),
        (" 22/07/2026 08:28 ", utc(2026, 7, 22, 1, 28)),
        ("2026-08-17T11:09:24+07:00", utc(2026, 8, 17, 4, 9, 24)),
        ("2019-05-03 16:40", utc(2019, 5, 3, 9, 40)),
        # Customs News, Vietnam Pictorial, the government's portal, Nhan Dan
        ("16:30 | 15/02/2025", utc(2025, 2, 15, 9, 30)),
        ("14/01/2016 14:18 GMT+7 Email Print Like 0", utc(2016, 1, 14, 7, 18)),
        ("September 09, 2026 9:33 AM GMT+7", utc(2026, 9, 9, 2, 33)),
        ("May 19, 2020 09:43:49", utc(2020, 5, 19, 2, 43, 49)),
        # VnExpress, VIR, Phnom Penh Post
        ("October 6, 2022 | 06:52 pm PT", utc(2022, 10, 7, 1, 52)),
        ("Thứ năm, 2/11/2023, 19:20 (GMT+7)", utc(2023, 11, 2, 12, 20)),
        ("September 27, 2022 | 09:38", utc(2022, 9, 27, 2, 38)),
        ("17 November 2017 | 12:12 | ICT", utc(2017, 11, 17, 5, 12)),
        ("03/11/2025 -09:15", utc(2025, 11, 3, 2, 15)),
        ("03/11/2025 09:15 -0500", utc(2025, 11, 3, 14, 15)),
        ("03/11/2025 9:15 AM -0500", utc(2025, 11, 3, 14, 15)),
        # twelve-hour clocks, with Vietnamese day periods
        ("2025-11-03 3:05:00 PM", utc(2025, 11, 3, 8, 5)),
        ("2025-11-03 12:05 a.m.", utc(2025, 11, 2, 17, 5)),
        ("03/11/2025 2:30 CH", utc(2025, 11, 3, 7, 30)),
        ("03/11/2025 8:05 SA", utc(2025, 11, 3, 1, 5)),
        ("03/11/2025 2:30 chiều", utc(2025, 11, 3, 7, 30)),
        ("8:10 tối 03/11/2025", utc(2025, 11, 3, 13, 10)),
        ("03/11/2025 12:15 sáng", utc(2025, 11, 2, 17, 15)),
        ("03/11/2025 14:30 chiều", utc(2025, 11, 3, 7, 30)),
        # machine formats
        ("2025-11-03T21:15:00 GMT+7", utc(2025, 11, 3, 14, 15)),
        ("2025-11-03 21:15 (GMT+7)", utc(2025, 11, 3, 14, 15)),
        ("2025-11-03 21:15 UTC+0530", utc(2025, 11, 3, 15, 45)),
        ("20231222T101500Z", utc(2023, 12, 22, 10, 15)),
        ("2023-12-20T12:33:00-0500", utc(2023, 12, 20, 17, 33)),
        ("2023-12-20T12:33:00.123456Z", utc(2023, 12, 20, 12, 33)),
        ("Sat, 23 Dec 2023 05:42:00 PST", utc(2023, 12, 23, 13, 42)),
        ("1700000000", utc(2023, 11, 14, 22, 13, 20)),
        ("1700000000000", utc(2023, 11, 14, 22, 13, 20)),
        # other languages
        ("ngày 22 tháng 12 năm 2023, 09:05", utc(2023, 12, 22, 2, 5)),
        ("22 décembre 2023 à 14h05", utc(2023, 12, 22, 7, 5)),
        ("2023年12月22日 10:20", utc(2023, 12, 22, 3, 20)),
        ("22 декабря 2023, 10:20", utc(2023, 12, 22, 3, 20)),
        ("22 de diciembre de 2023 10:20", utc(2023, 12, 22, 3, 20)),
        ("10:30 AM EST Dec 22, 2023", utc(2023, 12, 22, 15, 30)),
        ("Dec. 22, 2023, 12:15 a.m. ET", utc(2023, 12, 22, 5, 15)),
    ],
)
def test_a_printed_time_is_an_instant(printed: str, instant: datetime) -> None:
    found = parse(printed, HANOI)
    assert found is not None
    assert found.at == instant
    assert found.has_time


@pytest.mark.parametrize(
    "printed",
    [
        "31/02/2024",
        "00/00/0000",
        "0000-00-00T00:00:00Z",
        "9999-12-31",
        "2099-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "0000000000",
        "0",
        "hôm qua",
        "yesterday at 10:00",
        "2024-02-30T10:00:00Z",
        "2024-05-01T25:61:00Z",
        "12/22/2023",
        "May",
        "",
    ],
)
def test_impossible_publication_dates_are_rejected(printed: str) -> None:
    assert parse(printed, HANOI) is None


@pytest.mark.parametrize(
    "printed",
    [
        "3 thg 11, 2025",  # CLDR
        "3 Tháng Mười Một, 2025",  # WordPress
        "Tháng Mười Một 3, 2025",
        "03 Th11 2025",
        "Th2, 03 Th11 2025",
        "03 - 11 - 2025",
        "03 / 11 / 2025",
        "3 tháng 11 năm 2025",
    ],
)
def test_every_vietnamese_way_to_write_a_day_is_read(printed: str) -> None:
    found = parse(printed, HANOI)
    assert found is not None
    assert (found.day, found.has_time) == (date(2025, 11, 3), False)


@pytest.mark.parametrize(
    "line",
    [
        "Cập nhật: 10:20 04/11/2025 - Đăng: 09:15 03/11/2025",
        "Đăng lúc 09:15 03/11/2025 - Cập nhật lúc 10:20 04/11/2025",
        "Published 3 Nov 2025 09:15 | Updated 4 Nov 2025 10:20",
        "Last updated: Nov 4, 2025 10:20. Date created: Nov 3, 2025 09:15",
        "Date modified: 2025-11-04 10:20 Date: 2025-11-03 09:15",
        "03/11/2025 09:15, 04/11/2025 10:20",
        "09:15 03/11/2025, 10:20 04/11/2025",
    ],
)
def test_of_several_dates_on_a_line_the_publications_counts_with_its_own_clock(line: str) -> None:
    found = parse(line, HANOI)
    assert found is not None
    assert found.at == utc(2025, 11, 3, 2, 15)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Hoài Thu 12/10/2026", date(2026, 10, 12)),
        ("Nguyễn Thu Hà | 12/10/2026", date(2026, 10, 12)),
        ("Thu, 12/10/2026", date(2026, 12, 10)),
        ("Posted on Thu 12/10/2026", date(2026, 12, 10)),
        ("Thursday 12/10/2026", date(2026, 12, 10)),
    ],
)
def test_a_name_is_no_day_of_the_week(line: str, day: date) -> None:
    found = parse(line, month_first=True)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "line",
    ["Updated: 09:15 03/11/2025", "Registration until 03/11/2025", "Date modified: 2025-11-03", ""],
)
def test_a_line_of_one_date_is_of_publication_as_a_whole(line: str) -> None:
    assert of_publication(line) == line


def test_the_day_comes_before_the_month() -> None:
    twelfth = parse("12/11/2023 08:00", HANOI)
    thirteenth = parse("13/11/2023 08:00", HANOI)
    assert twelfth is not None
    assert twelfth.day == date(2023, 11, 12)
    assert thirteenth is not None
    assert thirteenth.day == date(2023, 11, 13)


def test_the_month_may_come_first_only_if_nothing_else_is_possible() -> None:
    assert parse("12/22/2023", HANOI) is None
    found = parse("12/22/2023", HANOI, month_first=True)
    assert found is not None
    assert found.day == date(2023, 12, 22)
    both = parse("12/11/2023", HANOI, month_first=True)
    assert both is not None
    assert both.day == date(2023, 11, 12)


def test_a_day_without_a_time_is_its_midnight_in_the_outlets_zone() -> None:
    found = parse("15/02/2025", HANOI)
    assert found is not None
    assert (found.at, found.has_time, found.has_zone) == (utc(2025, 2, 14, 17, 0), False, False)
    assert found.day == date(2025, 2, 15)


def test_a_printed_zone_wins_over_the_outlets() -> None:
    found = parse("15/02/2025 10:00 GMT+9", HANOI)
    assert found is not None
    assert found.at == utc(2025, 2, 15, 1, 0)
    assert found.has_zone


def test_an_unknown_zone_name_is_utc() -> None:
    assert zone("Asia/Nowhere") is UTC
    assert zone("../../etc/passwd") is UTC


@given(
    st.integers(1990, 2098),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 23),
    st.integers(0, 59),
)
def test_iso_comes_back(year: int, month: int, day: int, hour: int, minute: int) -> None:
    moment = datetime(year, month, day, hour, minute, tzinfo=HANOI)
    found = parse(moment.isoformat())
    assert found is not None
    assert found.at == moment
    assert found.day == moment.date()


@given(st.text(max_size=400))
def test_any_text_gives_a_date_or_none(text: str) -> None:
    found = parse(text, HANOI)
    assert found is None or 1980 < found.day.year < 2099


@pytest.mark.parametrize("unit", ["1/", "1 ", "12:", "January ", "2023-", "- ", "١٢/"])
def test_long_input_costs_no_more_than_its_beginning(unit: str) -> None:
    text = unit * 200_000
    beginning = text[:MAX_DATE_CHARS]
    most = steps(lambda: parse(beginning, HANOI))
    assert steps(lambda: parse(text, HANOI)) <= most  # less, as the answer is remembered
    assert parse("x" * MAX_DATE_CHARS + " 15/02/2025", HANOI) is None
