"""Hidden inline text is dropped; collapsed text, and marks, stay."""

from __future__ import annotations

import pytest

from tests.support.story_page import PARAGRAPHS, STORY, blocks

AFTER = " in a year, which is more than in any of the ten years before it, the bank said."


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("<span class=sr-only>up </span>12%", "12%"),
        ("<span aria-hidden=true>12%</span><span class=visually-hidden>twelve</span>", "12%"),
        ("12%<em hidden> hide in print</em>", "12%"),
        ("12%<i style='visibility:hidden;font-size:0'> copy mark</i>", "12%"),
        ("12%<span style='position:absolute;clip:rect(0,0,0,0)'> copy mark</span>", "12%"),
        ("12%<span role=tooltip>Twelve in a hundred.</span>", "12%"),
        ("<ruby>寺<rp>(</rp><rt>てら</rt><rp>)</rp></ruby>", "寺"),
    ],
)
def test_a_line_is_extracted_as_displayed(line: str, seen: str) -> None:
    assert f"Prices rose by {seen}{AFTER}" in blocks(
        f"{PARAGRAPHS}<p>Prices rose by {line}{AFTER}</p>"
    )


@pytest.mark.parametrize("style", ["display:none", "position:absolute;left:-9999px", "font-size:0"])
def test_a_hidden_line_between_paragraphs_goes(style: str) -> None:
    copied = f"<p style='{style}'>Copied from Harbour Daily without leave</p>"
    assert blocks(PARAGRAPHS.replace("</p><p>", f"</p>{copied}<p>", 1)) == list(STORY)


def test_a_text_that_a_click_unfolds_stays() -> None:
    first, rest = PARAGRAPHS[: len(STORY[0]) + 7], PARAGRAPHS[len(STORY[0]) + 7 :]
    assert blocks(f"{first}<span id=more style='display:none'>{rest}</span>") == list(STORY)


def test_hidden_marks_keep_the_words_around_them_apart() -> None:
    heading = "<h2>Harrow<span class=sr-only>: </span>Boats are back</h2>"
    assert "Harrow: Boats are back" in blocks(PARAGRAPHS.replace("</p>", f"</p>{heading}", 1))
