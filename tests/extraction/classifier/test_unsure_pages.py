"""On a page of which the classifier is sure of little, more is kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.classifier.unsure_pages import keep_doubtful

PROBABILITIES = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=30)


def kept(likely: list[float], sizes: list[int] | None = None) -> list[bool]:
    result = list(likely)
    keep_doubtful(result, sizes or [20] * len(likely))
    return [value >= thresholds.KEEP for value in result]


def test_where_the_text_is_sure_a_doubtful_block_stays_out() -> None:
    assert kept([0.95] * 20 + [0.35]) == [True] * 20 + [False]


def test_where_all_is_doubtful_what_is_as_doubtful_is_kept() -> None:
    assert kept([0.45, 0.4, 0.35, 0.3, 0.02]) == [True] * 4 + [False]


def test_a_long_sure_text_outweighs_many_doubtful_lines() -> None:
    assert kept([0.95, *[0.35] * 8], [900, *[2] * 8]) == [True] + [False] * 8


def test_what_is_surely_none_is_not_kept_for_its_page() -> None:
    assert kept([0.19] * 5) == [False] * 5


@given(PROBABILITIES)
def test_nothing_is_ever_lowered_nor_raised_beyond_the_usual_threshold(likely: list[float]) -> None:
    result = list(likely)
    keep_doubtful(result, [10] * len(likely))
    for before, after in zip(likely, result, strict=True):
        assert after == before or before < after == thresholds.KEEP
