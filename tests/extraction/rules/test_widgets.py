"""What a template inserts into the text goes; the same words from the author's pen stay."""

from __future__ import annotations

import pytest

from tests.support.story_page import STORY, blocks

BEFORE, AFTER = (f"<p>{text}</p>" for text in (" ".join(STORY[:2]), " ".join(STORY[2:])))
WHOLE = [" ".join(STORY[:2]), " ".join(STORY[2:])]
LABEL = (
    "<table class='{}'><tr><td>Calories<td>310<tr><td>Total Fat 12g<td>15%<tr><td>Sodium 40mg<td>2%"
    "<tr><td>Protein 8g<td></table>"
)
QUOTES = (
    "<table class='{}'><tr><th>Ticker<th>Security<th>Last<th>Change<tr><td>LAN<td>Lan Ferries<td>"
    "25.10<td>-0.4</table>"
)


@pytest.mark.parametrize(
    "box",
    [
        f"<h2 class=nutrition-label__heading>Per serving</h2>{LABEL.format('nutrition-label')}",
        f"<div class=recipe-nutrition>{LABEL.format('facts')}</div>",
        QUOTES.format("stock-fundamentals"),
        "<div class=videoDetailsBox><div class=video-title>Seals asleep on the quay at dawn</div>"
        "<div class=detail-text>The crew of a trawler filmed seals on the quay.</div></div>",
        "<div class=mediaInfo><p class=infotext>The harbour of Skelmere at night</p></div>",
        "<div class=inlineVideo><div class=inlineVideo_txt>Watch: Seals on the quay</div></div>",
    ],
)
def test_a_widget_goes(box: str) -> None:
    assert blocks(BEFORE + box + AFTER) == WHOLE


@pytest.mark.parametrize(
    "table", [LABEL.format("wp-block-table"), QUOTES.format("wp-block-table"), QUOTES.format("")]
)
def test_the_authors_own_table_stays(table: str) -> None:
    assert len(blocks(BEFORE + table + AFTER)) == 3


def test_the_description_of_a_videos_own_page_is_its_text() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    assert blocks(f"<div class=video-description>{text}</div>") == list(STORY)
