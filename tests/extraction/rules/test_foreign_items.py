"""Lists below a line in no lexicon: of other stories, of the article's own, and of either."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extraction.engine import run
from pipelines.items import Article, Page

PROSE = (
    "<p>A cold snap from the Arctic will reach the north this weekend, the service said.</p>"
    "<p>Temperatures may fall to minus twelve in the valleys, and snow is expected by noon.</p>"
    "<p>Road crews have 8,000 tonnes of salt in store. Schools in three districts will close.</p>"
    "<p>“We ask people to stay at home if they can,” said Ina Holt of the regional office.</p>"
)
TITLE = "Cold snap to reach the north this weekend"
STORIES = (
    ("Orchestra names a conductor from abroad", "Her first season begins with Sibelius."),
    ("Chess champion loses title in final game", "A draw would have been enough."),
    ("Court stops sale of medieval manuscript", "The monastery had no right to sell it."),
)
DOUBT = "a list that may be of other articles"


def article(inner: str) -> Article:
    html = (
        f"<title>{TITLE}</title><article><h1>{TITLE}</h1><p>12/11/2026</p>{PROSE}{inner}</article>"
    )
    page = Page("https://a.example/1-a.html", html.encode(), datetime(2026, 11, 20, tzinfo=UTC))
    found = run(page).article
    assert found is not None
    assert "Ina Holt" in found.text
    return found


@pytest.mark.parametrize(
    "shape",
    [
        "<h5>{h}</h5>",
        "<p>&gt;&gt; {h}</p>",
        '<div><p>{t}</p><p><a href="/n/{n}">{h}</a></p></div>',
    ],
)
def test_other_stories_go(shape: str) -> None:
    items = "".join(shape.format(h=h, t=t, n=n) for n, (h, t) in enumerate(STORIES))
    found = article(f"<div><h4>The Lighthouse selection</h4>{items}</div>")
    for headline, _ in STORIES:
        assert headline not in found.text


@pytest.mark.parametrize(
    ("label", "form", "items"),
    [
        (
            "What doctors advise",
            "<li>{}</li>",
            "Wear layers of thin clothing|Drink tea all day long",
        ),
        ("What doctors advise", "<p>{}</p>", "Wear layers of thin clothing|Drink tea all day long"),
        (
            "How it unfolded",
            "<p>{}</p>",
            "23:40 A guard smells smoke|23:52 The first engines arrive",
        ),
        (
            "Where to get help",
            "<li>{}</li>",
            "Shelter in Mill Street, open late|Red Cross warm bus",
        ),
    ],
)
def test_what_may_be_the_articles_stays(label: str, form: str, items: str) -> None:
    texts = items.split("|")
    found = article(f"<h4>{label}</h4>" + "".join(map(form.format, texts)))
    assert all(text in found.text for text in texts)


@pytest.mark.parametrize(
    ("label", "form"),
    [
        ("<h4>The Lighthouse selection</h4>", "<li>{}</li>"),
        ("<p class=tag>The Lighthouse selection</p>", "<li>{}</li>"),
    ],
    ids=["label kept", "label stripped"],
)
def test_a_list_of_headlines_in_doubt_is_a_concern(label: str, form: str) -> None:
    items = "".join(form.format(headline) for headline, _ in STORIES)
    found = article(f"{label}<ul>{items}</ul>")
    assert STORIES[0][0] in found.text
    assert DOUBT in found.concerns
    assert found.confidence <= 0.65


def test_questions_and_answers_are_the_articles() -> None:
    inner = (
        "<h3>Questions and answers</h3><h4>Will trains run on Sunday?</h4>"
        "<p>Yes, but with fewer carriages, the railway says.</p><h4>Who clears the pavements?</h4>"
        "<p>Owners of houses must do so before seven in the morning.</p>"
    )
    found = article(inner)
    assert "fewer carriages" in found.text
    assert "Who clears the pavements?" in found.text
