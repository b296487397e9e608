"""Credits as newsrooms sign them: agencies in a person's place, roles in brackets, pairs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extraction.authors.agency_marks import end, is_agency, lead_mark
from pipelines.extraction.authors.byline import byline
from pipelines.extraction.engine import Extraction, run
from tests.support.outlet_pages import LEAD, OUTLETS, TOLD, URLS, Story, page
from tests.support.outlets import page_for

AT = datetime(2026, 11, 2, tzinfo=UTC)
CREDITS = {
    "By SGGP – Translated by Kim Khanh": ((), ("Kim Khanh",)),
    "By staff writers – Translated by Dan Thuy": ((), ("Dan Thuy",)),
    "By Lac Phong Translated by Huyen Huong": (("Lac Phong",), ("Huyen Huong",)),
    "Ngoc Linh - Translated by Huyen Trang": (("Ngoc Linh",), ("Huyen Trang",)),
    "Bích Vân – Photos: Hoàng Hà/VNP": (("Bích Vân",), ()),
    "Text and photos by Trong Chinh/VNP": (("Trong Chinh",), ()),
    "By Thao Vy/VNP": (("Thao Vy",), ()),
    "By VNA/VNP": ((), ()),
    "By reporters": ((), ()),
    "Additional reporting by Long Kimmarita": ((), ()),
}
NO_CREDITS = (
    "Photos by Đoàn Tùng",
    "Old Quarter - Photo: Lan Vien",
    "Lan Vien - Translated by a friend of hers",
    "By the sea",
    "By Road - and by night",
)


@pytest.mark.parametrize("line", CREDITS)
def test_a_credit_names_its_people_only(line: str) -> None:
    found = byline(line)
    assert found is not None
    assert (found.authors, found.translators) == CREDITS[line]


@pytest.mark.parametrize("line", NO_CREDITS)
def test_no_credit(line: str) -> None:
    assert byline(line) is None


@pytest.mark.parametrize(
    ("line", "writers"),
    [
        ("By Le Thu, Quang Hung/ Ngoc Loan", ("Le Thu", "Quang Hung")),
        ("By Le Thu (recorded)/Ngoc Loan", ("Le Thu",)),
        ("By Thai Binh/Ngoc Loan", ("Thai Binh",)),
    ],
)
def test_behind_the_slash_is_the_translator_where_an_outlet_signs_so(
    line: str, writers: tuple[str, ...]
) -> None:
    found = byline(line, second_translates=True)
    assert found is not None
    assert (found.authors, found.translators) == (writers, ("Ngoc Loan",))


@pytest.mark.parametrize(
    "line",
    [
        "THE JAKARTA POST/ASIA NEWS NETWORK",
        "Viet Nam News/ANN",
        "The Korea Herald/Asia News Network",
        "越通社/越南画报",
    ],
)
def test_a_paper_beside_an_agency_is_a_mark(line: str) -> None:
    assert is_agency(line)
    found = end(line)
    assert found is not None
    assert found.text == ""


@pytest.mark.parametrize("line", ["Lan Vien/Hai Vien", "Salt/Pepper", "Viet Nam News/Lan Vien"])
def test_a_pair_without_an_agency_is_none(line: str) -> None:
    assert not is_agency(line)


@pytest.mark.parametrize("name", ["HQ Online", "Chinhphu.vn", "VTC News"])
def test_an_outlets_name_in_brackets_goes_from_the_beginning(name: str) -> None:
    assert lead_mark(f"({name}) - Chiếc xe chở sách đã đi.") == ("Chiếc xe chở sách đã đi.", name)


@pytest.mark.parametrize(
    "line", ["(Paris) - The bridge", "(TP.HCM) - Cầu mới", "(AFP) - The bridge"]
)
def test_a_place_in_brackets_stays(line: str) -> None:
    found = lead_mark(line)
    assert found is None or found[1] == "AFP"


def read(outlet: str, story: Story) -> Extraction:
    return run(page_for(outlet, URLS[outlet], page(outlet, story).encode(), AT))


RIGHT = '<p style="text-align: right"><strong>{}</strong></p>'
SIGNED = {
    "two names above": (Story(above="<p><strong>Bảo Hoa and Vũ Hoa</strong></p>"), 2),
    "a guest's name with a star": (Story(above="<p><strong>Trần Minh Quân*</strong></p>"), 1),
    "a Chinese name below": (Story(below=RIGHT.format("黎文海")), 1),
    "two Chinese names below": (Story(below=RIGHT.format("黎文海、阮氏明")), 2),
    "a newsroom and a translator": (
        Story(below=RIGHT.format("By reporters – Translated by Vũ Hoa")),
        0,
    ),
    "a paper of a network": (Story(below=RIGHT.format("VIET NAM NEWS/ASIA NEWS NETWORK")), 0),
}


@pytest.mark.parametrize("form", SIGNED)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_signature_is_no_text(outlet: str, form: str) -> None:
    story, signed = SIGNED[form]
    found = read(outlet, story)
    assert found.article is not None
    assert len(found.article.authors) == signed
    text = "\n".join(block.text for block in found.article.body)
    assert [one for one in TOLD if one.rstrip(".") not in text] == []
    assert [one for one in ("Hoa", "Quân", "黎文海", "NETWORK") if one in text] == []


def test_who_helped_is_not_the_author() -> None:
    helped = "<p><em>Additional reporting by Long Kimmarita</em></p>"
    byline_ = '<a href="/author/hong-raksmey">Hong Raksmey</a>'
    found = read("ppp", Story(byline=byline_, below=helped))
    assert found.article is not None
    assert found.article.authors == ("Hong Raksmey",)
    assert all("Kimmarita" not in block.text for block in found.article.body)


BOLD = f"<p><strong>{LEAD}</strong></p>"
QUESTION = "<p><strong>How did the looms of the upper river begin to turn again?</strong></p>"
HEADING = "<p><strong>The looms turn again</strong></p>"


@pytest.mark.parametrize("outlet", ["vns", "vnp"])
def test_a_sentence_in_bold_that_opens_the_text_is_the_standfirst(outlet: str) -> None:
    opened = read(outlet, Story(lead="", above=BOLD))
    asked = read(outlet, Story(lead="", above=BOLD + QUESTION))
    for found in (opened, asked):
        assert found.article is not None
        assert found.article.lead == LEAD


@pytest.mark.parametrize("above", [QUESTION, HEADING], ids=["a question", "a sub-heading"])
def test_a_question_or_a_heading_in_bold_is_no_standfirst(above: str) -> None:
    found = read("vns", Story(lead="", above=above))
    assert found.article is not None
    assert found.article.lead is None
