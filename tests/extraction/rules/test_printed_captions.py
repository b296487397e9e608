"""Captions that only the image above, or its alternative text, tells."""

from __future__ import annotations

import pytest

from tests.support.story_page import STORY, article, blocks

BEFORE, AFTER = (f"<p>{text}</p>" for text in (" ".join(STORY[:2]), " ".join(STORY[2:])))
WHOLE = [" ".join(STORY[:2]), " ".join(STORY[2:])]
ALT = "Passengers of the first night ferry wait on Harrow Quay in the rain"
IMAGE = f"<img src=/quay.jpg alt='{ALT}.'>"


@pytest.mark.parametrize(
    "line",
    [
        f"<div class=x1>{ALT}. By <a href=/by/lan>Lan Vien</a></div>",
        "<div class=x1>Passengers on the quay Credit: Lan Vien</div>",
    ],
)
def test_a_caption_and_its_credit_go(line: str) -> None:
    assert blocks(f"{BEFORE}<div class=x0>{IMAGE}{line}</div>{AFTER}") == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        f"{ALT}. By two in the morning most of them had gone home, wet and happy, to sleep.",
        "Passengers on the quay gave the credit to the council, which had listened to them.",
    ],
)
def test_a_sentence_below_an_image_stays(line: str) -> None:
    assert line in blocks(f"{BEFORE}{IMAGE}<p>{line}</p>{AFTER}")


def test_the_authors_job_is_no_standfirst() -> None:
    box = "<div><h3>Ann Leeway</h3><h4 class=subheading>Chief Harbour Historian</h4></div>"
    assert article(top=box).lead is None


def test_a_standfirst_may_end_with_a_job() -> None:
    line = "The last night ferry takes home a columnist"
    assert article(top=f"<h4 class=subheading>{line}</h4>").lead == line
