"""The language of an article, declared and actual."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.page_data import language

ENGLISH = (
    "The boats came back to the old harbour at dawn, and the people of the town stood on the wall "
    "with lamps that they had carried for most of the night. "
) * 4
VIETNAMESE = (
    "Những chiếc thuyền đã trở về bến cảng cũ vào lúc bình minh, và người dân của thị trấn đứng "
    "trên bờ với những ngọn đèn mà họ đã mang theo trong đêm, không ai được ngủ. "
) * 4
FRENCH = (
    "Les bateaux sont revenus dans le vieux port à l'aube, et les gens du village attendaient sur "
    "la jetée avec des lampes pour une nuit qui est restée dans les mémoires. "
) * 4


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("en", "en"),
        ("en_US", "en-US"),
        ("vi-VN", "vi-VN"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("vn", "vi"),
        ("English", None),
        ("und", None),
        ("", None),
        (None, None),
        ("x" * 100_000, None),
    ],
)
def test_a_language_tag(stated: str | None, code: str | None) -> None:
    assert language.code(stated) == code


def test_the_declared_language_counts_if_the_text_agrees() -> None:
    assert language.detect(["en-GB", "vi"], ENGLISH) == "en-GB"
    assert language.detect([None, "fr"], FRENCH) == "fr"


def test_a_page_that_states_another_language_than_it_is_in() -> None:
    assert language.detect(["vi"], ENGLISH) == "en"  # VietnamPlus: content-language vi
    assert language.detect(["en"], VIETNAMESE) == "vi"
    assert language.detect([], FRENCH) == "fr"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ພັກປະຊາຊົນໄດ້ຈັດກອງປະຊຸມຢູ່ນະຄອນຫຼວງ", "lo"),
        ("ទូកបានត្រឡប់មកវិញនៅពេលព្រឹកព្រលឹម", "km"),
        ("船は夜明けに古い港に戻ってきた。", "ja"),
        ("배들이 새벽에 옛 항구로 돌아왔다.", "ko"),
        ("渔船在黎明时分返回老港口。", "zh"),
        ("เรือกลับมาที่ท่าเรือเก่าตอนรุ่งสาง", "th"),
    ],
)
def test_scripts_determine_the_language(text: str, code: str) -> None:
    assert language.detect(["en"], text) == code


def test_too_little_text_leaves_it_to_the_outlet() -> None:
    assert language.detect(["vi", "en"], "Hue", "en") == "en"
    assert language.detect(["vi"], "Hue") == "vi"
    assert language.detect([], "") is None


def test_doubt_is_settled_by_the_text() -> None:
    swedish = (
        "Båtarna kom tillbaka till den gamla hamnen i gryningen och folket stod på muren. " * 6
    )
    assert language.detect([], swedish) == "sv"


@given(st.text(max_size=300), st.lists(st.none() | st.text(max_size=12), max_size=3))
def test_any_text_has_a_language_or_none(text: str, stated: list[str | None]) -> None:
    found = language.detect(stated, text)
    assert found is None or language.code(found) == found
