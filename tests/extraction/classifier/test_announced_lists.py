"""A list is the article's in any markup, if a sentence promises it or its name tells."""

from __future__ import annotations

import pytest

from pipelines.extraction.classifier import smoothing, thresholds
from pipelines.extraction.html.main_content import find
from pipelines.extraction.html.page_facts import KnownMetadata, PageFacts
from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.html.segment import read
from pipelines.extraction.lexicon.own_lists import announcements
from pipelines.text import fold

PROSE = (
    "<p>The harbour authority said on Monday that dredging would begin in March, when the spring "
    "tides are over and the two larger boats are back from the yard.</p>"
)
PROMISE = "<p>The new ferry in figures, as the yard gives them:</p>"
NAME = "<h3>Technical data</h3>"
SHAPES = {
    "divs": "<div><div>Length: 48 m</div><div>Crew: 9</div><div>Speed: 17 knots</div></div>",
    "divs in the body": "<div>Length: 48 m</div><div>Crew: 9</div><div>Speed: 17 knots</div>",
    "lines": "<div>Length: 48 m<br>Crew: 9<br>Speed: 17 knots</div>",
    "paragraphs": "<p>- Length: 48 m</p><p>- Crew: 9</p><p>- Speed: 17 knots</p>",
    "rows of two": "<div><div><div>Length</div><div>48 m</div></div>"
    "<div><div>Crew</div><div>9</div></div></div>",
    "cards": "<div class=cards><div class=card><div>Length</div><div>48 m</div></div>"
    "<div class=card><div>Crew</div><div>9</div></div></div>",
    "terms": "<dl><dt>Length</dt><dd>48 m</dd><dt>Crew</dt><dd>9</dd></dl>",
    "by turns": "<div>Length</div><p>48 m</p><div>Crew</div><p>9</p>",
    "headings by turns": "<h5>Length</h5><p>48 m</p><h5>Crew</h5><p>9</p>",
    "own elements": "<fact-list><fact-item>Length: 48 m</fact-item>"
    "<fact-item>Crew: 9</fact-item></fact-list>",
}


def kept_below(above: str, markup: str, doubt: float = 0.1, likely: float = 0.6) -> list[bool]:
    """Return of each block below two paragraphs and a line whether it is kept."""
    page = read(parse_text(f"<body><div>{PROSE * 2}{above}{markup}</div></body>"))
    facts = PageFacts(page, find(page), KnownMetadata(language="en"))
    guessed = [0.95, 0.95, likely, *[doubt] * (len(page.blocks) - 3)]
    return [value >= thresholds.KEEP for value in smoothing.smooth(guessed, facts)[3:]]


@pytest.mark.parametrize("markup", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("above", [PROMISE, NAME], ids=["promise", "name"])
def test_an_announced_list_is_kept_in_any_markup(above: str, markup: str) -> None:
    found = kept_below(above, markup)
    assert found
    assert all(found)


def test_a_list_with_a_link_is_not_the_texts_for_a_colon() -> None:
    linked = SHAPES["divs"].replace("Crew: 9", "<a href=/crew>Crew: 9</a>")
    assert not any(kept_below(PROMISE, linked))


@pytest.mark.parametrize("label", ["<p>Photo:</p>", "<p>Written by:</p>", "<p>In this part:</p>"])
def test_a_label_of_a_few_words_promises_nothing(label: str) -> None:
    assert not any(kept_below(label, "<p>Ida Fennimore</p><p>The Ardle Courier</p>"))


def test_what_an_outlet_offers_is_no_promise() -> None:
    assert not any(kept_below("<p>Subscribe to our newsletters here:</p>", SHAPES["divs"]))


def test_sections_of_headings_are_no_list() -> None:
    markup = "<h3>Equipment</h3><h3>Milestones</h3>"
    assert not any(kept_below(NAME, markup))


def test_what_somebody_says_below_a_colon_is_no_list() -> None:
    said = "<p>We shall dredge at night.</p><p>Photo: Ida Fennimore</p><p>The Ardle Courier</p>"
    assert not any(kept_below("<p>The harbour master told the council on Monday:</p>", said))


def test_the_list_ends_where_its_form_does() -> None:
    markup = SHAPES["divs"] + "<p>Photo: Ida Fennimore</p><div>Ida Fennimore</div>"
    assert kept_below(PROMISE, markup) == [True] * 3 + [False] * 2


def test_a_promise_that_is_not_kept_itself_keeps_nothing() -> None:
    assert not any(kept_below(PROMISE, SHAPES["divs"], likely=0.2))


@pytest.mark.parametrize(
    ("line", "is_name"),
    [
        ("zutaten", True),
        ("ingredients for the dough", True),
        ("Nguyên liệu", True),
        ("食材", True),
        ("results", True),
        ("results matter more than style", False),  # one common word: it heads a paragraph
        ("services", False),
        ("ส่วนผสมของแกง", True),
    ],
)
def test_names_of_lists(line: str, is_name: bool) -> None:
    assert announcements.names_list(fold(line)) is is_name
