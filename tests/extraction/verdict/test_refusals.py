"""Articles that were refused for their form, each beside a page of that form without a text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extraction import NotAnArticle, extract
from pipelines.items import Page

NOW = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
TITLE = "Harbour gives lamps to the crews of the night boats"
SENTENCES = (
    "The harbour has given lamps to the crews of the night boats.",
    "The town and the harbour office handed them over on Monday in the hall above the quay.",
    "Each of the crews got five lamps and the oil that they need for one long winter at sea.",
    "The mayor said that the lamps would be used until the last of the boats has its own light.",
)
CHOICES = "".join(f"<input type=radio name=q value={n}>" for n in range(8))
ASKED = "<h3>What do you pay for your oil?</h3><h3>Do you own a lamp?</h3><h3>Who lit it?</h3>"


def refused(body: str) -> str | None:
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"
    try:
        extract(Page("https://paper.example/lamps", html.encode(), NOW))
    except NotAnArticle as error:
        return error.reason
    return None


@pytest.mark.parametrize("tag", ["h2", "h4"])
def test_paragraphs_marked_as_headings_are_a_text(tag: str) -> None:
    told = "".join(f"<{tag}>{one}</{tag}>" for one in SENTENCES)
    assert refused(f"<div class=view><p>2026-11-03 10:15</p>{told}</div>") is None


def test_headings_alone_are_no_text() -> None:
    heads = "".join(f"<h2>{one.rstrip('.')}</h2>" for one in SENTENCES)
    assert refused(f"<div class=view>{heads}</div>") is not None


def test_a_long_paragraph_below_which_readers_ask_is_no_quiz() -> None:
    story = f"<div class=entry><p>{' '.join(SENTENCES * 3)}</p></div>"
    comments = f"<div class=comments>{ASKED}<form>{CHOICES}</form></div>"
    assert refused(story + comments) is None


def test_a_quiz_stays_one() -> None:
    quiz = f"<div class=entry><p>{SENTENCES[0]}</p>{ASKED}<form>{CHOICES}</form></div>"
    assert refused(quiz) == "quiz"
