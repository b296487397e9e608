"""Readers' comments go, however many there are; an article of that name or label stays."""

from __future__ import annotations

import pytest

from tests.support.story_page import PARAGRAPHS, STORY, blocks

COMMENTS = (
    "I have lived out there for thirty years and nobody asked me whether I wanted any of this.",
    "My neighbour agrees with me, and so does her dog, every day of the week, rain or shine.",
    "Does anybody know whether bicycles are allowed? I could not find it on the operator's site.",
    "Finally! We have waited long enough for this, thank you to everybody who fought for it.",
)


def thread(item: str, count: int = 24) -> str:
    texts = (COMMENTS[at % len(COMMENTS)] for at in range(count))
    return "".join(item.format(name=f"user{at}", text=text) for at, text in enumerate(texts))


ITEM = "<div class=c><b>{name}</b><p>{text}</p></div>"


@pytest.mark.parametrize(
    "below",
    [
        f"<section id=comments>{thread(ITEM)}</section>",
        f"<section><h3>24 comments</h3>{thread(ITEM)}</section>",
        f"<section><h3><a href=#c>Bình luận (24)</a></h3>{thread(ITEM)}</section>",
        f"<h4>Comments</h4>{thread('<p><b>{name}</b></p><p>{text}</p>', 6)}",
        f"<div><h2>Kommentare</h2>{thread('<p><b>{name}:</b> {text}</p>', 2)}</div>",
        f"<ol class=commentlist>{thread('<li>{name} says:<br>May 2 at 10:30<p>{text}</li>')}</ol>",
        f"<dl><dt>24 responses</dt>{thread('<dt>{name}</dt><dd>{text}</dd>')}</dl>",
    ],
    ids=["by name", "counted", "linked label", "in the body", "two", "as WordPress", "terms"],
)
def test_comments_go(below: str) -> None:
    assert blocks(f"{PARAGRAPHS}{below}") == list(STORY)
    assert blocks(f"{PARAGRAPHS}</div></article>{below}<div><div>") == list(STORY)


def test_an_article_in_an_element_named_comments_stays() -> None:
    parts = "".join(f"<p><b>Part {at}</b></p><p>{text}</p>" for at, text in enumerate(STORY))
    assert set(STORY) <= set(blocks(f"<div class=comments>{parts}</div>"))


@pytest.mark.parametrize(
    "label",
    ["<p>Comments (0)</p>", "<p><a href=#c>Leave a comment</a></p>", "<h3>Comments</h3>"],
)
def test_text_below_such_a_label_stays(label: str) -> None:
    more = "".join(f"<p>{text}</p>" for text in COMMENTS)
    assert blocks(f"{PARAGRAPHS}{label}{more}")[-len(COMMENTS) :] == list(COMMENTS)


def test_statements_in_quotation_marks_below_such_a_label_stay() -> None:
    statements = [f"“{text}”" for text in COMMENTS]
    items = "".join(f"<p><b>Ann Lee</b></p><p>{text}</p>" for text in statements)
    assert set(statements) <= set(blocks(f"{PARAGRAPHS}<h3>Comments</h3>{items}"))
