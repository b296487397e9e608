"""An uncertain block follows its siblings."""

from __future__ import annotations

import pytest

from pipelines.extraction.classifier import smoothing
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
