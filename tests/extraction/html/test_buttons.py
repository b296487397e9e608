"""Words in buttons are text within a sentence or a heading, and controls elsewhere."""

from __future__ import annotations

import pytest

from tests.support.story_page import PARAGRAPHS, STORY, blocks

TOLD = " was used on every bridge of the line, twice a year, by people who climb."


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        (
            "The term <button>ultrasound</button>, they say," + TOLD,
            "The term ultrasound, they say,",
        ),
        ("The term <em><button>ultrasound</button></em> then" + TOLD, "The term ultrasound then"),
        ("The te<button>rm</button> tells" + TOLD, "The term tells"),
        ("<button>Ultrasound</button>" + TOLD, "Ultrasound"),
        ("<button>Listen</button> Ultrasound" + TOLD, "Ultrasound"),
        ("Ultrasound" + TOLD + " <button>Read more</button>", "Ultrasound"),
    ],
)
def test_a_term_in_a_sentence(line: str, seen: str) -> None:
    assert blocks(f"{PARAGRAPHS}<p>{line}</p>")[-1] == seen + TOLD


def test_a_button_within_a_word_is_text_in_a_short_line() -> None:
    line = "The f<button>erries ran</button> late."
    assert blocks(f"{PARAGRAPHS}<p>{line}</p>{PARAGRAPHS}")[len(STORY)] == "The ferries ran late."


@pytest.mark.parametrize(
    "heading",
    [
        "<h3><button aria-expanded=false>Who may borrow</button></h3>",
        "<h3><button><svg></svg><span>Who may borrow</span></button></h3>",
        "<h3><span><button>Who may borrow</button></span></h3>",
    ],
)
def test_a_heading_that_unfolds(heading: str) -> None:
    unfolded = f"<div>{heading}<div><p>{STORY[1]}</p></div></div>"
    assert "Who may borrow" in blocks(f"<p>{STORY[0]}</p>{unfolded}<p>{STORY[2]}</p>")


def test_a_heading_beside_a_control_loses_the_control() -> None:
    heading = "<h3>Who may borrow <button>Copy link</button></h3>"
    assert "Who may borrow" in blocks(f"<p>{STORY[0]}</p>{heading}<p>{STORY[1]}</p>{PARAGRAPHS}")
