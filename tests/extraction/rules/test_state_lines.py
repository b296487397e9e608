"""Lines in which a player, a counter, a gallery or a pager says its state; marks stay."""

from __future__ import annotations

import pytest

from tests.support.story_page import STORY, blocks

BEFORE, AFTER = (f"<p>{text}</p>" for text in (" ".join(STORY[:2]), " ".join(STORY[2:])))


@pytest.mark.parametrize(
    "line",
    [
        "<p>Current Time 0:00</p>",
        "<p>Stream Type LIVE</p>",
        "<div>0:00 / 4:12 1x</div>",
        "<p>Nghe · 4:12</p>",
        "<div>Page 1 of 2 <a href='?page=2'>2</a> <a href='?page=2'>Next page</a></div>",
        "<div>12 Comments 34 Shares</div>",
        "<div>1/5</div><img src=/a.jpg>",
        "<div><p>Free?</p><ul><li>Yes<li>No</ul><button>Vote</button><p>1,204 votes</p></div>",
    ],
)
def test_a_state_goes(line: str) -> None:
    assert blocks(BEFORE + line + AFTER) == [" ".join(STORY[:2]), " ".join(STORY[2:])]


@pytest.mark.parametrize("line", ["7/10", "Two of three votes failed.", "At 10:20 it left again."])
def test_what_the_article_counts_stays(line: str) -> None:
    assert line in blocks(f"{BEFORE}<p>{line}</p>{AFTER}")
