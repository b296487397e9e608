"""Sentences below the text that a list beside it prints again, with links, are of other stories."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.extraction import extract
from tests.support.story_page import PARAGRAPHS, STORY, page

OTHERS = (
    "A retired pilot has drawn every wreck of the strait from memory on nine sheets of paper.",
    "The crews of two ferries will meet at the quay on Saturday to race each other in old boats.",
)


def texts_beside(body: str, *cards: str) -> list[str]:
    """Return the text of a page with a list beside it."""
    plain = page(body)
    side = f"<aside>{''.join(cards)}</aside></body>".encode()
    found = extract(replace(plain, body=plain.body.replace(b"</body>", side)))
    return [block.text for block in found.body]


def card(text: str, headline: str = "A headline of another story") -> str:
    return f"<div><h4><a href=/a/w-{len(text)}.html>{headline}</a></h4><p>{text}</p></div>"


def paragraphs(*texts: str) -> str:
    return PARAGRAPHS + "".join(f"<p>{text}</p>" for text in texts)


def test_sentences_that_a_list_prints_with_links_go_from_the_end() -> None:
    assert texts_beside(paragraphs(*OTHERS), *map(card, OTHERS)) == list(STORY)


@pytest.mark.parametrize(
    "cards",
    [
        tuple(f"<p>{text}</p>" for text in OTHERS),  # without links
        tuple(card(text, "Night ferry returns to the strait") for text in OTHERS),  # its own
        (),
    ],
)
def test_other_sentences_stay(cards: tuple[str, ...]) -> None:
    assert texts_beside(paragraphs(*OTHERS), *cards) == [*STORY, *OTHERS]


def test_a_label_begins_the_stories_below_the_last_paragraph() -> None:
    own = "Tickets for the winter cost nine crowns from the first Monday of next month on."
    found = texts_beside(paragraphs(own, "Xem thêm", *OTHERS), *map(card, OTHERS))
    assert found == [*STORY, own]
