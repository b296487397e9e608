"""The table that makes a probability of what the witnesses say, and the witnesses' numbers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.engine import Extraction, run
from pipelines.extraction.verdict import quality
from pipelines.extraction.verdict.quality import StepTable
from pipelines.items import Page

NOW = datetime(2026, 9, 1, tzinfo=UTC)
CASES = Path(__file__).parent.parent / "cases"
# Whole bodies under names that speak against them; the last one is still read wrongly.
MISLEADING = {
    "45-section-ids": True,
    "200-paywall-second-half": True,
    "221-bare-text-chunks": False,
}
TITLE = "Boats return to the old harbour"
PARAGRAPHS = [
    f"Boat number {number} came back to the old harbour at dawn, and the people of the town stood "
    f"on wall {number} with the lamps that they had carried for most of the night."
    for number in range(8)
]
LENGTH = "length"  # no doubt: very short and very long texts are right less often
NUMBERS = sorted(quality._shipped().steps.keys() - {LENGTH})
POSSIBLE = st.fixed_dictionaries({name: st.floats(0, 5) for name in NUMBERS})


def read(paragraphs: list[str], **stated: object) -> Extraction:
    ld = json.dumps({"@type": "NewsArticle", "headline": TITLE, **stated})
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    html = (
        f"<html lang='en'><head><title>{TITLE}</title>"
        f"<script type='application/ld+json'>{ld}</script></head>"
        f"<body><h1>{TITLE}</h1><div class='article-body'>{text}</div></body></html>"
    )
    return run(Page("https://harbour.example/boats", html.encode(), NOW))


def case(name: str) -> Extraction:
    given_ = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return run(Page(given_["url"], (CASES / f"{name}.html").read_bytes(), NOW))


def test_steps_above_a_threshold_add_up() -> None:
    table = StepTable(0.0, {"doubt": [(0.2, -1.0), (0.5, -1.0)]})
    assert quality.probability({}, table) == 0.5
    assert quality.probability({"doubt": 0.2}, table) == 0.5
    assert quality.probability({"doubt": 0.3}, table) == pytest.approx(0.2689, abs=1e-4)
    assert quality.probability({"doubt": 0.6}, table) == pytest.approx(0.1192, abs=1e-4)


@given(POSSIBLE, st.sampled_from(NUMBERS))
def test_no_doubt_ever_raises_the_probability(numbers: dict[str, float], more: str) -> None:
    raised = numbers | {more: numbers[more] + 1}
    assert quality.probability(raised) <= quality.probability(numbers)


@given(POSSIBLE)
def test_it_is_a_probability_and_never_a_certainty(numbers: dict[str, float]) -> None:
    assert 0 < quality.probability(numbers) <= quality.probability({}) < 1


@given(POSSIBLE)
def test_what_is_little_lowered_names_nothing(numbers: dict[str, float]) -> None:
    fell = quality.probability({}) - quality.probability(numbers)
    assert fell >= 0.1 or not quality.concerns(numbers)


def test_the_table_knows_only_what_the_witnesses_measure() -> None:
    assert {*NUMBERS, LENGTH} <= read(PARAGRAPHS).numbers.keys()


def test_a_very_short_and_a_very_long_text_are_less_sure_than_one_of_usual_length() -> None:
    short, usual, long = (quality.probability({LENGTH: size}) for size in (0.5, 1.75, 4.25))
    assert long < short < usual


def test_a_text_without_concerns() -> None:
    found = read(PARAGRAPHS)
    assert found.article is not None
    assert found.article.confidence > 0.8
    assert not {"parts of the page in doubt", "prose of the page left out"} & set(
        found.article.concerns
    )


def test_a_stated_body_that_is_not_in_the_text_lowers_the_confidence() -> None:
    whole = read(PARAGRAPHS, articleBody=" ".join(PARAGRAPHS))
    other = [
        f"Tent {number} of the airfield was folded before noon because pilot {number} had asked "
        f"for room, and its owner drove away with all that was left of the summer."
        for number in range(8)
    ]
    half = read(PARAGRAPHS, articleBody=" ".join(PARAGRAPHS[:4] + other))
    assert whole.numbers["article_body_missing"] < 0.1
    assert half.numbers["article_body_missing"] > 0.3
    assert quality.probability(half.numbers) < quality.probability(whole.numbers)


@pytest.mark.parametrize(
    ("stated", "shorter"),
    [(None, False), (20, False), ("2,400", True), (2400, True), ("many", False), ("9" * 99, False)],
)
def test_a_word_count_of_the_page_is_compared(stated: object, shorter: bool) -> None:
    numbers = read(PARAGRAPHS, wordCount=stated).numbers
    assert (numbers["shorter_than_word_count"] > 0) is shorter


@pytest.mark.parametrize(("name", "is_right"), MISLEADING.items())
def test_a_wrong_text_has_a_lower_confidence_than_a_right_one(name: str, is_right: bool) -> None:
    article = case(name).article
    assert article is not None
    assert (article.confidence > 0.7) is is_right
