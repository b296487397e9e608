"""Elements without an end tag: the page that follows them is read, as a browser shows it."""

from __future__ import annotations

import pytest

from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.html.segment import read
from pipelines.items import BlockKind
from tests.support.story_page import PARAGRAPHS, STORY, blocks


@pytest.mark.parametrize(
    "before",
    [
        "<embed src=a.swf>",
        "<picture><source srcset=a><img src=b>",
        "<map name=a><area href=/a>",
        "<svg><g><path d=M0>",
        "<math><mi>x</mi>",
        "<a name=top>",
        "<a href=/>",
        "<h1>Night ferry returns",
        "<header><button><span>Menu</header>",
        "<header><button><span>Menu</header><main>",
    ],
)
def test_what_follows_is_text(before: str) -> None:
    page = read(parse_text(f"<body>{before}<div>{PARAGRAPHS}</div></body>")).blocks
    text = [block for block in page if block.text in STORY]
    assert len(text) == len(STORY)
    assert {block.kind for block in text} == {BlockKind.PARAGRAPH}
    assert not any(block.links for block in text)


@pytest.mark.parametrize(
    "card",
    [
        f"<button><h3>Rice exports</h3><p>{STORY[0]}</p></button>",
        f"<svg><foreignObject><p>{STORY[0]}</p></foreignObject></svg>",
        "<svg><text>Chart</text></svg>",
    ],
)
def test_what_has_its_end_is_no_frame(card: str) -> None:
    assert blocks(f"{card}<p>{STORY[1]}</p>") == [STORY[1]]


def test_a_card_that_is_one_link_stays_one() -> None:
    card = f"<a href=/rice><h3>Rice exports</h3><p>{STORY[0]}</p><p>{STORY[1]}</p></a>"
    page = read(parse_text(f"<body>{card}</body>")).blocks
    assert all(block.link_share == 1 for block in page)


def test_a_text_below_hundreds_of_elements_without_an_end_is_read() -> None:
    page = "<body>" + "<svg><a><h1><h2>" * 500 + PARAGRAPHS
    assert [one.text for one in read(parse_text(page)).blocks if one.text in STORY] == list(STORY)
