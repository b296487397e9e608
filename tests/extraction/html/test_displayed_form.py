"""Inline elements that a reader sees as blocks, figures or the beginning of a word."""

from __future__ import annotations

import pytest

from tests.support.story_page import PARAGRAPHS, STORY, blocks

_BLOCK = '<span style="display: block">{}</span>'
_PICTURE = "<span class=x><img src=/a.jpg>{}</span>"


def with_end(markup: str) -> str:
    """Return the story with markup at its first paragraph's end."""
    return PARAGRAPHS.replace("</p>", f" {markup}</p>", 1)


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("".join(map(_BLOCK.format, STORY)), None),
        (f"<div>T</div><p>{STORY[0][1:]}</p>" + PARAGRAPHS[PARAGRAPHS.index("</p>") + 4 :], None),
        # A flag beside a word, a letter of its own, and words that flow are as they were.
        (with_end(f"{_PICTURE.format('Costa Rica')} won."), "Costa Rica won."),
        (f"<div>A</div>{PARAGRAPHS}", None),
        (with_end('A <span style="display:inline-block">tide</span>.'), "A tide."),
    ],
    ids=["blocks", "initial", "flag", "no initial", "inline-block"],
)
def test_the_form_that_a_reader_sees(markup: str, wanted: str | None) -> None:
    found = blocks(markup)
    if wanted:
        assert found[0].endswith(wanted)
    else:
        assert [one for one in found if one in STORY] == list(STORY)


def test_a_caption_within_a_paragraph_is_no_part_of_it() -> None:
    caption = "The boat at the quay on Monday. Photo archive"
    half = len(STORY[0]) // 2
    split = f"<p>{STORY[0][:half]}{_PICTURE.format(caption)}{STORY[0][half:]}</p>"
    found = blocks(split + PARAGRAPHS[PARAGRAPHS.index("</p>") + 4 :])
    assert caption not in " ".join(found)
    assert found[0].strip() == STORY[0][:half].strip()
