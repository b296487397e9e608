"""What the six outlets' pages print between and below paragraphs, several at a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extraction.engine import Extraction, run
from pipelines.extraction.page_data.caption_credits import is_caption
from tests.support.outlet_pages import HEADLINES, OTHERS, OUTLETS, TOLD, URLS, Story, page
from tests.support.outlets import page_for

AT = datetime(2026, 11, 2, tzinfo=UTC)
NAME = "<p><strong>Hoàng Lan</strong></p>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(outlet: str, story: Story) -> Extraction:
    return run(page_for(outlet, URLS[outlet], page(outlet, story).encode(), AT))


def text_of(found: Extraction) -> str:
    assert found.article is not None, found.not_article
    text = "\n".join(block.text for block in found.article.body)
    assert [one for one in TOLD if one.rstrip(".") not in text] == []
    return text


def with_inserted(inserted: str, below: str = "") -> Story:
    """Return the story with HTML between its third and fourth paragraphs."""
    inner = f"{paragraphs(*TOLD[:3])}{inserted}{paragraphs(*TOLD[3:])}{below}"
    return Story((), mark="", below=inner)


@pytest.mark.parametrize("state", ["0:00 / 0:00Speed1x", "0:00 / 2:31 Speed 1.5x", "0:00/0:00 1x"])
@pytest.mark.parametrize("outlet", OUTLETS)
def test_what_a_player_says_of_itself_goes(outlet: str, state: str) -> None:
    assert state not in text_of(read(outlet, with_inserted(f"<div>{state}</div>")))


CARDS = "".join(
    f'<div class="item"><h3><a href="/o-post9{n}.html">{head} in the old town</a></h3>'
    f"<p>{text}</p></div>"
    for n, (head, text) in enumerate(zip(HEADLINES[:2], OTHERS[:2], strict=True))
)


@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_card_below_a_card_of_its_form_goes_with_it(outlet: str) -> None:
    text = text_of(read(outlet, with_inserted("", CARDS)))
    assert [one for one in (*OTHERS, *HEADLINES) if one in text] == []


@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_headline_printed_twice_in_a_line_is_of_another_page(outlet: str) -> None:
    head = "Two schools in the delta teach pupils to mend engines"
    text = text_of(read(outlet, with_inserted("", paragraphs(f"{head} {head} {OTHERS[0]}"))))
    assert head not in text
    chant = "“Give us back the ferry! Give us back the ferry! Give us back the ferry!” they sang."
    assert chant in text_of(read(outlet, with_inserted(f"<p>{chant}</p>")))


@pytest.mark.parametrize("credit", [" — VNS Photo", ". VNA/VNS Photo Minh Đức", ""])
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_line_below_a_picture_begins_no_second_story(outlet: str, credit: str) -> None:
    line = f"The yard of the weavers before the rain{credit}"
    picture = f'<p><img src="/1.jpg" alt="x"></p><p class="Image">{line}</p>'
    head = "<p><strong>A matter of hours</strong></p>"
    inner = f"{paragraphs(TOLD[0])}{head}{paragraphs(TOLD[1])}{picture}{paragraphs(*TOLD[2:])}"
    text = text_of(read(outlet, Story((), mark="", below=inner)))
    assert not credit or line not in text


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Old hands at the scales. VNA/VNS Photo Minh Đức", True),
        ("Old hands at the scales VNS Photo", True),
        ("She won the AFP Photo prize of the year.", False),
    ],
)
def test_an_agency_and_the_word_photo_end_a_caption(line: str, is_one: bool) -> None:
    assert is_caption(line) is is_one


SIGNED_ABOVE = {
    "alone": Story(above=NAME),
    "above a dateline, with a sub-heading below": Story(
        ("HÀ NỘI — " + TOLD[0], *TOLD[1:]), above=NAME, below="<p><strong>What is next</strong></p>"
    ),
}


@pytest.mark.parametrize("form", SIGNED_ABOVE)
@pytest.mark.parametrize("outlet", ["vns", "vna", "sggp", "customs"])
def test_a_name_in_bold_above_the_text_is_its_author(outlet: str, form: str) -> None:
    found = read(outlet, SIGNED_ABOVE[form])
    assert "Hoàng Lan" not in text_of(found)
    assert found.article is not None
    assert found.article.authors == ("Hoàng Lan",)


@pytest.mark.parametrize("outlet", OUTLETS)
def test_names_in_bold_that_head_what_people_say_stay(outlet: str) -> None:
    names = ("Hoàng Lan", "Trần Văn Tám", "Lê Thu Hà")
    said = "".join(
        f"<p><strong>{name}</strong></p><p>{text}</p>"
        for name, text in zip(names, TOLD[3:], strict=True)
    )
    found = read(outlet, Story((), mark="", below=paragraphs(*TOLD[:3]) + said))
    text = text_of(found)
    assert [one for one in names if one not in text] == []
    assert found.article is not None
    assert found.article.authors == ()
