"""An uncertain block follows its siblings."""

from __future__ import annotations

import pytest

from pipelines.extraction.classifier import smoothing, thresholds
from pipelines.extraction.html.main_content import find
from pipelines.extraction.html.page_facts import KnownMetadata, PageFacts
from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.html.segment import read

TEXT = "<p>The harbour authority said on Monday that dredging would begin in March.</p>"


def smooth(body: str, likely: list[float], title: str = "") -> list[float]:
    page = read(parse_text(f"<body><div>{body}</div></body>"))
    return smoothing.smooth(likely, PageFacts(page, find(page), KnownMetadata(title=title)))


def test_an_item_in_doubt_goes_with_its_list() -> None:
    body = TEXT + "<ul><li>One<li>Two<li>Three<li>Four</ul>"
    assert smooth(body, [0.9, 0.1, 0.1, 0.1, 0.5]) == pytest.approx([0.9, 0.1, 0.1, 0.1, 0.35])


def test_a_guest_among_the_articles_paragraphs_is_judged_by_itself() -> None:
    likely = [0.9, 0.9, 0.9, 0.9, 0.4]
    assert smooth(TEXT * 5, likely) == likely


def test_two_or_three_are_not_a_sibling_group() -> None:
    likely = [0.9, 0.1, 0.1, 0.5]
    assert smooth(TEXT + "<ul><li>One<li>Two<li>Three</ul>", likely) == likely


FIRST, LATER = [0.95] * 9, [0.7, 0.5, 0.5]


@pytest.mark.parametrize(
    ("likely", "is_kept"),
    [
        pytest.param([*FIRST, *LATER, 0.2, 0.45, 0.45], True, id="amid fading text"),
        pytest.param([*FIRST, *LATER, 0.2], True, id="at its end"),
        pytest.param([*FIRST, *LATER, 0.05, 0.45, 0.45], False, id="one that is surely none"),
        pytest.param([*FIRST, 0.9, 0.9, 0.9, 0.2, 0.9, 0.9], False, id="a guest amid sure text"),
        pytest.param([0.95, 0.95, *[0.7] * 10, 0.2, 0.45], False, id="below few sure ones"),
    ],
)
def test_a_long_text_does_not_fade_away(likely: list[float], is_kept: bool) -> None:
    found = smooth(TEXT * len(likely), likely)
    assert (found[12] >= thresholds.KEEP) is is_kept


def test_an_address_to_write_to_ends_a_fading_text() -> None:
    contact = "<p>Staff writer Ada Roth can be reached at her desk, at ada@quay.example.</p>"
    assert smooth(TEXT * 12 + contact, [*FIRST, *LATER, 0.2])[-1] == 0.2


LIST = "<ul><li>2026: Duong<li>2025: Ellery<li>2024: Van<li>2023: Roth<li>2022: Mai</ul>"


@pytest.mark.parametrize(
    ("likely", "kept"),
    [
        pytest.param([0.6, 0.5, 0.3, 0.3, 0.2], [True] * 5, id="a fair share"),
        pytest.param([0.6, 0.5, 0.3, 0.3, 0.1], [True] * 4 + [False], id="one that is surely none"),
        pytest.param([0.6, 0.2, 0.2, 0.2, 0.2], [True] + [False] * 4, id="one in five"),
    ],
)
def test_a_list_is_kept_as_a_whole(likely: list[float], kept: list[bool]) -> None:
    found = smooth(TEXT + LIST, [0.9, *likely])
    assert [value >= thresholds.KEEP for value in found[1:]] == kept


def test_links_among_the_items_are_judged_by_themselves() -> None:
    body = TEXT + LIST.replace("2022: Mai", "<a href=/mai>2022: Mai</a>")
    assert smooth(body, [0.9, 0.7, 0.7, 0.7, 0.7, 0.25])[-1] == 0.25


WINNERS = "<h3>Harbour pilots of the year</h3>"


def test_a_list_below_a_heading_in_the_headlines_words_is_the_texts() -> None:
    title = "Lan Duong named harbour pilot of the year, first of the pilots from Quay"
    likely = smooth(TEXT + WINNERS + LIST, [0.9, 0.2, *[0.25] * 5], title)
    assert [value >= thresholds.KEEP for value in likely] == [True] * 7


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param(WINNERS + LIST, "Dredging begins in March", id="another subject"),
        pytest.param("<h3>Harbour</h3>" + LIST, "Harbour pilots strike", id="one word"),
        pytest.param(
            WINNERS + LIST.replace("2022: Mai", "<a href=/mai>2022: Mai</a>"),
            "Harbour pilots of the year named",
            id="a link among the items",
        ),
    ],
)
def test_a_list_below_another_heading_stays_in_doubt(body: str, title: str) -> None:
    likely = smooth(TEXT + body, [0.9, 0.2, *[0.25] * 5], title)
    assert not any(value >= thresholds.KEEP for value in likely[1:6])


