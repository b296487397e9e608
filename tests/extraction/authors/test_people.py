"""Names of people in bylines, meta tags and JSON-LD."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.authors.byline import Byline, byline
from pipelines.extraction.authors.people import from_json, people
from tests.support.steps import steps

SITES = frozenset(("dailyharbour", "harbourplus"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Mai Linh and Jo Carver", ["Mai Linh", "Jo Carver"]),
        ("by Mai Linh, Jo Carver & An Vo", ["Mai Linh", "Jo Carver", "An Vo"]),
        ("Written by: Mai Linh", ["Mai Linh"]),
        ("Mai Linh, Staff Writer", ["Mai Linh"]),
        ("Mai Linh Senior Reporter", ["Mai Linh"]),
        ("MAI LINH | Daily Harbour", ["Mai Linh"]),
        ("Mai Linh MS, RDN, LD", ["Mai Linh"]),
        ("Robert E. Stone, Ph.D.", ["Robert E. Stone"]),
        ("John Garrow Jr.", ["John Garrow Jr."]),
        ("Mai Linh (VNS)", ["Mai Linh"]),
        ("By Mai Linh Updated March 3, 2024 10:20", ["Mai Linh"]),
        ("Mai Linh is a reporter in Hue", ["Mai Linh"]),
        ("Will Bright", ["Will Bright"]),
        ("Mai-Jane O’Neil", ["Mai-Jane O’Neil"]),
        ("Nguyễn Thị Hoa, Trần Văn Đức", ["Nguyễn Thị Hoa", "Trần Văn Đức"]),
        ("Tác giả: Nguyễn Thị Hoa", ["Nguyễn Thị Hoa"]),
        ("Mai Linh, mai@harbour.example", ["Mai Linh"]),
        ("Ana de la Cruz y Pedro Gil", ["Ana de la Cruz", "Pedro Gil"]),
        ("Par Ana Gil Publié le", ["Ana Gil"]),
        ("Kenji Date", ["Kenji Date"]),
        ("Автор | Лан Виен", ["Лан Виен"]),
        ("Por Ana Gil, Daily Harbour — Linh", ["Ana Gil"]),
        ("Ana Gil, Daily Harbour and Pedro Gil", ["Ana Gil", "Pedro Gil"]),
        ("Ana Gil | Do UOL", ["Ana Gil"]),
        ("ANA GIL Linh Evening News", ["Ana Gil"]),
        ("Ana Gil Daily Harbour", ["Ana Gil"]),
        ("MARY McDONALD", ["MARY McDONALD"]),
        ("김하나 기자", ["김하나"]),
        ("聯合報／ 記者 | 林波 | ／海港即時報導", ["林波"]),
    ],
)
def test_people_are_found(text: str, names: list[str]) -> None:
    assert people(text, SITES) == names


@pytest.mark.parametrize(
    "text",
    [
        "admin",
        "Staff",
        "News Staff",
        "Editorial Team",
        "Web Desk",
        ", The Daily Harbour",
        "Daily Harbour",
        "Harbour+ (HarbourPlus)",
        "AFP",
        "https://harbour.example/profile/42",
        "By",
        "Updated",
        "Thu, Dec 21, 2023, 9:42 PM",
        "Click here to read more",
        "In This Article",
        "Senior Sports Editor",
        "",
        "12345",
    ],
)
def test_names_of_nobody(text: str) -> None:
    assert people(text, SITES) == []


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("By Thai Minh/Ngoc Lan", Byline(("Thai Minh", "Ngoc Lan"))),
        ("By Anh Thu – Translated by Hai Yen", Byline(("Anh Thu",), ("Hai Yen",))),
        ("by Ha Nguyen", Byline(("Ha Nguyen",))),
        (
            "Story: Minh Vu - Photos: Hoa Le - Translated by Hai Yen",
            Byline(("Minh Vu",), ("Hai Yen",), ("Hoa Le",)),
        ),
    ],
)
def test_a_line_that_is_a_byline(line: str, credit: Byline) -> None:
    assert byline(line) == credit


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, the ferry was running again.",
        "By the time they came, it was dark",
        "Photo: Hoa Le",
        "The bridge was built by Hoa Le",
        "By " + "A" * 200,
        "",
    ],
)
def test_a_line_that_is_not_a_byline(line: str) -> None:
    assert byline(line) is None


def test_json_ld_authors_of_every_shape() -> None:
    ids = {"#jo": {"@id": "#jo", "name": "Jo Carver"}}
    assert from_json("Mai Linh", ids) == ["Mai Linh"]
    assert from_json({"@type": "Person", "name": "Mai Linh"}, ids) == ["Mai Linh"]
    assert from_json([{"name": "Mai Linh"}, {"@id": "#jo"}], ids) == ["Mai Linh", "Jo Carver"]
    assert from_json({"@type": "Person", "name": ["Mai Linh", "Jo Carver"]}, ids) == [
        "Mai Linh",
        "Jo Carver",
    ]
    assert from_json({"@type": "Person", "name": ""}, ids) == []
    assert from_json({"@id": "#nobody"}, ids) == []
    assert from_json(None, ids) == []
    assert from_json(7, ids) == []


@given(st.text(max_size=600))
def test_any_text_gives_names_or_none(text: str) -> None:
    for name in people(text, SITES):
        assert 0 < len(name) <= 60
    byline(text)


@pytest.mark.parametrize("unit", ["By ", "A ", "and ", "(", "@", "A-", "Mai Linh, "])
def test_long_bylines_are_bounded(unit: str) -> None:
    text = unit * 100_000
    assert steps(lambda: (people(text, SITES), byline(text))) < 60_000
