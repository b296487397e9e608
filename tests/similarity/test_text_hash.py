"""Which differences count as a change of an article's text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.items import Article, BlockKind, BodyBlock
from pipelines.similarity.text_hash import (
    Change,
    Difference,
    comparable,
    diff,
    same_text,
    text_hash,
)

TEXT = 'Bà Trần Thị Hoà said: "The weir – 12.5 metres high – held..."'
ARTICLE = Article(
    url="https://news.example/a",
    outlet="vna",
    title="The weir’s test",
    lead="It held.",
    body=(BodyBlock("The river rose to 12.5 metres."), BodyBlock("Nobody slept.")),
)


@pytest.mark.parametrize(
    "same",
    [
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("Hoà", "Hòa"),
        TEXT.replace(" ", "\u00a0"),
        TEXT.replace(" ", " \n\t"),
        TEXT.replace('"', "“").replace("...", "…"),
        TEXT.replace(" – ", "—"),
        TEXT.replace(" – ", " -- "),
        TEXT.replace("weir", "we\u00adir"),
        TEXT.replace("Bà", "Bà\u200b"),
        TEXT.replace("held", "he\x00ld"),
        f"  {TEXT}\ufeff",
    ],
)
def test_typography_is_not_a_change(same: str) -> None:
    assert same_text(TEXT, same)


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("12.5", "12.6"),
        TEXT.replace("Trần", "Tran"),
        TEXT.replace("weir", "Weir"),
        TEXT.replace("held", "held firm"),
        TEXT.replace("said:", "said,"),
        "",
    ],
)
def test_a_word_a_number_a_diacritic_is_a_change(other: str) -> None:
    assert not same_text(TEXT, other)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("thuỷ", "thủy", True),
        ("khoẻ", "khỏe", True),
        ("HOÀ", "HÒA", True),
        ("quý", "qúy", False),  # "qu" is a consonant: the second is a typing error
        ("hoàn", "hòan", False),  # not an open syllable
    ],
)
def test_schools_of_tone_marks(old: str, new: str, same: bool) -> None:
    assert same_text(old, new) is same


@given(st.text())
def test_the_form_for_comparison_is_at_rest(text: str) -> None:
    once = comparable(text)
    assert unicodedata.is_normalized("NFC", once)
    assert comparable(once) == once


def test_the_hash_ignores_paragraph_breaks() -> None:
    moved = replace(
        ARTICLE,
        title="The weir's test",
        lead=None,
        body=(
            BodyBlock("It held.", BlockKind.LIST_ITEM),
            BodyBlock("The river rose to 12.5 metres. Nobody slept."),
        ),
        url="https://news.example/b",
        engine="2",
    )
    assert text_hash(moved) == text_hash(ARTICLE)
    assert len(text_hash(ARTICLE)) == 32


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "The weir's second test"},
        {"lead": "It did not hold."},
        {"body": (*ARTICLE.body, BodyBlock("Geese came."))},
        {"body": ARTICLE.body[::-1]},
        {"title": "The weir’s test It held.", "lead": None},
    ],
)
def test_the_hash_sees_every_word(changed: dict[str, object]) -> None:
    assert text_hash(replace(ARTICLE, **changed)) != text_hash(ARTICLE)  # type: ignore[arg-type]


def test_the_difference_is_by_paragraph_and_in_order() -> None:
    old = "It held.\n\nThe river “rose”.\n\nNobody slept."
    new = 'It held.\n\nThe river "rose".\n\nEverybody slept.\n\nGeese came.'
    assert diff(old, new) == (
        Difference(Change.KEPT, "It held."),
        Difference(Change.KEPT, 'The river "rose".'),
        Difference(Change.REMOVED, "Nobody slept."),
        Difference(Change.ADDED, "Everybody slept."),
        Difference(Change.ADDED, "Geese came."),
    )
    assert diff("", "") == ()


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_the_difference_shows_both_versions(old: list[str], new: list[str]) -> None:
    found = diff("\n\n".join(old), "\n\n".join(new))
    assert [one.text for one in found if one.change is not Change.ADDED] == old
    assert [one.text for one in found if one.change is not Change.REMOVED] == new
