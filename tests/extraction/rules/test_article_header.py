"""What a template prints above the text is not the text."""

from __future__ import annotations

import pytest

from tests.support.story_page import PARAGRAPHS, STORY, blocks

HOME = "<a href=/>Home</a>"
TITLE = "Night ferry returns to the strait"


@pytest.mark.parametrize("crumbs", [f"{HOME}<a href=/n>News</a>{TITLE}", f"{HOME} &gt; {TITLE}"])
def test_breadcrumbs_may_end_in_the_headline(crumbs: str) -> None:
    assert blocks(f"<div class=m1>{crumbs}</div>{PARAGRAPHS}") == list(STORY)


def test_a_sentence_that_ends_in_the_headlines_words_stays() -> None:
    line = f"On this quay a <a href=/n>poster</a> of 1911 promised that a {TITLE.lower()}"
    assert blocks(f"<p>{line}</p>{PARAGRAPHS}")[1:] == list(STORY)
