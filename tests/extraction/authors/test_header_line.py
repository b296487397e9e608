"""A line between headline and text that says only who wrote it, where and when."""

from __future__ import annotations

import pytest

from pipelines.extraction.authors.header_line import parse
from tests.support.story_page import PARAGRAPHS, STORY, article, blocks

CREDITED = {
    "By Ann Leeway 2 March 2026": ("Ann Leeway",),
    "Posted by Ann Leeway on March 2, 2026": ("Ann Leeway",),
    "Ann Leeway | Staff writer": ("Ann Leeway",),
    "Ann Leeway, Transport correspondent": ("Ann Leeway",),
    "Ann Leeway in Harrow | 2 hours ago": ("Ann Leeway",),
    "Story by Ann Leeway, photos by Bo Carver": ("Ann Leeway",),
    "By Ann Leeway and Bo Carver · 4 min read": ("Ann Leeway", "Bo Carver"),
    "Phóng viên Trần An": ("Trần An",),
    "Trần An - Lê Bình": ("Trần An", "Lê Bình"),
    "Nguyễn Văn Bình (TTXVN)": ("Nguyễn Văn Bình",),
    "Door Ann Leeway": ("Ann Leeway",),
    "Av Ann Leeway": ("Ann Leeway",),
    "Teksti: Ann Leeway": ("Ann Leeway",),
    "Írta: Nagy Anna": ("Nagy Anna",),
    "Από τη Λαν Βιέν": ("Λαν Βιέν",),
    "Автор: Лан Вієн": ("Лан Вієн",),
    "מאת לאן ויאן": ("לאן ויאן",),
    "लेखक: लान विएन": ("लान विएन",),
}
DATED = (
    "Published: 2 March 2026 10:30 Updated: 3 March 2026 08:00",
    "2 hours ago",
    "10:30 | 02/03/2026",
    "Đăng lúc 10h30 ngày 02/03/2026",
    "3 phút trước",
    "Staff writer | 2 March 2026",
    "Doba čtení: 2 min",
    "Χρόνος ανάγνωσης: 2 λεπτά",
    "Olvasási idő: 2 perc",
)
OTHER = (
    "The council votes on 2 March 2026",
    "2 March 2026: the council votes",
    "HANOI (VNA) —",
    "WHERE TO BUY",
    "What happened next",
    "Das Wichtigste in Kürze",
    "Key Considerations - Advice and Cost",
    "Bo Carver, minister of transport",
)


@pytest.mark.parametrize("line", CREDITED)
def test_a_line_that_names_authors(line: str) -> None:
    parsed = parse(line)
    assert parsed is not None
    assert (parsed.authors, parsed.is_bare) == (CREDITED[line], False)
    found = article(f"<p>{line}</p>{PARAGRAPHS}")
    assert [block.text for block in found.body] == list(STORY)
    assert found.authors == CREDITED[line]


@pytest.mark.parametrize("line", DATED)
def test_a_line_of_dates_or_times(line: str) -> None:
    parsed = parse(line)
    assert parsed is not None
    assert (parsed.authors, parsed.is_dated) == ((), True)
    assert blocks(f"<p>{line}</p>{PARAGRAPHS}") == list(STORY)


@pytest.mark.parametrize("line", OTHER)
def test_a_line_that_says_anything_else(line: str) -> None:
    parsed = parse(line)
    assert parsed is None or parsed.is_bare


def test_the_first_date_of_a_timeline_stays() -> None:
    days = [f"{day} March 2026" for day in range(2, 6)]
    timeline = "".join(
        f"<p><b>{day}</b></p><p>{text}</p>" for day, text in zip(days, STORY, strict=True)
    )
    assert set(days) <= set(blocks(timeline))


def test_a_name_alone_is_a_byline_only_beside_a_date() -> None:
    place = "<p>Harrow Quay</p>"
    assert "Harrow Quay" in blocks(f"{place}{PARAGRAPHS}")
    assert blocks(f"<p>Ann Leeway</p><p>2 March 2026</p>{PARAGRAPHS}") == list(STORY)
