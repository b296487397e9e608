"""End marks, datelines and marks before the lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.authors import agency_marks


@pytest.mark.parametrize(
    ("line", "text", "agency"),
    [
        ("The boats came back at dawn. — VNS", "The boats came back at dawn.", "VNS"),
        ("The boats came back at dawn. – VNA/VNS", "The boats came back at dawn.", "VNA/VNS"),
        ("The boats came back at dawn.-VNA", "The boats came back at dawn.", "VNA"),
        ("Les bateaux sont revenus. - AVI", "Les bateaux sont revenus.", "AVI"),
        ("The boats came back at dawn. (VNS/VNA)", "The boats came back at dawn.", "VNS/VNA"),
        ("The boats came back at dawn./.", "The boats came back at dawn", None),
        ("The boats came back at dawn./. VNA", "The boats came back at dawn", "VNA"),
        ("“We are back.” — VNS", "“We are back.”", "VNS"),
        ("The boats came back at dawn. – NHK", "The boats came back at dawn.", "NHK"),
        ("VNA", "", "VNA"),
        ("VNA/VNP", "", "VNA/VNP"),
        ("./.", "", None),
        ("The boats came back at dawn. (ENDS)", "The boats came back at dawn.", None),
        ("The boats came back at dawn. – Ends –", "The boats came back at dawn.", None),
        ("The boats came back at dawn. ENDS", "The boats came back at dawn.", None),
        ("The boats came back at dawn. ###", "The boats came back at dawn.", None),
        ("The boats came back at dawn. ■", "The boats came back at dawn.", None),
        ("船队黎明返港。（完）", "船队黎明返港。", None),
        ("船队黎明返港。（新华社）", "船队黎明返港。", "新华社"),
        ("배들이 새벽에 돌아왔다. (끝)", "배들이 새벽에 돌아왔다.", None),
        ("เรือกลับเข้าฝั่งตอนเช้า (จบ)", "เรือกลับเข้าฝั่งตอนเช้า", None),
        ("ទូកត្រឡប់មកវិញ។ (AKP)", "ទូកត្រឡប់មកវិញ។", "AKP"),
        ("ទូកត្រឡប់មកវិញ។ ៕", "ទូកត្រឡប់មកវិញ។", None),
        ("เรือกลับเข้าฝั่งตอนเช้า (สำนักข่าวไทย)", "เรือกลับเข้าฝั่งตอนเช้า", "สำนักข่าวไทย"),
        ("The boats came back at dawn. • ENDS •", "The boats came back at dawn.", None),
        ("船队黎明返港。（おわり）", "船队黎明返港。", None),
        ("-30-", "", None),
        ("# # #", "", None),
        ("*** END ***", "", None),
    ],
)
def test_an_end_mark_goes_and_names_the_agency(line: str, text: str, agency: str | None) -> None:
    found = agency_marks.end(line)
    assert found is not None
    assert (found.text, found.agency) == (text, agency)
    assert found.text + found.mark == line


@pytest.mark.parametrize(
    "line",
    [
        "He told Reuters.",
        "The tools are at https://example.org/tools/.",
        "cp harbour.rules /etc/rules.d/.",
        "NATO.",
        "The plan is for 2026 – not 2027",
        "The ministry – NATO.",
        "Ships of the US — UK",
        "By Monday, the ferry was running again.",
        "“We are ready,” he said. - CEO",
        "“We are ready.” — UNESCO",
        '"We are ready," the crew said. – NHK',
        "and/or",
        "A means to an end",
        "She won the race in the end.",
        "Ends",
        "He closed the book. “The End.”",
        "FIN",
        "Temperatures fell to -30",
        "He came in third (end)",
        "The sequel is called The End.",
        "",
    ],
)
def test_text_that_only_looks_like_a_mark_stays(line: str) -> None:
    assert agency_marks.end(line) is None


def test_a_byline_at_the_end_credits_people() -> None:
    found = agency_marks.end("By Thai Minh/Ngoc Lan", ("VCN",))
    assert found is not None
    assert (found.text, found.authors, found.translators) == ("", ("Thai Minh",), ("Ngoc Lan",))


def test_the_outlets_own_mark_counts() -> None:
    assert agency_marks.end("It rained all day in the port - HBR") is None
    found = agency_marks.end("It rained all day in the port - HBR", ("HBR",))
    assert found is not None
    assert found.agency == "HBR"


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("HÀ NỘI — The boats", "HÀ NỘI", None),
        ("HCM CITY — The boats", "HCM CITY", None),
        ("PHNOM PENH — A boat", "PHNOM PENH", None),
        ("Hanoi (VNA) – The boats", "Hanoi", "VNA"),
        ("Ho Chi Minh City (VNA) – The boats", "Ho Chi Minh City", "VNA"),
        ("Phú Thọ (VNA) – The boats", "Phú Thọ", "VNA"),
        ("NEW YORK (AP) — The boats", "NEW YORK", "AP"),
        ("SINGAPORE, June 10 — The boats", "SINGAPORE", None),
    ],
)
def test_a_dateline(line: str, place: str, agency: str | None) -> None:
    found = agency_marks.dateline(line)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert line[found.end :][0].isupper()


@pytest.mark.parametrize(
    "line",
    [
        "The plan — a big one — failed",
        "VCN - The boats",
        "COVID-19 — the disease",
        "US — based firm",
        "A — B",
        "— The boats",
        "",
    ],
)
def test_no_dateline(line: str) -> None:
    assert agency_marks.dateline(line) is None


@pytest.mark.parametrize(
    ("line", "text", "mark"),
    [
        ("VCN - The boats", "The boats", "VCN"),
        ("VCN– The boats", "The boats", "VCN"),
        ("NDO – The boats", "The boats", "NDO"),
        ("(VOVWORLD) - The boats", "The boats", "VOVWORLD"),
        ("(KPL) The boats", "The boats", "KPL"),
        ("VOV.VN - The boats", "The boats", "VOV.VN"),
        ("The Hanoitimes - The boats", "The boats", "The Hanoitimes"),
    ],
)
def test_a_mark_before_the_lead(line: str, text: str, mark: str) -> None:
    assert agency_marks.lead_mark(line) == (text, mark)


def test_a_word_before_a_dash_is_not_a_mark() -> None:
    assert agency_marks.lead_mark("NATO - the alliance") is None
    assert agency_marks.lead_mark("VCN -") is None


def test_a_byline_glued_to_the_dateline() -> None:
    assert agency_marks.glued_byline("Thu GiangCAO BẰNG — Farmers") == (
        "Thu Giang",
        "CAO BẰNG — Farmers",
    )
    assert agency_marks.glued_byline("CAO BẰNG — Farmers") is None
    assert agency_marks.glued_byline("McDONALD — a name") is None


@given(st.text(max_size=300), st.sampled_from(["", " — VNS", "./.", " VNA", " (VNS/VNA)"]))
def test_marks_only_cut_and_end_when_nothing_is_left(text: str, tail: str) -> None:
    line = text + tail
    found = agency_marks.end(line)
    while found is not None:
        assert len(found.text) < len(line)
        assert line.startswith(found.text)
        line = found.text
        found = agency_marks.end(line)
    place = agency_marks.dateline(line)
    assert place is None or place.end <= len(line)
    agency_marks.lead_mark(line)
    agency_marks.glued_byline(line)