SHORT = "<ul><li>Duong<li>Ellery<li>Van</ul>"
COLON = TEXT.replace(".</p>", ", with three crews:</p>")


def test_a_list_below_a_sentence_with_a_colon_is_the_texts() -> None:
    assert kept(COLON + SHORT, [0.9, 0.1, 0.2, 0.1]) == [True] * 4


@pytest.mark.parametrize(
    ("body", "likely"),
    [
        pytest.param(TEXT + SHORT, [0.9, 0.1, 0.2, 0.1], id="no colon"),
        pytest.param(COLON + SHORT, [0.45, 0.1, 0.2, 0.1], id="a line in doubt"),
        pytest.param(
            COLON + SHORT.replace("Ellery", "<a href=/ellery>Ellery</a>"),
            [0.9, 0.1, 0.2, 0.1],
            id="a link among the items",
        ),
    ],
)
def test_no_list_is_kept_for_the_line_above_alone(body: str, likely: list[float]) -> None:
    assert kept(body, likely)[1:] == [False] * 3


@pytest.mark.parametrize(
    ("label", "is_kept"),
    [(0.33, True), pytest.param(0.1, False, id="a label that is the template's")],
)
def test_a_label_is_kept_with_its_list(label: float, is_kept: bool) -> None:
    found = kept(f"{TEXT}<h4>The crews</h4>{SHORT}", [0.9, label, 0.45, 0.36, 0.36])
    assert found[1] is is_kept
    assert found[3] is is_kept


def test_one_item_is_enough_of_a_long_list() -> None:
    items = "".join(f"<li>{year}: Duong" for year in range(2010, 2020))
    likely = [0.9, 0.1, 0.6, *[0.25] * 9]
    assert kept(f"{TEXT}<h4>Winners</h4><ul>{items}</ul>", likely)[2:] == [True] * 10


NUMBERED = "".join(f"<h3>{number}. Boat</h3>{TEXT}" for number in (3, 2, 1))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(NUMBERED, id="plain"),
        pytest.param(NUMBERED.replace("2. Boat", "<a href=/boat>2. Boat</a>"), id="a linked one"),
    ],
)
def test_headings_that_count_stay(body: str) -> None:
    assert kept(TEXT + body, [0.9, *[0.1, 0.9] * 3]) == [True] * 7


@pytest.mark.parametrize(
    ("body", "likely"),
    [
        pytest.param(NUMBERED, [0.1, 0.1] * 3, id="most read: no text of theirs is kept"),
        pytest.param(NUMBERED.replace("2.", "7."), [0.1, 0.9] * 3, id="they do not count"),
    ],
)
def test_other_headings_with_numbers_are_judged_by_themselves(
    body: str, likely: list[float]
) -> None:
    assert kept(TEXT + body, [0.9, *likely])[1::2] == [False] * 3


CHART = (
    "<div><h3>Speed of the boats</h3><p>Duong 12.1 Ellery 11.4 Van 11 Roth 10 Mai 9 Lan 8</p></div>"
)


def test_a_heading_goes_with_the_box_that_it_begins() -> None:
    assert kept(TEXT + CHART * 2, [0.9, *[0.7, 0.2] * 2]) == [True] + [False] * 4


@pytest.mark.parametrize(
    ("body", "likely"),
    [
        pytest.param(CHART + TEXT, [0.7, 0.2, 0.9], id="its text is below the box"),
        pytest.param(CHART, [0.7, 0.5], id="the box is kept"),
        pytest.param(
            "<div><h3>Speed of the boats</h3><button>Copy link</button></div>",
            [0.7, 0.1],
            id="a button beside it",
        ),
    ],
)
def test_a_heading_of_the_text_in_a_box_stays(body: str, likely: list[float]) -> None:
    assert kept(TEXT + body, [0.9, *likely])[1]


def kept(body: str, likely: list[float]) -> list[bool]:
    return [value >= thresholds.KEEP for value in smooth(body, likely)]
