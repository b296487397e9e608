"""Folding: the form in which two lines are compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text import clean, fold, fold_lines, words


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Tô Lâm — “Đà Nẵng”", "to lam da nang"),
        ("  Łódź,\u00a0the   city ", "lodz the city"),
        ("Straße", "strasse"),
        ("ﬁnal ½", "final 1 2"),
        ("Ǿrsted", "orsted"),
        ("snake_case 12:30", "snake_case 12 30"),
        ("한국 新闻", unicodedata.normalize("NFKD", "한국 新闻")),
        ("", ""),
    ],
)
def test_folds(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("\u200d", ""),
        (" \u200d\u200c ", ""),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_joiners_alone_are_no_text(printed: str, stored: str) -> None:
    assert clean(printed) == stored


@given(st.text())
def test_both_normal_forms_fold_to_one(text: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed) == fold(apart)


def test_every_letter_folds_alike_in_both_normal_forms() -> None:
    """Drawn texts hardly ever have one of the few letters with a stroke and a mark (ǿ)."""
    apart = {chr(code): unicodedata.normalize("NFD", chr(code)) for code in range(0x80, 0x30000)}
    both = {one: marked for one, marked in apart.items() if one != marked}
    assert len(both) > 12_000
    assert [one for one, marked in both.items() if fold(one) != fold(marked)] == []


@given(st.text(), st.text())
def test_a_blank_is_the_only_thing_between_two_folded_texts(left: str, right: str) -> None:
    assert fold(f"{left} {right}").split() == fold(left).split() + fold(right).split()


PIECES = st.sampled_from([*"aOđĐ½²ﬁßĳıក្្រ東한_'’.,— \u0301\u3099\x01", "Hà Nội", "12", "\n"])


@given(st.lists(PIECES | st.characters(exclude_characters="\n")).map("".join))
def test_the_words_of_a_line_are_folded_one_by_one(text: str) -> None:
    expected = [" ".join(map(fold, words(line))).split() for line in text.split("\n")]
    assert [line.split() for line in fold_lines(text).split("\n")] == expected
