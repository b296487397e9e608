"""A box about a person goes; a section, a frame around the text, a byline's frame stay."""

from __future__ import annotations

import pytest

from tests.support.story_page import PARAGRAPHS, STORY, blocks

LIFE = "Ana Roth, 51, is a baker by trade. She took the shop over from her uncle in 2004."


@pytest.mark.parametrize(
    "box",
    [
        "<div><h4>Zur Person</h4><p>{}</p></div>",
        "<aside><p><b>Bio express</b></p><p>{}</p></aside>",
        "<section><div><h3>About the author</h3></div><div><p>{}</p></div></section>",
        "<div><figure><img src=/a.jpg><figcaption>Ana Roth</figcaption></figure>"
        "<h5>Vài nét về tác giả</h5><p>{}</p></div>",
    ],
)
@pytest.mark.parametrize("at", [2, len(STORY)], ids=["in the text", "below it"])
def test_a_box_about_a_person_goes(box: str, at: int) -> None:
    lines = [f"<p>{text}</p>" for text in STORY]
    lines.insert(at, box.format(LIFE))
    assert blocks("".join(lines)) == list(STORY)


@pytest.mark.parametrize(
    "body",
    [
        f"{PARAGRAPHS}<h4>Zur Person</h4><p>{LIFE}</p>",
        f"<div><h4>Zur Person</h4>{PARAGRAPHS}<p>{LIFE}</p></div>",
        f"{PARAGRAPHS}<div><h4>The bakery today</h4><p>{LIFE}</p></div>",
    ],
    ids=["a section", "a frame around the text", "another heading"],
)
def test_what_is_no_box_about_a_person_stays(body: str) -> None:
    assert LIFE in blocks(body)
