"""Lines that contain only a date: every form that the parser supports, and look-alikes."""

from __future__ import annotations

import pytest

from pipelines.calendar_names import IRANIAN_MONTHS, MONTHS
from pipelines.extraction.dates import parser
from pipelines.extraction.dates.date_alone import MAX_CHARS, is_date_alone, without_days

FORMS = (
    "3 {} 2025",
    "{} 3, 2025",
    "3 {}, 2025 10:30",
    "Monday, 3 {} 2025 at 10.30",
    "10:30 3 {} 2025",
    "{} 3 2025 10:30 am",
    "Published: 3 {} 2025",
    "2025 {} 3",
)


@pytest.mark.parametrize("month", MONTHS)
def test_every_form_of_the_parser_is_recognised(month: str) -> None:
    year = "1404" if month in IRANIAN_MONTHS else "2025"
    lines = [form.format(month).replace("2025", year) for form in FORMS]
    read = [line for line in lines if parser.parse(line, month_first=True)]
    assert len(read) > 3
    assert [line for line in read if not is_date_alone(line)] == []


@pytest.mark.parametrize(
    "line",
    [
        "16/02/2025 10:30",
        "16/02/25",
        "Thứ Hai, ngày 3 tháng 11 năm 2025 | 10:30",
        "Cập nhật lúc 10h30 ngày 03/11/2025",
        "2025年11月3日(月) 10:30",
        "2025-11-03T10:30:00+07:00",
        "Last updated: Nov 3, 2025, 10:30 p.m. EST",
        "03/11/2025 - 10:30 GMT+7",
        "Stand: 03.11.2025, 10.30 Uhr",
        "วันจันทร์ที่ 3 พฤศจิกายน 2568 เวลา 10:30",
        "Senin, 3 Nov 2025 10:30 WIB",
        "Published 3 Nov 2025 | Updated 4 Nov 2025",
        "Publicerad 3 mars 2026 kl. 09.12",
        "Päivitetty 3.3.2026 klo 10.00",
        "Frissítve: 2026. március 3. 10:00",
        "Ενημερώθηκε: 3 Μαρτίου 2026, 10:00",
        "Оновлено 3 березня 2026, 10:00",
        "עודכן: 03.03.2026, 10:00",
        "अपडेटेड: 03 मार्च 2026, 10:00 AM",
        "ថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៦ ម៉ោង ៩:១២",
        "3. märts 2026, 10:00",
    ],
)
def test_a_date_with_what_belongs_to_it(line: str) -> None:
    assert is_date_alone(line)


@pytest.mark.parametrize(
    "line",
    [
        "Opened: 02/09/2023",
        "5 May 2025 - Hà Nội",
        "3 Nov 2025, Hanoi",
        "May 5, 2025: talks",
        "Mai Linh, 3/11/2025",
        "Independence Day 2/9/1945",
        "Week of 5 May 2025",
        "19/5/1890 – 2/9/1969",  # a person's dates
        "Top 10 of 2025",
        "10:30",
        "2025",
        "",
        "3 November 2025 " * (MAX_CHARS // 10),
    ],
)
def test_lines_with_more_or_less_than_a_date(line: str) -> None:
    assert not is_date_alone(line)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Hoài Thu 12/10/2026 07:30", "Hoài Thu"),
        ("Nguyễn Thu Hà - 12/10/2026", "Nguyễn Thu Hà -"),
        ("Kim Sun, 3 Nov 2025", "Kim Sun,"),
        ("Published Thu 12/10/2026", ""),
        ("Thu, Nov 3, 2025 10:20 EST", ","),
    ],
)
def test_a_word_of_a_name_is_no_day_of_the_week(line: str, rest: str) -> None:
    assert " ".join(without_days(line).split()).rstrip() == rest
