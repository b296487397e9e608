"""Headlines without the site's name, and which of a page's headlines is trusted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.page_data.headline import (
    MAX_TITLE_CHARS,
    choose,
    compact,
    is_site,
    overlap,
    without_site,
)
from tests.support.steps import steps

SITES = ("dailyharbour", "harbourexample", "hrb")
TITLE = "Boats return to the old harbour after the storm"


@pytest.mark.parametrize(
    "tail",
    [
        " | The Daily Harbour",
        " - Daily Harbour",
        " – DAILY HARBOUR",
        " — The Daily Harbour News",
        " :: Daily Harbour",
        " » Daily Harbour",
        " | Daily Harbour Online",
        " | harbour.example",
        " | Daily Harbour | Daily Harbour",
        " – Daily Harbour – News by the hour",
        " - Daily Harbour - The town's own paper - Since 1901",
        ".:.Daily Harbour",
        " -Daily Harbour",
        "- Daily Harbour News",
        " - Báo điện tử Daily Harbour",
    ],
)
def test_the_sites_name_is_cut_off(tail: str) -> None:
    assert without_site(TITLE + tail, SITES) == TITLE


def test_the_sites_name_in_front_is_cut_off() -> None:
    assert without_site("Daily Harbour | " + TITLE, SITES) == TITLE


@pytest.mark.parametrize(
    "title",
    [
        "Storm – what we know so far",
        "Interview: Mai Linh",
        "Harbour 2 - Port 1",
        "The Daily Harbour turns fifty",
        "Daily Harbour",
        "Port wins - harbour folk rejoice - what comes next",
        "Storm - Daily Harbour - what we know so far of boats and crews",
        "Storm -what we know",
        "Boats return.:.to port",
        "A|B",
        "",
    ],
)
def test_what_is_not_the_sites_name_stays(title: str) -> None:
    assert without_site(title, SITES) == title


def test_a_section_named_like_the_site_is_the_site() -> None:
    assert is_site("Daily Harbour Sport", SITES)
    assert is_site("Harbour", SITES)  # of harbour.example
    assert not is_site("Pumpkins", SITES)
    assert compact("The Daily Harbour") == "dailyharbour"


def test_the_printed_headline_wins_over_the_one_for_search_engines() -> None:
    printed = ["Boats return to the old harbour"]
    stated = [
        ("json-ld", "Harbour boats return: what to know"),
        ("title", TITLE + " | Daily Harbour"),
    ]
    assert choose(printed, stated, SITES) == (printed[0], "h1")


def test_a_logo_in_h1_is_not_a_headline() -> None:
    assert choose(["Daily Harbour"], [("og:title", TITLE)], SITES) == (TITLE, "og:title")
    assert choose(["Newsletter", TITLE], [("og:title", TITLE)], SITES) == (TITLE, "h1")


def test_a_word_of_the_headline_is_not_a_headline() -> None:
    assert choose(["Harbour"], [("og:title", TITLE)], SITES) == (TITLE, "og:title")
    assert choose(["Pumpkin"], [("og:title", "Pumpkin in short")], SITES) == ("Pumpkin", "h1")


def test_a_kicker_in_h1_is_cut_if_a_stated_title_confirms_it() -> None:
    assert choose(["News " + TITLE], [("og:title", TITLE)], SITES)[0] == TITLE


def test_json_ld_of_another_article_does_not_win() -> None:
    other = "Ten ways to cook a pumpkin"
    assert choose([TITLE], [("json-ld", other), ("og:title", TITLE)], SITES)[0] == TITLE


def test_without_any_title_there_is_no_headline() -> None:
    assert choose([], [], SITES) == ("", "")
    assert choose([""], [("title", "Daily Harbour")], SITES) == ("Daily Harbour", "title")


def test_a_megabyte_is_cut_at_a_blank() -> None:
    title, _ = choose(["boat " * 200_000], [], SITES)
    assert len(title) <= MAX_TITLE_CHARS + 1
    assert title.endswith("boat…")


def test_overlap_is_a_share() -> None:
    assert overlap("Boats return", "The boats RETURN today") == 1.0
    assert overlap("Boats return", "Pumpkins") == 0.0
    assert overlap("", "Pumpkins") == 0.0


@given(st.lists(st.text(max_size=60), max_size=3), st.lists(st.text(max_size=60), max_size=3))
def test_the_choice_is_one_of_the_offers_or_a_part_of_one(
    printed: list[str], stated: list[str]
) -> None:
    title, _ = choose(printed, [("x", text) for text in stated], SITES)
    assert any(title in text for text in (*printed, *stated, ""))


@pytest.mark.parametrize("unit", [" - ", "a | ", "|", " : ", "a: "])
def test_separators_without_end_are_cheap(unit: str) -> None:
    text = (unit * 20_000)[: 2 * MAX_TITLE_CHARS]
    assert steps(lambda: choose([text], [("title", text)], SITES)) < 60_000


def test_a_heading_that_shares_only_the_sites_tail_is_no_headline() -> None:
    said = "稱「船隊回港」挨轟 海灣：鼓勵船員別只往負面想"
    stated = [("og:title", f"{said}--晨報"), ("title", f"{said} -- 晨報 / 焦點")]
    assert choose(["晨報 Up Media"], stated, ("upmedia",))[0].startswith("稱「船隊回港」")
