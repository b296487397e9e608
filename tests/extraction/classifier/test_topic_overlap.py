"""What reveals a foreign block among the paragraphs: its words, names and links."""

from __future__ import annotations

import pytest

from pipelines.extraction.classifier.features import NAMES, BlockFeatures
from pipelines.extraction.html.main_content import find
from pipelines.extraction.html.page_facts import KnownMetadata, PageFacts
from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.html.segment import read

FACTS = KnownMetadata(
    "Dredging begins", "Dredging of the harbour begins in March", authors=("Thu Trang Lê",)
)
TEXT = (
    "<p>The harbour authority said on Monday that dredging would begin in March, a year late.</p>"
    "<p>Crews of the harbour asked the authority for a longer notice before dredging begins.</p>"
)
APPEAL = (
    "<p>Subscribe to our newsletter, and follow us wherever cooking is discussed, for free.</p>"
)
LIFE = "<p>Thu Trang Lê writes about coasts and the people who live on them, from Vinh.</p>"


def numbers(last: str, above: str = "") -> dict[str, float]:
    """Return the overlap features of the last block."""
    page = read(parse_text(f"<body><div class='article-body'>{above}{TEXT}{last}</div></body>"))
    found = BlockFeatures(PageFacts(page, find(page), FACTS))
    return dict(zip(NAMES, found.table()[-1], strict=True))


def test_a_paragraph_of_the_article_shares_its_words_but_an_appeal_does_not() -> None:
    assert numbers("<p>The authority did not say what dredging the harbour will cost.</p>")[
        "word_share"
    ] == pytest.approx(3 / 3)
    assert numbers(APPEAL)["word_share"] == 0
    assert numbers("<p>It is so.</p>")["word_share"] == -1  # no distinctive word


def test_a_block_that_begins_with_the_authors_name_is_about_the_author() -> None:
    assert numbers(LIFE)["author_name"] == 2
    assert numbers("<p>Reported from Vinh by Thu Trang Le, who was there.</p>")["author_name"] == 1
    assert numbers(APPEAL)["author_name"] == 0


def test_a_heading_lends_its_words_to_the_text_below() -> None:
    under = numbers(f"<h2>Recipes</h2>{APPEAL}")
    assert (under["heading_share"], under["since_heading"]) == (0, 1)
    assert numbers("<h2>Harbour</h2><p>So it is.</p>")["heading_share"] == 1


def test_the_position_in_the_prose() -> None:
    last = numbers("<p>About us</p>")
    assert (last["prose_before"], last["prose_after"]) == (1, 0)


def test_a_second_copy_is_told_from_the_first() -> None:
    assert numbers(APPEAL, above=APPEAL)["copy"] == 1
    assert numbers(APPEAL)["copy"] == 0


def said(html: str) -> dict[str, float]:
    """Return the features of a block's words and links."""
    page = read(parse_text(f"<body>{html}</body>"))
    found = BlockFeatures(PageFacts(page, find(page), KnownMetadata(host="news.example")))
    return dict(zip(NAMES, found.table()[0], strict=True))


def test_an_appeal_and_an_address_are_recognised() -> None:
    heard = said(APPEAL)
    assert (heard["contact"], heard["appeal"], heard["addresses"]) == (0, 3, 1)
    assert (heard["slug"], heard["offsite"]) == (-1, -1)  # it has no links
    assert said("<p>Write to thu.trang@news.example</p>")["contact"] == 1
    assert said("<p>The price rose 4 % @ noon</p>")["contact"] == 0


def test_a_link_to_a_headline_has_many_words_and_a_link_away_is_away() -> None:
    one = said("<p><a href='/2026/ferry-line-gets-two-new-boats-12.html'>Ferry</a></p>")
    assert (one["slug"], one["offsite"]) == (6, 0)
    assert said("<p><a href='https://x.example/a'>a</a></p>")["offsite"] == 1
    assert said("<p><a href='https://www.news.example/a'>a</a></p>")["offsite"] == 0
    assert said("<p><a href='http://[bad/a'>a</a></p>")["offsite"] == 0


def test_italics_are_seen() -> None:
    page = read(parse_text(f"<body>{TEXT}<p><em>Thu</em> Trang</p><p>After</p></body>"))
    assert [block.italic for block in page.blocks[-2:]] == [3, 0]
