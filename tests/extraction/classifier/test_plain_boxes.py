"""A box of short lines amid the paragraphs is the article's if it has nothing of a template's."""

from __future__ import annotations

import pytest

from pipelines.extraction.classifier import smoothing, thresholds
from pipelines.extraction.html.main_content import find
from pipelines.extraction.html.page_facts import KnownMetadata, PageFacts
from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.html.segment import read

PROSE = (
    "<p>The harbour authority said on Monday that dredging would begin in March, when the spring "
    "tides are over and the two larger boats are back from the yard.</p>"
)
BOX = (
    "<div><h4>The boat, measured</h4><div>Length: 48 m</div><div>Crew: 9</div>"
    "<div>Speed: 17 knots</div></div>"
)


def is_kept(box: str, doubt: float = 0.2) -> bool:
    """Return whether every block of a box between paragraphs is kept."""
    page = read(parse_text(f"<body><div>{PROSE * 2}{box}{PROSE}</div></body>"))
    facts = PageFacts(page, find(page), KnownMetadata(language="en"))
    last = len(page.blocks) - 1
    guessed = [0.95, 0.95, *[doubt] * (last - 2), 0.95]
    likely = smoothing.smooth(guessed, facts)
    return all(likely[index] >= thresholds.KEEP for index in range(2, last))


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(BOX, id="below a heading"),
        pytest.param(BOX.replace("<h4>The boat, measured</h4>", ""), id="lines alone"),
        pytest.param(BOX.replace("div>", "aside>"), id="an aside"),
        pytest.param(
            "<aside><h4>The boat, measured</h4><table><tr><td>Length<td>48 m<tr><td>Crew<td>9"
            "</table></aside>",
            id="a table",
        ),
        pytest.param(BOX.replace("<div>", "<div class=card>"), id="cards"),
    ],
)
def test_a_plain_box_amid_the_paragraphs_is_the_texts(box: str) -> None:
    assert is_kept(box)


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(BOX.replace("Crew: 9", "<a href=/crew>Crew: 9</a>"), id="a link"),
        pytest.param(BOX.replace("Crew: 9", "<img src=/crew.jpg>Crew: 9"), id="a picture"),
        pytest.param(BOX.replace("Crew: 9", "Crew: 9 <button>Add</button>"), id="a button"),
        pytest.param(BOX + "<form><input name=mail></form>", id="a form below"),
        pytest.param(BOX.replace("The boat, measured", "Our newsletters"), id="the outlet speaks"),
        pytest.param(BOX.replace("The boat, measured", "Editor:"), id="a label"),
        pytest.param(
            BOX.replace("Crew: 9", "0800 555 0100").replace("17 knots", "9 €"), id="offers"
        ),
        pytest.param(BOX.replace("</div>", " •</div>"), id="tags in a row"),
        pytest.param("<div><div>48 m</div><div>9</div></div>", id="two lines"),
    ],
)
def test_a_box_with_what_a_template_prints_is_judged_by_itself(box: str) -> None:
    assert not is_kept(box)


def test_a_box_that_is_surely_none_of_the_text_stays_out() -> None:
    assert not is_kept(BOX, doubt=0.1)
