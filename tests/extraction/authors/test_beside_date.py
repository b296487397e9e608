"""Names on a line between headline and text, next to the date, and lines that are none."""

from __future__ import annotations

import pytest

from pipelines.extraction.authors.japanese_names import is_name
from tests.support.story_page import article

NAMES = [
    ("<span>Lan Vien in Geneva</span><span>2 November 2026</span>", ["Lan Vien"]),
    (
        "<span>Lan Vien, Piers Hobarth</span><span>2 November 2026</span>",
        ["Lan Vien", "Piers Hobarth"],
    ),
    ("<span>Lan Vien | Piers Hobarth</span><span>2 Nov 2026</span>", ["Lan Vien", "Piers Hobarth"]),
    (
        "<span>By Lan Vien/Piers Hobarth</span><span>2 Nov 2026</span>",
        ["Lan Vien", "Piers Hobarth"],
    ),
    ("<span>高橋直人</span><span>2026年11月2日</span>", ["高橋直人"]),
    ("<span>文｜李晓帆 图｜赵一鸣</span><span>2026年11月2日</span>", ["李晓帆"]),
    ("<span>글·사진 윤새벽</span><span>2026년 11월 2일</span>", ["윤새벽"]),
    ("<span>By Lan Vien, Transport Correspondent</span><span>2 Nov 2026</span>", ["Lan Vien"]),
    (
        "<span>Von Lan Vien</span><span>Übersetzung: Jo Carver</span><span>2.11.2026</span>",
        ["Lan Vien"],
    ),
]
NOBODY = [
    "<span>San Francisco, United States</span><span>2 November 2026</span>",
    "<span>Bandung Barat, Jawa Barat</span><span>2 Nov 2026</span>",
    "<span>Hà Nội, Việt Nam</span><span>02/11/2026</span>",
    "<span>国際政治</span><span>2026年11月2日</span>",
    "<span>白浜新報編集部</span><span>2026年11月2日</span>",
    "<span>هيئة التحرير</span><span>2 نوفمبر 2026</span>",
    "<figure><img src=a.jpg><figcaption>The pier. By Jo Carver, 3 May 2025</figcaption></figure>",
]


@pytest.mark.parametrize(("line", "wanted"), NAMES, ids=[one[0] for one in NAMES])
def test_people_are_named_beside_the_date(line: str, wanted: list[str]) -> None:
    assert list(article(top=f"<div class=q1>{line}</div>").authors) == wanted


@pytest.mark.parametrize("line", NOBODY)
def test_places_sections_and_newsrooms_are_nobody(line: str) -> None:
    assert article(top=f"<div class=q1>{line}</div>").authors == ()


@pytest.mark.parametrize("text", ["佐々木健", "高橋直人", "佐藤 花子", "長谷川みさき"])
def test_a_japanese_name_begins_with_a_family_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text", ["国際政治", "高校野球", "山口県警", "小林製薬", "石田さん", "田中"]
)
def test_other_words_in_japanese_are_no_names(text: str) -> None:
    assert not is_name(text)
