"""A line right below the headline, separate from the text, is the standfirst."""

from __future__ import annotations

import pytest

from tests.support.story_page import PARAGRAPHS, STORY, article, blocks

META = "<div class=q1><span>By Ann Leeway</span> <time>2 Nov 2026</time></div>"


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("<p>{}</p>", "en"),
        ("<h2>{}</h2>", "en"),
        ("<div><p>{}</p></div>", "en"),
    ],
)
@pytest.mark.parametrize(
    "standfirst", ["Eleven names, sung.", "The county pays for two crossings a night"]
)
def test_a_line_below_the_headline(line: str, lang: str, standfirst: str) -> None:
    found = article(top=line.format(standfirst) + META, lang=lang)
    assert found.lead == standfirst
    assert [block.text for block in found.body] == list(STORY)


@pytest.mark.parametrize(
    "standfirst",
    [
        "橋が開通する二〇二九年まで、町が赤字分を負担する。",
        "ท้องถิ่นจะจ่ายเงินอุดหนุนคืนละสองเที่ยวจนกว่าสะพานใหม่จะเปิดใช้",
    ],
)
def test_scripts_without_blanks(standfirst: str) -> None:
    assert article(top=f"<p>{standfirst}</p>{META}").lead == standfirst


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Ann Leeway and Bob Carver</p>",
        "<p>5 min read</p>",
        "<p>2 November 2026, 14:07</p>",
        "<p>Sign up for the free newsletter of the harbour, every Friday morning</p>",
        "<p>Night ferry returns to the strait again</p>",
        "<p><a href=/world>The world and the harbour, a series in ten parts of the paper</a></p>",
    ],
)
def test_lines_near_the_headline_that_are_not_a_standfirst(line: str) -> None:
    assert article(top=line + META).lead is None


def test_a_first_paragraph_is_the_texts_own() -> None:
    assert article(top=f"<p>{STORY[0]}</p>").lead in (None, STORY[0])


STANDFIRST = "The county pays for two crossings a night until the bridge opens in 2029."
DESCRIPTION = f"<meta name=description content='{STANDFIRST}'>"


@pytest.mark.parametrize("name", ["teaser", "article-teaser", "q1"])
def test_the_pages_description_below_the_headline_is_the_standfirst(name: str) -> None:
    bar = "".join(f"<div class=q2>{line}</div>" for line in ("Copy link", "Send", "Keep") * 3)
    top = f"<div><p class={name}>{STANDFIRST}</p></div>{META}{bar}"
    assert article(top=top, head=DESCRIPTION).lead == STANDFIRST


def test_a_standfirst_that_is_also_an_images_text_stays_once() -> None:
    picture = f"<img src=/a.jpg alt='{STANDFIRST}'><div class=q2>{STANDFIRST}</div>"
    top = f"<div><p>{STANDFIRST}</p></div>{META}"
    assert blocks(picture + PARAGRAPHS, top=top, head=DESCRIPTION) == [STANDFIRST, *STORY]
