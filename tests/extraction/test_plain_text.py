"""Plain text of other scrapers, in the forms seen, with invented prose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction import NotAnArticle
from pipelines.extraction.plain_text import clean_text
from pipelines.items import BlockKind, Image
from tests.support.steps import steps

FIRST = (
    "The boats came back to the old harbour at dawn, and the people of the town stood on the wall "
    "with lamps that they had carried for most of the night."
)
SECOND = (
    "Nine crews had been at sea for as many days, said harbour master Lê Thu, and nobody had heard "
    "of them since the storm began last Tuesday."
)
THIRD = "The last boat, the smallest of the fleet, tied up at noon with its mast broken."
CAPTION = "Crews unload their catch at the old harbour. (Photo: VNA)"
TITLE = "Boats return to the old harbour"


def texts(text: str) -> list[str]:
    return [block.text for block in clean_text(text).body]


def rules(text: str) -> list[str]:
    return [one.rule for one in clean_text(text).stripped]


def test_paragraphs_stay_as_they_are() -> None:
    found = clean_text(f"{FIRST} \n\n{SECOND}\n\n{THIRD}")
    assert [block.text for block in found.body] == [FIRST, SECOND, THIRD]
    assert (found.title, found.lead, found.dateline, found.agency) == ("", None, None, None)
    assert found.stripped == ()


def test_an_end_mark_becomes_the_agency_and_the_dateline_stays() -> None:
    found = clean_text(f"CÁT HẢI — {FIRST}\n\n{SECOND} — VNS")
    assert [block.text for block in found.body] == [f"CÁT HẢI — {FIRST}", SECOND]
    assert (found.dateline, found.agency) == ("CÁT HẢI", "VNS")
    assert [(one.rule, one.text) for one in found.stripped] == [("end mark", "— VNS")]


def test_kicker_title_agency_teasers_and_furniture() -> None:
    found = clean_text(
        f"Making news\n\n{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\nVNA/VNP\n\n"
        "Pumpkins grow on the roofs of the old town\n\n"
        '"Pumpkins" grow on the roofs of the old town\n\n'
        "Twelve families share the harvest of the season, which began in May.\n\nTop"
    )
    assert (found.title, found.agency) == (TITLE, "VNA/VNP")
    assert [block.text for block in found.body] == [FIRST, SECOND, THIRD]
    assert [(one.position, one.rule) for one in found.stripped] == [
        (0, "kicker"),
        (5, "end mark"),
        (6, "teaser after the end mark"),
        (7, "teaser after the end mark"),
        (8, "teaser after the end mark"),
        (9, "page furniture"),
    ]


def test_lists_of_other_news_go_under_their_label() -> None:
    found = clean_text(
        f"{TITLE}\n{CAPTION}\n{FIRST}\n{SECOND}\n{THIRD[:-1]}./.\nRelated News\n\n"
        "Pumpkins grow on roofs\n16:30 | 15/02/2025 Society\n\nPort tax falls\n"
        "11:07 | 26/12/2024 Customs\nLatest News\n\nA frog bridge\n16:21 | 19/02/2025 Headlines"
    )
    assert found.title == TITLE
    assert [block.text for block in found.body] == [FIRST, SECOND, THIRD]
    assert found.images == (Image("", "Crews unload their catch at the old harbour.", "VNA"),)
    assert [one.rule for one in found.stripped] == (
        ["caption", "end mark"] + ["list: Related News"] * 5 + ["list: Latest News"] * 3
    )


def test_the_first_paragraph_is_the_lead_where_a_caption_follows_it() -> None:
    found = clean_text(f"{FIRST}\n\n{CAPTION}\n\n{SECOND}\n\n{THIRD}")
    assert found.lead == FIRST
    assert [block.text for block in found.body] == [SECOND, THIRD]


def test_a_label_within_the_text_is_a_sub_heading() -> None:
    assert texts(f"{FIRST}\n\nLatest news\n\n{SECOND}") == [FIRST, "Latest news", SECOND]


def test_an_agency_named_within_the_text_is_not_an_end_mark() -> None:
    text = f"{FIRST} – AFP\n\n{SECOND}\n\n{THIRD}"
    assert texts(text) == [f"{FIRST} – AFP", SECOND, THIRD]


def test_a_digest_with_several_end_marks_is_whole() -> None:
    assert texts("\n".join(f"{line[:-1]}./." for line in (FIRST, SECOND, THIRD))) == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_bylines_at_the_end_are_authors() -> None:
    found = clean_text(f"{FIRST}\n{SECOND}\nBy Thai Minh/Ngoc Lan")
    assert found.authors == ("Thai Minh", "Ngoc Lan")
    assert [block.text for block in found.body] == [FIRST, SECOND]


def test_lists_tables_and_short_briefs_stay() -> None:
    found = clean_text(
        f"{FIRST}\n\n- nine boats\n- six nets\n\nBoat | Catch\nAn | 4 tonnes\n\n{THIRD}"
    )
    assert [(block.kind, block.text) for block in found.body] == [
        (BlockKind.PARAGRAPH, FIRST),
        (BlockKind.LIST_ITEM, "nine boats"),
        (BlockKind.LIST_ITEM, "six nets"),
        (BlockKind.TABLE, "Boat | Catch\nAn | 4 tonnes"),
        (BlockKind.PARAGRAPH, THIRD),
    ]
    assert texts(THIRD) == [THIRD]


def test_every_word_is_kept_or_stripped() -> None:
    text = (
        f"{TITLE}\n{CAPTION}\n{FIRST}\n{SECOND} — VNS\nRelated News\nPumpkins\n16:30 | 15/02/2025 X"
    )
    found = clean_text(text)
    words = " ".join([found.title, found.text, *(one.text for one in found.stripped)]).split()
    assert sorted(words) == sorted(text.split())


@pytest.mark.parametrize("text", ["", " \n\n ", "VNA", "Related News", "\x00\u200b"])
def test_an_empty_page_is_not_an_article(text: str) -> None:
    with pytest.raises(NotAnArticle):
        clean_text(text)


LINES = st.sampled_from(
    [
        FIRST,
        SECOND,
        THIRD,
        TITLE,
        CAPTION,
        f"{FIRST} — VNS",
        f"{THIRD[:-1]}./.",
        "./.",
        "VNA",
        "VNA/VNP",
        "Making news",
        "Related News",
        "Latest news",
        "Top",
        "Share",
        "16:30 | 15/02/2025 Society",
        "22/07/2026 08:28",
        "By Thai Minh/Ngoc Lan",
        "Hanoi (VNA) – The boats came back.",
        "- nine boats",
        "a | b",
        "Subscribe to our newsletter",
        "Facebook Twitter Print",
        "",
    ]
)


@given(st.lists(LINES | st.text(max_size=40), max_size=14))
@settings(max_examples=settings.default.max_examples * 3 // 2)
def test_twice_changes_nothing(lines: list[str]) -> None:
    try:
        once = clean_text("\n".join(lines))
    except NotAnArticle:
        return
    again = clean_text(once.text)
    assert again.text == once.text


def test_the_steps_grow_with_the_text() -> None:
    small, large = (
        steps(lambda size=size: clean_text("\n".join(LONG * size))) for size in (50, 200)
    )
    assert large < 7 * small  # four times the text; quadratic time would be sixteen


LONG = [FIRST, SECOND, "Related News", "x", "VNA"]
