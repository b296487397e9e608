"""Credits below the text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction import extract
from pipelines.extraction.authors import sign_offs
from pipelines.extraction.authors.credit import read
from pipelines.items import Page


@pytest.mark.parametrize(
    ("line", "people", "agency"),
    [
        ("Nguyễn Văn Bảo (t/h)", ["Nguyễn Văn Bảo"], None),
        ("Thu Hà (Tổng hợp)", ["Thu Hà"], None),
        ("Thu Hà (theo BBC)", ["Thu Hà"], "BBC"),
        ("Ngọc Diệp (TTXVN/Vietnam+)", ["Ngọc Diệp"], "TTXVN/Vietnam+"),
        ("Ngọc Diệp/Báo Hoa Lâm", ["Ngọc Diệp"], "Báo Hoa Lâm"),
        ("Tran Minh/VNA", ["Tran Minh"], "VNA"),
        ("Theo TTXVN", [], "TTXVN"),
        ("(Theo TTXVN)", [], "TTXVN"),
        ("Theo Ngọc Diệp/Báo Hoa Lâm", ["Ngọc Diệp"], "Báo Hoa Lâm"),
        ("Nguồn: VOV", [], "VOV"),
        ("Bài và ảnh: Trần Minh", ["Trần Minh"], None),
        ("Tin, ảnh: Lê Hoa", ["Lê Hoa"], None),
        ("Bài, ảnh: TRẦN MINH", ["Trần Minh"], None),
        ("PV", [], None),
        ("Nhóm PV (tổng hợp)", [], None),
        ("BBT", [], None),
        ("Tổng hợp", [], None),
        ("(lvn/blh)", [], None),
        ("【林波】", [], None),
    ],
)
def test_a_closing_credit_is_not_text(line: str, people: list[str], agency: str | None) -> None:
    found = sign_offs.end(line)
    assert found is not None
    assert (found.text, list(found.authors), found.agency) == ("", people, agency)


@pytest.mark.parametrize("line", ["Minh Hằng (dịch)", "Biên dịch: Minh Hằng"])
def test_a_translator_is_not_an_author(line: str) -> None:
    found = sign_offs.end(line)
    assert found is not None
    assert (found.authors, found.translators) == ((), ("Minh Hằng",))


@pytest.mark.parametrize(
    "line",
    [
        "Theo ông Bảo, cầu đã xong.",
        "Theo kế hoạch",
        "Kết quả (vòng hai)",
        "Lê Hoa (Hoa Lâm)",
        "Hoa Lâm/An Khê",
        "Ảnh: Lê Hoa",
        "Theo sát diễn biến mới nhất của trận đấu tại Hoa Lâm tối nay",
        "",
    ],
)
def test_a_last_line_that_credits_nobody_stays(line: str) -> None:
    assert sign_offs.end(line) is None


def test_bare_names_are_a_signature() -> None:
    found = sign_offs.signature("Trần Minh - Lê Hoa")
    assert found is not None
    assert found.authors == ("Trần Minh", "Lê Hoa")
    assert sign_offs.signature("Hoa Lâm thắng trận") is None
    assert sign_offs.signature("Lan") is None


@given(st.text(max_size=120))
def test_any_line_gives_an_end_or_none(line: str) -> None:
    for found in (sign_offs.end(line), sign_offs.signature(line)):
        assert found is None or (found.text, found.mark) == ("", line)


@pytest.mark.parametrize(
    ("text", "people", "agency"),
    [
        ("Theo TTXVN", (), "TTXVN"),
        ("Theo Tuổi Trẻ", (), "Tuổi Trẻ"),
        ("Vietnam+", (), "Vietnam+"),
        ("Nhóm PV", (), None),
        ("Theo Ngọc Diệp/Báo Hoa Lâm", ("Ngọc Diệp",), "Báo Hoa Lâm"),
    ],
)
def test_an_agency_in_the_authors_place_is_not_a_person(
    text: str, people: tuple[str, ...], agency: str | None
) -> None:
    found = read([text], frozenset(), "meta")
    assert (found.people, found.agency) == (people, agency)


STORY = [
    f"<p>The ferry from the old quay will run until {month}, the harbour office said on Monday, "
    f"because the new bridge needs another coat of paint before it opens.</p>"
    for month in ("March", "April", "May", "June")
]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p>Thu Hà (t/h)</p>", ("Thu Hà",)),
        ("<p style='text-align: right'>Minh Hằng</p>", ("Minh Hằng",)),
        ("<p><strong>Trần Minh - Lê Hoa</strong></p>", ("Trần Minh", "Lê Hoa")),
        ("<p>Translated by Le Hoa</p>", ()),
        ("<p>(Reporting by Le Hoa in Hue; Editing by Jo Carver)</p>", ("Le Hoa",)),
    ],
)
def test_a_signature_leaves_the_page_s_text_and_names_its_authors(
    line: str, authors: tuple[str, ...]
) -> None:
    html = (
        f"<html><body><article><h1>Ferry from the old quay runs on</h1>"
        f"<div class='entry-content'>{''.join(STORY)}{line}</div></article></body></html>"
    )
    found = extract(Page("https://example.org/ferry", html.encode(), datetime.now(UTC)))
    assert len(found.body) == len(STORY)
    assert found.authors == authors
