"""Tags that a page prints as links below its text."""

from __future__ import annotations

import pytest

from tests.support.story_page import PARAGRAPHS, article

TAGS = "<a href=/tag/sea rel=tag>Sea</a> <a href=/tag/boats rel=tag>Boats</a>"


@pytest.mark.parametrize(
    ("below", "wanted"),
    [
        (f"<div class=tags-links>Tagged: {TAGS}</div>", ("Sea", "Boats")),
        (f"<p>{TAGS}</p>", ("Sea", "Boats")),
        (
            "<ul class=article__tag><li><a href=/tu-khoa/bien>Biển</a></li>"
            "<li><a href=/tu-khoa/thuyen>Thuyền</a></li></ul>",
            ("Biển", "Thuyền"),
        ),
        (f"<aside class=sidebar><div class=tagcloud>{TAGS}</div></aside>", ()),
        ("<p><a href=/category/sea rel='category tag'>Sea</a></p>", ()),
        ("<div class=tags><a href=/tag/a>Sea 3</a> <a href=/tag/b>Boats 24</a></div>", ()),
        (
            "<div class=tags>"
            + "".join(f"<a href=/tag/{at}>Sea {at} b</a> " for at in range(30))
            + "</div>",
            (),
        ),
    ],
)
def test_tags_below_the_text(below: str, wanted: tuple[str, ...]) -> None:
    assert article(PARAGRAPHS + below).tags == wanted
