"""An uncertain block follows its siblings."""

from __future__ import annotations

import pytest

from pipelines.extraction.classifier import smoothing, thresholds
from pipelines.extraction.html.main_content import find
from pipelines.extraction.html.page_facts import KnownMetadata, PageFacts
from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.html.segment import read

TEXT = "<p>The harbour authority said on Monday that dredging would begin in March.</p>"


def smooth(body: str, likely: list[float]) -> list[float]:
    page = read(parse_text(f"<body><div>{body}</div></body>"))
    return smoothing.smooth(likely, PageFacts(page, find(page), KnownMetadata()))


def test_an_item_in_doubt_goes_with_its_list() -> None:
    body = TEXT + "<ul><li>One<li>Two<li>Three<li>Four</ul>"
    assert smooth(body, [0.9, 0.1, 0.1, 0.1, 0.5]) == pytest.approx([0.9, 0.1, 0.1, 0.1, 0.35])


def test_a_guest_among_the_articles_paragraphs_is_judged_by_itself() -> None:
    likely = [0.9, 0.9, 0.9, 0.9, 0.4]
    assert smooth(TEXT * 5, likely) == likely


def test_two_or_three_are_not_a_sibling_group() -> None:
    likely = [0.9, 0.1, 0.1, 0.5]
    assert smooth(TEXT + "<ul><li>One<li>Two<li>Three</ul>", likely) == likely


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
